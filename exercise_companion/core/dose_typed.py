"""A dose on one line, as a therapist would note it: "2 x 8", "3 x 20 s", "2 x 8 x 5 s".

Sets come first. Two numbers are sets and repetitions; a third one with a unit is how long each is
held ("2 x 8 x 5 s", "2 x 8, hold 5 s"); a time or a distance instead of repetitions makes the dose
one of time or distance. Side, rest, days, load, tempo and effort follow, with or without commas, in
the words in which they are shown. Nothing that is not typed is filled in but one set, and one
repetition where each set is one hold ("3 x 30 s hold").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.checks_plan import WAKING_HOURS
from exercise_companion.core.dose_between import require_clear_rest, require_what_is_between
from exercise_companion.core.dose_parts import read_parts
from exercise_companion.core.dose_patterns import DAILY
from exercise_companion.core.draft import Draft, NoSuchPlaceError, value_at, with_value
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.dose_parts import Part
    from exercise_companion.core.problem import JsonPath

EXAMPLES: Final = "2 x 8 · 2 x 8-12 · 2 x 8, hold 5 s, let go 3 s · 3 x 20 s · 10 min"
MORE_EXAMPLES: Final = "2 x 8, rest 60 s, mon wed fri · 3 x 4 min, 5 days a week · 2 x 8, 4 kg"

_HELD: Final = "2 x 8, hold 5 s, let go 3 s"

LINE: Final = "typed_dose"
"""An item's field for what is typed and not taken yet (`core.dose_line`); no program has it."""

_AMOUNTS: Final = frozenset(
    {"type", "sets", "reps", "hold_seconds", "duration_seconds", "distance_metres"}
    | {"expected_seconds"}
)
"""What each line says anew."""
_LASTING: Final = frozenset({"side", "rest_seconds"})
_OF_REPETITIONS: Final = frozenset({"hold_seconds", "tempo"})
"""How a single repetition goes: held, or at a tempo."""
_TAKES: Final = frozenset({"expected_seconds"})
_TIMED: Final = frozenset({"max_bouts", "pause_on_leg_symptoms", "weekly_minutes_target"})
_ONLY_IN: Final[tuple[tuple[frozenset[str], frozenset[str], str], ...]] = (
    (frozenset({"release_seconds"}), frozenset({"hold"}), _HELD),
    (_TAKES, frozenset({"distance"}), "400 m, takes about 6 min"),
    (frozenset({"mode"}), frozenset({"duration", "distance"}), "10 min, on a bike"),
    (_TIMED | {"support", "surface"}, frozenset({"duration"}), "3 x 4 min, at most 5 parts"),
)
"""What only some types of dose have: its fields, those types, and how it is typed."""
_WHEN: Final[tuple[str, ...]] = (
    *("days", "days_per_week", "every_n_days", "times_per_day", "slots", "min_hours_between"),
)
DAYS: Final = frozenset({"days", "days_per_week", "every_n_days"})
"""What says on which days, besides how often on each."""
_TIMES: Final = frozenset(_WHEN) - DAYS


_ONCE: Final[JsonObject] = {"times_per_day": 1}
"""Every day, written down: it was said on purpose."""


@dataclass(frozen=True, slots=True)
class TypedDose:
    """What one line says."""

    dose: JsonObject
    """Fields of the dose; with a side only where the line names one."""
    when: JsonObject
    """On which days and how often; of every day and of what was not said, nothing."""
    is_daily: bool = False
    """Whether "every day" was said."""

    @property
    def names_days(self) -> bool:
        """Whether it says on which days, and not only how often or when on each."""
        return self.is_daily or not DAYS.isdisjoint(self.when)

    @property
    def says_when(self) -> bool:
        """Whether it says anything of days or times."""
        return self.is_daily or bool(self.when)


def read_dose(line: str) -> TypedDose:
    """The dose a line says.

    Raises:
        NotUnderstoodError: a part of it cannot be read, or contradicts another one.

    """
    parts = read_parts(line)
    fields = {name: value for part in parts.values() for name, value in part.fields.items()}
    is_daily = bool(fields.pop(DAILY, False))
    when: JsonObject = {name: fields.pop(name) for name in _WHEN if name in fields}
    slots = when.get("slots")
    if isinstance(slots, list):
        when.setdefault("times_per_day", len(slots))
    return TypedDose(_of_its_type(fields, parts), when, is_daily)


