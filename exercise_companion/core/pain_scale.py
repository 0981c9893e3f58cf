"""The 0-10 pain scale as it is asked: its anchors, its helper words, its guards (2.1, H-20)."""

from __future__ import annotations

from typing import Final

ANCHOR_LOW: Final = "no pain"
ANCHOR_HIGH: Final = "the worst pain I can imagine"

JUMP: Final = 4
"""A score so far from the last one is asked about once (clinical-spec 2.1)."""


def needs_confirming(last: int | None, score: int) -> bool:
    """Whether a score lies far enough from the last one to ask "Is that right?"."""
    return last is not None and abs(score - last) >= JUMP
