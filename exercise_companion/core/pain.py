"""What a pain score allows: before a session, during an exercise, and the next morning.

Every rule is worked out per site with that site's own usual pain, and the most severe outcome
wins (clinical-spec 2.3). Scores are whole numbers 0-10; "usual pain" is always the therapist's
recorded baseline, never the measured one (decisions C5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from exercise_companion.core.parameters import PainParameters
    from exercise_companion.core.program import Program
    from exercise_companion.core.terms import Site

HARD_MARGIN: Final = 2
"""`hard` lies at least this far above the limit (clinical-spec 2.3)."""

BLOCK_RISE: Final = 3
"""A score so far above the usual pain ends the day before it begins (clinical-spec 2.3)."""

AMBER_RISE: Final = 3
"""Rule PR-06: a rise over a session that marks it amber (clinical-spec 2.3)."""

REST_DAY_MORNINGS: Final = 5
"""How many rest-day mornings make a usual morning (decisions C3)."""


class _Outcome(StrEnum):
    """An outcome whose kinds are listed mildest first.

    Outcomes are text, so comparing two with `<` would compare their spelling.
    """

    @property
    def severity(self) -> int:
        """How severe it is among its kind; 0 is the mildest."""
        return list(type(self)).index(self)


class BeforeOutcome(_Outcome):
    """What the pain before a session allows, mildest first (rule PR-01)."""

    GO = "GO"
    EASY_ONLY = "EASY_ONLY"
    HOLD_TODAY = "HOLD_TODAY"


class DuringOutcome(_Outcome):
    """What the pain in an exercise asks for, mildest first (rule PR-02)."""

    CONTINUE = "CONTINUE"
    CONTINUE_CARE = "CONTINUE_CARE"
    REDUCE = "REDUCE"
    STOP_EXERCISE = "STOP_EXERCISE"
    STOP_SESSION = "STOP_SESSION"


class MorningOutcome(_Outcome):
    """How the morning after was, mildest first (clinical-spec 2.4).

    UNKNOWN ranks above GREEN: a missing score is never counted as a good one (H-21).
    """

    GREEN = "GREEN"
    UNKNOWN = "UNKNOWN"
    AMBER = "AMBER"
    RED = "RED"


RULE_IDS: Final[dict[BeforeOutcome | DuringOutcome, str]] = {
    BeforeOutcome.HOLD_TODAY: "PR-01a",
    BeforeOutcome.EASY_ONLY: "PR-01b",
    BeforeOutcome.GO: "PR-01c",
    DuringOutcome.STOP_SESSION: "PR-02a",
    DuringOutcome.STOP_EXERCISE: "PR-02b",
    DuringOutcome.REDUCE: "PR-02c",
    DuringOutcome.CONTINUE: "PR-02d",
    DuringOutcome.CONTINUE_CARE: "PR-02e",
}
"""The rule behind each outcome (clinical-spec 2.3)."""

OutcomeT = TypeVar("OutcomeT", BeforeOutcome, DuringOutcome, MorningOutcome)


def worst(outcomes: Iterable[OutcomeT]) -> OutcomeT:
    """The most severe of several sites' outcomes (clinical-spec 2.3).

    Raises:
        ValueError: there is no outcome at all.

    """
    return max(outcomes, key=lambda outcome: outcome.severity)


@dataclass(frozen=True, slots=True)
class Limits:
    """The scores at which something happens at one site (clinical-spec 2.3, decisions C1)."""

    limit: int
    """L: an exercise stops above it (PR-02b)."""
    hard: int
    """The session stops from it on (PR-02a)."""
    pre_easy: int
    """From this score before, easier versions only (PR-01b)."""
    pre_block: int
    """From this score before, no session today (PR-01a)."""


def limits(
    parameters: PainParameters,
    site: Site,
    baseline: float | None,
    exercise_limit: int | None = None,
    *,
    after_surgery: bool = False,
) -> Limits:
    """The limits at one site (clinical-spec 2.3, decisions C1).

    Args:
        parameters: the program's numbers.
        site: where it hurts; the leg has a lower cap.
        baseline: the therapist's recorded usual pain 0-10, or None where none is recorded.
        exercise_limit: the exercise's own limit. It never exceeds the site's cap. Leave it out
            for the gate before a session, which is about the day and not about one exercise.
        after_surgery: limits then do not rise with the usual pain.

    """
    relative = parameters.pain_mode == "relative" and not after_surgery
    usual = floor(baseline) if relative and baseline is not None else None
    limit = _limit(parameters, site, usual, exercise_limit)
    hard = hard_for(parameters, limit)
    easy, block = _gate(parameters, usual)
    return Limits(
        limit=limit,
        hard=hard,
        # Nobody is let in whom the first repetition would have to stop.
        pre_easy=min(easy, limit + 1),
        pre_block=min(block, hard),
    )


def _limit(
    parameters: PainParameters, site: Site, usual: int | None, exercise_limit: int | None
) -> int:
    """The limit L, never above the site's cap, whoever set it."""
    cap = parameters.leg_limit_cap if site == "leg" else parameters.limit_cap
    if exercise_limit is not None:
        return min(cap, exercise_limit)
    if usual is None:
        return min(cap, parameters.pain_limit)
    return min(cap, max(parameters.pain_limit, usual + parameters.rel_delta))


