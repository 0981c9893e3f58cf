"""How long the longest session of a phase is, and on which weekdays it falls."""

from __future__ import annotations

import json

import pytest
from builders import as_bytes, changed, make_item, make_program

from exercise_companion.core.program import Program
from exercise_companion.core.session_length import longest_weekdays, session_minutes


def a_program(*days: list[str] | None) -> Program:
    """A program with one phase, one exercise for each entry, on these weekdays or on any."""
    items = [
        make_item(f"bridge-{number}", **({} if on is None else {"when": {"days": on}}))
        for number, on in enumerate(days)
    ]
    tree = changed(make_program(), "phases", 0, "items", to=json.loads(json.dumps(items)))
    return Program.model_validate_json(as_bytes(tree))


@pytest.mark.parametrize(
    ("days", "longest"),
    [
        ([None], ()),
        ([["wed", "mon"]], ("mon", "wed")),
        ([["mon", "wed"], ["wed", "fri"]], ("wed",)),
        ([None, ["sun", "sat"], ["sat"]], ("sat",)),
    ],
)
def test_the_weekdays_of_the_longest_session_are_known(
    days: list[list[str] | None], longest: tuple[str, ...]
) -> None:
    (found,) = longest_weekdays(a_program(*days)).values()
    assert found == longest


def test_what_may_fall_on_any_day_counts_on_the_longest() -> None:
    (one,) = session_minutes(a_program(None)).values()
    (two,) = session_minutes(a_program(None, ["mon"])).values()
    assert two == pytest.approx(2 * one)
