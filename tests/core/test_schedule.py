"""What is due on a day, and whether the program's dates allow a session."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import schedule
from exercise_companion.core.exercise_day import exercise_day
from exercise_companion.core.program import (
    DurationDose,
    Frequency,
    Item,
    Phase,
    Program,
    Review,
)
from exercise_companion.core.schedule import DayPlan, Done

START = date(2026, 11, 25)
"""A Wednesday."""

END = START + timedelta(days=41)

DOSE = DurationDose(type="duration", side="none", sets=1, duration_seconds=60)


def an_item(name: str, **when: object) -> Item:
    return Item(id=name, exercise=name, dose=DOSE, when=Frequency(**when))


def a_program(*items: Item, reviews: tuple[Review, ...] = (), grace: int = 14) -> Program:
    half = START + timedelta(days=20)
    first = Phase.model_construct(id="settle", starts_on=START, ends_on=half, items=items)
    second = Phase.model_construct(
        id="build", starts_on=half + timedelta(days=1), ends_on=END, items=items
    )
    return Program.model_construct(
        kind="prescription",
        valid_from=START,
        valid_until=END,
        phases=(first, second),
        reviews=reviews,
        review_grace_days=grace,
    )


def on(day: int) -> date:
    return START + timedelta(days=day)


def at(day: int, hour: int = 9) -> datetime:
    return datetime.combine(on(day), time(hour), UTC)


def did(day: int, name: str = "it", hour: int = 9) -> Done:
    return Done(name, on(day), at(day, hour))


def plan(program: Program, day: int, *done: Done, hour: int = 12) -> DayPlan:
    return schedule.due(program, on(day), done, at(day, hour))


def due_days(program: Program, days: int, *, skip: frozenset[int] = frozenset()) -> list[int]:
    """On which days "it" is due when it is done at once, but for the days skipped."""
    done: list[Done] = []
    found = []
    for day in range(days):
        if plan(program, day, *done).now:
            found.append(day)
            if day not in skip:
                done.append(did(day))
    return found


# --- dates ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(0, 0, 24), (3, 59, 24), (4, 0, 25), (23, 59, 25)]
)
def test_the_exercise_day_begins_at_four(hour: int, minute: int, day: int) -> None:
    local = datetime(2026, 11, 25, hour, minute, tzinfo=ZoneInfo("Europe/London"))
    assert exercise_day(local) == date(2026, 11, day)


@pytest.mark.parametrize("month_and_day", [(3, 29), (10, 25)])
def test_the_exercise_day_goes_by_the_clock_on_the_wall(month_and_day: tuple[int, int]) -> None:
    month, day = month_and_day
    zone = ZoneInfo("Europe/London")
    before = datetime(2026, month, day, 3, 59, tzinfo=zone)
    assert exercise_day(before) == date(2026, month, day) - timedelta(days=1)
    assert exercise_day(before + timedelta(minutes=1)) == date(2026, month, day)


def test_the_phase_of_a_day() -> None:
    program = a_program(an_item("it"))

    def phase(day: int) -> str | None:
        found = schedule.phase_on(program, on(day))
        return found.id if found else None

    assert [phase(day) for day in (-1, 0, 20, 21, 41, 42)] == [
        None,
        "settle",
        "settle",
        "build",
        "build",
        None,
    ]


@pytest.mark.parametrize(("day", "week"), [(-3, 1), (0, 1), (6, 1), (7, 2), (41, 6), (60, 6)])
def test_weeks_are_counted_from_the_start_and_stay_within_the_program(day: int, week: int) -> None:
    assert schedule.program_week(a_program(an_item("it")), on(day)) == (week, 6)


@pytest.mark.parametrize(("last", "weeks"), [(0, 1), (6, 1), (13, 2), (42, 6), (43, 7)])
def test_a_last_day_on_the_weekday_of_the_first_begins_no_new_week(last: int, weeks: int) -> None:
    program = a_program(an_item("it")).model_copy(update={"valid_until": on(last)})
    assert schedule.program_week(program, on(0)) == (1, weeks)
    assert schedule.program_week(program, on(last)) == (weeks, weeks)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    zone = ZoneInfo("Europe/London")
    return datetime.combine(on(day), time(hour, minute), zone)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (local(-1, 23, 59), "not_started"),
        (local(0, 3, 59), "not_started"),
        (local(0, 4), "valid"),
        (local(41, 23, 59), "valid"),
        (local(42, 0), "expired"),
        (local(42, 3), "expired"),
    ],
)
def test_the_program_expires_at_midnight_and_starts_with_the_exercise_day(
    now: datetime, expected: str
) -> None:
    assert schedule.standing(a_program(an_item("it")), now, ()) == expected


def a_review(day: int) -> Review:
    return Review(date=on(day), kind="phone", label="Talk")


def test_a_review_without_a_talk_blocks_after_its_grace() -> None:
    program = a_program(an_item("it"), reviews=(a_review(10),), grace=14)
    assert schedule.standing(program, local(24, 23), ()) == "valid"
    assert schedule.standing(program, local(25, 0), ()) == "review_overdue"
    assert schedule.standing(program, local(25, 0), {on(10)}) == "valid"
    assert schedule.standing(program, local(25, 0), {on(11)}) == "review_overdue"


def test_an_expired_program_is_expired_whatever_its_reviews() -> None:
    program = a_program(an_item("it"), reviews=(a_review(10),))
    assert schedule.standing(program, local(42, 0), ()) == "expired"


@pytest.mark.parametrize(
    ("day", "state", "days"),
    [(2, "later", 8), (3, "due_soon", 7), (9, "due_soon", 1), (10, "due", 0), (15, "due", -5)],
)
def test_the_next_review_is_mentioned_a_week_ahead(day: int, state: str, days: int) -> None:
    program = a_program(an_item("it"), reviews=(a_review(30), a_review(10)))
    found = schedule.next_review(program, on(day), ())
    assert found is not None
    assert (found.review, found.state, found.days) == (a_review(10), state, days)


def test_a_review_that_took_place_is_not_the_next_one() -> None:
    program = a_program(an_item("it"), reviews=(a_review(10), a_review(30)))
    found = schedule.next_review(program, on(10), {on(10)})
    assert found is not None
    assert found.review == a_review(30)
    assert schedule.next_review(program, on(10), {on(10), on(30)}) is None


# --- what is due ------------------------------------------------------------------------------


def test_outside_every_phase_nothing_is_planned() -> None:
    assert plan(a_program(an_item("it")), 42) == DayPlan(on(42), None)


def test_without_a_day_rule_an_item_is_due_every_day_until_it_is_done() -> None:
    program = a_program(an_item("it"))
    today = plan(program, 0)
    assert [(one.item.id, one.phase_id, one.reason) for one in today.now] == [
        ("it", "settle", "every_day")
    ]
    after = plan(program, 0, did(0))
    assert not after.now
    assert [(one.times_done_today, one.times_per_day) for one in after.finished] == [(1, 1)]
    assert plan(program, 1, did(0)).now


def test_the_therapists_order_is_kept() -> None:
    program = a_program(*(an_item(name) for name in ("c", "a", "b", "d")))
    today = plan(program, 0, did(0, "a"))
    assert [one.item.id for one in today.now] == ["c", "b", "d"]


def test_weekdays() -> None:
    program = a_program(an_item("it", days=("wed", "sun")))
    assert due_days(program, 14) == [0, 4, 7, 11]
    assert [one.reason for one in plan(program, 1).off] == ["other_weekday"]


def test_every_so_many_days_counts_from_the_start_of_the_phase() -> None:
    program = a_program(an_item("it", every_n_days=3))
    assert due_days(program, 10) == [0, 3, 6, 9]
    assert [one.reason for one in plan(program, 1, did(0)).off] == ["not_yet"]


def test_a_missed_day_stays_due_and_the_count_goes_on_from_when_it_was_done() -> None:
    program = a_program(an_item("it", every_n_days=3))
    assert due_days(program, 12, skip=frozenset({3, 4})) == [0, 3, 4, 5, 8, 11]


def test_a_new_phase_starts_the_count_anew() -> None:
    program = a_program(an_item("it", every_n_days=14))
    assert plan(program, 21, did(19)).now


@pytest.mark.parametrize(
    ("per_week", "days"),
    [(1, [0]), (2, [0, 3]), (3, [0, 2, 4]), (5, [0, 1, 2, 4, 5]), (7, [0, 1, 2, 3, 4, 5, 6])],
)
def test_days_per_week_are_paced_evenly(per_week: int, days: list[int]) -> None:
    program = a_program(an_item("it", days_per_week=per_week))
    assert due_days(program, 7) == days
    assert due_days(program, 14) == days + [day + 7 for day in days]


def test_missed_days_of_a_week_are_caught_up_within_it_and_not_after() -> None:
    program = a_program(an_item("it", days_per_week=3))
    assert due_days(program, 8, skip=frozenset({0, 1, 2, 3})) == [0, 1, 2, 3, 4, 5, 6, 7]
    assert not plan(program, 8, did(7)).now


def test_a_day_off_says_whether_the_week_is_done() -> None:
    program = a_program(an_item("it", days_per_week=2))
    assert [one.reason for one in plan(program, 1, did(0)).off] == ["not_yet"]
    assert [one.reason for one in plan(program, 6, did(0), did(3)).off] == ["week_done"]


def test_never_more_often_a_day_than_written_even_when_behind() -> None:
    program = a_program(an_item("it", days_per_week=7))
    assert not plan(program, 6, did(6)).now


def test_two_rounds_on_one_day_are_one_day_of_the_week() -> None:
    program = a_program(an_item("it", days_per_week=2, times_per_day=2))
    assert plan(program, 3, did(0, hour=8), did(0, hour=18)).now


def test_what_was_done_on_a_day_off_is_shown_as_done() -> None:
    program = a_program(an_item("it", days=("wed",)))
    extra = plan(program, 1, did(1))
    assert [one.times_done_today for one in extra.finished] == [1]
    assert not extra.off


def test_several_times_a_day_with_hours_in_between() -> None:
    program = a_program(an_item("it", times_per_day=3, min_hours_between=2.5))
    waiting = plan(program, 0, did(0, hour=10), hour=12)
    assert not waiting.now
    assert [one.not_before_utc for one in waiting.later] == [at(0, 12) + timedelta(minutes=30)]
    ready = plan(program, 0, did(0, hour=10), hour=13)
    assert [(one.times_done_today, one.not_before_utc) for one in ready.now] == [(1, None)]
    assert plan(program, 0, *(did(0, hour=hour) for hour in (5, 8, 11)), hour=23).finished


def test_the_hours_in_between_count_from_the_last_of_several_rounds() -> None:
    program = a_program(an_item("it", times_per_day=3, min_hours_between=4))
    waiting = plan(program, 0, did(0, hour=6), did(0, hour=11), hour=12)
    assert [one.not_before_utc for one in waiting.later] == [at(0, 15)]


def test_a_round_of_today_does_not_put_off_the_next_round_of_today() -> None:
    every_other_day = a_program(an_item("it", every_n_days=2, times_per_day=2))
    assert plan(every_other_day, 4, did(2, hour=8), did(4, hour=8)).now
    once_a_week = a_program(an_item("it", days_per_week=1, times_per_day=2))
    assert plan(once_a_week, 0, did(0, hour=8)).now


def test_the_hours_in_between_hold_over_the_change_of_day() -> None:
    program = a_program(an_item("it", min_hours_between=12))
    assert plan(program, 1, did(0, hour=23), hour=6).later
    assert plan(program, 1, did(0, hour=23), hour=11).now


def test_what_is_recorded_for_a_later_day_counts_for_nothing_today() -> None:
    program = a_program(an_item("it", every_n_days=3, min_hours_between=2))
    assert plan(program, 1, did(5)).now


def test_in_a_pause_nothing_is_due() -> None:
    program = a_program(an_item("it"), an_item("other"))
    pause = ((on(2), on(4)),)

    def today(day: int, *done: Done) -> DayPlan:
        return schedule.due(program, on(day), done, at(day), paused=pause)

    assert [len(today(day).now) for day in range(1, 6)] == [2, 0, 0, 0, 2]
    assert {one.reason for one in today(2).off} == {"paused"}
    assert [one.item.id for one in today(2, did(2)).finished] == ["it"]


FREQUENCIES = st.one_of(
    st.builds(
        Frequency,
        days=st.lists(st.sampled_from(schedule.WEEKDAYS), min_size=1, unique=True).map(tuple),
    ),
    st.builds(Frequency, every_n_days=st.integers(2, 14)),
    st.builds(Frequency, days_per_week=st.integers(1, 7)),
    st.builds(Frequency, times_per_day=st.integers(1, 6)),
)


@given(st.lists(FREQUENCIES, min_size=1, max_size=5), st.integers(0, 41), st.data())
def test_every_item_is_in_exactly_one_place(
    frequencies: list[Frequency], day: int, data: st.DataObject
) -> None:
    items = tuple(
        Item(id=f"i{number}", exercise="it", dose=DOSE, when=when)
        for number, when in enumerate(frequencies)
    )
    done = data.draw(
        st.lists(st.builds(did, st.integers(0, 41), st.sampled_from([one.id for one in items])))
    )
    today = plan(a_program(*items), day, *done)
    placed = [*today.now, *today.later, *today.finished, *today.off]
    assert sorted(one.item.id for one in placed) == sorted(one.id for one in items)
    assert all(one.times_done_today < one.times_per_day for one in (*today.now, *today.later))


@given(FREQUENCIES)
def test_what_is_done_on_time_is_due_on_exactly_the_planned_days(frequency: Frequency) -> None:
    item = Item(id="it", exercise="it", dose=DOSE, when=frequency)
    program = a_program(item)
    once = item.model_copy(update={"when": frequency.model_copy(update={"times_per_day": 1})})
    planned = schedule.planned_days(program, on(0), on(20))
    assert [on(day) for day in due_days(a_program(once), 21)] == list(planned)


# --- planned days -----------------------------------------------------------------------------


def test_the_days_of_a_range_that_had_something_planned() -> None:
    program = a_program(an_item("it", days=("wed",)), an_item("other", days_per_week=1))
    assert schedule.planned_days(program, on(-2), on(8)) == (on(0), on(7))
    assert [item.id for item in schedule.planned_items(program, on(0))] == ["it", "other"]
    assert schedule.planned_items(program, on(1)) == ()


def test_a_pause_is_no_planned_day() -> None:
    program = a_program(an_item("it"))
    pause = ((on(1), on(2)),)
    assert schedule.planned_days(program, on(0), on(3), pause) == (on(0), on(3))
    assert schedule.planned_items(program, on(1), pause) == ()


def test_an_empty_range_has_no_days() -> None:
    assert schedule.planned_days(a_program(an_item("it")), on(3), on(2)) == ()
