"""Where each value of a JSON text stands, so that a problem can name its line and column."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.core.problem import JsonPath

_TOKEN: Final = re.compile(
    r"""(?P<text>"(?:[^"\\]|\\.)*+"?)|(?P<mark>[{}\[\]:,])|(?P<scalar>[^\s{}\[\]:,"]+)""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Positions:
    """The places of the values of one text."""

    values: dict[JsonPath, int] = field(default_factory=dict)
    """Offset of each value."""
    keys: dict[JsonPath, int] = field(default_factory=dict)
    """Offset of each key; the path is that of its value."""
    repeats: list[tuple[JsonPath, int]] = field(default_factory=list)
    """Keys that stood there before in the same object, with their offsets."""
    scalars: list[tuple[JsonPath, int, str]] = field(default_factory=list)
    """Numbers and words outside quotes, as written."""
    line_starts: list[int] = field(default_factory=list)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Line and character of an offset, both from 1."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def of(self, path: JsonPath, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; if it is absent, of what would hold it."""
        places = self.keys if key and path in self.keys else self.values
        while path and path not in places:
            path, places = path[:-1], self.values
        return self.line_and_column(places.get(path, 0))


@dataclass(slots=True)
class _Holder:
    """An object or a list that is being read."""

    path: JsonPath
    is_list: bool
    number: int = 0
    key: str | None = None

    def inner(self) -> JsonPath:
        return (*self.path, self.number if self.is_list else self.key or "")


def positions(text: str) -> Positions:
    """Walk a JSON text once. It is meant for texts that parse; on others it does what it can."""
    found = Positions(line_starts=[0, *(hit.end() for hit in re.finditer("\n", text))])
    holders: list[_Holder] = []
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "mark":
            _walk(found, holders, token)
        elif token.lastgroup == "text" and _expects_key(holders):
            _note_key(found, holders[-1], token)
        else:
            path = holders[-1].inner() if holders else ()
            found.values.setdefault(path, token.start())
            if token.lastgroup == "scalar":
                found.scalars.append((path, token.start(), token.group()))
    return found


def _walk(found: Positions, holders: list[_Holder], token: re.Match[str]) -> None:
    mark = token.group()
    if mark in "{[":
        path = holders[-1].inner() if holders else ()
        found.values.setdefault(path, token.start())
        holders.append(_Holder(path, is_list=mark == "["))
    elif mark in "}]" and holders:
        holders.pop()
    elif mark == "," and holders:
        holders[-1].number += 1
        holders[-1].key = None


def _expects_key(holders: list[_Holder]) -> bool:
    return bool(holders) and not holders[-1].is_list and holders[-1].key is None


def _note_key(found: Positions, holder: _Holder, token: re.Match[str]) -> None:
    holder.key = _decoded(token.group())
    path = holder.inner()
    if path in found.keys:
        found.repeats.append((path, token.start()))
    found.keys.setdefault(path, token.start())


def _decoded(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted[1:].removesuffix('"')
    try:
        return str(json.loads(quoted, strict=False))
    except ValueError:
        return quoted
