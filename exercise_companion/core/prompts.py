"""What the patient is asked next, and how it is answered: the one list both interfaces use.

A reply is one of those the prompt's docstring names; all it changes is on disk before the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core.check_ins import AnswerLastAgain, AskCheckIn, AskTomorrow, CheckedIn
from exercise_companion.core.clearing_prompts import (
    AskHelp,
    Assessed,
    CodeTyped,
    ConfirmMistake,
    HelpAnswered,
    MistakeTyped,
    Told,
    TookBack,
)
from exercise_companion.core.crisis_prompts import AskCrisis, CrisisAnswered, ShowCrisis
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.going_on import AskGoOn
from exercise_companion.core.new_version import WhatIsNew
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.obstacles import AskObstacle, HeldBack
from exercise_companion.core.rules_version import RulesChanged
from exercise_companion.core.walk_prompts import WalkPrompt, WalkReply
from exercise_companion.core.whereabouts import AskWhereabouts, IsIn

if TYPE_CHECKING:
    from datetime import datetime

    from exercise_companion.core.advice import Advice
    from exercise_companion.core.clearing_prompts import WayOut
    from exercise_companion.core.dose import SetTarget, Step
    from exercise_companion.core.dose_words import Units
    from exercise_companion.core.records import Ack, SkipReason, StopReason
    from exercise_companion.core.screening import Question
    from exercise_companion.core.short_time import ShortChoice
    from exercise_companion.core.terms import Answer, Moment, Site
    from exercise_companion.core.views import DecisionView, ItemView, SummaryView

# --- replies ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Go:
    """Go on: the notice was read, the session begins, the exercise starts."""

    helper: bool = False
    """At a decision: somebody is typing for the patient (decisions D10)."""
    minutes: int | None = None
    """At a decision: there is no more time than this (`core.short_time`); None: for all of it."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Back to Today. What was answered is kept, and what was done of what ran (as in Hurts)."""

    scores: tuple[tuple[Site, int], ...] = ()
    """Pain scores given before leaving, at an AskPain before a session: they are kept too."""
    did: DidSet | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """`!`, or another page, comes between: what is confirmed or done is kept (as in Hurts)."""

    scores: tuple[tuple[Site, int], ...] = ()
    """Pain scores confirmed so far, at an AskPain before a session."""
    did: DidSet | None = None
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a closed question."""

    value: Answer
    dwell_ms: int | None = None
    """Time from the question's appearance; None when it was not measured."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What the patient chose on an advice screen."""

    ack: Ack


@dataclass(frozen=True, slots=True)
class Scored:
    """Pain scores 0-10 per site, "no more than before", or none given."""

    scores: tuple[tuple[Site, int], ...] = ()
    no_more_than_before: bool = False
    new_sensation: bool = False
    """New numbness, tingling, electric or shooting feeling (rule PR-05)."""
    not_given: bool = False
    """Asked in a session that goes by itself, and nobody answered (decisions C4)."""


@dataclass(frozen=True, slots=True)
class DidSet:
    """A set was done; None means as much as the target asks."""

    reps: int | None = None
    seconds: int | None = None
    load_kg: float | None = None
    metres: int | None = None
    waits_skipped: bool = False
    """The waiting was skipped (only on demonstration and test stores, decisions D8)."""
    by_clock: bool = False
    """The clock counted it in a session that goes by itself; the patient said nothing."""
    left_reps: int | None = None
    """Where the sides alternate, those on the left; None: as many as `reps` says of both."""
    right_reps: int | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave this exercise out today, or what is left of it."""

    reason: SkipReason
    did: DidSet | None = None
    """What was done of a set that ran: it is kept; None where none ran."""


@dataclass(frozen=True, slots=True)
class UseEasier:
    """Do the easier version the therapist wrote, for what is left."""

    did: DidSet | None = None
    """What was done of a set that ran: it is kept and not begun anew; None where none ran."""


@dataclass(frozen=True, slots=True)
class Hurts:
    """It hurts: ask for the pain now. Seconds: how far a bout that runs has come."""

    seconds: int | None = None
    did: DidSet | None = None
    """What was done of a set that ran: it is kept and not begun anew; None where none ran."""


@dataclass(frozen=True, slots=True)
class Back:
    """Back to the instructions of this exercise."""

    did: DidSet | None = None
    """What was done of a set that ran: it is kept and not begun anew; None where none did."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Stop the session (rule PR-07). Seconds: how far a bout that runs has come."""

    seconds: int | None = None
    did: DidSet | None = None
    """What was done of a set that ran; None where none did."""


