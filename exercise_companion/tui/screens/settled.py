"""After a new feeling or dizziness: rest, then say whether it has gone (rules PR-05, C-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.core.prompts import Answered, AskSettled, Leave
from exercise_companion.core.terms import Answer
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.step_clock import steady_seconds, whole_seconds
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class SettledScreen(PromptScreen[AskSettled]):
    """Whether it is still there may be said at any time, that it has gone only after the rest.

    Args:
        prompt: what is asked.
        clock: seconds that never run backwards; they count on through a suspended computer.

    """

    accepts_after: ClassVar[float] = 0.8
    leave_text = "What you answered is kept. This question is asked again when you come back."
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "n",
            "still_there",
            "Still there",
            id="settled.no",
            tooltip="The feeling is still there.",
        ),
        Binding("y", "gone", "It has gone", id="settled.yes", tooltip="The feeling has gone."),
        Binding("u", "not_sure", "Not sure", id="settled.unsure", tooltip="I cannot tell yet."),
        Binding(
            "t",
            "leave",
            "Back to Today",
            id="settled.leave",
            tooltip="Back to Today. You are asked again later.",
        ),
    ]

    def __init__(self, prompt: AskSettled, clock: Callable[[], float] = steady_seconds) -> None:
        super().__init__(prompt)
        self._clock = clock
        self._over_at = clock() + (prompt.ask_from - prompt.handed_out).total_seconds()

    @property
    def left_with(self) -> Leave:
        """That the question was left: the advice on what was told is next."""
        return Leave()

    @property
    def title_text(self) -> str:
        """What to do."""
        return self.prompt.title

    @property
    def right_text(self) -> str:
        """The exercise it happened in, or what it is about."""
        return self.prompt.about

    def compose_body(self) -> ComposeResult:
        """What to do, how long, and the question."""
        first, *others = self.prompt.lines
        yield Headline(first, classes="strong")
        yield Words(" ".join(others), classes="soft question")
        yield BigDigits(id="rest-clock")
        yield Card(Words(self.prompt.question, classes="strong"), Words("", id="when"))

    def compose_actions(self) -> ComposeResult:
        """The answers."""
        yield BigChoice("It is still there", "N", id="still_there")
        yield BigChoice("It has gone", "Y", id="gone")
        yield BigChoice("Not sure", "U", id="not_sure")

    def on_mount(self) -> None:
        """Start counting down."""
        self._show_time()

    @property
    def _seconds_left(self) -> float:
        return self._over_at - self._clock()

    def _show_time(self) -> None:
        """Show what is left, and come back when that changes. A late wake-up loses nothing."""
        left = whole_seconds(self._seconds_left)
        over = left <= 0
        clock = self.query_one("#rest-clock", BigDigits)
        clock.display = not over
        clock.value = f"{left // 60}:{left % 60:02}"
        self.query_one("#when", Words).say(
            "Please answer now." if over else "You are asked again when the time is up."
        )
        for name in ("gone", "not_sure"):
            self.query_one(f"#{name}").display = over
        self.refresh_bindings()
        if not over:
            self.set_timer(max(0.0, self._seconds_left - (left - 1)), self._show_time)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Only "still there" and leaving work before the time."""
        return action not in {"gone", "not_sure"} or whole_seconds(self._seconds_left) <= 0

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        actions = {
            "still_there": self.action_still_there,
            "gone": self.action_gone,
            "not_sure": self.action_not_sure,
        }
        actions[event.choice.id or ""]()

    def action_still_there(self) -> None:
        """The feeling is still there."""
        self._say(Answer.NO)

    def action_gone(self) -> None:
        """The feeling has gone."""
        self._say(Answer.YES)

    def action_not_sure(self) -> None:
        """The patient cannot tell."""
        self._say(Answer.NOT_SURE)

    def _say(self, value: Answer) -> None:
        self.answer(Answered(value, dwell_ms=round(self.seconds_shown * 1000)))

    def action_leave(self) -> None:
        """Leave; the question stays open (decisions A9)."""
        self.answer(Leave())
