"""A draft is no program under any name: nobody has said yet that its doses are right (H-17)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Final

import pytest
from builders import as_bytes, make_sound_program
from journeys import NAME
from signatures import a_key

from exercise_companion import signing
from exercise_companion.cli import run
from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.drafting import save_draft
from exercise_companion.clinic.signatures import KEY_FILE
from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_mark import MARK, with_mark

DAY: Final = "2026-11-22"
NOW: Final = ("--now", f"{DAY}T09:00")
IT_IS_ONE: Final = "This is a draft: nobody has said yet that its doses are right."
FILES: Final = {
    "kept": ("plan.draft.json", with_mark(Draft(make_sound_program())).tree),
    "copied under another name": ("plan.json", with_mark(Draft(make_sound_program())).tree),
    "kept before there was a mark": ("plan.draft.json", make_sound_program()),
}


@pytest.fixture(params=FILES)
def draft(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EXERCISE_COMPANION_THERAPIST", str(tmp_path / "therapist"))
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    key = keys / KEY_FILE
    key.write_text(signing.key_text(a_key(), ""), encoding="ascii")
    key.chmod(0o600)
    name, tree = FILES[request.param]
    path = tmp_path / name
    path.write_bytes(as_bytes(tree))
    return path


def told(line: str, draft: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run([*NOW, *line.replace("FILE", draft.name).split()])
    said = capsys.readouterr()
    return code, said.out, " ".join(said.err.split())


@pytest.mark.parametrize(
    "line",
    [
        "program sign FILE --keys keys",
        f"load FILE --name {NAME.replace(' ', '_')} --born 1957-03-04",
        "program handout FILE",
        "program diff FILE FILE",
        "clear FILE AAAA",
    ],
)
def test_h17_a_draft_is_not_signed_loaded_or_printed(
    line: str, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = draft.read_bytes()
    code, out, said = told(line, draft, capsys)
    assert (code, out) == (2, "")
    assert IT_IS_ONE in said
    assert draft.read_bytes() == before


def test_a_next_version_is_not_made_of_a_draft(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, said = told("program new --from FILE --set version_note=x", draft, capsys)
    assert code == 2
    assert "is a draft." in said
    assert f"program new --continue {draft.name}" in said


def test_a_draft_is_checked_and_called_one_with_all_that_is_to_be_mended(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = json.loads(draft.read_bytes())
    tree["phases"][0]["ends_on"] = "2020-01-01"
    code, out, _ = told("program check FILE", draft, capsys)
    assert (code, "can be used" in out, IT_IS_ONE in out) == (2, False, True)
    draft.write_bytes(as_bytes(tree))
    code, out, _ = told("program check FILE --json", draft, capsys)
    report = json.loads(out)
    assert (code, report["ok"], report["sha256"]) == (2, False, None)
    codes = [each["code"] for each in report["problems"]]
    assert codes.count("V-02") == 1
    assert "V-27" in codes


def test_a_draft_is_shown_day_by_day_and_called_one(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = told("program preview FILE --days 2", draft, capsys)
    assert code == 0
    assert out.startswith("A draft: ")
    _, out, _ = told("program preview FILE --days 1 --json", draft, capsys)
    assert json.loads(out)["is_draft"] is True


def test_it_is_a_program_once_its_doses_are_confirmed(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = "program new --continue FILE --out done.json"
    assert told(line, draft, capsys)[0] == 1
    assert MARK in json.loads(Path("done.draft.json").read_bytes())
    assert told(f"{line} --confirm-doses --force", draft, capsys)[0] == 0
    assert MARK not in json.loads(Path("done.json").read_bytes())
    assert told("program sign done.json --keys keys", draft, capsys)[0] == 0


def test_a_copy_under_another_name_is_gone_on_with_beside_it(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = told("program new --continue FILE --confirm-doses", draft, capsys)
    assert code == 0
    assert "can be used" in told(f"program check {out.strip()}", draft, capsys)[1]


def test_the_desk_calls_it_a_draft_and_finishes_it(draft: Path) -> None:
    desk = Desk(draft.parent, lambda: date.fromisoformat(DAY))
    assert desk.look_at(draft.name).state == "draft"
    opened = desk.open(draft.name)
    assert desk.keep(opened.name, opened.draft) == draft.name, "the desk's own is no other's"
    assert MARK in json.loads(draft.read_bytes())
    name = desk.finish(opened.name, opened.draft)
    assert not draft.exists() or name == draft.name
    assert MARK not in json.loads((draft.parent / name).read_bytes())
    assert desk.look_at(name).state == "ready"


def test_every_draft_that_is_kept_says_that_it_is_one(tmp_path: Path) -> None:
    save_draft(tmp_path / "x.draft.json", Draft({"title": "x"}))
    assert json.loads((tmp_path / "x.draft.json").read_bytes()) == {"title": "x", MARK: True}
