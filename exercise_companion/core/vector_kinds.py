"""The kinds of safety cases: pain, its trend, and the decision what may happen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, get_args

from pydantic import ValidationError

from exercise_companion.core import pain, trend
from exercise_companion.core.checkplan import counts_still
from exercise_companion.core.checks_safety import out_of_order
from exercise_companion.core.decision import (
    AlertFact,
    DecisionKind,
    Facts,
    ProgramState,
    decide,
)
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import SafetyParameters
from exercise_companion.core.terms import Action, Site, Tier
from exercise_companion.core.vector_reading import truth_of
from exercise_companion.core.vectors import (
    RULE_IDS,
    WHOLE_NUMBER,
    BadCase,
    Given,
    Got,
    Kind,
    number_or_null,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.parameters import ParameterValue

SLOPE_TOLERANCE: Final = 0.001
"""How near an expected slope must be, in points per week."""

DEFAULTS: Final = Parameters()

SITES: Final[tuple[Site, ...]] = get_args(Site)

PROGRAM_STATES: Final[tuple[ProgramState, ...]] = get_args(ProgramState)

TIER_ACTIONS: Final[dict[Tier, Action]] = {
    Tier.EMERGENCY_CALL: Action.LOCK,
    Tier.EMERGENCY_GO: Action.LOCK,
    Tier.URGENT: Action.LOCK,
    Tier.SOON: Action.HOLD,
    Tier.MONITOR: Action.LOG,
    Tier.CRISIS: Action.CRISIS,
}
"""What an alert of a tier does where a case names only the tier (clinical-spec 1.1)."""


# --- what is given --------------------------------------------------------------------------------


def parameters_of(given: Given) -> Parameters:
    """The specification's numbers, with those the case changes."""
    if not given.has("parameters"):
        return DEFAULTS
    changes = {name: _parameter(name, value) for name, value in given.mapping("parameters").items()}
    _refuse_what_no_plan_may_set(changes)
    return DEFAULTS.changed(changes)


def _refuse_what_no_plan_may_set(changes: Mapping[str, ParameterValue]) -> None:
    """A case is judged by numbers that a prescription could hold (V-21)."""
    try:
        parameters = SafetyParameters.model_validate(changes)
    except ValidationError as error:
        wrong = error.errors()[0]
        message = f"`given.parameters.{wrong['loc'][0]}`: {wrong['msg'].lower()}"
        raise BadCase(message) from None
    for name, order in out_of_order(parameters):
        message = f"`given.parameters.{name}`: this must hold: {order}"
        raise BadCase(message)


def _parameter(name: str, value: JsonValue) -> ParameterValue:
    """One changed number, of the same type as its default."""
    if name not in Parameters.__slots__:
        message = f"unknown parameter `{name}`"
        raise BadCase(message)
    default: ParameterValue = getattr(DEFAULTS, name)
    match default, value:
        case str(), "relative" | "absolute":
            return value
        case (int(), int()), [int(count), int(of)] if bool not in {type(count), type(of)}:
            return count, of
        case int(), int() if not isinstance(value, bool):
            return value
        case float(), int() | float() if not isinstance(value, bool):
            return value
    message = f"`given.parameters.{name}` must be like its default, {default!r}"
    raise BadCase(message)


def site_of(given: Given) -> Site:
    """A place where pain is asked."""
    wanted = given.choice("site", SITES)
    return next(site for site in SITES if site == wanted)


def scores_of(given: Given, key: str) -> dict[Site, int]:
    """Pain scores by site."""
    scores = sites_in(given, key)
    return {site: scores.score(site) for site in SITES if scores.has(site)}


def sites_in(given: Given, key: str) -> Given:
    """An object whose keys are sites."""
    named = Given(given.mapping(key))
    for site in sorted(set(named.values) - set(SITES)):
        message = f"unknown site `{site}`; known: {', '.join(SITES)}"
        raise BadCase(message)
    return named


def _limits(given: Given, parameters: Parameters) -> pain.Limits:
    """The limits at the case's site."""
    exercise_limit = given.score("exercise_limit") if given.has("exercise_limit") else None
    return pain.limits(parameters, site_of(given), given.level_or_none("baseline"), exercise_limit)


def _limits_or_limit(given: Given, parameters: Parameters) -> pain.Limits:
    """The limits at the case's site, or around the limit it names instead."""
    if not given.has("limit"):
        return _limits(given, parameters)
    if given.has("baseline") or given.has("site"):
        message = "`given` must name either `limit`, or `baseline` and `site`"
        raise BadCase(message)
    limit = given.score("limit")
    hard = pain.hard_for(parameters, limit)
    return pain.Limits(limit, hard, parameters.pre_easy, parameters.pre_block)


# --- what the rules answer ------------------------------------------------------------------------


def _pain_limits(given: Given) -> Got:
    limits = _limits(given, parameters_of(given))
    return Got(
        {
            "limit": limits.limit,
            "hard": limits.hard,
            "pre_easy": limits.pre_easy,
            "pre_block": limits.pre_block,
        }
    )


def _pain_before(given: Given) -> Got:
    limits = _limits(given, parameters_of(given))
    outcome = pain.before(limits, given.score("pain_pre"))
    return Got({"outcome": outcome.value}, (pain.RULE_IDS[outcome],))


