"""What is due on a day, and whether the program may be used on it.

What was due is always worked out from the program; only what was done is stored. Absence means
not done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.core.plan_parts import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Item, Phase, Program, Review

DAYS_PER_WEEK: Final = 7

REVIEW_REMINDER_DAYS: Final = 7
"""So many days before a review it is mentioned (clinical-spec 3.3)."""

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

Standing = Literal["valid", "not_started", "expired", "review_overdue"]
"""Whether the program's dates allow a session."""

ReviewState = Literal["later", "due_soon", "due"]
"""`due_soon`: within the seven days before; `due`: on the day and after."""

Reason = Literal[
    "every_day",
    "weekday",
    "every_n_days",
    "days_per_week",
    "other_weekday",
    "not_yet",
    "week_done",
    "paused",
]
"""Why an item is on today (the first four) or not. `not_yet`: its next day, by every so many days
or by even pacing over the week, is still to come; `week_done`: the week's days are all done."""


ON_TODAY: Final[frozenset[Reason]] = frozenset(
    ("every_day", "weekday", "every_n_days", "days_per_week")
)
"""The reasons that put an item on today."""


@dataclass(frozen=True, slots=True)
class Done:
    """An item that was completed once."""

    item_id: str
    day: date
    """The exercise day."""
    at_utc: datetime
    """Aware."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One item of the phase and how it stands today."""

    item: Item
    phase_id: str
    times_done_today: int
    times_per_day: int
    reason: Reason
    not_before_utc: datetime | None = None
    """When the authored hours in between will have passed; None when there is nothing to wait
    for. It may lie after the end of the exercise day."""


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Everything of the day's phase, each item in one place, in the therapist's order."""

    day: date
    phase: Phase | None
    """None outside every phase: nothing is planned then."""
    now: tuple[DueItem, ...] = ()
    """Due, and may be done now."""
    later: tuple[DueItem, ...] = ()
    """Due, but the authored hours in between have not passed."""
    finished: tuple[DueItem, ...] = ()
    """Done for today, or done although nothing was due."""
    off: tuple[DueItem, ...] = ()
    """Not on today."""


@dataclass(frozen=True, slots=True)
class NextReview:
    """The first review that has not taken place."""

    review: Review
    state: ReviewState
    days: int
    """Days until it; below zero once it has passed."""


# --- the program's dates --------------------------------------------------------------------------


def phase_on(program: Plan, day: date) -> Phase | None:
    """The phase of a day, or None between, before and after the phases."""
    return next(
        (phase for phase in program.phases if phase.starts_on <= day <= phase.ends_on), None
    )


def program_week(program: Plan, day: date) -> tuple[int, int]:
    """Which week of how many, counted from `valid_from`; a day outside counts as the nearest.

    A plan that ends with the visit six weeks later, on the same weekday, has six weeks and not
    seven.
    """
    first, last = first_day(program), last_day(program)
    weeks = max(1, -((first - last).days // DAYS_PER_WEEK))
    week = (day - first).days // DAYS_PER_WEEK + 1
    return max(1, min(week, weeks)), weeks


def standing(program: Program, local_now: datetime, reviews_done: Collection[date]) -> Standing:
    """Whether the program's dates allow a session (clinical-spec 3.3, decisions A16).

    It expires at midnight after `valid_until`, by the calendar and not by the exercise day. A
    review without a recorded talk blocks once its date and the authored grace have passed.

    Args:
        program: the prescription in force.
        local_now: the wall-clock time where the patient is; never earlier than the latest time
            seen, so that a clock set back changes nothing (H-03).
        reviews_done: dates of reviews for which a talk was recorded.

    """
    today = local_now.date()
    if today > program.valid_until:
        return "expired"
    if exercise_day(local_now) < program.valid_from:
        return "not_started"
    grace = timedelta(days=program.review_grace_days)
    overdue = any(
        review.date + grace < today and review.date not in reviews_done
        for review in program.reviews
    )
    return "review_overdue" if overdue else "valid"


def next_review(program: Program, day: date, reviews_done: Collection[date]) -> NextReview | None:
    """The earliest review without a recorded talk, and how near it is (clinical-spec 3.3)."""
    undone = [review for review in program.reviews if review.date not in reviews_done]
    if not undone:
        return None
    review = min(undone, key=lambda one: one.date)
    days = (review.date - day).days
    if days <= 0:
        return NextReview(review, "due", days)
    return NextReview(review, "due_soon" if days <= REVIEW_REMINDER_DAYS else "later", days)


# --- what is due ----------------------------------------------------------------------------------


def due(
    program: Plan,
    day: date,
    done: Iterable[Done],
    now_utc: datetime,
    paused: Collection[tuple[date, date]] = (),
) -> DayPlan:
    """What is due on an exercise day, and what may be done now.

    - Without a day rule an item is due every day.
    - Every so many days: from the start of the phase; a missed day stays due until it is done,
      then the count goes on from there.
    - Days per week: paced evenly over the program week and caught up later in the same week; a
      day counts once anything of the item was done.
    - Several times a day: until done as often, with the authored hours in between.

    Args:
        program: the prescription in force.
        day: the exercise day.
        done: what was completed, at least since the phase and the program week began.
        now_utc: aware.
        paused: first and last day of each pause; nothing is due within one (decisions D10).

    """
    phase = phase_on(program, day)
    if phase is None:
        return DayPlan(day, None)
    history = tuple(entry for entry in done if entry.day <= day)
    placed: dict[_Place, list[DueItem]] = {"now": [], "later": [], "finished": [], "off": []}
    for item in phase.items:
        own = tuple(entry for entry in history if entry.item_id == item.id)
        reason: Reason = "paused"
        if not _is_paused(day, paused):
            reason = _reason(program, phase, item, day, frozenset(entry.day for entry in own))
        due_item = DueItem(
            item=item,
            phase_id=phase.id,
            times_done_today=sum(entry.day == day for entry in own),
            times_per_day=item.when.times_per_day,
            reason=reason,
            not_before_utc=_not_before(item, own, now_utc),
        )
        placed[_place(due_item)].append(due_item)
    return DayPlan(
        day,
        phase,
        now=tuple(placed["now"]),
        later=tuple(placed["later"]),
        finished=tuple(placed["finished"]),
        off=tuple(placed["off"]),
    )


_Place = Literal["now", "later", "finished", "off"]


def _place(due_item: DueItem) -> _Place:
    """Where an item of the phase belongs today."""
    times = due_item.times_done_today
    if due_item.reason not in ON_TODAY:
        return "finished" if times else "off"
    if times >= due_item.times_per_day:
        return "finished"
    return "now" if due_item.not_before_utc is None else "later"


def _not_before(item: Item, own: Collection[Done], now_utc: datetime) -> datetime | None:
    """When the authored hours since the item was last done have passed; None if they have."""
    if item.when.min_hours_between is None or not own:
        return None
    last = max(entry.at_utc for entry in own)
    not_before = last + timedelta(hours=item.when.min_hours_between)
    return not_before if now_utc < not_before else None


def _is_paused(day: date, paused: Collection[tuple[date, date]]) -> bool:
    return any(first <= day <= last for first, last in paused)


def _reason(
    program: Plan, phase: Phase, item: Item, day: date, done_days: Collection[date]
) -> Reason:
    """Why an item is on or not, by its day rule and the days it was done."""
    when = item.when
    if when.days is not None:
        return "weekday" if WEEKDAYS[day.weekday()] in when.days else "other_weekday"
    if when.every_n_days is not None:
        since_start = [one for one in done_days if phase.starts_on <= one < day]
        waited = not since_start or (day - max(since_start)).days >= when.every_n_days
        return "every_n_days" if waited else "not_yet"
    if when.days_per_week is not None:
        index = _day_of_week(program, day)
        done = sum(0 < (day - one).days <= index for one in done_days)
        if done < _paced(when.days_per_week, index):
            return "days_per_week"
        return "week_done" if done >= when.days_per_week else "not_yet"
    return "every_day"


def _day_of_week(program: Plan, day: date) -> int:
    """Which day of the program week, 0 to 6; weeks begin on the weekday of `valid_from`."""
    return (day - first_day(program)).days % DAYS_PER_WEEK


def _paced(days_per_week: int, index: int) -> int:
    """How many days of the week even pacing has reached on its day 0 to 6, rounded up."""
    return -(-days_per_week * (index + 1) // DAYS_PER_WEEK)


# --- what had been planned ------------------------------------------------------------------------


def planned_items(
    program: Program, day: date, paused: Collection[tuple[date, date]] = ()
) -> tuple[Item, ...]:
    """The items planned for a day when everything is done on time, in the therapist's order.

    Days per week fall on the evenly paced days. This is the nominal plan for the week strip and
    for counting; what is due today follows what was done (`due`).
    """
    phase = phase_on(program, day)
    if phase is None or _is_paused(day, paused):
        return ()
    return tuple(item for item in phase.items if _is_nominal_day(program, phase, item, day))


def _is_nominal_day(program: Program, phase: Phase, item: Item, day: date) -> bool:
    """Whether an item's day rule alone puts it on this day."""
    when = item.when
    if when.days is not None:
        return WEEKDAYS[day.weekday()] in when.days
    if when.every_n_days is not None:
        return (day - phase.starts_on).days % when.every_n_days == 0
    if when.days_per_week is not None:
        index = _day_of_week(program, day)
        return _paced(when.days_per_week, index) > _paced(when.days_per_week, index - 1)
    return True


def planned_days(
    program: Program, first: date, last: date, paused: Collection[tuple[date, date]] = ()
) -> tuple[date, ...]:
    """The days from `first` to `last`, both included, that have something planned."""
    days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
    return tuple(day for day in days if planned_items(program, day, paused))
