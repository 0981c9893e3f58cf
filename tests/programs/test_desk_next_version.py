"""A next version at the desk is for the same patient: a correction is said, somebody else refused.

The judgement is that of `program new --from`.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_program

from exercise_companion.clinic.desk import Desk, NotFinishedError
from exercise_companion.core.draft import Draft, with_value

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.problem import JsonPath, Problem

TODAY: Final = date(2026, 11, 29)
NAME: Final[JsonPath] = ("patient", "display_name")
BORN: Final[JsonPath] = ("patient", "birth_date")
ID: Final[JsonPath] = ("patient", "patient_id")
WHOSE: Final = "This is the next version of Ana Pérez's program (born 14 March 1958)."
OTHERS: Final = "For somebody else begin a new one."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder with Ana's finished program."""
    draft = Draft(make_program())
    for path, value in ((NAME, "Ana Pérez"), (BORN, "1958-03-14")):
        draft = with_value(draft, path, value)
    (tmp_path / "ana.json").write_text(json.dumps(draft.tree), "utf-8")
    return Desk(tmp_path, lambda: TODAY)


def changed(desk: Desk, *changes: tuple[JsonPath, str]) -> Draft:
    draft = with_value(desk.open("ana.json").draft, ("version_note",), "Another dose.")
    for path, value in changes:
        draft = with_value(draft, path, value)
    return draft


def of_lineage(desk: Desk, draft: Draft) -> list[Problem]:
    return [each for each in desk.check(draft).problems if each.code == "V-23"]


@pytest.mark.parametrize(
    "changes",
    [((NAME, "Bo Hale"), (BORN, "1970-01-02")), ((ID, "p-2"),)],
    ids=["name and birth date", "id"],
)
def test_somebody_else_is_said_and_never_finished(
    desk: Desk, changes: tuple[tuple[JsonPath, str], ...]
) -> None:
    draft = changed(desk, *changes)
    (problem,) = of_lineage(desk, draft)
    assert problem.severity == "error"
    assert problem.what == f"{WHOSE} {OTHERS}"
    assert problem.path == changes[0][0]
    assert not desk.check(draft).is_whole
    with pytest.raises(NotFinishedError):
        desk.to_confirm(draft)
    with pytest.raises(NotFinishedError):
        desk.finish("p.draft.json", draft)
    assert [path.name for path in desk.folder.iterdir()] == ["ana.json"]


def test_it_is_known_again_when_the_draft_is_opened_another_day(desk: Desk) -> None:
    draft = changed(desk, (NAME, "Bo Hale"), (BORN, "1970-01-02"))
    name = desk.keep("p-1-v2.draft.json", draft)
    again = Desk(desk.folder, lambda: TODAY)
    assert of_lineage(again, again.open(name).draft) == of_lineage(desk, draft) != []


def test_a_corrected_name_is_a_remark_and_can_be_finished(desk: Desk) -> None:
    draft = changed(desk, (NAME, "Ana Peres"))
    (remark,) = of_lineage(desk, draft)
    assert remark.severity == "warning"
    assert "Ana Pérez becomes Ana Peres. A next version is for the same patient." in remark.what
    assert desk.to_confirm(draft)


def test_the_same_patient_and_a_first_version_need_no_word(desk: Desk) -> None:
    assert of_lineage(desk, changed(desk)) == []
    first = with_value(desk.begin("blank").draft, NAME, "Bo Hale")
    assert of_lineage(desk, first) == []


def test_a_version_that_another_desk_finished_meanwhile_is_not_finished_twice(
    desk: Desk, tmp_path: Path
) -> None:
    mine = changed(desk)
    other = Desk(tmp_path, lambda: TODAY)
    finished = other.finish("other.draft.json", changed(other))
    with pytest.raises(NotFinishedError):
        desk.finish("mine.draft.json", mine)
    said = of_lineage(desk, mine)
    assert [each.what for each in said] == [f"Version 2 of this program is here: {finished}."]
    assert {path.name for path in tmp_path.glob("*.json")} == {"ana.json", finished}
