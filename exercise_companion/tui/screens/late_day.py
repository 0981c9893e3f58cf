"""A session done without the program, first: which day it was, and how it is known."""

from __future__ import annotations

from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.day_words import date_words, day_and_month
from exercise_companion.core.typed_day import read_day
from exercise_companion.tui.screens.base import NOT_SAVED_YET
from exercise_companion.tui.screens.base_page import ListPage
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.form_dialog import Field, FormDialog
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.sure_dialog import when_it_may_be_lost

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from textual.app import ComposeResult

    from exercise_companion.core.late_entry import LateItem, LateSource

_Asked: TypeAlias = "tuple[date, LateSource]"

Told: TypeAlias = "Mapping[_Asked, dict[str, LateItem]]"
"""What was told of each exercise, by its id; of each day, and each way to know it."""

ANSWERS: Final = Binding.Group("Day and source", compact=True)
"""The keys of both answers stay in the key line of a narrow window."""

ROOMY_WIDTH: Final = 64
"""From this width on an answer has room for the day of the week."""

CHOSEN: Final = "●"
"""Before the answer that is chosen."""

LINES: Final = {
    "today": ("t", "Today"),
    "yesterday": ("y", "Yesterday"),
    "other": ("a", "Another day"),
    "late": ("m", "Memory"),
    "paper": ("p", "Paper"),
}
"""Each answer: its key, and what is drawn of it in large mode."""


class LateDayScreen(ListPage):
    """Two questions; nothing is chosen beforehand.

    Args:
        today: the exercise day.
        told: what was told of the exercises so far, by day and source; none of it is kept.

    """

    keeps_a_draft = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="late_day.go_on", tooltip="Go on with these."),
        Binding(
            "t", "day(0)", "Today", id="late_day.today", tooltip="It was today.", group=ANSWERS
        ),
        Binding(
            "y",
            "day(1)",
            "Yesterday",
            id="late_day.yesterday",
            tooltip="It was yesterday.",
            group=ANSWERS,
        ),
        Binding(
            "a",
            "other",
            "Another day",
            id="late_day.other",
            tooltip="Type another day.",
            group=ANSWERS,
        ),
        Binding(
            "m",
            "source('late')",
            "From memory",
            id="late_day.memory",
            tooltip="You tell it from memory.",
            group=ANSWERS,
        ),
        Binding(
            "p",
            "source('paper')",
            "From paper",
            id="late_day.paper",
            tooltip="You wrote it on paper at the time.",
            group=ANSWERS,
        ),
    ]

    class Chosen(Message):
        """The day, and how it is known."""

        def __init__(self, day: date, source: LateSource) -> None:
            super().__init__()
            self.day = day
            self.source = source

    def __init__(self, today: date, told: Told = MappingProxyType({})) -> None:
        super().__init__()
        self.today = today
        self._told = told
        self._day: date | None = None
        self._source: LateSource | None = None

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Without the program"

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was chosen."""
        chosen = self._day is not None or self._source is not None
        return chosen or any(self._told.values())

    def compose_body(self) -> ComposeResult:
        """The two questions, one answer a line."""
        yield Headline("Which day was it?", most=2, largest=1, classes="strong -yields")
        for name in ("today", "yesterday", "other"):
            yield self._line(name)
        yield Headline("How do you know what you did?", most=2, largest=1, classes="strong -yields")
        for name in ("late", "paper"):
            yield self._line(name)

    def _line(self, name: str) -> AnswerLine:
        key, short = LINES[name]
        return AnswerLine(self._label(name), key, id=name, short=short)

    def compose_actions(self) -> ComposeResult:
        """Go on, or back."""
        yield BigChoice("Go on", "Enter", id="go-on", classes="-primary -waiting")
        yield from super().compose_actions()

    def _label(self, name: str) -> str:
        """An answer; a dot marks the one that is chosen."""
        days = {"today": self.today, "yesterday": self.today - timedelta(days=1)}
        if name in {"late", "paper"}:
            chosen = self._source == name
            words = "From memory" if name == "late" else "From paper"
        elif name == "other":
            chosen = self._day is not None and self._day not in days.values()
            words = (
                f"Another day: {self._day_words(self._day)}"
                if chosen and self._day
                else "Another day"
            )
        else:
            chosen = self._day == days[name]
            words = f"{name.capitalize()}, {self._day_words(days[name])}"
        return f"{CHOSEN} {words}" if chosen else words

    def _day_words(self, day: date) -> str:
        """With the day of the week where there is room for the longest."""
        roomy = self.app.size.width >= ROOMY_WIDTH
        return date_words(day) if roomy else day_and_month(day)

    def on_resize(self) -> None:
        """Say the day of the week where there is room for it."""
        self._label_all()

    def _label_all(self) -> None:
        for name, (key, short) in LINES.items():
            label = self._label(name)
            line = self.query_one(f"#{name}", AnswerLine)
            line.relabel(label, key)
            line.short = f"{CHOSEN} {short}" if label.startswith(CHOSEN) else short

    def _show(self) -> None:
        self._label_all()
        ready = self._day is not None and self._source is not None
        self.query_one("#go-on", BigChoice).set_class(not ready, "-waiting")
        self.clear_fault()

    async def choose(self, name: str) -> None:
        """Enter, Space or the mouse."""
        if name in {"today", "yesterday"}:
            self.action_day(int(name == "yesterday"))
        elif name == "other":
            self.action_other()
        elif name == "go-on":
            self.action_go_on()
        elif name == "back":
            self.action_back()
        else:
            self.action_source("paper" if name == "paper" else "late")

    def action_back(self) -> None:
        """Leave the entry; what was told in it is lost by that."""
        loses = any(self._told.values())
        when_it_may_be_lost(self, NOT_SAVED_YET, super().action_back, loses=loses)

    def action_day(self, days_ago: int) -> None:
        """It was today, or yesterday."""
        self._day = self.today - timedelta(days=days_ago)
        self._show()

    def action_other(self) -> None:
        """Type another day."""
        fields = (Field("day", "The day, for example 21 November 2026 or 2026-11-21"),)
        self.app.push_screen(
            FormDialog("Which day was it?", fields, confirm="Take it"), self._typed
        )

    def _typed(self, typed: tuple[str, ...] | None) -> None:
        if typed is None:
            return
        day = read_day(typed[0], self.today)
        if day is None:
            self.show_fault("That is no date.", "Type it like 21 November 2026 or 2026-11-21.")
            return
        self._day = day
        self._show()

    def action_source(self, source: LateSource) -> None:
        """From memory, or from paper."""
        self._source = source
        self._show()

    def action_go_on(self) -> None:
        """Both are chosen."""
        if self._day is None or self._source is None:
            missing = "other" if self._day is None else "paper"
            what_to_do = "Choose a day, and memory or paper."
            self.show_fault("One answer is missing.", what_to_do, at=missing)
        else:
            self.post_message(self.Chosen(self._day, self._source))
