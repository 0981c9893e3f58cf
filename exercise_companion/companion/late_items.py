"""Which exercises a session entered afterwards can hold: by id or name, and not on record yet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from exercise_companion.core import schedule
from exercise_companion.core.dose import brief
from exercise_companion.core.identity import name_key
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Item, Program


def items_on(program: Program, day: date) -> dict[str, Item]:
    """Every exercise of the phase of that day, by its id."""
    phase = schedule.phase_on(program, day)
    return {item.id: item for item in phase.items} if phase else {}


def recorded(context: Context, day: date) -> Counter[str]:
    """How often each exercise is on record as done on a day."""
    return Counter(done.item_id for done in context.store.done_items(day) if done.day == day)


def is_recorded(item: Item, recorded: Mapping[str, int]) -> bool:
    """Whether it is on record as often as the plan asks it on a day."""
    return recorded.get(item.id, 0) >= item.when.times_per_day


def named(program: Program, day: date, name: str) -> Item:
    """The exercise of that day's plan with this id, or with this name.

    Raises:
        UsageFault: there is none, or more than one have the name.

    """
    items = items_on(program, day)
    if name in items:
        return items[name]
    key = name_key(name)
    same = [one for one in items.values() if name_key(_name(program, one)) == key]
    if len(same) == 1:
        return same[0]
    if same:
        what_happened = f"Two exercises or more are called {_name(program, same[0])}."
        doses = (f"{_words(program, one)}, {brief(one.dose, program.units)}" for one in same)
        raise UsageFault(what_happened, f"Say which, by its first word: {'; '.join(doses)}.")
    what_happened = f"{neutral(name)} is not in the plan of that day."
    has = ", ".join(_words(program, one) for one in items.values())
    raise UsageFault(what_happened, f"The plan has {has}. Give the first word or the name.")


def named_once(
    program: Program, day: date, names: Iterable[str], kept: Mapping[str, int]
) -> list[Item]:
    """The exercises with these ids or names, in the therapist's order.

    Args:
        program: the version in force on that day.
        day: the exercise day.
        names: each an id or a name.
        kept: how often each exercise is on record for that day.

    Raises:
        UsageFault: one is not in the plan of that day, is on record, or is named twice.

    """
    found: list[Item] = []
    for name in names:
        item = named(program, day, name)
        if is_recorded(item, kept):
            what_happened = f"{_words(program, item)} is on record for that day already."
            raise UsageFault(what_happened, "Leave it out.")
        if item in found:
            what_happened = "An exercise is named twice."
            raise UsageFault(what_happened, "Name each once.")
        found.append(item)
    return [item for item in items_on(program, day).values() if item in found]


def _words(program: Program, item: Item) -> str:
    """Its id with its name: "A1 Bridge"."""
    return f"{item.id} {_name(program, item)}"


def _name(program: Program, item: Item) -> str:
    return program.exercise(item.exercise).name