def _of_its_type(dose: JsonObject, parts: Mapping[str, Part]) -> JsonObject:
    """The dose with the type that its parts make it.

    Raises:
        NotUnderstoodError: a hold or a tempo without repetitions, or both; a way without its time,
            which is the therapist's own estimate and never guessed; what another type has.

    """
    paced = [part for part in parts.values() if not _OF_REPETITIONS.isdisjoint(part.fields)]
    if paced and (dose["type"] != "reps" or len(paced) > 1):
        how = f"Type repetitions with one of the two: {_HELD} · 2 x 8, 2 s out, 3 s back."
        raise NotUnderstoodError(what=f'"{paced[-1].words}" does not fit this dose. {how}')
    if dose["type"] == "distance":
        work = next(iter(parts.values()))
        _refuse_a_way_without_one_time(work, parts.values())
    whole = dose | {"type": "hold"} if "hold_seconds" in dose else dose
    require_clear_rest(whole, parts.values())
    for part in parts.values():
        _refuse_what_only_others_have(part, whole["type"])
    return whole


def _refuse_a_way_without_one_time(way: Part, parts: Iterable[Part]) -> None:
    times = [part for part in parts if not _TAKES.isdisjoint(part.fields)]
    if not times:
        how = 'Type how long it takes, too: "400 m in 6 min". Minutes are "min".'
        raise NotUnderstoodError(what=f'"{way.words}" is not a dose. {how}')
    if len(times) > 1:
        said = " and ".join(f'"{part.words}"' for part in times)
        raise NotUnderstoodError(what=f"{said} both say how long it takes. Type only one of them.")


def _refuse_what_only_others_have(part: Part, its_type: JsonValue) -> None:
    for names, types, how in _ONLY_IN:
        if its_type not in types and not names.isdisjoint(part.fields):
            what = f'"{part.words}" does not fit this dose. It is typed as in: {how}.'
            raise NotUnderstoodError(what=what)


def with_typed_dose(draft: Draft, phase: int, index: int, typed: TypedDose) -> Draft:
    """The draft with an item's dose as typed.

    What the line does not speak of is kept (`kept_of`, `when_kept_of`). What was typed before and
    not taken goes.

    Raises:
        NoSuchPlaceError: there is no such item.
        NotUnderstoodError: with what is kept it is no whole dose.

    """
    path: JsonPath = ("phases", phase, "items", index)
    if not isinstance(value_at(draft, path), dict):
        raise NoSuchPlaceError(path)
    dose = dose_over(value_at(draft, (*path, "dose")), typed)
    written = with_value(with_value(draft, (*path, "dose"), dose), (*path, LINE), None)
    if not typed.says_when:
        return written
    when = when_kept_of(value_at(draft, (*path, "when")), typed) | typed.when
    return with_value(written, (*path, "when"), when or dict(_ONCE))


def dose_over(old: JsonValue, typed: TypedDose) -> JsonObject:
    """The dose that a typed line makes of the one before.

    Raises:
        NotUnderstoodError: how long it is between two holds is in neither; a rest never comes.

    """
    dose = kept_of(old, typed) | typed.dose
    require_what_is_between(dose, typed.dose)
    return dose


def claims_of(typed: TypedDose) -> tuple[tuple[str, ...], ...]:
    """The places within its item that a line gives: another value there would contradict it.

    Days are given as a whole, however they are said, and so are the times of a day.
    """
    times = _TIMES if "times_per_day" in typed.when else frozenset[str]()
    days = DAYS if typed.names_days else frozenset[str]()
    when = sorted(typed.when.keys() | times | days)
    return (*_leaves(typed.dose, ("dose",)), *(("when", name) for name in when))


def _leaves(node: JsonObject, at: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, value in node.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*at, name))
        else:
            yield (*at, name)


def when_kept_of(old: JsonValue, typed: TypedDose) -> JsonObject:
    """What a typed line leaves of the days and times before: all that it does not speak of (H-17).

    "evening" adds no day, and "tue thu" takes away no time of day. What would contradict the line
    goes (V-26): times of day that are more or fewer than it says, hours for which no day is long
    enough, or between which nothing comes twice.
    """
    if not isinstance(old, dict) or not typed.says_when:
        return {}
    spoken = typed.when.keys() | (DAYS if typed.names_days else frozenset())
    own = {name: value for name, value in old.items() if value is not None and name not in spoken}
    times = (own | typed.when).get("times_per_day", 1)
    return {name: value for name, value in own.items() if _fits(name, value, times, typed)}


def _fits(name: str, value: JsonValue, times: JsonValue, typed: TypedDose) -> bool:
    """Whether something of before holds for so many times a day; once has no hours between."""
    if name == "slots":
        return isinstance(value, list) and len(value) == times
    if name != "min_hours_between":
        return True
    if not isinstance(times, int) or not isinstance(value, int | float):
        return False
    is_once = times == 1 and "times_per_day" in typed.when
    return not is_once and (times - 1) * value <= WAKING_HOURS


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