def _gate(parameters: PainParameters, usual: int | None) -> tuple[int, int]:
    """`pre_easy` and `pre_block` as the usual pain alone gives them."""
    if usual is None:
        return parameters.pre_easy, parameters.pre_block
    easy = max(parameters.pre_easy, usual + parameters.rel_delta)
    block = min(parameters.pre_block_cap, max(parameters.pre_block, usual + BLOCK_RISE))
    return easy, block


def hard_for(parameters: PainParameters, limit: int) -> int:
    """The score that stops the session under a given limit (clinical-spec 2.3, `hard(L)`)."""
    return min(parameters.hard_cap, max(parameters.exercise_hard, limit + HARD_MARGIN))


def before(limits: Limits, pain_pre: int) -> BeforeOutcome:
    """What the pain before a session allows at one site (rules PR-01a-c, clinical-spec 2.3)."""
    if pain_pre >= limits.pre_block:
        return BeforeOutcome.HOLD_TODAY
    if pain_pre >= limits.pre_easy:
        return BeforeOutcome.EASY_ONLY
    return BeforeOutcome.GO


def during(  # noqa: PLR0913 - every fact the rule looks at, each by name
    *,
    pain_pre: int,
    pain_during: int,
    limits: Limits,
    parameters: PainParameters,
    easy_day: bool = False,
    own_limit: bool = False,
) -> DuringOutcome:
    """What the worst pain felt in an exercise asks for at one site (rules PR-02a-e).

    On an easy day the exercise stops above the limit or the pain before, whichever is higher;
    an exercise's own limit stays as it is (decisions C2). An exercise with its own limit is not
    reduced by PR-02c: the therapist expected that pain (decisions C4).

    Args:
        pain_pre: the score before the session.
        pain_during: the worst score within the exercise.
        limits: the limits at this site for this exercise.
        parameters: the program's numbers.
        easy_day: True when PR-01b or a RED morning allows easier versions only.
        own_limit: True when the limit is the exercise's own, set by the therapist.

    """
    limit = max(limits.limit, pain_pre) if easy_day and not own_limit else limits.limit
    if pain_during >= limits.hard:
        return DuringOutcome.STOP_SESSION
    if pain_during > limit:
        return DuringOutcome.STOP_EXERCISE
    if pain_during - pain_pre >= parameters.delta_reduce and not own_limit:
        return DuringOutcome.REDUCE
    if pain_during <= parameters.green_max:
        return DuringOutcome.CONTINUE
    return DuringOutcome.CONTINUE_CARE


def next_morning(
    parameters: PainParameters,
    limit: int,
    pain_pre: int,
    pain_next: int | None,
    usual_morning: float | None = None,
) -> MorningOutcome:
    """How the morning after a session was at one site (clinical-spec 2.4, decisions C3).

    Args:
        parameters: the program's numbers.
        limit: L at this site, without any exercise's own limit.
        pain_pre: the score before the session; with two sessions in a day, the first's.
        pain_next: the score "when you got up", or None when it was not given in time.
        usual_morning: a usual score on rising 0-10, for people who are always stiff then.

    """
    if pain_next is None:
        return MorningOutcome.UNKNOWN
    usual = pain_pre if usual_morning is None else max(pain_pre, usual_morning)
    rise = pain_next - usual
    if rise >= parameters.next_red or (pain_next > limit and rise >= 1):
        return MorningOutcome.RED
    # A half point over "at most one less than amber" is no longer green.
    if rise > parameters.next_amber - 1 or pain_next > limit:
        return MorningOutcome.AMBER
    return MorningOutcome.GREEN


