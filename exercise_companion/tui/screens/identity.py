"""Loading a program, second half: who is there? A program is for one person only (H-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from exercise_companion.core.identity import WHAT_IS_KEPT
from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.form_dialog import NEXT_LINE
from exercise_companion.tui.widgets.typed_line import TypedLine
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult

    from exercise_companion.core.views import LoadView

LOAD_IT: Final = "Load this program"


class IdentityScreen(CompanionScreen):
    """Asks for the name and the birth date; the file's own are not shown.

    Args:
        path: the program file.
        view: what it is.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape",
            "back",
            "Back",
            key_display="Esc",
            id="identity.back",
            tooltip="Back; nothing is loaded.",
        ),
    ]

    class Given(Message):
        """Name and birth date, as typed."""

        def __init__(self, path: Path, name: str, born: str) -> None:
            super().__init__()
            self.path = path
            self.name = name
            self.born = born

    def __init__(self, path: Path, view: LoadView) -> None:
        super().__init__()
        self.path = path
        self.view = view
        self._given = False

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Who are you?"

    @property
    def has_unsaved(self) -> bool:
        """Whether anything was typed."""
        return any(line.value.strip() for line in self.query(Input))

    @property
    def drawn_title(self) -> str:
        """What is asked."""
        return self.title_text

    def compose_body(self) -> ComposeResult:
        """Two fields."""
        yield Words("A program is written for one person.", classes="strong")
        yield Words("Please type your name and your birth date, so that you get yours.")
        yield Words("First and last name", classes="strong gap")
        yield TypedLine(id="name")
        yield Words("Birth date, for example 23 April 1950 or 1950-04-23", classes="strong gap")
        yield TypedLine(id="born")
        if self.view.is_first:
            yield Words(WHAT_IS_KEPT, classes="soft gap")

    def compose_actions(self) -> ComposeResult:
        """Load it, or not."""
        yield BigChoice(NEXT_LINE, "Enter", id="load", classes="-primary")
        yield BigChoice("Back", "Esc", id="back")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one("#name", Input).focus()

    def on_descendant_focus(self) -> None:
        """Say what Enter does now, as every form does."""
        goes_on = self.query_one("#name", Input).has_focus
        self.query_one("#load", BigChoice).relabel(NEXT_LINE if goes_on else LOAD_IT, "Enter")

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter goes from the name to the date, and from the date on."""
        message.stop()
        self._enter()

    def _enter(self) -> None:
        if self.query_one("#name", Input).has_focus:
            self.query_one("#born", Input).focus()
        else:
            self._give()

    def _give(self) -> None:
        name, born = (
            self.query_one(f"#{field}", Input).value.strip() for field in ("name", "born")
        )
        if not (name and born):
            self.show_fault("Something is missing.", "Please type your name and your birth date.")
        elif not self._given:
            self._given = True
            self.clear_fault()
            self.post_message(self.Given(self.path, name, born))

    def reopen(self) -> None:
        """It was refused: it can be typed again, and nothing typed is lost."""
        self._given = False

    def action_back(self) -> None:
        """Back to the file; nothing was loaded."""
        close(self)

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        if message.choice.id == "load":
            self._enter()
        else:
            self.action_back()
