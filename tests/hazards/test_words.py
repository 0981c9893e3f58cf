"""No text a patient can read reassures, diagnoses, praises, blames or names a cause (H-16).

What is banned is in `core/wording`, the one list for the program's texts and for prescriptions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from texts import PACKAGE, ROOT, data_files, json_texts, literals

from exercise_companion.core.wording import banned_phrases

if TYPE_CHECKING:
    from pathlib import Path

WORDING = PACKAGE / "core" / "wording.py"
"""The list itself: it has no text for a patient, and every phrase in it is banned."""

SOURCES = sorted(set(PACKAGE.rglob("*.py")) - {WORDING})


def banned_in(source: str) -> list[tuple[int, str]]:
    """Every banned phrase of a source file with its line."""
    found = literals(source)
    return sorted({(line, bad) for line, text in found for bad in banned_phrases(text)})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_h16_no_source_file_has_a_banned_phrase(path: Path) -> None:
    assert banned_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", data_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_h16_no_shipped_data_has_a_banned_phrase(path: Path) -> None:
    texts = json_texts(json.loads(path.read_text(encoding="utf-8")))
    assert [(place, bad) for place, text in texts for bad in banned_phrases(text)] == []


def test_every_package_and_the_catalogue_are_among_the_files_looked_at() -> None:
    packages = {path.relative_to(PACKAGE).parts[0] for path in SOURCES}
    assert {"core", "companion", "plain", "tui", "cli", "store", "reports"} <= packages
    names = {path.name for path in data_files()}
    assert {"red_flags.json", "topics.json", "regions.json", "exercises.json"} <= names
    assert "reference.json" in names


# --- the lint sees what was planted ---------------------------------------------------------------

PLANTED = "Your answers are all clear."
PLACES = (
    'text = "{}"',
    "text = f'{{name}}: {}'",
    "show(title='{}')",
    "LINES = ('Thank you.', '{}')",
    "LINES = ('Thank you.', 'Your answers are all', 'clear.')",
    "LINES = ['Your answers', f'are all', 'clear, {{name}}']",
    "text = 'Your answers ' 'are all clear.'",
    "WORDS = {{'found': '{}'}}",
    "def answer():\n    return '{}'",
    "raise Refused('{}', 'Go on.')",
)
"""How a text comes into a source file."""


@pytest.mark.parametrize("place", PLACES)
def test_a_planted_phrase_is_found_wherever_it_stands(place: str) -> None:
    assert [bad for _, bad in banned_in(place.format(PLANTED))] == ["all clear"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_phrase_planted_in_any_file_is_found(path: Path) -> None:
    source = path.read_text(encoding="utf-8") + f'\n\nTEXT = "{PLANTED}"\n'
    assert banned_in(source) == [(len(source.splitlines()), "all clear")]


def test_docstrings_are_for_us() -> None:
    assert banned_in('"""You are fine."""\n\nA = 1\n"""All clear."""\n') == []


def test_a_phrase_planted_in_data_is_found_but_not_in_the_therapists_notes() -> None:
    tree = {"items": [{"say": PLANTED, "therapist_note": PLANTED}], "note": [PLANTED]}
    assert [place for place, _ in json_texts(tree)] == [".items.0.say", ".note.0"]
