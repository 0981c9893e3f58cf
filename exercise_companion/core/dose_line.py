"""A dose that is being typed: the letters are kept in the draft, apart from the dose itself.

A line is no dose until it is left: on the way to "2 x 12" stands "2 x 1". So what was typed is in
the item beside its dose, where no program may have it, and the check says so until it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_typed import (
    EXAMPLES,
    LINE,
    dose_over,
    read_dose,
    with_typed_dose,
)
from exercise_companion.core.draft import NoSuchPlaceError, entries_at, value_at, with_value
from exercise_companion.core.problem import found
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath, Problem

UNKNOWN_FIELD: Final = "V-03"
"""The rule by which no program has such a line: the format has no field for it."""


def line_at(draft: Draft, item: JsonPath) -> str:
    """What was typed for an item and not taken; empty where nothing was."""
    line = value_at(draft, (*item, LINE))
    return line if isinstance(line, str) else ""


def line_fault(line: str, before: JsonValue) -> str:
    """What is wrong with a line as a dose; empty where nothing is, or nothing is typed.

    Args:
        line: as it was typed.
        before: the dose of its exercise, of which it keeps what it does not speak of.

    """
    try:
        if line.strip():
            dose_over(before, read_dose(line))
    except NotUnderstoodError as error:
        return error.what
    return ""


def with_line(draft: Draft, item: JsonPath, line: str) -> Draft:
    """The draft with what is typed for an item; its dose stays as it is.

    Raises:
        NoSuchPlaceError: there is no such item.

    """
    if not isinstance(value_at(draft, item), dict):
        raise NoSuchPlaceError(item)
    return with_value(draft, (*item, LINE), line.strip() or None)


def with_line_taken(draft: Draft, item: JsonPath) -> Draft:
    """The draft with the typed line as the item's dose; unchanged where it is none."""
    line, (_, phase, _, index) = line_at(draft, item), item
    before = value_at(draft, (*item, "dose"))
    if (
        not line
        or line_fault(line, before)
        or not isinstance(phase, int)
        or not isinstance(index, int)
    ):
        return draft
    return with_typed_dose(draft, phase, index, read_dose(line))


def without_lines(draft: Draft) -> Draft:
    """The draft as it is but for what was not taken: so it can be checked and shown."""
    for item in _items_with_a_line(draft):
        draft = with_value(draft, (*item, LINE), None)
    return draft


def line_problems(draft: Draft) -> tuple[Problem, ...]:
    """That a typed line was not taken, for each; a program is not finished with one."""
    return tuple(_not_taken(draft, item) for item in _items_with_a_line(draft))


def _not_taken(draft: Draft, item: JsonPath) -> Problem:
    line = line_at(draft, item)
    fault = line_fault(line, value_at(draft, (*item, "dose")))
    what = f"{fault} It is not taken." if fault else f'"{line}" is typed, but not taken yet.'
    take = "Enter on its line at the desk takes it; an empty line leaves the dose."
    how = f"Such as: {EXAMPLES}" if fault else take
    return found(UNKNOWN_FIELD, (*item, LINE), what, how)


def _items_with_a_line(draft: Draft) -> Iterator[JsonPath]:
    for phase in range(len(entries_at(draft, ("phases",)))):
        for index in range(len(entries_at(draft, ("phases", phase, "items")))):
            item: JsonPath = ("phases", phase, "items", index)
            if line_at(draft, item):
                yield item
