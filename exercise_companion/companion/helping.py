"""A day after a serious alert, once a day: did you get help? (SI-13)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import typed
from exercise_companion.core.clearing_prompts import AskHelp, Told
from exercise_companion.core.day_words import moment_words
from exercise_companion.core.lock_words import reported
from exercise_companion.core.records import HelpRecord

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.clearing_prompts import HelpAnswered
    from exercise_companion.core.records import OpenAlert

ASK_AFTER: Final = timedelta(hours=24)

THANKS: Final = Told(
    "Thank you. This is saved.",
    (
        "It does not end the lock by itself.",
        "When you next begin a session, you are told how it ends.",
    ),
)


def due(context: Context) -> tuple[OpenAlert, ...]:
    """The alerts the patient is asked about now: serious, open for a day, not yet helped.

    Asked once on an exercise day, and no more once the last answer for them was yes.
    """
    given = context.store.help_answers(context.store.made_on)
    if any(when.local_day == context.day for when, _ in given):
        return ()
    helped = _helped(context)
    return tuple(
        one
        for one in context.store.open_alerts()
        if one.alert.tier.is_serious
        and one.acknowledged is not None
        and one.event_id not in helped
        and context.clock.now_utc() - one.raised.utc >= ASK_AFTER
    )


def _helped(context: Context) -> frozenset[str]:
    """The events of which it was said last that there was help."""
    said = {
        event_id: record.answer
        for _, record in context.store.help_answers(context.store.made_on)
        for event_id in record.event_ids
    }
    return frozenset(event_id for event_id, answer in said.items() if answer == "yes")


def _about(context: Context, given: HelpAnswered) -> tuple[OpenAlert, ...]:
    """The alerts an answer is about.

    Also those of which another window was told yes, where here it is no: of two answers to one
    question the cautious one counts, whichever came first (decisions A9).
    """
    alerts = due(context)
    if alerts or given.value == "yes":
        return alerts
    helped = _helped(context)
    return tuple(one for one in context.store.open_alerts() if one.event_id in helped)


def ask(context: Context) -> AskHelp | None:
    """The question; None when it is not due."""
    alerts = due(context)
    if not alerts:
        return None
    first = min(one.raised.utc for one in alerts)
    items = context.signs_of(one.alert for one in alerts)
    return AskHelp(
        moment_words(context.local_time(first)),
        tuple(dict.fromkeys(reported(one.alert, items) for one in alerts)),
    )


def answer(context: Context, given: HelpAnswered) -> tuple[int, ...]:
    """Keep the answer; it ends no lock.

    Returns:
        the alerts whose advice is to be shown again: all, unless the answer was yes.

    Raises:
        Refused: who saw the patient is missing, or it is not asked now.

    """
    alerts = _about(context, given)
    if not alerts:
        raise typed.not_asked_now()
    seen_by = typed.text("Who saw you", given.seen_by) if given.value == "yes" else ""
    record = HelpRecord(tuple(one.event_id for one in alerts), given.value, seen_by)
    context.store.add_help_answer(record)
    return () if given.value == "yes" else tuple(one.id for one in alerts)
