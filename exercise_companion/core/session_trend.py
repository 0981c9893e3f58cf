"""What several sessions and the mornings after them show: rules PR-04, PR-08 and PR-09."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.day_words import day_and_month
from exercise_companion.core.noticed import Noticed, Weight
from exercise_companion.core.pain import MorningOutcome, worst

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from exercise_companion.core.parameters import SessionParameters
    from exercise_companion.core.records import SessionEnd
    from exercise_companion.core.terms import Site

LEG_WORSE: Final = frozenset({MorningOutcome.AMBER, MorningOutcome.RED})
"""Rule PR-09: a leg so on the morning counts as a new leg symptom. Our decision, needs sign-off."""


@dataclass(frozen=True, slots=True)
class EndedSession:
    """A guided session that ended."""

    day: date
    end: SessionEnd


@dataclass(frozen=True, slots=True)
class RatedMorning:
    """The morning after a session, as it was rated per site."""

    day: date
    """The exercise day it was given on."""
    given: datetime
    outcomes: Mapping[Site, MorningOutcome]
    """A site that was asked and not given is UNKNOWN."""
    new_feeling: bool
    """A new feeling (PR-05) was reported in that session."""

    @property
    def outcome(self) -> MorningOutcome:
        """The worst over the sites; UNKNOWN counts as no good morning (H-21)."""
        return worst(self.outcomes.values())


def stopped_often(
    parameters: SessionParameters, sessions: Sequence[EndedSession]
) -> Noticed | None:
    """Rule PR-04: pain ended 3 of the last 5 sessions (clinical-spec 2.3).

    Args:
        parameters: the program's numbers (`stop_sessions`).
        sessions: oldest first.

    """
    needed, of = parameters.stop_sessions
    last = sessions[-of:]
    stopped = sum(one.end == "stopped_by_pain" for one in last)
    if stopped < needed:
        return None
    return Noticed(
        "PR-04", Weight.CONTACT, f"Pain ended {stopped} of the last {len(last)} sessions"
    )


def red_often(parameters: SessionParameters, mornings: Sequence[RatedMorning]) -> Noticed | None:
    """Rule PR-08: 3 RED in the last 5 rated mornings; one not given is not rated (2.4).

    Args:
        parameters: the program's numbers (`red_mornings`).
        mornings: oldest first.

    """
    needed, of = parameters.red_mornings
    rated = [one for one in mornings if one.outcome is not MorningOutcome.UNKNOWN][-of:]
    red = sum(one.outcome is MorningOutcome.RED for one in rated)
    if red < needed:
        return None
    words = f"Pain was higher on {red} of the last {len(rated)} mornings after a session"
    return Noticed("PR-08", Weight.CONTACT, words)


def red_with_leg(morning: RatedMorning) -> Noticed | None:
    """Rule PR-09: a RED morning with new leg symptoms: topics 1 and 2 are asked (2.4, A11).

    It asks and is no contact by itself: an answer decides. A new leg symptom is a new feeling in
    that session, or a leg that is worse on the morning. Our decision, needs sign-off.
    """
    leg = morning.outcomes.get("leg") in LEG_WORSE or morning.new_feeling
    if morning.outcome is not MorningOutcome.RED or not leg:
        return None
    words = f"Worse on the morning of {day_and_month(morning.day)}, with the leg"
    return Noticed("PR-09", Weight.NOTE, words, "leg", asks=True)
