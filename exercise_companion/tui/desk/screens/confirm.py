"""The page on which every dose is looked at once more before it is a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from exercise_companion.tui.desk.messages import Confirmed
from exercise_companion.tui.desk.panes.dose_words import in_words
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.draft import Draft

ASKS: Final = "Is every dose right for this patient?"
"""As `program new` asks: no dose goes to a patient that no therapist wrote or confirmed (H-17)."""


def more_words(lines: int) -> str:
    """That so many lines are still out of sight, the key that shows them, and what comes then."""
    return f"↓ {lines} more {'line' if lines == 1 else 'lines'}: Page down shows more. Then Y."


class Doses(VerticalScroll):
    """What is looked at; it says how much of it is still below what is in sight."""

    class Moved(Message):
        """Another part of it is in sight."""

        def __init__(self, below: int) -> None:
            super().__init__()
            self.below = below
            """So many lines."""

    def on_resize(self) -> None:
        """More of it is in sight, or less."""
        self._say_moved()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """It was scrolled."""
        super().watch_scroll_y(old_value, new_value)
        self._say_moved()

    def _say_moved(self) -> None:
        if self.size and self.virtual_size:  # it is laid out, and not in a window too small for it
            self.post_message(self.Moved(round(self.max_scroll_y - self.scroll_y)))


class ConfirmScreen(DeskScreen):
    """Asks before the program file is written; yes is taken once the last dose was in sight.

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
        self._end_seen = False
        """Whether the last line has been in sight."""

    @property
    def title_text(self) -> str:
        """What this is."""
        return "What the patient will do"

    def compose_desk(self) -> ComposeResult:
        """The question, then every exercise with its dose and days."""
        yield Words(ASKS, id="confirm-asks", classes="title")
        with Doses(id="confirm"):
            yield from in_words(self.lines)
        yield Words("", id="confirm-more", classes="caution -empty")

    def on_mount(self) -> None:
        """The arrows scroll."""
        super().on_mount()
        self.set_focus(self.query_one("#confirm"))

    def on_doses_moved(self, message: Doses.Moved) -> None:
        """Notice that the end is in sight; before, say how much is still below."""
        message.stop()
        if self._end_seen:
            return
        self._end_seen = message.below <= 0
        more = self.query_one("#confirm-more", Words)
        more.say(more_words(message.below))
        more.set_class(self._end_seen, "-empty")
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is right that was not looked at."""
        if action == "confirm" and not self._end_seen:
            return False
        return super().check_action(action, parameters)

    def action_confirm(self) -> None:
        """Every dose is right."""
        self.post_message(Confirmed(self.draft))
