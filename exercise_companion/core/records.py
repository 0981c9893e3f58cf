"""What happened, as it is kept: one frozen type per kind of record in the journal.

The store adds to every record when it happened (UTC, local day, zone) and under which program
version. Targets stand beside what was done; nothing here is ever changed, a correction is a new
record that points back (decisions E4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from exercise_companion.core.walk_records import LegReport, WalkMark

if TYPE_CHECKING:
    from datetime import date, datetime

    from exercise_companion.core.terms import (
        Action,
        Answer,
        Moment,
        PerformedSide,
        Site,
        Tier,
        VariantKind,
    )

StoreKind = Literal["real", "demo", "test"]
"""Fixed when a store is made (decisions D6, D8)."""

CheckPurpose = Literal[
    "daily",
    "wrong",
    "stop",
    "hard_stop",
    "after",
    "high_pain",
    "worked_out",
    "flare",
    "mistake",
    "left_open",
]
"""Why the safety questions are asked: before a session; the patient pressed `!`; stopped by the
patient (PR-07); stopped by pain (PR-02a); something new at the end; pain too high to start; a rule
the program works out itself (TR, NC, PR-09); a flare-up (FL-1); an answer by mistake (SI-14);
a follow-up that an earlier check left open (decisions A9)."""

CheckEnd = Literal["complete", "emergency", "abandoned"]

ItemOutcome = Literal["done", "partly", "skipped", "stopped_by_pain"]

SkipReason = Literal[
    "pain", "tired", "no_time", "unclear", "equipment", "not_today", "advice", "unwell", "stopped"
]
"""`unwell`, `stopped`: it was left when the patient stopped the session, and said so, or gave
another reason."""

StopReason = Literal["pain", "tired", "no_time", "unwell", "other"]
"""What the patient said on stopping a session (rule PR-07)."""

SessionEnd = Literal[
    "complete", "left_early", "stopped_by_pain", "stopped_by_flag", "stopped_by_patient", "closed"
]
"""`closed`: it was open when a new exercise day, program or lock began (decisions E5)."""

SessionSource = Literal["guided", "late", "paper"]

CountedBy = Literal["patient", "clock"]
"""Who said that a set was done. In a session that goes by itself the clock counted it, and nobody
said so: a report tells the two apart (H-10)."""

Ack = Literal["calling", "helped", "cannot_call", "seen", "mistake"]
"""What the patient chose on an advice screen (SI-10)."""

GotHelp = Literal["yes", "not_yet", "no"]
"""Did you get help? (SI-13)."""

CodeOutcome = Literal["accepted", "wrong", "pause"]
"""What came of a clearance code that was typed. `pause`: after too many wrong ones no code is
taken for a while (clinical-spec 7.5)."""


@dataclass(frozen=True, slots=True)
class When:
    """A moment, as stored with every record."""

    utc: datetime
    """Aware, UTC."""
    local_day: date
    """The exercise day, 04:00 to 04:00 local (decisions D7)."""
    zone: str
    """IANA name or a fixed offset such as `UTC+01:00`."""


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One answer to one question of a safety check."""

    question_id: str
    """A topic id, a flag id, a flag id with its follow-up, "REPEAT" or "NEW"."""
    attempt: int
    """1, or 2 when asked again (decisions A6, B)."""
    value: Answer
    dwell_ms: int | None
    """From the question's appearance to the answer; None when not measured."""


@dataclass(frozen=True, slots=True)
class AlertRecord:
    """A finding the patient is told about, as it is raised."""

    flag_id: str
    """A catalogue flag, or a rule id for one the program worked out (PR-01a)."""
    rules: tuple[str, ...]
    tier: Tier
    action: Action
    numbers: str = ""
    """The figures that fired, in words; empty for an answered question."""


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """An alert that no clearance has ended."""

    id: int
    event_id: str
    """The name a clearance uses for it."""
    alert: AlertRecord
    raised: When
    acknowledged: Ack | None
    """The last choice on its advice screen; None while it has not been seen."""
    contact_recorded_on: date | None
    """The day the patient recorded a talk about a CONTACT alert."""


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One exercise of a session: what the prescription asks of it today."""

    position: int
    """From 1."""
    item_id: str
    exercise_id: str
    variant: VariantKind


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One performed set: the target beside what was done. Seconds are of work, not of rest."""

    item_id: str
    exercise_id: str
    variant: VariantKind
    set_number: int
    side: PerformedSide
    target_reps: int | None
    done_reps: int | None
    target_seconds: int | None
    """Per hold for a hold dose; of the whole set for a timed one."""
    done_seconds: int | None
    target_load_kg: float | None
    done_load_kg: float | None
    target_metres: int | None = None
    done_metres: int | None = None
    simulated: bool = False
    """True when the waiting was skipped on a demonstration or test store (decisions D8)."""
    counted_by: CountedBy = "patient"
    done_left_reps: int | None = None
    """Of a set whose sides alternate, those on the left; `done_reps` is what both sides reached.
    None of any other set, and of those from before the sides were counted apart (H-13)."""
    done_right_reps: int | None = None


@dataclass(frozen=True, slots=True)
class PainRecord:
    """One pain score at one site, 0-10, or None when it was asked and not given."""

    moment: Moment
    site: Site
    score: int | None
    item_id: str | None = None
    """The exercise it belongs to, for `during`."""
    no_more_than_before: bool = False
    """The one-key answer: the score is then the session's score before (decisions C4)."""
    outcome: str = ""
    """What rule PR-01/02 or the morning rule made of it, with all sites taken together."""


