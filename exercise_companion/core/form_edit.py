"""What a value typed in a form does to a draft, and what is left behind is tidied away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.form_dose import version_switch, with_dose_type, with_version
from exercise_companion.core.own_line import with_number

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath

_DOSES: Final = frozenset({"dose", "flare_dose"})
_MAY_GO: Final = frozenset(
    {
        "load",
        "tempo",
        "intensity",
        "when",
        "post_op",
        "therapist",
        "clinic",
        "out_of_hours",
        "surgical_team",
        "crisis",
        "cover",
        "override_reason",
        "pain_sides",
        "usual_morning",
        "flare_plan",
    }
)
"""Parts that need not be there: the last value taken out takes them along."""

_ENTRIES: Final[tuple[JsonPath, ...]] = (
    ("goals",),
    ("reviews",),
    ("precautions",),
    ("restrictions",),
    ("known_baseline",),
    ("post_op", "restrictions"),
    ("check_ins",),
)
"""Lists that a form adds to by typing below the last entry."""

_NEEDS: Final[dict[JsonPath, str]] = {("check_ins",): "question"}
"""Of these lists an entry is only there with its words: they are taken out by emptying them."""

_GIVEN: Final = frozenset({"id", "recorded_on"})
"""What a form writes by itself next to the first word of an entry."""


def with_field(draft: Draft, field: Field, value: JsonValue) -> Draft:
    """The draft with the value of a field; None is a field left empty."""
    path = field.path
    version = version_switch(path)
    if version is not None:
        return with_version(draft, version, wanted=value is True)
    if path[-1] == "type" and len(path) > 1 and path[-2] in _DOSES:
        return with_dose_type(draft, path[:-1], value)
    if value is None and isinstance(path[-1], int):
        value = ""  # an entry that is taken out would move those below it
    if value is None:
        return _without(draft, path)
    begins = value_at(draft, path[:-1]) is None
    changed = with_number(draft, path, value)
    for name, given in field.beside if begins else ():
        changed = with_value(changed, (*path[:-1], name), given)
    return changed


def tidied(draft: Draft) -> Draft:
    """The draft without entries of lists in which nothing was written."""
    for path in _ENTRIES:
        draft = _without_empty(draft, path)
    for number in range(len(entries_at(draft, ("check_ins",)))):
        draft = _without_empty(draft, ("check_ins", number, "choices"))
    return draft


def _without_empty(draft: Draft, path: JsonPath) -> Draft:
    entries = value_at(draft, path)
    if not isinstance(entries, list):
        return draft
    kept = [entry for entry in entries if not _is_empty(entry, _NEEDS.get(path))]
    return with_value(draft, path, kept) if len(kept) < len(entries) else draft


def _without(draft: Draft, path: JsonPath) -> Draft:
    changed = with_value(draft, path, None)
    holder = path[:-1]
    if holder and holder[-1] in _MAY_GO and value_at(changed, holder) == {}:
        return with_value(changed, holder, None)
    return changed


def _is_empty(entry: JsonValue, needs: str | None = None) -> bool:
    if isinstance(entry, dict) and needs is not None:
        return not entry.get(needs)
    if isinstance(entry, dict):
        return not any(value for name, value in entry.items() if name not in _GIVEN)
    return entry == ""
