"""The form of the limits: every number of the pain and safety rules, with what is allowed and why.

A number that differs from the usual one needs a reason (V-21).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_items import items_of
from exercise_companion.core.draft_words import item_name
from exercise_companion.core.field_bounds import allowed, usual
from exercise_companion.core.form_dose import YES_NO
from exercise_companion.core.form_field import Choice, Field, FieldKind
from exercise_companion.core.limit_words import LIMIT_WORDS
from exercise_companion.core.program import SafetyParameters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

_PARAMETERS: Final = "safety_parameters"
_REASONS: Final = "override_reason"

_MODES: Final[tuple[Choice, ...]] = (("relative", "to the usual pain"), ("absolute", "absolute"))

_GROUPS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        "Pain limits, 0 to 10",
        (
            ("pain_mode", "Limits are"),
            ("pain_limit", "Least limit"),
            ("rel_delta", "Above usual"),
            ("limit_cap", "Highest limit"),
            ("leg_limit_cap", "Highest, leg"),
            ("green_max", "Goes on up to"),
            ("delta_reduce", "Rise: easier"),
        ),
    ),
    (
        "Before a session",
        (
            ("pre_easy", "Easier from"),
            ("pre_block", "No session from"),
            ("pre_block_cap", "At the latest"),
        ),
    ),
    (
        "During a session",
        (
            ("exercise_hard", "Stops from"),
            ("hard_cap", "At the latest"),
            ("stops_per_session", "Stops that end it"),
            ("neuro_settle_min", "Minutes to settle"),
        ),
    ),
    (
        "The morning after",
        (
            ("next_amber", "Rise: amber"),
            ("next_red", "Rise: red"),
            ("red_mornings", "Red mornings"),
            ("stop_sessions", "Stopped sessions"),
        ),
    ),
    (
        "Over weeks",
        (
            ("trend_rise", "Rise that counts"),
            ("trend_rise_ceiling", "Rise, high usual"),
            ("ceiling_baseline", "High usual from"),
            ("trend_min_median", "Never below"),
            ("trend_window_days", "Days looked at"),
            ("trend_min_values", "Fewest scores"),
            ("trend_min_days", "Fewest days"),
            ("watch_rise", "Rise watched"),
            ("slope_per_week", "Climb a week"),
            ("slope_days", "Climb over days"),
            ("slope_min_values", "Climb, scores"),
        ),
    ),
    (
        "Walking, flare-ups, checks",
        (
            ("walk_pause_nprs", "Rest from"),
            ("relief_expected_min", "Eases within min"),
            ("relief_alarm_min", "Asked after min"),
            ("walk_drop_ratio", "Drop to share"),
            ("flare_max_days", "Flare-up, days"),
            ("screen_valid_hours", "Check holds, h"),
            ("gap_days_full_screen", "All after a gap"),
        ),
    ),
)
"""Every parameter by what it is about, with its name in a form (clinical-spec 2.8)."""

_PAIRS: Final = frozenset({"red_mornings", "stop_sessions"})


def limits_fields(draft: Draft, names: Mapping[str, str]) -> tuple[Field, ...]:
    """What holds in a flare-up, the next steps, and every limit with its reason below it.

    Args:
        draft: what is edited.
        names: exercise names by id.

    """
    return (*_flare_plan(draft, names), *_step_up(), *_parameters(draft))


def parameter_names() -> frozenset[str]:
    """Every parameter that the form shows."""
    return frozenset(name for _, group in _GROUPS for name, _ in group)


def _parameters(draft: Draft) -> Iterator[Field]:
    for section, group in _GROUPS:
        for number, (name, words) in enumerate(group):
            yield _parameter(name, words, "" if number else section)
            if _is_changed(draft, name):
                yield Field((_REASONS, name), "  because", "text", "why it differs; needed")


def _parameter(name: str, words: str, section: str) -> Field:
    path, about = (_PARAMETERS, name), LIMIT_WORDS[name]
    if name == "pain_mode":
        hint = "usual: to the usual pain"
        return Field(path, words, "choice", hint, choices=_MODES, section=section, about=about)
    return Field(path, words, _kind(name), _hint(name), section=section, about=about)


def _kind(name: str) -> FieldKind:
    if name in _PAIRS:
        return "pair"
    return "decimal" if isinstance(usual(SafetyParameters, name), float) else "whole"


def _hint(name: str) -> str:
    default = usual(SafetyParameters, name)
    if isinstance(default, list):
        return f"so many of the last; usual {default[0]} of {default[1]}"
    return f"{allowed(SafetyParameters, name)}; usual {default}"


def _is_changed(draft: Draft, name: str) -> bool:
    value = value_at(draft, (_PARAMETERS, name))
    differs = value is not None and value != usual(SafetyParameters, name)
    return differs or value_at(draft, (_REASONS, name)) is not None


def _step_up() -> Iterator[Field]:
    words = "only the step you wrote, after good sessions"
    path = ("progression", "patient_may_step_up")
    section = "Next steps"
    yield Field(path, "May take them", "choice", words, choices=YES_NO, section=section)


def _flare_plan(draft: Draft, names: Mapping[str, str]) -> Iterator[Field]:
    """What to do in words, and which items are done then (clinical-spec 2.7)."""
    words = "what to do, in your words"
    plan: JsonPath = ("flare_plan",)
    yield Field((*plan, "text"), "What to do", "text", words, section="In a flare-up")
    safe = tuple(
        (item.get("id"), item_name(item, names))
        for item in items_of(draft)
        if item.get("flare_safe") is True
    )
    if safe and value_at(draft, plan) is not None:
        which = "of those marked as safe then"
        yield Field((*plan, "items"), "Exercises", "several", which, safe)
