"""The prescription: one version of one therapist's program for one patient.

The shape follows clinical-spec 2.8 and 3, program-format and decisions D1-D3, D6. The models say
what each field may hold; rules that look at several fields together (V-04 ... V-29) are in
`core.checks`. Field order is the order in which a therapist reads the file.

Text is data: no model here ever treats it as markup.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time, timedelta
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo
from pydantic.json_schema import WithJsonSchema

from exercise_companion.core.phone_numbers import LONGEST_PHONE, PHONE_PATTERN
from exercise_companion.core.slot_words import Slot
from exercise_companion.core.terms import (
    ExerciseCategory,
    ExercisePosition,
    HelperNeeded,
    RiskCode,
    Side,
    Site,
    VariantKind,
)

SCHEMA_MAJOR: Final = 1
"""The major version of `schema_version` this installation understands (V-01)."""

DAY_OFFSET: Final = re.compile(r"[+-]\d{1,3}d", re.ASCII)
"""How a demonstration program writes a date: days counted from the day it is loaded, `+42d`."""

ISO_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

CLOCK_TIME: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _resolve_day(value: object, info: ValidationInfo) -> object:
    """Turn `2026-11-22`, or a demonstration program's day offset (decisions D6), into a date.

    Anything else is passed on to the date type, which refuses what is not a date.
    """
    if not isinstance(value, str):
        return value if isinstance(value, date) else "not a date"
    anchor = (info.context or {}).get("anchor")
    if isinstance(anchor, date) and DAY_OFFSET.fullmatch(value):
        return anchor + timedelta(days=int(value[:-1]))
    if ISO_DATE.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value


def _resolve_time(value: object) -> object:
    """Turn `08:30` into a time; refuse seconds, zones and anything else in the date type."""
    if isinstance(value, str) and CLOCK_TIME.fullmatch(value):
        return time.fromisoformat(value)
    return "not a time of day" if isinstance(value, str) else value


Day = Annotated[
    date,
    BeforeValidator(_resolve_day),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(\d{4}-\d{2}-\d{2}|[+-]\d{1,3}d)$",
            "description": "A date, 2026-11-22. Only in a demonstration: days from loading, +42d.",
        },
    ),
]
TimeOfDay = Annotated[
    time,
    BeforeValidator(_resolve_time),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}),
]

Slug = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
ShortName = Annotated[str, Field(min_length=1, max_length=40, pattern=r"\S")]
PersonName = Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]
Line = Annotated[str, Field(min_length=1, max_length=140, pattern=r"\S")]
Sentence = Annotated[str, Field(min_length=1, max_length=400, pattern=r"\S")]
Paragraph = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
Phone = Annotated[str, Field(pattern=PHONE_PATTERN, max_length=LONGEST_PHONE)]
Score = Annotated[int, Field(ge=0, le=10)]
BaselineScore = Annotated[float, Field(ge=0, le=10, multiple_of=0.5)]
Uuid = Annotated[
    str,
    Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"),
]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
RiskAnswer = Literal["yes", "no", "not_recorded"]
LastDay = Day | Literal["no"] | None
"""When it last happened; "no": not at all, or too long ago to count; None: not recorded."""


class Part(BaseModel):
    """What every part of a prescription has in common: strict, closed, never changed."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        allow_inf_nan=False,
        populate_by_name=True,
        use_attribute_docstrings=True,
    )

    comment: Paragraph | None = Field(default=None, alias="$comment")
    """A remark for whoever reads the file. Never shown to the patient."""


# --- dose -------------------------------------------------------------------------------------


class Tempo(Part):
    """How fast one repetition goes, in seconds."""

    out_seconds: float = Field(ge=0.5, le=30)
    hold_seconds: float = Field(default=0, ge=0, le=30)
    back_seconds: float = Field(ge=0.5, le=30)


class Load(Part):
    """What is moved besides the body. A weight is always in kilograms (V-15)."""

    type: Literal["none", "bodyweight", "band", "weight"] = "none"
    load_kg: float | None = Field(default=None, gt=0, le=200)
    label: ShortName | None = None
    """Words the patient knows it by: "red band", "two soup tins"."""


