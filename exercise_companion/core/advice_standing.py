"""What is told of a sign while another is open: never milder than that (clinical-spec 7.5, 7.8).

What leads while something graver is open is the line of the lock, as *Today* has it; then comes
what was told now. The wording is our decision, needs sign-off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.advice_texts import SEEN, Text, text_for
from exercise_companion.core.lock_words import blocking, first_to_call, reported, whom_to_call
from exercise_companion.core.terms import TIER_RANK

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from exercise_companion.core.advice_case import Case
    from exercise_companion.core.records import AlertRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """What else is open while something is told."""

    alerts: tuple[AlertRecord, ...] = ()
    """Those that count beside it (`stands_beside`)."""
    seen: bool = False
    """A clinician saw the patient for everything that is open, as is on record."""


NOTHING_ELSE: Final = Standing()

TELL_IT: Final = "Tell it to whoever sees you."


def stands_beside(
    told: Sequence[AlertRecord], others: Iterable[AlertRecord]
) -> tuple[AlertRecord, ...]:
    """Of the other open alerts those that count beside what is told now.

    What locks or holds at a higher tier; at the same one, too, because whom to call for both is
    said together. Two emergencies of one tier have the same number, and each its own words.
    """
    highest = _highest(told)
    found = blocking(others)
    graver = tuple(one for one in found if TIER_RANK[one.tier] > highest)
    beside = (one for one in found if TIER_RANK[one.tier] == highest)
    return graver or tuple(one for one in beside if not one.tier.is_emergency)


def is_graver(told: Sequence[AlertRecord], standing: Standing) -> bool:
    """Whether what is open is of a higher tier than what is told now."""
    return bool(standing.alerts) and _highest(standing.alerts) > _highest(told)


def of_highest_tier(alerts: Sequence[AlertRecord]) -> tuple[AlertRecord, ...]:
    """Those that an advice is worded for."""
    highest = _highest(alerts)
    return tuple(alert for alert in alerts if TIER_RANK[alert.tier] == highest)


def text_beside(told: Case, over: Case, *, seen: bool) -> Text:
    """What to do where signs are told while graver ones are open.

    Args:
        told: the signs of the highest tier among those told now.
        over: those of the highest tier among the open ones.
        seen: whether a clinician saw the patient for all that is open: then the advice for what
            is told now follows.

    """
    own, theirs = text_for(told), text_for(over)
    shown = own if seen else theirs
    lead = whom_to_call(over.top, over.items, over.reach, seen=seen)
    label, number = first_to_call(over.top, over.items, over.reach, seen=seen) or ("", None)
    reports = dict.fromkeys(reported(alert, told.items) for alert in told.top)
    lines = (*(told.phones() if seen else ()), *theirs.contacts)
    return Text(
        template="beside_open.1",
        title=shown.title,
        word=shown.word,
        do_now=(lead, *reports, *_then(told, own, seen=seen)),
        number_label=label,
        number=number,
        contacts=tuple(dict.fromkeys(lines)),
        avoid=theirs.avoid,
        closing=theirs.closing,
        choices=SEEN if seen else theirs.choices,
    )


def _then(told: Case, own: Text, *, seen: bool) -> tuple[str, ...]:
    """What comes after it; where a clinician saw a serious sign, too, the lock says it all."""
    if not seen:
        return (TELL_IT,)
    return () if told.tier.is_serious else own.do_now


def _highest(alerts: Iterable[AlertRecord]) -> int:
    return max(TIER_RANK[alert.tier] for alert in alerts)
