"""The choices at the bottom of a screen, as large as what is to be read leaves room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal
from textual.widget import Widget

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.room import cells_around

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL: Final = 3
"""Lines of a choice that is easy to hit; one line is as much as it needs."""

LEAST_CHOICES: Final = 2
"""Lines of a row of choices where everything else just fits: one, and a free one."""

BIG: Final = "-big"
"""With this class the style sheet says how high the choices are."""

ASKS: Final = "-asks"
"""With this class the choices change a number that is as large as its place allows."""

BODY: Final = "body"
"""The id of the part of a screen that scrolls."""

MOST_FULL: Final = 2
"""Rows of such choices that are large where there are lines to spare."""


class ActionRow(Horizontal):
    """Keeps the choices under the body, as wide as that."""

    def fit(self) -> None:
        """Give the choices their height, before the screen is laid out."""
        touches = False
        for actions in self.query_children(Actions):
            actions.fit()
            touches = actions.touches
        self._part(wanted=touches and self.app.no_color)

    def _part(self, *, wanted: bool) -> None:
        """Without colours the one free line is above the choices: nothing else parts them."""
        if wanted:
            css = self.styles.base.padding
            self.styles.padding = (css.height, css.right, 0, css.left)
        else:
            _leave_to_the_style_sheet(self, "padding")


class Actions(Horizontal):
    """The choices at the bottom; they stay in sight while the body scrolls.

    In two columns (`-many`) they are three lines high where all of the body stays in sight, or
    where there are lines to spare; single lines with a free one between them where some of it
    would have to be scrolled for; where just that would take something out of sight, a block of
    lines in two shades. In a row they are a single line high only where that brings all of the
    body into sight.
    """

    touches = False
    """Whether there is no line left to part it from what is to be read."""

    def fit(self) -> None:
        """Choose the height of the rows, and where the free lines go."""
        self.touches = False
        if not self.has_class("-many"):
            self._fit_row()
        elif self._is_fixed:
            _leave_to_the_style_sheet(self, "grid_rows", "grid_gutter_horizontal", "margin")
        else:
            self._fit_grid()
        self._shade()

    def _fit_grid(self) -> None:
        low = self._is_in_a_small_window
        full = not low and self._has_room
        parted = not (low or full) and self._may_be_parted
        self.styles.grid_rows = str(FULL if full else 1)
        self.styles.grid_gutter_horizontal = int(full or parted or self.screen.has_class("-lofty"))
        just_fits = self._just_fits and not parted
        self.styles.margin = (int(not (full or low or just_fits)), 0, 0, 0)
        self.touches = just_fits and not full and not low

    @property
    def _may_be_parted(self) -> bool:
        """Whether a free line between two rows brings nothing out of sight that is in sight now."""
        return self._has_room_for(2 * self.rows + 1) or not self._has_room_for(self.rows + 1)

    @property
    def _just_fits(self) -> bool:
        """Whether there is no line for the free one above the choices."""
        return self._has_room_for(self.rows + 1) and not self._has_room_for(self.rows + 2)

    def _shade(self) -> None:
        """Every other row has another ground where no free line parts it from the one above."""
        glued = self.has_class("-many") and not self._is_in_a_small_window
        glued = glued and not self._is_fixed and not self.styles.grid_gutter_horizontal
        for choice, row in self._placed:
            choice.set_class(glued and row % 2 == 1, "-other")

    @property
    def least_lines(self) -> int:
        """With how few of them it is still well to use; in two columns a free line is above it."""
        if self.app.has_class(LARGE) and self.has_class(BIG):
            return lines_of(self)
        return self.rows + 1 if self.has_class("-many") else FULL

    def _fit_row(self) -> None:
        small = self.has_class(BIG) or self._is_in_a_small_window
        low = not small and not self._has_room_for(FULL + 1) and self._has_room_for(LEAST_CHOICES)
        for choice in self.children:
            if low:
                choice.styles.height = 1
                choice.styles.padding = (0, choice.styles.base.padding.right)
            else:
                _leave_to_the_style_sheet(choice, "height", "padding")

    @property
    def _is_in_a_small_window(self) -> bool:
        """Where the style sheet gives every choice a line of its own."""
        return self.screen.has_class("-short") or self.screen.has_class("-narrow")

    @property
    def _is_fixed(self) -> bool:
        return self.app.has_class(LARGE) and self.has_class(BIG)

    @property
    def _has_room(self) -> bool:
        lofty = self.screen.has_class("-lofty")
        if self.has_class(ASKS):
            return lofty and self.rows <= MOST_FULL
        return lofty or self._has_room_for(self.rows * (FULL + 1))

    @property
    def rows(self) -> int:
        """How many there are of them in two columns."""
        return max((row + 1 for _, row in self._placed), default=0)

    @property
    def _placed(self) -> Iterator[tuple[Widget, int]]:
        """Each choice, and in which row of the columns it stands."""
        columns, cell = max(1, self.styles.grid_size_columns), 0
        for choice in self.displayed_children:
            span = choice.styles.column_span or 1
            if cell % columns + span > columns:
                cell += columns - cell % columns
            yield choice, cell // columns
            cell += span

    def _has_room_for(self, lines: int) -> bool:
        """Whether so many lines are left when everything else on the screen has its own."""
        return lines_of_all_but_choices(self.screen) + lines <= self.app.size.height


def _leave_to_the_style_sheet(widget: Widget, *rules: str) -> None:
    """Take back what was chosen here before; what is drawn already is drawn anew."""
    taken_back = [rule for rule in rules if widget.styles.clear_rule(rule)]
    if taken_back:
        widget.refresh(layout=True)


def spread(screen: Widget) -> None:
    """Part what has the class `part` by empty lines where that takes nothing out of sight.

    All of it or none; `-first`, such as a heading, as soon as there is one line.
    """
    parts = _parts_of(screen)
    if not parts:
        return
    spare = lines_to_spare(screen) + gaps_of(screen)
    low = screen.has_class("-short")
    for one in parts:
        enough = spare >= (1 if one.has_class("-first") else len(parts))
        one.styles.margin = (int(enough and not low), 0, 0, 0)


def _parts_of(screen: Widget) -> list[Widget]:
    return [one for one in screen.query(".part").results(Widget) if one.display]


def gaps_of(screen: Widget) -> int:
    """How many empty lines part such things now."""
    return sum(one.styles.margin.top for one in _parts_of(screen))


def lines_to_spare(screen: Widget, *, bars: bool = True) -> int:
    """How many lines a screen leaves empty; fewer than none where some of it is scrolled for.

    The choices count as they are easiest to hit in a row, and as low as can be in two columns.

    Args:
        screen: whose lines.
        bars: whether a scroll bar that is there now takes its cells.

    """
    left = screen.app.size.height - lines_of_all_but_choices(screen, bars=bars)
    for row in screen.query_children(ActionRow):
        for choices in row.query_children(Actions):
            left -= choices.least_lines + row.gutter.height
    return left


def lines_for_body(screen: Widget) -> int:
    """How many lines are left to what scrolls."""
    others = (one for one in screen.displayed_children if one.id != BODY)
    return screen.app.size.height - sum(lines_of(one) for one in others)


def lines_of_all_but_choices(screen: Widget, *, bars: bool = True) -> int:
    """How many lines everything else would take if nothing was scrolled."""
    return sum(
        lines_of(one, bars=bars)
        for one in screen.displayed_children
        if not isinstance(one, ActionRow)
    )


def lines_of(part: Widget, within: Widget | None = None, *, bars: bool = True) -> int:
    """How many lines a part of the screen takes when nothing of it is scrolled.

    Args:
        part: what stands in the screen itself, or in something else on it.
        within: that something else.
        bars: whether a scroll bar that is there now takes its cells.

    """
    size = part.app.size
    around = cells_around(within) if within is not None else 0
    around += part.gutter.width + part.scrollbar_gutter.width if bars else cells_around(part)
    least = size.with_height(0)  # what takes the lines that are left over counts with its fewest
    height = part.gutter.height if bars else part.styles.gutter.height
    return height + part.get_content_height(least, size, size.width - around)
