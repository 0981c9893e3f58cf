"""Every command in one list: type a few letters, or go through it, and press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

NOTHING: Final = "No command has these letters."


class Command(NamedTuple):
    """One thing that can be done from here."""

    name: str
    words: str
    key: str
    """What does the same without the list."""


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

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What do you want to do?"

    def compose_body(self) -> ComposeResult:
        """The field, then the commands, the first of them marked for Enter."""
        yield LettersLine(placeholder="Type a few letters", id="typed")
        for command in self.commands:
            words = f"{command.words} ({command.key})"
            yield BigChoice(words, id=f"command-{command.name}", classes="line")
        yield Words(NOTHING, id="nothing", classes="soft")

    def compose_actions(self) -> ComposeResult:
        """One way back."""
        yield BigChoice("Back", "Esc", id="back")

    def on_mount(self) -> None:
        """Letters go into the field at once."""
        self._show_matching("")
        self.query_one(TypedLine).focus()

    # --- what fits --------------------------------------------------------------------------

    def on_input_changed(self, event: Input.Changed) -> None:
        """Leave only what has the letters."""
        event.stop()
        self._show_matching(event.value)

    def _show_matching(self, typed: str) -> None:
        for choice in self._choices:
            choice.display = matches(choice.label, typed)
        first = self._first
        for choice in self._choices:
            choice.set_class(choice is first, "-primary")
        self.query_one("#nothing").display = first is None

    @property
    def _choices(self) -> list[BigChoice]:
        return [one for one in self.query(BigChoice) if one.id != "back"]

    @property
    def _first(self) -> BigChoice | None:
        return next((one for one in self._choices if one.display), None)

    # --- keys -------------------------------------------------------------------------------

    def action_go(self, step: int) -> None:
        """Up and down mark the next command."""
        self.action_choice(step)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the field does the first command that has the letters."""
        event.stop()
        if self._first is not None:
            self._choose(self._first)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a command."""
        message.stop()
        if message.choice.id == "back":
            self.action_back()
        else:
            self._choose(message.choice)

    def _choose(self, choice: BigChoice) -> None:
        if self.is_current:
            self.post_message(self.Chosen((choice.id or "").removeprefix("command-")))

    def action_back(self) -> None:
        """Back to where it was opened."""
        close(self)
