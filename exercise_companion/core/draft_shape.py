"""Whether a draft's lists and parts are of the kind they should be, so that each can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import value_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

_LISTS: Final[tuple[JsonPath, ...]] = (
    ("phases",),
    ("exercises",),
    ("goals",),
    ("reviews",),
    ("precautions",),
    ("restrictions",),
    ("known_baseline",),
    ("history",),
    ("outcomes",),
    ("check_ins",),
)

_PARTS: Final = ("patient", "prescriber", "contacts", "risk", "baseline_pain", "flare_plan")
"""What has fields of its own."""


def misshapen(draft: Draft) -> JsonPath | None:
    """The first list or part that is none, or holds something else; None where all are right.

    An entry that is left out while it is shown would have the next one edited in its place, and
    nothing can be written into a part that is a number.
    """
    for name in _PARTS:
        if not isinstance(draft.tree.get(name), dict | None):
            return (name,)
    return next((path for path in _lists(draft) if not _is_right(value_at(draft, path))), None)


def _lists(draft: Draft) -> Iterator[JsonPath]:
    yield from _LISTS
    phases = value_at(draft, ("phases",))
    if isinstance(phases, list):
        yield from (("phases", number, "items") for number in range(len(phases)))


def _is_right(value: JsonValue | None) -> bool:
    if value is None:
        return True
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)
