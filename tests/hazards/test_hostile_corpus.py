"""Every file of the hostile corpus, through the real commands, on a computer with a plan.

Nothing crashes, hangs, acts on the terminal, says more than a screenful, or is installed (H-04,
H-24). What each rule says is tested in `tests/programs`; here it is what comes of it.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from budget import CPU_SECONDS, OverBudgetError, budget
from builders import PROGRAM_ID, Tree, as_bytes, changed, make_program
from hostile_bytes import BYTE_GROUPS, GOOD
from hostile_places import PLACES
from hostile_plans import PLAN_GROUPS
from journeys import BORN, NAME, load_at
from signatures import a_key, signed

from exercise_companion.cli import run
from exercise_companion.core.safetext import UNSAFE

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = "2026-11-23T09:00"

MOST_SAID: Final = 1_000
"""Characters `load` prints about a refused file."""

MOST_CHECKED: Final = 80_000
"""Characters `program check` prints: fifty problems, each cut to a length."""

GROUPS: Final = BYTE_GROUPS | PLAN_GROUPS
FILES: Final = {
    f"{group}: {name}": case for group, cases in GROUPS.items() for name, case in cases.items()
}


# --- a computer with a plan -----------------------------------------------------------------------


@dataclass(frozen=True)
class Device:
    """A patient's computer, and what was on it when it was made."""

    folder: Path
    before: list[str]

    def load(self, path: Path) -> int:
        where = ["--data", str(self.folder), "--now", NOW]
        return run([*where, "load", str(path), "--name", NAME, "--born", BORN])


def contents(folder: Path) -> list[str]:
    """All that is kept, but for starts and what *Today* shows first."""
    aside = tuple(f'INSERT INTO "{name}"' for name in ("app_event", "setting", "projection"))
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        return [line for line in connection.iterdump() if not line.startswith(aside)]


def a_device(folder: Path, plan: Tree) -> Device:
    load_at(folder, plan, NOW)
    return Device(folder, contents(folder))


@pytest.fixture(scope="module")
def device(tmp_path_factory: pytest.TempPathFactory) -> Device:
    return a_device(tmp_path_factory.mktemp("device") / "data", second_version())


@pytest.fixture(scope="module")
def trusting(tmp_path_factory: pytest.TempPathFactory) -> Device:
    return a_device(tmp_path_factory.mktemp("trusting") / "data", signed(second_version()))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shelf")


def second_version(**changes: object) -> Tree:
    before = {"program_id": PROGRAM_ID, "version": 1}
    return make_program(version=2, supersedes=before, **changes)


def third_version(**changes: object) -> Tree:
    before = {"program_id": PROGRAM_ID, "version": 2}
    return make_program(version=3, supersedes=before, **changes)


# --- what must hold -------------------------------------------------------------------------------


def refused(device: Device, path: Path, capsys: pytest.CaptureFixture[str], code: int) -> str:
    """Load a file; it is refused, briefly and harmlessly. What was said."""
    with budget():
        assert device.load(path) == code
    said = "".join(capsys.readouterr())
    assert_harmless(said)
    assert 0 < len(said) <= MOST_SAID
    assert "Something went wrong" not in said
    assert contents(device.folder) == device.before
    return said


def assert_harmless(said: str) -> None:
    assert not UNSAFE.search(said.replace("\n", ""))
    assert not re.search("pydantic|Input should|Traceback|Errno", said)


