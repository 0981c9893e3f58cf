"""The questions a plan asks from time to time: a score, a choice, a number, or words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.widgets import Input

from exercise_companion.core.check_ins import (
    LONGEST_TEXT,
    NOT_READ_NOW,
    AnswerLastAgain,
    AskCheckIn,
    AskTomorrow,
    CheckedIn,
    fits,
)
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.screens.base_one_scale import OneScaleScreen
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import NO_NUMBER, BigDigits
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.keep_number import KeepNumber
from exercise_companion.tui.widgets.pain_scale import ScaleWords
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.check_ins import CheckInQuestion

MOST_CHOICES: Final = 8
"""Answers of a question that each have a digit."""

PRIVATE: Final = frozenset({"mood"})
"""Questions of the plan that are not drawn for the whole room (H-25)."""

_SKIP: Final = Binding("k", "skip", "Skip", id="check_in.skip", tooltip="Leave this one out.")
_LATER: Final = Binding(
    "l",
    "later",
    "Later",
    id="check_in.later",
    tooltip="None of these questions now. They come again tomorrow.",
)
_BACK: Final = Binding(
    "b",
    "back",
    "Back",
    id="check_in.back",
    tooltip="The answer before was not right: give it once more.",
)


class _CheckIn(PromptScreen[AskCheckIn]):
    """What all kinds share. Each may be left out, or all of today's until tomorrow."""

    leave_text = "You are asked again when you come back."

    @property
    def asked(self) -> CheckInQuestion:
        """The question in sight."""
        return self.prompt.question

    @property
    def title_text(self) -> str:
        """What it is about."""
        return "From your plan"

    @property
    def right_text(self) -> str:
        """How many there are today."""
        return f"{self.prompt.number} of {self.prompt.of}" if self.prompt.of > 1 else ""

    def compose_actions(self) -> ComposeResult:
        """Leave this one out, or all of them for today."""
        yield BigChoice("Skip", "K", id="skip")
        yield BigChoice("Later", "L", id="later")
        if self.prompt.may_go_back:
            yield BigChoice("Back", "B", id="back")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Back only where an answer was given before."""
        if action == "back":
            return self.prompt.may_go_back
        return super().check_action(action, parameters)

    def run_choice(self, name: str) -> None:
        """Do what the choice with this id says."""
        if name == "keep":
            self.keep()
        elif name == "skip":
            self.action_skip()
        elif name == "later":
            self.action_later()
        elif name == "back":
            self.action_back()

    def keep(self) -> None:
        """Answer with what was given; nothing where a choice is taken as it is."""

    def action_skip(self) -> None:
        """No answer to this one."""
        self.answer(CheckedIn())

    def action_back(self) -> None:
        """The answer before once more."""
        self.answer(AnswerLastAgain())

    def action_later(self) -> None:
        """None of today's now."""
        self.answer(AskTomorrow())


class _KeepsANumber(_CheckIn):
    """A number that Enter keeps."""

    def compose_actions(self) -> ComposeResult:
        """Keep, skip, later."""
        yield KeepNumber()
        yield from super().compose_actions()


class ScoreCheckInScreen(_KeepsANumber, OneScaleScreen[AskCheckIn]):
    """A number from 0 to 10."""

    BINDINGS: ClassVar[list[BindingType]] = [_LATER, _BACK]

    @property
    def scale_words(self) -> ScaleWords:
        """What 0 and 10 mean; where only the therapist's question says it, the least and most."""
        return ScaleWords(self.asked.lowest or "the least", self.asked.highest or "the most", ())

    @property
    def is_private(self) -> bool:
        """How the mood is."""
        return self.asked.id in PRIVATE

    @property
    def question(self) -> tuple[str, str]:
        """What is asked, and why."""
        return self.asked.text, self.prompt.why

    def reply_for(self, number: int | None) -> CheckedIn:
        """The score."""
        return CheckedIn(number)

    def keep(self) -> None:
        """The number, when one is chosen."""
        self.action_keep()


class _BelowTheQuestion(_CheckIn):
    """A question over the whole width, why it is asked, and its answers below."""

    def compose_body(self) -> ComposeResult:
        """The question, and why it is asked."""
        yield Headline(self.asked.text, most=3, largest=1, classes="strong question -yields")
        yield Words(self.prompt.why, id="note", classes="question")

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        event.stop()
        self.run_choice(event.choice.id or "")


