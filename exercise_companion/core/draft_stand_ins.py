"""The plan of a draft made readable by itself, while the person and the headings are not written.

So a wrong dose is said, minutes are counted and the patient's page is shown from the first
exercise on. What stands in is never kept and never shown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.draft_items import shifted

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath

_PLAN: Final[JsonObject] = {
    "schema_version": "1.0.0",
    "title": "-",
    "region": "GB",
    "time_budget_minutes": 60,
}
_WORDS: Final[JsonObject] = {"title": "-", "aim": "-"}
_DAYS: Final = 28
_PERSON: Final[JsonObject] = {
    "kind": "prescription",
    "program_id": "00000000-0000-4000-8000-000000000000",
    "version": 1,
    "version_note": "-",
    "diagnosis_label": "-",
    "high_baseline_reason": "-",
    "baseline_pain": {"back": 0},
    "patient": {"patient_id": "p", "display_name": "-", "birth_date": "1970-01-01"},
    "prescriber": {
        "name": "-", "profession": "-", "regulator": "-", "licence_no": "A1", "clinic": "-",
        "phone": "020 7946 0123",
    },
    "contacts": {"emergency_number": "112"},
}  # fmt: skip
_GOAL: Final[JsonObject] = {"id": "a", "activity": "-", "start_score": 0, "target_score": 10}
_REVIEW: Final[JsonObject] = {"kind": "visit", "label": "-"}


def readable_plan(tree: JsonObject, names: Collection[str], today: date) -> JsonObject:
    """What of a draft is not about the person, as a template that can be read.

    Args:
        tree: of a draft.
        names: the fields of a template.
        today: from when a phase without days is taken to last four weeks.

    """
    plan = {name: value for name, value in tree.items() if name in names}
    phases: list[JsonValue] = [
        _whole_phase(phase, today, number)
        for number, phase in enumerate(entries_at(Draft(tree), ("phases",)))
    ]
    return _PLAN | plan | {"kind": "template", "template_id": "draft", "phases": phases}


def with_stand_ins(draft: Draft, today: date, countries: Collection[str]) -> Draft:
    """The draft with what is missing filled in, so that every rule can look at what it holds.

    What stands in explains nothing away but what is asked for later: why usual pain that is high
    stands against nothing, and how the number of a country that is not on file was checked.

    Args:
        draft: of a program.
        today: the first day, where none is written, and the day of the signature.
        countries: whose emergency number is on file.

    """
    tree = draft.tree
    phases: list[JsonValue] = [
        _with_doses(_whole_phase(phase, today, number))
        for number, phase in enumerate(entries_at(draft, ("phases",)))
    ]
    last = value_at(Draft({"phases": phases}), ("phases", len(phases) - 1, "ends_on"))
    dated = _dated(tree.get("valid_from"), tree.get("valid_until") or last, today.isoformat())
    filled = _filled(_filled(_PLAN | _PERSON, dated), tree)
    region, reason = tree.get("region"), ("contacts", "emergency_override_reason")
    whole = Draft(filled | ({"phases": phases} if phases else {}))
    is_on_file = not isinstance(region, str) or not region or region in countries
    if is_on_file or value_at(whole, reason) or not isinstance(filled["contacts"], dict):
        return whole
    return with_value(whole, reason, "-")


def _dated(start: JsonValue, end: JsonValue, today: str) -> JsonObject:
    """What stands in and has a date."""
    start = start or today
    return {
        "valid_from": start,
        "valid_until": end,
        "prescriber": {"signed_on": today},
        "goals": [_GOAL | {"target_date": end}],
        "reviews": [_REVIEW | {"date": start}],
    }


_BY_SITE: Final = frozenset({"baseline_pain"})
"""What is taken whole: a place that stands in would be one more place where pain is asked."""


def _filled(under: JsonObject, over: JsonObject) -> JsonObject:
    """What is written over what stands in, field by field; what is empty is not written."""
    whole = dict(under)
    for name, value in over.items():
        below = whole.get(name)
        if isinstance(below, dict) and isinstance(value, dict) and name not in _BY_SITE:
            whole[name] = _filled(below, value)
        elif value not in (None, {}, [], "") or name not in whole:
            whole[name] = value
    return whole


def _with_doses(phase: JsonObject) -> JsonObject:
    """A phase in which an item without a dose is done once."""
    items: list[JsonValue] = [*map(_with_dose, entries_at(Draft(phase), ("items",)))]
    return phase | ({"items": items} if items else {})


def _with_dose(item: JsonObject) -> JsonObject:
    side = value_at(Draft(item), ("dose", "side")) or "each_side"
    once: JsonObject = {"type": "reps", "side": side, "sets": 1, "reps": 1}
    return item if value_at(Draft(item), ("dose", "sets")) else item | {"dose": once}


def speaks_of_a_stand_in(path: JsonPath, tree: JsonObject) -> bool:
    """Whether a problem at a path may be about something that only stands in.

    Args:
        path: in what `readable_plan` gave.
        tree: of the draft.

    """
    if path[:1] != ("phases",):
        return bool(path) and path[0] in _PLAN and path[0] not in tree
    phases = entries_at(Draft(tree), ("phases",))
    return path[2:3] != ("items",) and any(_lacks_something(phase) for phase in phases)


def _whole_phase(phase: JsonObject, today: date, number: int) -> JsonObject:
    """A phase without days follows the one before as if each lasted four weeks."""
    start = phase.get("starts_on")
    if not isinstance(start, str):
        start = (today + timedelta(days=_DAYS * number)).isoformat()
    days: JsonObject = {"starts_on": start, "ends_on": shifted(start, _DAYS - 1)}
    return _WORDS | days | phase


def _lacks_something(phase: JsonObject) -> bool:
    return not {*_WORDS, "starts_on", "ends_on"} <= phase.keys()
