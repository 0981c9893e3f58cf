"""Every command in one list: type a few letters, or go through it, and press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.rows import Keyed
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

KEY_WIDTH: Final = 7
"""Cells for the longest key, "Enter"."""

NOTHING: Final = "No command has these letters."


class Command(NamedTuple):
    """One thing that can be done from here."""

    name: str
    words: str
    key: str
    """What does the same without the list."""
    big: str
    """The word that is drawn in large mode."""

    def fits(self, typed: str) -> bool:
        """Whether what was typed means it, by its words or by its name."""
        return matches(f"{self.words} {self.name}", typed)


def matches(words: str, typed: str) -> bool:
    """Whether every word that was typed is somewhere in the words, capital letters or not."""
    return all(part in words.casefold() for part in typed.casefold().split())


class LettersLine(TypedLine):
    """Where the letters are typed; the key line says what Enter does there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter", "submit", "Do it", id="palette.take", tooltip="Do the command that is marked."
        ),
    ]


class PaletteScreen(CompanionScreen):
    """The commands that are offered here; none of them is Textual's own (platform trap 18).

    Args:
        commands: what is offered, in this order.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Back",
            key_display="Esc",
            id="palette.back",
            tooltip="Back to where you were.",
        ),
    ]

    class Chosen(Message):
        """A command was chosen."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, commands: tuple[Command, ...]) -> None:
        super().__init__()
        self.commands = commands
        self.fitting = commands
        """Those that have the letters."""

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What do you want to do?"

    def compose_body(self) -> ComposeResult:
        """The field, then the commands, the first of them marked for Enter."""
        yield LettersLine(placeholder="Type a few letters", id="typed")
        yield MarkedList(self._rows(), shows_mark=True)
        yield Words(NOTHING, id="nothing", classes="soft")

    def compose_actions(self) -> ComposeResult:
        """One way back."""
        yield BigChoice("Back", "Esc", id="back")

    def on_mount(self) -> None:
        """Letters go into the field at once."""
        self.query_one("#nothing").display = False
        self.query_one(TypedLine).focus()

    # --- what fits --------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave only what has the letters."""
        event.stop()
        self._show_matching(event.value)

    def _show_matching(self, typed: str) -> None:
        self.fitting = tuple(command for command in self.commands if command.fits(typed))
        self.query_one(MarkedList).show(self._rows())
        self.query_one("#nothing").display = not self.fitting

    def _rows(self) -> list[Keyed]:
        return [Keyed(one.key, one.words, KEY_WIDTH, one.big) for one in self.fitting]

    # --- keys -------------------------------------------------------------------------------

    def action_go(self, step: int) -> None:
        """Up and down mark a command, also while letters are typed."""
        if self.focused is self.query_one(TypedLine):
            rows = self.query_one(MarkedList)
            rows.mark(rows.marked + step)
        else:
            self.action_choice(step)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field does the command that is marked."""
        event.stop()
        self.query_one(MarkedList).action_open()

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Enter, Space or the mouse on a command."""
        message.stop()
        if self.is_current:
            self.post_message(self.Chosen(self.fitting[message.row].name))

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Back."""
        message.stop()
        self.action_back()

    def action_back(self) -> None:
        """Back to where it was opened."""
        close(self)
