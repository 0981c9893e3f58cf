"""What a typed answer was understood as, said back at once: a slip is seen where it is made.

Said of dates, of hours and of doses with their days, which are not kept as they are typed.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from exercise_companion.core.calling import hours_in_words
from exercise_companion.core.changes_items import when_words
from exercise_companion.core.day_words import day_words
from exercise_companion.core.dose_words import describe, rest_words
from exercise_companion.core.draft import value_at
from exercise_companion.core.program import ISO_DATE, Contact, Item

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath


def understood(draft: Draft, path: JsonPath) -> str:
    """What stands now at the place of an answer, in words; empty where it is kept as typed.

    Args:
        draft: with the answer.
        path: the place that was asked for; of a dose, its days are said with it.

    """
    with suppress(ValidationError):  # what is wrong, the check says
        match path:
            case ("contacts", "therapist"):
                return hours_in_words(Contact.model_validate(value_at(draft, path), strict=False))
            case (*item, "dose"):
                written = Item.model_validate(value_at(draft, (*item,)), strict=False)
                rest = rest_words(written.dose)
                paused = f", rest {rest}" if rest else ""
                return f"{describe(written.dose)}{paused}, {when_words(written.when)}"
            case ("reviews",):
                return _date_words(value_at(draft, (*path, 0, "date")))
            case ("post_op",):
                return _date_words(value_at(draft, (*path, "date")))
            case (*_, "birth_date" | "ends_on" | "tested_on"):
                return _date_words(value_at(draft, path))
            case ("risk", _):
                return _date_words(value_at(draft, path))
    return ""


def _date_words(value: JsonValue) -> str:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        return ""
    with suppress(ValueError):
        return day_words(date.fromisoformat(value))
    return ""