@dataclass(frozen=True, slots=True)
class StoppedBecause:
    """Why the patient stopped."""

    reason: StopReason


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it was, 0-10 (CR10); None when not given."""

    score: int | None


@dataclass(frozen=True, slots=True)
class Talked:
    """The patient's own record of a talk that may end a hold (clinical-spec 7.5)."""

    who: str
    role: str
    said: str
    """At least ten characters."""


Reply = (
    Go | Leave | Answered | Acknowledged | Scored | DidSet | Skip | UseEasier | StepUp | StepBack
    | Hurts | Back | Stop | StoppedBecause | Effort | Talked | CrisisAnswered | Assessed | CodeTyped
    | TookBack | MistakeTyped | HelpAnswered | HeldBack | IsFlare | IsIn | SetAside
    | WalkReply | CheckedIn | AskTomorrow | AnswerLastAgain
)  # fmt: skip

CutsShort = Back | Hurts | Leave | SetAside | Skip | Stop | UseEasier
"""Replies to a set that come while it runs, and keep what was done of it."""


# --- prompts ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskSafety:
    """One safety question. Replies: Answered, Leave."""

    question: Question
    number: int
    """Which topic, from 1."""
    of: int
    topics: tuple[tuple[str, str], ...]
    """Every topic of this check: title and answer so far ("No", "Yes", "Not sure", "")."""
    purpose: str
    """One line: why these questions are asked now."""
    serious: str
    """A line to show when an earlier answer needs a call today; else empty."""
    sign: str = ""
    """"sign 2 of 6" while the signs of a topic are asked one by one; else empty."""


@dataclass(frozen=True, slots=True)
class ShowAdvice:
    """Whom to contact and what to say. Reply: Acknowledged."""

    advice: Advice
    saved: bool
    """False: it could not be written to disk, and the screen says so (decisions A17)."""
    alert_ids: tuple[int, ...] = ()
    """The alerts it is about; what the patient chooses is kept with these."""
    help_lines: tuple[str, ...] = ()
    """What to do when the patient cannot call (SI-11); shown after that choice."""


@dataclass(frozen=True, slots=True)
class SiteAsked:
    """A site whose pain is asked."""

    site: Site
    label: str
    """"Back", "Left leg"."""
    before: int | None
    """The last score at this site in this session; None when there is none."""


@dataclass(frozen=True, slots=True)
class AskPain:
    """Pain 0-10 per site. Replies: Scored, and before a session Leave and SetAside."""

    moment: Moment
    sites: tuple[SiteAsked, ...]
    about: str
    """What the score is about: "now", "when you got up this morning", an exercise's name."""
    may_skip: bool
    may_say_no_more: bool
    """Offer "no more than before" as one key (decisions C4)."""
    may_report_sensation: bool
    """Offer "new numbness, tingling or a shooting feeling" (rule PR-05)."""
    may_wait: bool = False
    """In a session that goes by itself silence is kept as "not given" (decisions C4)."""
    given: tuple[tuple[Site, int], ...] = ()
    """What was confirmed of the first places before the page was set aside."""


@dataclass(frozen=True, slots=True)
class AskSettled:
    """Has it gone after a rest? (rules PR-05, C-13) Replies: Answered (yes = gone), Leave."""

    title: str
    """What to do: "Sit and rest"."""
    lines: tuple[str, ...]
    question: str
    about: str
    """The exercise it happened in, or what it is about; may be empty."""
    ask_from: datetime
    """UTC. Before it the patient rests; "no" may be said at any time."""
    handed_out: datetime
    """UTC, by the companion's clock: what the count-down starts from."""
    asked: Question | None = None
    """The question of the safety check it belongs to; None for a feeling in an exercise."""


