"""What is typed as a dose is kept apart from the dose until it is taken, and is never lost."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_program, make_sound_program

from exercise_companion.clinic.drafting import problems_of
from exercise_companion.clinic.finishing import finished
from exercise_companion.core.dose_line import (
    line_at,
    line_fault,
    line_problems,
    with_line,
    with_line_taken,
    without_lines,
)
from exercise_companion.core.draft import Draft, NoSuchPlaceError, value_at
from exercise_companion.core.draft_history import DraftHistory
from exercise_companion.programs import ProgramProblems, default_tables, read_any

if TYPE_CHECKING:
    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 22)
ITEM: Final[JsonPath] = ("phases", 0, "items", 0)
DRAFT: Final = Draft(make_sound_program())


def test_what_is_typed_leaves_the_dose_alone_until_it_is_taken() -> None:
    typed = with_line(DRAFT, ITEM, " 2 x 1 ")
    assert line_at(typed, ITEM) == "2 x 1"
    assert value_at(typed, (*ITEM, "dose")) == value_at(DRAFT, (*ITEM, "dose"))
    taken = with_line_taken(with_line(typed, ITEM, "2 x 12"), ITEM)
    assert line_at(taken, ITEM) == ""
    assert value_at(taken, (*ITEM, "dose", "reps")) == 12
    assert without_lines(typed) == DRAFT


@pytest.mark.parametrize("line", ["2 x", "gently", "2 x 8, mon xyz"])
def test_what_is_no_dose_stays_and_is_said(line: str) -> None:
    typed = with_line(DRAFT, ITEM, line)
    assert with_line_taken(typed, ITEM) == typed
    (problem,) = line_problems(typed)
    assert problem.path[:4] == ITEM
    assert problem.what.startswith(line_fault(line, value_at(DRAFT, (*ITEM, "dose"))))


def test_an_empty_line_is_nothing_and_a_line_needs_an_item() -> None:
    assert with_line(DRAFT, ITEM, "  ") == DRAFT
    assert with_line(with_line(DRAFT, ITEM, "2 x 8"), ITEM, "") == DRAFT
    assert with_line_taken(DRAFT, ITEM) == DRAFT
    with pytest.raises(NoSuchPlaceError):
        with_line(DRAFT, ("phases", 0, "items", 9), "2 x 8")


@pytest.mark.parametrize("line", ["2 x 8", "2 x"])
def test_no_program_is_made_while_a_line_is_not_taken(line: str) -> None:
    whole, typed = problems_of(DRAFT, TODAY), with_line(DRAFT, ITEM, line)
    report = problems_of(typed, TODAY)
    assert whole.is_whole
    assert not report.is_whole
    assert [each.path for each in report.errors] == [(*ITEM, "typed_dose")]
    assert report.minutes == whole.minutes, "the plan is read as it is without the line"
    done = finished(typed, TODAY)
    assert not done.report.is_whole
    assert "integrity" not in done.draft.tree
    with pytest.raises(ProgramProblems):
        read_any(json.dumps(typed.tree).encode(), anchor=TODAY, tables=default_tables())


def test_a_line_that_is_no_text_is_for_the_check_to_say() -> None:
    tree = make_program()
    tree["phases"][0]["items"][0]["typed_dose"] = 7
    assert line_problems(Draft(tree)) == ()
    assert (*ITEM, "typed_dose") in {each.path for each in problems_of(Draft(tree), TODAY).errors}


def test_the_letters_of_a_dose_and_its_taking_are_undone_together() -> None:
    field, history = (*ITEM, "typed_dose"), DraftHistory(DRAFT)
    for letters in ("2", "2 x", "2 x 8"):
        history = history.edited(with_line(history.now, ITEM, letters), field)
    taken = history.edited(with_line_taken(history.now, ITEM), field, ends=True)
    assert taken.turn > history.turn
    assert taken.back().now == DRAFT
    again = taken.edited(with_line(taken.now, ITEM, "3"), field)
    assert again.back().now == taken.now
