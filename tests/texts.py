"""Every text a file of the project can show: literals of source files, texts of data files."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "exercise_companion"

NOT_THE_PATIENTS = frozenset({"therapist_note", "diagnosis_label", "$comment"})
"""Fields of data files in which therapists write for therapists."""


class Literal(NamedTuple):
    """A text of a source file."""

    line: int
    text: str


def literals(source: str) -> list[Literal]:
    """Every text in a source file that is not a docstring; what a format fills in is "…".

    Lines that stand together in a list or tuple are one more text: a sentence may go over two.
    """
    tree = ast.parse(source)
    aside = set(_docstrings(tree)) | set(_pieces(tree))
    return [found for node in ast.walk(tree) if id(node) not in aside for found in _texts(node)]


def _docstrings(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def _pieces(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield from map(id, node.values)


def _texts(node: ast.AST) -> Iterator[Literal]:
    if isinstance(node, ast.List | ast.Tuple):
        lines = [text for text in map(_text, node.elts) if text is not None]
        if len(lines) > 1:
            yield Literal(node.lineno, "\n".join(lines))
    elif isinstance(node, ast.expr) and (text := _text(node)) is not None:
        yield Literal(node.lineno, text)


def _text(node: ast.expr) -> str | None:
    if isinstance(node, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.Constant) else "…" for part in node.values)
        return "".join(map(str, parts))
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text else None


def json_texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a parsed file with its place; the therapist's own notes are left out."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from json_texts(part, f"{place}.{number}")
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in NOT_THE_PATIENTS:
                yield from json_texts(part, f"{place}.{name}")


def data_files() -> list[Path]:
    """Catalogue, prescriptions and templates."""
    found = [*PACKAGE.rglob("*.json"), *(ROOT / "programs").rglob("*.json")]
    return sorted(path for path in found if not path.name.endswith(".schema.json"))
