"""Reminders: too few scores (TR-0), a flare-up on its third day (FL-4). Nothing hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, full_program, install, visit

from exercise_companion.companion import Companion
from exercise_companion.companion.projection import today_at_a_glance
from exercise_companion.core.prompts import ShowAdvice, Talked
from exercise_companion.core.records import PainRecord
from exercise_companion.core.reminders import GIVE_SCORES
from exercise_companion.core.terms import Moment
from exercise_companion.core.today_words import today_lines

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(tmp_path: Path, clock: StoppedClock) -> Path:
    install(tmp_path / "data", full_program(), clock)
    return tmp_path / "data"


def score(companion: Companion, back: int, leg: int = 2) -> None:
    context = companion.context
    assert context is not None
    with context.store.transaction():
        context.store.log_pain(PainRecord(Moment.BEFORE, "back", back))
        context.store.log_pain(PainRecord(Moment.BEFORE, "leg", leg))


def days_of(companion: Companion, clock: StoppedClock, back: list[int]) -> None:
    """A score on each day; then it is the last of them."""
    for number, value in enumerate(back):
        if number:
            clock.advance(DAY)
        score(companion, value)


def test_tr0_two_weeks_of_silence_remind_of_the_scores(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        days_of(companion, clock, [3] * 5)
        assert companion.today().reminders == ()
        clock.advance(9 * DAY)  # day 13: no rule begins before day 14
        assert companion.today().reminders == ()
        clock.advance(6 * DAY)
        view = companion.today()
        assert view.reminders == (GIVE_SCORES,)
        assert GIVE_SCORES in today_lines(view)
        assert (view.state, view.due) == ("ready", ())
        assert companion.next() is None
        for _ in range(4):
            clock.advance(DAY)
            score(companion, 3)
        assert companion.today().reminders == ()


def test_fl4_on_day_three_without_a_fall_it_is_the_therapist_to_tell(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        score(companion, 6)
        companion.log_flare("start")
        for day, value in enumerate((6, 6), start=2):
            clock.advance(DAY)
            score(companion, value)
            said = companion.today().reminders
            assert len(said) == (1 if day == 3 else 0)
        assert said[0].startswith("Flare-up since ")
        assert said[0].endswith(": 6 → 6. Please tell your therapist.")
        companion.log_talk(
            Talked("Ruth Hall", "physiotherapist", "Go on with the gentle ones."), review=False
        )
        assert companion.today().reminders == ()


def test_fl4_where_it_eases_nothing_is_said(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        score(companion, 6)
        companion.log_flare("start")
        for value in (5, 5):
            clock.advance(DAY)
            score(companion, value)
        assert companion.today().reminders == ()


def test_a_lock_leaves_no_room_for_them(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        days_of(companion, clock, [3] * 5)
        clock.advance(15 * DAY)
        assert companion.today().reminders == (GIVE_SCORES,)
        companion.something_is_wrong()
        visit(companion, Patient({"RF-DVT-01": YES}), until=ShowAdvice)
        assert companion.today().state == "locked"
        assert companion.today().reminders == ()


def test_they_are_kept_for_the_first_look_and_for_that_day_only(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        days_of(companion, clock, [3] * 5)
        clock.advance(15 * DAY)
        context = companion.context
        assert context is not None
        context.refresh_projection()
    seen = today_at_a_glance(folder, clock.local())
    assert seen is not None
    assert seen.reminders == (GIVE_SCORES,)
    clock.advance(DAY)
    tomorrow = today_at_a_glance(folder, clock.local())
    assert tomorrow is not None
    assert tomorrow.reminders == ()


@pytest.mark.parametrize("days", [["mon"], ["mon", "thu"], ["mon", "wed", "fri"]])
def test_tr0_who_does_all_that_is_planned_is_not_reminded(
    tmp_path: Path, clock: StoppedClock, days: list[str]
) -> None:
    """A plan of few days gives few scores: nobody left one out."""
    program = full_program()
    for item in program["phases"][0]["items"]:
        item["when"] = {"days": days}
    install(tmp_path / "data", program, clock)
    with Companion(tmp_path / "data", clock) as companion:
        for _ in range(24):
            if companion.today().state == "ready":
                companion.start()
                visit(companion, Patient())
            assert companion.today().reminders == ()
            clock.advance(DAY)
