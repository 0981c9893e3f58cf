"""The kinds of safety cases about computed rules: trends, flare-ups, walks, sessions, alarms.

Days in a case are numbers; day 0 is the day the trend began.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeVar, get_args

from exercise_companion.core import alarms, daily_life, flare, pain_trend, session_trend, walking
from exercise_companion.core.daily_life import ActivityCheck, MedicineCount
from exercise_companion.core.noticed import WORSENING, Noticed, Weight
from exercise_companion.core.pain import MorningOutcome
from exercise_companion.core.pain_trend import Score, Series
from exercise_companion.core.records import (
    LegSymptom,
    ReliefAction,
    SessionEnd,
    WalkMode,
    WalkRecord,
    WalkStop,
)
from exercise_companion.core.session_trend import EndedSession, RatedMorning
from exercise_companion.core.vector_kinds import SITES, parameters_of, site_of
from exercise_companion.core.vectors import (
    RULE_IDS,
    TRUTH,
    WHOLE_NUMBER,
    BadCase,
    Given,
    Got,
    Kind,
    number_or_null,
    one_of,
)
from exercise_companion.core.walking import WalkAdvice, WalkNow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exercise_companion.core.flare import DayScores
    from exercise_companion.core.pain_trend import SiteTrend
    from exercise_companion.core.terms import Site

DAY_0: Final = date(2026, 1, 5)

MAX_DAY: Final = 400
"""Longer than a program lasts."""

MORNING: Final = datetime(2026, 1, 5, 8, tzinfo=UTC)

WALK_FIELDS: Final = frozenset(
    {
        "mode",
        "minutes_total",
        "minutes_to_first_symptom",
        "stop_reason",
        "symptom",
        "relief_action",
        "minutes_to_relief",
        "still_there",
        "in_calf",
        "gave_way",
    }
)

WordT = TypeVar("WordT", bound=str)
ValueT = TypeVar("ValueT")


# --- what is given --------------------------------------------------------------------------------


def _day(given: Given, key: str) -> date:
    """A day by its number."""
    return DAY_0 + timedelta(days=given.whole(key, most=MAX_DAY))


def _day_or_none(given: Given, key: str) -> date | None:
    """The same, or None where it is not named."""
    return _day(given, key) if given.has(key) else None


def _days(given: Given, key: str) -> list[date]:
    """A list of days by their numbers."""
    value = given.value(key)
    if not isinstance(value, list):
        message = f"`given.{key}` must be a list of days"
        raise BadCase(message)
    return [_day(Given({key: one}), key) for one in value]


def _rows(given: Given, key: str, read: Callable[[Given], ValueT]) -> list[tuple[date, ValueT]]:
    """A list of [day, value]; none where it is not named."""
    if not given.has(key):
        return []
    value = given.value(key)
    if not isinstance(value, list):
        message = f"`given.{key}` must be a list of [day, value]"
        raise BadCase(message)
    found = []
    for row in value:
        if not isinstance(row, list) or len(row) != 2:  # noqa: PLR2004 - a day and a value
            message = f"`given.{key}` must be a list of [day, value]"
            raise BadCase(message)
        one = Given({"day": row[0], "value": row[1]})
        found.append((_day(one, "day"), read(one)))
    return found


def _word(given: Given, key: str, words: tuple[WordT, ...]) -> WordT:
    wanted = given.choice(key, words)
    return next(word for word in words if word == wanted)


def _word_or_none(given: Given, key: str, words: tuple[WordT, ...]) -> WordT | None:
    return _word(given, key, words) if given.has(key) else None


def _truth(given: Given, key: str) -> bool:
    return given.truth(key) if given.has(key) else False


def _levels(given: Given, key: str) -> dict[str, float]:
    """Levels 0-10 by name."""
    named = Given(given.mapping(key))
    found = {}
    for name in named.values:
        level = named.level_or_none(name)
        if level is None:
            message = f"`given.{key}.{name}` must be a number"
            raise BadCase(message)
        found[name] = level
    return found


def _only_sites(names: Iterable[str]) -> None:
    for name in set(names) - set(SITES):
        message = f"unknown site `{name}`; known: {', '.join(SITES)}"
        raise BadCase(message)


def _trend(given: Given, points: str, baseline: str, site: Site) -> SiteTrend:
    """A site's scores with its recorded level."""
    scores = _rows(given, points, lambda one: one.score("value"))
    recorded = given.level_or_none(baseline) if given.has(baseline) else None
    series = Series(
        site,
        f"{site.capitalize()} pain",
        recorded,
        tuple(Score(day, score, day) for day, score in scores),
    )
    return pain_trend.split(series, DAY_0)


