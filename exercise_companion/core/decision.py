"""One decision: everything known about today becomes what may happen now, and why.

The order is clinical-spec 7.8: EMERGENCY > URGENT > no valid program > SOON hold > today is over >
questions not yet answered > pain too high > easier versions only > go. The first that applies
decides; every reason is named with its rule and with who set it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.pain import BeforeOutcome, MorningOutcome
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exercise_companion.core.records import CheckPurpose

ProgramState = Literal[
    "valid", "none", "not_started", "expired", "review_overdue", "other_patient", "altered"
]
"""`altered`: the stored prescription no longer matches its hash (H-04)."""

SetBy = Literal["safety", "therapist", "program"]
"""Who set the rule that spoke: the safety rules, the therapist, the program's dates."""


class DecisionKind(StrEnum):
    """What may happen now."""

    GO = "go"
    EASY_ONLY = "easy_only"
    REST_TODAY = "rest_today"
    HELD = "held"
    LOCKED = "locked"
    SCREEN_FIRST = "screen_first"
    NO_VALID_PROGRAM = "no_valid_program"


@dataclass(frozen=True, slots=True)
class AlertFact:
    """An open alert, as far as the decision needs it."""

    tier: Tier
    action: Action
    flag_id: str
    rules: tuple[str, ...] = ()
    """What raised it; empty where that is the flag itself."""
    numbers: str = ""
    """When it was told, or the figures that fired, in words."""
    set_by: SetBy = "safety"
    """The therapist, where a flag of the program's own raised it."""


@dataclass(frozen=True, slots=True)
class ContactFact:
    """A contact that computed rules asked for and that is not on record yet (decisions A8)."""

    rules: tuple[str, ...]
    numbers: str
    """The figures that fired, in words."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the decision may look at."""

    program: ProgramState
    alerts: tuple[AlertFact, ...] = ()
    pending_sensation: bool = False
    """A new feeling of rule PR-05 that has not been asked about again (decisions A9)."""
    waiting: tuple[str, ...] = ()
    """Flags reported in a check whose follow-up is still to be answered (decisions A4, A9)."""
    questions_due: CheckPurpose | None = None
    """Questions that a flare-up or another computed rule asks for first (FL-1, decisions A11)."""
    check_is_fresh: bool = False
    """A complete check for this program, of this exercise day, within its hours (SI-01)."""
    skip_today: tuple[str, ...] = ()
    """Flags of that check which leave today out (action Z)."""
    stopped_by_pain: bool = False
    """Rule PR-02a or PR-03 ended a session of this exercise day."""
    stopped_at_once: bool = False
    """It was PR-02a."""
    pain_was_too_high: bool = False
    """Rule PR-01a: a score before a session of this exercise day was too high to start. A lower
    one later does not undo it (HOLD_TODAY, clinical-spec 2.3)."""
    before: BeforeOutcome | None = None
    """Rule PR-01 over all sites; None while pain has not been asked."""
    last_morning: MorningOutcome | None = None
    flare_up: bool = False
    contacts_due: tuple[ContactFact, ...] = ()
    """Until they are on record only easier versions or the flare-up plan are offered."""
    easier_exists: bool = True
    """At least one exercise due today has an easier version the therapist wrote."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """By rule: the figures that would make it fire, in words ("Leg: 3 → 6 since 3 May")."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the decision is what it is."""

    rule: str
    text: str
    """Plain words for the patient; no cause, no reassurance."""
    set_by: SetBy
    numbers: str = ""
    """The figures that fired, in words; empty where there are none."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What may happen now, and why."""

    kind: DecisionKind
    reasons: tuple[Reason, ...]

    @property
    def may_begin(self) -> bool:
        """Whether a session may begin now."""
        return self.kind in {DecisionKind.GO, DecisionKind.EASY_ONLY}


_NO_PROGRAM: Final[dict[ProgramState, Reason]] = {
    "none": Reason("H-03", "There is no plan from your therapist here yet.", "program"),
    "not_started": Reason("H-03", "Your plan has not started yet.", "program"),
    "expired": Reason("H-03", "Your plan has ended.", "program"),
    "review_overdue": Reason("A16", "A review with your therapist is overdue.", "program"),
    "other_patient": Reason("H-01", "This plan was written for someone else.", "program"),
    "altered": Reason("H-04", "The stored plan is not as your therapist wrote it.", "program"),
}


def decide(facts: Facts) -> Decision:
    """What may happen now (clinical-spec 7.8).

    Adding an alert, a symptom or a point of pain never makes the outcome milder.
    """
    for rule in (_locked, _no_program, _held, _over_today, _ask_first, _too_high_now, _easy_only):
        decision = rule(facts)
        if decision is not None:
            return _with_numbers(decision, facts.numbers)
    return Decision(DecisionKind.GO, ())


