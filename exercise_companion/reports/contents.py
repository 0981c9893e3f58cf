"""What a report is made of: one frozen value, gathered by the service, shown in any format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from exercise_companion.core.check_ins import CheckInRecord
    from exercise_companion.core.crisis_prompts import CrisisAnswer
    from exercise_companion.core.decision import Decision
    from exercise_companion.core.noticed import Noticed
    from exercise_companion.core.obstacles import ObstacleRecord
    from exercise_companion.core.progress import Adherence
    from exercise_companion.core.records import (
        Ack,
        ActivityRecord,
        AssessmentRecord,
        HelpRecord,
        MedicineRecord,
        OpenAlert,
        PainRecord,
        StoredCheck,
        StoredSession,
        StoreKind,
        TalkRecord,
        WalkRecord,
        When,
    )
    from exercise_companion.core.step_up import Missing
    from exercise_companion.core.terms import Site


@dataclass(frozen=True, slots=True)
class Version:
    """A program version and the days on which it counted."""

    program_id: str
    version: int
    sha256: str
    title: str
    """Empty when the stored file no longer matches its hash."""
    first_day: date
    last_day: date | None
    """None: still in force."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How an alert was ended (clinical-spec 7.5)."""

    method: str
    cleared_by: str
    role: str
    licence_no: str
    decided_on: date
    note: str
    conditions: str
    at_utc: datetime


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert with everything that followed."""

    alert: OpenAlert
    question: str
    """As the catalogue asks it; empty for a rule the program worked out."""
    answer: str
    """In words: "answered yes", "answered yes, then changed at 09:14" (SI-15)."""
    acknowledgements: tuple[tuple[When, Ack], ...]
    help_answers: tuple[tuple[When, HelpRecord], ...]
    """What was said to "Did you get help?" (SI-13)."""
    assessments: tuple[tuple[When, AssessmentRecord], ...]
    """Medical assessments as the patient told them (clinical-spec 7.5)."""
    ending: Ending | None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session with the version it was done under."""

    session: StoredSession
    version: int
    names: Mapping[str, str]
    """Exercise names by id, as that version has them."""


@dataclass(frozen=True, slots=True)
class PainRow:
    """One pain score."""

    when: When
    session_id: int | None
    record: PainRecord


@dataclass(frozen=True, slots=True)
class Morning:
    """The morning after a day with a session."""

    session_day: date
    scores: Mapping[Site, int | None]
    """A site without a score: asked and not given, or never asked."""
    outcome: str
    """The worst over the sites; UNKNOWN counts as no good morning (H-21)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days off, both included."""

    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class Level:
    """The level a site's trend is measured against (decisions C5)."""

    site: Site
    recorded: float | None
    """By the therapist."""
    measured: float | None
    """From the first scores; None while there are too few."""
    since: date


@dataclass(frozen=True, slots=True)
class StepUpRow:
    """How one exercise of the plan stands to its next step (clinical-spec 2.4)."""

    item_id: str
    name: str
    written: bool
    """A next step is written for it."""
    ready_for_review: bool
    """Every criterion is met, and the patient may not step up by themselves."""
    missing: tuple[Missing, ...]
    """The criteria that are not met, or not known to be met."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The state of the hash chain over all safety records (decisions E4)."""

    position: int
    row_hash: str
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything a report shows of one span of days."""

    generated: When
    first_day: date
    last_day: date
    store_kind: StoreKind
    patient_id: str
    patient_name: str
    versions: tuple[Version, ...]
    alerts: tuple[AlertRow, ...]
    """Those raised within the days, and those that are still open."""
    noticed: tuple[Noticed, ...]
    """What the computed rules notice on the last day, told or not; unknown is said."""
    levels: tuple[Level, ...]
    adherence: Adherence
    steps: tuple[StepUpRow, ...]
    """The exercises of the last day's phase, in the therapist's order."""
    sessions: tuple[SessionRow, ...]
    sites: tuple[Site, ...]
    pain: tuple[PainRow, ...]
    mornings: tuple[Morning, ...]
    walks: tuple[tuple[When, WalkRecord], ...]
    activities: tuple[tuple[When, ActivityRecord], ...]
    medicine: tuple[tuple[When, MedicineRecord], ...]
    obstacles: tuple[tuple[When, ObstacleRecord], ...]
    """What got in the way, where little was done (rule TR-7)."""
    check_ins: tuple[tuple[When, CheckInRecord], ...]
    """Questions of the plan that were asked, those left out included."""
    pauses: tuple[Pause, ...]
    flares: tuple[tuple[When, str, str], ...]
    """When, "start" or "end", and whose word it was."""
    talks: tuple[tuple[When, TalkRecord], ...]
    checks: tuple[StoredCheck, ...]
    decisions: tuple[tuple[When, Decision], ...]
    """What was shown as possible, and why."""
    crises: tuple[tuple[When, CrisisAnswer, tuple[str, ...]], ...]
    """Answers to the question about danger: in a section of their own (clinical-spec 1.6)."""
    chain: Chain
