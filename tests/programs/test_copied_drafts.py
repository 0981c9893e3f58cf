"""A draft that was copied for the next patient never shares a program with the one before."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_sound_program

from exercise_companion.clinic.checking import check_files
from exercise_companion.clinic.desk import Desk, NotFinishedError
from exercise_companion.clinic.finishing import finished
from exercise_companion.core.draft import Draft, value_at, with_value

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath, Problem

TODAY: Final = date(2026, 11, 29)
NAME: Final[JsonPath] = ("patient", "display_name")
BORN: Final[JsonPath] = ("patient", "birth_date")
BOB: Final = ((NAME, "Bob Hale"), (BORN, "1970-01-02"))
WHAT: Final = (
    "The ids of this draft are those of Ana Pérez's program (born 14 March 1958), ana.json."
)
HOW: Final = "program new --continue FILE --new-ids"


def program(*changes: tuple[JsonPath, JsonValue]) -> Draft:
    draft = Draft(make_sound_program())
    for path, value in ((NAME, "Ana Pérez"), (BORN, "1958-03-14"), *changes):
        draft = with_value(draft, path, value)
    return finished(draft, TODAY).draft


def put(folder: Path, name: str, draft: Draft) -> None:
    (folder / name).write_text(json.dumps(draft.tree), "utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Ana's finished program, and its draft copied for Bob."""
    put(tmp_path, "ana.json", program())
    put(tmp_path, "bob.draft.json", with_value(program(*BOB), ("integrity",), None))
    return Desk(tmp_path, lambda: TODAY)


def of_lineage(desk: Desk, draft: Draft) -> list[Problem]:
    return [each for each in desk.check(draft).errors if each.code == "V-23"]


@pytest.mark.parametrize("field", ["program_id", "patient_id"])
def test_a_copied_draft_is_not_finished_with_the_ids_of_another_person(
    desk: Desk, tmp_path: Path, field: str
) -> None:
    other: JsonPath = ("program_id",) if field == "patient_id" else ("patient", "patient_id")
    one_id = "00000000-0000-4000-8000-000000000001" if other == ("program_id",) else "p-77"
    copied = with_value(program(*BOB), ("integrity",), None)
    put(tmp_path, "bob.draft.json", with_value(copied, other, one_id))
    draft = with_value(desk.open("bob.draft.json").draft, ("title",), "Another one")
    (problem,) = of_lineage(desk, draft)
    assert (problem.what, problem.path) == (WHAT, NAME)
    assert HOW in problem.how
    with pytest.raises(NotFinishedError):
        desk.finish("bob.draft.json", draft)
    mine = with_value(draft, ("patient",), value_at(program(), ("patient",)))
    assert NAME not in [each.path for each in of_lineage(desk, mine)]


def test_while_the_person_is_not_written_nothing_is_said(desk: Desk) -> None:
    draft = with_value(desk.open("bob.draft.json").draft, NAME, None)
    assert of_lineage(desk, draft) == []


def test_what_was_put_into_the_folder_meanwhile_is_seen_when_it_is_finished(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "ana.json").unlink()
    draft = desk.open("bob.draft.json").draft
    assert of_lineage(desk, draft) == []
    put(tmp_path, "ana.json", program())
    with pytest.raises(NotFinishedError):
        desk.finish("bob.draft.json", draft)


def test_the_desk_never_sends_to_the_program_of_somebody_else(desk: Desk, tmp_path: Path) -> None:
    """Of programs that were finished with the same ids before this was refused."""
    before: JsonValue = {"program_id": program().tree["program_id"], "version": 1}
    put(tmp_path, "ana-2.json", program((("version",), 2), (("supersedes",), before)))
    put(tmp_path, "bob.json", program(*BOB))
    opened = desk.open("bob.json").draft
    assert (value_at(opened, NAME), opened.tree["version"]) == ("Bob Hale", 2)
    (problem,) = of_lineage(desk, opened)
    assert problem.what.startswith("The ids of this draft are those of Ana Pérez's program")


@pytest.mark.parametrize("own", [(), ("program_id",)])
def test_check_names_two_people_under_one_id(desk: Desk, tmp_path: Path, own: JsonPath) -> None:
    another = ((own, "00000000-0000-4000-8000-000000000001"),) if own else ()
    shared = "patient_id" if own else "program_id"
    put(tmp_path, "bob.json", program(*BOB, *another))
    put(tmp_path, "cor.json", program((BORN, "1958-03-15")))
    (tmp_path / "bob.draft.json").unlink()
    reports = {report.path[-8:]: report for report in check_files([str(tmp_path)], today=TODAY)}
    said = {
        path: [each.what for each in report.problems if each.code == "V-23"]
        for path, report in reports.items()
    }
    assert said.pop("bob.json") == [
        f"ana.json has the same {shared} and is for somebody else: Ana Pérez (born 14 March 1958)."
    ]
    assert not any(said.values())
    assert all(report.ok for report in reports.values())
    assert desk.entries()
