"""The shipped programs draw on the exercise library, and a program with any of it is sound."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from texts import ROOT

from exercise_companion.catalogue.library import library
from exercise_companion.core.program import Exercise
from exercise_companion.programs import default_tables, read_template

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.library import LibraryExercise

ANCHOR: Final = date(2026, 11, 22)
DEMONSTRATIONS: Final = ("a-spinal-stenosis", "b-chronic-back-pain", "c-after-decompression")
FROM_THE_LIBRARY: Final = (
    *(ROOT / "programs" / f"{stem}.json" for stem in DEMONSTRATIONS),
    *sorted((ROOT / "programs" / "templates").glob("*.template.json")),
)
REFERENCE: Final = ROOT / "programs" / "reference.json"
WORDS: Final = (
    "name", "category", "purpose", "position", "setup", "steps", "cues", "common_mistakes",
    "watch_for", "stop_signs",
)  # fmt: skip


def exercises_in(path: Path) -> list[Exercise]:
    rows = json.loads(path.read_bytes())["exercises"]
    return [Exercise.model_validate_json(json.dumps(row)) for row in rows]


@pytest.mark.parametrize("path", [*FROM_THE_LIBRARY, REFERENCE], ids=lambda path: path.stem)
def test_a_shipped_program_says_what_the_library_says(path: Path) -> None:
    for exercise in exercises_in(path):
        known = library().exercise(exercise.id)
        for name in WORDS:
            assert getattr(exercise, name) == getattr(known, name), (exercise.id, name)
        assert exercise.media.alt_text == known.alt_text


@pytest.mark.parametrize("path", FROM_THE_LIBRARY, ids=lambda path: path.stem)
def test_a_demonstration_takes_its_exercises_whole(path: Path) -> None:
    for exercise in exercises_in(path):
        known = Exercise.model_validate_json(
            json.dumps(library().exercise(exercise.id).in_program())
        )
        for name in (
            "equipment",
            "space",
            "support_needed",
            "helper_needed",
            "contraindications",
            "media",
        ):
            assert getattr(exercise, name) == getattr(known, name), (exercise.id, name)


@pytest.mark.parametrize("path", [*FROM_THE_LIBRARY, REFERENCE], ids=lambda path: path.stem)
def test_the_doses_of_a_shipped_program_name_the_side_of_the_words(path: Path) -> None:
    items = [item for phase in json.loads(path.read_bytes())["phases"] for item in phase["items"]]
    assert items
    for item in items:
        ways = [item, *(item[key] for key in ("modify_down", "modify_up") if key in item)]
        for way in ways:
            exercise = library().exercise(way.get("exercise", item["exercise"]))
            assert way["dose"]["side"] == exercise.side, (item["id"], exercise.id)


@pytest.mark.parametrize("exercise", library().exercises, ids=lambda exercise: exercise.id)
def test_a_program_with_it_passes_every_check(exercise: LibraryExercise) -> None:
    tree = json.loads((ROOT / "programs/templates/b-chronic-back-pain.template.json").read_bytes())
    dose = {"side": exercise.side, "sets": 1, "type": "reps", "reps": 5}
    item = {"id": "B1", "exercise": exercise.id, "dose": dose}
    tree["exercises"] = [exercise.in_program()]
    tree["phases"] = [phase | {"items": [item]} for phase in tree["phases"]]
    del tree["flare_plan"]
    document = json.dumps(tree).encode()
    assert read_template(document, anchor=ANCHOR, tables=default_tables()).warnings == ()