class Intensity(Part):
    """How hard it is meant to feel on the 0-10 effort scale (CR10)."""

    scale: Literal["CR10"] = "CR10"
    target: tuple[Score, Score]


Reps = Annotated[int, Field(ge=1, le=50)]
RepsRange = Annotated[tuple[Reps, Reps], Field(description="From lower to upper; counts upper.")]
Seconds = Annotated[int, Field(ge=1, le=3600)]


class _DoseBase(Part):
    side: Side
    """Required: each side gets its full time."""
    sets: int = Field(ge=1, le=10)
    rest_seconds: int = Field(default=0, ge=0, le=300)
    """Rest between sets (and between sides)."""
    load: Load | None = None
    intensity: Intensity | None = None


class RepsDose(_DoseBase):
    """Sets of repetitions, counted at a tempo."""

    type: Literal["reps"]
    reps: Reps | RepsRange
    tempo: Tempo | None = None


class HoldDose(_DoseBase):
    """Sets of repetitions, each held: sets x reps x hold_seconds."""

    type: Literal["hold"]
    reps: Reps | RepsRange
    hold_seconds: int = Field(ge=1, le=120)
    release_seconds: int = Field(default=3, ge=0, le=60)
    """Time to let go between two holds."""


class DurationDose(_DoseBase):
    """Timed work: a stretch, a walk, a ride. For aerobic work a set is a bout."""

    type: Literal["duration"]
    duration_seconds: Seconds | Annotated[tuple[Seconds, Seconds], Field()]
    mode: Literal["walk", "treadmill", "bike", "other"] | None = None
    """Set for aerobic work; a walk is logged with its leg symptoms."""
    max_bouts: int | None = Field(default=None, ge=1, le=10)
    """At most this many bouts when symptoms interrupt one (rule NC-1)."""
    pause_on_leg_symptoms: bool = True
    """Rule NC-1: sit and bend forward until it eases, then go on. Sit back where a risk fact
    speaks against bending. False only where the therapist wrote that a score alone does not pause
    this walk."""
    weekly_minutes_target: int | None = Field(default=None, ge=1, le=600)
    support: ShortName | None = None
    surface: ShortName | None = None


class DistanceDose(_DoseBase):
    """Work measured by distance; the expected time is the therapist's estimate."""

    type: Literal["distance"]
    distance_metres: int = Field(ge=1, le=20_000)
    expected_seconds: Seconds
    mode: Literal["walk", "treadmill", "bike", "other"] | None = None


Dose = Annotated[
    RepsDose | HoldDose | DurationDose | DistanceDose,
    Field(discriminator="type"),
]


# --- exercise and item --------------------------------------------------------------------------


class Media(Part):
    """How the exercise is pictured. The words always exist (for speech and braille)."""

    alt_text: Sentence
    """Start, movement and end in plain words."""
    figure: Slug | None = None
    """A figure of the library."""


class Exercise(Part):
    """One movement: what it is and how it is done. The dose is in the item."""

    id: Slug
    name: ShortName
    category: ExerciseCategory
    purpose: Line
    position: ExercisePosition
    setup: Line
    steps: tuple[Line, ...] = Field(min_length=2, max_length=8)
    cues: tuple[Line, ...] = Field(default=(), max_length=4)
    common_mistakes: tuple[Line, ...] = Field(default=(), max_length=4)
    watch_for: tuple[Line, ...] = Field(default=(), max_length=4)
    stop_signs: tuple[Line, ...] = Field(min_length=1, max_length=6)
    equipment: tuple[ShortName, ...] = Field(default=(), max_length=6)
    space: Line | None = None
    support_needed: Line | None = None
    helper_needed: HelperNeeded = "none"
    contraindications: tuple[RiskCode, ...] = Field(default=(), max_length=12)
    media: Media
    evidence_ref: Slug | None = None


