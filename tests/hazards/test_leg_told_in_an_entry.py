"""A leg that gave way is told before its walk is written: the walk then brings no second event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeys import Patient, rows, told_of_walk, visit

from exercise_companion.companion import noting
from exercise_companion.companion.late import LateSession
from exercise_companion.core import prompts
from exercise_companion.core.records import WalkRecord

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.companion import Companion

GAVE_WAY = WalkRecord("outdoor_walk", 10.0, 5.0, 2, 3, "leg_symptoms", gave_way=True)


def events(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT event_id FROM alert WHERE flag_id = 'RF-NEU-02'")


def told_and_read(companion: Companion) -> None:
    companion.leg_gave_way()
    visit(companion, Patient(begins=False))


def test_nc5_the_same_walk_raises_it_once_although_its_advice_was_read(
    companion: Companion, folder: Path
) -> None:
    told_and_read(companion)
    companion.log_walk(GAVE_WAY)
    assert len(events(folder)) == 1
    assert companion.next() is None
    assert rows(folder, "SELECT gave_way FROM walk_log") == [(1,)]


def test_nc5_another_walk_is_another_event(companion: Companion, folder: Path) -> None:
    told_and_read(companion)
    companion.log_walk(GAVE_WAY)
    companion.log_walk(GAVE_WAY)
    assert len(events(folder)) == 2
    assert isinstance(companion.next(), prompts.ShowAdvice)


def test_nc5_an_entry_that_was_given_up_hides_no_later_walk(
    companion: Companion, folder: Path
) -> None:
    """Each entry tells of the leg itself, before anything else of it."""
    told_and_read(companion)
    told_and_read(companion)
    companion.log_walk(GAVE_WAY)
    assert len(events(folder)) == 2


def test_nc5_a_walk_that_is_told_at_once_belongs_to_no_entry_before_it(
    companion: Companion, folder: Path
) -> None:
    told_and_read(companion)
    about = noting.ask_walk("outdoor_walk").about
    companion.log_told_walk("outdoor_walk", told_of_walk(about, gave_way="yes"))
    assert len(events(folder)) == 2


def test_nc5_an_entry_without_such_a_walk_takes_nothing_back(
    companion: Companion, folder: Path
) -> None:
    told_and_read(companion)
    companion.log_session(LateSession(companion.day, "late", ("bridge-1",)), asks=True)
    visit(companion, Patient(begins=False))
    companion.log_walk(GAVE_WAY)
    assert len(events(folder)) == 2
