"""The page that asks before a phase is taken out together with its exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from exercise_companion.core.draft import entries_at
from exercise_companion.core.draft_items import without_phase
from exercise_companion.core.draft_views import dose_in_figures
from exercise_companion.core.draft_words import item_name, phase_words
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.tui.desk.sheet import Sheet

ASKS: Final = "Take out this phase with its exercises?"
UNDONE: Final = "Ctrl+Z brings it back. Its days stay free: F6 has the dates of the others."


class RemovePhaseScreen(DeskScreen):
    """Asks before a phase is taken out.

    Args:
        sheet: what is edited.
        phase: which one, from 0.

    """

    shows_the_draft = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "y",
            "remove",
            "Yes, take it out",
            key_display="Y",
            id="remove.yes",
            tooltip="Take the phase out, with its exercises.",
            group=Binding.Group("Yes"),
        ),
        BACK,
    ]

    def __init__(self, sheet: Sheet, phase: int) -> None:
        super().__init__()
        self.phase = phase
        self.phase_name = phase_words(sheet.draft, phase)
        self.items = [
            f"{item_name(item, sheet.names)}: {dose_in_figures(item.get('dose'))}"
            for item in entries_at(sheet.draft, ("phases", phase, "items"))
        ]

    @property
    def title_text(self) -> str:
        """Which phase."""
        return self.phase_name

    def compose_desk(self) -> ComposeResult:
        """The question, then what would go."""
        yield Words(ASKS, id="confirm-asks", classes="strong")
        with VerticalScroll(id="confirm"):
            for words in self.items:
                yield Words(words, classes="set-in")
            yield Words(UNDONE, classes="soft gap")

    def on_mount(self) -> None:
        """The arrows scroll."""
        super().on_mount()
        self.set_focus(self.query_one("#confirm"))

    def action_remove(self) -> None:
        """Take it out."""
        phase = self.phase
        self.edit(lambda draft: without_phase(draft, phase))
        self.action_back()
