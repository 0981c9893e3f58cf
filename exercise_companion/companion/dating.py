"""Raises what the plan's dates ask for: an overdue review, a plan that has ended (A16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core import overdue
from exercise_companion.store.kept import Clearance

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.records import AlertRecord


def watch(context: Context) -> None:
    """Raise the alert of the plan's dates, once.

    Raises:
        StoreFault: it could not be written; the next time does it.

    """
    alert = _due(context)
    if alert is None or _is_on_record(context, alert):
        return
    with context.store.transaction():
        context.store.raise_alert(alert, rules_version=context.rules_version)
        context.refresh_projection()


def _due(context: Context) -> AlertRecord | None:
    program, state = context.program, context.program_state
    if program is None:
        return None
    if state == "review_overdue":
        today = context.trusted_local().date()
        return overdue.review_alert(program, today, context.reviews_done())
    return overdue.end_alert(program) if state == "expired" else None


def _is_on_record(context: Context, alert: AlertRecord) -> bool:
    """Whether it is open; the end of a plan is told once, whatever became of that."""
    if alert.flag_id == overdue.REVIEW:
        return any(one.alert.flag_id == overdue.REVIEW for one in context.store.open_alerts())
    past = context.store.alerts(context.store.made_on, context.day)
    return any(
        (one.alert.alert.flag_id, one.alert.alert.numbers) == (alert.flag_id, alert.numbers)
        for one in past
    )


def settle(context: Context) -> None:
    """A new version whose dates ask for nothing ends what the dates of the old one asked for."""
    program = context.program
    if program is None or _due(context) is not None:
        return
    ids = [
        one.id for one in context.store.open_alerts() if one.alert.flag_id in overdue.OF_THE_PLAN
    ]
    prescriber = program.prescriber
    clearance = Clearance(
        "program",
        prescriber.name,
        prescriber.profession,
        context.day,
        note="A new version of the plan.",
    )
    context.store.clear(ids, clearance)
