"""The page on which every dose is looked at once more before it is a program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.desk.messages import Confirmed
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.cells import wrapped
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.geometry import Size

    from exercise_companion.core.draft import Draft

ASKS: Final = "Is every dose right for this patient?"
"""As `program new` asks: no dose goes to a patient that no therapist wrote or confirmed (H-17)."""

_ENDS: Final = re.compile(r"(?<=[,.]) ")

_LOOKS: Final = {0: "strong", 2: "set-in", 4: "set-in-more soft"}
"""By how far a line is set in; a long one goes on under its own beginning."""


def more_words(lines: int) -> str:
    """That so many lines are still out of sight, the key that shows them, and what comes then."""
    return f"↓ {lines} more {'line' if lines == 1 else 'lines'}: Page down shows more. Then Y."


def in_parts(words: str, cells: int) -> list[str]:
    """Lines that end behind a comma or a sentence where they can: a number stays by its unit."""
    lines: list[str] = []
    for part in _ENDS.split(words):
        if lines and cell_len(f"{lines[-1]} {part}") <= cells:
            lines[-1] = f"{lines[-1]} {part}"
        else:
            lines += wrapped(part, cells)
    return lines


class DoseWords(Widget):
    """One line of a plan, on as many lines as it takes.

    Args:
        words: what it says.
        classes: how far it is set in.

    """

    def __init__(self, words: str, *, classes: str) -> None:
        super().__init__(classes=classes)
        self.words = neutral(words)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes."""
        return len(in_parts(self.words, max(1, width)))

    def render(self) -> Content:
        """The words."""
        return Content("\n".join(in_parts(self.words, max(1, self.content_size.width))))


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
            for line in self.lines:
                kind = DoseWords if _depth(line) else Words
                yield kind(line.strip() or " ", classes=_LOOKS.get(_depth(line), ""))
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


def _depth(line: str) -> int:
    """How far a line is set in: 0 a phase, 2 an exercise, 4 another version of it."""
    return len(line) - len(line.lstrip(" "))
