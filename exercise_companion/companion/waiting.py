"""What was told and not asked to its end: nothing begins before it is (decisions A4, A9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion import knowing, weighing
from exercise_companion.companion.asking import alerts_of
from exercise_companion.companion.checking import fits, is_current, open_check, standing
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.records import AlertRecord, CheckPurpose
from exercise_companion.core.screening import NEW_ID, REPEAT_ID, WORRY_FLAG
from exercise_companion.core.screening_plan import Entry, How, Plan
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import StoredCheck

NEW_FEELING: Final = "RF-NEU-03"
"""What a new feeling in an exercise is, when it cannot be asked again in time (rule PR-05)."""


OPENED_BY_ITSELF: Final[frozenset[CheckPurpose]] = frozenset({"left_open", "high_pain"})
"""Checks that begin with something told: a sign, a topic, or pain too high to start (PR-01a)."""


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
    found = weighing.weigh(context, check).waiting if _may_wait(check) else ()
    return tuple(one for one in found if not _is_cleared(context, check, one))


def _is_cleared(context: Context, check: StoredCheck, flag_id: str) -> bool:
    """Whether the sign was cleared, or said to be a mistake, since it was told (A7, SI-14)."""
    events = knowing.events_told_in(context, check, flag_id)
    return knowing.cleared_at(events) is not None


def opened_of(context: Context, check: StoredCheck) -> tuple[str, ...]:
    """Topics and signs told in a check that has not ended, and not asked to their end."""
    if not (check.purpose in OPENED_BY_ITSELF or _told(check)):
        return ()
    return _known(context, weighing.weigh(context, check).opened)


def _may_wait(check: StoredCheck) -> bool:
    """Whether it could wait for a follow-up at all: spares walking every check of four weeks."""
    return check.purpose == "left_open" or not _told(check).isdisjoint(knowing.ASKED_AGAIN)


def _told(check: StoredCheck) -> set[str]:
    return {answer.question_id for answer in check.answers if answer.value is not Answer.NO}


def weigh_anew(context: Context) -> None:
    """Raise what unfinished checks come to by the plan and rules in force, and end those that end.

    What was opened in one that ends is still asked to its end.
    """
    for check in context.store.checks_left():
        if not _told(check) and check.purpose not in OPENED_BY_ITSELF:
            continue
        walk = weighing.weigh(context, check)
        news = tuple(weighing.news(context, check, walk))
        if not news and walk.end is None:
            continue
        with context.store.transaction():
            for alert in news:
                context.store.raise_alert(alert, check_id=check.id, again="told")
            if walk.end is not None:
                context.store.end_check(check.id, walk.end)
                _begin(context, _plan_of(_known(context, walk.opened), ()))
                count_in_full(context, but=check.id)


def take_up(context: Context) -> tuple[StoredCheck, ...]:
    """The checks to be gone on with first, because something waits in them.

    A check that may not go on is not asked to its end: what waits in all such checks is, in one
    check of their own.
    """
    weigh_anew(context)
    left = [check for check in checks(context) if not _may_go_on(context, check)]
    if left:
        _part(context, [*left, *_own_check(context, left)])
    return checks(context)


def leave_off(context: Context, purpose: CheckPurpose) -> None:
    """End the check for that purpose that may go on, if there is one: it is begun anew.

    What was told in it and not asked to its end is asked first.
    """
    check = open_check(context, purpose)
    if check is not None:
        _part(context, [check])


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
        _begin(context, plan)


def _plan_of(opened: Iterable[str], waiting: Iterable[str]) -> Plan:
    """Signs nobody was asked about come before what follows those that were told."""
    return Plan(
        (
            *(Entry(How.OPENED, one) for one in dict.fromkeys(opened)),
            *(Entry(How.REPORTED, flag_id) for flag_id in dict.fromkeys(waiting)),
        )
    )


def ask_first(context: Context, told: Iterable[str]) -> None:
    """Begin a check for topics and signs that were told elsewhere and not asked to their end."""
    topics = {topic.id for topic in context.catalogue.topics}
    known = _known(context, told)
    followed_up = knowing.ASKED_AGAIN - topics - {NEW_FEELING}
    plan = _plan_of(
        (one for one in known if one not in followed_up),
        (one for one in known if one in followed_up),
    )
    _begin(context, plan)


def ask_about(context: Context, question_id: str, asked_in: Plan) -> None:
    """Begin a check that asks anew what one question of a plan was about; of a gate, all behind."""
    if question_id in {NEW_ID, REPEAT_ID}:
        told = tuple(entry.id for entry in asked_in.entries if entry.how is not How.GATE)
    else:
        told = (told_by(question_id),)
    _begin(context, _plan_of(_known(context, told), ()))


def told_by(question_id: str) -> str:
    """The topic or sign that a question is about."""
    follow_up = follow_up_of(question_id)
    return follow_up[0] if follow_up else question_id


def _known(context: Context, told: Iterable[str]) -> tuple[str, ...]:
    """What this catalogue does not know is asked about in general."""
    known = {topic.id for topic in context.catalogue.topics} | context.flags.keys()
    return tuple(dict.fromkeys(one if one in known else WORRY_FLAG for one in told))


def _begin(context: Context, plan: Plan) -> None:
    """Begin a check for what was told before, if anything was.

    By other rules than it was told under, or by another day, nothing may be left to ask (H-28):
    then it is told at once.
    """
    if not plan.entries:
        return
    store = context.store
    check = store.check(store.begin_check("left_open", plan.encode(), context.rules_version))
    walk = standing(context, check).walk if check is not None else None
    if check is None or walk is None or walk.end is None:
        return
    for alert in alerts_of(walk.findings):
        store.raise_alert(alert, check_id=check.id, again="told")
    store.end_check(check.id, walk.end)


def told_before(context: Context) -> tuple[CheckPurpose, ...]:
    """Purposes of the checks in which a topic was told and not asked to its end."""
    return tuple(check.purpose for check in take_up(context) if opened_of(context, check))


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
            context.store.raise_alert(alert, check_id=check.id, again="told")
        context.store.end_check(check.id, "emergency")
        _begin(context, _plan_of(still_open, ()))
