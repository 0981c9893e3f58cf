"""An answer pressed by mistake: taken back in time, with everything asked again (SI-14, A14)."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import checking
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.clearing_prompts import MISTAKE_WORD, ConfirmMistake, Told
from exercise_companion.core.screening import FALL_FOLLOW_UPS, FALL_OPENERS
from exercise_companion.core.terms import TIER_RANK, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import OpenAlert, StoredCheck

TIME_TO_TAKE_BACK: Final = timedelta(minutes=10)
"""How long after an alert its answer can be taken back (SI-14)."""

PER_DAY: Final = 1
PER_FORTNIGHT: Final = 3
FORTNIGHT: Final = timedelta(days=14)

CONFIRM: Final = (
    "You said that you pressed this by mistake.",
    "Every question is now asked again, one by one. Take your time.",
    "If you report nothing this time, the lock ends. Both answers stay in your report.",
    f"To go on, type the word {MISTAKE_WORD}.",
)

TOO_LATE: Final = "An answer can be taken back within 10 minutes. That time is over."
ONCE_A_DAY: Final = "An answer can be taken back once a day. That was done today."
THREE_TIMES: Final = "An answer can be taken back 3 times in 14 days. That was done."
NOT_THIS_ONE: Final = "This one cannot be taken back here."
STAYS: Final = "The lock stays. Your therapist can end it."

ENDED: Final = Told(
    "The lock has ended",
    (
        "You did not report it this time. Both answers stay in your report.",
        "If something changes, stop and press !",
    ),
)


def may_offer(context: Context, alerts: Sequence[OpenAlert]) -> bool:
    """Whether the advice for these alerts offers that it was pressed by mistake.

    For EMERGENCY (go) and URGENT within the time. What does not work is not offered again.
    """
    worst = max((one.alert.tier for one in alerts), key=TIER_RANK.__getitem__, default=Tier.MONITOR)
    if not worst.is_serious or worst is Tier.EMERGENCY_CALL:
        return False
    serious = [one for one in alerts if one.alert.tier.is_serious]
    if not all(_can_be_taken_back(context, one) and _in_time(context, one) for one in serious):
        return False
    tried = any(one.acknowledged == "mistake" for one in alerts)
    return not tried or not _over_limit(context)


def taken_back_now(context: Context) -> tuple[OpenAlert, ...]:
    """The open locks whose answers could be taken back now, without an advice on screen."""
    found = tuple(
        one
        for one in context.store.open_alerts()
        if one.alert.tier.is_serious and _can_be_taken_back(context, one) and _in_time(context, one)
    )
    return () if _over_limit(context) else found


def why_not(context: Context, alert_ids: Iterable[int]) -> str:
    """Why these alerts cannot be taken back now, in words; empty when they can."""
    wanted = set(alert_ids)
    alerts = [one for one in context.store.open_alerts() if one.id in wanted]
    serious = [one for one in alerts if one.alert.tier.is_serious]
    if not serious or not all(_can_be_taken_back(context, one) for one in serious):
        return NOT_THIS_ONE
    if not all(_in_time(context, one) for one in serious):
        return TOO_LATE
    return _over_limit(context)


def refusal(reason: str) -> Told:
    """That the lock stays, and why."""
    return Told("The lock stays", (reason, STAYS))


def confirm() -> ConfirmMistake:
    """What taking back means, before the word is typed."""
    return ConfirmMistake(CONFIRM)


def settle(context: Context, check_id: int) -> tuple[int, ...]:
    """End the alerts that a whole check has shown to be mistakes; inside the answer's commit.

    An alert ends only if its own sign was asked again and answered no. One to be called in for
    never ends here (decisions A14).

    Returns:
        the alerts that ended; none while the check goes on or when an emergency ended it.

    """
    check = context.store.check(check_id)
    if check is None or check.purpose != "mistake" or check.ended != "complete":
        return ()
    ends = [
        one.id
        for one in context.store.open_alerts()
        if one.acknowledged == "mistake"
        and one.alert.tier is not Tier.EMERGENCY_CALL
        and _can_be_taken_back(context, one)
        and _within(check.started.utc - one.raised.utc)
        and _is_denied(check, one.alert.flag_id)
        and not _was_told_again(context, check, one)
    ]
    return context.store.clear_by_mistake(ends, check.id) if ends else ()


def _was_told_again(context: Context, check: StoredCheck, one: OpenAlert) -> bool:
    """Whether the sign was told once more in such a check that was left in the middle."""
    return any(
        answer.question_id == one.alert.flag_id and answer.value is not Answer.NO
        for left in context.store.checks(one.raised.local_day)
        if left.purpose == "mistake" and left.id != check.id and left.ended != "complete"
        for answer in left.answers
    )


def _is_denied(check: StoredCheck, flag_id: str) -> bool:
    """Whether the check asked for this very sign and got a no.

    The signs after a fall are not asked when there was none: then the no to the fall counts.
    """
    given = {answer.question_id: answer.value for answer in check.answers}
    if flag_id in given:
        return given[flag_id] is Answer.NO
    no_fall = all(given.get(opener) is Answer.NO for opener in FALL_OPENERS)
    return flag_id in FALL_FOLLOW_UPS and no_fall


def _can_be_taken_back(context: Context, one: OpenAlert) -> bool:
    """An answer to a question raised it, and it is not one to be called in for (A14)."""
    item = context.flags.get(one.alert.flag_id)
    asked = item is not None and item.is_asked
    asked = asked and not is_computed(one.alert.rules)
    return asked and one.alert.action.blocks and one.alert.tier is not Tier.EMERGENCY_CALL


def _in_time(context: Context, one: OpenAlert) -> bool:
    """Within the minutes; a check that was begun within them may go on."""
    begun = checking.open_check(context, "mistake")
    if begun is not None and _within(begun.started.utc - one.raised.utc):
        return True
    return _within(_trusted_utc(context) - one.raised.utc)


def _within(age: timedelta) -> bool:
    return timedelta(0) <= age <= TIME_TO_TAKE_BACK


def _trusted_utc(context: Context) -> datetime:
    """Time that a clock set back does not give again (decisions D9)."""
    return context.trusted_local().astimezone(UTC)


def _over_limit(context: Context) -> str:
    """Which limit of SI-14 is reached, in words; empty when none is."""
    begun = checking.open_check(context, "mistake")
    since = context.day - FORTNIGHT + timedelta(days=1)
    checks = [
        check
        for check in context.store.checks(since)
        if check.purpose == "mistake" and (begun is None or check.id != begun.id)
    ]
    if sum(check.started.local_day >= context.day for check in checks) >= PER_DAY:
        return ONCE_A_DAY
    return THREE_TIMES if len(checks) >= PER_FORTNIGHT else ""
