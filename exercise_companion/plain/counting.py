"""Where the count of a set or a bout is, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from exercise_companion.core.dose import Step

NOTHING_COUNTED: Final = "Hardly anything is counted yet. Did you do all of it?"


@dataclass(slots=True)
class Count:
    """The step that is counted, and when it is over."""

    step: Step | None
    """The step that runs; None when the count has come to its end."""
    due: float
    """When that is over, by the console's clock."""
    stopped: float | None = None
    """Since when something is asked, and nothing counts."""

    def seconds(self, now: float) -> float:
        """How long the step has run.

        Args:
            now: by the console's clock.

        """
        whole = self.step.seconds if self.step is not None else None
        return (whole or 0) - (self.due - (now if self.stopped is None else self.stopped))

    def go_on(self, now: float) -> None:
        """What was asked is answered, and nothing came of it: the step lasts so much longer."""
        if self.stopped is not None:
            self.due += now - self.stopped
            self.stopped = None


def how_much(so_far: str, more: str) -> str:
    """What is asked when "done" is typed while it counts: it does not say how much (H-10).

    Args:
        so_far: what was counted, in words; empty where it has hardly begun.
        more: what else may be typed.

    """
    counted = f"That is {so_far} so far. Is that what you did?" if so_far else NOTHING_COUNTED
    return f"{counted} Yes, no to go on, or {more}"