class Frequency(Part):
    """On which days, and how often a day. With none of the three day rules: every day (V-26)."""

    days: tuple[Weekday, ...] | None = Field(default=None, min_length=1, max_length=7)
    days_per_week: int | None = Field(default=None, ge=1, le=7)
    every_n_days: int | None = Field(default=None, ge=2, le=14)
    times_per_day: int = Field(default=1, ge=1, le=6)
    slots: tuple[Slot, ...] = Field(default=(), max_length=4)
    min_hours_between: float | None = Field(default=None, ge=0.5, le=24)


class Variant(Part):
    """Another way to do an item, written in full by the therapist: never worked out (H-17)."""

    instruction: Line
    exercise: Slug | None = None
    """Another exercise of this program; without it, the item's own."""
    dose: Dose
    criteria: Line | None = None
    authored_by: PersonName | None = None


class Item(Part):
    """An exercise with its dose and days inside one phase."""

    id: Slug
    exercise: Slug
    dose: Dose
    when: Frequency = Frequency()
    priority: int = Field(default=2, ge=1, le=3)
    """1 comes first when time is short."""
    note: Line | None = None
    pain_limit: int | None = Field(default=None, ge=0, le=7)
    """This item's own pain limit, 0-10; replaces the worked-out one (never above the cap)."""
    ask_each_set: bool = False
    modify_down: Variant | None = None
    """The easier version."""
    modify_up: Variant | None = None
    """The next step; offered only under `progression`."""
    flare_safe: bool = False
    flare_dose: Dose | None = None
    """What is done of it in a flare-up, and nothing else of it (rule FL-2)."""
    clash_accepted_reason: Sentence | None = None
    """Why a contraindication that meets a risk fact is accepted (V-18)."""

    def version(self, variant: VariantKind) -> Variant | None:
        """The other way that is meant; None for as written, and where none was written."""
        match variant:
            case "easier":
                return self.modify_down
            case "harder":
                return self.modify_up
            case "as_written" | "flare":
                return None

    def dose_of(self, variant: VariantKind) -> Dose:
        """The dose the therapist wrote for that version (H-17)."""
        if variant == "flare" and self.flare_dose is not None:
            return self.flare_dose
        other = self.version(variant)
        return self.dose if other is None else other.dose

    def exercise_of(self, variant: VariantKind) -> str:
        """Id of the exercise that version does."""
        other = self.version(variant)
        return self.exercise if other is None or other.exercise is None else other.exercise


class Phase(Part):
    """A stretch of the program. It starts on a date the therapist set, never by promotion."""

    id: Slug
    title: ShortName
    aim: Line
    starts_on: Day
    ends_on: Day
    exit_criteria: Line | None = None
    items: tuple[Item, ...] = Field(min_length=1, max_length=30)


# --- people, contacts, dates --------------------------------------------------------------------


class Patient(Part):
    """Whom the prescription is for. Compared with what the patient types (H-01)."""

    patient_id: Slug
    display_name: PersonName
    birth_date: Day


class Prescriber(Part):
    """Who wrote it."""

    name: PersonName
    profession: ShortName
    regulator: PersonName
    licence_no: ShortName
    clinic: PersonName
    phone: Phone
    signed_on: Day


class OpeningHours(Part):
    """When a line is answered, in the contacts' time zone."""

    days: tuple[Weekday, ...] = Field(min_length=1, max_length=7)
    opens: TimeOfDay
    closes: TimeOfDay


class Contact(Part):
    """Somebody who answers the phone."""

    name: PersonName
    phone: Phone
    hours: tuple[OpeningHours, ...] = Field(default=(), max_length=7)
    """Empty: at any time."""
    tested_on: Day | None = None
    """When the number was last rung and answered (H-09). Patients never see it."""


class Contacts(Part):
    """Whom to call. The emergency number is the region's unless a reason is given (V-09)."""

    therapist: Contact | None = None
    clinic: Contact | None = None
    out_of_hours: Contact | None = None
    surgical_team: Contact | None = None
    crisis: Contact | None = None
    cover: Contact | None = None
    """A colleague who may clear for the therapist (decisions A15)."""
    emergency_number: Phone
    emergency_override_reason: Sentence | None = None
    time_zone: Annotated[str, Field(pattern=r"^[A-Za-z0-9_+/-]{1,40}$")] = "Europe/London"


