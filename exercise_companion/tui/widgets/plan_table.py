"""Today's exercises as a table: number, name, dose, and whether it is done."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.geometry import Size

    from exercise_companion.core.today_view import TodayItem

NUMBER_WIDTH: Final = 3
GAP: Final = 3
DONE: Final = "●"
SPACED: Final = 9
"""So many exercises at most stand apart from each other, where there are lines to spare."""
FEWEST_CELLS: Final = 8
"""Neither column is narrower."""

PART: Final = ", "
"""Between the parts of a dose."""


class PlanTable(Widget):
    """One line per exercise; a long name or dose takes as many lines as it needs.

    It draws all cells itself: a widget for each would triple the time to the first paint.

    Args:
        items: in the order they are done.
        classes: as for any widget.

    """

    def __init__(self, items: Sequence[TodayItem], *, classes: str = "") -> None:
        super().__init__(classes=classes)
        self._items = items

    def render(self) -> Content:
        """The table for the present width."""
        return Content("\n").join(_lines(self._items, self.content_size.width, self._gap))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the longer texts need."""
        return sum(1 for _ in _lines(self._items, width, self._gap))

    @property
    def _gap(self) -> int:
        """An empty line between two exercises, where there are lines to spare."""
        return int(self.screen.has_class("-lofty") and len(self._items) <= SPACED)


def _lines(items: Sequence[TodayItem], width: int, gap: int) -> Iterator[Content]:
    doses = [_dose(item) for item in items]
    room = max(2 * FEWEST_CELLS, width - NUMBER_WIDTH - GAP)
    dose_width = _best_width([item.name for item in items], doses, room)
    name_width = min(room - dose_width, max((len(item.name) for item in items), default=0))
    for number, (item, dose) in enumerate(zip(items, doses, strict=True), start=1):
        if number > 1:
            yield from [Content("")] * gap
        mark = DONE if item.done and not item.partly else str(number)
        cells = zip_longest(
            [mark], _wrapped(item.name, name_width), _parts(dose, dose_width), fillvalue=""
        )
        for first, name, words in cells:
            yield Content.assemble(
                (first.ljust(NUMBER_WIDTH), "bold $accent"),
                (name.ljust(name_width + GAP), "$ink-soft" if item.done else "bold"),
                (words, "$ink-soft"),
            )


def _best_width(names: Sequence[str], doses: Sequence[str], room: int) -> int:
    """Cells for the doses with which the table takes the fewest lines, and the names most room."""
    parts = {len(part) for dose in doses for part in (dose, *dose.split(PART))}
    widths = sorted({min(max(FEWEST_CELLS, part), room - FEWEST_CELLS) for part in parts})

    def lines(width: int) -> int:
        rows = zip(names, doses, strict=True)
        return sum(
            max(len(_wrapped(name, room - width)), len(_parts(dose, width))) for name, dose in rows
        )

    return min(widths, key=lines)


def _wrapped(text: str, width: int) -> list[str]:
    return [text] if len(text) <= width else wrap(text, width)


def _parts(dose: str, width: int) -> list[str]:
    """A dose in as few lines as it takes when it is broken at its commas only, if it can be."""
    if len(dose) <= width:
        return [dose]
    lines = [""]
    for part in dose.replace(PART, ",\n").split("\n"):
        together = f"{lines[-1]} {part}".strip()
        if len(together) <= width:
            lines[-1] = together
        else:
            lines.append(part)
    return [line for whole in lines if whole for line in _wrapped(whole, width)]


def _dose(item: TodayItem) -> str:
    dose = ("partly done" if item.partly else "done") if item.done else item.dose
    return f"{dose}, {item.times}" if item.times else dose
