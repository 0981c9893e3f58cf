"""A clinic far away is open by its own clock, not the patient's (H-09)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, full_program, install, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.core.advice import Advice

CLINIC, OUT_OF_HOURS = "020 7946 0200", "111"


@pytest.mark.parametrize(
    ("zone", "number", "open_now"),
    [("Europe/London", CLINIC, True), ("America/New_York", OUT_OF_HOURS, False)],
)
def test_h09_at_nine_in_london_a_clinic_in_new_york_is_still_closed(
    tmp_path: Path,
    zone: str,
    number: str,
    open_now: bool,  # noqa: FBT001 - a parameter
) -> None:
    program, clock, folder = full_program(), StoppedClock(), tmp_path / "data"
    program["contacts"]["time_zone"] = zone
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        (clinic,) = [one for one in companion.contacts() if one.phone == CLINIC]
        assert clinic.open_now is open_now
        companion.start()
        told = visit(companion, Patient({"RF-DVT-01": YES}), until=prompts.ShowAdvice)[-1]
        assert isinstance(told, prompts.ShowAdvice)
        assert told.advice.number == number


def american(**contacts: str) -> Tree:
    """A plan for the United States, whose lines have hours."""
    program = full_program() | {"region": "US", "locale": "en-US"}
    program["contacts"] |= {"emergency_number": "911"} | contacts
    return program


def advice_at(folder: Path, program: Tree, clock: StoppedClock) -> tuple[Advice, Companion]:
    """What an URGENT sign tells at that moment."""
    install(folder, program, clock)
    companion = Companion(folder, clock)
    companion.something_is_wrong()
    told = visit(companion, Patient({"RF-NEU-03": YES}, begins=False))
    (advice,) = [one.advice for one in told if isinstance(one, prompts.ShowAdvice)]
    return advice, companion


@pytest.mark.parametrize("hour", [8, 19], ids=["03:00 in New York", "14:00 in New York"])
def test_h09_without_a_zone_nothing_is_said_of_who_answers_now(tmp_path: Path, hour: int) -> None:
    """08:00 is open and 19:00 closed by London's clock, which is nobody's here."""
    clock = StoppedClock(datetime(2026, 11, 23, hour, tzinfo=UTC), "America/New_York")
    advice, companion = advice_at(tmp_path / "data", american(), clock)
    with companion:
        assert advice.number == CLINIC
        assert [line.open_now for line in advice.contacts if line.phone == OUT_OF_HOURS] == [True]
        today = companion.today()
        assert today.call is not None
        assert today.call[1] == CLINIC
        assert "now)" not in " ".join(today.reasons)
        (clinic,) = [one for one in companion.contacts() if one.phone == CLINIC]
        assert (clinic.open_now, clinic.hours) == (None, "Mon to Fri 08:00 to 18:00")


@pytest.mark.parametrize(("hour", "number"), [(8, OUT_OF_HOURS), (19, CLINIC)])
def test_h09_with_its_zone_the_same_plan_says_who_answers_now(
    tmp_path: Path, hour: int, number: str
) -> None:
    clock = StoppedClock(datetime(2026, 11, 23, hour, tzinfo=UTC), "America/New_York")
    written = american(time_zone="America/New_York")
    advice, companion = advice_at(tmp_path / "data", written, clock)
    with companion:
        assert advice.number == number


def test_h09_in_great_britain_hours_count_without_a_zone(tmp_path: Path) -> None:
    evening = StoppedClock(datetime(2026, 11, 23, 19, tzinfo=UTC))
    advice, companion = advice_at(tmp_path / "data", full_program(), evening)
    with companion:
        assert advice.number == OUT_OF_HOURS
        assert [line.open_now for line in advice.contacts if line.phone == CLINIC] == [False]
