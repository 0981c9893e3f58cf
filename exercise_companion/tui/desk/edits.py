"""What is typed into an item becomes an edit of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.dose_line import with_line, with_line_taken
from exercise_companion.core.dose_typed import LINE
from exercise_companion.core.form_edit import with_field
from exercise_companion.tui.desk.messages import Edit

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.form_field import Field
    from exercise_companion.tui.desk.panes.item_pane import ItemPane


def of_field(field: Field, value: JsonValue) -> Edit:
    """A field of the form has another value."""
    return Edit(lambda draft: with_field(draft, field, value), field.path)


def of_line(said: ItemPane.Line) -> Edit:
    """The line of the dose holds something else, or is taken as the dose."""
    item, line = said.item, said.line
    path = (*item, LINE)
    if not said.is_taken:
        return Edit(lambda draft: with_line(draft, item, line), path)
    return Edit(lambda draft: with_line_taken(with_line(draft, item, line), item), path, ends=True)
