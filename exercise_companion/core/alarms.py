"""The alarm budget: what computed rules find becomes at most one contact in 14 days.

An alarm that comes too often is not heard (H-07, decisions A8). Everything noticed stays in the
report, told or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.noticed import (
    CALF_RULE,
    CALF_WHEN_WALKING,
    WORSENING,
    Noticed,
    Weight,
)
from exercise_companion.core.overdue import OF_THE_PLAN
from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from exercise_companion.core.flags import FlagItem

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

    alert: AlertRecord
    raised: date
    contacted: date | None
    """The day of the recorded contact or of the clearance; None while there is none."""


def is_computed(rules: Iterable[str]) -> bool:
    """Whether an alert came from computed rules (decisions A8)."""
    return any(rule.startswith(_COMPUTED) for rule in rules)


def is_told(alert: AlertRecord) -> bool:
    """Whether the patient's answers raised it: not computed rules, nor the plan's own dates.

    A sign whose tier the therapist raised so that it holds or locks is told, also where counting
    (C-16, C-17) fires beside it: that alone asks for a contact (decisions A8).
    """
    answered = alert.action is not Action.CONTACT and alert.flag_id in alert.rules
    return alert.flag_id not in OF_THE_PLAN and (answered or not is_computed(alert.rules))


def newer_than(past: Sequence[PastContact], flag_id: str) -> date | None:
    """The day of the last recorded contact about a flag; None when there is none.

    Only later data counts (decisions A1). A contact about a fall says nothing of the pain's trend.
    """
    days = [one.contacted for one in past if _is_about(one.alert, flag_id) and one.contacted]
    return max(days, default=None)


def _is_about(alert: AlertRecord, flag_id: str) -> bool:
    merged = flag_id == CALF_WHEN_WALKING and CALF_RULE in alert.rules
    return merged or alert.flag_id == flag_id


def is_armed(past: Sequence[PastContact], today: date) -> bool:
    """Whether a contact may be asked for: 14 days after the last, whatever that was about (A8).

    Args:
        past: every contact asked for so far, C-16 and C-17 too.
        today: the exercise day.

    """
    return all((today - one.raised).days >= REARM_DAYS for one in past)


def contact_to_raise(
    noticed: Sequence[Noticed], past: Sequence[PastContact], today: date
) -> AlertRecord | None:
    """One contact merged from all that weighs enough, if it may be asked for (decisions A8).

    It is about "getting worse", or about the calf where every rule is.

    Args:
        noticed: what all rules noticed, worked out on data newer than the last contact.
        past: every contact asked for so far.
        today: the exercise day.

    """
    telling = [one for one in noticed if one.weight is Weight.CONTACT]
    if not telling or not is_armed(past, today):
        return None
    all_about_the_calf = all(one.flag_id == CALF_WHEN_WALKING for one in telling)
    lead = CALF_WHEN_WALKING if all_about_the_calf else WORSENING
    rules = tuple(dict.fromkeys(one.rule for one in telling))
    numbers = "; ".join(dict.fromkeys(one.numbers for one in telling))
    return AlertRecord(lead, rules, Tier.SOON, Action.CONTACT, numbers)


def sign_to_raise(
    noticed: Iterable[Noticed],
    past: Sequence[PastContact],
    items: Mapping[str, FlagItem],
    today: date,
) -> AlertRecord | None:
    """The warning sign that the record shows, as if it had been told (rule NC-4).

    One that is open stands for it, and after one was raised, and ended, it waits more than 14 days
    (our decision, needs sign-off): the patient's own record of a talk ends such a hold once in that
    time.

    Args:
        noticed: what all rules noticed, worked out on data newer than what ended the last one.
        past: every hold and lock of that sign so far, told or worked out.
        items: the catalogue's items by id.
        today: the exercise day.

    """
    one = next((one for one in noticed if one.weight is Weight.SIGN), None)
    ended = [block.contacted for block in past if block.contacted is not None]
    waits = any((today - day).days <= REARM_DAYS for day in ended)
    if one is None or waits or len(ended) < len(past):
        return None
    item = items[one.flag_id]
    return AlertRecord(item.id, (one.rule,), item.tier, item.action, one.numbers)


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
