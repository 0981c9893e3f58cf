"""The plan of a draft made readable by itself, while the person and the headings are not written.

So a wrong dose is said, minutes are counted and the patient's page is shown from the first
exercise on. What stands in is never kept and never shown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, entries_at
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
