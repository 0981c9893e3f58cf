"""The page on which every dose is looked at once more before it is a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from exercise_companion.tui.desk.messages import Confirmed
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.draft import Draft

ASKS: Final = "Is every dose right for this patient?"
"""As `program new` asks: no dose goes to a patient that no therapist wrote or confirmed (H-17)."""

_LOOKS: Final = {0: "strong", 2: "set-in", 4: "set-in-more soft"}
"""By how far a line is set in; a long one goes on under its own beginning."""


class ConfirmScreen(DeskScreen):
    """Asks before the program file is written.

    Args:
        lines: what the patient will be asked to do.
        draft: of which they are.

    """

    shows_the_draft = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "y",
            "confirm",
            "Yes, every dose",
            key_display="Y",
            id="confirm.yes",
            tooltip="Every dose is right: write the program file.",
            group=Binding.Group("Yes"),
        ),
        BACK,
    ]

    def __init__(self, lines: tuple[str, ...], draft: Draft) -> None:
        super().__init__()
        self.lines = lines
        self.draft = draft

    @property
    def title_text(self) -> str:
        """What this is."""
        return "What the patient will do"

    def compose_desk(self) -> ComposeResult:
        """The question, then every exercise with its dose and days."""
        yield Words(ASKS, id="confirm-asks", classes="strong")
        with VerticalScroll(id="confirm"):
            for line in self.lines:
                yield Words(line.strip() or " ", classes=_LOOKS.get(_depth(line), ""))

    def on_mount(self) -> None:
        """The arrows scroll."""
        super().on_mount()
        self.set_focus(self.query_one("#confirm"))

    def action_confirm(self) -> None:
        """Every dose is right."""
        self.post_message(Confirmed(self.draft))


def _depth(line: str) -> int:
    """How far a line is set in: 0 a phase, 2 an exercise, 4 another version of it."""
    return len(line) - len(line.lstrip(" "))
