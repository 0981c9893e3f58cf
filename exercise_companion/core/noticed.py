"""What a computed rule notices: which rule, how much it weighs, and the figures that fired.

Computed rules read the record over days and weeks; no question is behind them. They never hold or
lock (decisions A8): what weighs as a contact is merged by `core.alarms`, the rest is reported. NC-4
alone finds a warning sign that is asked about, too, and that counts as if it had been told.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_and_month

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.core.terms import Site

WORSENING: Final = "RF-PAIN-03"
"""The flag of "getting worse despite the program", worked out by the rules (clinical-spec 1.2)."""

CALF_WHEN_WALKING: Final = "RF-PAD-02"
"""The flag of a calf that cramps in walking and eases standing still (clinical-spec 1.2)."""

CALF_RULE: Final = "NC-4"
"""The rule behind that flag (clinical-spec 2.6)."""


class Weight(StrEnum):
    """How much it weighs, least first."""

    UNKNOWN = "unknown"
    """Not enough is recorded for a claim. It is never read as good (TR-0, H-21)."""
    NOTE = "note"
    """For the report (MONITOR); the patient is told nothing."""
    CONTACT = "contact"
    """Contact the therapist (SOON)."""
    SIGN = "sign"
    """The warning sign itself, with the tier and the action of its question (NC-4)."""

    @property
    def tells(self) -> bool:
        """Whether the patient is told to contact somebody."""
        return self in {Weight.CONTACT, Weight.SIGN}


@dataclass(frozen=True, slots=True)
class Noticed:
    """What one rule noticed."""

    rule: str
    weight: Weight
    numbers: str
    """The figures in words: "Leg pain: 3 → 6 since 3 May". No cause, no judgement."""
    site: Site | None = None
    asks: bool = False
    """Topics 1 and 2 are asked item by item before the next session (decisions A11)."""
    flag_id: str = WORSENING


def figure(number: float) -> str:
    """A figure without needless decimals: 3, 3.5."""
    return f"{round(number, 1):g}"


def change(what: str, before: float, now: float, since: date, unit: str = "") -> str:
    """Two figures of one thing: "Leg pain: 3 → 6 since 3 May"."""
    return f"{what}: {figure(before)} → {figure(now)}{unit} since {day_and_month(since)}"
