"""Signed files for tests: keys that are the same in every run, and trees signed with them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from exercise_companion import signing

if TYPE_CHECKING:
    from builders import Tree


def a_key(number: int = 1) -> signing.SigningKey:
    """A key of no worth: everybody knows its secret."""
    private = Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)
    return signing.SigningKey(
        private, signing.PublicKey(private.public_key().public_bytes_raw().hex())
    )


def signed(
    tree: Tree, key: signing.SigningKey | None = None, purpose: signing.Purpose = "program"
) -> Tree:
    """A copy of a tree, signed."""
    content = deepcopy(tree)
    content["integrity"] = signing.signed_integrity(content, key or a_key(), purpose)
    return content
