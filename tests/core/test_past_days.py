"""The day of something that has happened is behind: a span counts back, and no day is ahead."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import changed, make_program

from exercise_companion.core.draft import Draft
from exercise_companion.core.form_dates import dates_fields
from exercise_companion.core.form_person import person_fields
from exercise_companion.core.past_days import ahead_problems

if TYPE_CHECKING:
    from exercise_companion.core.form_field import Field

TODAY: Final = date(2026, 11, 29)
LAST: Final = ("risk", "spinal_injection_date")
RECORDED: Final = ("known_baseline", 0, "recorded_on")
TRIED: Final = ("contacts", "therapist", "tested_on")
OPERATED: Final = ("post_op", "date")


def field(*path: str | int) -> Field:
    tree = make_program(
        post_op={"active": True, "procedure": "Decompression"},
        known_baseline=[{"flag_id": "RF-CES-03", "note": "Old."}],
    )
    fields = (*person_fields(Draft(tree), TODAY), *dates_fields(Draft(tree), {}))
    return next(each for each in fields if each.path == path)


@pytest.mark.parametrize("path", [LAST, ("risk", "spinal_surgery_date"), RECORDED, TRIED, OPERATED])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("6w", "2026-10-18"),
        ("6w ago", "2026-10-18"),
        ("6 weeks ago", "2026-10-18"),
        ("10 days", "2026-11-19"),
        ("0d", "2026-11-29"),
        ("18.10.2026", "2026-10-18"),
    ],
)
def test_a_span_counts_back(path: tuple[str | int, ...], typed: str, day: str) -> None:
    assert field(*path).typed(typed, TODAY) == day
    assert field(*path).misread(day) == ""


@pytest.mark.parametrize("path", [LAST, RECORDED])
def test_a_day_that_is_ahead_is_said(path: tuple[str | int, ...]) -> None:
    assert field(*path).misread("2026-11-30") == (
        "30 November 2026 is after today. Type the day it was, or such as 6w ago."
    )


def test_no_is_no_day_and_what_cannot_be_read_is_kept() -> None:
    assert field(*LAST).typed("no", TODAY) == "no"
    assert field(*LAST).typed("99999w ago", TODAY) == "99999w ago"


@pytest.mark.parametrize("path", [LAST, RECORDED])
@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        ("2026-11-29", False),
        ("2026-11-30", True),
        ("2026-02-31", False),
        ("no", False),
        ("+6d", False),
        (5, False),
    ],
)
def test_v04_what_has_happened_is_not_ahead(
    path: tuple[str | int, ...], day: str | int, *, wrong: bool
) -> None:
    tree = make_program(known_baseline=[{"flag_id": "RF-CES-03", "note": "Old."}])
    problems = list(ahead_problems(Draft(changed(tree, *path, to=day)), TODAY))
    assert [(each.code, each.path, each.severity) for each in problems] == (
        [("V-04", path, "error")] if wrong else []
    )
