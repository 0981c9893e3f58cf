"""The one byte form a prescription is hashed and signed in: RFC 8785 (decisions D3)."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
"""Anything a JSON document can hold."""

JsonObject: TypeAlias = dict[str, JsonValue]
"""An object of a JSON document."""

UNHASHED = "integrity"
"""The top-level key that is left out of the hash, because it holds the hash."""


def canonical_bytes(value: JsonValue) -> bytes:
    """The RFC 8785 form of a JSON value: sorted keys, no spaces, one spelling per number.

    Raises:
        ValueError: a number or a text that JSON cannot carry between machines (beyond 2**53,
            infinite, half a surrogate pair). A checked program holds none.

    """
    import rfc8785  # noqa: PLC0415 - a fast start does without it

    return rfc8785.dumps(value)


def content_hash(tree: Mapping[str, JsonValue]) -> str:
    """SHA-256, in lower-case hex, over the canonical form without `integrity` (V-19).

    Raises:
        ValueError: see `canonical_bytes`.

    """
    content = {key: value for key, value in tree.items() if key != UNHASHED}
    return hashlib.sha256(canonical_bytes(content)).hexdigest()
