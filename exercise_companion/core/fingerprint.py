"""The short name of a signing key, made to be read out on the phone (decisions A15)."""

from __future__ import annotations

import hashlib
from typing import Final

from exercise_companion.core.clearance_code import ALPHABET, BITS, SPELLED, cleaned

LENGTH: Final = 20
"""Characters of five bits: a hundred bits, so that no second key of that name can be looked for."""

GROUP: Final = 4
"""Characters read out in one breath."""


def fingerprint(public_key: bytes) -> str:
    """The name of a public key: five groups of four characters, `K7WM-22PA-…`.

    It is the `key_id` of a signed file.

    Args:
        public_key: the 32 bytes of an Ed25519 public key.

    """
    digest = hashlib.sha256(b"exercise-companion/key/1\n" + public_key).digest()
    bits = int.from_bytes(digest) >> (len(digest) * 8 - LENGTH * BITS)
    places = range((LENGTH - 1) * BITS, -1, -BITS)
    return "-".join(
        _groups("".join(ALPHABET[bits >> place & len(ALPHABET) - 1] for place in places))
    )


def typed_fingerprint(typed: str) -> str | None:
    """A fingerprint as a person types it, in its one spelling; None when it is not whole."""
    text = cleaned(typed, LENGTH)
    return None if text is None else "-".join(_groups(text))


def spelled(name: str) -> str:
    """A fingerprint for the phone, each letter a word: `Kilo 7 Whisky Mike, 2 2 Papa Alfa, …`."""
    groups = name.split("-")
    return ", ".join(" ".join(SPELLED.get(sign, sign) for sign in group) for group in groups)


def _groups(text: str) -> list[str]:
    return [text[start : start + GROUP] for start in range(0, len(text), GROUP)]
