"""Whom a draft is for: everything that rules read of a person is read before "yes"."""

from __future__ import annotations

import pytest
from builders import make_program

from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.draft_people import patient_lines


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2026-10-12", "Last surgery on the back: 2026-10-12"),
        (None, "Last surgery on the back: not recorded, counts as recent"),
        ("no", None),
    ],
)
def test_surgery_on_the_back_is_named_unless_there_was_none(
    day: str | None, line: str | None
) -> None:
    draft = with_value(Draft(make_program()), ("risk", "spinal_surgery_date"), day)
    said = [one.strip() for one in patient_lines(draft)]
    assert [one for one in said if one.startswith("Last surgery")] == ([line] if line else [])


def test_the_operation_a_plan_follows_is_named() -> None:
    operation = {"active": True, "procedure": "Decompression", "date": "2026-11-02"}
    said = list(patient_lines(with_value(Draft(make_program()), ("post_op",), operation)))
    assert "  Operation: Decompression, 2026-11-02" in said
