"""What is wrong with a prescription, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from exercise_companion.canonical import UNHASHED

JsonPath: TypeAlias = tuple[str | int, ...]
"""The way to a value: keys of objects and positions (from 0) in lists."""

PLACE_JOINT: Final = " / "

LONGEST_PLACE: Final = 160
LONGEST_TEXT: Final = 300
"""Characters. Longer ones are cut: a hostile file must not make an endless message."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend in a prescription file, in words a therapist understands."""

    code: str
    """The rule of clinical-spec 3.4: `V-13`."""
    place: str
    """The way to it, by the names the file gives: `phases / settle / items / bridge / dose`."""
    what: str
    """What is wrong."""
    how: str
    """How to mend it."""
    line: int | None = None
    """Line in the file, from 1."""
    column: int | None = None
    """Character in that line, from 1."""
    path: JsonPath = ()
    severity: Literal["error", "warning"] = "error"
    """A warning does not stop the prescription from being installed."""
    reason: str = ""
    """Of a warning: why it is meant, as the file says (`core.review_reasons`); else empty."""

    @property
    def words(self) -> str:
        """On one line: its place, what is wrong, how to mend it, its rule."""
        code = self.code if self.severity == "error" else f"{self.code}, only a warning"
        return f"{self.place} · {self.what} · {self.how} · {code}"


def found(code: str, path: JsonPath, what: str, how: str) -> Problem:
    """A problem at a path; its place and position are filled in later."""
    return Problem(code=code, place="", what=what, how=how, path=path)


def advised(code: str, path: JsonPath, what: str, how: str) -> Problem:
    """Like `found`, but legal: a warning."""
    return Problem(code=code, place="", what=what, how=how, path=path, severity="warning")


def placed(problem: Problem, root: object) -> Problem:
    """The problem with its place named, and its texts cut to a readable length."""
    return replace(
        problem,
        place=shortened(place_of(root, problem.path), LONGEST_PLACE),
        what=shortened(problem.what, LONGEST_TEXT),
        how=shortened(problem.how, LONGEST_TEXT),
    )


def changed_since() -> Problem:
    """V-19: the content is not the one whose hash was written into the file."""
    return found(
        "V-19",
        (UNHASHED, "sha256"),
        "The file was changed after it was finished: its hash does not match.",
        "Ask for the file again. If the change is yours, take integrity out and sign anew.",
    )


def place_of(root: object, path: JsonPath) -> str:
    """Name a path in words; `root` is the JSON tree or the program read from it."""
    names: list[str] = []
    node = root
    for part in path:
        node = _inside(node, part)
        names.append(_name(part, node))
    return PLACE_JOINT.join(names) or "the file"


def shortened(text: str, longest: int) -> str:
    """The text, cut to at most `longest` characters, which may be none."""
    return text if len(text) <= longest else f"{text[: max(0, longest - 1)]}…"[:longest]


def _inside(node: object, part: str | int) -> object:
    if isinstance(node, Mapping):
        return node.get(part)
    if isinstance(part, str):
        return getattr(node, part, None)
    if isinstance(node, Sequence) and part < len(node):
        return node[part]
    return None


def _name(part: str | int, node: object) -> str:
    if isinstance(part, str):
        return part
    own_id = _inside(node, "id")
    return own_id if isinstance(own_id, str) and own_id else f"no. {part + 1}"
