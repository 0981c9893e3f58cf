"""The kinds of safety cases about computed rules: trends, flare-ups, sessions, daily life, alarms.

Those about walks: `core.vector_walk`. Days are numbers; day 0 is the day the trend began.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core import (
    alarms,
    daily_life,
    flare,
    pain_series,
    pain_trend,
    session_trend,
)
from exercise_companion.core.daily_life import ActivityCheck, MedicineCount
from exercise_companion.core.noticed import (
    CALF_RULE,
    CALF_WHEN_WALKING,
    WORSENING,
    Noticed,
    Weight,
)
from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.pain_series import Score, Series
from exercise_companion.core.records import AlertRecord, SessionEnd
from exercise_companion.core.session_trend import EndedSession, RatedMorning
from exercise_companion.core.terms import Action, Tier
from exercise_companion.core.vector_kinds import SITES, parameters_of, site_of
from exercise_companion.core.vector_reading import (
    COMMON,
    DAY_0,
    NOTICED,
    answer,
    day_of,
    day_or_none,
    days_of,
    levels_of,
    rows_of,
    truth_of,
)
from exercise_companion.core.vector_walk import WALK_KINDS
from exercise_companion.core.vectors import (
    RULE_IDS,
    BadCase,
    Given,
    Got,
    Kind,
    number_or_null,
    one_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.core.flare import DayScores
    from exercise_companion.core.pain_series import SiteTrend
    from exercise_companion.core.terms import Site

TOLD_ABOUT: Final = (WORSENING, CALF_WHEN_WALKING, "RF-FALL-03", "RF-GEN-01")
"""What computed rules ask for a contact about; the last two by C-16 and C-17."""

MORNING: Final = datetime(2026, 1, 5, 8, tzinfo=UTC)


# --- what is given --------------------------------------------------------------------------------


def _only_sites(names: Iterable[str]) -> None:
    for name in set(names) - set(SITES):
        message = f"unknown site `{name}`; known: {', '.join(SITES)}"
        raise BadCase(message)


def _trend(given: Given, points: str, baseline: str, site: Site) -> SiteTrend:
    """A site's scores with its recorded level."""
    scores = rows_of(given, points, lambda one: one.score("value"))
    recorded = given.level_or_none(baseline) if given.has(baseline) else None
    series = Series(
        site,
        f"{site.capitalize()} pain",
        recorded,
        tuple(Score(day, score, day) for day, score in scores),
    )
    return pain_series.split(series, DAY_0)


# --- what the rules answer ------------------------------------------------------------------------


def _trend_rules(given: Given) -> Got:
    parameters, today = parameters_of(given), day_of(given, "today")
    contact_on = day_or_none(given, "contact_on")
    site = site_of(given)
    one = _trend(given, "points", "baseline", site)
    found: list[Noticed | None] = [*pain_trend.site_rules(parameters, one, today, contact_on)]
    if given.has("back_points"):
        back = _trend(given, "back_points", "back_baseline", "back")
        found.append(pain_trend.leg_alone(parameters, one, back, today, contact_on))
    return answer(found)


def _flare(given: Given) -> Got:
    parameters, today = parameters_of(given), day_of(given, "today")
    contact_on, began = day_or_none(given, "contact_on"), day_or_none(given, "began")
    levels = levels_of(given, "baseline")
    _only_sites(levels)
    by_site = Given(given.mapping("scores"))
    _only_sites(by_site.values)
    baselines = {site: levels[site] for site in SITES if site in levels}
    scores: DayScores = {
        site: dict(rows_of(by_site, site, lambda one: one.score("value")))
        for site in SITES
        if by_site.has(site)
    }
    starts = days_of(given, "starts") if given.has("starts") else []
    found = [flare.many(starts, today, contact_on)]
    state = "none"
    if began is None:
        if flare.begins(baselines, scores, today, day_or_none(given, "ended")):
            state = "begins"
    else:
        state = "ends" if flare.ends(baselines, scores, today, began) else "on"
        if state == "on":
            found.append(flare.lasts(parameters, scores, began, today, contact_on))
    got = answer(found, state=state)
    by_state = {"begins": ("FL-1",), "ends": ("FL-3",)}.get(state, ())
    rules = (*by_state, *got.rules)
    return Got({**got.values, "rules": list(rules)}, rules)


