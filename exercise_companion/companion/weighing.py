"""What was told and not asked to its end, weighed by the plan and the rules in force now.

A new version may record the very risk that makes it an emergency (C-05, C-09, C-21).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from exercise_companion.companion import knowing
from exercise_companion.companion.asking import alerts_of
from exercise_companion.companion.checking import standing
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.reweighing import reweigh
from exercise_companion.core.screening_plan import Plan
from exercise_companion.core.terms import TIER_RANK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.companion.context import Context
    from exercise_companion.core.findings import Finding
    from exercise_companion.core.records import AlertRecord, StoredCheck
    from exercise_companion.core.screening import Walk


def weigh(context: Context, check: StoredCheck) -> Walk:
    """Where a check stands that has not ended.

    Where its questions are others since, or would have ended it by now, or a question of the
    therapist's is asked no more, or a sign of it was cleared since: what its answers come to.
    """
    ended, gone = knowing.ended_in(context, check), context.own_signs_gone(check)
    with suppress(KeyError, ValueError):
        walk = standing(context, check).walk
        if walk.end is None and not (ended or gone):
            return walk
    known, plan = knowing.knowledge(context, check), Plan.decode(check.plan)
    return reweigh(plan, check.answers, context.catalogue, known, ended, gone=gone)


def news(context: Context, check: StoredCheck, walk: Walk) -> Iterator[AlertRecord]:
    """What it comes to that was not told when its answers were given.

    A sign that was cleared since is not weighed again, alone or beside others, and a contact that
    only counting asks for (C-16, C-17) was weighed when it was told.
    """
    for alert in alerts_of(one for one in walk.findings if not _was_cleared(context, check, one)):
        if not is_computed(alert.rules) and not _was_told(context, check, alert):
            yield alert


def _was_told(context: Context, check: StoredCheck, alert: AlertRecord) -> bool:
    """Whether the event it belongs to has an alert that is at least as severe."""
    return any(
        TIER_RANK[event.alert.tier] >= TIER_RANK[alert.tier]
        for event in knowing.events_told_in(context, check, alert.flag_id)
    )


def _was_cleared(context: Context, check: StoredCheck, finding: Finding) -> bool:
    """Whether a sign that takes part was cleared since it was told."""
    return any(
        knowing.cleared_at(knowing.events_told_in(context, check, name)) is not None
        for name in (finding.flag_id, *finding.rules)
    )