def _with_numbers(decision: Decision, numbers: Mapping[str, str]) -> Decision:
    """Each reason with the figures that fired its rule."""
    return replace(
        decision,
        reasons=tuple(
            replace(reason, numbers=numbers.get(reason.rule, reason.numbers))
            for reason in decision.reasons
        ),
    )


def _locked(facts: Facts) -> Decision | None:
    """An open EMERGENCY or URGENT alert locks exercise (clinical-spec 1.1, 7.5)."""
    locking = [alert for alert in facts.alerts if locks(alert)]
    if not locking:
        return None
    text = "You reported a warning sign. Exercise is locked until a clinician has cleared it."
    return Decision(DecisionKind.LOCKED, _reasons_of(locking, text))


def _reasons_of(alerts: Iterable[AlertFact], text: str) -> tuple[Reason, ...]:
    """A reason for every rule that had a part in these alerts, each once."""
    reasons = (
        Reason(rule, text, alert.set_by, alert.numbers)
        for alert in alerts
        for rule in alert.rules or (alert.flag_id,)
    )
    return tuple(dict.fromkeys(reasons))


def locks(alert: AlertFact) -> bool:
    """Whether an open alert locks exercise: by its tier or by its action, the stricter one."""
    return alert.action is Action.LOCK or alert.tier.is_emergency or alert.tier is Tier.URGENT


def _no_program(facts: Facts) -> Decision | None:
    if facts.program == "valid":
        return None
    return Decision(DecisionKind.NO_VALID_PROGRAM, (_NO_PROGRAM[facts.program],))


def _held(facts: Facts) -> Decision | None:
    """An open SOON alert holds the next session; a contact-only one does not (decisions A10)."""
    text = "Please talk to your therapist before your next session."
    holding = [alert for alert in facts.alerts if alert.action is Action.HOLD]
    if not holding:
        return None
    return Decision(DecisionKind.HELD, _reasons_of(holding, text))


def _ask_first(facts: Facts) -> Decision | None:
    """Questions come first: what was left open, a computed rule's, the check, the pain."""
    if facts.waiting:
        rule, text = facts.waiting[0], "Please answer first the question that was left open."
    elif facts.pending_sensation:
        rule, text = "PR-05", "Please tell us first whether the new feeling has gone."
    elif facts.questions_due is not None:
        rule = "FL-1" if facts.questions_due == "flare" else "A11"
        text = "Some questions come first."
    elif not facts.check_is_fresh:
        rule, text = "SI-01", "The safety questions come first."
    elif facts.before is None:
        rule, text = "PR-01", "Your pain score comes first."
    else:
        return None
    return Decision(DecisionKind.SCREEN_FIRST, (Reason(rule, text, "safety"),))


def _over_today(facts: Facts) -> Decision | None:
    """Today is over: the patient is not up to it (action Z), or pain ended a session."""
    if facts.skip_today:
        text = "You told us you do not feel up to it today. Leave the exercises for today."
        return Decision(
            DecisionKind.REST_TODAY,
            tuple(Reason(flag_id, text, "safety") for flag_id in facts.skip_today),
        )
    if facts.stopped_by_pain:
        text = "Pain ended your session today. That is enough for today."
        rule = "PR-02a" if facts.stopped_at_once else "PR-03"
        return Decision(DecisionKind.REST_TODAY, (Reason(rule, text, "therapist"),))
    return _too_high() if facts.pain_was_too_high else None


def _too_high_now(facts: Facts) -> Decision | None:
    return _too_high() if facts.before is BeforeOutcome.HOLD_TODAY else None


def _too_high() -> Decision:
    text = "Your pain is too high to start today."
    return Decision(DecisionKind.REST_TODAY, (Reason("PR-01a", text, "therapist"),))


def _easy_only(facts: Facts) -> Decision | None:
    """Easier versions only; with none written it is a day of rest (PR-01b)."""
    reasons = _easy_reasons(facts)
    if not reasons:
        return None
    kind = DecisionKind.EASY_ONLY if facts.easier_exists else DecisionKind.REST_TODAY
    return Decision(kind, reasons)


def _easy_reasons(facts: Facts) -> tuple[Reason, ...]:
    reasons = []
    if facts.before is BeforeOutcome.EASY_ONLY:
        text = "Your pain is higher than usual today."
        reasons.append(Reason("PR-01b", text, "therapist"))
    if facts.last_morning is MorningOutcome.RED:
        text = "Your pain was higher the morning after your last session."
        reasons.append(Reason("NEXT-RED", text, "therapist"))
    if facts.flare_up:
        text = "You are in a flare-up. Only what your therapist wrote for it is offered."
        reasons.append(Reason("FL-2", text, "therapist"))
    for contact in facts.contacts_due:
        text = "Your record shows a change. Please talk to your therapist."
        numbers = f"{contact.numbers}." if contact.numbers else ""
        reasons += [Reason(rule, text, "safety", numbers) for rule in contact.rules]
    return tuple(reasons)