def _sessions(given: Given) -> Got:
    parameters = parameters_of(given)
    ends: tuple[SessionEnd, ...] = get_args(SessionEnd)
    named = given.choices("ends", ends) if given.has("ends") else []
    sessions = [EndedSession(DAY_0, end) for name in named for end in ends if end == name]
    mornings = [
        RatedMorning(day, MORNING, outcomes, new_feeling=truth_of(given, "new_feeling"))
        for day, outcomes in rows_of(given, "mornings", _outcomes)
    ]
    return answer(
        [
            session_trend.stopped_often(parameters, sessions),
            session_trend.red_often(parameters, mornings),
            *([session_trend.red_with_leg(mornings[-1])] if mornings else []),
        ]
    )


def _outcomes(given: Given) -> dict[Site, MorningOutcome]:
    by_site = Given(given.mapping("value"))
    _only_sites(by_site.values)
    found = {
        site: MorningOutcome(by_site.choice(site, tuple(MorningOutcome)))
        for site in SITES
        if by_site.has(site)
    }
    if not found:
        message = "a morning needs a site"
        raise BadCase(message)
    return found


def _life(given: Given) -> Got:
    parameters, today = parameters_of(given), day_of(given, "today")
    contact_on = day_or_none(given, "contact_on")
    goals = levels_of(given, "goals") if given.has("goals") else {}
    checks = [
        ActivityCheck(day, scores)
        for day, scores in rows_of(given, "activities", lambda one: levels_of(one, "value"))
    ]
    counts = [
        MedicineCount(day, count)
        for day, count in rows_of(given, "medicine", lambda one: one.whole("value", most=14))
    ]
    site = _trend(given, "points", "baseline", "back")
    found = [
        daily_life.function_fell(goals, checks, DAY_0, today, contact_on),
        daily_life.medicine_rose(counts, today),
        daily_life.little_change([site], goals, checks, today, parameters.trend_window_days),
    ]
    if given.has("prescribed"):
        found.append(daily_life.done_little(given.whole("done"), given.whole("prescribed")))
    return answer(found)


def _alarm(given: Given) -> Got:
    """What is told of the contacts noticed today, after the alerts raised so far."""
    today = day_of(given, "today")
    noticed = [_telling(rule) for rule in _texts(given, "noticed")]
    flag = given.choice("past_flag", TOLD_ABOUT) if given.has("past_flag") else WORSENING
    told = AlertRecord(flag, (), Tier.SOON, Action.CONTACT)
    past = [
        alarms.PastContact(told, day, contacted)
        for day, contacted in rows_of(
            given, "past", lambda one: None if one.value("value") is None else day_of(one, "value")
        )
    ]
    alert = alarms.contact_to_raise(noticed, past, today)
    rules = alert.rules if alert else ()
    newer = alarms.newer_than(past, WORSENING)
    return Got(
        {
            "flag": alert.flag_id if alert else "none",
            "rules": list(rules),
            "counts_from": None if newer is None else (newer - DAY_0).days + 1,
        },
        rules,
    )


def _telling(rule: str) -> Noticed:
    flag_id = CALF_WHEN_WALKING if rule == CALF_RULE else WORSENING
    return Noticed(rule, Weight.CONTACT, rule, flag_id=flag_id)


def _texts(given: Given, key: str) -> list[str]:
    value = given.value(key)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        message = f"`given.{key}` must be a list of texts"
        raise BadCase(message)
    return [str(one) for one in value]


COMPUTED_KINDS: Final[dict[str, Kind]] = {
    **WALK_KINDS,
    "trend.rules": Kind(
        COMMON | {"site", "baseline", "points", "back_points", "back_baseline"},
        NOTICED,
        _trend_rules,
    ),
    "flare": Kind(
        COMMON | {"baseline", "scores", "began", "ended", "starts"},
        {**NOTICED, "state": one_of(("none", "begins", "on", "ends"))},
        _flare,
    ),
    "sessions": Kind(
        frozenset({"ends", "mornings", "new_feeling", "parameters"}), NOTICED, _sessions
    ),
    "life": Kind(
        COMMON | {"goals", "activities", "medicine", "points", "baseline", "done", "prescribed"},
        NOTICED,
        _life,
    ),
    "alarm": Kind(
        frozenset({"noticed", "past", "past_flag", "today"}),
        {
            "flag": one_of(("none", WORSENING, CALF_WHEN_WALKING)),
            "rules": RULE_IDS,
            "counts_from": number_or_null(),
        },
        _alarm,
    ),
}
"""The kinds of cases about computed rules, by name, those about walks included."""