def assert_every_problem_has_its_place(
    path: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    with budget():
        assert run(["program", "check", str(path), "--json"]) == 2
    said = capsys.readouterr()
    assert_harmless(said.out + said.err)
    assert len(said.out) <= MOST_CHECKED
    (line,) = said.out.splitlines()
    report = json.loads(line)
    assert not report["ok"]
    assert report["sha256"] is None
    problems = [one for one in report["problems"] if one["severity"] == "error"]
    assert code in {one["code"] for one in problems}
    for one in problems:
        assert one["place"]
        assert one["what"]
        assert one["how"]


def assert_checked_as_text_harmlessly(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with budget():
        assert run(["program", "check", str(path)]) == 2
    said = capsys.readouterr().out
    assert_harmless(said)
    assert 0 < len(said) <= MOST_CHECKED


# --- files that are wrong -------------------------------------------------------------------------


@pytest.mark.parametrize("case", FILES)
def test_h04_a_hostile_file_changes_nothing(
    case: str, device: Device, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code = FILES[case]
    path = shelf / "hostile.json"
    path.write_bytes(data)
    said = refused(device, path, capsys, 2)
    assert "Nothing was changed." in said
    assert "V-" in said
    assert_every_problem_has_its_place(path, capsys, code)
    if case.startswith(("text that acts", "unknown fields")):
        assert_checked_as_text_harmlessly(path, capsys)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes and devices")
@pytest.mark.parametrize("case", PLACES)
def test_h04_what_is_no_file_changes_nothing(
    case: str,
    device: Device,
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(shelf)
    path = PLACES[case](shelf)
    assert "Nothing was changed." in refused(device, path, capsys, 2)
    if not os.path.isdir(path):  # noqa: PTH112 - some of these names are too long for a path
        assert_checked_as_text_harmlessly(path, capsys)


def test_h04_a_file_that_may_not_be_read(
    device: Device,
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (shelf / "mine.json").write_bytes(GOOD)
    reading = os.open

    def forbidden(path: str | Path, *more: int, **others: int) -> int:
        if str(path).endswith("mine.json"):
            raise PermissionError
        return reading(path, *more, **others)

    monkeypatch.setattr(os, "open", forbidden)
    assert "may not be read" in refused(device, shelf / "mine.json", capsys, 2)


def test_h04_a_file_that_grows_while_it_is_read(
    device: Device,
    shelf: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As long as it is read there is more of it."""
    (shelf / "growing.json").write_bytes(GOOD)
    monkeypatch.setattr(os, "read", lambda _descriptor, wanted: b" " * min(wanted, 1000))
    assert "larger than 1 MB" in refused(device, shelf / "growing.json", capsys, 2)


# --- files that are right, and not for here -------------------------------------------------------

OLD_ID: Final = "00000000-5d4e-4f6a-8b7c-9d0e1f2a3b4c"


def an_ended_version() -> Tree:
    """Signed and tried out in time, and over before today."""
    tree = third_version(valid_from="2026-10-01", valid_until="2026-11-20")
    tree["phases"][0] |= {"starts_on": "2026-10-01", "ends_on": "2026-11-20"}
    tree["reviews"][0]["date"] = "2026-11-10"
    tree["goals"][0]["target_date"] = "2026-11-20"
    tree["prescriber"]["signed_on"] = "2026-09-30"
    tree["contacts"]["therapist"]["tested_on"] = "2026-09-29"
    return tree


NOT_FOR_HERE: Final = {
    "an older version": make_program(),
    "the same version with other words": second_version(title="Other"),
    "the version that is installed": second_version(),
    "another plan": make_program(program_id=OLD_ID),
    "a plan that replaces another": make_program(
        program_id=OLD_ID,
        supersedes={"program_id": OLD_ID.replace("0", "1", 1), "version": 2},
    ),
    "somebody else's": changed(third_version(), "patient", "patient_id", to="p-2002"),
    "a namesake's": changed(third_version(), "patient", "birth_date", to="1957-03-05"),
    "another name": changed(third_version(), "patient", "display_name", to="Eve Novak"),
    "a plan that has ended": an_ended_version(),
    "a demonstration": changed(
        changed(third_version(demo=True), "patient", "patient_id", to="demo-ana"),
        "prescriber",
        "licence_no",
        to="DEMO-000",
    ),
}

NOT_SIGNED_RIGHT: Final = {
    "not signed after a signed one": third_version(),
    "signed with another key": signed(third_version(), a_key(2)),
    "an older version, rightly signed": signed(make_program()),
    "somebody else's, rightly signed": signed(
        changed(third_version(), "patient", "patient_id", to="p-2002")
    ),
}


@pytest.mark.parametrize("case", NOT_FOR_HERE)
def test_h02_a_right_file_that_is_not_for_here_changes_nothing(
    case: str, device: Device, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "right.json").write_bytes(as_bytes(NOT_FOR_HERE[case]))
    assert run(["program", "check", str(shelf / "right.json")]) == 0
    capsys.readouterr()
    refused(device, shelf / "right.json", capsys, 1)


@pytest.mark.parametrize("case", NOT_SIGNED_RIGHT)
def test_h04_a_right_file_with_the_wrong_signature_changes_nothing(
    case: str, trusting: Device, shelf: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (shelf / "right.json").write_bytes(as_bytes(NOT_SIGNED_RIGHT[case]))
    refused(trusting, shelf / "right.json", capsys, 1)


# --- the corpus itself ----------------------------------------------------------------------------


def test_the_corpus_is_large_and_every_group_has_its_share() -> None:
    sizes = {group: len(cases) for group, cases in GROUPS.items()}
    sizes["places of a file system"] = len(PLACES) + 2
    sizes["not for here"] = len(NOT_FOR_HERE)
    sizes["not signed right"] = len(NOT_SIGNED_RIGHT)
    assert sum(sizes.values()) > 250
    assert min(sizes.values()) >= 4
    contents_of_cases = [data for data, _ in FILES.values()]
    assert len(set(contents_of_cases)) == len(contents_of_cases)


def test_the_good_file_they_all_come_from_would_be_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "good.json"
    path.write_bytes(GOOD)
    device = Device(tmp_path / "new", [])
    assert device.load(path) == 0
    path.write_bytes(as_bytes(third_version()))
    assert device.load(path) == 0


def test_what_hangs_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budget.CPU_SECONDS", 0.05)
    assert CPU_SECONDS > 1
    with pytest.raises(OverBudgetError, match="SIGPROF"), budget():
        all(time.monotonic() for _ in iter(int, 1))
    monkeypatch.setattr("budget.STUCK_SECONDS", 0.05)
    with pytest.raises(OverBudgetError, match="SIGALRM"), budget():
        time.sleep(5)
