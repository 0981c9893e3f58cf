"""A goal on its scale from 0 to 10, and its values over time, in signs and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from exercise_companion.core.day_words import day_and_month, day_words
from exercise_companion.core.goal_line import BARS
from exercise_companion.tui.themes import LARGE

if TYPE_CHECKING:
    from textual.geometry import Size

    from exercise_companion.core.page_views import GoalView

HIGHEST: Final = 10
WIDEST_STEP: Final = 5
NARROWEST_STEP: Final = 2
START, NOW, TARGET = "|", "●", "○"
"""Signs of the scale; the words below it say the same."""

BETWEEN: Final = "   "
"""Parts two signs of the words below the scale."""

BAR_CELLS: Final = 3


class GoalLine(Widget):
    """Draws itself for the width it is given.

    Args:
        goal: what is shown.

    """

    def __init__(self, goal: GoalView) -> None:
        super().__init__(classes="goal-line")
        self.goal = goal

    def render(self) -> Content:
        """The scale, and under it the values."""
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One line for the scale, two for the values; in large mode no values."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines = [_scale(self.goal, width)]
        if len(self.goal.values) > 1 and not self.app.has_class(LARGE):
            lines += _bars(self.goal, width)
        return lines


class GoalWords(Static):
    """What the signs of a goal's scale stand for.

    Args:
        goal: what is shown.

    """

    def __init__(self, goal: GoalView) -> None:
        super().__init__(markup=False)
        self.goal = goal

    def render(self) -> Content:
        """Each sign with its words."""
        return Content("\n".join(_in_words(self.goal, self.content_size.width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """As many lines as the words take."""
        return len(_in_words(self.goal, width))


def in_figures(goal: GoalView) -> str:
    """The latest score and the target, as large mode draws them."""
    latest = goal.latest
    now = f"Now {latest.score}, " if latest is not None else ""
    return f"{now}target {goal.target}"


def _scale(goal: GoalView, width: int) -> Content:
    """From 0 to 10 with the signs in their places; the latest value lies on top."""
    step = min(WIDEST_STEP, max(NARROWEST_STEP, (width - 6) // HIGHEST))
    cells = ["─"] * (HIGHEST * step + 1)
    for score, sign in ((goal.start, START), (goal.target, TARGET)):
        cells[score * step] = sign
    if goal.latest is not None:
        cells[goal.latest.score * step] = NOW
    return Content.assemble("0 ", ("".join(cells), "$accent"), " 10")


def _in_words(goal: GoalView, width: int) -> list[str]:
    """Each sign with its words, none torn apart; the latest value hides a sign it lies on."""
    latest = goal.latest
    hidden = None if latest is None else latest.score
    now = f"{NOW} latest {latest.score}, {day_and_month(latest.day)}" if latest else "No score yet"
    parts = (
        _signed(START, f"start {goal.start}", seen=goal.start not in {hidden, goal.target}),
        now,
        _signed(TARGET, _target(goal), seen=goal.target != hidden),
    )
    lines = [""]
    for part in parts:
        longer = f"{lines[-1]}{BETWEEN}{part}" if lines[-1] else part
        if lines[-1] and cell_len(longer) > width:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _target(goal: GoalView) -> str:
    past = ", that day is past" if goal.is_past else ""
    return f"target {goal.target} by {day_words(goal.target_day)}{past}"


def _signed(sign: str, words: str, *, seen: bool) -> str:
    return f"{sign} {words}" if seen else words


def _bars(goal: GoalView, width: int) -> list[Content]:
    """The last values that fit, the newest on the right, each over its number."""
    shown = goal.values[-max(1, width // BAR_CELLS) :]
    bars = "".join(BARS[value.score].rjust(BAR_CELLS - 1) + " " for value in shown)
    numbers = "".join(str(value.score).rjust(BAR_CELLS - 1) + " " for value in shown)
    return [Content.styled(bars, "$accent"), Content(numbers)]
