"""Safety checks: which one is due, the next question, and what an answer sets off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import knowing
from exercise_companion.core.checkplan import FULL_EVERY_DAYS, CheckFacts, is_fresh, plan_for
from exercise_companion.core.findings import Finding, counts
from exercise_companion.core.follow_ups import FollowUp
from exercise_companion.core.program import SafetyParameters
from exercise_companion.core.prompts import AskSafety, AskSettled
from exercise_companion.core.records import AlertRecord, AnswerRecord
from exercise_companion.core.screening import RAISES_ALERT, Entry, How, Plan, walk
from exercise_companion.core.terms import Action, Answer, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.prompts import Answered
    from exercise_companion.core.records import CheckPurpose, StoredCheck
    from exercise_companion.core.screening import Question, Walk

LOOK_BACK_DAYS: Final = FULL_EVERY_DAYS
"""Older checks change nothing: no rule of the daily check looks further back than four weeks."""

PURPOSE_LINES: Final[dict[CheckPurpose, str]] = {
    "daily": "Only what is new, or worse than usual. Each question needs its own answer.",
    "wrong": "Tell us what is wrong. Each question needs its own answer.",
    "stop": "You stopped. Two questions first.",
    "hard_stop": "You stopped because of pain. These questions come first.",
    "after": "One question about the session.",
    "high_pain": "Your pain is high today. One question first.",
    "worked_out": "Your record has changed. These questions come first.",
    "flare": "A flare-up: every question is asked first.",
    "mistake": "You pressed it by mistake. Each question is asked again.",
}

TOLD_BEFORE_LINE: Final = "You told us about this before. It comes first."

SERIOUS_LINE: Final = "You told us about something that needs a call. A few more questions first."

NEEDS_A_CALL: Final = frozenset({Tier.URGENT, Tier.SOON})

SETTLE_TIME: Final = timedelta(minutes=10)
"""How long a dizzy patient rests before being asked again (rule C-13)."""


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
    background = knowing.background(context, check)
    return Standing(check, plan, walk(plan, (*check.answers, *more), context.catalogue, background))


def recent(context: Context) -> tuple[StoredCheck, ...]:
    """The checks the rules look back on, oldest first."""
    return context.store.checks(context.day - timedelta(days=LOOK_BACK_DAYS))


def of_today(context: Context) -> tuple[StoredCheck, ...]:
    """The checks of this exercise day, oldest first: most questions look no further back."""
    checks = context.store.checks(context.day)
    return tuple(check for check in checks if check.started.local_day == context.day)


def open_check(context: Context, purpose: CheckPurpose) -> StoredCheck | None:
    """The newest check for that purpose, if it was neither ended nor outlived its hours.

    It must be of this exercise day and under this very program (SI-01).
    """
    check = _latest(check for check in of_today(context) if check.purpose == purpose)
    if check is None or check.ended is not None or not _is_current(context, check):
        return None
    return check if _fits(context, check) else None


def _fits(context: Context, check: StoredCheck) -> bool:
    """Whether its answers still fit the questions; after an update they may not (H-28).

    A check that no longer fits is asked anew from its beginning.
    """
    try:
        standing(context, check)
    except (KeyError, ValueError):
        return False
    return True


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
        "stop",
        "wrong",
    )
    return tuple(purpose for purpose in purposes if open_check(context, purpose) is not None)


def _is_current(context: Context, check: StoredCheck) -> bool:
    program, stored = context.program, context.stored_program
    parameters = program.safety_parameters if program else SafetyParameters()
    age = context.clock.now_utc() - check.started.utc
    return (
        check.started.local_day == context.day
        and age < timedelta(hours=parameters.screen_valid_hours)
        and (stored is None or check.program_sha256 == stored.sha256)
    )


def begin(context: Context, purpose: CheckPurpose, session_id: int | None = None) -> int:
    """Begin a check for that purpose; returns its id."""
    plan = plan_for(purpose, facts(context), context.catalogue)
    return _begin(context, purpose, plan, session_id)


def _begin(
    context: Context, purpose: CheckPurpose, plan: Plan, session_id: int | None = None
) -> int:
    return context.store.begin_check(
        purpose, plan.encode(), context.catalogue.version, session_id=session_id
    )


# --- signs that wait for a follow-up --------------------------------------------------------------


def waiting(context: Context) -> tuple[StoredCheck, ...]:
    """Checks with a reported sign whose tier is open until a follow-up is answered.

    However old they are: silence is never a no (decisions A9).
    """
    return tuple(
        check
        for check in recent(context)
        if check.ended is None
        and _may_wait(check)
        and _fits(context, check)
        and standing(context, check).walk.waiting
    )


def _may_wait(check: StoredCheck) -> bool:
    """Whether it could wait for a follow-up at all: spares walking every check of four weeks."""
    told = {answer.question_id for answer in check.answers if answer.value is not Answer.NO}
    again = Plan.decode(check.plan).entries[0].how is How.REPORTED
    return again or not told.isdisjoint(knowing.ASKED_AGAIN)


def take_up_waiting(context: Context) -> bool:
    """Ask first what an earlier check left open; whether there is such a question.

    A check that is no longer current is not asked to its end: only its open follow-ups are, in a
    check of their own.
    """
    for check in waiting(context):
        if _is_current(context, check):
            continue
        flags = standing(context, check).walk.waiting
        plan = Plan(tuple(Entry(How.REPORTED, flag_id) for flag_id in flags))
        with context.store.transaction():
            context.store.end_check(check.id, "abandoned")
            _begin(context, "wrong", plan, check.session_id)
    return bool(waiting(context))


def facts(context: Context) -> CheckFacts:
    """What the choice of questions depends on."""
    program = context.program
    parameters = program.safety_parameters if program else SafetyParameters()
    checks = [check for check in recent(context) if check.ended == "complete"]
    daily = [check for check in checks if check.purpose == "daily"]
    full = _latest(check for check in daily if _is_full(context, check))
    latest, whole = latest_daily_today(context), _latest(_whole_today(context))
    sha = context.stored_program.sha256 if context.stored_program else ""
    return CheckFacts(
        day=context.day,
        now_utc=context.clock.now_utc(),
        post_op=bool(program and program.post_op and program.post_op.active),
        last_full=_day(full),
        last_daily=_day(_latest(daily)),
        last_weekly=_day(_latest(check for check in daily if Plan.decode(check.plan).asks("W1"))),
        last_fortnightly=_day(
            _latest(check for check in daily if Plan.decode(check.plan).asks("B1"))
        ),
        lock_cleared_since_full=_lock_cleared_since(context, full),
        recheck=bool(program and program.recheck) and (not full or full.program_sha256 != sha),
        complete_today_utc=whole.ended_at.utc if whole and whole.ended_at else None,
        session_since_check=latest is not None and _opened_a_session(context, latest),
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
    """An EMERGENCY or URGENT alert cleared since then asks for every item (clinical-spec 7.5)."""
    return any(
        (cleared.tier.is_emergency or cleared.tier is Tier.URGENT)
        and (full is None or cleared.when.utc > full.started.utc)
        for cleared in context.store.last_clearances()
    )


def latest_daily_today(context: Context) -> StoredCheck | None:
    """The last complete daily check of this exercise day under this very program."""
    return _latest(_daily_today(context))


def _daily_today(context: Context) -> tuple[StoredCheck, ...]:
    stored = context.stored_program
    return tuple(
        check
        for check in of_today(context)
        if check.purpose == "daily"
        and check.ended == "complete"
        and stored is not None
        and check.program_sha256 == stored.sha256
    )


def _whole_today(context: Context) -> tuple[StoredCheck, ...]:
    """Those of them that were no short repeat."""
    return tuple(
        check
        for check in _daily_today(context)
        if Plan.decode(check.plan).entries[0].how is not How.GATE
    )


def _opened_a_session(context: Context, check: StoredCheck) -> bool:
    return any(
        session.check_id == check.id for session in context.store.sessions(context.day, context.day)
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


def ask(context: Context, check: StoredCheck) -> AskSafety | AskSettled | None:
    """The next question of a check; None when it has ended."""
    where = standing(context, check)
    question = where.walk.question
    if question is None:
        return None
    if question.follow_up is FollowUp.SETTLED:
        return ask_whether_settled(context, check, question)
    gate = where.plan.entries[where.walk.number - 1].how is How.GATE
    return AskSafety(
        question=_with_anchor(context, question, check),
        number=1 if gate else where.walk.number,
        of=1 if gate else where.walk.of,
        topics=() if gate else _topics(context, where),
        purpose=_purpose_line(where),
        serious=_serious_line(where),
    )


def _purpose_line(where: Standing) -> str:
    again = where.plan.entries[0].how is How.REPORTED
    return TOLD_BEFORE_LINE if again else PURPOSE_LINES[where.check.purpose]


def _serious_line(where: Standing) -> str:
    """What to do while the questions go on after a sign that matters."""
    if "RF-CAR-04" in where.walk.waiting:
        return f"Sit or lie down. {SERIOUS_LINE}"
    return SERIOUS_LINE if where.walk.waiting or where.walk.worst in NEEDS_A_CALL else ""


def ask_whether_settled(context: Context, check: StoredCheck, question: Question) -> AskSettled:
    """Rule C-13: the patient rests ten minutes, counted from the answer, then is asked."""
    told = [
        at
        for answer, at in zip(check.answers, check.answered_utc, strict=True)
        if answer.question_id == "RF-CAR-04"
    ]
    now = context.clock.now_utc()
    return AskSettled(
        title="Sit or lie down",
        lines=(
            "Sit or lie down until the dizzy feeling has gone.",
            "Press ! if it gets worse or anything else is wrong.",
        ),
        question=question.text,
        about=question.title,
        ask_from=max(told) + SETTLE_TIME if told else now,
        handed_out=now,
        asked=question,
    )


def _with_anchor(context: Context, question: Question, check: StoredCheck) -> Question:
    """Say what is known of it, or since when.

    A long-standing sign the therapist noted (clinical-spec 1.1), what was cleared before
    (decisions A1), the last check (the short repeat).
    """
    if "{since}" in question.text:
        last = latest_daily_today(context)
        since = last.ended_at if last and last.ended_at else check.started
        local = since.utc.astimezone(context.clock.local().tzinfo)
        return replace(question, text=question.text.replace("{since}", f"{local:%H:%M}"))
    for known in context.program.known_baseline if context.program else ():
        if known.flag_id == question.id:
            note = f'Your therapist knows: "{known.note}" Is it worse than usual? '
            return replace(question, text=note + question.text)
    for cleared in context.store.last_clearances():
        if cleared.flag_id == question.id:
            day = cleared.when.local_day
            note = f"Only what is new or worse since {day.day} {day:%B}: "
            return replace(question, text=note + question.text)
    return question


def _topics(context: Context, where: Standing) -> tuple[tuple[str, str], ...]:
    """Every topic of the check with what was answered so far."""
    rows = []
    for number, entry in enumerate(where.plan.entries, start=1):
        if entry.how in {How.SINGLE, How.GATE, How.REPORTED}:
            continue
        topic = context.catalogue.topic(entry.id)
        ids = {topic.id, *topic.items}
        answers = [answer.value for answer in where.check.answers if answer.question_id in ids]
        rows.append((topic.title, _summed(answers) if number < where.walk.number else ""))
    return tuple(rows)


def _summed(answers: list[Answer]) -> str:
    if Answer.YES in answers:
        return "Yes"
    return "Not sure" if Answer.NOT_SURE in answers else "No"


def answer(context: Context, check: StoredCheck, asked: Question, given: Answered) -> Standing:
    """Keep an answer, and with it in one commit every alert it raises; returns where it stands.

    The end of the check is a record of its own, in the same commit.
    """
    record = AnswerRecord(asked.id, asked.attempt, given.value, given.dwell_ms)
    before, after = standing(context, check), standing(context, check, record)
    with context.store.transaction():
        context.store.add_answer(check.id, record, alerts_of(news(before, after)))
        if after.walk.end is not None:
            context.store.end_check(check.id, after.walk.end)
    return after


def news(before: Standing, after: Standing) -> tuple[Finding, ...]:
    """What an answer found."""
    return after.walk.findings[len(before.walk.findings) :]


def would_find(
    context: Context, check: StoredCheck, asked: Question, given: Answered
) -> tuple[Finding, ...]:
    """What an answer finds, without keeping it: for the advice when it cannot be written.

    A sign whose follow-up cannot be asked any more counts at its own tier.
    """
    record = AnswerRecord(asked.id, asked.attempt, given.value, given.dwell_ms)
    after = standing(context, check, record)
    waiting = [context.flags[flag_id] for flag_id in after.walk.waiting]
    return (
        *news(standing(context, check), after),
        *(Finding(item.id, item.tier, item.action, (item.id,)) for item in waiting),
    )


def alerts_of(found: Iterable[Finding]) -> tuple[AlertRecord, ...]:
    """The alerts that findings raise."""
    return tuple(
        AlertRecord(finding.flag_id, finding.rules, finding.tier, finding.action)
        for finding in found
        if finding.action in RAISES_ALERT
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
