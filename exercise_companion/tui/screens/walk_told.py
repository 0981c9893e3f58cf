"""Asks what is left to say about a walk, one question after the other on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.prompts import Back, Stop
from exercise_companion.core.walk_prompts import AskWalk, WalkTold
from exercise_companion.core.walk_questions import GAVE_WAY, next_question
from exercise_companion.core.walk_words import MAY_SKIP, walk_title
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import NO_NUMBER, BigDigits
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.keep_number import KeepNumber
from exercise_companion.tui.widgets.pain_scale import LEGS, NumberScale
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.walk_questions import WalkField, WalkQuestion

_LETTERS: Final = "bdfhlnoprstwy"
"""Every letter that gives an answer somewhere."""

_MOST_CHOICES: Final = 6
CHANGE: Final = ("Change the one before", "C")
BACK: Final = ("Back", "B")
"""What leads back, and its key: from a later question, and from the first one."""

_TYPE_FIRST: Final = "Type the number first."


class WalkToldScreen(PromptScreen[AskWalk]):
    """Questions with letters or a number; an answer can be changed until the last is given."""

    goes_on_in_an_entry: ClassVar[bool] = False
    """Whether it is asked on although a leg gave way; else that alone is handed back (NC-5)."""
    leave_text = "What was walked is kept. These questions are asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="told.keep", tooltip="Keep the number."),
        Binding("k", "skip", "Skip", id="told.skip", tooltip="Do not answer this one."),
        Binding(
            "c,escape",
            "before",
            "Change the one before",
            key_display="C",
            id="told.before",
            tooltip="Back to the question before.",
        ),
        Binding(
            "b,escape,c",
            "back",
            "Back",
            key_display="B",
            id="told.back",
            tooltip="Back to the page before.",
        ),
        Binding("x", "stop", "Stop", id="item.stop", tooltip="Stop the session now."),
        *(
            Binding(
                letter,
                f"letter('{letter}')",
                "Answer",
                id=f"told.{letter}",
                tooltip="The answer with this letter.",
                show=False,
            )
            for letter in _LETTERS
        ),
        *(
            Binding(
                str(digit),
                f"digit({digit})",
                "Number",
                key_display="0-9",
                id=f"told.{digit}",
                tooltip="Type the number.",
                show=digit == 0,
            )
            for digit in range(10)
        ),
    ]

    class LegGaveWay(Message):
        """A leg gave way on a walk that is being entered: that is kept at once (rule NC-5)."""

    def __init__(self, prompt: AskWalk) -> None:
        super().__init__(prompt)
        self._answers: dict[WalkField, str | float | None] = {}
        self._number: int | None = None

    @property
    def title_text(self) -> str:
        """What it is about."""
        return walk_title(self.prompt)

    @property
    def right_text(self) -> str:
        """The exercise."""
        return self.prompt.name

    @property
    def question(self) -> WalkQuestion | None:
        """The question in sight; None once all is said."""
        return next_question(self.prompt.about, self._answers)

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The question, and room for its answers."""
        if self.prompt.about.late:
            yield Words(MAY_SKIP, classes="soft")
        yield Headline("", most=2, largest=1, id="told-question", classes="strong question -yields")
        yield NumberScale(LEGS, self._number_chosen)
        yield BigDigits(id="told-number")
        yield Words("", id="note", classes="soft")
        for place in range(_MOST_CHOICES):
            yield AnswerLine("", id=f"answer-{place}")

    def compose_actions(self) -> ComposeResult:
        """Keep a number, skip, or change the answer before."""
        yield KeepNumber()
        yield BigChoice("Skip", "K", id="skip")
        yield BigChoice(*CHANGE, id="before")

    def on_mount(self) -> None:
        """Show the first question."""
        self._show()

    def _show(self) -> None:
        question = self.question
        if question is None:
            self.answer_when_shown(WalkTold(tuple(self._answers.items())))
            return
        self._number = None
        self.query_one("#told-question", Headline).say(question.text)
        asks_number = question.most is not None
        scale = self.query_one(NumberScale)
        scale.display, scale.chosen = question.is_score, None
        self.query_one("#told-number").display = asks_number and not question.is_score
        for place in range(_MOST_CHOICES):
            line = self.query_one(f"#answer-{place}", BigChoice)
            line.display = place < len(question.choices)
            if line.display:
                line.relabel(question.choices[place].label, question.choices[place].key)
        self.query_one("#keep").display = asks_number
        self.query_one("#skip").display = question.may_skip
        before = self.query_one("#before", BigChoice)
        before.display = self._may_change or self._leads_back
        before.relabel(*(CHANGE if self._may_change else BACK))
        self._show_number()
        self.query_one("#body", Body).scroll_home(animate=False)
        self.set_focus(None)
        self.refresh_bindings()

    def _show_number(self) -> None:
        """What was typed so far."""
        question, number = self.question, self._number
        if question is None or question.most is None:
            self.query_one("#note", Words).say("")
            return
        words = "Type the number." if number is None else f"You typed {number}."
        self.query_one("#note", Words).say(words)
        self.query_one("#told-number", BigDigits).value = (
            NO_NUMBER if number is None else str(number)
        )
        self.query_one(KeepNumber).show(number)

    @property
    def _may_change(self) -> bool:
        """Whether there is a question before."""
        return bool(self._answers)

    @property
    def _leads_back(self) -> bool:
        """Whether the walk, or the page it was told from, comes before this question."""
        return not self._answers and self.prompt.about.measured is None

    # --- what is answered -------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        question = self.question
        asks_number = question is not None and question.most is not None
        keys = () if question is None else tuple(choice.key for choice in question.choices)
        possible = {
            "keep": asks_number,
            "digit": asks_number,
            "skip": question is not None and question.may_skip,
            "before": self._may_change,
            "back": self._leads_back,
            "letter": bool(parameters) and parameters[0] in keys,
            "stop": not self.prompt.about.late,
        }
        return possible.get(action, True)

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        name = event.choice.id or ""
        if name.startswith("answer-"):
            self.action_letter(event.choice.key.lower())
        elif name == "keep":
            self.action_keep()
        elif name == "skip":
            self.action_skip()
        elif self._may_change:
            self.action_before()
        else:
            self.action_back()

    def _number_chosen(self, number: int) -> None:
        """A score was chosen; it does not count yet."""
        self._number = number
        self._show_number()

    def action_digit(self, digit: int) -> None:
        """A digit was typed."""
        question = self.question
        if question is None or question.most is None:
            return
        if question.is_score:
            self.query_one(NumberScale).type_digit(digit)
            return
        longer = (self._number or 0) * 10 + digit
        self._number = longer if longer <= question.most else digit
        self._show_number()

    def action_keep(self) -> None:
        """Answer with the number, when there is one that can be."""
        question, number = self.question, self._number
        if question is None or question.most is None:
            return
        if number is None:
            self.query_one("#note", Words).say(_TYPE_FIRST)
        elif not question.least <= number <= question.most:
            bounds = f"Type a number from {question.least:g} to {question.most:g}."
            self.query_one("#note", Words).say(bounds)
        else:
            self._take(question, float(number))

    def action_letter(self, letter: str) -> None:
        """Answer with the choice of this letter."""
        question = self.question
        for choice in question.choices if question is not None else ():
            if question is not None and choice.key == letter:
                self._take(question, choice.value)
                return

    def action_skip(self) -> None:
        """Leave this one out."""
        if self.question is not None and self.question.may_skip:
            self._take(self.question, None)

    def _take(self, question: WalkQuestion, value: str | float | None) -> None:
        if not self.ready:
            return
        self._answers[question.id] = value
        if tuple(self._answers.items()) == GAVE_WAY:
            if not self.goes_on_in_an_entry:
                self.answer(WalkTold(GAVE_WAY))
                return
            self.post_message(self.LegGaveWay())
        self._show()

    def action_before(self) -> None:
        """The question before is asked again."""
        self._answers.popitem()
        self._show()

    def action_back(self) -> None:
        """To the walk, or to the page it was told from; nothing was answered."""
        self.answer(Back())

    def reopen(self) -> None:
        """It could not be saved: the last answer can be given again."""
        super().reopen()
        if self._answers:
            self._answers.popitem()
        self._show()

    def action_stop(self) -> None:
        """Stop the session: one key, no question (rule PR-07, SI-09)."""
        self.answer(Stop())
