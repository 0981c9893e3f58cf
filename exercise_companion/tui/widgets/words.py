"""Text on a screen as it is: what people and files wrote is never taken for markup."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def plain(text: str) -> Content:
    """The text as content, square brackets and all."""
    return Content(text)


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

    def say(self, text: str) -> None:
        """Show another text; the screen is laid out anew only when it takes another room."""
        shown = plain(text)
        if shown.plain == self._said.plain and not self._said.spans:
            return
        self._said = shown
        self.update(shown, layout=not self._fits_as_before(shown))

    def _fits_as_before(self, shown: Content) -> bool:
        width, height = self.content_size
        depends_on_text = self.styles.width is None or self.styles.width.is_auto
        return (
            not depends_on_text
            and width > 0
            and shown.get_height(self.styles.get_rules(), width) == height
        )
