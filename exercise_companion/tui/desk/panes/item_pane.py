"""The chosen item: its dose on one line, and the form with every field of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from exercise_companion.core.dose_kept import kept_words
from exercise_companion.core.dose_line import line_at, line_fault
from exercise_companion.core.dose_typed import EXAMPLES, MORE_EXAMPLES
from exercise_companion.core.draft import value_at
from exercise_companion.core.form_dose import SWITCH, item_fields
from exercise_companion.core.safetext import neutral
from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.field_form import FieldForm
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.app import ComposeResult

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.tui.desk.sheet import Sheet
    from exercise_companion.tui.widgets.field_row import FieldRow

EXAMPLE: Final = "for example 2 x 8, mon wed"
"""In the empty line: it says of itself that it is no dose, in its words and not by colour alone."""

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

    @dataclass
    class Line(Message):
        """What stands on the line of an item is another; Enter takes it."""

        item: JsonPath
        line: str
        is_taken: bool

    class Done(Message):
        """The item is done with: on to the next."""

    def __init__(self, today: date) -> None:
        super().__init__(id="item")
        self.today = today
        self.item: JsonPath | None = None
        """Whose dose the line is."""
        self._turn: int | None = None
        self._is_open = False
        """Whether the line was gone to and not left yet."""
        self._draft: Draft | None = None
        """As it was shown last: what a typed dose would keep of it is said."""
        self._was_taken = False
        """Whether the draft that is shown next has the line as its dose."""

    def compose(self) -> ComposeResult:
        """The line, what is wrong with it, the form."""
        with Horizontal(id="quick-line"):
            yield Words("  Dose", id="quick-label", classes="field-label")
            yield DoseLine(placeholder=EXAMPLE, id="quick", compact=True)
        wrong = Words("", id="quick-wrong", classes="caution")
        wrong.display = False
        yield wrong
        kept = Words("", id="quick-kept")
        kept.display = False
        yield kept
        yield FieldForm(self.today, id="item-form", hints=False)  # there is no room beside
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
        self._show_line(sheet, item if there else None)
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

    def _show_line(self, sheet: Sheet, item: JsonPath | None) -> None:
        """Show what was typed for this item; what is being typed is left alone."""
        turn = sheet.history.turn
        ours = (item, turn) == (self.item, self._turn) and self.quick.has_focus
        if item != self.item or (turn != self._turn and not self._was_taken):
            self._say_kept("")
        self._was_taken = self._was_taken and turn == self._turn
        self._draft, self.item, self._turn = sheet.draft, item, turn
        if not ours:
            self._write_line(line_at(sheet.draft, item) if item is not None else "")

    def _write_line(self, line: str) -> None:
        if line != self.quick.value.strip():
            with self.prevent(Input.Changed):
                self.quick.value = neutral(line)
        self._say_fault(line)

    def _say_fault(self, line: str) -> None:
        """Say what is wrong with a line that was left."""
        fault = self._fault(line)
        wrong = self.query_one("#quick-wrong", Words)
        wrong.say(neutral(f"{fault} It is not taken. Such as: {EXAMPLES}") if fault else "")
        wrong.display = bool(fault)

    def _fault(self, line: str) -> str:
        """What is wrong with the line as a dose of this item."""
        draft, item = self._draft, self.item
        before = (
            value_at(draft, (*item, "dose")) if draft is not None and item is not None else None
        )
        return line_fault(line, before)

    def _say_kept(self, words: str) -> None:
        """Say what a dose keeps of the one before, while it is typed and once it was taken."""
        kept = self.query_one("#quick-kept", Words)
        kept.say(neutral(words))
        kept.display = bool(words)

    def unsaid(self, draft: Draft) -> Iterator[tuple[Field, JsonValue]]:
        """What was typed last in the form."""
        yield from self.form.unsaid(lambda field: _value(draft, field))

    def unsaid_line(self, draft: Draft) -> Line | None:
        """What was typed last on the line."""
        if self.item is None or value_at(draft, self.item) is None:
            return None
        line = self.quick.value.strip()
        same = line == neutral(line_at(draft, self.item))
        return None if same else self.Line(self.item, line, is_taken=False)

    def left(self) -> Line | None:
        """What stands on the line, to be taken now that another part has the keys."""
        if not self._is_open or self.item is None:
            return None
        self._is_open = False
        line = self.quick.value.strip()
        self._say_fault(line)
        self._was_taken = bool(line)
        return self.Line(self.item, line, is_taken=True) if line else None

    def on_descendant_focus(self) -> None:
        """An arrow points at the line while it takes the keys."""
        here = self.quick.has_focus
        self.query_one("#quick-label", Words).say(f"{MARK if here else NO_MARK} Dose")
        if here:
            self._is_open = True
            self.query_one("#allowed", Words).say(f"Such as: {MORE_EXAMPLES}")

    def on_descendant_blur(self) -> None:
        """The arrow goes with the keys."""
        self.query_one("#quick-label", Words).say(f"{NO_MARK} Dose")

    def on_field_row_entered(self, message: FieldRow.Entered) -> None:
        """Say what the field allows."""
        message.stop()
        field = message.field
        self.query_one("#allowed", Words).say(f"{field.label}: {field.hint}" if field.hint else "")

    def begin(self, sheet: Sheet, item: JsonPath) -> None:
        """Take a dose; what was typed for it and not taken stands there."""
        self._draft, self.item, self._turn = sheet.draft, item, sheet.history.turn
        self._write_line(line_at(sheet.draft, item))
        self._was_taken = False
        self._say_kept(kept_words(sheet.draft, item, self.quick.value))
        self.quick.cursor_position = len(self.quick.value)
        self.screen.set_focus(self.quick)

    def action_form(self) -> None:
        """From the line into the form."""
        if self.quick.has_focus:
            self.form.go_first()

    def on_input_changed(self, message: Input.Changed) -> None:
        """Keep what is typed; what was wrong is being mended."""
        message.stop()
        if message.value != self.quick.value:
            return  # something newer stands there
        self.query_one("#quick-wrong").display = False
        if self.item is not None and (self._is_open or self.quick.has_focus):
            self._is_open = True
            if self._draft is not None:
                self._say_kept(kept_words(self._draft, self.item, message.value))
            self.post_message(self.Line(self.item, message.value.strip(), is_taken=False))

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Take the line; an empty one leaves everything as it is."""
        message.stop()
        line = message.value.strip()
        if self._fault(line):
            self._say_fault(line)
            return
        self._is_open = False
        if line and self.item is not None:
            self._was_taken = True
            self.post_message(self.Line(self.item, line, is_taken=True))
        self.post_message(self.Done())


def _value(draft: Draft, field: Field) -> JsonValue:
    if field.path[-1] == SWITCH:
        return value_at(draft, field.path[:-1]) is not None or None
    return value_at(draft, field.path)
