"""What is said of a draft while it is written, and how it is kept."""

from __future__ import annotations

import json
import stat
from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import TODAY, changed, make_program, make_sound_program, without

from exercise_companion.catalogue.library import library
from exercise_companion.clinic.drafting import (
    problems_of,
    read_draft,
    save_draft,
    templates,
    text_of,
)
from exercise_companion.core.draft import Draft, with_value
from exercise_companion.core.draft_items import with_item
from exercise_companion.core.draft_mark import with_mark
from exercise_companion.core.program import Program, Template
from exercise_companion.errors import CompanionError
from exercise_companion.programs import ProgramProblems

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.problem import JsonPath

ITEM: JsonPath = ("phases", 0, "items", 0)
CLAMSHELL = library().exercise("clamshell")


def paths(draft: Draft) -> set[JsonPath]:
    return {problem.path for problem in problems_of(draft, TODAY).problems}


# --- bad files ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b'{"a": NaN}',
        b'{"a": 1, "a": 2}',
        b'{"a": 1e999}',
        b'{"title": "\\u001b[2J"}',
        b"\xff{}",
    ],
)
def test_what_is_no_draft_is_refused_and_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.draft.json"
    path.write_bytes(data)
    with pytest.raises(ProgramProblems):
        read_draft(path)
    assert path.read_bytes() == data


def test_a_draft_that_cannot_be_kept_leaves_the_one_before(tmp_path: Path) -> None:
    with pytest.raises(CompanionError):
        save_draft(tmp_path / "nowhere" / "x.draft.json", Draft({}))
    folder = tmp_path / "x.draft.json"
    folder.mkdir()
    with pytest.raises(CompanionError):
        save_draft(folder, Draft({}))


def test_a_draft_is_kept_for_its_owner_alone_and_comes_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.draft.json"
    draft = Draft({"title": "Rücken \ud800", "anything": [1, None]})
    save_draft(path, draft)
    save_draft(path, Draft(make_program()))
    assert read_draft(path) == with_mark(Draft(make_program()))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


# --- what is wrong with it ----------------------------------------------------------------------


def test_a_whole_draft_has_no_problem_and_its_plan() -> None:
    report = problems_of(Draft(make_sound_program()), TODAY)
    assert report.is_whole
    assert report.problems == ()
    assert isinstance(report.plan, Program)
    assert report.minutes.keys() == {"settle"}


@pytest.mark.parametrize("tree", [{}, {"phases": 3}, {"kind": "template"}, {"phases": [{}, 1]}])
def test_a_draft_of_nearly_nothing_has_problems_and_no_plan(tree: dict[str, object]) -> None:
    report = problems_of(Draft(tree), TODAY)
    assert report.errors
    assert report.plan is None
    assert report.minutes == {}


def test_an_exercise_of_the_library_need_not_be_copied_to_be_checked() -> None:
    draft = with_item(Draft(make_program()), 0, CLAMSHELL)
    dose = ("phases", 0, "items", 1, "dose")
    assert paths(draft) == {(*dose, "sets"), (*dose, "reps")}
    given = with_value(draft, dose, {"side": "each_side", "type": "reps", "sets": 2, "reps": 8})
    assert problems_of(given, TODAY).is_whole
    assert [exercise["id"] for exercise in given.tree["exercises"]] == ["bridge"]


def test_a_wrong_dose_is_said_while_the_person_is_still_missing() -> None:
    tree = without(changed(make_program(), *ITEM, "dose", "reps", to=[12, 8]), "patient")
    report = problems_of(Draft(tree), TODAY)
    assert {problem.path for problem in report.errors} == {("patient",), (*ITEM, "dose", "reps")}
    assert report.at(ITEM)[0].path == (*ITEM, "dose", "reps")
    assert report.at(("goals",)) == ()


def test_an_unfinished_item_does_not_hide_the_minutes_of_the_others() -> None:
    one = problems_of(Draft(make_program()), TODAY)
    report = problems_of(with_item(Draft(make_program()), 0, CLAMSHELL), TODAY)
    assert isinstance(report.plan, Template)
    assert report.minutes == one.minutes
    assert not report.is_whole


def test_a_warning_does_not_stand_against_it() -> None:
    long = changed(make_sound_program(time_budget_minutes=5), *ITEM, "dose", "sets", to=10)
    report = problems_of(Draft(long), TODAY)
    assert "V-14" in {problem.code for problem in report.warnings}
    assert report.errors == ()
    assert report.is_whole


def test_a_colleague_is_heard_while_the_draft_is_written() -> None:
    twice = changed(make_sound_program(), *ITEM, "when", to={"times_per_day": 2})
    for tree in (twice, without(twice, "patient")):
        (told,) = problems_of(Draft(tree), TODAY).warnings
        assert (told.code, told.path, told.reason) == ("R-16", (*ITEM, "when"), "")
    meant = changed(twice, *ITEM, "$comment", to="R-16: Two rounds after lunch.")
    (told,) = problems_of(Draft(meant), TODAY).warnings
    assert told.reason == "Two rounds after lunch."


def test_lines_are_those_of_the_written_draft() -> None:
    draft = Draft(make_sound_program(region="ZZ"))
    (problem,) = problems_of(draft, TODAY).problems
    assert problem.line is not None
    assert '"region": "ZZ"' in text_of(draft).splitlines()[problem.line - 1]


def test_the_shipped_templates_are_listed_and_whole() -> None:
    found = templates()
    assert {"a-spinal-stenosis", "b-chronic-back-pain"} <= {each.name for each in found}
    for each in found:
        draft = read_draft(each.path)
        assert each.title == draft.tree["title"]
        assert problems_of(draft, date(2026, 11, 22)).is_whole
        assert json.loads(text_of(draft)) == draft.tree
