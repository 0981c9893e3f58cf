"""The page of dates and contacts: how long it holds, phases, reviews, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.catalogue import regions
from exercise_companion.core.draft import value_at, with_value
from exercise_companion.core.form_dates import OWN_HOURS, dates_fields, with_validity
from exercise_companion.core.own_line import own_hours, with_prescriber
from exercise_companion.tui.desk.screens.base_form import FormScreen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field

_EMERGENCY = ("contacts", "emergency_number")


class DatesScreen(FormScreen):
    """Everything with a date or a phone number."""

    page = "dates"

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Dates and contacts"

    def fields(self, draft: Draft) -> tuple[Field, ...]:
        """Every date and number."""
        return dates_fields(draft, _numbers())

    def value(self, draft: Draft, field: Field) -> JsonValue:
        """What a field holds; the prescriber's hours are those of the line to call."""
        return own_hours(draft) if field.path == OWN_HOURS else super().value(draft, field)

    def changed(self, draft: Draft, field: Field, value: JsonValue) -> Draft:
        """A field; what follows from it is filled in along with it, where nothing stands yet.

        A country brings its emergency number (H-08), the prescriber the therapist's line to call.
        """
        if field.path in {("valid_from",), ("valid_until",)}:
            return with_validity(draft, str(field.path[0]), value)
        if field.path[0] == "prescriber":
            return with_prescriber(draft, str(field.path[-1]), value)
        if field.path != ("region",) or not isinstance(value, str):
            return super().changed(draft, field, value)
        country = value.upper()
        changed = super().changed(draft, field, country)
        known = regions().get(country)
        if known is None or not country or value_at(draft, _EMERGENCY) is not None:
            return changed
        return with_value(changed, _EMERGENCY, known.emergency)


def _numbers() -> Mapping[str, frozenset[str]]:
    return {
        code: frozenset({region.emergency, *region.also})
        for code, region in regions().items()
        if code
    }