class Review(Part):
    """A talk with the therapist. The program never says what it will be about."""

    date: Day
    kind: Literal["phone", "visit", "video"]
    label: Line


class Supersedes(Part):
    """The program version this one replaces (V-23, decisions D5)."""

    program_id: Uuid
    version: int = Field(ge=1, le=9999)


class HistoryEntry(Part):
    """What an earlier version changed."""

    version: int = Field(ge=1, le=9999)
    date: Day
    note: Line


# --- facts about the person ---------------------------------------------------------------------


class Risk(Part):
    """Facts that raise a finding. Not recorded counts as yes for escalation (decisions A12)."""

    anticoagulant: RiskAnswer = "not_recorded"
    steroid: RiskAnswer = "not_recorded"
    osteoporosis: RiskAnswer = "not_recorded"
    previous_fracture: RiskAnswer = "not_recorded"
    cancer: RiskAnswer = "not_recorded"
    immunosuppressed: RiskAnswer = "not_recorded"
    diabetes: RiskAnswer = "not_recorded"
    iv_drug_use: RiskAnswer = "not_recorded"
    aaa: RiskAnswer = "not_recorded"
    cardiac: RiskAnswer = "not_recorded"
    falls: RiskAnswer = "not_recorded"
    depression: RiskAnswer = "not_recorded"
    hip_replacement: RiskAnswer = "not_recorded"
    spinal_injection_date: LastDay = None
    """The last one, or "no". Not recorded counts as today, again and again (rules C-14, C-18)."""
    spinal_surgery_date: LastDay = None
    """The same of surgery on the back, also where `post_op` names an operation, which may be
    another; the nearer day counts (rules C-14, C-18)."""


class PostOp(Part):
    """An operation the plan follows. Restrictions are the surgeon's and override everything."""

    active: bool
    procedure: Line
    date: Day
    restrictions: tuple[Line, ...] = Field(default=(), max_length=10)


class Precaution(Part):
    """Something to keep to, shown every day."""

    text: Line
    code: Slug | None = None
    lift_max_kg: float | None = Field(default=None, gt=0, le=200)


class KnownBaseline(Part):
    """A long-standing sign the therapist knows of; the question is still asked."""

    flag_id: Slug
    note: Line
    recorded_on: Day


class ExtraFlag(Part):
    """A warning sign the therapist adds. It can only add or raise (V-20)."""

    id: Slug
    question: Line
    tier: Literal["E-call", "E-go", "U", "S"]
    replaces_tier_of: Slug | None = None
    """A catalogue flag whose tier is raised to `tier`."""
    contact: Literal["emergency", "clinic", "therapist", "surgical_team"] = "clinic"


class Goal(Part):
    """An activity the patient chose, 0 = cannot, 10 = as before."""

    id: Slug
    activity: Line
    start_score: Score
    target_score: Score
    target_date: Day


class EducationCard(Part):
    """Something to read, from the therapist."""

    id: Slug
    title: ShortName
    body: Paragraph
    source: Line
    reviewed_by: PersonName | None = None
    reviewed_on: Day | None = None
    show_in_phase: Slug | None = None


class FlarePlan(Part):
    """What to do in a flare-up (clinical-spec 2.7)."""

    text: Paragraph
    items: tuple[Slug, ...] = Field(default=(), max_length=10)
    """Ids of items; each needs `flare_safe` and a `flare_dose`."""


class Outcome(Part):
    """A measure and how often it is asked (clinical-spec 5)."""

    measure: Literal[
        "activities",
        "walking",
        "analgesic_days",
        "interference",
        "mood",
        "anger",
        "sleep",
        "global_change",
        "phq2",
        "chair_stand",
    ]
    every_days: int = Field(ge=1, le=182)


class CheckIn(Part):
    """A question the therapist wrote."""

    id: Slug
    question: Line
    kind: Literal["score", "choice", "number", "yes_no", "text"]
    choices: tuple[ShortName, ...] = Field(default=(), max_length=8)
    unit: ShortName | None = None
    every_days: int = Field(default=7, ge=1, le=91)


