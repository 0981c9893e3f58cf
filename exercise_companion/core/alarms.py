"""The alarm budget: what computed rules notice becomes at most one contact in 14 days.

An alarm that comes too often is not heard (H-07, decisions A8). Everything noticed stays in the
report, told or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.noticed import Noticed, Weight
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

REARM_DAYS: Final = 14
"""So many days after a contact was asked for it may be asked for again (clinical-spec 2.5)."""

BUDGET: Final = 2
BUDGET_DAYS: Final = 14
"""More SOON alerts than this in so many days: the thresholds are to be reviewed (H-07)."""

_COMPUTED: Final = ("TR-", "NC-4", "FL-4", "PR-04", "PR-08", "PR-09", "C-16", "C-17")
"""How the ids of the computed rules begin (decisions A8)."""


@dataclass(frozen=True, slots=True)
class PastContact:
    """A contact that was asked for because of computed rules."""

    flag_id: str
    raised: date
    contacted: date | None
    """The day of the recorded contact or of the clearance; None while there is none."""


def is_computed(rules: Iterable[str]) -> bool:
    """Whether an alert came from computed rules (decisions A8)."""
    return any(rule.startswith(_COMPUTED) for rule in rules)


def newer_than(past: Sequence[PastContact], flag_id: str) -> date | None:
    """The day of the last recorded contact: only later data counts (decisions A1); else None."""
    days = [one.contacted for one in past if one.flag_id == flag_id and one.contacted is not None]
    return max(days, default=None)


def contacts_to_raise(
    noticed: Sequence[Noticed], past: Sequence[PastContact], today: date
) -> tuple[AlertRecord, ...]:
    """One merged contact per flag, if 14 days have passed since the last (decisions A8).

    Args:
        noticed: what all rules noticed, worked out on data newer than the last contact.
        past: every contact asked for so far.
        today: the exercise day.

    """
    telling = [one for one in noticed if one.weight is Weight.CONTACT]
    flags = dict.fromkeys(one.flag_id for one in telling)
    return tuple(
        _merged(flag_id, [one for one in telling if one.flag_id == flag_id])
        for flag_id in flags
        if _is_armed(past, flag_id, today)
    )


def _is_armed(past: Sequence[PastContact], flag_id: str, today: date) -> bool:
    return all((today - one.raised).days >= REARM_DAYS for one in past if one.flag_id == flag_id)


def _merged(flag_id: str, noticed: Sequence[Noticed]) -> AlertRecord:
    rules = tuple(dict.fromkeys(one.rule for one in noticed))
    numbers = "; ".join(dict.fromkeys(one.numbers for one in noticed))
    return AlertRecord(flag_id, rules, Tier.SOON, Action.CONTACT, numbers)


def over_budget(soon: Sequence[date], today: date) -> Noticed | None:
    """More than 2 SOON alerts in 14 days: the therapist is told to review the thresholds (H-07).

    Args:
        soon: the day of every SOON alert.
        today: the exercise day.

    """
    recent = sum(0 <= (today - day).days < BUDGET_DAYS for day in soon)
    if recent <= BUDGET:
        return None
    words = f"{recent} contacts in {BUDGET_DAYS} days: please review the thresholds"
    return Noticed("H-07", Weight.NOTE, words)
