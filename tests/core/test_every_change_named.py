"""No change of a prescription is silent: each field of the format is changed by itself."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from exercise_companion.core.changes import SOMETHING_ELSE, all_changes, changes
from exercise_companion.core.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from builders import Tree

    from exercise_companion.canonical import JsonValue

REFERENCE = Path(__file__).parents[2] / "programs" / "reference.json"
DAY = date(2026, 11, 22)
Path_ = tuple[str | int, ...]

NOT_CONTENT = {"$comment", "$schema", "version", "version_note", "supersedes", "history"}
"""Remarks, and what only names the version; the note is shown by itself."""
NOT_NAMED = {"integrity", "id", "schema_version", "kind"}
"""The hash, and names inside the file."""
WORDS = {
    "phone": "020 7946 0999",
    "emergency_number": "112",
    "clearance_key": "B" * 32,
    "region": "US",
    "program_id": "3f2b8a1c-5d4e-4f6a-8b7c-9d0e1f2a3b4d",
}


def read(tree: Tree) -> Program:
    return Program.model_validate_json(json.dumps(tree), context={"anchor": DAY})


@cache
def text() -> str:
    return REFERENCE.read_text(encoding="utf-8")


OLD = read(json.loads(text()))


def leaves(tree: JsonValue, path: Path_ = ()) -> Iterator[Path_]:
    """The way to every value that stands for itself."""
    if path and (path[-1] in NOT_CONTENT or path[-1] in NOT_NAMED):
        return
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from leaves(value, (*path, key))
    elif isinstance(tree, list) and tree:
        for number, value in enumerate(tree):
            yield from leaves(value, (*path, number))
    else:
        yield path


def others(path: Path_, value: JsonValue) -> Iterator[JsonValue]:
    """Other values to try in its place."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from (value + 1, value - 1, value + 0.5)
    elif isinstance(value, str):
        yield WORDS.get(str(path[-1]), "+9d")
        yield from ("left", "right", "both", "yes", "no", "treadmill", "bike", "phone", "visit")
        yield from ("standing", "core", "nearby", "band", "none", "imperial", "en-US", "mon", "tue")
        yield from ("afternoon", "absolute", "E-call", "therapist", "falls", "text", "mood")
        yield from (f"{value[:-1]}x", "07:15", "clinic")


def changed_at(path: Path_) -> Program | None:
    """The reference with one value changed; None where nothing else can stand there."""
    tree = json.loads(text())
    *before, last = path
    holder = tree
    for part in before:
        holder = holder[part]
    for other in others(path, holder[last]):
        copy = deepcopy(tree)
        place = copy
        for part in before:
            place = place[part]
        place[last] = other
        with suppress(ValidationError):
            new = read(copy)
            if new != OLD:
                return new
    return None


EVERY_LEAF = list(leaves(json.loads(text())))


@pytest.mark.parametrize("top", sorted({str(path[0]) for path in EVERY_LEAF}))
def test_a_changed_value_is_named(top: str) -> None:
    for path in EVERY_LEAF:
        new = changed_at(path) if path[0] == top else None
        if new is None:
            continue
        named = [change.words for change in all_changes(OLD, new)]
        assert named, path
        assert SOMETHING_ELSE not in named, path
        if "dose" in path or "flare_dose" in path or path[-1] == "pain_limit":
            assert changes(OLD, new), path


def without(path: Path_) -> Program | None:
    tree = json.loads(text())
    place = tree
    for part in path[:-1]:
        place = place[part]
    del place[path[-1]]
    with suppress(ValidationError):
        return read(tree)
    return None


def test_what_is_taken_out_is_named() -> None:
    tops = {path[:length] for path in EVERY_LEAF for length in range(1, len(path) + 1)}
    taken = 0
    for path in sorted(tops, key=str):
        new = without(path)
        if new is None or new == OLD:
            continue
        taken += 1
        named = [change.words for change in all_changes(OLD, new)]
        assert named, path
        assert SOMETHING_ELSE not in named, path
    assert taken > 100


def test_most_values_were_tried() -> None:
    untried = [path for path in EVERY_LEAF if changed_at(path) is None]
    assert len(untried) < len(EVERY_LEAF) / 15, untried


def test_a_changed_remark_is_said_to_be_no_more_than_that() -> None:
    tree = json.loads(text())
    tree["goals"][0]["$comment"] = "Another remark."
    (change,) = all_changes(OLD, read(tree))
    assert change.words == SOMETHING_ELSE
    assert not change.patient_sees


def test_what_only_the_therapist_needs_is_not_shown_to_the_patient() -> None:
    tree = json.loads(text())
    tree["risk"]["falls"] = "no"
    tree["phases"][0]["items"][0]["priority"] = 3
    tree["safety_parameters"]["pain_limit"] = 4
    new = read(tree)
    told = [change.words for change in all_changes(OLD, new)]
    assert "Risk falls: yes becomes no." in told
    assert "pain_limit: 5 becomes 4." in told
    assert any("rank: 1 becomes 3." in words for words in told)
    assert changes(OLD, new) == ("Your pain limits are set anew.",)
