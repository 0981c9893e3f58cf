"""One of several answers, on a line of its own; large mode draws its words where all have room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_choice import INDENT, BigChoice
from exercise_companion.tui.widgets.room import fit_anew, room_for

if TYPE_CHECKING:
    from textual.geometry import Size


class AnswerLine(BigChoice):
    """An answer that stands below others.

    Args:
        label: the answer, in plain words.
        key: the key that gives it.
        id: how the screen tells its answers apart.
        short: what is drawn in large mode; empty for the label itself.

    """

    def __init__(self, label: str, key: str = "", *, id: str, short: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(label, key, id=id, classes="line")
        self.short = short
        self.drawing: tuple[str, ...] = ()
        """The lines of its large form; none while it is shown in its words alone."""
        self._gap: int | None = None
        self._is_large = False

    def notify_style_update(self) -> None:
        """Another size of the text, perhaps."""
        super().notify_style_update()
        is_large = self.app.has_class(LARGE)
        if is_large != self._is_large:
            self._is_large = is_large
            fit_anew(self)

    @property
    def word(self) -> str:
        """What is drawn."""
        return self.short or self.label

    @property
    def room(self) -> int:
        """Cells for its large form, also before it was laid out."""
        return room_for(self) - len(INDENT)

    @property
    def grown(self) -> int:
        """How many lines more it takes now than its words do."""
        return len(self.drawing) + self.gap

    def draw(self, drawing: tuple[str, ...], gap: int | None) -> None:
        """Have this large form, and this many empty lines below it.

        Args:
            drawing: none for its words alone.
            gap: None where the style sheet says how it stands.

        """
        if (drawing, gap) != (self.drawing, self._gap):
            self.drawing, self._gap = drawing, gap
            self.refresh()
        if gap is None:
            self.styles.clear_rule("margin")
        else:
            self.styles.margin = (0, 0, gap, 0)

    @property
    def gap(self) -> int:
        """Empty lines below it that are not the style sheet's."""
        return self._gap or 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes; none of them goes on in the next one."""
        return sum(1 + line.count("\n") for line in self._lines)

    def watch_has_focus(self, has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Where not all have room for a large form, the marked one may have."""
        super().watch_has_focus(has_focus)
        if has_focus and self.is_attached and self.app.has_class(LARGE):
            fit_anew(self)

    @property
    def _lines(self) -> tuple[str, ...]:
        return (*super()._lines, *(f"{INDENT}{row}" for row in self.drawing))