# --- what the rules answer ------------------------------------------------------------------------


def _got(noticed: Iterable[Noticed | None], **more: str) -> Got:
    """Rules that fired, those that are a contact, and whether questions are asked."""
    found = [one for one in noticed if one is not None]
    rules = tuple(dict.fromkeys(one.rule for one in found))
    contact = dict.fromkeys(one.rule for one in found if one.weight is Weight.CONTACT)
    asks = any(one.asks for one in found)
    return Got({"rules": list(rules), "contact": list(contact), "asks": asks, **more}, rules)


def _trend_rules(given: Given) -> Got:
    parameters, today = parameters_of(given), _day(given, "today")
    contact_on = _day_or_none(given, "contact_on")
    site = site_of(given)
    one = _trend(given, "points", "baseline", site)
    found: list[Noticed | None] = [*pain_trend.site_rules(parameters, one, today, contact_on)]
    if given.has("back_points"):
        back = _trend(given, "back_points", "back_baseline", "back")
        found.append(pain_trend.leg_alone(parameters, one, back, today, contact_on))
    return _got(found)


def _flare(given: Given) -> Got:
    parameters, today = parameters_of(given), _day(given, "today")
    contact_on, began = _day_or_none(given, "contact_on"), _day_or_none(given, "began")
    levels = _levels(given, "baseline")
    _only_sites(levels)
    by_site = Given(given.mapping("scores"))
    _only_sites(by_site.values)
    baselines = {site: levels[site] for site in SITES if site in levels}
    scores: DayScores = {
        site: dict(_rows(by_site, site, lambda one: one.score("value")))
        for site in SITES
        if by_site.has(site)
    }
    starts = _days(given, "starts") if given.has("starts") else []
    found = [flare.many(starts, today, contact_on)]
    state = "none"
    if began is None:
        if flare.begins(baselines, scores, today, _day_or_none(given, "ended")):
            state = "begins"
    else:
        state = "ends" if flare.ends(baselines, scores, today, began) else "on"
        if state == "on":
            found.append(flare.lasts(parameters, scores, began, today, contact_on))
    got = _got(found, state=state)
    by_state = {"begins": ("FL-1",), "ends": ("FL-3",)}.get(state, ())
    rules = (*by_state, *got.rules)
    return Got({**got.values, "rules": list(rules)}, rules)


def _walk_now(given: Given) -> Got:
    step = walking.advise_walk(
        parameters_of(given),
        WalkNow(
            before=given.score("before"),
            leg=given.score_or_none("leg"),
            bout=given.whole("bout", least=1),
            max_bouts=given.whole("max_bouts", least=1),
            numb_or_weak=_truth(given, "numb_or_weak"),
            resting_minutes=_minutes_or_none(given, "resting_minutes"),
            gave_way=_truth(given, "gave_way"),
        ),
    )
    rules = (step.rule,) if step.rule else ()
    return Got({"advice": step.advice.value, "rules": list(rules)}, rules)


def _minutes_or_none(given: Given, key: str) -> float | None:
    return given.hours_or_none(key) if given.has(key) else None


def _walk_log(given: Given) -> Got:
    parameters, today = parameters_of(given), _day(given, "today")
    contact_on = _day_or_none(given, "contact_on")
    walks = _rows(given, "walks", _walk)
    gave_way = any(walk.gave_way for _, walk in walks)
    got = _got(
        [
            *walking.walking_time(parameters, walks, DAY_0, today, contact_on),
            *walking.notes_of(parameters, walks, today),
            walking.calf(parameters, walks, today, contact_on),
        ]
    )
    rules = (*got.rules, *(["NC-5"] if gave_way else []))
    return Got({**got.values, "rules": list(rules)}, rules)


def _walk(given: Given) -> WalkRecord:
    """A walk as logged."""
    one = Given(given.mapping("value"))
    unknown = sorted(set(one.values) - WALK_FIELDS)
    if unknown:
        message = f"a walk has unknown keys: {', '.join(unknown)}"
        raise BadCase(message)
    mode = _word_or_none(one, "mode", get_args(WalkMode))
    stop = _word_or_none(one, "stop_reason", get_args(WalkStop))
    minutes = one.hours_or_none("minutes_total")
    if minutes is None:
        message = "a walk needs `minutes_total`"
        raise BadCase(message)
    return WalkRecord(
        mode=mode or "outdoor_walk",
        minutes_total=minutes,
        minutes_to_first_symptom=_minutes_or_none(one, "minutes_to_first_symptom"),
        bouts=1,
        leg_pain_max=None,
        stop_reason=stop or "done",
        symptom=_word_or_none(one, "symptom", get_args(LegSymptom)),
        relief_action=_word_or_none(one, "relief_action", get_args(ReliefAction)),
        minutes_to_relief=_minutes_or_none(one, "minutes_to_relief"),
        still_there=_truth(one, "still_there"),
        in_calf=one.truth("in_calf") if one.has("in_calf") else None,
        gave_way=_truth(one, "gave_way"),
    )


