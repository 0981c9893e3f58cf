"""A plan day by day as the patient will see it, if every day is done in full.

Everything shown is made by what makes the patient's own screens; here it is only put in a row.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from exercise_companion.core import check_ins
from exercise_companion.core.card_views import card_views
from exercise_companion.core.day_words import day_words
from exercise_companion.core.item_views import harder_view, item_view
from exercise_companion.core.plan_parts import first_day, last_day
from exercise_companion.core.schedule import Done, due, phase_on
from exercise_companion.core.today_plan import planned_today, review_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from exercise_companion.core.page_views import CardView
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Item
    from exercise_companion.core.schedule import DayPlan
    from exercise_companion.core.today_view import TodayState, TodayView
    from exercise_companion.core.views import ItemView

LONGEST_MEMORY: Final = timedelta(days=15)
"""No day rule looks further back than every 14 days or a week."""

LONGEST_WAIT: Final = timedelta(days=31)
"""An exercise that is not due within so many days is not looked for any further."""

LONGEST_LOOK_BACK: Final = timedelta(days=366)
"""Of a plan that began longer ago, which only a faulty draft does, no question is worked out."""

MORNING: Final = time(9)
"""When every day of a preview begins; what is due does not hang on it."""


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """One day of a plan."""

    day: date
    today: TodayView
    """What *Today* shows in the morning."""
    news: tuple[str, ...]
    """What begins or ends on this day: the plan, its parts, its reviews."""
    items: tuple[ItemView, ...]
    """The day's exercises, each in full, as its own screen shows it."""
    cards: tuple[CardView, ...]
    """Cards to read that were not there the day before."""
    questions: tuple[str, ...] = ()
    """What the plan asks before the day's session: its measures, and the therapist's own."""


@dataclass(frozen=True, slots=True)
class DayWith:
    """The next day of an exercise; its plan may still have faults."""

    today: TodayView
    """What *Today* shows in the morning."""
    questions: tuple[str, ...]
    """What the plan asks before that day's session."""


def preview(plan: Plan, first: date, days: int) -> Iterator[PreviewDay]:
    """The days of a plan in order; each is worked out when it is asked for.

    Args:
        plan: a prescription or a template.
        first: the first day shown; days outside the plan say so.
        days: how many.

    """
    every = _asked_from(plan, _days_from(plan, min(first, first_day(plan))))
    shown = (one for one in every if one[0] >= first)
    for day, day_plan, questions in islice(shown, days):
        yield replace(_day(plan, day, day_plan), questions=questions)


def day_with(plan: Plan, phase_id: str, item_id: str, today: date) -> DayWith | None:
    """The first day, from today or the start of the phase on, that has an exercise.

    Args:
        plan: a prescription or a template, perhaps with faults.
        phase_id: the phase it is in.
        item_id: the exercise with its dose.
        today: the day it is looked at.

    Returns:
        None where it is not due within a month, or the dates lead nowhere.

    """
    phase = next((each for each in plan.phases if each.id == phase_id), None)
    if phase is None:
        return None
    first = today if phase.starts_on <= today <= phase.ends_on else phase.starts_on
    with suppress(OverflowError):  # a date at an end of the calendar
        begun = max(phase.starts_on, first - LONGEST_WAIT)
        last = min(phase.ends_on, first + LONGEST_WAIT)
        for day, day_plan in islice(_days_from(plan, begun), (last - begun).days + 1):
            there = day_plan.phase is not None and day_plan.phase.id == phase_id
            if day >= first and there and item_id in {one.item.id for one in day_plan.now}:
                return DayWith(_today(plan, day, day_plan), _questions_on(plan, day))
    return None


def _questions_on(plan: Plan, day: date) -> tuple[str, ...]:
    if day - first_day(plan) > LONGEST_LOOK_BACK:
        return ()
    every = _asked_from(plan, _days_from(plan, min(day, first_day(plan))))
    return next(questions for one, _, questions in every if one == day)


def _days_from(plan: Plan, day: date) -> Iterator[tuple[date, DayPlan]]:
    """What is due on each day, without an end, if all before it was done from this day on."""
    done: list[Done] = []
    while True:
        at = datetime.combine(day, MORNING, UTC)
        done = [entry for entry in done if entry.day > day - LONGEST_MEMORY]
        day_plan = due(plan, day, done, at)
        yield day, day_plan
        done += (
            Done(entry.item.id, day, at)
            for entry in day_plan.now
            for _ in range(entry.times_per_day)
        )
        day += timedelta(days=1)


def _asked_from(
    plan: Plan, days: Iterable[tuple[date, DayPlan]]
) -> Iterator[tuple[date, DayPlan, tuple[str, ...]]]:
    """Each day with its questions, if all before were answered when they were asked."""
    every = check_ins.questions(plan)
    asked: dict[str, date] = {}
    for day, day_plan in days:
        opens = bool(day_plan.now) and _state(plan, day, day_plan) == "ready"
        now = check_ins.due(every, asked, first_day(plan), day) if opens else ()
        asked |= {one.id: day for one in now}
        yield day, day_plan, tuple(one.text for one in now)


def _day(plan: Plan, day: date, day_plan: DayPlan) -> PreviewDay:
    before = {card.card_id for card in card_views(plan, day - timedelta(days=1))}
    is_first = day == first_day(plan)
    return PreviewDay(
        day=day,
        today=_today(plan, day, day_plan),
        news=tuple(_news(plan, day)),
        items=tuple(_item(plan, entry.item) for entry in day_plan.now),
        cards=tuple(
            card
            for card in card_views(plan, day)
            if card.is_current and (is_first or card.card_id not in before)
        ),
    )


def _item(plan: Plan, item: Item) -> ItemView:
    """The exercise with its next step, where the patient may come to take it."""
    may_step_up = plan.progression.patient_may_step_up
    harder = harder_view(plan, item) if may_step_up else None
    return replace(item_view(plan, item, "as_written"), harder=harder)


def _today(plan: Plan, day: date, day_plan: DayPlan) -> TodayView:
    shown = planned_today(plan, day_plan, _state(plan, day, day_plan), day)
    return replace(shown, due=tuple(_reviews(plan, day)))


def _state(plan: Plan, day: date, day_plan: DayPlan) -> TodayState:
    if day < first_day(plan):
        return "not_started"
    if day > last_day(plan):
        return "expired"
    return "ready" if day_plan.now else "rest_day"


def _reviews(plan: Plan, day: date) -> Iterator[str]:
    if plan.kind == "prescription":
        held = {review.date for review in plan.reviews if review.date < day}
        yield from review_lines(plan, day, held)


def _news(plan: Plan, day: date) -> Iterator[str]:
    phase = phase_on(plan, day)
    if phase is not None and phase.starts_on == day:
        yield f"{phase.title} begins, until {day_words(phase.ends_on)}. {phase.aim}"
    if plan.kind == "prescription":
        for review in plan.reviews:
            if review.date == day:
                yield f"Review today, {review.kind}: {review.label}."
    if day == last_day(plan):
        yield "This is the last day of the plan."
