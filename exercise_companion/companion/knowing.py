"""What is known of the patient as a check begins: risk facts, age, earlier answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.background import OLD_FROM, Background, PastCheck
from exercise_companion.core.combination import FALL_DAYS
from exercise_companion.core.follow_ups import CES_SIGNS
from exercise_companion.core.signs import signs_of
from exercise_companion.core.terms import RiskCode

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program
    from exercise_companion.core.records import StoredCheck
    from exercise_companion.store.kept import ClearedInCheck

LOOK_BACK: Final = timedelta(days=FALL_DAYS)
"""No rule looks further back (C-16)."""

ONE_DAY: Final = timedelta(hours=24)

ALL_RISKS: Final[tuple[RiskCode, ...]] = get_args(RiskCode)

ASKED_AGAIN: Final = frozenset({*CES_SIGNS, "RF-CAR-04"})
"""Signs that an abandoned check leaves to the check that asks their follow-ups."""


def background(context: Context, check: StoredCheck) -> Background:
    """What the rules may know as that check began; kept while it is being asked."""
    return context.remember_background(check.id, lambda: _background(context, check))


def _background(context: Context, check: StoredCheck) -> Background:
    program, day = context.program, check.started.local_day
    injected = program.risk.spinal_injection_date if program else None
    operated = program.post_op.date if program and program.post_op else None
    return Background(
        risks=_risks(program),
        is_old=program is None or _age(program.patient.birth_date, day) >= OLD_FROM,
        post_op=bool(program and program.post_op and program.post_op.active),
        surgery_days_ago=_days_between(operated, day),
        injection_days_ago=_days_between(injected, day),
        past=_past(context, check),
    )


def _risks(program: Program | None) -> frozenset[RiskCode]:
    """Everything that is yes or not recorded (decisions A12)."""
    if program is None:
        return frozenset(ALL_RISKS)
    facts: dict[str, str | date | None] = dict(program.risk)
    return frozenset(code for code in ALL_RISKS if facts[code] != "no")


def _age(born: date, day: date) -> int:
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def _days_between(first: date | None, day: date) -> int | None:
    return (day - first).days if first is not None and first <= day else None


def _past(context: Context, check: StoredCheck) -> tuple[PastCheck, ...]:
    since = check.started.local_day - LOOK_BACK
    cleared = context.store.cleared_in_checks(since)
    return tuple(
        _past_check(context, earlier, check, cleared)
        for earlier in context.store.checks(since)
        if earlier.id < check.id
    )


def _past_check(
    context: Context, earlier: StoredCheck, now: StoredCheck, cleared: tuple[ClearedInCheck, ...]
) -> PastCheck:
    """An earlier check; what was pressed by mistake was never a sign (decisions A7)."""
    mine = [one for one in cleared if one.check_id == earlier.id]
    corrected = {one.flag_id for one in mine if one.method == "mistake"}
    signs = signs_of(earlier.answers, context.catalogue)
    left = ASKED_AGAIN if earlier.ended == "abandoned" else frozenset()
    return PastCheck(
        days_ago=(now.started.local_day - earlier.started.local_day).days,
        within_24_hours=now.started.utc - earlier.started.utc <= ONE_DAY,
        reported=signs.reported - corrected - left,
        denied=signs.denied,
        cleared=frozenset(one.flag_id for one in mine),
    )