@dataclass(frozen=True, slots=True)
class ShowDecision:
    """What may happen now and why.

    Replies: Go when it may begin, Leave; Talked, Assessed, CodeTyped and TookBack when offered.
    """

    decision: DecisionView
    items: tuple[ItemView, ...]
    minutes: int
    contacts: tuple[tuple[str, str], ...]
    """Role and name, and phone, of whom to ask when exercise is locked or held."""
    may_begin: bool
    may_record_talk: bool
    """A talk typed in by the patient would end this hold, or is what is waited for (A8)."""
    way_out: WayOut | None = None
    """How a lock or hold ends; None where nothing is locked or held."""
    short: tuple[ShortChoice, ...] = ()
    """What can be done in less time, shortest first; empty where it would make no difference."""
    alert_ids: tuple[int, ...] = ()
    """The alerts that were open when it was shown: a talk recorded here is about these."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the session stands."""

    position: int
    """Exercise n, from 1."""
    of: int
    minutes_left: int


@dataclass(frozen=True, slots=True)
class ShowIntro:
    """An exercise before it starts. Replies: Go, Skip, UseEasier, StepUp, StepBack, Hurts, Stop."""

    item: ItemView
    place: Place
    sets_done: int
    """Above 0 where the exercise was begun, and left or interrupted."""
    sets: int
    left: str = ""
    """What follows, in words, where a change of version left fewer sets than its dose says."""


@dataclass(frozen=True, slots=True)
class DoSet:
    """One set to do. Replies: DidSet, Hurts, Skip, UseEasier, Back, Stop."""

    item: ItemView
    place: Place
    target: SetTarget
    steps: tuple[Step, ...]
    """The player's time for this set, the rest before it included."""
    next_name: str
    """The exercise after this one; empty at the last."""
    is_last: bool = False
    """The last set of this exercise."""
    units: Units = "metric"
    """How a weight is shown; it is recorded in kg."""


@dataclass(frozen=True, slots=True)
class ShowNotice:
    """A rule spoke: what to do. Replies: Go; UseEasier and Hurts when they are offered."""

    title: str
    lines: tuple[str, ...]
    because: str
    """The rule and the numbers: "Leg 7, your limit is 6 (rule PR-02b)."."""
    offers_easier: bool
    may_hurt: bool = False
    """The session goes on: it can be said at any time that it hurts."""


@dataclass(frozen=True, slots=True)
class AskStopReason:
    """Why did you stop? Replies: StoppedBecause, Back (it was not meant: the session goes on)."""


@dataclass(frozen=True, slots=True)
class AskEffort:
    """How hard was it, 0-10? Reply: Effort."""


@dataclass(frozen=True, slots=True)
class AskItemEffort:
    """How hard was this exercise, 0-10? Replies: Effort, and Hurts while exercises are left.

    Asked where the therapist wrote how hard it should be; nothing follows by itself.
    """

    name: str
    planned: str
    """What the plan says: "Your plan says 3 to 4."."""
    may_hurt: bool = False
    """Another exercise follows: it can be said at any time that it hurts."""


@dataclass(frozen=True, slots=True)
class AskAnythingNew:
    """Did anything new or worrying start during this session? Reply: Answered."""


@dataclass(frozen=True, slots=True)
class ShowSummary:
    """The end of a session. Reply: Go."""

    summary: SummaryView


Prompt = (
    AskSafety | ShowAdvice | AskCrisis | ShowCrisis | AskPain | AskSettled | ShowDecision
    | ShowIntro | DoSet | ShowNotice | AskStopReason | AskEffort | AskItemEffort | AskAnythingNew
    | ShowSummary | ConfirmMistake | AskHelp | Told | AskObstacle | AskFlare | AskGoOn
    | AskWhereabouts | WhatIsNew | RulesChanged | WalkPrompt | AskCheckIn
)  # fmt: skip
