"""What was told and not asked to its end, weighed by a new version of the plan.

It may record the very risk that makes it an emergency (C-05, C-09, C-21).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, TypeAlias

from exercise_companion.companion import knowing, waiting
from exercise_companion.companion.asking import alerts_of
from exercise_companion.companion.checking import standing
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.findings import was_told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.companion.checking import Standing
    from exercise_companion.companion.context import Context
    from exercise_companion.core.findings import Finding
    from exercise_companion.core.records import StoredCheck

Found: TypeAlias = "Mapping[int, tuple[Finding, ...]]"
"""What each check that waits has found, by the id of the check."""


def found_so_far(context: Context) -> Found:
    """What the checks that wait have found by the plan in force."""
    found = (_stands(context, check) for check in waiting.checks(context))
    return {one.check.id: one.walk.findings for one in found if one is not None}


def raise_what_weighs_more(context: Context, before: Found) -> None:
    """Raise what the same checks find by the plan in force now, and end those that it ends.

    A sign that was cleared since is not weighed again, alone or beside others, and a contact that
    only counting asks for (C-16, C-17) was weighed when it was told.

    Args:
        context: the open store, with the new version.
        before: what they had found by the version before it.

    """
    for check_id, known in before.items():
        check = context.store.check(check_id)
        now = _stands(context, check) if check is not None else None
        if now is None:
            continue
        news = [one for one in now.walk.findings if not was_told(one, known)]
        for alert in alerts_of(one for one in news if not _was_cleared(context, now, one)):
            if not is_computed(alert.rules):
                context.store.raise_alert(alert, check_id=now.check.id)
        if now.walk.end is not None:
            context.store.end_check(now.check.id, now.walk.end)


def _stands(context: Context, check: StoredCheck) -> Standing | None:
    """Where a check stands; None where its questions are others now: what waits in it is asked."""
    with suppress(KeyError, ValueError):
        return standing(context, check)
    return None


def _was_cleared(context: Context, now: Standing, finding: Finding) -> bool:
    """Whether a sign that takes part was cleared since it was told."""
    clearances = context.store.flag_clearances()
    return any(
        knowing.cleared_after(name, knowing.place_told(context, now.check, name), clearances)
        for name in (finding.flag_id, *finding.rules)
    )
