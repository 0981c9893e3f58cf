"""Safety checks: which one is due, which one goes on, and what those made so far allow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import knowing
from exercise_companion.core.checkplan import (
    FULL_EVERY_DAYS,
    CheckFacts,
    counts_still,
    is_fresh,
    plan_for,
)
from exercise_companion.core.findings import counts
from exercise_companion.core.program import SafetyParameters
from exercise_companion.core.screening import walk
from exercise_companion.core.screening_plan import How, Plan
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import AnswerRecord, CheckPurpose, StoredCheck
    from exercise_companion.core.screening import Walk

LOOK_BACK_DAYS: Final = FULL_EVERY_DAYS
"""Older checks change nothing: no rule of the daily check looks further back than four weeks."""

JUST_NOW: Final = timedelta(minutes=10)
"""So long `!` leads back to the questions it has begun; after that the first may have another
answer by now. Our decision, needs sign-off."""

WHOLE: Final = frozenset({"daily", "flare"})
"""Checks that ask every daily question."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A check with where it stands."""

    check: StoredCheck
    plan: Plan
    walk: Walk


def standing(context: Context, check: StoredCheck, *more: AnswerRecord) -> Standing:
    """Where a stored check stands, or would stand after one more answer.

    Raises:
        KeyError, ValueError: its answers do not fit the questions any more.

    """
    plan = Plan.decode(check.plan)
    known = knowing.knowledge(context, check)
    return Standing(check, plan, walk(plan, (*check.answers, *more), context.catalogue, known))


def recent(context: Context) -> tuple[StoredCheck, ...]:
    """The checks the rules look back on, oldest first."""
    return context.store.checks(context.day - timedelta(days=LOOK_BACK_DAYS))


def of_today(context: Context) -> tuple[StoredCheck, ...]:
    """The checks of this exercise day, oldest first: most questions look no further back."""
    checks = context.store.checks(context.day)
    return tuple(check for check in checks if check.started.local_day == context.day)


def open_check(context: Context, purpose: CheckPurpose) -> StoredCheck | None:
    """The newest check for that purpose, if it was neither ended nor outlived its hours.

    It must be of this exercise day and under this very program (SI-01). Of checks that go on with
    what others left open each is asked to its end, whichever was begun last.
    """
    check = _latest(
        check
        for check in of_today(context)
        if check.purpose == purpose and not (purpose == "left_open" and check.ended)
    )
    if check is None or check.ended is not None or not is_current(context, check):
        return None
    return check if fits(context, check) else None


def was_asked_just_now(context: Context, purpose: CheckPurpose) -> bool:
    """Whether the check for that purpose was begun, or answered, within the last minutes."""
    check = open_check(context, purpose)
    if check is None:
        return False
    last = (check.started.utc, *check.answered_utc)[-1]
    return timedelta(0) <= context.clock.now_utc() - last <= JUST_NOW


def check_to_answer(context: Context, purpose: CheckPurpose) -> StoredCheck | None:
    """The check a reply belongs to: also one overtaken by its day or hours since it was shown.

    Silence is never a no (decisions A9), and neither is a yes that came late, however late: the
    window may have stood open for weeks.
    """
    found = open_check(context, purpose)
    if found is not None:
        return found
    left = (check for check in context.store.checks_left() if check.purpose == purpose)
    last = _latest(left) if purpose == "left_open" else newest(context, purpose)
    if last is None or last.ended is not None or not fits(context, last):
        return None
    return last


def newest(context: Context, purpose: CheckPurpose) -> StoredCheck | None:
    """The check for that purpose that was begun last, however long ago."""
    return _latest(check for check in context.store.checks(date.min) if check.purpose == purpose)


def fits(context: Context, check: StoredCheck) -> bool:
    """Whether its answers still fit the questions; after an update they may not (H-28).

    Nor do they where the rules of today would have ended it by now. A check that no longer fits is
    asked anew from its beginning; what was told in it is asked to its end before.
    """
    try:
        return standing(context, check).walk.end is None
    except (KeyError, ValueError):
        return False


def unfinished(context: Context) -> tuple[CheckPurpose, ...]:
    """Purposes of the checks that were left in the middle, the newest last (SI-07)."""
    purposes: tuple[CheckPurpose, ...] = (
        "daily",
        "high_pain",
        "hard_stop",
        "after",
        "worked_out",
        "flare",
        "mistake",
        "left_open",
        "stop",
        "wrong",
    )
    return tuple(
        purpose
        for purpose in purposes
        if open_check(context, purpose) is not None
        and (purpose != "mistake" or _is_being_taken_back(context))
    )


def _is_being_taken_back(context: Context) -> bool:
    """Whether an alert is open that was said to be a mistake; a code may have ended it since."""
    return any(one.acknowledged == "mistake" for one in context.store.open_alerts())


def is_current(context: Context, check: StoredCheck) -> bool:
    """Whether a check may go on: of this exercise day, within its hours, for this program."""
    program, stored = context.program, context.stored_program
    parameters = program.safety_parameters if program else SafetyParameters()
    age = context.clock.now_utc() - check.started.utc
    return (
        check.started.local_day == context.day
        and counts_still(age, parameters.screen_valid_hours)
        and (stored is None or check.program_sha256 == stored.sha256)
    )


