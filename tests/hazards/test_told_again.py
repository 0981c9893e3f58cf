"""A sign told again is an event of its own: nothing said or given before can end it (7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, install, keyed_program, rows, visit
from locks import ASSESSED, RUTH, at_the_lock, report

from exercise_companion.clinic import clearing
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import crisis_prompts, prompts
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.companion import Companion

HOUR, DAY = 3600, 24 * 3600
SIGN = "RF-CAR-01"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With a key, so that locks are ended by a code."""
    folder = tmp_path / "data"
    install(folder, keyed_program(), StoppedClock())
    return folder


def codes(folder: Path) -> list[object]:
    return [one for (one,) in rows(folder, "SELECT event_id FROM alert ORDER BY id")]


def seen_by_a_doctor(companion: Companion) -> ways.WayOut:
    """The way out of the lock once a doctor saw the patient."""
    companion.reply(at_the_lock(companion), ASSESSED)
    way_out = at_the_lock(companion).way_out
    assert way_out is not None
    return way_out


def code_for(folder: Path, way_out: ways.WayOut, clock: StoppedClock) -> str:
    plan = folder.parent / "data-program.json"
    return clearing.clear(
        clearing.read_lock(plan, way_out.lock_code, clock), RUTH, clock, assessed=True
    ).code


def test_a_code_made_before_it_does_not_end_it(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    """Chest pain on Monday, a code on Monday evening, chest pain again on Wednesday."""
    report(companion, SIGN)
    clock.advance(8 * HOUR)
    way_out = seen_by_a_doctor(companion)
    code = code_for(folder, way_out, clock)
    clock.advance(40 * HOUR)
    report(companion, SIGN)
    assert codes(folder) == ["A-20261123-1", "A-20261125-1"]
    lock = at_the_lock(companion)
    assert lock.way_out is not None
    assert lock.way_out.assessment == "missing"
    with pytest.raises(Refused):
        companion.reply(lock, ways.CodeTyped(code))
    assert companion.is_blocked()
    later = seen_by_a_doctor(companion)
    assert later.lock_code != way_out.lock_code
    companion.reply(at_the_lock(companion), ways.CodeTyped(code_for(folder, later, clock)))
    assert not companion.is_blocked()


def test_its_help_is_asked_about_again(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    """SI-13: help for the first is no help for the second."""
    report(companion, SIGN)
    clock.advance(DAY + HOUR)
    companion.start()
    visit(companion, Patient(begins=False))
    assert rows(folder, "SELECT count(*) FROM help_answer") == [(1,)]
    report(companion, SIGN)
    clock.advance(DAY + HOUR)
    companion.start()
    visit(companion, Patient(begins=False))
    assert rows(folder, "SELECT count(*) FROM help_answer") == [(2,)]


@pytest.mark.parametrize("sign", ["RF-NEU-01", "RF-NEU-05", "RF-CAR-01"])
def test_before_its_advice_was_answered_it_is_the_same_event(
    companion: Companion, folder: Path, sign: str
) -> None:
    for _ in range(2):
        companion.something_is_wrong()
        visit(companion, Patient({sign: YES}, begins=False), until=prompts.ShowAdvice)
    assert codes(folder) == ["A-20261123-1"]


def test_pressed_by_mistake_and_told_again_is_the_same_event(
    companion: Companion, folder: Path, clock: StoppedClock
) -> None:
    companion.something_is_wrong()
    mistaken = Patient({"RF-NEU-01": YES}, begins=False)
    shown = visit(companion, mistaken, until=prompts.ShowAdvice)[-1]
    companion.reply(shown, prompts.Acknowledged("mistake"))
    clock.advance(60)
    visit(companion, mistaken)
    assert codes(folder) == ["A-20261123-1"]
    assert companion.is_blocked()


def test_a_crisis_told_again_has_its_screens_again(companion: Companion, folder: Path) -> None:
    """H-27: the numbers come at once, as often as it is told."""
    for _ in range(2):
        companion.something_is_wrong()
        shown = visit(companion, Patient({"RF-MH-01": YES}, begins=False))
        kinds = [type(one) for one in shown]
        assert crisis_prompts.AskCrisis in kinds
        assert crisis_prompts.ShowCrisis in kinds
    assert rows(folder, "SELECT count(*) FROM crisis_event") == [(2,)]
