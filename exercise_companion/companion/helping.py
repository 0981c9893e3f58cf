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

    Asked once on an exercise day, and no more once the answer for them was yes.
    """
    given = context.store.help_answers(context.store.made_on)
    if any(when.local_day == context.day for when, _ in given):
        return ()
    helped = {one for _, record in given if record.answer == "yes" for one in record.event_ids}
    return tuple(
        one
        for one in context.store.open_alerts()
        if one.alert.tier.is_serious
        and one.acknowledged is not None
        and one.event_id not in helped
        and context.clock.now_utc() - one.raised.utc >= ASK_AFTER
    )


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
    alerts = due(context)
    if not alerts:
        raise typed.not_asked_now()
    seen_by = typed.text("Who saw you", given.seen_by) if given.value == "yes" else ""
    record = HelpRecord(tuple(one.event_id for one in alerts), given.value, seen_by)
    context.store.add_help_answer(record)
    return () if given.value == "yes" else tuple(one.id for one in alerts)
