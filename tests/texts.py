"""Every text a file of the project can show: of source files, of templates, of data files."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jinja2 import Environment

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


WITHIN_A_SENTENCE: Final = frozenset({"a", "b", "br", "em", "i", "small", "strong"})
"""Tags of a page that no sentence ends at."""

READ_OUT: Final = frozenset({"alt", "aria-label", "placeholder", "title"})
"""Attributes of a page that are shown or read out."""


def page_templates() -> list[Path]:
    """What printed pages are made from: HTML, and CSS that puts words on a page."""
    return sorted(path for path in PACKAGE.rglob("*") if path.suffix in {".html", ".css"})


def template_texts(path: Path) -> list[Literal]:
    """Every text of a template of a page or of its style."""
    source = path.read_text(encoding="utf-8")
    return style_texts(source) if path.suffix == ".css" else page_texts(source)


def page_texts(source: str) -> list[Literal]:
    """Every text of a page's template, also within its tags; what is filled in is "…"."""
    page, quoted = _unfilled(source)
    shown = _Page()
    shown.feed(page)
    shown.close()
    return sorted([*quoted, *shown.texts])


def style_texts(source: str) -> list[Literal]:
    """Every text in quotes of a style's template."""
    style, quoted = _unfilled(source)
    words = re.finditer('"([^"]*)"', style)
    return sorted([*quoted, *(Literal(style.count("\n", 0, w.start()) + 1, w[1]) for w in words)])


def _unfilled(source: str) -> tuple[str, list[Literal]]:
    """A template without what fills it in, line by line, and the texts in quotes of that."""
    rest, quoted = "", []
    for line, kind, text in Environment(autoescape=True).lex(source):
        if kind == "string":
            quoted.append(Literal(line, text[1:-1]))
        filling = "…" if kind == "variable_begin" else "\n" * text.count("\n")
        rest += text if kind == "data" else filling
    return rest, quoted


class _Page(HTMLParser):
    """The texts of a page, each as far as the next tag that ends a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[Literal] = []
        self._pieces: list[str] = []
        self._begins = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line, _ = self.getpos()
        self.texts += (Literal(line, text) for name, text in attrs if name in READ_OUT and text)
        self._end_at(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_at(tag)

    def handle_data(self, data: str) -> None:
        if not self._pieces:
            lead = len(data) - len(data.lstrip())
            self._begins = self.getpos()[0] + data.count("\n", 0, lead)
        self._pieces.append(data)

    def close(self) -> None:
        super().close()
        self._end_at("")

    def _end_at(self, tag: str) -> None:
        if tag in WITHIN_A_SENTENCE:
            return
        text = " ".join("".join(self._pieces).split())
        self._pieces.clear()
        if text:
            self.texts.append(Literal(self._begins, text))


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
