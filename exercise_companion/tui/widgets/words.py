"""Text on a screen as it is: what people and files wrote is never taken for markup."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.widgets import Static

from exercise_companion.core.safetext import neutral_lines

_FROM_THE_LEFT: Final = frozenset({"start", "left"})


def plain(text: str) -> Content:
    """The text as content, square brackets and all; what could act on a terminal stands in."""
    return Content(neutral_lines(text))


def paragraphs(*styled: tuple[str, str]) -> Content:
    """Several paragraphs for one widget, which is quicker to show than a widget for each.

    Args:
        *styled: each text and its style, such as `bold` or `$ink-soft`.

    """
    return Content("\n").join(Content.styled(text, style) for text, style in styled)


class Words(Static):
    """A paragraph, or several, shown exactly as written.

    Args:
        text: what it says.
        id: as for any widget.
        classes: `title`, `soft`, `strong`, `danger`, `caution` and `gap` (a line above) are styled.

    """

    def __init__(
        self,
        text: str | Content = "",
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str = "",
    ) -> None:
        shown = plain(text) if isinstance(text, str) else text
        super().__init__(shown, id=id, classes=classes, markup=False)
        self._said = shown

    @property
    def said(self) -> str:
        """What it says now."""
        return self._said.plain

    def say(self, text: str) -> None:
        """Show another text; the screen is laid out anew only when it takes another room."""
        shown = plain(text)
        if shown.plain == self._said.plain and not self._said.spans:
            return
        self._said = shown
        self.update(shown, layout=not self._fits_as_before(shown))

    def _fits_as_before(self, shown: Content) -> bool:
        width, height = self.content_size
        if self.styles.width is None or self.styles.width.is_auto or not width:
            return False
        if height == 1 and _is_one_line(shown.plain, width):
            return True
        return shown.get_height(self.styles.get_rules(), width) == height

    def render_line(self, y: int) -> Strip:
        """One line; a text that fits on it is neither wrapped nor measured again."""
        width, height = self.content_size
        said = self._said
        if said.spans or height != 1 or not _is_one_line(said.plain, width):
            return super().render_line(y)
        if (
            self.styles.text_align not in _FROM_THE_LEFT
            or self.styles.content_align_horizontal != "left"
        ):
            return super().render_line(y)
        line = set_cell_size(said.plain, width)
        return Strip([Segment(line, self.visual_style.rich_style)], width)


def _is_one_line(text: str, width: int) -> bool:
    """Whether it fits, in cells, and has no line break."""
    return "\n" not in text and cell_len(text) <= width