def usual_morning_score(recorded: float | None, rest_day_mornings: Sequence[int]) -> float | None:
    """The usual score on rising: the therapist's, else the median of five rest-day mornings.

    The first five count, so that a slow worsening never moves its own yardstick (decisions C3).

    Args:
        recorded: the therapist's value 0-10, or None.
        rest_day_mornings: scores of mornings after days without exercise, oldest first.

    """
    if recorded is not None or len(rest_day_mornings) < REST_DAY_MORNINGS:
        return recorded
    return sorted(rest_day_mornings[:REST_DAY_MORNINGS])[REST_DAY_MORNINGS // 2]


def stops_end_session(parameters: PainParameters, stops: int) -> bool:
    """True when so many exercises stopped by PR-02b end the session (rule PR-03)."""
    return stops >= parameters.stops_per_session


def is_amber(pain_pre: Mapping[Site, int], pain_post: Mapping[Site, int]) -> bool:
    """True when pain rose by 3 or more over the session at any site asked twice (rule PR-06)."""
    return any(
        score - pain_pre[site] >= AMBER_RISE
        for site, score in pain_post.items()
        if site in pain_pre
    )


# --- all sites of one patient -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PainFacts:
    """What the pain rules know of one patient."""

    parameters: PainParameters
    baselines: Mapping[Site, float]
    """The therapist's recorded usual pain by site; a site left out has absolute limits."""
    usual_mornings: Mapping[Site, float]
    after_surgery: bool = False

    def limits(self, site: Site, exercise_limit: int | None = None) -> Limits:
        """The limits at one site for this patient (see `limits`)."""
        return limits(
            self.parameters,
            site,
            self.baselines.get(site),
            exercise_limit,
            after_surgery=self.after_surgery,
        )


def facts_of(program: Program) -> PainFacts:
    """What a program says about this patient's pain limits.

    After surgery the mode is absolute while the program says so (decisions C1).
    """
    return PainFacts(
        parameters=program.safety_parameters,
        baselines=program.baseline_pain,
        usual_mornings=program.usual_morning,
        after_surgery=program.post_op is not None and program.post_op.active,
    )


def before_all(facts: PainFacts, pain_pre: Mapping[Site, int]) -> dict[Site, BeforeOutcome]:
    """What the pain before allows, site by site; `worst` of the values holds (PR-01)."""
    return {site: before(facts.limits(site), score) for site, score in pain_pre.items()}


def during_all(
    facts: PainFacts,
    pain_pre: Mapping[Site, int],
    pain_during: Mapping[Site, int],
    *,
    exercise_limit: int | None = None,
    easy_day: bool = False,
) -> dict[Site, DuringOutcome]:
    """What the pain in an exercise asks for, site by site; `worst` of the values holds (PR-02).

    Raises:
        KeyError: a site has no score before the session.

    """
    return {
        site: during(
            pain_pre=pain_pre[site],
            pain_during=score,
            limits=facts.limits(site, exercise_limit),
            parameters=facts.parameters,
            easy_day=easy_day,
            own_limit=exercise_limit is not None,
        )
        for site, score in pain_during.items()
    }


def next_morning_all(
    facts: PainFacts, pain_pre: Mapping[Site, int], pain_next: Mapping[Site, int | None]
) -> dict[Site, MorningOutcome]:
    """How the morning was, site by site; `worst` of the values holds (clinical-spec 2.4).

    A site that had a score before the session and none now is UNKNOWN.
    """
    return {
        site: next_morning(
            facts.parameters,
            facts.limits(site).limit,
            score,
            pain_next.get(site),
            facts.usual_mornings.get(site),
        )
        for site, score in pain_pre.items()
    }
