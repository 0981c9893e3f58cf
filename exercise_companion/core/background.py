"""What the safety rules know of the patient besides the answers being given now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.terms import RiskCode

OLD_FROM: Final = 70
"""Age in years from which rule C-06 asks for a doctor (clinical-spec 1.3, decisions A10)."""


@dataclass(frozen=True, slots=True)
class PastCheck:
    """The signs of an earlier check; answers corrected since are left out (decisions A7)."""

    days_ago: int
    """Exercise days between that check and now."""
    within_24_hours: bool
    """Combination rules look at everything answered in the last 24 hours (clinical-spec 1.3)."""
    reported: frozenset[str]
    """Flags whose answer counted."""
    denied: frozenset[str]
    """Flags answered no."""
    cleared: frozenset[str] = frozenset()
    """Of those reported: the alert was cleared since."""
    asked_again: frozenset[str] = frozenset()
    """Of those reported: another check goes on with them, and counts the day."""
    long_standing: frozenset[str] = frozenset()
    """Of those reported: older than three months and unchanged, as was said (decisions A4)."""


@dataclass(frozen=True, slots=True)
class Background:
    """Risk facts and earlier answers (clinical-spec 1.3, 1.4)."""

    risks: frozenset[RiskCode] = frozenset()
    """Risk facts that are yes, or not recorded: those count as yes (decisions A12)."""
    is_old: bool = False
    """70 years or more (rule C-06)."""
    post_op: bool = False
    """After an operation that the plan follows."""
    surgery_days_ago: int | None = None
    """Since the last one on the back; None when it is recorded that there was none, 0 when nothing
    is."""
    injection_days_ago: int | None = None
    """Since the last spinal injection, in the same way."""
    past: tuple[PastCheck, ...] = ()
    """Earlier checks, oldest first."""
    ended: frozenset[str] = frozenset()
    """Signs told before in this very check that were cleared since (decisions A7)."""

    def has(self, *codes: RiskCode) -> bool:
        """Whether any of these risk facts counts as yes."""
        return not self.risks.isdisjoint(codes)

    def had_within(self, days: int) -> bool:
        """Whether a spinal injection or surgery was so few days ago (rules C-14, C-18)."""
        last = (self.injection_days_ago, self.surgery_days_ago)
        return any(ago is not None and ago <= days for ago in last)

    @property
    def recent_signs(self) -> frozenset[str]:
        """Signs of the last 24 hours that nobody has cleared since (decisions A7)."""
        signs = [check.reported - check.cleared for check in self.past if check.within_24_hours]
        return frozenset().union(*signs)

    @property
    def recent_long_standing(self) -> frozenset[str]:
        """Of these: those that were lowered because they are old and stood alone (decisions A4)."""
        old = [check.long_standing for check in self.past if check.within_24_hours]
        return self.recent_signs & frozenset().union(*old)

    @property
    def standing_signs(self) -> frozenset[str]:
        """Signs whose last answer was yes: a weekly yes holds until the next no (decisions A7)."""
        standing: frozenset[str] = frozenset()
        for check in self.past:
            standing = (standing - check.denied) | (check.reported - check.cleared)
        return standing

    def stands(self, flag_id: str) -> bool:
        """Whether an earlier check was told of a sign that nobody has cleared since."""
        return any(flag_id in check.reported - check.cleared for check in self.past)

    def days_with(self, flag_id: str) -> frozenset[int]:
        """On which exercise days a sign was reported before, in days ago; 0 is the same day."""
        return frozenset(
            check.days_ago for check in self.past if flag_id in check.reported - check.asked_again
        )


Knowledge: TypeAlias = "Callable[[int], Background]"
"""What was known when the answer of that place was given; -1 is when the check began.

Answers are walked again and again, so what was known at each must not change afterwards.
"""
