"""What a script has to give for a draft to become a program, as options of the command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_typed import LINE
from exercise_companion.core.draft_items import item_places
from exercise_companion.core.draft_paths import named_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

OF_THE_PATIENT: Final = (
    "patient",
    "diagnosis_label",
    "risk",
    "baseline_pain",
    "goals",
    "reviews",
)
"""What a patient's file gives."""

OF_THE_THERAPIST: Final = ("prescriber", "contacts", "region")
"""What a therapist's file gives."""

_MOST: Final = 12
"""So many places are named one by one; the check names every one of them."""


def options_for(draft: Draft, paths: Iterable[JsonPath]) -> Iterator[str]:
    """A line for each kind of option.

    Args:
        draft: what is there.
        paths: where something is wrong.

    """
    places = [path for path in dict.fromkeys(paths) if path]
    if any(path[0] == "exercises" or path[2::2] == ("items",) for path in places):
        yield 'exercises: --exercise "bridge=2 x 8, mon wed fri", as often as you like'
    for option, names in (("--patient", OF_THE_PATIENT), ("--prescriber", OF_THE_THERAPIST)):
        wanted = [name for name in names if any(path[0] == name for path in places)]
        if wanted:
            yield f"{option} FILE: JSON with {', '.join(wanted)}"
    known = {"exercises", *OF_THE_PATIENT, *OF_THE_THERAPIST}
    single = [path for path in places if path[0] not in known and path[-1] != "items"]
    for path in single[:_MOST]:
        yield from _typed_line(draft, path) if path[-1] == LINE else (_set(draft, path, "…"),)


def dose_options(draft: Draft) -> Iterator[str]:
    """The option by which the dose of each exercise is given anew."""
    for item in item_places(draft):
        yield _set(draft, (*item, "dose"), "2 x 8")


def _typed_line(draft: Draft, path: JsonPath) -> Iterator[str]:
    """Both ways on from a dose that was typed at the desk and not taken."""
    yield f"{_set(draft, (*path[:-1], 'dose'), '2 x 8, rest 60 s')}, with the dose that is meant"
    yield f"or {_set(draft, path, 'null')}, to leave the dose as it was"


def _set(draft: Draft, path: JsonPath, value: str) -> str:
    quoted = f'"{value}"' if " " in value else value
    return f"--set {'.'.join(named_path(draft, path))}={quoted}"