def begin(context: Context, purpose: CheckPurpose, session_id: int | None = None) -> int:
    """Begin a check for that purpose; returns its id."""
    plan = plan_for(purpose, facts(context), context.catalogue)
    return context.store.begin_check(
        purpose, plan.encode(), context.rules_version, session_id=session_id
    )


def facts(context: Context) -> CheckFacts:
    """What the choice of questions depends on."""
    program = context.program
    parameters = program.safety_parameters if program else SafetyParameters()
    checks = [check for check in recent(context) if check.ended == "complete"]
    daily = [check for check in checks if check.purpose == "daily"]
    full = _latest(check for check in daily if _is_full(context, check))
    latest = latest_daily_today(context)
    whole = _latest(check for check in _complete_today(context) if not _is_short(check))
    sha = context.stored_program.sha256 if context.stored_program else ""
    return CheckFacts(
        day=context.day,
        now_utc=context.clock.now_utc(),
        post_op=program is None or bool(program.post_op and program.post_op.active),
        last_full=_day(full),
        last_daily=_day(_latest(daily)),
        last_weekly=_day(_latest(check for check in daily if Plan.decode(check.plan).asks("W1"))),
        last_fortnightly=_day(
            _latest(check for check in daily if Plan.decode(check.plan).asks("B1"))
        ),
        lock_cleared_since_full=_lock_cleared_since(context, full),
        recheck=bool(program and program.recheck) and (not full or full.program_sha256 != sha),
        complete_today_utc=whole.ended_at.utc if whole and whole.ended_at else None,
        session_since_check=latest is not None and _session_since(context, latest),
        valid_hours=parameters.screen_valid_hours,
        gap_days=parameters.gap_days_full_screen,
    )


def _latest(checks: Iterable[StoredCheck]) -> StoredCheck | None:
    return max(checks, key=lambda check: check.id, default=None)


def _day(check: StoredCheck | None) -> date | None:
    return check.started.local_day if check else None


def _is_full(context: Context, check: StoredCheck) -> bool:
    daily = [topic.id for topic in context.catalogue.topics if topic.when == "daily"]
    return Plan.decode(check.plan).asks_by_item(daily)


def _lock_cleared_since(context: Context, full: StoredCheck | None) -> bool:
    """An EMERGENCY or URGENT alert cleared since then asks for every item (clinical-spec 7.5).

    Since then in the record: a clock that was set back meanwhile changes nothing (H-22).
    """
    return any(
        (cleared.tier.is_emergency or cleared.tier is Tier.URGENT)
        and (full is None or cleared.position > full.positions[0])
        for cleared in context.store.last_clearances()
    )


def latest_daily_today(context: Context) -> StoredCheck | None:
    """The check of this exercise day that a session would begin on.

    The last one, whether before a session or at a flare-up. But questions of a flare-up between a
    daily check and its session leave that check standing while it holds, so that the pain given
    since is not asked twice.
    """
    complete = _complete_today(context)
    daily = _latest(check for check in complete if check.purpose == "daily")
    if daily and is_current(context, daily) and not _session_since(context, daily):
        return daily
    return _latest(complete)


def _complete_today(context: Context) -> tuple[StoredCheck, ...]:
    """The complete checks of this day and program that ask every daily question, oldest first.

    The short repeat is among them: it stands for the questions it repeats.
    """
    stored = context.stored_program
    return tuple(
        check
        for check in of_today(context)
        if check.purpose in WHOLE
        and check.ended == "complete"
        and stored is not None
        and check.program_sha256 == stored.sha256
    )


def _is_short(check: StoredCheck) -> bool:
    return Plan.decode(check.plan).entries[0].how is How.GATE


def _session_since(context: Context, check: StoredCheck) -> bool:
    """Whether a session began on that check, or on a later one."""
    return any(
        session.check_id is not None and session.check_id >= check.id
        for session in context.store.sessions(context.day, context.day)
    )


def is_check_fresh(context: Context) -> bool:
    """Whether a session may begin on the last check (SI-01)."""
    return is_fresh(facts(context))


def skip_today_flags(context: Context) -> tuple[str, ...]:
    """Flags of today's checks that leave today's exercise out (action Z)."""
    flags = [flag for check in of_today(context) for flag in skips_today(context, check)]
    return tuple(dict.fromkeys(flags))


def skips_today(context: Context, check: StoredCheck) -> tuple[str, ...]:
    """Flags of one check that leave its day's exercise out.

    Read from the answers themselves, so that a check made under another catalogue counts too.
    """
    asked = [(context.flags.get(answer.question_id), answer.value) for answer in check.answers]
    return tuple(
        item.id
        for item, value in asked
        if item is not None and item.action is Action.SKIP_TODAY and counts(item.tier, value)
    )


def was_asked_today(context: Context, purpose: CheckPurpose) -> bool:
    """Whether such a check was completed since the check that allows a session now."""
    daily = latest_daily_today(context)
    return any(
        check.purpose == purpose
        and check.ended == "complete"
        and (daily is None or check.id > daily.id)
        for check in of_today(context)
    )
