"""A therapist's command that cannot use a file speaks to the therapist, not to a patient."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from exercise_companion.cli.clear import clear
from exercise_companion.cli.program import program
from exercise_companion.clinic.desk import Desk
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

HEAD = '{"kind": "prescription", "title": '
FILES: dict[str, bytes | None] = {
    "nowhere.json": None,
    "half.json": HEAD.encode(),
    "other.json": b"[1, 2]",
    "empty.json": b"{}",
    "letter.json": b"\xff\xfe",
    "large.json": b" " * 1_000_001,
}
COMMANDS = (
    "preview FILE",
    "diff FILE FILE",
    "sign FILE",
    "verify FILE",
    "handout FILE",
    "new --from FILE",
    "new --template FILE",
    "new --template a-spinal-stenosis --patient FILE",
    "clear FILE K7WM-22PA",
)


THERAPIST = click.CommandCollection(sources=[program, click.Group(commands=[clear])])


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXERCISE_COMPANION_THERAPIST", str(tmp_path / "therapist"))
    for name, content in FILES.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("line", COMMANDS)
def test_a_file_that_cannot_be_used_is_explained_to_its_writer(line: str, name: str) -> None:
    result = CliRunner().invoke(THERAPIST, line.replace("FILE", name).split())
    if (line, name) == ("verify FILE", "empty.json"):
        assert result.stdout == "empty.json · not signed\n"
    elif "--patient" in line and name == "empty.json":
        assert result.exit_code == 1  # nothing is known of the patient: kept as a draft
    else:
        assert isinstance(result.exception, UsageFault)
        told = f"{result.exception} {result.stderr}"
        assert name in told
        assert "our therapist" not in told
        assert result.stdout == ""


def test_of_a_file_that_is_not_there_nothing_more_is_to_be_seen() -> None:
    result = CliRunner().invoke(program, ["verify", "nowhere.json"])
    assert str(result.exception) == (
        "nowhere.json cannot be used: There is no such file. Check the name and the folder."
    )


def test_damaged_details_of_the_therapist_are_named_at_the_desk(in_a_folder: Path) -> None:
    own = in_a_folder / "therapist"
    own.mkdir()
    (own / "profile.json").write_text(HEAD)
    desk = Desk(in_a_folder, lambda: date(2026, 11, 29), own)
    with pytest.raises(UsageFault, match=r"profile\.json cannot be used") as found:
        desk.begin("blank")
    assert "our therapist" not in str(found.value)
