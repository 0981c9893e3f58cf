"""The slip says which medicines are recorded, or what was asked about: never that all is well."""

from __future__ import annotations

from typing import Final

import pytest

from exercise_companion.core.program import Risk
from exercise_companion.core.saying import medicines
from exercise_companion.reports import slip

NONE_RECORDED: Final = "Medicines asked about (blood thinners, steroids): none is recorded."


def slip_of(risk: Risk | None) -> str:
    recorded = tuple(medicines(risk))
    return slip.text(slip.Slip("today", "Ana", "1957", "Back", (), (), (), (), recorded))


@pytest.mark.parametrize(
    ("risk", "line"),
    [
        (None, NONE_RECORDED),
        (Risk(), NONE_RECORDED),
        (Risk(anticoagulant="no", steroid="no"), NONE_RECORDED),
        (Risk(steroid="yes"), "Medicines recorded in the plan: steroids."),
        (
            Risk(anticoagulant="yes", steroid="yes"),
            "Medicines recorded in the plan: blood thinners, steroids.",
        ),
    ],
)
def test_what_is_not_recorded_is_not_said_to_be_nothing(risk: Risk | None, line: str) -> None:
    told = slip_of(risk)
    assert line in told.splitlines()
    assert "none of note" not in told
