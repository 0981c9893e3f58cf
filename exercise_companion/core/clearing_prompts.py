"""How a lock ends, as it is shown and answered: two steps, a code, a mistake taken back, help got.

They belong to `prompts`, the one list both interfaces use.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.core.lock_words import Assessment
    from exercise_companion.core.records import GotHelp

MISTAKE_WORD: Final = "MISTAKE"
"""Typed before an answer can be taken back, so that none is by accident (SI-14)."""

I_SPOKE: Final = "I spoke to them"
"""Typed before a talk ends a hold, so that none is by accident (clinical-spec 7.5)."""

LEAST_SAID: Final = 10
"""Letters of what was said that a talk needs (clinical-spec 7.5)."""

MOST_SAID: Final = 500

WHAT_WAS_SAID: Final = f"What they said, {LEAST_SAID} to {MOST_SAID} letters"
"""The rule stands with the question, before a try is refused."""

# --- replies --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assessed:
    """A clinician saw the patient: the first of the two steps (clinical-spec 7.5)."""

    place: str
    """Where, and by whom."""
    seen_on: str
    """The day as typed: a date, today, yesterday."""
    outcome: str
    """What they said."""


@dataclass(frozen=True, slots=True)
class CodeTyped:
    """A clearance code, or the name of a signed clearance file, as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class TookBack:
    """At a lock: an answer was pressed by mistake (SI-14)."""


@dataclass(frozen=True, slots=True)
class MistakeTyped:
    """The word that was typed to take an answer back."""

    word: str


@dataclass(frozen=True, slots=True)
class HelpAnswered:
    """The answer to "Did you get help?"."""

    value: GotHelp
    seen_by: str = ""
    """Who saw the patient; needed with a yes."""


# --- what is shown --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WayOut:
    """How a lock or hold ends, and what the patient can do here to that end."""

    steps: tuple[str, ...]
    """In order, each a sentence or two."""
    assessment: Assessment
    lock_code: str
    """In two halves; empty while no code is taken."""
    spelled: str
    """The lock code in words for the phone."""
    may_take_back: bool
    """Within the minutes after it was reported (SI-14)."""
    call: tuple[str, str] | None = None
    """The number to call first and the words before it, to be shown large; None: none is known."""
    therapist: tuple[str, str] = ("your therapist", "")
    """To whom the lock code is read out, and their number; empty where none is known."""


@dataclass(frozen=True, slots=True)
class ConfirmMistake:
    """What taking an answer back means. Replies: MistakeTyped, Leave."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskHelp:
    """Did you get help? (SI-13) Reply: HelpAnswered."""

    reported: str
    """When it was reported: "Tuesday 24 November, 09:12"."""
    signs: tuple[str, ...]
    """What was reported, in the patient's words."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of something that was said at a lock. Reply: Go."""

    title: str
    lines: tuple[str, ...]
