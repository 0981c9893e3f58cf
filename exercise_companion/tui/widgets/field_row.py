"""One field of a form: its name, its value, what is allowed, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from exercise_companion.core.draft_problem_lines import MISSING
from exercise_companion.core.safetext import neutral
from exercise_companion.tui.focus import is_too_small
from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK
from exercise_companion.tui.widgets.choice_field import ChoiceField
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
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
        hints: whether what is allowed stands beside the value.

    """

    class Entered(Message):
        """The field takes the keys."""

        def __init__(self, field: Field) -> None:
            super().__init__()
            self.field = field

    def __init__(self, field: Field, key: RowKey, today: date, *, hints: bool) -> None:
        super().__init__(classes="field")
        self.field = field
        self.key = key
        self.today = today
        self.value: JsonValue = None
        self._turn: int | None = None
        self._label = Words(f"{NO_MARK} {field.label}", classes="field-label")
        self._hint = Words("", classes="field-hint") if hints else None
        self._wrong = Words("", classes="field-wrong")
        self._wrong.display = False
        self.entry: EntryLine | ChoiceField
        if field.kind in _CHOSEN:
            words = [word for _, word in field.choices]
            self.entry = ChoiceField(words, several=field.kind == "several")
        else:
            self.entry = EntryLine(placeholder=field.empty or field.hint, compact=True)

    def compose(self) -> ComposeResult:
        """Section, name, value, hint, fault."""
        if self.field.section:
            yield Words(self.field.section, classes="field-section")
        with Horizontal(classes="field-line"):
            yield self._label
            yield self.entry
            if self._hint is not None:
                yield self._hint
        if self._wrong.display:
            yield self._wrong

    def renew(self, field: Field) -> None:
        """The same field, with other words beside it."""
        if field != self.field:
            if field.path != self.field.path:
                self._turn = None  # that of another item: nothing of it was typed here
            self.field = field
            self._mark(here=self.entry.has_focus)
            if isinstance(self.entry, EntryLine):
                self.entry.placeholder = field.empty or field.hint

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
        if self._hint is not None:
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
        if lines and self.children and not self._wrong.is_attached:  # most rows never need it
            self.mount(self._wrong)

    def _hint_beside(self) -> str:
        """What is allowed; an empty line has it inside, unless it says what it stands for."""
        inside = isinstance(self.entry, EntryLine) and self.value is None and not self.field.empty
        return "" if inside else self.field.hint

    def _need(self, *, needed: bool) -> None:
        """Say in the field itself that it has to be filled in."""
        self.entry.set_class(needed, "-needed")
        if isinstance(self.entry, EntryLine):
            hint = self.field.empty or self.field.hint
            self.entry.placeholder = (
                f"{NEEDED}: {hint}" if needed and hint else NEEDED if needed else hint
            )
        else:
            self.entry.needed = NEEDED if needed else ""
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
        """The arrow goes; what was typed stands there as it was read: a date with its month.

        In a window that is too small for a while, the typing will go on where it was.
        """
        self._mark(here=False)
        if isinstance(self.entry, EntryLine) and not is_too_small(self.screen):
            self._write(self.field.typed(self.entry.value, self.today))
            self.entry.cursor_position = 0  # of a long line the beginning is read

    def _mark(self, *, here: bool) -> None:
        self._label.say(f"{MARK if here else NO_MARK} {self.field.label}")
