"""The pages that can be opened at any time, as lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.emergency import CANNOT_CALL_FOR_YOU

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exercise_companion.core.views import ContactView


def contact_lines(contacts: Sequence[ContactView]) -> Iterator[str]:
    """Whom to call; the patient's own numbers are counted, so that one can be taken away."""
    yield CANNOT_CALL_FOR_YOU
    own = 0
    for one in contacts:
        own += one.own_id is not None
        numbered = (f"Number {own}",) if one.own_id is not None else ()
        parts = (*numbered, *one.who, one.phone, one.hours)
        yield f"{'. '.join(part for part in parts if part)}."
        if one.what_for:
            yield f"  For: {one.what_for}"
