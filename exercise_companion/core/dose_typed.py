"""A dose on one line, as a therapist would note it: "2 x 8", "3 x 20 s", "2 x 8 x 5 s".

Sets come first. Two numbers are sets and repetitions; a third one with a unit is how long each is
held ("2 x 8 x 5 s", "2 x 8, hold 5 s"); a time or a distance instead of repetitions makes the dose
one of time or distance. The side may stand behind it, as lists show it: "2 x 8 each side". Rest,
days and weight follow after commas. Nothing that is not typed is filled in but one set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, NoSuchPlaceError, value_at, with_value
from exercise_companion.core.slot_words import read_slots
from exercise_companion.core.typed import NotUnderstoodError, parts_of, week_days

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath

EXAMPLES: Final = "2 x 8 · 2 x 8-12 · 2 x 8 hold 5 s · 3 x 20 s · 10 min"
MORE_EXAMPLES: Final = "2 x 8, rest 60 s, mon wed fri · 3 x 4 min, 5 days a week · 2 x 8, 4 kg"

LINE: Final = "typed_dose"
"""An item's field for what is typed and not taken yet (`core.dose_line`); no program has it."""

_UNIT: Final = r"(?P<unit>s|secs?|seconds?|min|mins|minutes?)"
_AMOUNT: Final = r"(?P<low>\d{1,4})(?: ?(?:-|to) ?(?P<high>\d{1,4}))?"
_SETS: Final = r"(?:(?P<sets>\d{1,2}) ?x ?)"
_REPS: Final = re.compile(rf"{_SETS}{_AMOUNT}(?: ?(?:reps?|times))?", re.ASCII)
_HOLD: Final = re.compile(
    rf"{_SETS}{_AMOUNT}(?: ?x| hold) ?(?P<each>\d{{1,3}}) ?{_UNIT}(?: holds?)?", re.ASCII
)
_TIME: Final = re.compile(rf"{_SETS}?{_AMOUNT} ?{_UNIT}", re.ASCII)
_WAY: Final = re.compile(
    rf"{_SETS}?(?P<low>\d{{1,5}}) ?(?:m|metres?) in (?P<each>\d{{1,4}}) ?{_UNIT}", re.ASCII
)
_REST: Final = re.compile(rf"rest (?P<low>\d{{1,3}}) ?{_UNIT}", re.ASCII)
_WEIGHT: Final = re.compile(r"(?P<kg>\d{1,3}(?:\.\d{1,2})?) ?kg", re.ASCII)
_BAND: Final = re.compile(r"(?:[a-z]+ )?band", re.ASCII)
_DAYS_A_WEEK: Final = re.compile(
    r"(?P<n>[1-7]) (?:days|times) a week|(?P<m>[1-7]) ?/ ?week", re.ASCII
)
_EVERY: Final = re.compile(r"every (?P<n>\d{1,2}) days", re.ASCII)
_A_DAY: Final = re.compile(r"(?P<n>[1-6]) times a day|(?P<m>[1-6]) ?/ ?day", re.ASCII)
_SIDE: Final = re.compile(r"(?P<work>.+?) (?:on )?(?P<side>each side|left|right)", re.ASCII)
_HELD: Final = re.compile(r" ?, ?hold ")
"""A list shows how long each is held behind a comma; it belongs to the work all the same."""
_SIDES: Final = {"each side": "each_side", "left": "left", "right": "right"}
_AMOUNTS: Final = frozenset(
    {"type", "sets", "reps", "hold_seconds", "duration_seconds", "distance_metres"}
    | {"expected_seconds"}
)
"""What each line says anew."""
_LASTING: Final = frozenset({"side", "rest_seconds"})
_DAILY: Final = frozenset({"daily", "every day"})
_EVERY_DAY: Final[JsonObject] = {"times_per_day": 1}
"""Every day, said on purpose: in place of the days that stood there before."""
DAYS: Final = frozenset({"days", "days_per_week", "every_n_days"})
"""What says on which days, besides how often on each."""


@dataclass(frozen=True, slots=True)
class TypedDose:
    """What one line says."""

    dose: JsonObject
    """Fields of the dose; with a side only where the line names one."""
    when: JsonObject
    """On which days and how often; empty where nothing was said."""
    is_daily: bool = False
    """Whether "every day" was said."""

    @property
    def names_days(self) -> bool:
        """Whether it says on which days, and not only how often or when on each."""
        return self.is_daily or not DAYS.isdisjoint(self.when)


def read_dose(line: str) -> TypedDose:
    """The dose a line says.

    Raises:
        NotUnderstoodError: a part of it cannot be read.

    """
    first, *more = parts_of(_HELD.sub(" hold ", re.sub(r"[×*]", "x", line.lower())))
    sided = _SIDE.fullmatch(first)
    dose = _work(sided["work"]) | {"side": _SIDES[sided["side"]]} if sided else _work(first)
    when: JsonObject = {}
    is_daily = False
    for part in more:
        found = _extra(part)
        if found is None:
            raise NotUnderstoodError(what=f'"{part}" is not a side, rest, days or a weight.')
        dose |= found.dose
        when = _both(when, found.when)
        is_daily = is_daily or found.is_daily
    return TypedDose(dose, when, is_daily)


