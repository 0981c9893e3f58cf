"""What was told and not asked to its end: nothing begins before it is (decisions A4, A9)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import knowing
from exercise_companion.companion.asking import alerts_of
from exercise_companion.companion.checking import fits, is_current, standing
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.follow_ups import CES_SIGNS, follow_up_of
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.screening import NEW_ID, REPEAT_ID, WORRY_FLAG
from exercise_companion.core.screening_plan import Entry, How, Plan
from exercise_companion.core.terms import TIER_RANK, Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exercise_companion.companion.checking import Standing
    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import CheckPurpose, StoredCheck
    from exercise_companion.store.kept import PastAlert

NEW_FEELING: Final = "RF-NEU-03"
"""What a new feeling in an exercise is, when it cannot be asked again in time (rule PR-05)."""


def checks(context: Context) -> tuple[StoredCheck, ...]:
    """Checks with a sign that waits for its follow-up, or with something told and not asked out.

    Silence is never a no, however long it lasts (decisions A9).
    """
    left = context.store.checks_left()
    return tuple(check for check in left if _is_left(context, check))


def _is_left(context: Context, check: StoredCheck) -> bool:
    return bool(flags_of(context, check) or opened_of(context, check))


def ids(context: Context) -> tuple[str, ...]:
    """Everything that waits: signs for their follow-up, topics and signs to be asked out."""
    return (*flags(context), *opened(context))


def flags(context: Context) -> tuple[str, ...]:
    """Every sign that waits for its follow-up."""
    left = context.store.checks_left()
    return tuple(flag_id for check in left for flag_id in flags_of(context, check))


def opened(context: Context) -> tuple[str, ...]:
    """Every topic or sign told, by yes or not sure, that was not asked to its end."""
    left = context.store.checks_left()
    return tuple(one for check in left for one in opened_of(context, check))


def flags_of(context: Context, check: StoredCheck) -> tuple[str, ...]:
    """The signs that wait for their follow-up in a check that has not ended."""
    if not _may_wait(check):
        return ()
    try:
        return standing(context, check).walk.waiting
    except (KeyError, ValueError):
        return _told_without_follow_up(check)


def opened_of(context: Context, check: StoredCheck) -> tuple[str, ...]:
    """Topics and signs told in a check that has not ended, and not asked to their end."""
    if not (check.purpose == "left_open" or _told(check)):
        return ()
    try:
        return standing(context, check).walk.opened
    except (KeyError, ValueError):
        return _told_without_end(context, check)


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


def _told_without_end(context: Context, check: StoredCheck) -> tuple[str, ...]:
    """Of a check whose questions were changed since: every topic told; all, behind a gate.

    A topic that is not asked any more is asked about in general.
    """
    told = _told(check)
    past_gate = not told.isdisjoint({NEW_ID, REPEAT_ID})
    found = (
        entry.id
        for entry in Plan.decode(check.plan).entries
        if entry.how is How.OPENED
        or (entry.how in {How.TOPIC, How.BY_ITEM} and (past_gate or entry.id in told))
    )
    known = {topic.id for topic in context.catalogue.topics} | context.flags.keys()
    return tuple(dict.fromkeys(one if one in known else WORRY_FLAG for one in found))


def take_up(context: Context) -> tuple[StoredCheck, ...]:
    """The checks to be gone on with first, because something waits in them.

    A check that may not go on is not asked to its end: what waits in all such checks is, in one
    check of their own.
    """
    left = [check for check in checks(context) if not _may_go_on(context, check)]
    if left:
        _part(context, [*left, *_own_check(context, left)])
    return checks(context)


def _may_go_on(context: Context, check: StoredCheck) -> bool:
    return is_current(context, check) and fits(context, check)


def _own_check(context: Context, left: Sequence[StoredCheck]) -> tuple[StoredCheck, ...]:
    """A check of that kind that is being asked already: what waits in it joins the others."""
    return tuple(
        check for check in checks(context) if check.purpose == "left_open" and check not in left
    )


def _part(context: Context, parted: Sequence[StoredCheck]) -> None:
    plan = _plan_of(
        (one for check in parted for one in opened_of(context, check)),
        (flag_id for check in parted for flag_id in flags_of(context, check)),
    )
    with context.store.transaction():
        for check in parted:
            context.store.end_check(check.id, "abandoned")
        context.store.begin_check("left_open", plan.encode(), context.rules_version)


def _plan_of(opened: Iterable[str], waiting: Iterable[str]) -> Plan:
    """Signs nobody was asked about come before what follows those that were told."""
    return Plan(
        (
            *(Entry(How.OPENED, one) for one in dict.fromkeys(opened)),
            *(Entry(How.REPORTED, flag_id) for flag_id in dict.fromkeys(waiting)),
        )
    )


def ask_first(context: Context, told: Iterable[str]) -> None:
    """Begin a check for topics and signs that were told elsewhere and not asked to their end.

    What this catalogue does not know is asked about in general.
    """
    topics = {topic.id for topic in context.catalogue.topics}
    known = [one if one in topics | context.flags.keys() else WORRY_FLAG for one in told]
    followed_up = knowing.ASKED_AGAIN - topics - {NEW_FEELING}
    plan = _plan_of(
        (one for one in known if one not in followed_up),
        (one for one in known if one in followed_up),
    )
    if plan.entries:
        context.store.begin_check("left_open", plan.encode(), context.rules_version)


def told_before(context: Context) -> tuple[CheckPurpose, ...]:
    """Purposes of the checks in which a topic was told and not asked to its end."""
    return tuple(check.purpose for check in take_up(context) if opened_of(context, check))


def weigh_anew(context: Context) -> None:
    """What was told in checks that have not ended, by the plan and the rules of today.

    A new version may record the very risk that makes it an emergency (C-05, C-09, C-21). What a
    check finds by it now is raised, unless it was raised then; a check it ends is ended. A contact
    that only counting asks for (C-16, C-17) was weighed when it was told.
    """
    told = [
        check
        for check in context.store.checks_left()
        if check.purpose == "left_open" or _told(check)
    ]
    if not told:
        return
    with context.store.transaction():
        for check in told:
            with suppress(KeyError, ValueError):  # other questions now: what waits is asked
                _count_anew(context, standing(context, check))


def _count_anew(context: Context, now: Standing) -> None:
    raised = context.store.alerts_of_check(now.check.id)
    for alert in alerts_of(now.walk.findings):
        if not (is_computed(alert.rules) or any(_was_raised(past, alert) for past in raised)):
            context.store.raise_alert(alert, check_id=now.check.id)
    if now.walk.end is not None:
        context.store.end_check(now.check.id, now.walk.end)


def _was_raised(past: PastAlert, alert: AlertRecord) -> bool:
    """Whether the sign was told to be as serious, or was cleared since."""
    before = past.alert.alert
    as_serious = TIER_RANK[before.tier] >= TIER_RANK[alert.tier]
    return before.flag_id == alert.flag_id and (as_serious or past.cleared is not None)


def count_in_full(context: Context, but: int) -> None:
    """After an EMERGENCY nothing else is asked: what waits in other checks counts as it is.

    Inside the commit of the answer that found it (clinical-spec 1.5). What was told there and not
    asked to its end still is, at the next opening.

    Args:
        context: the open store and what belongs to it.
        but: the check that found it, which has counted its own.

    """
    for check in checks(context):
        flag_ids = flags_of(context, check)
        if check.id == but or not flag_ids:
            continue
        still_open = opened_of(context, check)
        for flag_id in flag_ids:
            item = context.flags[flag_id]
            alert = AlertRecord(item.id, (item.id,), item.tier, item.action)
            context.store.raise_alert(alert, check_id=check.id)
        context.store.end_check(check.id, "emergency")
        if still_open:
            plan = _plan_of(still_open, ())
            context.store.begin_check("left_open", plan.encode(), context.rules_version)
