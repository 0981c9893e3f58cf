"""Edits of a draft by phase and item, and making it self-contained from the library.

No edit here writes an amount. A new item names its exercise, the side the library's words are
written for and the usual kind of dose; sets, repetitions and times stay absent, and the checker
names each of them until the therapist has written it. A therapist with ten minutes then types one
line an exercise, and no number on the patient's screen is one that nobody wrote (H-17).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import (
    Draft,
    NoSuchPlaceError,
    entries_at,
    moved,
    unused_id,
    value_at,
    with_entry,
    with_value,
)
from exercise_companion.core.draft_pages import ITEM_DEPTH
from exercise_companion.core.program import DAY_OFFSET, ISO_DATE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.library import Library, LibraryExercise
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.core.terms import ExerciseCategory

DOSE_KIND: Final[dict[ExerciseCategory, str]] = {
    "core": "reps",
    "flexibility": "hold",
    "mobility": "reps",
    "strength": "reps",
    "balance": "duration",
    "aerobic": "duration",
    "breathing": "duration",
    "pain_skill": "duration",
}
"""The kind of dose an exercise of a category usually has. Our decision, needs sign-off."""

AEROBIC_MODES: Final = {"bike": "bike", "step-march": "other"}
"""How an aerobic exercise of the library moves, where it is no walk."""

VERSIONS: Final = ("modify_down", "modify_up")
"""An item's fields for its easier and its next version."""

_SPARED: Final = frozenset({*VERSIONS, "flare_dose"})
"""Parts without which an item can still be shown."""


def with_item(draft: Draft, phase: int, exercise: LibraryExercise) -> Draft:
    """The draft with an exercise of the library at the end of a phase, its amounts still missing.

    The exercise is named, not copied: `resolved` copies it.

    Raises:
        NoSuchPlaceError: there is no such phase.

    """
    path = _items_path(draft, phase)
    item: JsonObject = {
        "id": unused_id(exercise.id, _ids(draft, path)),
        "exercise": exercise.id,
        "dose": empty_dose(exercise),
    }
    return with_entry(draft, path, item)


def empty_dose(exercise: LibraryExercise) -> JsonObject:
    """A dose without amounts: the usual kind and the side the exercise's words are written for.

    Work for heart and lungs also says whether it is a walk, which is logged with its legs.
    """
    dose: JsonObject = {"side": exercise.side, "type": DOSE_KIND[exercise.category]}
    return (
        dose | {"mode": AEROBIC_MODES.get(exercise.id, "walk")}
        if exercise.category == "aerobic"
        else dose
    )


def with_easier(draft: Draft, phase: int, index: int, library: Library) -> Draft:
    """The draft with the library's easier way in an item's `modify_down`, its amounts missing.

    Unchanged where the library knows no easier way.

    Raises:
        NoSuchPlaceError: there is no such item.

    """
    path: JsonPath = (*_items_path(draft, phase), index)
    if not isinstance(value_at(draft, path), dict):
        raise NoSuchPlaceError(path)
    known = {exercise.id: exercise for exercise in library.exercises}
    own = known.get(str(value_at(draft, (*path, "exercise"))))
    if own is None or own.easier is None:
        return draft
    other = known[own.easier.exercise or own.id]
    easier: JsonObject = {"instruction": own.easier.words}
    if other is not own:
        easier["exercise"] = other.id
    return with_value(draft, (*path, "modify_down"), easier | {"dose": empty_dose(other)})


def without_item(draft: Draft, phase: int, index: int) -> Draft:
    """The draft without an item; the flare-up plan no longer names what is in no phase.

    Raises:
        NoSuchPlaceError: there is no such phase.

    """
    less = with_value(draft, (*_items_path(draft, phase), index), None)
    return _with_flare_items_there(less)


def moved_item(draft: Draft, phase: int, index: int, by: int) -> Draft:
    """The draft with an item moved up (by < 0) or down in its phase; it stops at the ends.

    Raises:
        NoSuchPlaceError: there is no such item.

    """
    return moved(draft, (*_items_path(draft, phase), index), by)


def with_phase(draft: Draft, days: int) -> Draft:
    """The draft with an empty phase at the end, beginning on the day after the last one ends.

    Without a phase before it begins on `valid_from`; without that it has no dates yet.

    Args:
        draft: what is edited.
        days: how long the phase is, first and last day counted; at least 1.

    """
    phases = entries_at(draft, ("phases",))
    start = _day_after(phases[-1].get("ends_on")) if phases else draft.tree.get("valid_from")
    phase: JsonObject = {"id": unused_id(f"phase-{len(phases) + 1}", _ids(draft, ("phases",)))}
    if isinstance(start, str) and (end := shifted(start, days - 1)) is not None:
        phase |= {"starts_on": start, "ends_on": end}
    return with_entry(draft, ("phases",), phase | {"items": []})


def without_phase(draft: Draft, phase: int) -> Draft:
    """The draft without a phase; the flare-up plan no longer names what is in no phase."""
    return _with_flare_items_there(with_value(draft, ("phases", phase), None))


def shifted(day: str, days: int) -> str | None:
    """A date or a day offset (`2026-11-22`, `+42d`) moved on; None where it is neither."""
    if DAY_OFFSET.fullmatch(day):
        return f"{int(day[:-1]) + days:+}d"
    if ISO_DATE.fullmatch(day):
        try:
            return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
        except (ValueError, OverflowError):
            return None
    return None


