"""The therapist's own telephone line among those to call: typed once, with who wrote the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.checks_people import digits
from exercise_companion.core.draft import Draft, value_at, with_value

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath

_LINE: Final[JsonPath] = ("contacts", "therapist")
_ZONE: Final[JsonPath] = ("contacts", "time_zone")
FIELDS: Final = ("name", "phone")
"""What a line to call and the prescriber have in common."""

HOURS: Final = "hours"
"""When the line is answered. It is asked for with the prescriber's own details and kept with the
line, as the format has it: the next program has it from there."""


def with_number(draft: Draft, path: JsonPath, value: JsonValue) -> Draft:
    """The draft with a value; another number to call was not rung yet (H-09).

    The same number with other blanks is not another one.

    Args:
        draft: what is edited.
        path: the place of the value, of a telephone number or of anything else.
        value: what stands there from now on; None for nothing.

    Raises:
        NoSuchPlaceError: there is no such place.

    """
    changed = with_value(draft, path, value)
    is_number = path[0] == "contacts" and path[-1] == "phone"
    if not is_number or _is_same("phone", value_at(draft, path), value):
        return changed
    return with_value(changed, (*path[:-1], "tested_on"), None)


def with_own_line(draft: Draft) -> Draft:
    """The draft with the prescriber to call, where nobody at the practice is named yet (V-09)."""
    if _line(draft) is not None or value_at(draft, ("contacts", "clinic")) is not None:
        return draft
    own: JsonObject = {
        name: said for name in FIELDS if (said := value_at(draft, ("prescriber", name))) is not None
    }
    return with_value(draft, _LINE, own) if own else draft


def with_prescriber(draft: Draft, name: str, value: JsonValue) -> Draft:
    """The draft with a field of the prescriber; the line to call follows while it is the same one.

    A line with another name is somebody else's, and stays as it is; so does a clinic's.

    Args:
        draft: what is edited.
        name: of the field.
        value: what is typed; None for nothing.

    """
    if name == HOURS:
        return _with_hours(draft, value)
    follows = name in FIELDS and _is_own(draft)
    changed = with_value(draft, ("prescriber", name), value)
    if not follows:
        return changed
    if _line(draft) is None:
        return with_own_line(changed)
    changed = with_number(changed, (*_LINE, name), value)
    return changed if _line(changed) else with_value(changed, _LINE, None)


def with_prescriber_corrected(draft: Draft, name: str, value: JsonValue) -> Draft:
    """The draft with a field of the prescriber; the line to call follows, but none is begun.

    For where the hours are asked for together with the line, as they would be asked no more.

    Args:
        draft: what is edited.
        name: of the field.
        value: what stands there from now on; None for nothing.

    """
    if name in FIELDS and _line(draft) is not None:
        return with_prescriber(draft, name, value)
    return with_value(draft, ("prescriber", name), value)


def has_own_hours(draft: Draft) -> bool:
    """Whether the line to call is, or would be, the prescriber's own, so that its hours are too."""
    no_clinic = value_at(draft, ("contacts", "clinic")) is None
    return _is_own(draft) and (_line(draft) is not None or no_clinic)


def own_hours(draft: Draft) -> JsonValue:
    """When the prescriber's own line is answered; None where that is not said."""
    return value_at(draft, (*_LINE, HOURS))


def with_zone(draft: Draft, zone: str | None) -> Draft:
    """The draft with the time zone its hours are meant in, unless one is written (R-25).

    Args:
        draft: what is edited.
        zone: of the computer the hours are typed at, "Europe/London"; None where it is not known.

    """
    if zone is None or value_at(draft, _ZONE) is not None:
        return draft
    return with_value(draft, _ZONE, zone)


def _with_hours(draft: Draft, value: JsonValue) -> Draft:
    """The draft with the hours of the line; a line with nothing else in it goes with them."""
    changed = with_value(with_own_line(draft), (*_LINE, HOURS), value)
    return changed if _line(changed) else with_value(changed, _LINE, None)


def _line(draft: Draft) -> JsonValue:
    return value_at(draft, _LINE)


def _is_own(draft: Draft) -> bool:
    """Whether the therapist's line says of the prescriber what is known, and nothing else."""
    line = _line(draft)
    if not isinstance(line, dict):
        return line is None
    own = {name: value_at(draft, ("prescriber", name)) for name in FIELDS}
    return all(_is_same(name, line.get(name), own[name]) for name in FIELDS)


def _is_same(name: str, one: JsonValue, other: JsonValue) -> bool:
    """Whether two values of a field say the same: a telephone number as it is dialled."""
    if name != "phone" or not isinstance(one, str) or not isinstance(other, str):
        return one == other
    return digits(one) == digits(other)