def _pain_during(given: Given) -> Got:
    parameters = parameters_of(given)
    outcome = pain.during(
        pain_pre=given.score("pain_pre"),
        pain_during=given.score("pain_during"),
        limits=_limits_or_limit(given, parameters),
        parameters=parameters,
    )
    return Got({"outcome": outcome.value}, (pain.RULE_IDS[outcome],))


def _pain_next_morning(given: Given) -> Got:
    parameters = parameters_of(given)
    usual = given.level_or_none("usual_morning") if given.has("usual_morning") else None
    outcome = pain.next_morning(
        parameters,
        _limits_or_limit(given, parameters).limit,
        given.score("pain_pre"),
        given.score_or_none("pain_next"),
        usual,
    )
    return Got({"outcome": outcome.value}, (f"24h-{outcome.value}",))


def _trend_baseline(given: Given) -> Got:
    return Got({"baseline": trend.baseline(given.levels("values"))})


def _trend_level(given: Given) -> Got:
    outcome = trend.level(
        parameters_of(given),
        given.level_or_none("baseline"),
        given.levels("values"),
        given.whole("days"),
    )
    rule = trend.RULE_IDS.get(outcome)
    return Got({"outcome": outcome.value}, () if rule is None else (rule,))


def _trend_slope(given: Given) -> Got:
    return Got({"points_per_week": trend.slope(given.points("points"))})


# --- what may happen ------------------------------------------------------------------------------


def _decision(given: Given) -> Got:
    """The decision on the facts of a case.

    An alert has no name there: its tier stands in `because`.
    """
    made = decide(
        Facts(
            program=_program_state(given),
            alerts=tuple(
                AlertFact(Tier(tier), TIER_ACTIONS[Tier(tier)], tier)
                for tier in given.choices("open_alerts", tuple(Tier))
            ),
            check_is_fresh=_check_is_fresh(given),
            before=_before(given),
            last_morning=_last_morning(given),
            flare_up=truth_of(given, "flare_up"),
            pending_sensation=truth_of(given, "new_feeling_open"),
            stopped_by_pain=truth_of(given, "stopped_by_pain"),
        )
    )
    rules = tuple(reason.rule for reason in made.reasons)
    return Got({"kind": made.kind.value, "because": list(rules)}, rules)


def _program_state(given: Given) -> ProgramState:
    wanted = given.choice("program", PROGRAM_STATES)
    return next(state for state in PROGRAM_STATES if state == wanted)


def _check_is_fresh(given: Given) -> bool:
    """A complete check of the same exercise day, within its hours (SI-01)."""
    hours, same_day = given.hours_or_none("screening_age_hours"), given.truth("same_day")
    if hours is None or not same_day:
        return False
    return counts_still(timedelta(hours=hours), DEFAULTS.screen_valid_hours)


def _before(given: Given) -> pain.BeforeOutcome | None:
    """Rule PR-01 over all sites; None until every site with a usual pain has a score."""
    scores, usual = scores_of(given, "pain_pre"), sites_in(given, "baseline")
    if not scores or any(usual.has(site) and site not in scores for site in SITES):
        return None
    return pain.worst(
        pain.before(
            pain.limits(DEFAULTS, site, usual.level_or_none(site) if usual.has(site) else None),
            score,
        )
        for site, score in scores.items()
    )


def _last_morning(given: Given) -> pain.MorningOutcome | None:
    if not given.has("last_morning"):
        return None
    return pain.MorningOutcome(given.choice("last_morning", tuple(pain.MorningOutcome)))


_LIMIT_OR_SITE: Final = frozenset({"limit", "baseline", "site", "parameters"})

PAIN_KINDS: Final[dict[str, Kind]] = {
    "pain.limits": Kind(
        frozenset({"baseline", "site", "exercise_limit", "parameters"}),
        dict.fromkeys(("limit", "hard", "pre_easy", "pre_block"), WHOLE_NUMBER),
        _pain_limits,
    ),
    "pain.before": Kind(
        frozenset({"baseline", "site", "pain_pre", "parameters"}),
        {"outcome": one_of(pain.BeforeOutcome)},
        _pain_before,
    ),
    "pain.during": Kind(
        _LIMIT_OR_SITE | {"pain_pre", "pain_during"},
        {"outcome": one_of(pain.DuringOutcome)},
        _pain_during,
    ),
    "pain.next_morning": Kind(
        _LIMIT_OR_SITE | {"pain_pre", "pain_next", "usual_morning"},
        {"outcome": one_of(pain.MorningOutcome)},
        _pain_next_morning,
    ),
    "trend.baseline": Kind(frozenset({"values"}), {"baseline": number_or_null()}, _trend_baseline),
    "trend.level": Kind(
        frozenset({"baseline", "values", "days", "parameters"}),
        {"outcome": one_of(trend.TrendOutcome)},
        _trend_level,
    ),
    "trend.slope": Kind(
        frozenset({"points"}), {"points_per_week": number_or_null(SLOPE_TOLERANCE)}, _trend_slope
    ),
}
"""The kinds of cases about pain and its trend, by name."""

DECISION_KINDS: Final[dict[str, Kind]] = {
    "decision": Kind(
        frozenset(
            {
                "program",
                "open_alerts",
                "screening_age_hours",
                "same_day",
                "pain_pre",
                "baseline",
                "last_morning",
                "flare_up",
                "new_feeling_open",
                "stopped_by_pain",
            }
        ),
        {"kind": one_of(DecisionKind), "because": RULE_IDS},
        _decision,
    ),
}
"""The kind of cases about what may happen now, by name."""
