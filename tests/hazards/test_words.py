"""No text a patient can read reassures, diagnoses, praises, blames or names a cause (H-16).

What is banned is in `core/wording`, the one list for the program's texts and for prescriptions.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from texts import (
    PACKAGE,
    ROOT,
    data_files,
    json_texts,
    literals,
    page_templates,
    page_texts,
    template_texts,
)

from exercise_companion.core.wording import banned_phrases

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from texts import Literal

WORDING = PACKAGE / "core" / "wording.py"
"""The list itself: it has no text for a patient, and every phrase in it is banned."""

SOURCES = sorted(set(PACKAGE.rglob("*.py")) - {WORDING})


def banned_in(source: str) -> list[tuple[int, str]]:
    """Every banned phrase of a source file with its line."""
    return banned_among(literals(source))


def banned_among(texts: Iterable[Literal]) -> list[tuple[int, str]]:
    """Every banned phrase of some texts with its line."""
    return sorted({(line, bad) for line, text in texts for bad in banned_phrases(text)})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_h16_no_source_file_has_a_banned_phrase(path: Path) -> None:
    assert banned_in(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", page_templates(), ids=lambda path: path.name)
def test_h16_no_template_of_a_printed_page_has_a_banned_phrase(path: Path) -> None:
    assert banned_among(template_texts(path)) == []


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


def test_no_file_of_the_program_is_of_a_kind_that_nobody_looks_at() -> None:
    """Colours and sizes of the screens (`.tcss`) have no words."""
    kinds = {path.suffix for path in PACKAGE.rglob("*") if path.is_file()}
    assert kinds - {".pyc"} == {".py", ".json", ".html", ".css", ".tcss"}
    single = {path.name for path in SOURCES if path.parent == PACKAGE}
    assert {"errors.py", "speech.py", "signing.py", "paths.py"} <= single
    assert {path.name for path in page_templates()} >= {"base.html", "handout.html", "handout.css"}


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


PLACES_OF_A_PAGE = (
    "<p>{}</p>",
    "{{% if sheet.one %}}<li>{}{{% endif %}}",
    "<p>Your answers are <strong>all</strong>\n clear.</p>",
    "<p>{{{{ sheet.name }}}}, {}</p>",
    "{{{{ '{}' if sheet.one else '' }}}}",
    "{{% set words = ('Thank you.', '{}') %}}",
    '<span aria-label="{}"></span>',
)


@pytest.mark.parametrize("place", PLACES_OF_A_PAGE)
def test_a_planted_phrase_is_found_wherever_it_stands_on_a_page(place: str) -> None:
    source = f"<p>\n</p>{place.format(PLANTED)}"
    found = banned_among(page_texts(source))
    assert [bad for _, bad in found] == ["all clear"]
    assert found[0][0] == 2


@pytest.mark.parametrize("path", page_templates(), ids=lambda path: path.name)
def test_a_phrase_planted_in_any_template_is_found(path: Path, tmp_path: Path) -> None:
    words = f'p::after {{ content: "{PLANTED}"; }}' if path.suffix == ".css" else PLANTED
    planted = tmp_path / path.name
    planted.write_text(f"{path.read_text(encoding='utf-8')}\n{words}\n", encoding="utf-8")
    assert [bad for _, bad in banned_among(template_texts(planted))] == ["all clear"]


def test_two_paragraphs_are_no_sentence() -> None:
    assert banned_among(page_texts("<p>Read all</p><p>Clear the floor.</p>")) == []


def test_docstrings_are_for_us() -> None:
    assert banned_in('"""You are fine."""\n\nA = 1\n"""All clear."""\n') == []


def test_a_phrase_planted_in_data_is_found_but_not_in_the_therapists_notes() -> None:
    tree = {"items": [{"say": PLANTED, "therapist_note": PLANTED}], "note": [PLANTED]}
    assert [place for place, _ in json_texts(tree)] == [".items.0.say", ".note.0"]
