"""One day of the diary: what was planned, every set, pain, signs, and what was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.headline import Enlargement
from exercise_companion.tui.widgets.words import Words, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.history_view import DayView, ExerciseView, SessionView


class DayScreen(Page):
    """A day with everything on record of it.

    Args:
        view: the day.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "turn('older')", "Day before", id="day.older", tooltip="The day before."),
        Binding("n", "turn('newer')", "Day after", id="day.newer", tooltip="The day after."),
    ]

    class Turned(Message):
        """The day before or after is wanted."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, view: DayView) -> None:
        super().__init__()
        self.view = view

    @property
    def title_text(self) -> str:
        """Which day it is."""
        return self.view.title

    @property
    def drawn_title(self) -> str:
        """How the day went says more."""
        return ""

    def compose_body(self) -> ComposeResult:
        """The day from top to bottom."""
        yield from _parts(self.view)

    def compose_actions(self) -> ComposeResult:
        """The day before, the day after, back."""
        yield BigChoice("Day before", "o", id="older")
        yield BigChoice("Day after", "n", id="newer")
        yield BigChoice("Back", "b", id="back")

    @property
    def many_choices(self) -> bool:
        """In two columns, so that the day has the room."""
        return True

    def on_mount(self) -> None:
        """The keys scroll."""
        self.scroll_with_keys()
        self._settle()

    async def turn(self, view: DayView) -> None:
        """Show another day."""
        self.view = view
        body = self.query_one("#body", Body)
        async with self.batch():
            await body.remove_children()
            await body.mount_all(_parts(view))
        body.scroll_home(animate=False)
        self.say_title()
        self._settle()

    def _settle(self) -> None:
        self.query_one("#older", BigChoice).disabled = self.view.older is None
        self.query_one("#newer", BigChoice).disabled = self.view.newer is None
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the beginning, nor after today."""
        if action != "turn":
            return True
        return (self.view.older if parameters[0] == "older" else self.view.newer) is not None

    def action_turn(self, way: str) -> None:
        """Ask for the day before or after."""
        day = self.view.older if way == "older" else self.view.newer
        if day is not None:
            self.post_message(self.Turned(day))

    async def choose(self, name: str) -> None:
        """Turn, or go back."""
        if name == "back":
            self.action_back()
        else:
            self.action_turn(name)


def _parts(view: DayView) -> Iterable[Widget]:
    opening = ((view.how_it_went, "bold"), (view.plan_line, "$ink-soft"))
    yield Enlargement(view.how_it_went, classes="-parted")
    yield Words(paragraphs(*(one for one in opening if one[0])), classes="gap-below")
    for session in view.sessions:
        yield from _session(session)
    for heading, lines in (("Safety questions", view.signs), ("Written down", view.diary)):
        if lines:
            told = ((line, "") for line in lines)
            yield Words(paragraphs((heading, "bold $accent"), *told), classes="card")


def _session(session: SessionView) -> Iterable[Widget]:
    facts = ((line, "") for line in (*session.facts, *session.pain))
    yield Words(paragraphs((session.heading, "bold $accent"), *facts), classes="card")
    for exercise in session.exercises:
        yield Words(paragraphs(*_exercise(exercise)), classes="card -sub")


def _exercise(exercise: ExerciseView) -> Iterable[tuple[str, str]]:
    yield f"{exercise.name}: {exercise.ended}", "bold"
    for one in exercise.sets:
        yield f"  {one.words}", ""
    for note in exercise.notes:
        yield note, "$ink-soft"
