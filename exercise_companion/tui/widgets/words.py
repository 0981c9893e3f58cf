"""Text on a screen as it is: what people and files wrote is never taken for markup."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def plain(text: str) -> Content:
    """The text as content, square brackets and all."""
    return Content(text)


class Words(Static):
    """A paragraph, shown exactly as written.

    Args:
        text: what it says.
        id: as for any widget.
        classes: `title`, `soft`, `strong`, `danger`, `caution` and `gap` (a line above) are styled.

    """

    def __init__(self, text: str = "", *, id: str | None = None, classes: str = "") -> None:  # noqa: A002 - Textual's own name
        super().__init__(plain(text), id=id, classes=classes, markup=False)

    def say(self, text: str) -> None:
        """Show another text."""
        self.update(plain(text))
