"""A choice that is easy to hit and says which key makes it: `N   No`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Static

from exercise_companion.tui.focus import ShowsItsFocus
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import can_draw, draw

if TYPE_CHECKING:
    from textual import events
    from textual.color import Color
    from textual.style import Style

MARK: Final = "→"
NO_MARK: Final = " "
"""Which choice is marked is seen without colour, too."""


INDENT: Final = "   "
"""Before the key there is the mark; the large word begins under the key."""

_MARKED: Final = "big-choice--marked"


class BigChoice(Static, ShowsItsFocus, can_focus=True):
    """A large button with its key letter in it.

    The letter itself is bound by the screen; a focused choice is made with Enter or Space, and
    a click makes it at once. It says so with `Chosen`.

    Args:
        label: what is chosen, in plain words.
        key: the key shown before the label; empty for none.
        id: how the screen tells its choices apart.
        classes: `-primary` for the one main action, `-danger` for "something is wrong".
        big: the word that is drawn large below it in large mode; empty for none.

    """

    ROOM: ClassVar[int] = 0
    """Cells kept for the label, so that a longer one moves nothing on the screen."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {_MARKED}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "choose",
            "Choose",
            key_display="Enter",
            id="choice.choose",
            tooltip="Make the choice that is marked.",
        ),
    ]

    class Chosen(Message):
        """A choice was made with Enter, Space or the mouse."""

        def __init__(self, choice: BigChoice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> BigChoice:
            """The choice, so that `@on(BigChoice.Chosen, "#yes")` works."""
            return self.choice

    def __init__(
        self,
        label: str,
        key: str = "",
        *,
        id: str,  # noqa: A002 - Textual's own name
        classes: str = "",
        big: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.set_class(bool(big), "-big")
        self.big = big
        self.label = label
        self.key = key.upper() if len(key) == 1 else key

    def relabel(self, label: str, key: str = "", *, big: str = "") -> None:
        """Say something else; the screen is laid out anew only when that takes another room."""
        before, lines = self._taken, self.label.count("\n")
        self.label = label
        self.key = key.upper() if len(key) == 1 else key
        self.big = big
        self.set_class(bool(big), "-big")
        wider = self._taken != before and self._is_as_wide_as_its_words
        if wider or label.count("\n") != lines:
            self.refresh(layout=True)
        else:
            self.refresh(self.content_size.region)

    @property
    def _is_as_wide_as_its_words(self) -> bool:
        width = self.styles.width
        return width is None or width.is_auto

    @property
    def _taken(self) -> tuple[int, ...]:
        """How much room its words take."""
        label = max(cell_len(self.label), self.ROOM)
        return (cell_len(self.key), label, cell_len(self.big))

    @property
    def visual_style(self) -> Style:
        """How its words look: another way while it is marked."""
        return self.get_visual_style(_MARKED) if self.has_focus else super().visual_style

    @property
    def background_colors(self) -> tuple[Color, Color]:
        """What is behind it, and its own ground."""
        behind, own = super().background_colors
        return (behind, self.visual_style.background or own) if self.has_focus else (behind, own)

    def render(self) -> Content:
        """Key and label; an arrow points at them while they are marked."""
        return Content("\n").join(Content(line) for line in self._lines)

    def render_line(self, y: int) -> Strip:
        """One line of it; what fits on one line is not wrapped and measured for each key."""
        width, lines = self.content_size.width, self._lines
        if self.content_size.height > 1 or cell_len(lines[0].rstrip()) > width:
            return super().render_line(y)
        style, align = self.visual_style.rich_style, self.styles.text_align
        line = set_cell_size(lines[0].center(width) if align == "center" else lines[0], width)
        return Strip([Segment(line, style)], width)

    @property
    def _lines(self) -> tuple[str, ...]:
        label = self.label.ljust(self.ROOM)
        face = f"{self.key}   {label}" if self.key else label
        line = f" {MARK if self.has_focus else NO_MARK} {face}  "
        drawn = self.app.has_class(LARGE) and bool(self.big) and can_draw(self.big)
        return (line, *(f"{INDENT}{row}" for row in draw(self.big, 1))) if drawn else (line,)

    def action_choose(self) -> None:
        """Enter or Space on it."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.action_choose()
