"""What *Today* shows between its top line and its choices, in the order of a window's width."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical

from exercise_companion.core.today_view import BLOCKED
from exercise_companion.core.today_words import IN_FULL
from exercise_companion.tui.widgets.call_line import lines_with_number
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.plan_table import PlanTable
from exercise_companion.tui.widgets.week_strip import WeekStrip
from exercise_companion.tui.widgets.words import Words, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.widget import Widget

    from exercise_companion.core.today_view import TodayState, TodayView

HEADLINES: Final[dict[TodayState, str]] = {
    "no_store": "Nothing is loaded yet.",
    "no_program": "Nothing is loaded yet.",
    "ready": "",
    "resume": "Your session is not finished.",
    "done": "Today's exercises are done.",
    "later": "The next round comes later today.",
    "rest_day": "No exercises are planned today.",
    "advised_rest": "No exercises today.",
    "locked": "Exercise is locked.",
    "held": "Your next session is on hold.",
    "expired": "Your program has run out.",
    "review_overdue": "Your review is overdue.",
    "not_started": "Your program has not begun yet.",
    "cannot_save": "No exercises now: nothing can be saved.",
}

EMPTY: Final = frozenset({"no_store", "no_program"})
WITHOUT_PLAN: Final = BLOCKED | {"advised_rest", "cannot_save"}
"""Where nothing can be done now, no exercise is listed."""


def welcome() -> Iterable[Widget]:
    """Nothing is loaded yet: how to load a program."""
    yield Words("Welcome", classes="title")
    yield Words("No program is loaded yet.")
    yield Card(
        Words("Load the program file from your therapist", classes="strong"),
        Words("It may be on a stick or in an e-mail. Press L to load it."),
        id="welcome",
    )
    yield Words("To see a demonstration first, leave with Q and type:", classes="soft")
    yield Words("exercise-companion demo", classes="strong")


def greeting(view: TodayView, *, brief: bool) -> Iterable[Widget]:
    """Name, what is planned and by whom, what is due, reminders; `brief` leaves out by whom."""
    hello = f"Hello, {view.first_name}" if view.first_name else "Hello"
    by = f"Prescribed by {view.prescriber}." if view.prescriber and not brief else ""
    told = ((line, "$ink-soft") for line in (_plan_in_words(view), by) if line)
    yield Words(paragraphs((hello, "bold"), *told))
    if view.due:
        yield Words(f"Due: {' '.join(view.due)}", id="due", classes="caution")
    for line in view.reminders:
        yield Words(line)


def _plan_in_words(view: TodayView) -> str:
    left = sum(not item.done for item in view.items)
    if not left or view.state in WITHOUT_PLAN:
        return "" if view.reasons else HEADLINES[view.state]
    exercises = "1 exercise" if left == 1 else f"{left} exercises"
    more = " to go" if left < len(view.items) else ""
    minutes = "1 minute" if view.minutes == 1 else f"{view.minutes} minutes"
    headline = "" if view.reasons else HEADLINES[view.state]
    return f"{headline} Today: {exercises}{more}, about {minutes}. {IN_FULL}".strip()


def columns(view: TodayView) -> Iterable[Widget]:
    """A wide window: what is to be done, and the week beside it."""
    left = (*_reasons(view), *_plan(view), *_precautions(view))
    yield _beside(left, _week(view, brief=False))


def rows(view: TodayView) -> Iterable[Widget]:
    """Any other window: what is to be done has the whole width, so that no name is broken."""
    yield Vertical(*_reasons(view), *_plan(view), id="today-first")
    yield _beside(_precautions(view), _week(view, brief=True))


def _beside(left: Iterable[Widget], right: Iterable[Widget]) -> Horizontal:
    columns = Vertical(*left, id="today-left"), Vertical(*right, id="today-right")
    return Horizontal(*columns, id="today-columns")


def from_afar(view: TodayView) -> Iterable[Widget]:
    """Large mode: how much there is to do, or whom to call and why nothing can start."""
    from exercise_companion.tui.widgets.big_digits import BigDigits  # noqa: PLC0415 - rarely needed
    from exercise_companion.tui.widgets.call_first import call_first  # noqa: PLC0415 - as above

    left = sum(not item.done for item in view.items)
    if left and view.state not in WITHOUT_PLAN:
        yield BigDigits(f"{left} EXERCISE{'S' if left > 1 else ''}", classes="today-word")
        yield BigDigits(
            f"{view.minutes} MINUTE{'S' if view.minutes > 1 else ''}", classes="today-word"
        )
    if view.call is not None:
        yield from call_first(HEADLINES[view.state], view.call)
    yield from _reasons(view)
    yield from _precautions(view)


def _plan(view: TodayView) -> Iterable[Widget]:
    if view.items and view.state not in WITHOUT_PLAN:
        yield PlanTable(view.items, classes="card")


def _reasons(view: TodayView) -> Iterable[Widget]:
    if view.reasons:
        words = chain.from_iterable(lines_with_number(one, view.call) for one in view.reasons)
        blocked = view.state in BLOCKED
        title = Words(HEADLINES[view.state], classes="strong caution" if blocked else "strong")
        yield Card(title, *words, id="reasons", classes="-caution" if blocked else "")


def _precautions(view: TodayView) -> Iterable[Widget]:
    if view.precautions:
        lines = ((line, "") for line in view.precautions)
        yield Words(paragraphs(("Keep in mind", "bold"), *lines), classes="card")


def _week(view: TodayView, *, brief: bool) -> Iterable[Widget]:
    if view.week_days:
        yield WeekStrip(_week_in_words(view), view.week_days, brief=brief, classes="card")


def _week_in_words(view: TodayView) -> str:
    done = sum(day.state == "done" for day in view.week_days)
    counted = sum(day.state in {"done", "partly", "planned", "missed"} for day in view.week_days)
    return f"This week  {done} of {counted} days" if counted else "This week"
