"""What was changed after it was finished or signed is refused by whatever works with it (V-19).

`program preview`, `diff`, `handout`, `sign` and `new` do it in the words of `program check` (H-04).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest
from builders import as_bytes, changed, make_program, make_template
from hostile_plans import TAMPERED
from signatures import a_key, signed

from exercise_companion import signing
from exercise_companion.canonical import content_hash
from exercise_companion.cli import run
from exercise_companion.clinic.signatures import KEY_FILE

NOW: Final = ("--now", "2026-11-23T09:00")
COMMANDS: Final = (
    "preview FILE",
    "diff FILE good.json",
    "diff good.json FILE",
    "handout FILE",
    "new --from FILE --set version_note=x",
)
SOUND: Final = {"signed": signed(make_program()), "unsigned": make_program()}


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("EXERCISE_COMPANION_THERAPIST", str(tmp_path / "therapist"))
    Path("good.json").write_bytes(as_bytes(signed(make_program())))


def given(content: bytes) -> None:
    Path("given.json").write_bytes(content)


def told(line: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """The exit code of a command on the file that was given, its output and what it said."""
    code = run([*NOW, "program", *line.replace("FILE", "given.json").split()])
    said = capsys.readouterr()
    return code, said.out, " ".join(said.err.split())


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.parametrize("case", TAMPERED)
def test_h04_what_was_changed_afterwards_is_refused_as_check_refuses_it(
    case: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given(TAMPERED[case][0])
    expected, report, _ = told("check FILE --json", capsys)
    first = json.loads(report)["problems"][0]
    for line in COMMANDS:
        code, out, said = told(line, capsys)
        assert (line, code, out) == (line, expected, "")
        for words in (first["place"], first["what"], first["how"], first["code"]):
            assert words in said, line
        assert files() == ["given.json", "good.json"], line


@pytest.mark.parametrize("kind", SOUND)
def test_what_is_as_it_was_finished_is_taken(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    given(as_bytes(SOUND[kind]))
    for line in COMMANDS:
        code, _, said = told(line, capsys)
        assert (line, code) == (line, 0)
        assert "V-19" not in said
    assert len(files()) == 4


@pytest.mark.parametrize("case", TAMPERED)
def test_h04_it_is_not_signed_over_and_not_gone_on_with(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_key_in(tmp_path / "keys")
    given(TAMPERED[case][0])
    code, report, _ = told("check FILE --json", capsys)
    first = json.loads(report)["problems"][0]
    Path("kept.draft.json").write_bytes(TAMPERED[case][0])
    for line in (f"sign FILE --keys {tmp_path / 'keys'}", "new --continue kept.draft.json"):
        ended, out, said = told(line, capsys)
        assert (line, ended, out) == (line, code, "")
        assert first["code"] in said or "V-19" in said, line
    assert Path("given.json").read_bytes() == TAMPERED[case][0]
    assert Path("kept.draft.json").read_bytes() == TAMPERED[case][0]


def test_a_template_with_a_hash_of_something_else_is_not_begun_from(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = "new --template FILE --out new.json"
    given(as_bytes(make_template()))
    assert told(line, capsys)[0] == 1, "kept as a draft: nobody is in it yet"
    given(as_bytes(make_template() | {"integrity": {"sha256": "0" * 64}}))
    code, _, said = told(f"{line} --force", capsys)
    assert (code, "given.json cannot be used" in said) == (2, True)


def test_what_was_rightly_signed_is_signed_again_and_gone_on_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_key_in(tmp_path / "keys")
    given(as_bytes(signed(make_program(), a_key(2))))
    assert told(f"sign FILE --keys {tmp_path / 'keys'}", capsys)[0] == 0
    for finished in ("given.json", "good.json"):
        Path(finished).unlink()
    Path("kept.draft.json").write_bytes(as_bytes(signed(make_program())))
    line = "new --continue kept.draft.json --set title=Other --confirm-doses"
    assert told(line, capsys)[0] == 0
    assert json.loads(Path("kept.json").read_text("utf-8"))["title"] == "Other"


def test_what_was_never_signed_has_no_wrong_signature(capsys: pytest.CaptureFixture[str]) -> None:
    """Also where another fault ends the reading before the hash is looked at."""
    given(as_bytes(make_program(integrity={"sha256": "0" * 64}, phases="none")))
    code, _, said = told("new --from FILE --set version_note=x", capsys)
    assert code == 2
    assert "The file was changed after it was finished" in said
    assert "signature" not in said


def a_key_in(folder: Path) -> None:
    folder.mkdir()
    (folder / KEY_FILE).write_text(signing.key_text(a_key(), ""), "ascii")
    (folder / KEY_FILE).chmod(0o600)


def test_what_is_signed_is_taken_where_no_signature_can_be_checked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There only the hash tells; `check` takes the same files."""
    monkeypatch.setattr(signing, "can_sign", lambda: False)
    for content in (as_bytes(SOUND["signed"]), TAMPERED["changed, and the hash made anew"][0]):
        given(content)
        for line in ("check FILE", *COMMANDS):
            code, *_ = told(line, capsys)
            assert (line, code) == (line, 0)
        for made in set(files()) - {"given.json", "good.json"}:
            Path(made).unlink()


def test_an_earlier_version_may_have_other_faults_but_not_this_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """What is missing in it is asked for; what somebody else changed in it nobody could see."""
    faulty = make_program(title=None)
    given(as_bytes(faulty))
    code, _, said = told("new --from FILE --set version_note=x --set title=Back", capsys)
    assert (code, "Checked and written." in said) == (0, True)
    after = changed(signed(faulty), "diagnosis_label", to="another")
    after = changed(after, "integrity", "sha256", to=content_hash(after))
    given(as_bytes(after))
    code, _, said = told("new --from FILE --set version_note=x --set title=Back --force", capsys)
    assert code == 2
    assert "given.json:" in said
    assert "The signature is not right: the file was changed or damaged" in said


@pytest.mark.parametrize("line", ["preview FILE", "sign FILE", "diff FILE good.json"])
def test_a_refusal_names_what_is_wrong_and_no_mere_warning(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = signed(make_program(time_budget_minutes=5))
    given(as_bytes(changed(tree, "phases", 0, "items", 0, "dose", "sets", to=9)))
    code, _, said = told(line, capsys)
    assert (code, "(V-19)" in said, "V-14" in said) == (2, True, False)


def test_a_patient_is_told_the_code_of_what_is_wrong_and_of_no_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = signed(make_program(time_budget_minutes=5))
    path = tmp_path / "theirs.json"
    path.write_bytes(as_bytes(changed(tree, "phases", 0, "items", 0, "dose", "sets", to=9)))
    assert run([*NOW, "load", str(path), "--name", "Ana", "--born", "1957-03-04"]) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert "code V-19. First: The file was changed" in said
