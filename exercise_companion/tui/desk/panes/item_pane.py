"""The chosen item: its dose on one line, and the form with every field of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from exercise_companion.core.dose_typed import EXAMPLES, MORE_EXAMPLES, TypedDose, read_dose
from exercise_companion.core.draft import value_at
from exercise_companion.core.form_dose import SWITCH, item_fields
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.field_form import FieldForm
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.app import ComposeResult
    from textual.widgets import Input

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.tui.desk.sheet import Sheet
    from exercise_companion.tui.widgets.field_row import FieldRow

SHORT_EXAMPLES: Final = "2 x 8 · 3 x 20 s · 10 min"
"""In the line itself, where there is room for three."""

_CLASH: Final = "V-18"


class DoseLine(EntryLine):
    """A whole dose in one line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Take it", id="item.take", tooltip="Take the dose; go on."),
    ]


class ItemPane(Vertical):
    """Where an item is written: one line for those who type, a form for everything.

    Args:
        today: the day from which dates are counted.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "form", "Form", id="item.form", tooltip="Every field of it.", show=False),
    ]

    class Typed(Message):
        """A dose was typed on one line."""

        def __init__(self, typed: TypedDose) -> None:
            super().__init__()
            self.typed = typed

    class Done(Message):
        """The item is done with: on to the next."""

    def __init__(self, today: date) -> None:
        super().__init__(id="item")
        self.today = today

    def compose(self) -> ComposeResult:
        """The line, what is wrong with it, the form."""
        with Horizontal(id="quick-line"):
            yield Words("  Dose", id="quick-label", classes="field-label")
            yield DoseLine(placeholder=SHORT_EXAMPLES, id="quick", compact=True)
        wrong = Words("", id="quick-wrong", classes="caution")
        wrong.display = False
        yield wrong
        yield FieldForm(self.today, id="item-form")
        yield Words("", id="allowed", classes="soft")

    @property
    def form(self) -> FieldForm:
        """The form."""
        return self.query_one(FieldForm)

    @property
    def quick(self) -> EntryLine:
        """The line."""
        return self.query_one("#quick", EntryLine)

    def show(self, sheet: Sheet, item: JsonPath) -> None:
        """Show an item; nothing where there is none."""
        there = value_at(sheet.draft, item) is not None
        self.set_class(not there, "-none")
        if not there:
            return
        clashes = any(
            problem.code == _CLASH and problem.path[: len(item)] == item
            for problem in sheet.problems
        )
        fields = item_fields(sheet.draft, item, clashes=clashes)
        self.form.base = item
        wrong, turn = sheet.wrong_at(), sheet.history.turn
        self.form.show(fields, lambda field: _value(sheet.draft, field), wrong, turn)

    def unsaid(self, draft: Draft) -> Iterator[tuple[Field, JsonValue]]:
        """What was typed last in the form."""
        yield from self.form.unsaid(lambda field: _value(draft, field))

    def on_descendant_focus(self) -> None:
        """An arrow points at the line while it takes the keys."""
        here = self.quick.has_focus
        self.query_one("#quick-label", Words).say(f"{MARK if here else NO_MARK} Dose")
        if here:
            self.query_one("#allowed", Words).say(f"Such as: {MORE_EXAMPLES}")

    def on_descendant_blur(self) -> None:
        """The arrow goes with the keys."""
        self.query_one("#quick-label", Words).say(f"{NO_MARK} Dose")

    def on_field_row_entered(self, message: FieldRow.Entered) -> None:
        """Say what the field allows."""
        message.stop()
        field = message.field
        self.query_one("#allowed", Words).say(f"{field.label}: {field.hint}" if field.hint else "")

    def begin(self) -> None:
        """Take a dose."""
        self.quick.value = ""
        self.screen.set_focus(self.quick)

    def action_form(self) -> None:
        """From the line into the form."""
        if self.quick.has_focus:
            self.form.go_first()

    def on_input_changed(self, message: Input.Changed) -> None:
        """What was wrong is being mended."""
        message.stop()
        self.query_one("#quick-wrong").display = False

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the line; an empty one leaves everything as it is."""
        message.stop()
        if not message.value.strip():
            self.post_message(self.Done())
            return
        try:
            typed = read_dose(message.value)
        except NotUnderstoodError as error:
            wrong = self.query_one("#quick-wrong", Words)
            wrong.say(f"{error.what} Such as: {EXAMPLES}")
            wrong.display = True
            return
        self.quick.value = ""
        self.post_message(self.Typed(typed))


def _value(draft: Draft, field: Field) -> JsonValue:
    if field.path[-1] == SWITCH:
        return value_at(draft, field.path[:-1]) is not None or None
    return value_at(draft, field.path)
