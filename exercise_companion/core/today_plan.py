"""What *Today* shows of the plan itself, whatever is on record: exercises, minutes, reviews.

The patient's screen and a therapist's preview are made from the same lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core import schedule
from exercise_companion.core.day_words import date_words, day_words
from exercise_companion.core.dose import minutes
from exercise_companion.core.item_views import item_view
from exercise_companion.core.plan_parts import first_day, last_day
from exercise_companion.core.slot_words import slot_words
from exercise_companion.core.today_view import TodayItem, TodayView

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Program
    from exercise_companion.core.schedule import DayPlan, DueItem
    from exercise_companion.core.today_view import TodayState


def planned_today(
    plan: Plan,
    day_plan: DayPlan,
    state: TodayState,
    shown: date,
    *,
    partly: frozenset[str] = frozenset(),
) -> TodayView:
    """Today as far as the plan alone says it; what is on record comes on top.

    Args:
        plan: a prescription, or a template with nobody in it.
        day_plan: what is due on that day.
        state: what the day is.
        shown: the day.
        partly: ids of items that were begun that day and not done in full.

    """
    is_in_plan = first_day(plan) <= shown <= last_day(plan)
    week, weeks = schedule.program_week(plan, shown) if is_in_plan else (0, 0)
    program = plan if plan.kind == "prescription" else None
    prescriber = program.prescriber if program else None
    return TodayView(
        state=state,
        date_text=date_words(shown),
        demo=plan.demo,
        first_name=program.patient.display_name.split()[0] if program else "",
        program_title=plan.title,
        prescriber=f"{prescriber.name}, {prescriber.profession}" if prescriber else "",
        valid_until=day_words(last_day(plan)),
        week=week,
        weeks=weeks,
        items=tuple(today_items(plan, day_plan, partly)),
        minutes=minutes(entry.item.dose for entry in day_plan.now),
        week_days=(),
        due=(),
        reasons=(),
        alert_line="",
        precautions=tuple(entry.text for entry in (*plan.restrictions, *plan.precautions)),
    )


def today_items(
    plan: Plan, day_plan: DayPlan, partly: frozenset[str] = frozenset()
) -> Iterator[TodayItem]:
    """Everything of the day, done or not, in the therapist's order."""
    on_today = [*day_plan.now, *day_plan.later, *day_plan.finished]
    phase = day_plan.phase
    order = {item.id: place for place, item in enumerate(phase.items)} if phase else {}
    finished = {entry.item.id for entry in day_plan.finished}
    for entry in sorted(on_today, key=lambda one: order[one.item.id]):
        done = entry.item.id in finished
        yield _item(plan, entry, done=done, partly=done and entry.item.id in partly)


def _item(plan: Plan, entry: DueItem, *, done: bool, partly: bool) -> TodayItem:
    view = item_view(plan, entry.item, "as_written")
    times = ", ".join(_times(entry, done=done))
    return TodayItem(view.name, view.brief_dose, done, times, partly=partly)


def _times(entry: DueItem, *, done: bool) -> Iterator[str]:
    """Which times of day it is meant for, until it is done, and which round comes next."""
    if entry.item.when.slots and not done:
        yield slot_words(entry.item.when.slots)
    if entry.times_per_day > 1:
        round_now = min(entry.times_done_today + 1, entry.times_per_day)
        yield f"round {round_now} of {entry.times_per_day}"


def review_lines(program: Program, day: date, reviews_done: Collection[date]) -> Iterator[str]:
    """The next review, from a week before on (clinical-spec 3.3)."""
    review = schedule.next_review(program, day, reviews_done)
    if review is not None and review.state != "later":
        when = "is due" if review.state == "due" else f"on {day_words(review.review.date)}"
        yield f"Review with your therapist {when}: {review.review.label}."
