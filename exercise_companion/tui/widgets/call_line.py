"""Whom to call on one line, or on as many as it takes; the number itself is never broken."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.geometry import Size


class CallLine(Words):
    """The words and the number of an advice, for a low window.

    Args:
        label: whom to call: "Call your clinic today".
        number: what to dial; empty where only the words are known.
        classes: as for any widget.

    """

    DEFAULT_CSS = """
    CallLine { width: 1fr; height: auto; text-style: bold; }
    """

    def __init__(self, label: str, number: str, *, classes: str = "") -> None:
        super().__init__(f"{label} {number}", classes=classes)
        self._label = label
        self._number = number

    def render(self) -> Content:
        """The lines for the present width."""
        return Content("\n".join(call_lines(self._label, self._number, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as it takes."""
        return len(call_lines(self._label, self._number, width))


def lines_with_number(line: str, call: tuple[str, str] | None) -> Iterator[Words]:
    """A sentence; where it begins with whom to call first, that stands on a line of its own.

    Args:
        line: what is said.
        call: the words and the number of whom to call first, if there is one.

    """
    words, number = call or ("", "")
    for joint in (", ", " ") if number else ():
        if line.startswith(f"{words}{joint}{number}"):
            yield CallLine(f"{words}{joint}".rstrip(), number)
            line = line.removeprefix(f"{words}{joint}{number}").lstrip(" ,.")
    if line:
        yield Words(line)


def call_lines(label: str, number: str, width: int) -> tuple[str, ...]:
    """The label in lines of so many cells, and the number behind it, or below where it would break.

    A number that is longer than a line has one of its own all the same.
    """
    *above, last = wrap(label, max(1, width)) or [""]
    together = f"{last} {number}".strip()
    if not number or len(together) <= width:
        return (*above, together)
    return (*above, last, number)
