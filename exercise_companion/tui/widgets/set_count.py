"""How much of a set was done: counted by the clock, mended by the patient before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from exercise_companion.core.prompts import DidSet
from exercise_companion.tui.widgets.set_face import time_words

if TYPE_CHECKING:
    from exercise_companion.core.dose import SetTarget, Step

Unit = Literal["reps", "seconds", "metres"]

_STEP: Final[dict[Unit, int]] = {"reps": 1, "seconds": 5, "metres": 10}
_MOST: Final[dict[Unit, int]] = {"reps": 999, "seconds": 9999, "metres": 99_999}


@dataclass(frozen=True, slots=True)
class SetCount:
    """What was done beside what was asked, in the unit the set is measured in."""

    unit: Unit
    target: int
    done: int
    typing: bool = False
    """Digits are being typed: the next one is appended."""

    def changed(self, by: int) -> SetCount:
        """More or less, one step of its unit at a time; never less than 1."""
        return self._with(self.done + by * _STEP[self.unit])

    def typed(self, digit: int) -> SetCount:
        """A typed digit: the first replaces the number, the next are appended."""
        number = self.done * 10 + digit if self.typing else digit
        return replace(self._with(number), typing=True)

    def all(self) -> SetCount:
        """As much as was asked."""
        return self._with(self.target)

    def _with(self, number: int) -> SetCount:
        done = min(_MOST[self.unit], max(1, number))
        return replace(self, done=done, typing=False)

    @property
    def words(self) -> str:
        """What was done, with its unit (H-14)."""
        return amount(self.unit, self.done)

    @property
    def target_words(self) -> str:
        """What was asked, with its unit."""
        return amount(self.unit, self.target)

    def reply(self) -> DidSet:
        """The set as it is recorded. Of a hold, how many were held."""
        if self.unit == "reps":
            return DidSet(reps=self.done)
        return DidSet(seconds=self.done) if self.unit == "seconds" else DidSet(metres=self.done)


def amount(unit: Unit, number: int) -> str:
    """A number with its unit; repetitions carry none."""
    if unit == "seconds":
        return time_words(number)
    return f"{number} m" if unit == "metres" else str(number)


def count_so_far(target: SetTarget, step: Step | None, seconds_done: float) -> SetCount | None:
    """How far the set has come by the clock.

    Args:
        target: what the set asks.
        step: where the clock is; None when it has run out, which means all of it.
        seconds_done: how long that step has run.

    Returns:
        None when the set is not measured in anything.

    """
    if target.reps is not None:
        return _counted("reps", target.reps, _reps_reached(step, target.reps))
    if target.seconds is not None:
        return _counted("seconds", target.seconds, target.seconds if step is None else seconds_done)
    if target.metres is not None:
        return _counted("metres", target.metres, target.metres)
    return None


def _counted(unit: Unit, target: int, done: float) -> SetCount:
    return SetCount(unit, target, max(1, int(done)))


def _reps_reached(step: Step | None, target: int) -> int:
    if step is None:
        return target
    return (step.rep or 0) - (step.kind == "release")
