"""What *Today* shows of the plan itself, whatever is on record: exercises, minutes, reviews.

The patient's screen and a therapist's preview are made from the same lines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core import flare, schedule
from exercise_companion.core.day_words import date_words, day_words
from exercise_companion.core.dose import minutes
from exercise_companion.core.item_views import item_view
from exercise_companion.core.plan_parts import first_day, last_day
from exercise_companion.core.slot_words import slot_words
from exercise_companion.core.today_view import TodayItem, TodayView

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Dose, Item, Program
    from exercise_companion.core.schedule import DayPlan, DueItem
    from exercise_companion.core.terms import VariantKind
    from exercise_companion.core.today_view import TodayState
    from exercise_companion.core.views import ItemView


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What is on record of a day that changes how its plan is shown."""

    partly: frozenset[str] = frozenset()
    """Ids of items that were begun that day and not done in full."""
    in_flare: bool = False
    """A flare-up: only what is for it, at its dose (rule FL-2)."""


def planned_today(
    plan: Plan,
    day_plan: DayPlan,
    state: TodayState,
    shown: date,
    known: OnRecord | None = None,
) -> TodayView:
    """Today as far as the plan alone says it; what is on record comes on top.

    Args:
        plan: a prescription, or a template with nobody in it.
        day_plan: what is due on that day.
        state: what the day is.
        shown: the day.
        known: what is on record that changes how the plan is shown; None for nothing.

    """
    on_record = known or OnRecord()
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
        items=tuple(_items(plan, day_plan, on_record)),
        minutes=minutes(doses(day_plan.now, on_record)),
        week_days=(),
        due=(),
        reasons=(),
        alert_line="",
        precautions=tuple(entry.text for entry in (*plan.restrictions, *plan.precautions)),
    )


def _as_written(item: Item) -> VariantKind:  # noqa: ARG001 - whatever it is
    return "as_written"


def doses(entries: Iterable[DueItem], known: OnRecord) -> Iterator[Dose]:
    """The doses in which what is due may be done; of what may not be done there is none."""
    version = _version(known)
    for entry in entries:
        done_in = version(entry.item)
        if done_in is not None:
            yield entry.item.dose_of(done_in)


def _version(known: OnRecord) -> Callable[[Item], VariantKind | None]:
    return flare.version if known.in_flare else _as_written


def _items(plan: Plan, day_plan: DayPlan, known: OnRecord) -> Iterator[TodayItem]:
    """Everything of the day, done or not, in the therapist's order; what is not to be done goes."""
    version = _version(known)
    on_today = [*day_plan.now, *day_plan.later, *day_plan.finished]
    phase = day_plan.phase
    order = {item.id: place for place, item in enumerate(phase.items)} if phase else {}
    finished = {entry.item.id for entry in day_plan.finished}
    for entry in sorted(on_today, key=lambda one: order[one.item.id]):
        done, done_in = entry.item.id in finished, version(entry.item)
        if done or done_in is not None:
            view = item_view(plan, entry.item, done_in or "as_written")
            yield _item(entry, view, done=done, partly=done and entry.item.id in known.partly)


def _item(entry: DueItem, view: ItemView, *, done: bool, partly: bool) -> TodayItem:
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
