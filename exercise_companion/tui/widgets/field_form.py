"""A form: fields one below the other; it keeps the widgets that stay when fields come and go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from textual.widgets import Input

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.tui.widgets.choice_field import ChoiceField
    from exercise_companion.tui.widgets.field_row import RowKey


class FieldForm(VerticalScroll, can_focus=False):
    """Some fields; it keeps the widgets that stay when other fields come and go.

    Args:
        today: the day from which dates are counted.
        id: as for any widget.
        hints: whether what a field allows stands beside it.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "down",
            "move(1)",
            "Next field",
            key_display="↓/↑",
            id="form.next",
            tooltip="Go to the next field. What was typed is kept already.",
        ),
        Binding(
            "enter",
            "step",
            "Next field",
            id="form.enter",
            tooltip="The same; behind the last field it leaves the form.",
            show=False,
        ),
        Binding(
            "up", "move(-1)", "Field above", id="form.up", tooltip="The field above.", show=False
        ),
    ]

    @dataclass
    class Edited(Message):
        """A field has another value."""

        form: FieldForm
        field: Field
        value: JsonValue

        @property
        def control(self) -> FieldForm:
            """The form."""
            return self.form

    class AtEnd(Message):
        """The last field was left with Enter."""

    def __init__(
        self,
        today: date,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        hints: bool = True,
    ) -> None:
        super().__init__(id=id)
        self.today = today
        self.hints = hints
        self.rows: list[FieldRow] = []
        self.base: JsonPath = ()
        """What the form is about: fields at the same place below it are the same widgets."""

    # --- what is in it ------------------------------------------------------------------------

    def show(
        self,
        fields: Sequence[Field],
        value_of: Callable[[Field], JsonValue],
        wrong: Mapping[JsonPath, Sequence[Problem]],
        turn: int,
    ) -> None:
        """Show these fields with their values; what stays keeps its place and the focus.

        Args:
            fields: in their order.
            value_of: says what a field holds.
            wrong: problems by place.
            turn: what happened to the draft other than typing, counted.

        """
        with self.app.batch_update():
            self._arrange(fields)
            for row in self.rows:
                row.show(value_of(row.field), wrong.get(row.field.path, ()), turn)

    def _arrange(self, fields: Sequence[Field]) -> None:
        depth = len(self.base)
        kept = {row.key: row for row in self.rows}
        wanted = {_key(field, depth) for field in fields}
        for key, row in kept.items():
            if key not in wanted:
                row.remove()
        rows: list[FieldRow] = []
        for field in fields:
            key = _key(field, depth)
            row = kept.get(key) or FieldRow(field, key, self.today, hints=self.hints)
            if key in kept:
                row.renew(field)
            elif rows:
                self.mount(row, after=rows[-1])
            else:
                self.mount(row, before=0 if self.children else None)
            rows.append(row)
        self.rows = rows

    def on_mount(self) -> None:
        """Fields that come or go move the one with the keys."""
        self.watch(self, "virtual_size", self._keep_in_sight, init=False)

    def on_resize(self) -> None:
        """What is said above or below takes lines of it."""
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        """Bring the field with the keys into sight again, once the others are laid out."""
        row = self.row_with_keys
        if row is not None:
            self.call_after_refresh(self._show_with_next, row)

    def unsaid(self, value_of: Callable[[Field], JsonValue]) -> Iterator[tuple[Field, JsonValue]]:
        """The fields whose last letters are seen already but not in the draft yet."""
        for row in self.rows:
            said = row.unsaid(value_of(row.field))
            if said is not None:
                yield row.field, said[0]

    def row_at(self, path: JsonPath) -> FieldRow | None:
        """The row of a field, or the nearest one to a place in the file."""
        best = max(self.rows, key=lambda row: _shared(row.field.path, path), default=None)
        return best if best is not None and _shared(best.field.path, path) else None

    def _give_keys(self, row: FieldRow) -> None:
        """Give a field the focus, and bring it and the next one into sight.

        The focus alone does not: a form that has just opened is not laid out, and a field that has
        the focus already is not looked for again.
        """
        self.screen.set_focus(row.entry)
        self.call_after_refresh(self._show_with_next, row)

    def _show_with_next(self, row: FieldRow) -> None:
        """Scroll as little as shows both; the field itself goes first."""
        if row in self.rows:
            at = self.rows.index(row)
            for one in (*self.rows[at + 1 : at + 2], row):
                one.scroll_visible(animate=False)

    def go_to(self, path: JsonPath) -> bool:
        """Give the focus to the field nearest to a place; says whether there is one."""
        row = self.row_at(path)
        if row is not None:
            self._give_keys(row)
        return row is not None

    def go_first(self, left: Sequence[JsonPath] | None = None) -> None:
        """Give the focus to the first field that is left to fill in or mend, or to the first.

        Args:
            left: places of such fields; None where that is not known: the empty ones.

        """
        if left is None:
            rows = [row for row in self.rows if row.value is None]
        else:
            rows = self._rows_at(left)
        row = next(iter((*rows, *self.rows)), None)
        if row is not None:
            self._give_keys(row)

    @property
    def row_with_keys(self) -> FieldRow | None:
        """The field that takes the keys."""
        focused = self.screen.focused
        return next((row for row in self.rows if row.entry is focused), None)

    @property
    def places(self) -> frozenset[JsonPath]:
        """The place of each field."""
        return frozenset(row.field.path for row in self.rows)

    def go_behind(self, wrong: Sequence[JsonPath]) -> bool:
        """Give the focus to the next of these places behind it; says whether there is one.

        From what cannot be read it does not go on, as Enter does not.
        """
        here = self.row_with_keys
        if here is not None and self._stays_at(here):
            return True
        at = self.rows.index(here) if here is not None else -1
        row = next((row for row in self._rows_at(wrong) if self.rows.index(row) > at), None)
        if row is not None:
            self._give_keys(row)
        return row is not None

    def _rows_at(self, paths: Sequence[JsonPath]) -> list[FieldRow]:
        """The rows of some places, from the top."""
        found = {self.row_at(path) for path in paths}
        return [row for row in self.rows if row in found]

    # --- what is done in it -------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """Go to the next or the previous field; the ends are the ends."""
        row = self.row_with_keys
        if row is not None:
            at = self.rows.index(row) + step
            self._give_keys(self.rows[max(0, min(at, len(self.rows) - 1))])

    def action_step(self) -> None:
        """Go to the next field, or out of the form behind the last one."""
        row = self.row_with_keys
        if row is not None and row is self.rows[-1]:
            self.post_message(self.AtEnd())
        else:
            self.action_move(1)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes on; from what cannot be read it does not, and the next letter replaces it."""
        message.stop()
        row = self._row_of(message.input)
        if row is None or not self._stays_at(row):
            self.action_step()

    def _stays_at(self, row: FieldRow) -> bool:
        """Whether what stands in a field cannot be read; the next letter then replaces it."""
        entry = row.entry
        if not isinstance(entry, EntryLine):
            return False
        if misread := row.field.misread(row.field.typed(entry.value, self.today)):
            entry.select_all()
        return bool(misread)

    def on_input_changed(self, message: Input.Changed) -> None:
        """Something was typed."""
        message.stop()
        row = self._row_of(message.input)
        if row is not None:
            self._say(row, row.field.typed(message.value, self.today))

    def on_choice_field_changed(self, message: ChoiceField.Changed) -> None:
        """Something was chosen."""
        message.stop()
        row = self._row_of(message.field)
        if row is not None:
            self._say(row, row.chosen(message.numbers))
            if message.by_letter and row.field.advances:
                self.action_step()

    def _say(self, row: FieldRow, value: JsonValue) -> None:
        row.value = value
        self.post_message(self.Edited(self, row.field, value))

    def _row_of(self, entry: object) -> FieldRow | None:
        return next((row for row in self.rows if row.entry is entry), None)


def _key(field: Field, depth: int) -> RowKey:
    """What makes a field need a widget of its own."""
    return field.path[depth:], field.kind, repr(field.choices), field.section


def _shared(one: JsonPath, other: JsonPath) -> int:
    """How many steps two ways have in common from their beginning."""
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine != yours:
            break
        count += 1
    return count
