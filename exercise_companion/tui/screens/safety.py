"""One safety question at a time: the whole question in sight, an answer of its own, no shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from exercise_companion.core.other_words import TITLE, other_words
from exercise_companion.core.prompts import AskSafety
from exercise_companion.tui.screens.base_question import ANSWERS, QuestionScreen
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.choice_dialog import ChoiceDialog
from exercise_companion.tui.widgets.headline import Enlargement, Headline
from exercise_companion.tui.widgets.top_bar import APART
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

ONCE_MORE: Final = "Once more, because every single sign was a no."
"""Why a topic is asked a second time after its signs (decisions B)."""

NOW_ANSWER_OR_READ: Final = "Now you can answer. O: other words."
OTHER_WORDS: Final = "Press O for other words."

LARGE_LINES: Final = 4
"""In how many lines of block letters a single question is drawn at most, above its own words.

A private one stays small: others may see the screen, from afar, too (H-25).
"""

NEAR: Final = 1
"""How many topics before and after are shown in a window of 24 lines; three times that in 27."""


class SafetyScreen(QuestionScreen[AskSafety]):
    """A safety question. Rules SI-02, SI-03 and SI-04 (clinical-spec 7.1), decisions B."""

    changes_alerts = True
    leave_text = "What you answered is kept. This question is asked again when you come back."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "give('no')", "No", id="safety.no", tooltip="Answer no.", group=ANSWERS),
        Binding("y", "give('yes')", "Yes", id="safety.yes", tooltip="Answer yes.", group=ANSWERS),
        Binding(
            "u",
            "give('not_sure')",
            "Not sure",
            id="safety.not_sure",
            tooltip="You are not sure: the question is asked again, with examples.",
            group=ANSWERS,
        ),
        Binding(
            "o",
            "other_words",
            "Other words",
            id="safety.other_words",
            tooltip="The body words of this question as a clinician would say them.",
            show=False,
        ),
    ]

    @property
    def title_text(self) -> str:
        """Where this belongs."""
        return "Safety questions"

    @property
    def right_text(self) -> str:
        """Which topic of how many, and which of its signs."""
        prompt = self.prompt
        sign = f"{APART}{prompt.sign}" if prompt.sign else ""
        return f"question {prompt.number} of {prompt.of}{sign}"

    def compose_body(self) -> ComposeResult:
        """The answered topics, the question in a card, the topics to come."""
        prompt = self.prompt
        if prompt.serious:
            yield Words(prompt.serious, id="serious", classes="strong caution")
        offer = f" {OTHER_WORDS}" if other_words(prompt.question.text) else ""
        yield Words(f"{prompt.purpose}{offer}", id="purpose", classes="soft")
        for at, (title, answer) in enumerate(prompt.topics[: prompt.number - 1], start=1):
            yield _topic(title, answer, distance=prompt.number - at)
        yield Card(*self._question(), id="question")
        for distance, (title, answer) in enumerate(prompt.topics[prompt.number :], start=1):
            yield _topic(title, answer, distance=distance)

    def _question(self) -> Iterable[Widget]:
        question = self.prompt.question
        if question.title:
            yield Headline(question.title, largest=1, classes="title")
        if question.attempt > 1 and not question.example_yes:
            yield Words(ONCE_MORE, classes="soft")
        if not question.sensitive and question.text.count("?") == 1:
            yield Enlargement(question.text, most=LARGE_LINES, largest=1, id="question-large")
        yield from _text(question.text, self.apart)
        if question.attempt > 1 and question.example_yes:
            yield Words(f"Yes would be: {question.example_yes}", classes="gap")
            yield Words(f"No would be: {question.example_no}")
        if question.sensitive:
            yield Words("We ask everyone this.", classes="soft gap")

    @property
    def ready_words(self) -> str:
        """The key of the other words is named here where the line that names it has no room."""
        hidden = not self.query_one("#purpose").display
        offers = bool(other_words(self.prompt.question.text))
        return NOW_ANSWER_OR_READ if hidden and offers else super().ready_words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Other words are there only where there are some."""
        if action == "other_words":
            return bool(other_words(self.prompt.question.text))
        return super().check_action(action, parameters)

    def action_other_words(self) -> None:
        """Say what the body words are called elsewhere; nothing is answered by it (SI-18)."""
        lines = other_words(self.prompt.question.text)
        self.app.push_screen(ChoiceDialog[None](TITLE, (), way_out="Back", lines=lines))

    def on_mount(self) -> None:
        """The question fills the window when it is asked again."""
        self.set_class(self.prompt.question.attempt > 1, "-again")


def _text(text: str, apart: str) -> Iterable[Widget]:
    """The question; where there is room each of its sentences begins a line.

    Args:
        text: the whole question.
        apart: the class of lines that are parted from the one before, if they are.

    """
    sentences = [f"{one.strip()}?" for one in text.split("?") if one.strip()]
    several = text.count("?") == len(sentences) > 1
    yield Words(text, classes="question-text -in-one" if several else "question-text")
    if several:
        first, *others = (Words(one, classes="question-text") for one in sentences)
        yield Vertical(
            first, *(one.add_class(*apart.split()) for one in others), classes="question-lines"
        )
        yield Words("Any of these?", classes="strong gap")


def _topic(title: str, answer: str, *, distance: int) -> Horizontal:
    """One line of the list; those far away are left out of a low window."""
    far = (" far" if distance > NEAR else "") + (" farther" if distance > 3 * NEAR else "")
    return Horizontal(
        Words(title, classes="soft"), Words(answer, classes="topic-answer"), classes=f"topic{far}"
    )
