"""How long to let go between two holds, in every dose of a draft: a therapist writes it (H-17).

A file may leave it out, and then the format's own amount counts. What is begun from such a file has
that amount written out, so that it is seen and confirmed; a draft in which somebody else left it
out is not finished.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.dose_between import IN_A_FILE, RELEASE, lacks_let_go
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_items import item_places
from exercise_companion.core.problem import found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.problem import JsonPath, Problem

_MISSING: Final = "V-02"
_DOSES: Final[tuple[JsonPath, ...]] = (
    *(("dose",), ("modify_down", "dose"), ("modify_up", "dose"), ("flare_dose",)),
)


def let_go_problems(draft: Draft) -> tuple[Problem, ...]:
    """That it is not written, for each dose that has something between two holds."""
    what = "How long to let go between two holds is not written."
    how = "Write the seconds; 0 for no time."
    return tuple(found(_MISSING, (*dose, RELEASE), what, how) for dose in _doses_without(draft))


def with_let_go_written(draft: Draft) -> Draft:
    """The draft of a file with what the file left out, which counted all the same."""
    for dose in tuple(_doses_without(draft)):
        draft = with_value(draft, (*dose, RELEASE), IN_A_FILE)
    return draft


def _doses_without(draft: Draft) -> Iterator[JsonPath]:
    for item in item_places(draft):
        for dose in _DOSES:
            if lacks_let_go(value_at(draft, (*item, *dose))):
                yield (*item, *dose)
