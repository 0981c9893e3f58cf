"""A list of which one row is marked; a key repaints the two rows it concerns and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Final, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from exercise_companion.tui.focus import MarksALine
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_choice import MARK
from exercise_companion.tui.widgets.headline import LARGEST, alike
from exercise_companion.tui.widgets.row_layout import Air, Laid, Row, air_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.geometry import Size

INDENT: Final = 3
"""Cells before the words of a row: the arrow and what parts it from them."""

AROUND: Final = 12
"""Lines of a window that are not the list's: the frame, the choices, what stands above it."""

LEAST_AROUND: Final = 8
"""The same with a single row of choices and nothing above the list."""

PAGE: Final = "body"
"""The id of what scrolls on a page; a list right in it has the page to itself."""

SPACED: Final = 12
"""So many rows at most stand apart from each other in a list that has not."""

BIG_MARK: Final = ("█▄", "██", "▀ ")
"""Points at a drawn word that is marked."""

BIG_INDENT: Final = 5
"""Cells before a drawn word: with fewer beside it the mark would read as one of its letters."""

GAP_OF_DRAWN: Final = 2
"""Empty lines between rows of which one is drawn on several lines: within it there is one."""

MOST_DRAWN: Final = 2
"""Lines of block letters a row has at most."""

FEWEST_CELLS: Final = 8
"""Words get at least so much room, however narrow the window."""


R = TypeVar("R", bound=Row)


