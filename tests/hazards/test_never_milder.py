"""A sign, a risk fact or a point of pain more never makes what follows milder (decisions C6).

Asked of the whole companion, by what it keeps and what it shows, so that it holds for every rule
between an answer and the decision.
"""

from __future__ import annotations

import itertools
import shutil
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
import scratch
from builders import LAST_DAYS, RISK_FACTS, as_bytes
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from journeys import (
    BORN,
    FIRST_DAY,
    NAME,
    NOT_SURE,
    YES,
    Patient,
    StoppedClock,
    full_program,
    rows,
    visit,
)

from exercise_companion import catalogue
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.terms import TIER_RANK, Answer, Tier

if TYPE_CHECKING:
    from pathlib import Path

ITEMS: Final = tuple(item.id for item in catalogue.red_flags() if item.is_asked)

SEVERITY: Final = {
    "go": 0,
    "easy_only": 1,
    "rest_today": 2,
    "held": 3,
    "locked": 4,
}

ANSWERS = st.dictionaries(st.sampled_from(ITEMS), st.sampled_from((YES, NOT_SURE)), max_size=3)
RISKS = st.frozensets(st.sampled_from(RISK_FACTS), max_size=2)

PROFILE = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    derandomize=True,
)

Outcome = tuple[int, int]
"""The highest tier on record, and how strict the decision is."""


class Visits:
    """What comes of a morning's check, for somebody with those risks, signs and pain.

    Args:
        store: one on whose first day a session was done.

    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self.outcome = cache(self._outcome)

    def _outcome(
        self, risks: frozenset[str], signs: frozenset[tuple[str, Answer]], pain: int
    ) -> Outcome:
        clock = StoppedClock(FIRST_DAY + timedelta(days=1))
        patient = Patient(dict(signs), pain=pain, begins=False)
        with scratch.folder() as place:
            shutil.copytree(self._store, place / "data")
            (place / "plan.json").write_bytes(as_bytes(program_with(risks)))
            with Companion(place / "data", clock) as companion:
                companion.install(place / "plan.json", NAME, BORN)
                companion.start()
                shown = visit(companion, patient)
            tiers = [Tier(str(tier)) for (tier,) in rows(place / "data", "SELECT tier FROM alert")]
        kinds = [
            SEVERITY[prompt.decision.kind]
            for prompt in shown
            if isinstance(prompt, prompts.ShowDecision)
        ]
        return max((TIER_RANK[tier] for tier in tiers), default=0), max(kinds, default=0)


def program_with(risks: frozenset[str]) -> dict[str, object]:
    """The next version of the plan, with these risk facts as yes and all others as no."""
    program = full_program()
    recorded = dict.fromkeys((*RISK_FACTS, *LAST_DAYS), "no") | dict.fromkeys(sorted(risks), "yes")
    before = {"program_id": program["program_id"], "version": 1}
    return program | {"risk": recorded, "version": 2, "supersedes": before}


def not_milder(more: Outcome, less: Outcome) -> bool:
    return all(one >= other for one, other in zip(more, less, strict=True))


@pytest.fixture(scope="module")
def visits(second_day: Path) -> Visits:
    return Visits(second_day)


def test_a_sign_more_is_never_milder(visits: Visits) -> None:
    @PROFILE
    @given(signs=ANSWERS, risks=RISKS, flag=st.sampled_from(ITEMS))
    @example(signs={"RF-GEN-01": YES}, risks=frozenset(), flag="RF-NEU-01")
    @example(signs={"RF-GEN-02": YES}, risks=frozenset(), flag="RF-GEN-03")
    def holds(signs: dict[str, Answer], risks: frozenset[str], flag: str) -> None:
        less = visits.outcome(risks, frozenset(signs.items()), 2)
        more = visits.outcome(risks, frozenset((signs | {flag: YES}).items()), 2)
        assert not_milder(more, less), (more, less)

    holds()


def test_a_risk_more_is_never_milder(visits: Visits) -> None:
    @PROFILE
    @given(signs=ANSWERS, risks=RISKS, risk=st.sampled_from(RISK_FACTS))
    @example(signs={"RF-NEU-02": YES}, risks=frozenset(), risk="cancer")
    def holds(signs: dict[str, Answer], risks: frozenset[str], risk: str) -> None:
        answers = frozenset(signs.items())
        less = visits.outcome(risks - {risk}, answers, 2)
        more = visits.outcome(risks | {risk}, answers, 2)
        assert not_milder(more, less), (more, less)

    holds()


def test_a_point_of_pain_more_is_never_milder(visits: Visits) -> None:
    outcomes = [visits.outcome(frozenset(), frozenset(), pain) for pain in range(11)]
    assert outcomes[0] == (0, SEVERITY["go"])
    assert outcomes[-1][1] >= SEVERITY["rest_today"]
    for less, more in itertools.pairwise(outcomes):
        assert not_milder(more, less), outcomes
