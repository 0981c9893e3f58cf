"""Is this a flare-up? Asked, because not every one shows in the numbers (clinical-spec 2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.flare import BEGIN_RISE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.core.terms import Site

QUESTION: Final = "Is this a flare-up for you?"

WHAT_IT_IS: Final = "A flare-up: worse for hours or days, and in the way of your day."

WHAT_FOLLOWS: Final = (
    "If yes, each safety question comes first. Then you see what your therapist wrote for it."
)


@dataclass(frozen=True, slots=True)
class AskFlare:
    """The pain is well above the usual one: is it a flare-up? Replies: IsFlare, Leave."""

    numbers: tuple[str, ...]
    """"Back pain 6, usually 3." for each place."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The scores, what a flare-up is, and what a yes leads to."""
        return (*self.numbers, WHAT_IT_IS, WHAT_FOLLOWS)


@dataclass(frozen=True, slots=True)
class IsFlare:
    """Whether it is one."""

    yes: bool


def raised(usual: Mapping[Site, float], scores: Mapping[Site, int]) -> tuple[Site, ...]:
    """The places whose pain is at least 2 above the recorded usual one (rule FL-1).

    Rule FL-1 begins a flare-up by itself after two such days; the first of them is asked about. Our
    decision, needs sign-off.

    Args:
        usual: the therapist's recorded usual pain, 0-10, per place.
        scores: pain now, 0-10, per place.

    """
    return tuple(site for site, score in scores.items() if score >= usual[site] + BEGIN_RISE)