class MarkedList(MarksALine, Generic[R], can_focus=True):
    """Rows below each other: up and down mark one, Enter, Space or the mouse opens it.

    One widget for all of them: a row that were a widget of its own would cost several times as
    much at every key, because the focus would have to move (speed, key to change).

    Args:
        rows: what is listed.
        id: as for any widget.
        shows_mark: whether the mark is seen even while something else has the focus.

    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"marked-list--marked", "marked-list--pointed"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "open",
            "Open",
            key_display="Enter",
            id="list.open",
            tooltip="Open the line that is marked.",
        ),
        *(
            Binding(key, f"move({step})", name, id=f"rows.{key}", tooltip=tooltip, show=False)
            for key, step, name, tooltip in (
                ("down", 1, "Down", "Mark the next line."),
                ("up", -1, "Up", "Mark the line before."),
            )
        ),
        *(
            Binding(key, f"leap({way})", name, id=f"rows.{key}", tooltip=tooltip, show=False)
            for key, way, name, tooltip in (
                ("pagedown", 1, "Page down", "Mark a line a page further on."),
                ("pageup", -1, "Page up", "Mark a line a page further back."),
            )
        ),
        Binding("home", "mark(0)", "First", id="rows.home", tooltip="The first line.", show=False),
        Binding("end", "mark(-1)", "Last", id="rows.end", tooltip="The last line.", show=False),
    ]

    class Opened(Message):
        """A row was chosen."""

        def __init__(self, listed: Widget, row: int) -> None:
            super().__init__()
            self.listed = listed
            self.row = row

        @property
        def control(self) -> Widget:
            """The list, so that `@on(MarkedList.Opened, "#days")` works."""
            return self.listed

    def __init__(
        self,
        rows: Sequence[R],
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        shows_mark: bool = False,
    ) -> None:
        super().__init__(id=id)
        self.rows = tuple(rows)
        self.marked = 0
        self._shows_mark = shows_mark
        self._pointed: int | None = None
        self._laid: Laid | None = None
        self._laid_for = (0, 0)
        self._strips: dict[tuple[int, str], list[Strip]] = {}

    # --- what is in it ----------------------------------------------------------------------

    def show(self, rows: Sequence[R], marked: int = 0) -> None:
        """List other rows."""
        self.rows = tuple(rows)
        self.marked = marked
        self._pointed = None
        self._forget()
        self.refresh(layout=True)

    @property
    def room(self) -> int:
        """Cells for the words of a row."""
        return self._room(self.content_size.width)

    @staticmethod
    def _room(width: int) -> int:
        return max(FEWEST_CELLS, width - INDENT)

    def place_of(self, row: int) -> int:
        """The line on which its words begin, from 0."""
        laid = self._laid_out(self.content_size.width)
        return laid.starts[row] + laid.air.pad

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as all rows need."""
        return self._laid_out(width).height

    def _laid_out(self, width: int) -> Laid:
        room = self._lines_there_are
        wanted = (room, self._largest_drawn)
        if self._laid is None or (self._laid.width, self._laid_for) != (width, wanted):
            drawn = self._drawn_words(max(FEWEST_CELLS, width - BIG_INDENT))
            lines = self._lines_of_rows(self._room(width), drawn)
            air = Air(gap=_gap_of(drawn)) if any(drawn) else self._air_for(lines, room)
            each = (len(words) + 2 * air.pad + air.gap for words in lines[:-1])
            starts = accumulate(each, initial=0)
            self._laid = Laid(
                width, air, lines, tuple(map(len, drawn)), tuple(starts) if lines else ()
            )
            self._laid_for = wanted
            self._strips.clear()
        return self._laid

    def _lines_of_rows(
        self, room: int, drawn: Sequence[Sequence[str]]
    ) -> tuple[tuple[Content, ...], ...]:
        return tuple(
            (*row.lines(room), *(Content.styled(line, "bold") for line in big))
            for row, big in zip(self.rows, drawn, strict=True)
        )

    def _drawn_words(self, room: int) -> tuple[tuple[str, ...], ...]:
        """The word of each row that is drawn, to be read from afar; none in a low window."""
        largest = self._largest_drawn
        if not largest:
            return ((),) * len(self.rows)
        return alike(tuple(row.big for row in self.rows), room, MOST_DRAWN, largest)

    @property
    def _largest_drawn(self) -> int:
        """The size of the drawn words at most; 0 for none."""
        if not self.is_attached or self.screen.has_class("-short") or not self.app.has_class(LARGE):
            return 0
        return LARGEST if self.screen.has_class("-lofty") else 1

    def _air_for(self, lines: Sequence[Sequence[Content]], room: int) -> Air:
        """Around each row where the list is the page; beside other things only between them."""
        if isinstance(self.parent, Widget) and self.parent.id == PAGE:
            return air_for(sum(map(len, lines)), len(lines), room)
        return Air(gap=self.gap)

    @property
    def gap(self) -> int:
        """Empty lines between two rows beside other things: one, where there are lines to spare."""
        lofty = self.is_attached and self.screen.has_class("-lofty")
        return int(lofty and len(self.rows) <= SPACED)

    @property
    def _lines_there_are(self) -> int:
        """For the list and the air in it; large rows stand apart in a lower window, too."""
        if not self.is_attached or self.screen.has_class("-short"):
            return 0
        if self.screen.has_class("-lofty"):
            return self.app.size.height - AROUND
        return self.app.size.height - LEAST_AROUND if self.app.has_class(LARGE) else 0

    def _forget(self) -> None:
        self._laid = None
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Other colours, or another size: nothing that was drawn holds."""
        self._strips.clear()
        if self._laid is not None and self._laid_for[1] != self._largest_drawn:
            self.refresh(layout=True)
        super().notify_style_update()

    # --- drawing ----------------------------------------------------------------------------

    def render(self) -> Content:
        """All rows as text, as they are drawn line by line."""
        laid = self._laid_out(self.content_size.width)
        rows = [self._marked_lines(row, self._look(row)) for row in range(len(laid.lines))]
        return Content("\n").join(line for lines in rows for line in lines)

    def render_line(self, y: int) -> Strip:
        """One line of the row it belongs to."""
        laid = self._laid_out(self.content_size.width)
        row = laid.row_at(y)
        if row is None:
            return Strip.blank(self.content_size.width, self.visual_style.rich_style)
        return self._drawn(row)[y - laid.starts[row]]

    def _drawn(self, row: int) -> list[Strip]:
        look = self._look(row)
        if (row, look) not in self._strips:
            style = self.get_visual_style(f"marked-list--{look}") if look else self.visual_style
            width = self.content_size.width
            pad = [Strip.blank(width, style.rich_style)] * self._laid_out(width).air.pad
            words = [
                Visual.to_strips(self, line, width, 1, style, pad=True)[0]
                for line in self._marked_lines(row, look)
            ]
            self._strips[row, look] = [*pad, *words, *pad]
        return self._strips[row, look]

    def _look(self, row: int) -> str:
        if row == self.marked and (self.has_focus or self._shows_mark):
            return "marked"
        return "pointed" if row == self._pointed else ""

    def _marked_lines(self, row: int, look: str) -> list[Content]:
        """The arrow points at the row that is marked, so that it is seen without colour, too."""
        laid = self._laid_out(self.content_size.width)
        lines = laid.lines[row]
        at = len(lines) - laid.drawn[row]
        marks = [""] * len(lines)
        if look == "marked":
            marks[0] = MARK
            marks[at : at + len(BIG_MARK)] = BIG_MARK[: laid.drawn[row]]
        return [
            Content.assemble(mark.ljust(INDENT if y < at else BIG_INDENT), line)
            for y, (mark, line) in enumerate(zip(marks, lines, strict=True))
        ]

    def _repaint(self, *rows: int | None) -> None:
        laid = self._laid_out(self.content_size.width)
        width = self.content_size.width
        self.refresh(
            *(
                Region(0, laid.starts[row], width, laid.height_of(row))
                for row in rows
                if row is not None and row < len(laid.lines)
            )
        )

    # --- keys -------------------------------------------------------------------------------

    def mark(self, row: int) -> None:
        """Mark a row and bring it into sight; the nearest one if there is no such row."""
        before, self.marked = self.marked, max(0, min(row, len(self.rows) - 1))
        if before != self.marked:
            self._repaint(before, self.marked)
        self._bring_into_sight()

    def _bring_into_sight(self) -> None:
        place = self._place_of_marked()
        if place is not None and isinstance(self.parent, Widget):
            self.parent.scroll_to_region(place, animate=False, x_axis=False)

    def _place_of_marked(self) -> Region | None:
        """Where its lines are in what scrolls; None where nothing is listed or laid out."""
        laid = self._laid_out(self.content_size.width)
        if not laid.lines:
            return None
        top = self.virtual_region.y + self.gutter.top + laid.starts[self.marked]
        return Region(0, top, 1, laid.height_of(self.marked))

    def shows_marked(self) -> bool:
        """Whether the marked row can be seen; one that cannot is brought into sight instead."""
        place = self._place_of_marked()
        if place is None or not isinstance(self.parent, Widget):
            return True
        first = place.y + self._laid_out(self.content_size.width).air.pad
        seen = first - self.parent.scroll_offset.y
        if 0 <= seen < self.parent.scrollable_content_region.height:
            return True
        self._bring_into_sight()
        return False

    def scroll_visible(self, *_args: object, **_options: object) -> None:
        """Bring the marked row into sight: the list itself may be longer than the window."""
        self._bring_into_sight()

    def on_resize(self) -> None:
        """Its rows have other places: the marked one stays in sight."""
        self.call_after_refresh(self._bring_into_sight)

    def action_move(self, step: int) -> None:
        """Mark the next row; behind the last one come the choices of the screen."""
        if 0 <= self.marked + step < len(self.rows):
            self.mark(self.marked + step)
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def action_leap(self, way: int) -> None:
        """Mark a row a page away."""
        laid = self._laid_out(self.content_size.width)
        if not laid.starts:
            return
        page = self.parent.size.height if isinstance(self.parent, Widget) else 1
        there = laid.starts[self.marked] + way * max(1, page - 1)
        self.mark(bisect_right(laid.starts, max(0, there)) - 1)

    def action_mark(self, row: int) -> None:
        """Mark the first row, or with -1 the last."""
        self.mark(row if row >= 0 else len(self.rows) - 1)

    def action_open(self) -> None:
        """Enter or Space; what is out of sight is shown first."""
        if self.rows and self.shows_marked():
            self.post_message(self.Opened(self, self.marked))

    # --- mouse ------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """A click on a row marks and opens it."""
        event.stop()
        laid, y = self._laid_out(self.content_size.width), event.y - self.gutter.top
        row = laid.row_at(y)
        if row is not None:
            self.mark(row)
            line = y - laid.starts[row] - laid.air.pad
            self.clicked(row, event.x - self.gutter.left - INDENT, line)

    def clicked(self, row: int, x: int, line: int) -> None:  # noqa: ARG002 - for lists with parts
        """A row was clicked.

        Args:
            row: which.
            x: cells from where its words begin.
            line: of its lines, from 0.

        """
        self.action_open()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The row under the mouse is seen."""
        self._point_at(self._laid_out(self.content_size.width).row_at(event.y - self.gutter.top))

    def on_leave(self) -> None:
        """The mouse has gone."""
        self._point_at(None)

    def _point_at(self, row: int | None) -> None:
        before, self._pointed = self._pointed, row
        if before != row:
            self._repaint(before, row)


def _gap_of(drawn: Sequence[Sequence[str]]) -> int:
    """Rows stand further apart than the lines of one row do."""
    return GAP_OF_DRAWN if any("" in lines for lines in drawn) else 1
