"""The diary: a page of days, the newest first, of which one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.progress import STRIP_STATES
from exercise_companion.core.typed_day import read_day
from exercise_companion.tui.screens.base_page import ListPage
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.rows import TwoColumns
from exercise_companion.tui.widgets.week_strip import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult

    from exercise_companion.core.history_view import DayLine, HistoryPage

COLUMN: Final = 13
"""Mark, weekday, day and month: "● Mon 23 Nov"."""

FIELDS: Final = (Field("day", "Which day? A date, or yesterday"),)


class HistoryScreen(ListPage):
    """Two weeks of days at a time.

    Args:
        page: the days.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "turn('older')",
            "Older",
            id="history.older",
            tooltip="The two weeks before these.",
        ),
        Binding(
            "n",
            "turn('newer')",
            "Newer",
            id="history.newer",
            tooltip="The two weeks after these.",
        ),
        Binding(
            "g",
            "go_to",
            "Go to a day",
            id="history.go_to",
            tooltip="Type which day to see.",
        ),
    ]

    class Turned(Message):
        """Another page is wanted."""

        def __init__(self, last: date) -> None:
            super().__init__()
            self.last = last

    class Opened(Message):
        """A day is to be read."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self, page: HistoryPage) -> None:
        super().__init__()
        self.page = page

    @property
    def title_text(self) -> str:
        """What this is."""
        return "My diary"

    @property
    def right_text(self) -> str:
        """From when to when."""
        first, last = self.page.lines[-1].day, self.page.lines[0].day
        return f"{first.day} {first:%b} to {last.day} {last:%b %Y}"

    def compose_body(self) -> ComposeResult:
        """One line for each day."""
        yield MarkedList(_rows(self.page.lines))

    def compose_actions(self) -> ComposeResult:
        """Older, newer, a day, back."""
        yield BigChoice("Older", "o", id="older")
        yield BigChoice("Newer", "n", id="newer")
        yield BigChoice("Go to a day", "g", id="go-to")
        yield BigChoice("Back", "b", id="back")

    @property
    def many_choices(self) -> bool:
        """In two columns, so that the days have the room."""
        return True

    def on_mount(self) -> None:
        """The newest day is marked."""
        self._settle()

    def turn(self, page: HistoryPage) -> None:
        """Show another page."""
        self.page = page
        self.query_one(MarkedList).show(_rows(page.lines))
        self.query_one("#body", Body).scroll_home(animate=False)
        self.say_title()
        self._settle()

    def _settle(self) -> None:
        self.query_one("#older", BigChoice).disabled = self.page.older is None
        self.query_one("#newer", BigChoice).disabled = self.page.newer is None
        self.query_one(MarkedList).focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is nothing before the beginning, nor after today."""
        if action != "turn":
            return True
        return (self.page.older if parameters[0] == "older" else self.page.newer) is not None

    def action_turn(self, way: str) -> None:
        """Ask for the page before or after."""
        last = self.page.older if way == "older" else self.page.newer
        if last is not None:
            self.post_message(self.Turned(last))

    def action_go_to(self) -> None:
        """Ask for a day."""
        self.clear_fault()
        self.app.push_screen(FormDialog("Go to a day", FIELDS, confirm="Go"), self._go_to)

    def _go_to(self, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        found = read_day(typed[0], self.page.today)
        if found is None:
            self.show_fault("That is no date.", "Type it like 2026-11-21, or yesterday.")
        else:
            self.post_message(self.Turned(found))

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Read the day that is marked."""
        message.stop()
        self.post_message(self.Opened(self.page.lines[message.row].day))

    async def choose(self, name: str) -> None:
        """Turn the page, or go back."""
        if name == "back":
            self.action_back()
        elif name == "go-to":
            self.action_go_to()
        else:
            self.action_turn(name)


def _rows(lines: Iterable[DayLine]) -> list[TwoColumns]:
    return [_row(line) for line in lines]


def _row(line: DayLine) -> TwoColumns:
    mark = MARKS[STRIP_STATES[line.state]][0]
    words = f"{line.words}. {line.detail}" if line.detail else line.words
    day, big = f"{line.day:%a} {line.day.day:>2} {line.day:%b}", f"{line.day:%a} {line.day.day}"
    return TwoColumns(f"{mark} {day}", words, COLUMN, big=f"{big} {line.words}")
