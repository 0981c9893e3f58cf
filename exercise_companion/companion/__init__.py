"""What can be done for the patient: the use cases, one method each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exercise_companion.companion.service import Companion

__all__ = ["Companion"]


def __getattr__(name: str) -> object:
    """Load the use cases when they are first asked for: the first paint does without them."""
    if name != "Companion":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from exercise_companion.companion import service  # noqa: PLC0415 - that is the point

    return service.Companion
