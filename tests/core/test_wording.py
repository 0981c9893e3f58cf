"""No text a patient can read reassures, diagnoses, praises, blames or names a cause (SI-16 - 21).

Phrases are looked for, not words (decisions E1): "normal" alone may stand in code.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "exercise_companion"

BANNED = {
    "reassurance": (
        r"\byou(?:'re| are|'ll be| will be) (?:fine|safe|ok|okay|healthy|well)\b",
        r"\ball clear\b",
        r"\bsafe to\b",
        r"\bno red flags?\b",
        r"\bnothing (?:is )?wrong\b",
        r"\bnothing (?:is )?serious\b",
        r"\b(?:is|are|looks?|seems?|all|back to|quite|perfectly|completely) normal\b",
        r"\bthat is normal\b",
        r"\b(?:don't|do not|no need to|not to|nothing to) worry\b",
        r"\blooks? healthy\b",
        r"\byou(?:'ve| have)? passed\b",
        r"\bpassed the (?:safety )?(?:check|questions|screening)\b",
        r"\bgood to go\b",
    ),
    "promise": (
        r"\b(?:will|can|to) cure\b",
        r"\bcures\b",
        r"\ba cure\b",
        r"\bfix(?:es)? your (?:back|spine|pain)\b",
        r"\bno pain,? no gain\b",
        r"\bpush through\b",
        r"\bdoctor'?s orders\b",
    ),
    "diagnosis": (r"\bdiagnos(?:is|es|e|ed|ing|tic)\b",),
    "cause": (
        r"\bprobably\b",
        r"\b(?:most|very) likely\b",
        r"\bcaused by\b",
        r"\b(?:a|the) (?:likely|possible) cause\b",
    ),
    "praise or blame": (
        r"\bwell done\b",
        r"\b(?:great|good|nice) (?:job|work)\b",
        r"\bkeep it up\b",
        r"\bcongratulations\b",
        r"\byou (?:missed|failed|forgot)\b",
        r"\byou should have\b",
        r"\b(?:your|day|days) streak\b",
    ),
    "medicine": (r"\b(?:start|stop) taking (?:your|the|any)\b",),
}

ALLOWED = (
    "this is not a diagnosis",
    "does not diagnose",
    "never diagnoses",
)
"""Sentences that say what the program is not (clinical-spec 6.3)."""


def found_in(text: str) -> list[str]:
    """The banned phrases in a text, with their kind."""
    plain = " ".join(text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())
    for sentence in ALLOWED:
        plain = plain.replace(sentence, "")
    return [
        f"{kind}: {match.group()}"
        for kind, patterns in BANNED.items()
        for pattern in patterns
        for match in re.finditer(pattern, plain)
    ]


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
    ],
)
def test_the_lint_finds_what_it_looks_for(text: str) -> None:
    assert found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "This is not a diagnosis.",
        "diagnosis_label",
        "normal",
        "A doctor or nurse told you to stop exercise.",
        "Take your medicines as you were told.",
    ],
)
def test_the_lint_leaves_plain_words_alone(text: str) -> None:
    assert found_in(text) == []


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
    assert [(place, bad) for place, text in texts for bad in found_in(text)] == []


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


SOURCES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_source_texts_have_no_banned_phrase(path: Path) -> None:
    assert [(line, bad) for line, text in literals(path) for bad in found_in(text)] == []


def test_the_walk_sees_plain_and_formatted_texts_but_no_docstrings(tmp_path: Path) -> None:
    source = tmp_path / "example.py"
    source.write_text(
        '"""You are fine."""\nname = "A"\ntext = f"{name}, all clear"\nplain = ("well " "done")\n',
        encoding="utf-8",
    )
    bad = [phrase for _, text in literals(source) for phrase in found_in(text)]
    assert bad == ["reassurance: all clear", "praise or blame: well done"]
