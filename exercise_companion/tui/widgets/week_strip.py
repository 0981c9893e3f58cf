"""The week at a glance: a letter and a mark for each day, and what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.core.today_view import DayState, WeekDay

MARKS: Final[dict[DayState, tuple[str, str]]] = {
    "done": ("●", "done"),
    "partly": ("/", "partly done"),
    "planned": ("○", "planned"),
    "missed": ("–", "not done"),
    "rest": ("·", "rest day"),
    "advised_rest": ("~", "rest advised"),
    "locked": ("×", "locked"),
    "before": (" ", ""),
}
"""Mark and meaning. A gap is shown as a gap, without blame (SI-19)."""


LEGEND_WIDTH: Final = 10
"""Where the second meaning of a line begins, in cells."""


class WeekStrip(Static):
    """A title and seven days in two lines, with the marks that occur explained below.

    Args:
        title: how the week went, in words.
        days: the program week.
        brief: leaves out the empty lines.
        classes: as for any widget.

    """

    def __init__(
        self, title: str, days: Sequence[WeekDay], *, brief: bool = False, classes: str = ""
    ) -> None:
        gap = "\n" if brief else "\n\n"
        shown = Content.assemble((title, "bold"), gap, _strip(days, gap))
        super().__init__(shown, classes=classes, markup=False)


def _strip(days: Sequence[WeekDay], gap: str) -> Content:
    letters = Content("  ").join(
        Content.styled(day.letter, "bold underline" if day.is_today else "bold") for day in days
    )
    marks = "  ".join(MARKS[day.state][0] for day in days)
    used = dict.fromkeys(day.state for day in days if MARKS[day.state][1])
    legend = _in_lines([" ".join(MARKS[state]) for state in used])
    return Content.assemble(letters, "\n", marks, gap, "\n".join(legend))


def _in_lines(meanings: Sequence[str]) -> list[str]:
    """Two short meanings share a line; a long one has its own, so that no mark loses its word."""
    lines: list[str] = []
    for meaning in meanings:
        if lines and max(len(lines[-1]), len(meaning)) <= LEGEND_WIDTH:
            lines[-1] = f"{lines[-1]:{LEGEND_WIDTH}} {meaning}"
        else:
            lines.append(meaning)
    return lines
