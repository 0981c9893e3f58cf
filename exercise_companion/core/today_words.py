"""Today in plain lines: for a terminal without a screen, and for reading aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.today_view import DayState, TodayState, TodayView

HEADLINES: Final[dict[TodayState, str]] = {
    "no_store": "There is no plan here yet.",
    "no_program": "There is no plan here that can be used.",
    "ready": "Exercises for today.",
    "resume": "Your session is not finished.",
    "done": "Everything planned for today is done.",
    "later": "This round is done. The next one comes later today.",
    "rest_day": "No exercises now.",
    "advised_rest": "No exercises today.",
    "locked": "Exercise is locked.",
    "held": "Your next session is on hold.",
    "expired": "Your plan has ended.",
    "review_overdue": "A review with your therapist is overdue.",
    "not_started": "Your plan has not started yet.",
    "cannot_save": "No exercises now: nothing can be saved.",
}

DAY_WORDS: Final[dict[DayState, str]] = {
    "done": "done",
    "partly": "partly done",
    "planned": "planned",
    "missed": "not done",
    "rest": "nothing planned",
    "advised_rest": "advised rest",
    "locked": "locked",
    "before": "before the plan began",
}

SHOWS_DOSES: Final[frozenset[TodayState]] = frozenset(
    {"ready", "resume", "done", "later", "rest_day"}
)
"""Where exercise is locked, held, advised against or without a valid plan no dose is read out
(H-18)."""

IN_FULL: Final = "In full before each one."
"""Where doses are listed in short: the exercise shows all of its own before it begins."""

WRONG_LINE: Final = "If something is wrong: exercise-companion wrong"

DEMO_LINE: Final = "Example only. Do not exercise from this plan."
DEMO_LINES: Final = (
    DEMO_LINE,
    "Example only. Do not exercise from it.",
    "Only an example. Do not use.",
)
"""The same for an ever narrower line: it says all of it on any screen (V-22)."""


def today_lines(view: TodayView) -> tuple[str, ...]:
    """Today, line by line."""
    return (*plan_lines(view), *_next_step(view))


def plan_lines(view: TodayView) -> Iterator[str]:
    """Today without what to type next."""
    if view.demo:
        yield DEMO_LINE
    yield view.date_text + (f", week {view.week} of {view.weeks}" if view.weeks else "")
    if view.alert_line:
        yield view.alert_line
    if view.first_name:
        yield f"{view.first_name}: {view.program_title}. From {view.prescriber}."
    yield HEADLINES[view.state] + (f" About {view.minutes} minutes." if _shows_time(view) else "")
    yield from view.reasons
    for number, item in enumerate(view.items if view.state in SHOWS_DOSES else (), start=1):
        state = ("partly done" if item.partly else "done") if item.done else item.times
        yield f"{number}. {item.name}: {item.dose}" + (f" ({state})" if state else "")
    if view.items and view.state in SHOWS_DOSES:
        yield IN_FULL
    if view.week_days:
        yield "This week: " + ", ".join(
            f"{day.name} {DAY_WORDS[day.state]}{' (today)' if day.is_today else ''}"
            for day in view.week_days
        )
    yield from view.due
    yield from view.reminders
    yield from (f"Keep to: {text}" for text in view.precautions)


def _shows_time(view: TodayView) -> bool:
    return view.state == "ready" and view.minutes > 0


def _next_step(view: TodayView) -> Iterator[str]:
    if view.state == "no_store":
        yield "Load the file from your therapist: exercise-companion load FILE"
        yield "Or look at an example patient: exercise-companion demo"
    elif view.state in {"ready", "resume"}:
        yield "To start: exercise-companion, or line by line: exercise-companion session --plain"
    yield WRONG_LINE
