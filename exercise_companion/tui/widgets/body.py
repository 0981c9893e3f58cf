"""The part of a screen that scrolls."""

from __future__ import annotations

from textual.actions import SkipAction
from textual.containers import VerticalScroll

from exercise_companion.tui.themes import LARGE


class Body(VerticalScroll, can_focus=False):
    """The part of a screen that scrolls: by lines, in large mode by what stands in it."""

    def read_on(self, step: int) -> None:
        """Scroll a line; in large mode to what comes next, or as far as a page."""
        self.scroll_to(y=self.scroll_offset.y + self._lines_to_next(step), animate=False)

    def _lines_to_next(self, step: int) -> int:
        if not self.app.has_class(LARGE) or self.screen.has_class("-short"):
            return step
        page, top = max(1, self.size.height - 1), self.scroll_offset.y
        tops = (one.virtual_region.y - top for one in self.displayed_children)
        ways = (abs(lines) for lines in tops if lines * step > 0)
        return step * min(page, min(ways, default=page))

    def action_scroll_down(self) -> None:
        """Read on, where there is more."""
        self._read_on_or_skip(1)

    def action_scroll_up(self) -> None:
        """Read back, where there is more."""
        self._read_on_or_skip(-1)

    def _read_on_or_skip(self, step: int) -> None:
        if not self.allow_vertical_scroll:
            raise SkipAction
        self.read_on(step)

    def on_resize(self) -> None:
        """More, or less, of it is in sight: what is marked in it stays so."""
        self.call_after_refresh(self._show_marked)

    def _show_marked(self) -> None:
        marked = self.screen.focused if self.is_attached else None
        if marked is not None and marked is not self and self in marked.ancestors:
            marked.scroll_visible(animate=False)
