"""The guard of the 0-10 pain scale: a big jump is asked about (clinical-spec 2.1, H-20)."""

from __future__ import annotations

from typing import Final

JUMP: Final = 4
"""A score so far from the last one is asked about once (clinical-spec 2.1)."""


def needs_confirming(last: int | None, score: int) -> bool:
    """Whether a score lies far enough from the last one to ask "Is that right?"."""
    return last is not None and abs(score - last) >= JUMP
