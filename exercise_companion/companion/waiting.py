"""Signs that wait for a follow-up: nothing begins before it is answered (decisions A4, A9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import knowing
from exercise_companion.companion.checking import fits, is_current, recent, standing
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.screening import Entry, How, Plan
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import StoredCheck


def checks(context: Context) -> tuple[StoredCheck, ...]:
    """Checks with a reported sign whose tier is open until a follow-up is answered.

    Silence is never a no, however long it lasts (decisions A9). After four weeks every sign is
    asked anew in any case.
    """
    return tuple(check for check in recent(context) if flags_of(context, check))


def flags(context: Context) -> tuple[str, ...]:
    """Every sign that waits."""
    return tuple(flag_id for check in checks(context) for flag_id in flags_of(context, check))


def flags_of(context: Context, check: StoredCheck) -> tuple[str, ...]:
    """The signs of one check that wait for their follow-up."""
    if check.ended is not None or not _may_wait(check):
        return ()
    try:
        return standing(context, check).walk.waiting
    except (KeyError, ValueError):
        return _told_without_follow_up(check)


def _may_wait(check: StoredCheck) -> bool:
    """Whether it could wait for a follow-up at all: spares walking every check of four weeks."""
    return check.purpose == "left_open" or not _told(check).isdisjoint(knowing.ASKED_AGAIN)


def _told(check: StoredCheck) -> set[str]:
    return {answer.question_id for answer in check.answers if answer.value is not Answer.NO}


def _told_without_follow_up(check: StoredCheck) -> tuple[str, ...]:
    """Of a check whose questions were changed since: what was told and not followed up."""
    asked = (follow_up_of(answer.question_id) for answer in check.answers)
    followed = {flag_id for flag_id, _ in filter(None, asked)}
    return tuple(sorted((_told(check) & knowing.ASKED_AGAIN) - followed))


def take_up(context: Context) -> tuple[StoredCheck, ...]:
    """The checks to be gone on with first, because a sign waits in them.

    A check that may not go on is not asked to its end: only its open follow-ups are, in a check
    of their own.
    """
    for check in checks(context):
        if not (is_current(context, check) and fits(context, check)):
            _part(context, check)
    return checks(context)


def _part(context: Context, check: StoredCheck) -> None:
    entries = tuple(Entry(How.REPORTED, flag_id) for flag_id in flags_of(context, check))
    with context.store.transaction():
        context.store.end_check(check.id, "abandoned")
        context.store.begin_check(
            "left_open",
            Plan(entries).encode(),
            context.catalogue.version,
            session_id=check.session_id,
        )
