"""The kinds of safety cases about walks: one in progress, and those that were logged."""

from __future__ import annotations

from typing import Final, get_args

from exercise_companion.core import walking
from exercise_companion.core.records import (
    LegSymptom,
    ReliefAction,
    WalkMode,
    WalkRecord,
    WalkStop,
)
from exercise_companion.core.vector_kinds import parameters_of
from exercise_companion.core.vector_reading import (
    COMMON,
    DAY_0,
    NOTICED,
    answer,
    day_of,
    day_or_none,
    rows_of,
    truth_of,
    word_or_none,
)
from exercise_companion.core.vectors import RULE_IDS, BadCase, Given, Got, Kind, one_of
from exercise_companion.core.walking import WalkAdvice, WalkNow

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


def _walk_now(given: Given) -> Got:
    step = walking.advise_walk(
        parameters_of(given),
        WalkNow(
            before=given.score("before"),
            leg=given.score_or_none("leg"),
            bout=given.whole("bout", least=1),
            max_bouts=given.whole("max_bouts", least=1),
            numb_or_weak=truth_of(given, "numb_or_weak"),
            resting_minutes=_minutes_or_none(given, "resting_minutes"),
            gave_way=truth_of(given, "gave_way"),
        ),
    )
    rules = (step.rule,) if step.rule else ()
    return Got({"advice": step.advice.value, "rules": list(rules)}, rules)


def _minutes_or_none(given: Given, key: str) -> float | None:
    return given.hours_or_none(key) if given.has(key) else None


def _walk_log(given: Given) -> Got:
    parameters, today = parameters_of(given), day_of(given, "today")
    contact_on = day_or_none(given, "contact_on")
    walks = rows_of(given, "walks", _walk)
    gave_way = any(walk.gave_way for _, walk in walks)
    got = answer(
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
    mode = word_or_none(one, "mode", get_args(WalkMode))
    stop = word_or_none(one, "stop_reason", get_args(WalkStop))
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
        symptom=word_or_none(one, "symptom", get_args(LegSymptom)),
        relief_action=word_or_none(one, "relief_action", get_args(ReliefAction)),
        minutes_to_relief=_minutes_or_none(one, "minutes_to_relief"),
        still_there=truth_of(one, "still_there"),
        in_calf=one.truth("in_calf") if one.has("in_calf") else None,
        gave_way=truth_of(one, "gave_way"),
    )


WALK_KINDS: Final[dict[str, Kind]] = {
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
    "walk.log": Kind(COMMON | {"walks"}, NOTICED, _walk_log),
}
"""The kinds of cases about walks, by name."""
