"""H-09: the lock screen and Today name the line that the advice named."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, install, keyed_program, visit
from locks import at_the_lock

from exercise_companion.companion import Companion
from exercise_companion.core.prompts import ShowAdvice

if TYPE_CHECKING:
    from pathlib import Path

WARD = "020 7946 0300"
CLINIC = "020 7946 0200"
OUT_OF_HOURS = "111"

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
THREE_AT_NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("signs", "now", "numbers"),
    [
        (("RF-OP-01",), NOON, (WARD, OUT_OF_HOURS)),
        (("RF-OP-02",), NOON, (WARD, OUT_OF_HOURS)),
        (("RF-INF-01",), NOON, (WARD, OUT_OF_HOURS)),
        (("RF-NEU-03",), NOON, (CLINIC, OUT_OF_HOURS)),
        (("RF-NEU-03",), THREE_AT_NIGHT, (OUT_OF_HOURS, CLINIC)),
        (("RF-OP-01", "RF-NEU-03"), NOON, (WARD, CLINIC, OUT_OF_HOURS)),
    ],
    ids=["wound", "fluid", "C-18", "no operation", "at night", "both"],
)
def test_h09_after_an_operation_every_screen_says_to_call_who_operated_first(
    tmp_path: Path, signs: tuple[str, ...], now: datetime, numbers: tuple[str, ...]
) -> None:
    """Clinical-spec 1.2 (RF-OP) and rule C-18: the surgical team, then out of hours."""
    clock, folder = StoppedClock(now), tmp_path / "data"
    install(folder, keyed_program(), clock)
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        shown = visit(companion, Patient(dict.fromkeys(signs, YES), begins=False))
        advice = [one.advice for one in shown if isinstance(one, ShowAdvice)][-1]
        named = [advice.number, *(line.phone for line in advice.contacts)]
        assert tuple(named[: len(numbers)]) == numbers

        today = companion.today()
        lock = at_the_lock(companion)
        assert lock.way_out is not None
        for call, lines in ((today.call, today.reasons), (lock.way_out.call, lock.decision.lines)):
            assert call is not None
            assert call[1] == numbers[0]
            (said,) = (line for line in lines if "call today: " in line)
            places = [said.index(f", {number}") for number in numbers]
            assert places == sorted(places)
