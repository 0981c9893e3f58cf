"""What is known of the patient at each answer: risk facts, age, what other checks were told."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.background import OLD_FROM, Background
from exercise_companion.core.combination import FALL_DAYS, STANDING
from exercise_companion.core.follow_ups import CES_SIGNS, NEU_SIGNS, FollowUp, question_id
from exercise_companion.core.screening_plan import How, Plan
from exercise_companion.core.signs import BEGUN, Sign, signs_of
from exercise_companion.core.terms import Answer, RiskCode
from exercise_companion.core.told import Instant, Told, known_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.core.background import Knowledge
    from exercise_companion.core.program import LastDay, Program
    from exercise_companion.core.records import StoredCheck
    from exercise_companion.store.kept import FlagClearance

LOOK_BACK: Final = timedelta(days=FALL_DAYS)
"""C-16 looks back furthest. A weekly yes that is older was asked again since: after a gap of so
many days every sign is asked. As far ahead: a clock may have been set back since (H-22)."""

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

    @cache
    def at(place: int) -> Background:
        given = instants[place + 1 : place + 2] or ((context.clock.now_utc(), None),)
        return known_at(facts, told, Instant(given[0][0], check.started.local_day, given[0][1]))

    return at


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
    day = check.started.local_day
    clearances = context.store.flag_clearances()
    taken_back = context.store.being_taken_back() if check.purpose == "mistake" else {}
    checks = context.store.checks_between(day - LOOK_BACK, day + LOOK_BACK)
    told = [
        one
        for other in checks
        if other.id != check.id
        for one in _told_in(context, other, clearances, _asked_again(other, checks))
        if one.position < taken_back.get(one.flag_id, one.position + 1)
    ]
    return tuple(sorted(told, key=lambda one: one.position))


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


def _told_in(
    context: Context,
    other: StoredCheck,
    clearances: Sequence[FlagClearance],
    asked_again: frozenset[str],
) -> list[Told]:
    """What one check was told; what was pressed by mistake was never a sign (decisions A7)."""
    corrected = {
        one.flag_id for one in clearances if one.method == "mistake" and one.check_id == other.id
    }
    signs = signs_of(Plan.decode(other.plan), other.answers, context.catalogue)
    return [
        _one_told(flag_id, sign, other, clearances, asked_again=flag_id in asked_again)
        for flag_id, sign in signs.items()
        if flag_id not in corrected and (sign.reported or flag_id in STANDING)
    ]


def _one_told(
    flag_id: str,
    sign: Sign,
    other: StoredCheck,
    clearances: Sequence[FlagClearance],
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
        cleared=cleared_after(flag_id, position, clearances),
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


def cleared_after(flag_id: str, told: int, clearances: Sequence[FlagClearance]) -> int | None:
    """Where in the record a sign was cleared that was told at a place; None while it was not.

    A clearance ends every report of that sign before it (decisions A7), from the beginning of the
    event it is about: an earlier one is still open, or waits.
    """
    after = [
        one.position
        for one in clearances
        if one.flag_id == flag_id and one.since <= told < one.position
    ]
    return min(after, default=None)
