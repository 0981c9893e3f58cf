"""A decision in words: what may happen now, why, whom to ask, and how a lock ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import advising, clearing, deciding, talks
from exercise_companion.companion.instead import awaits_contact, flare_plan, record_talk
from exercise_companion.core import flare, overdue
from exercise_companion.core.day_words import day_words
from exercise_companion.core.decision import DecisionKind
from exercise_companion.core.dose import minutes
from exercise_companion.core.item_views import item_view
from exercise_companion.core.pain_words import ONLY_EASIER
from exercise_companion.core.prompts import ShowDecision
from exercise_companion.core.short_time import choices
from exercise_companion.core.views import DecisionView

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.clearing_prompts import WayOut
    from exercise_companion.core.decision import Decision, Reason, SetBy

TITLES: Final[dict[DecisionKind, str]] = {
    DecisionKind.GO: "Ready when you are",
    DecisionKind.EASY_ONLY: "Easier versions today",
    DecisionKind.REST_TODAY: "No exercises today",
    DecisionKind.HELD: "Talk to your therapist first",
    DecisionKind.LOCKED: "Exercise is locked",
    DecisionKind.SCREEN_FIRST: "Questions first",
    DecisionKind.NO_VALID_PROGRAM: "No plan to exercise from",
}

LINES: Final[dict[DecisionKind, tuple[str, ...]]] = {
    DecisionKind.GO: ("You can stop at any time. If something is wrong, press !",),
    DecisionKind.EASY_ONLY: (ONLY_EASIER,),
    DecisionKind.REST_TODAY: ("Move gently as you can. If something is wrong, press !",),
    DecisionKind.HELD: ("Your next session waits until you have talked to your therapist.",),
    DecisionKind.LOCKED: ("Please do not exercise until a clinician has cleared it.",),
    DecisionKind.SCREEN_FIRST: (),
    DecisionKind.NO_VALID_PROGRAM: ("Please ask your doctor or therapist.",),
}

IN_A_FLARE_UP: Final = "For your flare-up today"
"""What is offered in one, and nothing else (rule FL-2)."""

REVIEW_FIRST: Final = "Your review comes first"

NOTHING_ENDS_HERE: Final = "Nothing can be saved now, so it cannot end here yet."

SET_BY: Final[dict[SetBy, str]] = {
    "safety": "a safety rule of this program",
    "therapist": "the limits your therapist set",
    "program": "your plan",
}


def show(context: Context, made: Decision) -> ShowDecision:
    """A decision as the patient sees it."""
    offered = deciding.offers(context, made.kind) if made.may_begin else ()
    program = context.program
    views = tuple(item_view(program, offer.item, offer.variant) for offer in offered if program)
    blocked = made.kind in {DecisionKind.HELD, DecisionKind.LOCKED, DecisionKind.NO_VALID_PROGRAM}
    awaited, is_blocked = awaits_contact(made), deciding.is_blocked(context)
    return ShowDecision(
        decision=DecisionView(
            kind=made.kind,
            title=_title(context, made),
            lines=(
                *_lines(made),
                *flare_plan(program, made),
                *_clock_line(context),
                *advising.lock_lines(context),
                *_for_therapist(context),
                *record_talk(made),
            ),
            reasons=_reason_lines(made),
        ),
        items=views,
        minutes=minutes(offer.dose for offer in offered),
        contacts=advising.whom_to_ask(context) if blocked or awaited else (),
        may_begin=made.may_begin and bool(views),
        may_record_talk=context.store.is_kept
        and (talks.would_end_all(context) if is_blocked else awaited),
        way_out=_way_out(context) if is_blocked else None,
        short=choices([offer.timed for offer in offered]),
        alert_ids=talks.about_now(context),
    )


def _title(context: Context, made: Decision) -> str:
    """What it is; a plan whose review is overdue is still a plan (decisions A16)."""
    if _is_for_a_flare_up(made):
        return IN_A_FLARE_UP
    no_plan = made.kind is DecisionKind.NO_VALID_PROGRAM
    return (
        REVIEW_FIRST if no_plan and context.program_state == "review_overdue" else TITLES[made.kind]
    )


def _is_for_a_flare_up(made: Decision) -> bool:
    """Whether what is offered is what was written for a flare-up."""
    is_in_one = any(reason.rule == "FL-2" for reason in made.reasons)
    return is_in_one and made.kind is DecisionKind.EASY_ONLY


def _lines(made: Decision) -> tuple[str, ...]:
    return () if _is_for_a_flare_up(made) else LINES[made.kind]


def _way_out(context: Context) -> WayOut:
    """How it ends; where nothing can be saved, nothing is offered that would have to be."""
    way = clearing.way_out(context)
    if context.store.is_kept:
        return way
    steps = (NOTHING_ENDS_HERE, *way.steps)
    return replace(way, steps=steps, assessment="not_needed", lock_code="", may_take_back=False)


def nothing_planned(context: Context) -> ShowDecision:
    """Nothing is due now: today is done, or a day without exercises."""
    plan = deciding.day_plan(context)
    words = ("Everything planned for now is done.",) if plan.finished else ()
    later = [entry for entry in plan.later if entry.not_before_utc is not None]
    if later:
        first = min(entry.not_before_utc for entry in later if entry.not_before_utc)
        local = context.local_time(first)
        words = (*words, f"The next round is from {local:%H:%M}.")
    return ShowDecision(
        decision=DecisionView(
            kind=DecisionKind.REST_TODAY,
            title="Nothing more for now",
            lines=(*(words or ("Nothing is planned for today.",)), *_in_flare(context)),
            reasons=(),
        ),
        items=(),
        minutes=0,
        contacts=(),
        may_begin=False,
        may_record_talk=False,
    )


def _in_flare(context: Context) -> tuple[str, ...]:
    """The therapist's words for a flare-up hold on days without exercises, too (rule FL-2)."""
    program = context.require_program()
    return flare.plan_words(program) if deciding.in_flare(context) else ()


def _clock_line(context: Context) -> tuple[str, ...]:
    """Said when a plan counts as ended because the computer's date was once ahead (D9)."""
    trusted = context.trusted_local()
    if context.program_state != "expired" or trusted - context.clock.local() < deciding.ONE_DAY:
        return ()
    return (
        f"This computer's date was {day_words(trusted.date())} before, so that date counts.",
        "A new plan file from your therapist sets it right.",
    )


def _for_therapist(context: Context) -> tuple[str, ...]:
    """The names a clearance uses for the open locks and holds (clinical-spec 7.5)."""
    ids = [
        one.event_id
        for one in context.store.open_alerts()
        if one.alert.action.blocks or one.alert.flag_id in overdue.OF_THE_PLAN
    ]
    return (f"Number for your therapist: {', '.join(ids)}",) if ids else ()


def _reason_lines(made: Decision) -> tuple[str, ...]:
    """Each reason as "You see this because: ...", with the rule and who set it."""
    rules: dict[tuple[str, SetBy], list[str]] = {}
    for reason in made.reasons:
        rules.setdefault((_said(reason), reason.set_by), []).append(reason.rule)
    return tuple(
        f"You see this because: {said}"
        f" (rule{'s' if len(names) > 1 else ''} {', '.join(names)}, {SET_BY[set_by]})"
        for (said, set_by), names in rules.items()
    )


def _said(reason: Reason) -> str:
    return " ".join(filter(None, (reason.text, reason.numbers)))
