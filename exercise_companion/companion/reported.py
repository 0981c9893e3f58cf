"""A sign that came up outside the questions: weighed and kept like one that was answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.companion import waiting
from exercise_companion.companion.asking import alerts_of
from exercise_companion.companion.checking import standing
from exercise_companion.core.records import StoredCheck
from exercise_companion.core.screening_plan import Entry, How, Plan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import AlertRecord


def alerts_for_sign(context: Context, flag_id: str, rule: str) -> tuple[AlertRecord, ...]:
    """What a sign raises that was reported outside the questions (rules PR-05, NC-5).

    It is weighed like an answered one: with the risks, and with what else was told of late.
    """
    check = StoredCheck(
        id=0,
        purpose="left_open",
        started=context.clock.when(),
        plan=_plan_for_sign(flag_id).encode(),
        program_sha256="",
        session_id=None,
        answers=(),
        ended=None,
        ended_at=None,
    )
    alerts = alerts_of(standing(context, check).walk.findings)
    return tuple(replace(alert, rules=(rule, *alert.rules)) for alert in alerts)


def keep_sign(
    context: Context, flag_id: str, alerts: Sequence[AlertRecord], session_id: int | None = None
) -> None:
    """Keep such a sign with its alerts, in the caller's commit; its follow-ups are asked next.

    After an EMERGENCY what waits in other checks counts as it is (clinical-spec 1.5).
    """
    check_id = context.store.begin_check(
        "left_open",
        _plan_for_sign(flag_id).encode(),
        context.rules_version,
        session_id=session_id,
    )
    for alert in alerts:
        context.store.raise_alert(alert, check_id=check_id, session_id=session_id, again="told")
    check = context.store.check(check_id)
    end = standing(context, check).walk.end if check else None
    if end is not None:
        context.store.end_check(check_id, end)
    if any(alert.tier.is_emergency for alert in alerts):
        waiting.count_in_full(context, but=check_id)


def _plan_for_sign(flag_id: str) -> Plan:
    return Plan((Entry(How.REPORTED, flag_id),))