def with_typed_dose(draft: Draft, phase: int, index: int, typed: TypedDose) -> Draft:
    """The draft with an item's dose as typed.

    What the line does not speak of is kept (`kept_of`, `days_kept_of`). What was typed before and
    not taken goes.

    Raises:
        NoSuchPlaceError: there is no such item.

    """
    path: JsonPath = ("phases", phase, "items", index)
    if not isinstance(value_at(draft, path), dict):
        raise NoSuchPlaceError(path)
    dose = kept_of(value_at(draft, (*path, "dose")), typed) | typed.dose
    written = with_value(with_value(draft, (*path, "dose"), dose), (*path, LINE), None)
    if not typed.when:
        return written
    when = days_kept_of(value_at(draft, (*path, "when")), typed) | typed.when
    return with_value(written, (*path, "when"), when)


def days_kept_of(old: JsonValue, typed: TypedDose) -> JsonObject:
    """The days of before, where the line names times of day alone: "evening" adds no day (H-17)."""
    if not isinstance(old, dict) or not typed.when or typed.names_days:
        return {}
    return {name: value for name, value in old.items() if name in DAYS and value is not None}


def kept_of(old: JsonValue, typed: TypedDose) -> JsonObject:
    """What a typed line leaves of the dose before: all that it does not speak of.

    Another type of dose is other work: then only the side, the rest, and how it walks or rides.
    """
    if not isinstance(old, dict):
        return {}
    own = {name: value for name, value in old.items() if value is not None}
    if old.get("type") == typed.dose["type"]:
        return {name: own[name] for name in own if name not in _AMOUNTS | typed.dose.keys()}
    moves = typed.dose["type"] in {"duration", "distance"}
    lasting = _LASTING | {"mode"} if moves else _LASTING
    return {name: own[name] for name in own if name in lasting - typed.dose.keys()}


def _work(part: str) -> JsonObject:
    """Sets and what is done in each."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], JsonObject]], ...] = (
        (_HOLD, _hold),
        (_WAY, _way),
        (_TIME, _time),
        (_REPS, _reps),
    )
    for pattern, read in readers:
        if match := pattern.fullmatch(part):
            return {"sets": int(match["sets"] or 1)} | read(match)
    raise NotUnderstoodError(what=f'"{part}" is not a dose.')


def _reps(match: re.Match[str]) -> JsonObject:
    return {"type": "reps", "reps": _amount(match)}


def _hold(match: re.Match[str]) -> JsonObject:
    held = int(match["each"]) * _unit(match)
    return {"type": "hold", "reps": _amount(match), "hold_seconds": held}


def _time(match: re.Match[str]) -> JsonObject:
    return {"type": "duration", "duration_seconds": _amount(match, _unit(match))}


def _way(match: re.Match[str]) -> JsonObject:
    expected = int(match["each"]) * _unit(match)
    return {
        "type": "distance",
        "distance_metres": int(match["low"]),
        "expected_seconds": expected,
    }


def _extra(part: str) -> TypedDose | None:
    """A side, rest, days or weight; None: something else."""
    if part in _SIDES:
        return TypedDose({"side": _SIDES[part]}, {})
    if match := _REST.fullmatch(part):
        return TypedDose({"rest_seconds": int(match["low"]) * _unit(match)}, {})
    if match := _WEIGHT.fullmatch(part):
        return TypedDose({"load": {"type": "weight", "load_kg": float(match["kg"])}}, {})
    if _BAND.fullmatch(part):
        return TypedDose({"load": {"type": "band", "label": part}}, {})
    when = _when(part)
    return None if when is None else TypedDose({}, when, is_daily=part in _DAILY)


def _when(part: str) -> JsonObject | None:
    if part in _DAILY:
        return dict(_EVERY_DAY)
    if slots := read_slots(part):
        return {"times_per_day": len(slots), "slots": list(slots)}
    for name, pattern in (
        ("days_per_week", _DAYS_A_WEEK),
        ("every_n_days", _EVERY),
        ("times_per_day", _A_DAY),
    ):
        if match := pattern.fullmatch(part):
            return {name: int(next(filter(None, match.groups())))}
    days = week_days(part)
    return None if days is None else {"days": days}


def _both(when: JsonObject, found: JsonObject) -> JsonObject:
    """What was said of days before, and what was found now.

    Times of day add up and say how often; a number that was typed besides is kept, so that the
    checker sees where the two do not match (V-26).
    """
    if found == _EVERY_DAY:
        return found | when
    if "slots" not in found:
        return when | found
    before, more = when.get("slots"), found["slots"]
    if isinstance(before, list) and isinstance(more, list):
        return when | {"times_per_day": len(before + more), "slots": before + more}
    return (found if when == _EVERY_DAY else found | when) | {"slots": more}


def _amount(match: re.Match[str], times: int = 1) -> JsonValue:
    low, high = int(match["low"]) * times, match["high"]
    return low if high is None else [low, int(high) * times]


def _unit(match: re.Match[str]) -> int:
    """Seconds in the unit."""
    return 60 if match["unit"].startswith("m") else 1
