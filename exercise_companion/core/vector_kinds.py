"""The kinds of safety cases about pain and its trend (vectors.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core import pain, trend
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.terms import Site
from exercise_companion.core.vectors import (
    WHOLE_NUMBER,
    BadCase,
    Got,
    Kind,
    number_or_null,
    one_of,
)

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.parameters import ParameterValue
    from exercise_companion.core.vectors import Given

SLOPE_TOLERANCE: Final = 0.001
"""How near an expected slope must be, in points per week."""

DEFAULTS: Final = Parameters()

SITES: Final[tuple[Site, ...]] = get_args(Site)


# --- what is given --------------------------------------------------------------------------------


def _parameters(given: Given) -> Parameters:
    """The specification's numbers, with those the case changes."""
    if not given.has("parameters"):
        return DEFAULTS
    changes = given.mapping("parameters")
    return DEFAULTS.changed({name: _parameter(name, value) for name, value in changes.items()})


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


def _site(given: Given) -> Site:
    """A place where pain is asked."""
    wanted = given.choice("site", SITES)
    return next(site for site in SITES if site == wanted)


def _limits(given: Given, parameters: Parameters) -> pain.Limits:
    """The limits at the case's site."""
    exercise_limit = given.score("exercise_limit") if given.has("exercise_limit") else None
    return pain.limits(parameters, _site(given), given.level_or_none("baseline"), exercise_limit)


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
    limits = _limits(given, _parameters(given))
    return Got(
        {
            "limit": limits.limit,
            "hard": limits.hard,
            "pre_easy": limits.pre_easy,
            "pre_block": limits.pre_block,
        }
    )


def _pain_before(given: Given) -> Got:
    limits = _limits(given, _parameters(given))
    outcome = pain.before(limits, given.score("pain_pre"))
    return Got({"outcome": outcome.value}, (pain.RULE_IDS[outcome],))


def _pain_during(given: Given) -> Got:
    parameters = _parameters(given)
    outcome = pain.during(
        pain_pre=given.score("pain_pre"),
        pain_during=given.score("pain_during"),
        limits=_limits_or_limit(given, parameters),
        parameters=parameters,
    )
    return Got({"outcome": outcome.value}, (pain.RULE_IDS[outcome],))


def _pain_next_morning(given: Given) -> Got:
    parameters = _parameters(given)
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
        _parameters(given),
        given.level_or_none("baseline"),
        given.levels("values"),
        given.whole("days"),
    )
    rule = trend.RULE_IDS.get(outcome)
    return Got({"outcome": outcome.value}, () if rule is None else (rule,))


def _trend_slope(given: Given) -> Got:
    return Got({"points_per_week": trend.slope(given.points("points"))})


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
