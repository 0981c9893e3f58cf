"""What the store gives back and takes in that `core.records` has no type for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from exercise_companion.core.decision import Decision
    from exercise_companion.core.records import (
        AlertRecord,
        OpenAlert,
        PainRecord,
        SensationRecord,
        SessionSource,
        When,
    )
    from exercise_companion.core.session_trend import RatedMorning
    from exercise_companion.core.terms import Answer, Moment, Site, Tier

ClearanceMethod = Literal["program", "code", "file", "talk", "mistake"]
"""A new program version; a code; a signed file; the patient's own talk; a corrected mistake
(clinical-spec 7.3, 7.5)."""

CrisisAnswer = Literal["yes", "no", "not_sure", "prefer_not_to_say"]
"""Are you in danger now? (clinical-spec 1.6)."""

TrustReason = Literal["first_use", "named"]
"""Why a key is trusted: it signed the first program; its code was typed on purpose."""

FlareChange = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class BoundPatient:
    """The one person a store belongs to (decisions D5)."""

    patient_id: str
    display_name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class OwnContact:
    """A phone number the patient added (decisions D11)."""

    id: int
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """The key whose programs the store takes."""

    key_id: str
    public_key: str
    """In lower-case hex."""
    reason: TrustReason


@dataclass(frozen=True, slots=True)
class StoredProgram:
    """One program version as it was loaded."""

    id: int
    program_id: str
    version: int
    sha256: str
    document: str
    """The file's text, unchanged."""
    anchor_day: date
    """The day a demonstration's day offsets count from (decisions D6)."""
    demo: bool
    installed: When


@dataclass(frozen=True, slots=True)
class Clearance:
    """Who ended an alert, and how (clinical-spec 7.5)."""

    method: ClearanceMethod
    cleared_by: str
    role: str
    decided_on: date
    licence_no: str = ""
    note: str = ""
    conditions: str = ""


@dataclass(frozen=True, slots=True)
class ClearedFlag:
    """The last time alerts of one flag and tier were cleared (decisions A1)."""

    flag_id: str
    tier: Tier
    method: ClearanceMethod
    when: When
    position: int
    """Where it stands in the record, whatever the clock said."""


@dataclass(frozen=True, slots=True)
class PastDecision:
    """A decision that was shown."""

    when: When
    decision: Decision


@dataclass(frozen=True, slots=True)
class FlagClearance:
    """A clearance, with the flag whose alert it ended."""

    flag_id: str
    method: ClearanceMethod
    utc: datetime
    position: int
    """Where it stands in the record, whatever the clock said."""
    check_id: int | None
    """The check that raised the alert."""


@dataclass(frozen=True, slots=True)
class SignEvent:
    """One telling of a sign with its alert, by places in the record, whatever the clock said."""

    alert: AlertRecord
    check_id: int | None
    """The check that raised the alert; None where it came from none."""
    begun: int
    """Where that check begins, or the first of those that were left and that it asks out."""
    answered: int | None
    """Where its advice was answered: what is told after that is another event."""
    cleared: int | None

    def covers(self, place: int, checks: Collection[int]) -> bool:
        """Whether what was told at a place is part of it.

        Args:
            place: where it was told.
            checks: its check, and those that this one goes on with.

        """
        if self.cleared is not None and self.cleared <= place:
            return False
        if self.check_id is not None and self.check_id in checks:
            return True
        return self.begun <= place and (self.answered is None or place < self.answered)


@dataclass(frozen=True, slots=True)
class PastAlert:
    """An alert, open or not."""

    alert: OpenAlert
    cleared: Clearance | None
    cleared_utc: datetime | None


@dataclass(frozen=True, slots=True)
class PainRow:
    """One pain score as read back. A morning score names the session it rates."""

    id: int
    when: When
    session_id: int | None
    record: PainRecord


@dataclass(frozen=True, slots=True)
class DoneItem:
    """An exercise that counts as done: ended done, or partly with at least one set."""

    item_id: str
    day: date
    """The exercise day of its session."""
    at_utc: datetime
    """When its end was recorded."""


@dataclass(frozen=True, slots=True)
class PendingSensation:
    """A new sensation whose question "has it settled?" has no answer yet (rule PR-05)."""

    id: int
    session_id: int
    felt: When
    record: SensationRecord


@dataclass(frozen=True, slots=True)
class PauseRange:
    """Days off for a holiday or an illness; they are no misses (decisions D10)."""

    id: int
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class FlareEntry:
    """A flare-up began or ended (clinical-spec 2.7)."""

    id: int
    change: FlareChange
    rule: str
    """"said" by the patient, or the rule that found it."""
    when: When
    session_id: int | None = None
    """The session that was in progress then, 0 for none; None: that was not kept yet."""


@dataclass(frozen=True, slots=True)
class RestingScore:
    """One score at rest: before a session, or logged outside one."""

    when: When
    moment: Moment
    site: Site
    score: int
    source: SessionSource | None
    """How its session was entered; None for a score outside a session."""


@dataclass(frozen=True, slots=True)
class MorningAfter:
    """A rated morning and the session it rates."""

    session_id: int
    rated: RatedMorning


@dataclass(frozen=True, slots=True)
class LockSpan:
    """From when to when a lock or hold was open."""

    raised_on: date
    cleared_utc: datetime | None
    """None while it is open."""


@dataclass(frozen=True, slots=True)
class SensationRow:
    """A new sensation in a session, and whether it has settled (rule PR-05)."""

    session_id: int
    item_id: str
    settled: Answer | None
    """None while it has not been answered."""


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """A rule asked for questions before the next session."""

    rule: str
    evidence: str
    """What it went by, so that the same thing asks once."""
    after_check_id: int
    """The last check begun until then; 0 before the first. Only a later one asks them: rows stand
    in the order in which things happened even where the clock was set back."""
    when: When


@dataclass(frozen=True, slots=True)
class AppEvent:
    """Something about the program itself, such as a start or a changed clock."""

    kind: str
    detail: str
    when: When
