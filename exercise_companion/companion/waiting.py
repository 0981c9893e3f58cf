"""Signs that wait for a follow-up: nothing begins before it is answered (decisions A4, A9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import knowing
from exercise_companion.companion.checking import fits, is_current, recent, standing
from exercise_companion.core.follow_ups import CES_SIGNS, follow_up_of
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.screening import Entry, How, Plan
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return tuple(sorted((_told(check) & {*CES_SIGNS, "RF-CAR-04"}) - followed))


def take_up(context: Context) -> tuple[StoredCheck, ...]:
    """The checks to be gone on with first, because a sign waits in them.

    A check that may not go on is not asked to its end: the open follow-ups of all such checks
    are, in one check of their own.
    """
    left = [check for check in checks(context) if not _may_go_on(context, check)]
    if left:
        _part(context, [*left, *_own_check(context, left)])
    return checks(context)


def _may_go_on(context: Context, check: StoredCheck) -> bool:
    return is_current(context, check) and fits(context, check)


def _own_check(context: Context, left: Sequence[StoredCheck]) -> tuple[StoredCheck, ...]:
    """A check of that kind that is being asked already: its signs join the others."""
    return tuple(
        check for check in checks(context) if check.purpose == "left_open" and check not in left
    )


def _part(context: Context, parted: Sequence[StoredCheck]) -> None:
    waiting = dict.fromkeys(flag_id for check in parted for flag_id in flags_of(context, check))
    plan = Plan(tuple(Entry(How.REPORTED, flag_id) for flag_id in waiting))
    with context.store.transaction():
        for check in parted:
            context.store.end_check(check.id, "abandoned")
        context.store.begin_check("left_open", plan.encode(), context.catalogue.version)


def count_in_full(context: Context, but: int) -> None:
    """After an EMERGENCY nothing else is asked: what waits in other checks counts as it is.

    Inside the commit of the answer that found it (clinical-spec 1.5).

    Args:
        context: the open store and what belongs to it.
        but: the check that found it, which has counted its own.

    """
    for check in checks(context):
        if check.id == but:
            continue
        for flag_id in flags_of(context, check):
            item = context.flags[flag_id]
            alert = AlertRecord(item.id, (item.id,), item.tier, item.action)
            context.store.raise_alert(alert, check_id=check.id)
        context.store.end_check(check.id, "emergency")
