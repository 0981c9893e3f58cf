"""A form: fields one below the other, each with what is allowed and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Input

from exercise_companion.core.draft_problem_lines import MISSING
from exercise_companion.core.safetext import neutral
from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK
from exercise_companion.tui.widgets.choice_field import NOT_CHOSEN, ChoiceField
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from textual.app import ComposeResult

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath, Problem

NEEDED: Final = "needed"

RowKey = tuple["JsonPath", str, str, str]
"""Which fields can share a widget, one after the other."""

_CHOSEN: Final = frozenset({"choice", "several"})


class FieldRow(Vertical):
    """One field: its name, its value, what is allowed; below it what is wrong.

    Args:
        field: what is filled in.
        key: tells it from other rows of the form.
        today: the day from which dates are counted.

    """

    class Entered(Message):
        """The field takes the keys."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    def __init__(self, field: Field, key: RowKey, today: date) -> None:
        super().__init__(classes="field")
        self.field = field
        self.key = key
        self.today = today
        self.value: JsonValue = None
        self._turn: int | None = None
        self._label = Words(f"{NO_MARK} {field.label}", classes="field-label")
        self._hint = Words("", classes="field-hint")
        self._wrong = Words("", classes="field-wrong")
        self._wrong.display = False
        self.entry: EntryLine | ChoiceField
        if field.kind in _CHOSEN:
            words = [word for _, word in field.choices]
            self.entry = ChoiceField(words, several=field.kind == "several")
        else:
            self.entry = EntryLine(placeholder=field.hint, compact=True)

    def compose(self) -> ComposeResult:
        """Section, name, value, hint, fault."""
        if self.field.section:
            yield Words(self.field.section, classes="field-section")
        with Horizontal(classes="field-line"):
            yield self._label
            yield self.entry
            yield self._hint
        yield self._wrong

    def renew(self, field: Field) -> None:
        """The same field, with other words beside it."""
        if field != self.field:
            if field.path != self.field.path:
                self._turn = None  # that of another item: nothing of it was typed here
            self.field = field
            self._mark(here=self.entry.has_focus)
            if isinstance(self.entry, EntryLine):
                self.entry.placeholder = field.hint

    def show(self, value: JsonValue, wrong: Sequence[Problem], turn: int) -> None:
        """Show a value and what is wrong with it.

        What is being typed is left alone: the value may be that of some letters ago. Only when
        something else happened to the draft, which the turn says, the field follows it.

        Args:
            value: in the draft.
            wrong: the problems of the field.
            turn: what happened to the draft other than typing, counted.

        """
        self.value = value
        ours = turn == self._turn and self.entry.has_focus
        self._turn = turn
        if isinstance(self.entry, ChoiceField):
            if not ours:
                self.entry.show(self._numbers(value))
        elif not ours and self.field.typed(self.entry.value, self.today) != value:
            self._write(value)
        self._hint.say(self._hint_beside())
        self._say_wrong(wrong)

    def unsaid(self, value: JsonValue) -> tuple[JsonValue] | None:
        """What stands in the field, if it is not the value: its message is still on the way.

        Args:
            value: in the draft.

        """
        if isinstance(self.entry, ChoiceField):
            numbers = self.entry.numbers
            return None if numbers == self._numbers(value) else (self.chosen(numbers),)
        if self.entry.value == neutral(self.field.shown(value)):
            return None
        typed = self.field.typed(self.entry.value, self.today)
        return None if typed == value else (typed,)

    def _write(self, value: JsonValue) -> None:
        with self.prevent(Input.Changed):
            if isinstance(self.entry, EntryLine):
                self.entry.value = neutral(self.field.shown(value))

    def _say_wrong(self, problems: Sequence[Problem]) -> None:
        self._need(needed=any(problem.what.endswith(MISSING) for problem in problems))
        wrong = [problem for problem in problems if not problem.what.endswith(MISSING)]
        misread = self.field.misread(self.value)
        lines = [misread] if misread else [f"{each.what} {each.how}" for each in wrong]
        self._wrong.display = bool(lines)
        is_error = bool(misread) or any(one.severity == "error" for one in wrong)
        self._wrong.set_class(is_error, "-error")
        self._wrong.say("\n".join(map(neutral, lines)))

    def _hint_beside(self) -> str:
        """What is allowed; an empty line has it inside."""
        inside = isinstance(self.entry, EntryLine) and self.value is None
        return "" if inside else self.field.hint

    def _need(self, *, needed: bool) -> None:
        """Say in the field itself that it has to be filled in."""
        self.entry.set_class(needed, "-needed")
        if isinstance(self.entry, EntryLine):
            hint = self.field.hint
            self.entry.placeholder = (
                f"{NEEDED}: {hint}" if needed and hint else NEEDED if needed else hint
            )
        else:
            self.entry.not_chosen = NEEDED if needed else NOT_CHOSEN
            self.entry.refresh()

    def _numbers(self, value: JsonValue) -> tuple[int, ...]:
        values = value if isinstance(value, list) else [value]
        return tuple(n for n, (one, _) in enumerate(self.field.choices) if one in values)

    def chosen(self, numbers: tuple[int, ...]) -> JsonValue:
        """The file's value of what was chosen."""
        values = [self.field.choices[number][0] for number in numbers]
        if self.field.kind == "several":
            return values or None
        return values[0] if values else None

    def on_click(self) -> None:
        """A click on its name or its hint goes to it."""
        self.screen.set_focus(self.entry)

    def on_descendant_focus(self) -> None:
        """An arrow points at the field that takes the keys."""
        self._mark(here=True)
        self.post_message(self.Entered(self.field))

    def on_descendant_blur(self) -> None:
        """The arrow goes; what was typed stands there as it was read: a date with its month."""
        self._mark(here=False)
        if isinstance(self.entry, EntryLine):
            self._write(self.field.typed(self.entry.value, self.today))

    def _mark(self, *, here: bool) -> None:
        self._label.say(f"{MARK if here else NO_MARK} {self.field.label}")


