"""The page of the limits: the numbers of the safety rules, what is allowed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.catalogue.library import library
from exercise_companion.core.draft_words import exercise_names
from exercise_companion.core.form_limits import limits_fields
from exercise_companion.tui.desk.screens.base_form import FormScreen

if TYPE_CHECKING:
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field


class LimitsScreen(FormScreen):
    """The limits that differ from the usual ones, each with its reason."""

    page = "limits"

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Limits"

    def fields(self, draft: Draft) -> tuple[Field, ...]:
        """In a flare-up, next steps, every limit."""
        return limits_fields(draft, exercise_names(draft, library()))