def _sessions(given: Given) -> Got:
    parameters = parameters_of(given)
    ends: tuple[SessionEnd, ...] = get_args(SessionEnd)
    named = given.choices("ends", ends) if given.has("ends") else []
    sessions = [EndedSession(DAY_0, end) for name in named for end in ends if end == name]
    mornings = [
        RatedMorning(day, MORNING, outcomes, new_feeling=_truth(given, "new_feeling"))
        for day, outcomes in _rows(given, "mornings", _outcomes)
    ]
    return _got(
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
    parameters, today = parameters_of(given), _day(given, "today")
    contact_on = _day_or_none(given, "contact_on")
    goals = _levels(given, "goals") if given.has("goals") else {}
    checks = [
        ActivityCheck(day, scores)
        for day, scores in _rows(given, "activities", lambda one: _levels(one, "value"))
    ]
    counts = [
        MedicineCount(day, count)
        for day, count in _rows(given, "medicine", lambda one: one.whole("value", most=14))
    ]
    site = _trend(given, "points", "baseline", "back")
    found = [
        daily_life.function_fell(goals, checks, DAY_0, today, contact_on),
        daily_life.medicine_rose(counts, today),
        daily_life.little_change([site], goals, checks, today, parameters.trend_window_days),
    ]
    if given.has("prescribed"):
        found.append(daily_life.done_little(given.whole("done"), given.whole("prescribed")))
    return _got(found)


def _alarm(given: Given) -> Got:
    """What is told of the contacts noticed today, after the alerts raised so far."""
    today = _day(given, "today")
    noticed = [Noticed(rule, Weight.CONTACT, rule) for rule in _texts(given, "noticed")]
    past = [
        alarms.PastContact(WORSENING, day, contacted)
        for day, contacted in _rows(
            given, "past", lambda one: None if one.value("value") is None else _day(one, "value")
        )
    ]
    alerts = alarms.contacts_to_raise(noticed, past, today)
    rules = tuple(rule for alert in alerts for rule in alert.rules)
    newer = alarms.newer_than(past, WORSENING)
    return Got(
        {
            "alerts": len(alerts),
            "rules": list(rules),
            "counts_from": None if newer is None else (newer - DAY_0).days + 1,
        },
        rules,
    )


def _texts(given: Given, key: str) -> list[str]:
    value = given.value(key)
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        message = f"`given.{key}` must be a list of texts"
        raise BadCase(message)
    return [str(one) for one in value]


_COMMON: Final = frozenset({"today", "contact_on", "parameters"})
_NOTICED: Final = {"rules": RULE_IDS, "contact": RULE_IDS, "asks": TRUTH}

COMPUTED_KINDS: Final[dict[str, Kind]] = {
    "trend.rules": Kind(
        _COMMON | {"site", "baseline", "points", "back_points", "back_baseline"},
        _NOTICED,
        _trend_rules,
    ),
    "flare": Kind(
        _COMMON | {"baseline", "scores", "began", "ended", "starts"},
        {**_NOTICED, "state": one_of(("none", "begins", "on", "ends"))},
        _flare,
    ),
    "walk": Kind(
        frozenset(
            {
                "before",
                "leg",
                "bout",
                "max_bouts",
                "numb_or_weak",
                "resting_minutes",
                "gave_way",
                "parameters",
            }
        ),
        {"advice": one_of(WalkAdvice), "rules": RULE_IDS},
        _walk_now,
    ),
    "walk.log": Kind(_COMMON | {"walks"}, _NOTICED, _walk_log),
    "sessions": Kind(
        frozenset({"ends", "mornings", "new_feeling", "parameters"}), _NOTICED, _sessions
    ),
    "life": Kind(
        _COMMON | {"goals", "activities", "medicine", "points", "baseline", "done", "prescribed"},
        _NOTICED,
        _life,
    ),
    "alarm": Kind(
        frozenset({"noticed", "past", "today"}),
        {"alerts": WHOLE_NUMBER, "rules": RULE_IDS, "counts_from": number_or_null()},
        _alarm,
    ),
}
"""The kinds of cases about computed rules, by name."""