class Clearance(Part):
    """A therapist's record that ends a lock or hold (clinical-spec 7.5)."""

    event_id: Slug
    cleared_by: PersonName
    role: ShortName
    licence_no: ShortName
    date: Day
    note: Line
    skip_items: tuple[Slug, ...] = Field(default=(), max_length=30)
    """Conditions: items to leave out. Conditions can only leave out."""


class Progression(Part):
    """Whether the patient may take an authored step up (clinical-spec 2.4)."""

    patient_may_step_up: bool = False


class SafetyParameters(Part):
    """The numbers of the pain and safety rules; defaults and bounds: clinical-spec 2.8 (V-21)."""

    pain_mode: Literal["relative", "absolute"] = "relative"
    pain_limit: int = Field(default=5, ge=0, le=7)
    green_max: int = Field(default=2, ge=0, le=6)
    delta_reduce: int = Field(default=3, ge=2, le=4)
    exercise_hard: int = Field(default=8, ge=7, le=9)
    hard_cap: int = Field(default=9, ge=7, le=9)
    pre_easy: int = Field(default=6, ge=1, le=8)
    pre_block: int = Field(default=8, ge=6, le=9)
    pre_block_cap: int = Field(default=9, ge=6, le=9)
    limit_cap: int = Field(default=8, ge=5, le=8)
    leg_limit_cap: int = Field(default=6, ge=4, le=7)
    rel_delta: int = Field(default=2, ge=1, le=3)
    stops_per_session: int = Field(default=2, ge=1, le=4)
    stop_sessions: tuple[int, int] = (3, 5)
    red_mornings: tuple[int, int] = (3, 5)
    neuro_settle_min: int = Field(default=15, ge=5, le=30)
    next_amber: int = Field(default=2, ge=1, le=3)
    next_red: int = Field(default=3, ge=2, le=4)
    trend_rise: int = Field(default=2, ge=1, le=3)
    trend_rise_ceiling: int = Field(default=1, ge=1, le=2)
    ceiling_baseline: int = Field(default=7, ge=5, le=9)
    trend_min_median: int = Field(default=3, ge=1, le=5)
    trend_window_days: int = Field(default=14, ge=7, le=28)
    trend_min_values: int = Field(default=4, ge=3, le=10)
    trend_min_days: int = Field(default=3, ge=2, le=7)
    watch_rise: int = Field(default=1, ge=1, le=2)
    slope_per_week: float = Field(default=0.5, ge=0.25, le=1)
    slope_days: int = Field(default=28, ge=14, le=42)
    slope_min_values: int = Field(default=8, ge=6, le=20)
    walk_pause_nprs: int = Field(default=4, ge=1, le=6)
    relief_expected_min: int = Field(default=10, ge=5, le=20)
    relief_alarm_min: int = Field(default=30, ge=15, le=45)
    walk_drop_ratio: float = Field(default=0.7, ge=0.5, le=0.9)
    flare_max_days: int = Field(default=7, ge=2, le=10)
    screen_valid_hours: int = Field(default=6, ge=1, le=8)
    gap_days_full_screen: int = Field(default=7, ge=2, le=14)


class Integrity(Part):
    """Hash over the canonical form of everything but this part (V-19, decisions D3).

    Signed files have all four; what exactly is signed: `signing.signed_bytes`.
    """

    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")] | None = None
    """Ed25519 (RFC 8032), in lower-case hex."""
    key_id: Slug | None = None
    """The fingerprint of the key, as it is read out on the phone."""
    public_key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """The key itself, which a device remembers from the first signed program on."""


# --- the program --------------------------------------------------------------------------------


