"""The page about the person: name, risk facts, usual pain, goals, what to keep to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_questions_patient import LAST_DAYS, RISKS
from exercise_companion.core.form_person import person_fields
from exercise_companion.tui.desk.screens.base_form import FormScreen

if TYPE_CHECKING:
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath


class PersonScreen(FormScreen):
    """Who the program is for."""

    page = "person"

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Person"

    def not_passed_by(self) -> list[JsonPath]:
        """What counts as a yes while it is not recorded: risk facts, injection, surgery (A12)."""
        risk = None if self.sheet is None else value_at(self.sheet.draft, ("risk",))
        if not isinstance(risk, dict) or not risk:
            return [("risk", next(iter(RISKS)))]
        return [("risk", name) for name in LAST_DAYS if risk.get(name) is None]

    def fields(self, draft: Draft) -> tuple[Field, ...]:
        """Everything about the person."""
        return person_fields(draft, self.today)
