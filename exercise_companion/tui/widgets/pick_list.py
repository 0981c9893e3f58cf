"""A list that says which line is marked, so that what stands beside it can follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from exercise_companion.core.safetext import neutral
from exercise_companion.tui.widgets.cells import padded, shortened_to, wrapped
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.row_layout import Row
from exercise_companion.tui.widgets.rows import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Tone = Literal["plain", "soft", "caution", "danger", "title"]
"""How a line looks; what it means is said in its words, too."""

_STYLES: Final[dict[Tone, str]] = {
    "plain": "",
    "soft": "$ink-soft",
    "caution": "$caution",
    "danger": "$danger",
    "title": "bold $accent",
}

SET_IN: Final = " " * (GAP + 1)
"""Before what goes on below a name, under its number."""


@dataclass(frozen=True, slots=True)
class Line(Row):
    """One line: words on the left, more on the right."""

    text: str
    right: str = ""
    tone: Tone = "plain"
    wraps: bool = False
    """Whether words that do not fit go on below instead of being cut."""
    least: int | None = None
    """So many cells the words on the left keep where there is no room for both; None: half."""
    parts: bool = False
    """Whether the words on the right go below where there is no room for both: nothing is cut."""
    more: str = ""
    """Softly below, where nothing is cut: what is to be read second."""

    def lines(self, width: int) -> list[Content]:
        """One line, or as many as the words need."""
        style = _STYLES[self.tone]
        if self.parts:
            return list(self._whole(width, style))
        if not self.wraps:
            return [Content.styled(in_columns(self.text, self.right, width, self.least), style)]
        lines = wrapped(neutral(self.text), width, " " * GAP)
        return [Content.styled(line, style) for line in lines]

    def _whole(self, width: int, style: str) -> Iterator[Content]:
        """Nothing of it cut; what has no room beside the name shares the line below."""
        more, soft = neutral(self.more), _STYLES["soft"]
        if fit_beside(self.text, self.right, width):
            yield Content.styled(in_columns(self.text, self.right, width), style)
            yield from _set_in(more, width, soft)
            return
        yield from (Content.styled(line, style) for line in _above(self.text, width))
        if more and fit_beside(SET_IN + more, self.right, width):
            left = padded(SET_IN + more, width - cell_len(neutral(self.right)))
            yield Content.assemble((left, soft), (neutral(self.right), style))
            return
        for line in wrapped(neutral(self.right), width - GAP - 1):
            yield Content.styled(" " * (width - cell_len(line)) + line, style)
        yield from _set_in(more, width, soft)


def _above(text: str, width: int) -> list[str]:
    return wrapped(neutral(text), width, SET_IN)


def _set_in(words: str, width: int, style: str) -> Iterator[Content]:
    """Words on lines of their own, under those of the name; nothing for none."""
    for line in wrapped(words, width - len(SET_IN)) if words else ():
        yield Content.styled(SET_IN + line, style)


def fit_beside(left: str, right: str, width: int) -> bool:
    """Whether there is room for both on one line of so many cells."""
    cells = cell_len(neutral(left)) + cell_len(neutral(right))
    return cells + (GAP if right else 0) <= width


def in_columns(left: str, right: str, width: int, least: int | None = None) -> str:
    """Words at both ends of so many cells; `least` of them, or half, for the left ones."""
    left, right = neutral(left), neutral(right)
    kept = min(cell_len(left), width // 2 if least is None else least)
    right = shortened_to(right, width - kept - GAP)
    if not right:
        return shortened_to(left, width)
    room = width - cell_len(right) - GAP
    return f"{padded(shortened_to(left, room), room)}{' ' * GAP}{right}"


class PickList(MarkedList[Line]):
    """Lines of which one is marked; a click marks, a click on the marked one opens.

    It stands in something that scrolls.
    """

    class Marked(Message):
        """Another line is marked."""

        def __init__(self, listed: PickList, row: int) -> None:
            super().__init__()
            self.listed = listed
            self.row = row

        @property
        def control(self) -> PickList:
            """The list, so that `@on(PickList.Marked, "#items")` works."""
            return self.listed

    @property
    def gap(self) -> int:
        """None, however large the window is: as much as can be is in sight at the desk."""
        return 0

    def light(self, *, on: bool) -> None:
        """Have the arrow although something else takes the keys."""
        if on != self._lit:
            self._lit = on
            self.set_class(on, "-lit")
            self._forget()
            self.refresh()

    def on_focus(self) -> None:
        """The arrow comes."""
        self._forget()

    def on_blur(self) -> None:
        """The arrow goes; the line stays marked."""
        self._forget()

    def _marked_lines(self, row: int, look: str) -> list[Content]:
        """Without the keys the marked line has no arrow: there is one arrow on the screen.

        With them it is written in one colour, that of the mark.
        """
        here = self.has_focus or self._lit
        lines = super()._marked_lines(row, look if here else "")
        return [Content(line.plain) for line in lines] if here and look == "marked" else lines

    def renew(self, lines: Sequence[Line], marked: int | None = None) -> None:
        """Show other lines; the mark stays at its number unless another one is given."""
        wanted = self.marked if marked is None else marked
        number = max(0, min(wanted, len(lines) - 1))
        if tuple(lines) != self.rows:
            self.show(lines, number)
            self.call_after_refresh(self.mark, number)
        elif number != self.marked:
            super().mark(number)

    def mark(self, row: int) -> None:
        """Mark a line and say so."""
        before = self.marked
        if self.rows:
            super().mark(row)
        if before != self.marked:
            self.post_message(self.Marked(self, self.marked))

    def action_move(self, step: int) -> None:
        """Mark the next line; the ends are the ends."""
        self.mark(self.marked + step)

    def clicked(self, row: int, x: int, line: int) -> None:  # noqa: ARG002 - the list's own signature
        """The first click only marks: reading about a line changes nothing."""
        if self._clicked == row:
            self.action_open()
        self._clicked = row

    _clicked: int | None = None
    """The line of the last click."""
    _lit = False