def resolved(draft: Draft, library: Library) -> Draft:
    """The draft made self-contained (decisions D3): every exercise it names is in it, in full.

    An exercise that is in the draft already is kept as it stands there: it may be the
    therapist's own words. What no item names is dropped; what the library does not know stays
    missing, for the checker to say.
    """
    named = list(dict.fromkeys(exercises_named(draft)))
    held = value_at(draft, ("exercises",))
    if held is not None and not isinstance(held, list):
        return draft
    kept = [entry for entry in held or () if _id_of(entry) is None or _id_of(entry) in named]
    there = {_id_of(entry) for entry in kept}
    known = {exercise.id: exercise for exercise in library.exercises}
    added = [known[name].in_program() for name in named if name in known and name not in there]
    if not added and len(kept) == len(held or ()):
        return draft
    return with_value(draft, ("exercises",), [*kept, *added])


def exercises_named(draft: Draft) -> Iterator[str]:
    """The id of every exercise an item or a version of one names, in the order of the draft."""
    for item in items_of(draft):
        ways = (item, *(item.get(version) for version in VERSIONS))
        for way in ways:
            name = way.get("exercise") if isinstance(way, dict) else None
            if isinstance(name, str):
                yield name


def items_of(draft: Draft) -> Iterator[JsonObject]:
    """Every item of every phase, in the order of the draft."""
    for number in range(len(_list(value_at(draft, ("phases",))))):
        yield from entries_at(draft, ("phases", number, "items"))


def of_unknown_exercises(tree: JsonObject) -> dict[JsonPath, JsonValue]:
    """Each item and version whose exercise is not in the tree, by its place, with what it names.

    Nothing about it can be shown. A version that names none does the exercise of its item.
    """
    draft = Draft(tree)
    known = [exercise.get("id") for exercise in entries_at(draft, ("exercises",))]
    named = {
        place: value_at(draft, (*place, "exercise"))
        for item in item_places(draft)
        for place in (item, *_versions_that_name_one(draft, item))
    }
    return {place: name for place, name in named.items() if name not in known}


def item_places(draft: Draft) -> Iterator[JsonPath]:
    """The place of every item of every phase, in the order of the draft."""
    for phase in range(len(_list(value_at(draft, ("phases",))))):
        for number in range(len(_list(value_at(draft, ("phases", phase, "items"))))):
            yield ("phases", phase, "items", number)


def _versions_that_name_one(draft: Draft, item: JsonPath) -> Iterator[JsonPath]:
    for version in VERSIONS:
        if value_at(draft, (*item, version, "exercise")) is not None:
            yield (*item, version)


def without_what_is_at(tree: JsonObject, paths: Collection[JsonPath]) -> JsonObject:
    """The tree without the items that a path leads to or into, and without phases left empty.

    Where it leads into a version, or the dose for a flare-up, only that goes: the rest of the item
    can be shown without it.
    """
    bad = {_part_at(path) for path in paths if path[::2][:2] == ("phases", "items")}
    phases: list[JsonValue] = []
    for number, phase in enumerate(_list(tree.get("phases"))):
        items = _list(phase.get("items")) if isinstance(phase, dict) else []
        placed = ((("phases", number, "items", at), item) for at, item in enumerate(items))
        kept = [_without_parts(item, place, bad) for place, item in placed if place not in bad]
        if kept and isinstance(phase, dict):
            phases.append(phase | {"items": kept})
    return tree | {"phases": phases}


def _part_at(path: JsonPath) -> JsonPath:
    """The item a path leads into, or the part of it that it can be without."""
    within = path[ITEM_DEPTH : ITEM_DEPTH + 1]
    return path[: ITEM_DEPTH + (0 if _SPARED.isdisjoint(within) else 1)]


def _without_parts(item: JsonValue, place: JsonPath, bad: Collection[JsonPath]) -> JsonValue:
    if not isinstance(item, dict):
        return item
    return {name: value for name, value in item.items() if (*place, name) not in bad}


def _with_flare_items_there(draft: Draft) -> Draft:
    path: JsonPath = ("flare_plan", "items")
    named = _list(value_at(draft, path))
    phases = range(len(_list(value_at(draft, ("phases",)))))
    there = {name for phase in phases for name in _ids(draft, ("phases", phase, "items"))}
    kept: list[JsonValue] = [name for name in named if name in there]
    return draft if len(kept) == len(named) else with_value(draft, path, kept)


def _items_path(draft: Draft, phase: int) -> JsonPath:
    path: JsonPath = ("phases", phase)
    if not isinstance(value_at(draft, path), dict):
        raise NoSuchPlaceError(path)
    return (*path, "items")


def _ids(draft: Draft, path: JsonPath) -> set[str]:
    return {str(entry.get("id")) for entry in entries_at(draft, path)}


def _id_of(entry: JsonValue) -> str | None:
    """An exercise's id; None where it has none, so that the checker gets to see it."""
    name = entry.get("id") if isinstance(entry, dict) else None
    return name if isinstance(name, str) else None


def _day_after(day: JsonValue) -> str | None:
    return shifted(day, 1) if isinstance(day, str) else None


def _list(value: JsonValue) -> list[JsonValue]:
    return value if isinstance(value, list) else []
