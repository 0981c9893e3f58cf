"""The medical assessment that ends a lock together with the therapist (clinical-spec 7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import typed
from exercise_companion.core.day_words import day_words
from exercise_companion.core.lock_words import clearing
from exercise_companion.core.records import AssessmentRecord
from exercise_companion.core.typed_day import read_day
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.clearing_prompts import Assessed
    from exercise_companion.core.lock_words import Assessment
    from exercise_companion.core.records import OpenAlert


def record(context: Context, told: Assessed) -> None:
    """Keep where, when and with which outcome a clinician saw the patient.

    It counts for what was reported until that day; alone it ends nothing.

    Raises:
        Refused: something is missing, or the day cannot be; nothing was kept.

    """
    place = typed.text("Where you were seen", told.place)
    outcome = typed.text("What they said", told.outcome)
    seen_on = _seen_on(context, told.seen_on)
    with context.store.transaction():
        missing = unassessed(context, context.store.open_alerts())
        about = [one for one in missing if _told_by(context, one, seen_on)]
        if not about:
            what_happened = "On that day nothing was reported yet that a doctor has to see."
            raise Refused(what_happened, "Type the day on which you were seen for it.")
        ids = tuple(one.event_id for one in about)
        context.store.add_assessment(AssessmentRecord(ids, place, seen_on, outcome))


def _told_by(context: Context, one: OpenAlert, day: date) -> bool:
    """Whether it was reported on that day or before: where that was, or as the day is here.

    Who travels west has the same hours again, under an earlier date. What a clock that was put
    right since has dated in the future was reported by today (H-22).
    """
    here, today = context.local_time(one.raised.utc).date(), context.trusted_local().date()
    return min(one.raised.local_day, here, today) <= day


def _seen_on(context: Context, text: str) -> date:
    today = context.trusted_local().date()
    american = context.program is not None and context.program.locale == "en-US"
    day = read_day(text, today, month_first=american)
    if day is None:
        what_happened = "That day cannot be read."
        raise Refused(what_happened, "Type today, yesterday, or a date like 24 November 2026.")
    if day > today:
        what_happened = "That day has not come yet."
        raise Refused(what_happened, f"Today is {day_words(today)}.")
    return day


def comes_first(context: Context, alerts: Sequence[OpenAlert]) -> bool:
    """Whether any of these alerts needs a medical assessment (M+T)."""
    return any(_needs_it(context, one) for one in alerts)


def unassessed(context: Context, alerts: Sequence[OpenAlert]) -> tuple[OpenAlert, ...]:
    """Those of the alerts that need a medical assessment which is not on record."""
    seen = _assessed(context)
    return tuple(one for one in alerts if _needs_it(context, one) and one.event_id not in seen)


def was_seen(context: Context) -> bool:
    """Whether a clinician saw the patient for everything open that asked for one that day."""
    return _assessed(context).issuperset(
        one.event_id for one in context.store.open_alerts() if one.alert.tier.is_serious
    )


def _assessed(context: Context) -> set[str]:
    return {one for _, kept in context.store.assessments() for one in kept.event_ids}


def assessment(context: Context, alerts: Sequence[OpenAlert]) -> Assessment:
    """Whether an assessment is part of what ends these alerts, and is on record."""
    if not comes_first(context, alerts):
        return "not_needed"
    return "missing" if unassessed(context, alerts) else "recorded"


def _needs_it(context: Context, one: OpenAlert) -> bool:
    return clearing(one.alert, context.flags) == "M+T"
