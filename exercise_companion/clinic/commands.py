"""Commands in a message, to be typed as they stand: with the folder of the file, and quoted."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from pathlib import Path


def typed(path: Path) -> str:
    """A file or folder as it is typed in a command."""
    return neutral(quote(str(path)))


def see_where(path: Path) -> str:
    """How to see what is wrong with a file, and where in it."""
    return f"See where: {_check(path)}"


def see_everything(path: Path) -> str:
    """How to see all that is wrong with a file, after the first of it was said."""
    return f"See everything: {_check(path)}"


def continuing(draft: Path) -> str:
    """How to go on with a draft."""
    return f"exercise-companion program new --continue {typed(draft)}"


def _check(path: Path) -> str:
    return f"exercise-companion program check {typed(path)}"
