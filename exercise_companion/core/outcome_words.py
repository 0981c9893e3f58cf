"""How an exercise of a session ended, and why, as the summary and the diary say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.core.records import ItemOutcome, SkipReason

OUTCOMES: Final[dict[ItemOutcome, str]] = {
    "done": "done",
    "partly": "done in part",
    "skipped": "left out",
    "stopped_by_pain": "stopped because of pain",
}

REASONS: Final[dict[SkipReason, str]] = {
    "pain": "pain",
    "tired": "too tired",
    "no_time": "no time",
    "unclear": "not clear how to do it",
    "equipment": "something was missing",
    "not_today": "not today",
    "advice": "you were told to",
}
"""Why it was left out, or not done in full."""
