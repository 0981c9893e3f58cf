"""A talk with a clinician as the patient writes it down, and what it ends (7.5, A15, A16)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import typed, waiting
from exercise_companion.core.clearing_prompts import LEAST_SAID, MOST_SAID
from exercise_companion.core.clinicians import is_clinician
from exercise_companion.core.overdue import REVIEW
from exercise_companion.core.records import TalkRecord
from exercise_companion.core.schedule import next_review
from exercise_companion.core.terms import Action, Tier
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Talked
    from exercise_companion.core.records import OpenAlert

TALK_CLEARS: Final = frozenset({"RF-GEN-04", "RF-FALL-04", "RF-PAIN-01", "RF-CAR-04"})
"""URGENT flags that the patient's own record of a talk may clear (decisions A15)."""

TALK_AGAIN_AFTER: Final = timedelta(days=14)
"""One such record per flag in this time (clinical-spec 7.5)."""


def would_end_all(context: Context) -> bool:
    """Whether a recorded talk ends every open lock and hold (clinical-spec 7.5, A15)."""
    return _ends_every_block(context, context.store.open_alerts())


def _ends_every_block(context: Context, alerts: Iterable[OpenAlert]) -> bool:
    blocking = [one for one in alerts if one.alert.action.blocks]
    return bool(blocking) and all(ends(context, one) for one in blocking)


def ends(context: Context, one: OpenAlert) -> bool:
    """Whether a recorded talk ends this alert.

    SOON flags and four URGENT ones, once per flag in fourteen days (clinical-spec 7.5, A15). One
    of the four that a rule raised to an EMERGENCY is none of them, and neither is a sign whose
    follow-up waits: its answer may make it one (decisions A9).
    """
    urgent = one.alert.tier is Tier.URGENT and one.alert.flag_id in TALK_CLEARS
    if not (one.alert.tier is Tier.SOON or urgent):
        return False
    if one.acknowledged is None and one.alert.flag_id != REVIEW:  # its advice comes first
        return False
    if one.alert.flag_id in waiting.flags(context):
        return False
    since = context.clock.now_utc() - TALK_AGAIN_AFTER
    return not any(
        cleared.flag_id == one.alert.flag_id and cleared.method == "talk" and cleared.utc > since
        for cleared in context.store.flag_clearances()
    )


def about_now(context: Context) -> tuple[int, ...]:
    """The alerts that a talk recorded in a window that is shown now is about."""
    return tuple(one.id for one in context.store.open_alerts())


def record(context: Context, talked: Talked, about: Collection[int]) -> None:
    """Keep a talk recorded at a lock or hold: it ends what was shown there.

    Args:
        context: the open store and what belongs to it.
        talked: with whom, and what they said.
        about: the alerts that were open when the lock or hold was shown.

    Raises:
        Refused: a talk cannot end what was shown, or too little was written.

    """
    shown = [one for one in context.store.open_alerts() if one.id in about]
    if not _ends_every_block(context, shown):
        what_happened = "A talk you record yourself cannot end this."
        what_to_do = "Ask your therapist for a clearance."
        raise Refused(what_happened, what_to_do)
    review = any(one.alert.flag_id == REVIEW for one in shown)
    keep(context, as_kept(context, talked, review=review), shown, review=review)


def keep(context: Context, talk: TalkRecord, shown: Sequence[OpenAlert], *, review: bool) -> None:
    """Keep a talk: it ends what it can of the alerts that were shown, and is their contact.

    Only the review itself ends the hold for a review that is overdue (decisions A16).
    """
    ended = tuple(
        one.id for one in shown if ends(context, one) and (review or one.alert.flag_id != REVIEW)
    )
    asked_for = (one.id for one in shown if one.alert.action is Action.CONTACT)
    named = tuple(dict.fromkeys((*ended, *asked_for)))
    context.store.clear_by_talk(replace(talk, alert_ids=named), ended)


def as_kept(context: Context, talked: Talked, *, review: bool) -> TalkRecord:
    """A talk as it is kept; the next planned review is named when it was that.

    Raises:
        Refused: who, role or what was said is missing, or cannot be.

    """
    who, role, said = name_of(talked.who), role_of(talked.role), words_of(talked.said)
    review_date = _review_date(context) if review else None
    return TalkRecord(who, role, context.day, said, review_date=review_date)


def name_of(given: str) -> str:
    """Who it was, as it is kept.

    Raises:
        Refused: it is no such text.

    """
    return typed.text("The name", given)


def role_of(given: str) -> str:
    """What they are, as it is kept.

    Raises:
        Refused: it is no such text, or no clinician's.

    """
    role = typed.text("The role", given)
    if not is_clinician(role):
        what_happened = "Only a talk with a clinician counts here."
        what_to_do = "Say what they are, for example: physiotherapist, doctor, nurse."
        raise Refused(what_happened, what_to_do)
    return role


def words_of(given: str) -> str:
    """What they said, as it is kept.

    Raises:
        Refused: it is no such text, or too short.

    """
    said = typed.text("What they said", given, MOST_SAID)
    if len(said) < LEAST_SAID:
        what_happened = f"What they said is too short: {len(said)} letters."
        raise Refused(what_happened, f"Write at least {LEAST_SAID} letters of what they said.")
    return said


def _review_date(context: Context) -> date | None:
    coming = next_review(context.require_program(), context.day, context.reviews_done())
    return coming.review.date if coming else None
