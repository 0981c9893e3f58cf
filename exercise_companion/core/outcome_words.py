"""How an exercise of a session ended, and why, as the summary and the diary say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.core.records import ItemOutcome, SkipReason, StopReason

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
    "unwell": "you felt unwell",
    "stopped": "you stopped",
}
"""Why it was left out, or not done in full."""

STOPS: Final[dict[StopReason, str]] = {
    "pain": "pain",
    "tired": "too tired",
    "no_time": "no time",
    "unwell": "you felt unwell",
    "other": "another reason",
}
"""Why the session was stopped (rule PR-07)."""