class FieldForm(VerticalScroll, can_focus=False):
    """Some fields; it keeps the widgets that stay when other fields come and go.

    Args:
        today: the day from which dates are counted.
        id: as for any widget.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,down",
            "step(1)",
            "Next field",
            key_display="↓/↑",
            id="form.next",
            tooltip="Go to the next field. What was typed is kept already.",
        ),
        Binding(
            "up", "step(-1)", "Field above", id="form.up", tooltip="The field above.", show=False
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

    def __init__(self, today: date, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.today = today
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
            row = kept.get(key) or FieldRow(field, key, self.today)
            if key in kept:
                row.renew(field)
            elif rows:
                self.mount(row, after=rows[-1])
            else:
                self.mount(row, before=0 if self.children else None)
            rows.append(row)
        self.rows = rows

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

    def go_to(self, path: JsonPath) -> bool:
        """Give the focus to the field nearest to a place; says whether there is one."""
        row = self.row_at(path)
        if row is not None:
            self.screen.set_focus(row.entry)
        return row is not None

    def go_first(self, wrong: Sequence[JsonPath] = ()) -> None:
        """Give the focus to the first of these places; without one to the first empty field."""
        empty = (row for row in self.rows if row.value is None)
        row = next(iter((*self._rows_at(wrong), *empty, *self.rows)), None)
        if row is not None:
            self.screen.set_focus(row.entry)

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
            self.screen.set_focus(row.entry)
        return row is not None

    def _rows_at(self, paths: Sequence[JsonPath]) -> list[FieldRow]:
        """The rows of some places, from the top."""
        found = {self.row_at(path) for path in paths}
        return [row for row in self.rows if row in found]

    # --- what is done in it -------------------------------------------------------------------

    def action_step(self, step: int) -> None:
        """Go to the next or the previous field."""
        at = next((n for n, row in enumerate(self.rows) if row.entry.has_focus), None)
        if at is None:
            return
        if at + step >= len(self.rows):
            self.post_message(self.AtEnd())
        elif at + step >= 0:
            self.screen.set_focus(self.rows[at + step].entry)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes on; from what cannot be read it does not, and the next letter replaces it."""
        message.stop()
        row = self._row_of(message.input)
        if row is None or not self._stays_at(row):
            self.action_step(1)

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
                self.action_step(1)

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
