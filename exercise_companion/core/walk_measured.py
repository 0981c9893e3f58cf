"""What was measured on a walk inside a session: the part of its record that nobody has to type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.records import SetRecord
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import WalkAdvice, has_eased

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.core.records import SessionEvent, WalkMode, WalkStop

SECONDS_PER_MINUTE: Final = 60

MODES: Final[dict[str, WalkMode]] = {
    "walk": "outdoor_walk",
    "treadmill": "treadmill",
    "bike": "bike",
}
"""How a mode of the prescription is called in the log."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One walk as its events tell it. Seconds are of walking, rests left out."""

    seconds: int = 0
    bouts: int = 0
    running: int = 0
    """Seconds of a bout that did not end."""
    first_felt: int | None = None
    """Seconds walked when the legs first felt it; None: they were never said to."""
    leg_max: int | None = None
    relief_seconds: int | None = None
    """The longest rest in which it eased."""
    resting: bool = False
    """It was rested for and has not been said to have eased."""
    asked: bool = False
    """It had not eased in time (NC-3)."""
    not_eased: bool = False
    """The patient did not wait until it eased."""
    gave_way: bool = False
    ended_by_patient: bool = False
    by_legs: bool = False
    """Rules NC-1 to NC-3 ended it."""

    @property
    def minutes(self) -> float:
        """Minutes walked, the bout that did not end included."""
        return in_minutes(self.seconds + self.running)

    @property
    def parts(self) -> int:
        """Bouts, the one that did not end included; at least 1."""
        return max(1, self.bouts + bool(self.running))

    @property
    def minutes_to_first_symptom(self) -> float | None:
        """Minutes walked until the legs first felt it."""
        return None if self.first_felt is None else in_minutes(self.first_felt)

    @property
    def minutes_to_relief(self) -> float | None:
        """Minutes of the longest rest in which it eased."""
        return None if self.relief_seconds is None else in_minutes(self.relief_seconds)

    @property
    def stop_reason(self) -> WalkStop:
        """Why it ended, as far as that is known without asking."""
        legs = self.by_legs or self.resting or self.not_eased or self.gave_way
        if legs:
            return "leg_symptoms"
        return "other" if self.ended_by_patient else "done"


def in_minutes(seconds: int) -> float:
    """Seconds as minutes, to a hundredth."""
    return round(seconds / SECONDS_PER_MINUTE, 2)


def measure(events: Iterable[SessionEvent], before: int) -> Measured:
    """What the events of one walk tell.

    Args:
        events: of its exercise, in order.
        before: leg pain before the session.

    """
    measured = Measured()
    for event in events:
        match event:
            case SetRecord():
                seconds = measured.seconds + (event.done_seconds or 0)
                measured = replace(measured, seconds=seconds, bouts=measured.bouts + 1, running=0)
            case WalkMark():
                measured = _marked(measured, event)
            case LegReport():
                measured = _reported(measured, event, before)
    return measured


def _marked(measured: Measured, mark: WalkMark) -> Measured:
    match mark.kind:
        case "so_far":
            return replace(measured, running=mark.seconds)
        case "felt":
            first = measured.first_felt
            felt = measured.seconds + mark.seconds if first is None else first
            return replace(measured, running=mark.seconds, first_felt=felt)
        case "ended":
            return replace(measured, ended_by_patient=True)
        case "rest_left":
            return replace(measured, resting=False, not_eased=True)
        case _:
            return measured


def _reported(measured: Measured, report: LegReport, before: int) -> Measured:
    scores = [one for one in (measured.leg_max, report.leg) if one is not None]
    measured = replace(
        measured,
        leg_max=max(scores, default=None),
        gave_way=measured.gave_way or report.feeling == "gave_way",
        asked=measured.asked or report.advice is WalkAdvice.ASK,
        by_legs=measured.by_legs or report.advice in {WalkAdvice.END, WalkAdvice.ASK},
    )
    eased = has_eased(before, report.leg, numb_or_weak=report.feeling != "none")
    if report.resting_seconds is None:
        rests = report.advice is WalkAdvice.END and not eased
        return replace(measured, resting=rests or report.advice is WalkAdvice.REST)
    if not eased:
        return measured
    longest = max(measured.relief_seconds or 0, report.resting_seconds)
    return replace(measured, resting=False, relief_seconds=longest)