@dataclass(frozen=True, slots=True)
class ItemEndRecord:
    """How one exercise of a session ended."""

    item_id: str
    outcome: ItemOutcome
    reason: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class VariantRecord:
    """From here on the item is done in another authored version."""

    item_id: str
    variant: VariantKind
    rule: str
    """"chosen" by the patient, or the rule that asked for it."""


@dataclass(frozen=True, slots=True)
class SensationRecord:
    """New numbness, tingling, electric or shooting feeling in an exercise (rule PR-05)."""

    item_id: str
    ask_again_utc: datetime


@dataclass(frozen=True, slots=True)
class ItemEffortRecord:
    """How hard one exercise was, 0-10 (CR10), where the therapist wrote how hard it should be."""

    item_id: str
    effort: int | None
    """None: asked and not given."""


SessionEvent = (
    SetRecord
    | PainRecord
    | ItemEndRecord
    | VariantRecord
    | SensationRecord
    | ItemEffortRecord
    | WalkMark
    | LegReport
)
"""What a session in progress is rebuilt from, in the order it happened."""


@dataclass(frozen=True, slots=True)
class SessionEndRecord:
    """How a session ended."""

    end: SessionEnd
    reason: StopReason | Literal[""] = ""
    """What the patient said on stopping it; empty where it was not stopped so."""
    effort: int | None = None
    """0-10 (CR10), asked after the session; None when not given."""
    amber: bool = False
    """Rule PR-06: pain after is 3 or more above pain before at a site."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as read back, whole."""

    id: int
    started: When
    source: SessionSource
    slot: str
    program_sha256: str
    check_id: int | None
    planned: tuple[PlannedItem, ...]
    events: tuple[SessionEvent, ...]
    ended: SessionEndRecord | None
    ended_at: When | None
    helper: bool = False


@dataclass(frozen=True, slots=True)
class StoredCheck:
    """A safety check as read back."""

    id: int
    purpose: CheckPurpose
    started: When
    plan: str
    """What was planned to be asked, as `screening_plan.Plan.encode()` wrote it."""
    program_sha256: str
    session_id: int | None
    answers: tuple[AnswerRecord, ...]
    ended: CheckEnd | None
    ended_at: When | None
    answered_utc: tuple[datetime, ...] = ()
    """When each of the answers was given."""
    positions: tuple[int, ...] = ()
    """Where its beginning, then each answer, stands in the record, whatever the clock said."""
    rules_version: str = ""
    """Of the questions and the rules it was made by (H-28)."""


@dataclass(frozen=True, slots=True)
class TalkRecord:
    """The patient's own record of a talk with a clinician (clinical-spec 7.5, A15, A16)."""

    who: str
    role: str
    on: date
    said: str
    alert_ids: tuple[int, ...] = field(default=())
    review_date: date | None = None
    """The review this talk was, when it was one."""


WalkMode = Literal["outdoor_walk", "treadmill", "bike", "other"]

WalkStop = Literal["leg_symptoms", "back", "breath", "tired", "done", "other"]

WalkSupport = Literal["none", "stick", "poles", "walker", "trolley"]

LegSymptom = Literal["pain", "heavy", "numb", "tingle", "weak"]

LegSide = Literal["left", "right", "both"]

ReliefAction = Literal["sat", "bent_forward", "lay_down", "stood_still", "none"]

LegsKnown = Literal["felt", "not_said"]
"""They felt it, at a minute nobody remembers; or whether they felt it was not said."""


@dataclass(frozen=True, slots=True)
class HelpRecord:
    """The answer to "Did you get help?", a day or more after a serious alert (SI-13)."""

    event_ids: tuple[str, ...]
    """Of the alerts it is about."""
    answer: GotHelp
    seen_by: str
    """Who saw the patient; empty unless the answer is yes."""


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """A medical assessment as the patient tells it: one of the two steps of M+T (7.5)."""

    event_ids: tuple[str, ...]
    """Of the alerts that were open when it was recorded."""
    place: str
    """Where, and by whom."""
    seen_on: date
    outcome: str
    """What they said, in the patient's words."""


@dataclass(frozen=True, slots=True)
class CodeTry:
    """One clearance code that was typed, or the rest after too many wrong ones."""

    outcome: CodeOutcome
    when: When


@dataclass(frozen=True, slots=True)
class WalkRecord:
    """A walk or ride, in a session or outside one (clinical-spec 2.6). None: not given."""

    mode: WalkMode
    minutes_total: float | None
    minutes_to_first_symptom: float | None
    """None: no leg symptom, unless `legs` says otherwise."""
    bouts: int | None
    leg_pain_max: int | None
    stop_reason: WalkStop | None
    support: WalkSupport | None = None
    symptom: LegSymptom | None = None
    """What the legs felt most."""
    side: LegSide | None = None
    relief_action: ReliefAction | None = None
    """What eased it."""
    minutes_to_relief: float | None = None
    still_there: bool = False
    """The symptom had not eased when the walk was entered."""
    in_calf: bool | None = None
    gave_way: bool | None = False
    """A leg gave way on the walk (rule NC-5)."""
    distance_metres: float | None = None
    session_id: int | None = None
    """The session it is a part of; None outside one."""
    item_id: str | None = None
    """The exercise of that session."""
    timed: bool = False
    """The program timed it; otherwise it is as the patient measured it."""
    legs: LegsKnown | None = None
    """What the minutes to the first symptom cannot say of the legs."""


@dataclass(frozen=True, slots=True)
class ActivityRecord:
    """How well one activity of the patient's goals went: 0 cannot, 10 as before (5.1)."""

    goal_id: str
    score: int


@dataclass(frozen=True, slots=True)
class MedicineRecord:
    """On how many of the last 14 days medicine for bad pain was taken (clinical-spec 5.1)."""

    days_of_14: int
    strong_days_of_14: int | None = None
    """Those with a strong one; None when not given."""
