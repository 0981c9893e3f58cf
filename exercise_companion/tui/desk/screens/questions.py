"""The page of what the plan asks from time to time: measures, and the therapist's own questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.form_questions import (
    place_in_form,
    questions_fields,
    value_in_form,
    with_question_field,
)
from exercise_companion.tui.desk.screens.base_form import FormScreen

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath


class QuestionsScreen(FormScreen):
    """What is asked of the patient before a session, and how often."""

    page = "questions"

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Questions"

    def fields(self, draft: Draft) -> tuple[Field, ...]:
        """Every measure, every question of the therapist's own, and one more."""
        return questions_fields(draft)

    def value(self, draft: Draft, field: Field) -> JsonValue:
        """What a field holds: of a measure, how often it is asked."""
        return value_in_form(draft, field.path)

    def place(self, draft: Draft, path: JsonPath) -> JsonPath:
        """A measure stands in the form by its name."""
        return place_in_form(draft, path)

    def changed(self, draft: Draft, field: Field, value: JsonValue) -> Draft:
        """The draft with a field filled in."""
        return with_question_field(draft, field, value)
