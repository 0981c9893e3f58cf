"""How long a patient rests before being asked whether it has gone (rules PR-05, C-13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


def ask_from(told: datetime, rest: timedelta, now: datetime) -> datetime:
    """When to ask: a rest after it was told; where the clock was set back, one after now (H-22)."""
    return min(told, now) + rest


def is_too_soon(shown_at: datetime, asked_from: datetime, now: datetime) -> bool:
    """Whether the rest of a question that was shown is not over.

    Where the clock was set back meanwhile it cannot tell: the screen has counted the rest itself.
    """
    return shown_at <= now < asked_from
