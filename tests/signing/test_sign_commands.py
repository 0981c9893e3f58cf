"""`program key`, `program sign`, `program verify`: what they write, print and refuse."""

from __future__ import annotations

import io
import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import pytest
from builders import as_bytes, changed, make_program, make_template
from journeys import NAME, keyed_program
from signatures import a_key, signed

from exercise_companion import paths, signing
from exercise_companion.cli import program_sign, run
from exercise_companion.clinic.signatures import KEY_FILE
from exercise_companion.programs import read_tree
from exercise_companion.programs.integrity import with_integrity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue

PHRASE = "correct horse"
CRYPTOGRAPHY = "cryptography.hazmat.primitives.asymmetric.ed25519"


def made(path: Path, words: bytes = PHRASE.encode() + b"\n") -> str:
    """A file for its owner alone; its name."""
    path.write_bytes(words)
    path.chmod(0o600)
    return str(path)


def tree_of(path: Path) -> dict[str, JsonValue]:
    return read_tree(path.read_bytes(), name=path.name)


# --- a key ----------------------------------------------------------------------------------------


def test_a_key_is_made_for_its_owner_alone(keys: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["program", "key", "new", "--no-passphrase"]) == 0
    code = capsys.readouterr().out.strip()
    path = keys / KEY_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    assert run(["program", "key", "show"]) == 0
    shown = capsys.readouterr()
    assert shown.out.strip() == code
    heading, *groups = shown.err.splitlines()
    assert (heading, len(groups)) == ("To read out:", 5)
    assert run(["program", "key", "show", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["key_id"] == code


def test_a_key_that_is_there_is_never_replaced(
    keys: Path, key: signing.SigningKey, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (keys / KEY_FILE).read_bytes()
    assert run(["program", "key", "new", "--no-passphrase"]) == 2
    assert "It was not touched." in capsys.readouterr().err
    assert (keys / KEY_FILE).read_bytes() == before
    assert [path.name for path in keys.iterdir()] == [KEY_FILE]


def test_without_a_key_it_is_said_how_to_make_one(
    keys: Path, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["program", "key", "show"], ["program", "sign", str(plan)]):
        assert run(command) == 2
        assert "program key new" in capsys.readouterr().err
    assert not keys.exists()


def test_a_script_has_to_say_how_the_key_is_locked(
    keys: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run(["program", "key", "new"]) == 2
    assert "--no-passphrase" in capsys.readouterr().err
    assert not keys.exists()


def test_a_locked_key_needs_its_passphrase(
    keys: Path,
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    right, wrong = made(tmp_path / "right"), made(tmp_path / "wrong", b"wrong\n")
    empty, binary = made(tmp_path / "empty", b"\n"), made(tmp_path / "binary", b"\xff\xfe\n")
    assert run(["program", "key", "new", "--passphrase-file", right]) == 0
    text = (keys / KEY_FILE).read_text(encoding="ascii")
    assert "BEGIN ENCRYPTED PRIVATE KEY" in text
    assert PHRASE not in text
    before = plan.read_bytes()
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run(["program", "key", "show"]) == 0
    for options, code in (
        ([], 2),
        (["--passphrase-file", wrong], 1),
        (["--passphrase-file", empty], 2),
        (["--passphrase-file", binary], 2),
    ):
        assert run(["program", "sign", str(plan), *options]) == code
        assert plan.read_bytes() == before
    assert PHRASE not in "".join(capsys.readouterr())
    assert run(["program", "sign", str(plan), "--passphrase-file", right]) == 0
    assert run(["program", "verify", str(plan)]) == 0


def test_a_passphrase_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    """What stands on a command line is seen by everybody on the computer, and kept."""
    assert run(["program", "sign", "x.json", "--passphrase", "a"]) == 2


def test_a_key_others_can_read_is_not_used(
    keys: Path, key: signing.SigningKey, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (keys / KEY_FILE).chmod(0o640)
    before = plan.read_bytes()
    if os.name == "posix":
        assert run(["program", "sign", str(plan)]) == 1
        assert f"chmod 600 {keys / KEY_FILE}" in capsys.readouterr().err
        assert plan.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows: by the user's folder")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o602])
def test_a_passphrase_file_others_can_read_is_not_used(
    mode: int, keys: Path, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = made(tmp_path / "phrase")
    assert run(["program", "key", "new", "--passphrase-file", name]) == 0
    before = plan.read_bytes()
    Path(name).chmod(mode)
    for command in (["program", "sign", str(plan)], ["program", "key", "new", "--keys", "other"]):
        assert run([*command, "--passphrase-file", name]) == 2
        said = capsys.readouterr().err
        assert "Others can read the passphrase file. It was not used." in said
        assert f"chmod 600 {name}" in said
    assert plan.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows has no /dev/fd")
def test_a_pipe_is_no_file_that_others_could_read(keys: Path, plan: Path, tmp_path: Path) -> None:
    assert run(["program", "key", "new", "--passphrase-file", made(tmp_path / "phrase")]) == 0
    reading, writing = os.pipe()
    os.write(writing, PHRASE.encode())
    os.close(writing)
    assert run(["program", "sign", str(plan), "--passphrase-file", f"/dev/fd/{reading}"]) == 0
    os.close(reading)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:0],
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("PRIVATE", "PUBLIC"),
        lambda text: text.replace("MC4CAQAw", "MC4CAQBw"),
        lambda text: text.replace("Public key: ", "Public key: 00"),
        lambda text: text.replace(a_key().public.hexadecimal, a_key(2).public.hexadecimal),
        lambda text: text + "é",
    ],
)
def test_a_damaged_key_signs_nothing(
    keys: Path,
    key: signing.SigningKey,
    plan: Path,
    damage: object,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = keys / KEY_FILE
    path.write_text(damage(path.read_text(encoding="ascii")), encoding="utf-8")
    before = plan.read_bytes()
    assert run(["program", "sign", str(plan)]) == 2
    assert "key" in capsys.readouterr().err
    assert plan.read_bytes() == before


def test_the_key_is_kept_where_no_patient_data_and_no_checkout_is(tmp_path: Path) -> None:
    assert paths.keys_folder(None, {paths.KEYS_VARIABLE: str(tmp_path)}) == tmp_path
    assert paths.keys_folder(tmp_path / "a", {paths.KEYS_VARIABLE: "b"}) == tmp_path / "a"
    usual = paths.keys_folder(None, {})
    assert "exercise-companion-therapist" in str(usual)
    assert not usual.is_relative_to(paths.data_folder(None, {}))
    assert not usual.is_relative_to(paths.programs_folder().parent)


# --- signing --------------------------------------------------------------------------------------


def test_a_signed_plan_can_be_checked_and_verified(
    key: signing.SigningKey, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, before = tmp_path / "signed.json", plan.read_bytes()
    assert run(["program", "sign", str(plan), "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.strip() == str(out)
    assert key.public.key_id in said.err
    assert plan.read_bytes() == before
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert run(["program", "check", str(out)]) == 0
    assert run(["program", "verify", str(out), "--key", key.public.key_id.lower()]) == 0


def test_only_integrity_changes(key: signing.SigningKey, plan: Path) -> None:
    before = plan.read_text(encoding="utf-8")
    assert run(["program", "sign", str(plan)]) == 0
    after = plan.read_text(encoding="utf-8")
    assert after.startswith(before.rstrip()[:-1].rstrip() + ",\n")
    assert run(["program", "sign", str(plan)]) == 0
    assert plan.read_text(encoding="utf-8") == after


@pytest.mark.parametrize(
    "document",
    [
        '{"a": 1}',
        '{\n"a": 1\n}\n',
        '{\n\t"a": {"integrity": [1]}\n}\n',
        '{\r\n  "a": "\\u0041é"\r\n}\r\n',
        '{"integrity": {"sha256": "}"}, "a": 1}',
        '{\n  "integrity": null,\n  "a": 1\n}',
        '{\n  "a": "\\"integrity\\": {",\n  "integrity": {\n    "sha256": "0"\n  }\n}\n',
    ],
)
def test_the_layout_stays(document: str) -> None:
    integrity: dict[str, JsonValue] = {"sha256": "1", "signature": "2"}
    written = with_integrity(document, integrity)
    tree = json.loads(document)
    assert json.loads(written) == tree | {"integrity": integrity}
    assert list(json.loads(written)) == list(tree | {"integrity": integrity})
    assert with_integrity(written, integrity) == written
    assert written.count("\r\n") in {0, written.count("\n")}
    before = document.partition('"integrity": ')[0] if "integrity" in tree else document[:-3]
    assert written.startswith(before.rstrip("\r\n}"))


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (make_template(), 2),
        (changed(keyed_program(), "kind", to="draft"), 2),
        (changed(keyed_program(), "phases", 0, "items", 0, "exercise", to="library-only"), 2),
        (changed(keyed_program(), "region", to="ZZ"), 2),
        ({"kind": "prescription"}, 2),
    ],
    ids=["template", "draft", "unresolved", "error", "empty"],
)
def test_what_is_no_finished_program_is_not_signed(
    key: signing.SigningKey,
    tmp_path: Path,
    tree: dict[str, JsonValue],
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(tree))
    assert run(["program", "sign", str(path), "--out", str(tmp_path / "out.json")]) == code
    told = capsys.readouterr().err
    assert "cannot be used" in told
    assert "tell your therapist" not in told
    assert path.read_bytes() == as_bytes(tree)
    assert not (tmp_path / "out.json").exists()


def test_a_plan_changed_after_it_was_signed_is_not_signed_again_by_itself(
    key: signing.SigningKey, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["program", "sign", str(plan)]) == 0
    plan.write_bytes(plan.read_bytes().replace(b'"reps": 8', b'"reps": 9', 1))
    assert run(["program", "sign", str(plan)]) == 2
    assert "V-19" in capsys.readouterr().err


def test_no_other_file_is_written_over(
    key: signing.SigningKey, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.json"
    other.write_text("mine", encoding="utf-8")
    assert run(["program", "sign", str(plan), "--out", str(other)]) == 2
    assert other.read_text(encoding="utf-8") == "mine"
    assert run(["program", "sign", str(plan), "--out", str(other), "--force"]) == 0
    assert run(["program", "verify", str(other)]) == 0


@pytest.mark.parametrize("out", [[], ["--out", "signed.json"]])
def test_a_plan_replaced_while_the_passphrase_is_typed_is_left_as_it_is(
    keys: Path,
    plan: Path,
    tmp_path: Path,
    out: list[str],
    *,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["program", "key", "new", "--passphrase-file", made(tmp_path / "phrase")]) == 0
    newer = as_bytes(changed(keyed_program(), "patient", "display_name", to="Bob Ray"))

    def typed_late(_source: TextIO | None) -> Iterator[str]:
        plan.write_bytes(newer)
        yield PHRASE

    monkeypatch.setattr(program_sign, "asking", typed_late)
    assert run(["program", "sign", plan.name, *out]) == 1
    said = capsys.readouterr().err
    assert f"{plan.name} was changed since it was shown here. Nothing was signed." in said
    assert plan.read_bytes() == newer
    assert not (tmp_path / "signed.json").exists()


def test_it_says_whose_program_is_signed_and_which(
    key: signing.SigningKey, plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["program", "sign", str(plan)]) == 0
    what = f"{NAME}, {keyed_program()['title']}, version 1"
    said = capsys.readouterr().err
    assert f"To sign: {what}\n" in said
    assert f"Signed: {what}\n" in said


def test_a_link_stays_a_link(key: signing.SigningKey, plan: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(plan)
    assert run(["program", "sign", str(link)]) == 0
    assert link.is_symlink()
    assert run(["program", "verify", str(plan)]) == 0


# --- verifying ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "options", "standing", "code"),
    [
        (signed(make_program()), [], "good", 0),
        (signed(make_program()), ["--key", a_key().public.key_id], "good", 0),
        (signed(make_program()), ["--key", a_key(2).public.key_id], "other_key", 1),
        (make_program(), [], "unsigned", 1),
        (changed(signed(make_program()), "version", to=2), [], "wrong", 1),
        (signed(make_program(), purpose="clearance"), [], "wrong", 1),
        (make_program(integrity={"sha256": "0" * 64}), [], "changed", 1),
        (make_program(integrity=[]), [], "changed", 1),
    ],
)
def test_what_verify_says(
    tmp_path: Path,
    tree: dict[str, JsonValue],
    options: list[str],
    standing: str,
    *,
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(tree))
    assert run(["program", "verify", str(path), *options, "--json"]) == code
    assert json.loads(capsys.readouterr().out)["signature"] == standing
    assert run(["program", "verify", str(path), *options]) == code
    assert str(path) in capsys.readouterr().out


def test_what_was_never_signed_is_not_said_to_be_changed_after_it_was_signed(
    plan: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan.write_bytes(as_bytes(keyed_program(integrity={"sha256": "0" * 64})))
    assert run(["program", "verify", str(plan)]) == 1
    said = capsys.readouterr().out
    assert "NOT signed, and changed since it was written" in said
    assert "after it was signed" not in said


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"a":1,"a":2}', b'{"\\u001b": 1}'])
def test_what_is_no_file_of_ours_cannot_be_verified(
    tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(data)
    assert run(["program", "verify", str(path)]) == 2
    assert run(["program", "verify", str(tmp_path / "none.json")]) == 2
    assert "\x1b" not in "".join(capsys.readouterr())


def test_what_is_no_code_of_a_key_is_said(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["program", "verify", str(plan), "--key", "ABC"]) == 2
    assert "five groups of four" in capsys.readouterr().err


# --- without the package --------------------------------------------------------------------------


@pytest.fixture
def without_cryptography(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, CRYPTOGRAPHY, None)


def test_without_the_package_it_is_said_how_to_get_it(
    keys: Path,
    key: signing.SigningKey,
    plan: Path,
    without_cryptography: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = plan.read_bytes()
    for command in (
        ["program", "sign", str(plan)],
        ["program", "key", "new", "--no-passphrase", "--keys", str(keys / "more")],
    ):
        assert run(command) == 1
        assert "pip install cryptography" in capsys.readouterr().err
    assert plan.read_bytes() == before
    assert not (keys / "more").exists()
    assert run(["program", "key", "show"]) == 0
    assert run(["program", "check", str(plan)]) == 0


def test_without_the_package_a_signature_is_neither_good_nor_wrong(
    tmp_path: Path, without_cryptography: None, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(as_bytes(signed(make_program())))
    assert run(["program", "verify", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["signature"] == "not_checked"
    path.write_bytes(as_bytes(changed(signed(make_program()), "version", to=2)))
    assert run(["program", "verify", str(path), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["signature"] == "wrong"


def test_the_file_is_named_as_it_was_given(
    key: signing.SigningKey,
    plan: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(plan.parent)
    assert run(["program", "sign", plan.name]) == 0
    assert capsys.readouterr().out == f"{plan.name}\n"


def test_a_demonstration_is_said_to_be_one_when_it_is_signed(
    key: signing.SigningKey, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "demo.json"
    path.write_bytes((paths.programs_folder() / "a-spinal-stenosis.json").read_bytes())
    assert run(["program", "sign", str(path)]) == 0
    assert "This is a demonstration" in capsys.readouterr().err
