"""One safety question at a time: the whole question in sight, an answer of its own, no shortcut."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from exercise_companion.core.prompts import Answered, AskSafety
from exercise_companion.core.terms import Answer
from exercise_companion.tui.screens.base import Actions, PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult

CHOICES: Final = (
    ("n", "No", Answer.NO),
    ("y", "Yes", Answer.YES),
    ("u", "Not sure", Answer.NOT_SURE),
)
"""Nothing is marked at the start, and there is no common "none of these" (decisions B)."""

READ_FIRST: Final = "Read the question first."
NOW_ANSWER: Final = "Now you can answer: N, Y or U."
SLOWLY: Final = "Let's take that again slowly."

HURRIED: Final = 10
"""So many dropped keys start the question anew (SI-04)."""

NEAR: Final = 1
"""How many topics before and after are shown in a window of 24 lines; three times that in 27."""


class SafetyScreen(PromptScreen[AskSafety]):
    """A safety question. Rules SI-02, SI-03 and SI-04 (clinical-spec 7.1), decisions B."""

    accepts_after = 0.8
    changes_alerts = True
    leave_text = "What you answered is kept. This question is asked again when you come back."

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "give('no')", "No", id="safety.no", tooltip="Answer no."),
        Binding("y", "give('yes')", "Yes", id="safety.yes", tooltip="Answer yes."),
        Binding(
            "u",
            "give('not_sure')",
            "Not sure",
            id="safety.not_sure",
            tooltip="You are not sure: the question is asked again, with examples.",
        ),
    ]

    @property
    def title_text(self) -> str:
        """Where this belongs."""
        return "Safety questions"

    @property
    def right_text(self) -> str:
        """Which topic of how many."""
        return f"question {self.prompt.number} of {self.prompt.of}"

    def compose_body(self) -> ComposeResult:
        """The answered topics, the question in a card, the topics to come."""
        prompt = self.prompt
        if prompt.serious:
            yield Words(prompt.serious, id="serious", classes="strong caution")
        yield Words(prompt.purpose, id="purpose", classes="soft")
        for at, (title, answer) in enumerate(prompt.topics[: prompt.number - 1], start=1):
            yield _topic(title, answer, distance=prompt.number - at)
        yield Card(*self._question(), id="question")
        for distance, (title, answer) in enumerate(prompt.topics[prompt.number :], start=1):
            yield _topic(title, answer, distance=distance)

    def _question(self) -> Iterable[Words]:
        question = self.prompt.question
        if question.title:
            yield Words(question.title, classes="title")
        yield Words(question.text, classes="question-text")
        if question.text.count("?") > 1:
            yield Words("Any of these?", classes="strong gap")
        if question.attempt > 1 and question.example_yes:
            yield Words(f"Yes would be: {question.example_yes}", classes="gap")
            yield Words(f"No would be: {question.example_no}")
        if question.sensitive:
            yield Words("We ask everyone this.", classes="soft gap")

    def compose_actions(self) -> ComposeResult:
        """Three answers, each as large as the others."""
        for key, label, value in CHOICES:
            yield BigChoice(label, key, id=value.value.replace("_", "-"))
        yield Words(READ_FIRST, id="ready", classes="soft")

    def on_mount(self) -> None:
        """The question fills the window when it is asked again with examples."""
        self.set_class(self.prompt.question.attempt > 1, "-again")

    def restart_clock(self) -> None:
        """From now on the question can be read; say when it can be answered."""
        super().restart_clock()
        self.query_one("#actions", Actions).add_class("-waiting")
        self.set_timer(self.accepts_after, self._say_ready)

    def _say_ready(self) -> None:
        if not self.ready:  # covered meanwhile, or a timer a little early: the clock decides
            if self._shown_at is not None and not self._answered:
                self.set_timer(0.05, self._say_ready)
            return
        self.query_one("#actions", Actions).remove_class("-waiting")
        self.query_one("#ready", Words).say(NOW_ANSWER)

    def key_dropped(self) -> None:
        """Ten keys held or hurried start the question anew (SI-04)."""
        if self.dropped_keys >= HURRIED:
            self.dropped_keys = 0
            self.restart_clock()
            self.query_one("#ready", Words).say(SLOWLY)

    def action_give(self, value: str) -> None:
        """Answer, with the time the question was in sight."""
        self.answer(Answered(Answer(value), dwell_ms=round(self.seconds_shown * 1000)))

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        self.action_give((message.choice.id or "").replace("-", "_"))


def _topic(title: str, answer: str, *, distance: int) -> Horizontal:
    """One line of the list; those far away are left out of a low window."""
    far = (" far" if distance > NEAR else "") + (" farther" if distance > 3 * NEAR else "")
    return Horizontal(
        Words(title, classes="soft"), Words(answer, classes="topic-answer"), classes=f"topic{far}"
    )