class ChoiceCheckInScreen(_BelowTheQuestion):
    """One of some answers: a key marks it, Enter takes what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                "1",
                f"mark('1', {most})",
                "Mark",
                key_display=f"1-{most}" if most > 1 else "1",
                id=f"check_in.mark_1_of_{most}",
                tooltip="Mark the answer with this number.",
            )
            for most in range(1, MOST_CHOICES + 1)
        ),
        *(
            Binding(
                str(number),
                f"mark('{number}')",
                "Mark",
                id=f"check_in.mark_{number}",
                tooltip="Mark the answer with this number.",
                show=False,
            )
            for number in range(2, MOST_CHOICES + 1)
        ),
        Binding("n", "mark('n')", "No", id="check_in.no", tooltip="Mark no."),
        Binding("y", "mark('y')", "Yes", id="check_in.yes", tooltip="Mark yes."),
        _SKIP,
        _LATER,
        _BACK,
    ]

    @property
    def answers(self) -> dict[str, tuple[str, str]]:
        """The answer and its label, by key."""
        if self.asked.kind == "yes_no":
            return {"n": ("no", "No"), "y": ("yes", "Yes")}
        return {str(at): (words, words) for at, words in enumerate(self.asked.choices, start=1)}

    def compose_body(self) -> ComposeResult:
        """The question, its answers, one a line."""
        yield from super().compose_body()
        for key, (_, label) in self.answers.items():
            yield AnswerLine(label, key, id=f"answer-{key}")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only keys that have an answer; the first is named with how many there are."""
        if action == "mark":
            key, *of = parameters
            return key in self.answers and of in ([], [len(self.answers)])
        return super().check_action(action, parameters)

    def action_mark(self, key: str, _of: int = 0) -> None:
        """Mark an answer; it does not count yet."""
        self.query_one(f"#answer-{key}", BigChoice).focus()
        self.query_one("#note", Words).say(f"You marked: {self.answers[key][1]}. Enter chooses it.")

    def run_choice(self, name: str) -> None:
        """Take the answer that is marked, or what all kinds have."""
        key = name.removeprefix("answer-")
        if key in self.answers:
            self.answer(CheckedIn(words=self.answers[key][0]))
        else:
            super().run_choice(name)


class NumberCheckInScreen(_KeepsANumber, _BelowTheQuestion):
    """A number of days, minutes or the like, typed digit by digit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="check_in.keep", tooltip="Keep the number."),
        *(
            Binding(
                "full_stop" if key == "." else key,
                f"type({key!r})",
                "Number",
                key_display="0-9",
                id=f"check_in.type_{'point' if key == '.' else key}",
                tooltip="Type the number.",
                show=key == "0",
            )
            for key in "0123456789."
        ),
        Binding(
            "backspace",
            "rub_out",
            "Rub out",
            id="check_in.rub_out",
            tooltip="Take the last digit away.",
        ),
        _SKIP,
        _LATER,
        _BACK,
    ]

    def __init__(self, prompt: AskCheckIn) -> None:
        super().__init__(prompt)
        self._typed = ""

    def compose_body(self) -> ComposeResult:
        """The question, the number in large, its unit."""
        yield from super().compose_body()
        yield BigDigits(NO_NUMBER, id="told-number")
        yield Words(self._said(), id="typed", classes="strong")

    def _said(self) -> str:
        if self._typed:
            return f"{self._typed} {self.asked.unit}"
        if self.asked.is_own:
            return f"Type the number: {self.asked.unit}."
        return f"Type the number: 0 to {self.asked.most} {self.asked.unit}."

    def _given(self) -> CheckedIn | None:
        """What is typed, where it can be the answer."""
        digits = self._typed.rstrip(".")
        given = CheckedIn(float(digits)) if digits else None
        return given if given is not None and fits(self.asked, given) else None

    def _show(self) -> None:
        self.query_one("#told-number", BigDigits).value = self._typed or NO_NUMBER
        self.query_one("#typed", Words).say(self._said())
        given = self._given()
        self.query_one(KeepNumber).set_class(given is None, "-waiting")

    def action_type(self, key: str) -> None:
        """A digit more, or the point of a decimal; the number begins anew past its largest."""
        if key == "." and (not self.asked.is_own or "." in self._typed or not self._typed):
            return
        before = self._typed
        self._typed = f"{before}{key}" if before != "0" or key == "." else key
        if self._given() is None:
            self._typed = before if key == "." else key
        self._show()

    def action_rub_out(self) -> None:
        """One digit less."""
        self._typed = self._typed[:-1]
        self._show()

    def action_keep(self) -> None:
        """Enter."""
        self.keep()

    def keep(self) -> None:
        """Answer with the number, when there is one."""
        given = self._given()
        if given is None:
            self.query_one("#typed", Words).say("Type the number first.")
        else:
            self.answer(given)


class TextCheckInScreen(_BelowTheQuestion):
    """Words of the patient's own: every letter is text, so the choices are reached with Tab."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Back",
            key_display="Esc",
            id="check_in.escape",
            tooltip="Back to the question before.",
        ),
    ]

    def compose_body(self) -> ComposeResult:
        """The question, that nobody reads it now, the line to type on."""
        yield from super().compose_body()
        yield Words(NOT_READ_NOW, classes="caution question")
        yield TypedLine(id="words", max_length=LONGEST_TEXT)

    def compose_actions(self) -> ComposeResult:
        """Keep, skip, later; none by a letter."""
        yield BigChoice("Keep", "Enter", id="keep", classes="-primary")
        yield BigChoice("Skip", "", id="skip")
        yield BigChoice("Later", "", id="later")
        if self.prompt.may_go_back:
            yield BigChoice("Back", "Esc", id="back")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#words", Input).focus()

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter after the words."""
        message.stop()
        self.keep()

    def keep(self) -> None:
        """Answer with the words, when there are any."""
        words = self.query_one("#words", Input).value
        if words.strip():
            self.answer(CheckedIn(words=words))
        else:
            self.show_fault("Nothing is typed.", "Type your answer, or go to Skip with Tab.")
