"""No text a patient can read reassures, diagnoses, praises, blames or names a cause (SI-16 - 21).

Phrases are looked for, not words (decisions E1): "normal" alone may stand in code.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from exercise_companion.core.wording import banned_phrases

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "exercise_companion"

WORDING = PACKAGE / "core" / "wording.py"
"""The list itself: it has no text for a patient, and every phrase in it is banned."""


@pytest.mark.parametrize(
    "text",
    [
        "You are fine.",
        "You\N{RIGHT SINGLE QUOTATION MARK}re fine",
        "All clear!",
        "It is SAFE TO go on.",
        "No red flags today",
        "Nothing wrong here",
        "That\nis normal.",
        "Don't worry",
        "You passed.",
        "Good to go",
        "This will cure it",
        "Fix your back",
        "No pain, no gain",
        "Push through it",
        "Doctor's orders",
        "We diagnose this",
        "Your diagnosis",
        "This is probably a strain.",
        "Well done!",
        "You missed 3 sessions.",
        "Stop taking your tablets.",
        "Your pain is nothing to worry about.",
        "It is safe to keep going through pain.",
        "Keep going through the pain.",
        "Your nerves are pinched by a bulging disc.",
        "You have a slipped disc.",
        "A pinched nerve",
        "You must push through.",
        "PUSH\N{NON-BREAKING HYPHEN}THROUGH the pain in your foot",
        "Push through heel pain.",
        "Ignore the pain.",
        "You are perfectly fine.",
        "It is fine to carry on.",
        "No cause for alarm",
        "This will not harm your back.",
        "This will fix you.",
        "You will soon recover.",
        "You were diagnosed with it.",
        "Your pain is due to your posture.",
        "You are slower than most people.",
        "Congratulations",
        "You should have called.",
        "It is your own fault.",
        "Skip your tablets.",
        "Take two more painkillers first.",
        "This is not a diagnosis. All clear.",
    ],
)
def test_the_lint_finds_what_it_looks_for(text: str) -> None:
    assert banned_phrases(text)


def test_each_phrase_is_named_once_in_the_order_of_the_text() -> None:
    text = "Push through. It is\nSafe  to go on. It is safe to go on."
    assert banned_phrases(text) == ("push through", "safe to")


@pytest.mark.parametrize(
    "text",
    [
        "This is not a diagnosis.",
        "diagnosis_label",
        "normal",
        "A doctor or nurse told you to stop exercise.",
        "Take your medicines as you were told.",
        "Breathe at your normal pace.",
        "Put the chair in a safe place.",
        "Hold on to something safe.",
        "Push through both heels.",
        "Push through the balls of your feet.",
        "Push your hands into the floor.",
        "Walk through the door.",
        "Call if you passed out.",
        "If you missed a day, go on with the next.",
        "Rest until you are well.",
        "Lift your leg and keep it up for 5 seconds.",
        "You should have a wall behind you.",
        "It is good to go for a walk.",
        "Fix the band to the door.",
        "Fix your back foot to the floor.",
        "Do not ignore the pain.",
        "Stop if this causes your pain to rise.",
        "Clear the floor of all rugs.",
        "The pillow must not slip.",
        "Tell your therapist what you worry about.",
    ],
)
def test_the_lint_leaves_plain_words_alone(text: str) -> None:
    assert banned_phrases(text) == ()


def json_texts(value: object, place: str = "") -> list[tuple[str, str]]:
    """Every text of a parsed file with its place; the therapist's own notes are left out."""
    if isinstance(value, str):
        return [(place, value)]
    if isinstance(value, list):
        return [
            found
            for number, part in enumerate(value)
            for found in json_texts(part, f"{place}.{number}")
        ]
    if isinstance(value, dict):
        return [
            found
            for name, part in value.items()
            if name not in {"therapist_note", "diagnosis_label", "$comment"}
            for found in json_texts(part, f"{place}.{name}")
        ]
    return []


def data_files() -> list[Path]:
    found = [*PACKAGE.rglob("*.json"), *(ROOT / "programs").rglob("*.json")]
    return sorted(path for path in found if not path.name.endswith(".schema.json"))


@pytest.mark.parametrize("path", data_files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_shipped_data_has_no_banned_phrase(path: Path) -> None:
    texts = json_texts(json.loads(path.read_text(encoding="utf-8")))
    assert [(place, bad) for place, text in texts for bad in banned_phrases(text)] == []


def test_the_catalogue_is_among_the_files_looked_at() -> None:
    names = {path.name for path in data_files()}
    assert {"red_flags.json", "topics.json", "regions.json"} <= names


def literals(path: Path) -> list[tuple[int, str]]:
    """Every text in a source file that is not a docstring, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    pieces = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    texts: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            words = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
            texts.append((node.lineno, "".join(map(str, words))))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docstrings | pieces
        ):
            texts.append((node.lineno, node.value))
    return texts


SOURCES = sorted(set(PACKAGE.rglob("*.py")) - {WORDING})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_source_texts_have_no_banned_phrase(path: Path) -> None:
    assert [(line, bad) for line, text in literals(path) for bad in banned_phrases(text)] == []


def test_the_walk_sees_plain_and_formatted_texts_but_no_docstrings(tmp_path: Path) -> None:
    source = tmp_path / "example.py"
    source.write_text(
        '"""You are fine."""\nname = "A"\ntext = f"{name}, all clear"\nplain = ("well " "done")\n',
        encoding="utf-8",
    )
    bad = [phrase for _, text in literals(source) for phrase in banned_phrases(text)]
    assert bad == ["all clear", "well done"]
