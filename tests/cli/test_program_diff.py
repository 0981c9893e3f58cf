"""`program diff`: what a new version changes, in words, and who sees it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from builders import TODAY, as_bytes, changed, make_dose, make_program, make_template
from click.testing import CliRunner
from signatures import a_key, signed

from exercise_companion.canonical import content_hash
from exercise_companion.cli.commands import main

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree
    from click.testing import Result

ITEM = ("phases", 0, "items", 0)
OLD = make_program()
NEW = changed(
    changed(
        make_program(version=2, version_note="The bridges were easy.", history=[
            {"version": 1, "date": "2026-11-22", "note": "First version."},
        ]),
        *ITEM, "dose", to=make_dose(sets=3, reps=10),
    ),
    *ITEM, "priority", to=1,
)  # fmt: skip


@pytest.fixture
def diff(tmp_path: Path) -> Differ:
    return Differ(tmp_path)


class Differ:
    """Runs the command on two files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, old: Tree, new: Tree, *words: str) -> Result:
        paths = [self.folder / "old.json", self.folder / "new.json"]
        for path, tree in zip(paths, (old, new), strict=True):
            path.write_bytes(as_bytes(tree))
        given = ["program", "diff", *map(str, paths), "--today", TODAY.isoformat(), *words]
        return CliRunner().invoke(main, given, prog_name="exercise-companion")


def test_what_the_patient_will_read_and_what_only_the_therapist_sees(diff: Differ) -> None:
    result = diff(OLD, NEW)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Back program, version 1 → Back program, version 2",
        "Your note to the patient: The bridges were easy.",
        "The patient will read:",
        "- Bridge: 2 × 8 becomes 3 × 10.",
        "Only you see:",
        "- Bridge, rank: 2 becomes 1.",
    ]
    assert result.stderr == "2 changes.\n"


def test_as_json(diff: Differ) -> None:
    found = json.loads(diff(OLD, NEW, "--json").stdout)
    assert found["old"]["sha256"] == content_hash(OLD)
    assert (found["new"]["version"], found["note"]) == (2, "The bridges were easy.")
    assert found["other_patient"] is False
    assert [change["patient_sees"] for change in found["changes"]] == [True, False]


def test_the_same_file_twice(diff: Differ) -> None:
    result = diff(OLD, OLD)
    assert result.stdout.splitlines()[-1] == "Nothing is different."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (signed(OLD), OLD, "The first is signed, the second is not."),
        (OLD, signed(OLD), "The second is signed, the first is not."),
        (signed(OLD), signed(OLD, a_key(2)), "They are signed with two different keys."),
    ],
)
def test_another_signature_is_said(diff: Differ, old: Tree, new: Tree, said: str) -> None:
    _, line, *_, last = diff(old, new).stdout.splitlines()
    assert (line, last) == (said, "Nothing else is different.")
    found = json.loads(diff(old, new, "--json").stdout)
    keys = (found["old"]["key_id"], found["new"]["key_id"])
    assert keys == tuple(tree.get("integrity", {}).get("key_id") for tree in (old, new))


def test_the_same_signature_is_not_spoken_of(diff: Differ) -> None:
    out = diff(signed(OLD), signed(OLD)).stdout
    assert "signed" not in out
    assert out.splitlines()[-1] == "Nothing is different."


def test_a_template_and_what_became_of_it(diff: Differ) -> None:
    result = diff(make_template(), changed(OLD, *ITEM, "dose", to=make_dose(reps=10)))
    assert "Back program, template → Back program, version 1" in result.stdout
    assert "Bridge: 2 × 8 becomes 2 × 10." in result.stdout


def test_two_people_are_told_apart(diff: Differ) -> None:
    other = changed(NEW, "patient", "patient_id", to="p-2002")
    assert "These are programs of two different patients." in diff(OLD, other).stdout


def test_a_file_that_cannot_be_used_says_how_to_see_why(diff: Differ) -> None:
    result = diff(OLD, changed(NEW, *ITEM, "dose", "sets", to=0))
    assert result.exit_code != 0
    assert "new.json cannot be used: phases / settle / items / bridge-1 / dose / sets" in str(
        result.exception
    )
    assert "exercise-companion program check" in str(result.exception)


def test_no_text_of_a_file_acts_on_the_terminal(diff: Differ) -> None:
    result = diff(OLD, changed(NEW, "version_note", to="Éasy ✓"))
    assert "Your note to the patient: Éasy ✓" in result.stdout
    refused = diff(OLD, changed(NEW, "version_note", to="a\x1b[2J"))
    assert "\x1b" not in refused.output + str(refused.exception)


def test_the_later_version_given_first_is_said(diff: Differ) -> None:
    lines = diff(NEW, OLD).stdout.splitlines()
    which = "version 1 is the earlier one. To read what version 2 changes, give it second."
    assert lines[:2] == [
        "Back program, version 2 → Back program, version 1",
        f"The order is reversed: {which}",
    ]
    assert "reversed" not in diff(OLD, NEW).stdout
    assert "reversed" not in diff(NEW, make_template()).stdout
    other = changed(OLD, "patient", "patient_id", to="p-other")
    assert "reversed" not in diff(NEW, other).stdout
