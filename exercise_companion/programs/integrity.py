"""The `integrity` part of a prescription: what it must say, and how it is written into a file."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from exercise_companion.canonical import UNHASHED
from exercise_companion.core.fingerprint import fingerprint
from exercise_companion.core.problem import changed_since, found
from exercise_companion.programs.positions import positions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import Problem
    from exercise_companion.core.program import Integrity

_SIGNED_PARTS: Final = ("signature", "key_id", "public_key")
_AGAIN: Final = "Sign the file again, or take integrity out."
_INDENT: Final = re.compile(r"^([ \t]*)\"", re.MULTILINE)


def integrity_problems(integrity: Integrity | None, sha256: str) -> Iterator[Problem]:
    """V-19: the hash is that of the content, and a signature is whole (H-04).

    Whether the signature itself is right is for `signing` to say.

    Args:
        integrity: what the file says of itself.
        sha256: what its content hashes to.

    """
    if integrity is None:
        return
    if integrity.sha256 != sha256:
        yield changed_since()
    missing = [part for part in _SIGNED_PARTS if getattr(integrity, part) is None]
    if missing and len(missing) < len(_SIGNED_PARTS):
        what = f"A signed file also has {' and '.join(missing)}."
        yield found("V-19", (UNHASHED,), what, _AGAIN)
    elif (
        integrity.public_key
        and fingerprint(bytes.fromhex(integrity.public_key)) != integrity.key_id
    ):
        what = "This is not the code of the key beside it."
        yield found("V-19", (UNHASHED, "key_id"), what, _AGAIN)


def with_integrity(document: str, integrity: Mapping[str, JsonValue]) -> str:
    """The file's text with another `integrity`; everything else stays as it is, to the blank.

    Args:
        document: a checked prescription.
        integrity: what is to stand there.

    """
    written = _written(document, integrity)
    place = positions(document).values.get((UNHASHED,))
    if place is not None:
        _, end = json.JSONDecoder().raw_decode(document, place)
        return document[:place] + written + document[end:]
    end = document.rindex("}")
    line_break = _line_break(document)
    gap = line_break + _indent(document) if line_break else " "
    body = document[:end].rstrip()
    return f'{body},{gap}"{UNHASHED}": {written}{line_break}{document[end:]}'


def _written(document: str, integrity: Mapping[str, JsonValue]) -> str:
    """The part in the layout of the file: a field a line, or all on one line."""
    if not (line_break := _line_break(document)):
        return json.dumps(integrity)
    outer = _indent(document)
    lines = json.dumps(integrity, indent=outer or None).split("\n")
    return line_break.join([lines[0], *(outer + line for line in lines[1:])])


def _line_break(document: str) -> str:
    if "\n" not in document.strip():
        return ""
    return "\r\n" if "\r\n" in document else "\n"


def _indent(document: str) -> str:
    """What stands before the first field of the file."""
    found_indent = _INDENT.search(document)
    return found_indent[1] if found_indent else ""
