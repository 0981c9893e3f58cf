"""What is known of the patient at each answer: risk facts, age, what other checks were told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.background import OLD_FROM, Background
from exercise_companion.core.combination import FALL_DAYS, STANDING
from exercise_companion.core.follow_ups import (
    CES_SIGNS,
    NEU_SIGNS,
    FollowUp,
    follow_up_of,
    question_id,
)
from exercise_companion.core.screening_plan import How, Plan
from exercise_companion.core.signs import BEGUN, Sign, signs_of, tellings
from exercise_companion.core.terms import Answer, RiskCode
from exercise_companion.core.told import Instant, Told, known_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from exercise_companion.companion.context import Context
    from exercise_companion.core.background import Knowledge
    from exercise_companion.core.program import LastDay, Program
    from exercise_companion.core.records import StoredCheck
    from exercise_companion.store.kept import SignEvent

LOOK_BACK: Final = timedelta(days=FALL_DAYS)
"""C-16 looks back furthest. A weekly yes that is older was asked again since: after a gap of so
many days every sign is asked."""

ALL_RISKS: Final[tuple[RiskCode, ...]] = get_args(RiskCode)

ASKED_AGAIN: Final = frozenset(
    {*CES_SIGNS, "RF-CES-07", *NEU_SIGNS, "RF-CAR-04", "RF-PAIN-01", "RF-FALL-01", "RF-FX-01"}
)
"""Signs that have a follow-up, which a check of its own may have to ask."""


def knowledge(context: Context, check: StoredCheck) -> Knowledge:
    """What was known at each answer of a check; at one that is being given, what is known now."""
    facts = _facts(context, check)
    told = context.remember_told(check, lambda: _told(context, check))
    instants = tuple(zip((check.started.utc, *check.answered_utc), check.positions, strict=False))
    moments = _moments_told(context, check)
    told_here = _tellings(context, check)

    @cache
    def at(place: int) -> Background:
        (utc, position), *_ = (*instants[place + 1 :], (context.clock.now_utc(), None))
        about = tuple(moment for where, moment in moments if where <= place)
        known = known_at(facts, told, Instant(utc, check.started.local_day, position, about))
        last = {one: cleared for one, where, cleared in told_here if where < place}
        ended = (
            one
            for one, cleared in last.items()
            if cleared is not None and (position is None or cleared < position)
        )
        return replace(known, ended=frozenset(ended))

    return at


def _tellings(context: Context, check: StoredCheck) -> tuple[tuple[str, int, int | None], ...]:
    """Each telling of a sign in a check: its place, and where in the record it was cleared."""
    if not check.positions:  # a check that is only thought of, not on record
        return ()
    found = tellings(Plan.decode(check.plan), check.answers, context.catalogue)
    return tuple(
        (one, where, cleared_at(_events(context, check, one, check.positions[where + 1])))
        for one, where in found
    )


def ended_in(context: Context, check: StoredCheck) -> dict[str, int]:
    """The signs of a check that were cleared since, each with where in the record that was."""
    if not check.positions:  # a check that is only thought of, not on record
        return {}
    signs = signs_of(Plan.decode(check.plan), check.answers, context.catalogue)
    found = {
        one: cleared_at(_events(context, check, one, check.positions[sign.place + 1]))
        for one, sign in signs.items()
    }
    return {one: cleared for one, cleared in found.items() if cleared is not None}


def _moments_told(context: Context, check: StoredCheck) -> tuple[tuple[int, datetime], ...]:
    """When something was told in a check, by place; before it, in those that it asks out."""
    before = (utc for other in _asked_out(context, check) for _, utc in _told_at(other))
    return (*((BEGUN, utc) for utc in before), *_told_at(check))


def _told_at(check: StoredCheck) -> Iterator[tuple[int, datetime]]:
    """The places, and moments, of what is no answer to a follow-up and no denial."""
    for place, (answer, utc) in enumerate(zip(check.answers, check.answered_utc, strict=True)):
        if answer.value is not Answer.NO and follow_up_of(answer.question_id) is None:
            yield place, utc


def _asked_out(context: Context, check: StoredCheck) -> tuple[StoredCheck, ...]:
    """The checks that were left, and that this one asks to their end."""
    ids = context.store.continued_by(check.id) - {check.id}
    found = (context.store.check(one) for one in sorted(ids))
    return tuple(one for one in found if one is not None)


def _facts(context: Context, check: StoredCheck) -> Background:
    program, day = context.program, check.started.local_day
    if program is None:  # nothing can be read: everything counts (decisions A12)
        return Background(frozenset(ALL_RISKS), True, True, 0, 0)  # noqa: FBT003 - all of it yes
    operation = program.post_op
    return Background(
        risks=_risks(program),
        is_old=_age(program.patient.birth_date, day) >= OLD_FROM,
        post_op=operation is not None and operation.active,
        surgery_days_ago=_surgery_days_ago(program, day),
        injection_days_ago=_days_since(day, program.risk.spinal_injection_date),
    )


def _risks(program: Program) -> frozenset[RiskCode]:
    """Everything that is yes or not recorded (decisions A12)."""
    facts: dict[str, str | date | None] = dict(program.risk)
    return frozenset(code for code in ALL_RISKS if facts[code] != "no")


def _age(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def _surgery_days_ago(program: Program, day: date) -> int | None:
    """Since surgery on the back. The operation the plan follows may be one, and perhaps is not.

    So its day counts where it is the nearer one, and answers nothing that is not recorded.
    """
    ago = [_days_since(day, program.risk.spinal_surgery_date)]
    if program.post_op is not None:
        ago.append(_days_since(day, program.post_op.date))
    return min((days for days in ago if days is not None), default=None)


def _days_since(day: date, recorded: LastDay) -> int | None:
    """Days since it last happened; None where "no" is recorded.

    What is not recorded counts as today (decisions A12). A clock that is behind makes it today,
    not never (H-03).
    """
    if isinstance(recorded, date):
        return max(0, (day - recorded).days)
    return 0 if recorded is None else None


# --- what other checks were told ------------------------------------------------------------------


def _told(context: Context, check: StoredCheck) -> tuple[Told, ...]:
    """Every sign that other checks of the last weeks were told, oldest first."""
    taken_back = context.store.being_taken_back() if check.purpose == "mistake" else {}
    checks = _around(context, check)
    told = [
        one
        for other in checks
        if other.id != check.id
        for one in _told_in(context, other, _asked_again(other, checks))
        if one.position < taken_back.get(one.flag_id, one.position + 1)
    ]
    return tuple(sorted(told, key=lambda one: one.position))


def _around(context: Context, check: StoredCheck) -> tuple[StoredCheck, ...]:
    """The checks that may matter: of the days before it, or that a clock has put after it since.

    Before the first of those that it asks to their end, where it does. A clock that was set back
    has put the last days before that as far ahead as it went (H-22).
    """
    day = check.started.local_day
    first = min([day, *(one.started.local_day for one in _asked_out(context, check))])
    found = context.store.checks_between(first - LOOK_BACK, date.max)
    ahead = max((one.started.local_day for one in found), default=day)
    return tuple(
        one for one in found if not day + LOOK_BACK < one.started.local_day < ahead - LOOK_BACK
    )


def _asked_again(other: StoredCheck, checks: Sequence[StoredCheck]) -> frozenset[str]:
    """Signs of a check that was left whose follow-up is asked in a later one, which counts them."""
    if other.ended != "abandoned":
        return frozenset()
    return frozenset(
        entry.id
        for check in checks
        if check.id > other.id and check.purpose == "left_open"
        for entry in Plan.decode(check.plan).entries
        if entry.how is How.REPORTED
    )


def _told_in(context: Context, other: StoredCheck, asked_again: frozenset[str]) -> list[Told]:
    """What one check was told; what was pressed by mistake was never a sign (decisions A7)."""
    corrected = {
        one.flag_id
        for one in context.store.flag_clearances()
        if one.method == "mistake" and one.check_id == other.id
    }
    signs = signs_of(Plan.decode(other.plan), other.answers, context.catalogue)
    return [
        _one_told(context, flag_id, sign, other, asked_again=flag_id in asked_again)
        for flag_id, sign in signs.items()
        if flag_id not in corrected and (sign.reported or flag_id in STANDING)
    ]


def _one_told(
    context: Context,
    flag_id: str,
    sign: Sign,
    other: StoredCheck,
    *,
    asked_again: bool,
) -> Told:
    at = other.started.utc if sign.place == BEGUN else other.answered_utc[sign.place]
    position = other.positions[sign.place + 1]
    return Told(
        flag_id=flag_id,
        reported=sign.reported,
        at=at,
        position=position,
        day=other.started.local_day,
        cleared=cleared_at(_events(context, other, flag_id, position)),
        asked_again=asked_again,
        long_standing=_is_long_standing(flag_id, other),
    )


def _is_long_standing(flag_id: str, other: StoredCheck) -> bool:
    """Whether the last word on its beginning was: not within three months (decisions A4)."""
    asked = question_id(flag_id, FollowUp.ONSET_3_MONTHS)
    said = [answer.value for answer in other.answers if answer.question_id == asked]
    return said[-1:] == [Answer.NO]


def place_told(context: Context, check: StoredCheck, flag_id: str) -> int:
    """Where in the record a check was told of a sign; its beginning, for one of another check."""
    sign = signs_of(Plan.decode(check.plan), check.answers, context.catalogue).get(flag_id)
    return check.positions[0 if sign is None else sign.place + 1]


def events_told_in(context: Context, check: StoredCheck, flag_id: str) -> tuple[SignEvent, ...]:
    """The events that what a check was told of a sign is part of; none while it only waits."""
    return _events(context, check, flag_id, place_told(context, check, flag_id))


def _events(
    context: Context, check: StoredCheck, flag_id: str, place: int
) -> tuple[SignEvent, ...]:
    events = [one for one in context.store.sign_events() if one.alert.flag_id == flag_id]
    checks = context.store.continued_by(check.id) if events else ()
    return tuple(one for one in events if one.covers(place, checks))


def cleared_at(events: Collection[SignEvent]) -> int | None:
    """Where in the record the last of these events was cleared; None while one is open.

    A clearance ends the event it is about, with everything that was told of it (decisions A7,
    clinical-spec 7.5).
    """
    cleared = [one.cleared for one in events if one.cleared is not None]
    return max(cleared) if cleared and len(cleared) == len(events) else None