class _Plan(Part):
    """What a template and a prescription share: everything but the person."""

    json_schema: Annotated[str, Field(max_length=200)] | None = Field(default=None, alias="$schema")
    schema_version: Annotated[str, Field(pattern=r"^\d{1,3}\.\d{1,3}\.\d{1,3}$")]
    demo: bool = False
    """True stamps every screen and binds the file to a demonstration patient (V-22)."""
    title: Annotated[str, Field(min_length=1, max_length=80, pattern=r"\S")]
    locale: Literal["en-GB", "en-US", "en-IE", "en-AU", "en-NZ", "en-CA"] = "en-GB"
    units: Literal["metric", "imperial"] = "metric"
    """How stored SI values are shown."""
    region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    """ISO country of the emergency table. Never guessed (clinical-spec 7.7)."""
    fitness_note: Line | None = None
    safety_parameters: SafetyParameters = SafetyParameters()
    override_reason: dict[Slug, Sentence] = Field(default={}, max_length=40)
    """Why a parameter differs from its default, by parameter name."""
    precautions: tuple[Precaution, ...] = Field(default=(), max_length=10)
    restrictions: tuple[Precaution, ...] = Field(default=(), max_length=10)
    time_budget_minutes: int = Field(ge=5, le=120)
    exercises: tuple[Exercise, ...] = Field(min_length=1, max_length=60)
    """Every exercise used, in full: the library may change, a prescription may not."""
    phases: tuple[Phase, ...] = Field(min_length=1, max_length=8)
    education: tuple[EducationCard, ...] = Field(default=(), max_length=20)
    flare_plan: FlarePlan | None = None
    outcomes: tuple[Outcome, ...] = Field(default=(), max_length=12)
    check_ins: tuple[CheckIn, ...] = Field(default=(), max_length=10)
    progression: Progression = Progression()


class Template(_Plan):
    """A plan with nobody in it. It can never be loaded as treatment."""

    kind: Literal["template"]
    template_id: Slug


class Program(_Plan):
    """One version of a prescription for one patient."""

    kind: Literal["prescription"]
    program_id: Uuid
    version: int = Field(ge=1, le=9999)
    supersedes: Supersedes | None = None
    version_note: Line
    history: tuple[HistoryEntry, ...] = Field(default=(), max_length=100)
    patient: Patient
    prescriber: Prescriber
    second_reviewer: Prescriber | None = None
    diagnosis_label: Line
    """The therapist's words. Shown to the patient only with `share_label`."""
    share_label: bool = False
    contacts: Contacts
    valid_from: Day
    valid_until: Day
    reviews: tuple[Review, ...] = Field(min_length=1, max_length=20)
    review_grace_days: int = Field(default=14, ge=0, le=28)
    risk: Risk = Risk()
    post_op: PostOp | None = None
    baseline_pain: dict[Site, BaselineScore] = Field(min_length=1, max_length=4)
    """Usual resting pain per site, 0-10, as the therapist recorded it. Its sites are asked."""
    high_baseline_reason: Sentence | None = None
    usual_morning: dict[Site, BaselineScore] = Field(default={}, max_length=4)
    pain_sides: dict[Site, Literal["left", "right", "both"]] = Field(default={}, max_length=4)
    known_baseline: tuple[KnownBaseline, ...] = Field(default=(), max_length=20)
    extra_flags: tuple[ExtraFlag, ...] = Field(default=(), max_length=10)
    goals: tuple[Goal, ...] = Field(min_length=1, max_length=5)
    clearances: tuple[Clearance, ...] = Field(default=(), max_length=50)
    clearance_key: Annotated[str, Field(pattern=r"^[A-Z2-7]{32,64}$")] | None = None
    recheck: bool = False
    """True: the first check under this version asks every question one by one."""
    rebaseline: bool = False
    """True: the measured trend starts anew with this version."""
    integrity: Integrity | None = None

    def exercise(self, exercise_id: str) -> Exercise:
        """The exercise of that id.

        Raises:
            KeyError: no such exercise; cannot happen in a checked program (V-17).

        """
        for exercise in self.exercises:
            if exercise.id == exercise_id:
                return exercise
        raise KeyError(exercise_id)

    @property
    def sites(self) -> tuple[Site, ...]:
        """Where pain is asked, in the therapist's order."""
        return tuple(self.baseline_pain)
