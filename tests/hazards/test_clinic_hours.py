"""A clinic far away is open by its own clock, not the patient's (H-09)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, full_program, install, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

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
