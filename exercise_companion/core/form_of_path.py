"""Which field of which form stands for a value of a draft: a problem is said in its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.draft_pages import ITEM_DEPTH, page_of
from exercise_companion.core.form_dates import dates_fields
from exercise_companion.core.form_dose import item_fields
from exercise_companion.core.form_limits import limits_fields
from exercise_companion.core.form_person import person_fields
from exercise_companion.core.form_questions import place_in_form, questions_fields

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath


def field_at(draft: Draft, path: JsonPath, today: date, names: Mapping[str, str]) -> Field | None:
    """The field in which the value at a place is filled in; None where no form has one.

    Args:
        draft: what is edited.
        path: of the value.
        today: the day from which dates are counted.
        names: exercise names by id.

    """
    fields, place = _fields(draft, path, today, names), place_in_form(draft, path)
    return next((field for field in fields if field.path == place), None)


def _fields(
    draft: Draft, path: JsonPath, today: date, names: Mapping[str, str]
) -> tuple[Field, ...]:
    match page_of(path):
        case "items":
            return item_fields(draft, path[:ITEM_DEPTH]) if len(path) > ITEM_DEPTH else ()
        case "person":
            return person_fields(draft, today)
        case "dates":
            return dates_fields(draft, {})
        case "limits":
            return limits_fields(draft, names)
        case "questions":
            return questions_fields(draft)
