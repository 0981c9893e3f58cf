"""The figure keeps the dose's time: which posture belongs to a moment of the player's step.

It is a count-down, not decoration: it moves at the authored tempo, rests in the end pose while the
hold counts, waits in the start pose while the patient gets ready or rests, and moves the side that
is to be moved. It changes no dose; the paces below are used only where the therapist wrote none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exercise_companion.core.figure_motion import (
    eased,
    mirror_parts,
    posture_at,
    rest_posture,
    round_posture,
)

if TYPE_CHECKING:
    from exercise_companion.core.dose import Step
    from exercise_companion.core.figure import Figure, Posture
    from exercise_companion.core.program import Tempo
    from exercise_companion.core.terms import PerformedSide

INTO_HOLD_SECONDS: Final = 1.5
"""How long a hold is moved into, at most."""
_INTO_HOLD_SHARE: Final = 0.4
"""The part of a short hold that is moved into."""
_PAUSE_SECONDS: Final = 1.0
"""Between two movements of a demonstration."""
_WORK_SHOWN_SECONDS: Final = 7.8
_REST_SHOWN_SECONDS: Final = 4.0
"""A demonstration of an exercise with a rest of its own shows both in turn."""


class _Pace(NamedTuple):
    """One movement there and back, in seconds."""

    out: float
    hold: float
    back: float

    @property
    def whole(self) -> float:
        return self.out + self.hold + self.back


def posture_in_step(
    figure: Figure,
    step: Step,
    seconds_done: float,
    tempo: Tempo | None = None,
    before: Step | None = None,
) -> Posture:
    """Where the body is when a step has run for so many seconds.

    Args:
        figure: what moves.
        step: the player's step. Its side decides which side moves.
        seconds_done: how long it has run.
        tempo: the authored tempo of a repetition, if any.
        before: the step before this one: a release lets go on the side that was held.

    """
    mirrored = is_mirrored(figure, step)
    if step.kind == "rep":
        return _in_repetition(figure, step, seconds_done, tempo)
    if step.kind == "work":
        return _at_work(figure, step.side, seconds_done)
    if step.kind == "hold":
        into = min(INTO_HOLD_SECONDS, (step.seconds or 0.0) * _INTO_HOLD_SHARE)
        return posture_at(figure, eased(_part(seconds_done, into)), mirrored=mirrored)
    if step.kind == "release":
        held = mirrored if before is None else is_mirrored(figure, before)
        share = 1.0 - eased(_part(seconds_done, step.seconds or 0.0))
        return posture_at(figure, share, mirrored=held)
    if step.kind == "rest" and figure.rest is not None:
        return rest_posture(figure)
    return posture_at(figure, 0.0, mirrored=mirrored)


def posture_in_demonstration(figure: Figure, seconds: float, tempo: Tempo | None = None) -> Posture:
    """Where the body is when the movement is shown again and again, before it is done.

    What moves one side is shown for the right and the left in turn.

    Args:
        figure: what moves.
        seconds: how long it has been shown.
        tempo: the authored tempo of a repetition, if any.

    """
    if figure.rest is not None:
        inside = seconds % (_WORK_SHOWN_SECONDS + _REST_SHOWN_SECONDS)
        if inside >= _WORK_SHOWN_SECONDS:
            return rest_posture(figure)
        return _at_work(figure, "none", inside)
    if figure.motion in {"round", "stride"}:
        return _at_work(figure, "none", seconds)
    pace = _pace(figure.seconds, tempo)
    number, inside = divmod(seconds, pace.whole + _PAUSE_SECONDS)
    one_sided = figure.moving != mirror_parts(figure.moving)
    mirrored = (one_sided or figure.alternates) and int(number) % 2 == 1
    return posture_at(figure, _there_and_back(pace, inside), mirrored=mirrored)


def demonstration_seconds(figure: Figure, tempo: Tempo | None = None) -> float:
    """How long the movement is shown until it begins again (see `posture_in_demonstration`).

    Args:
        figure: what moves.
        tempo: the authored tempo of a repetition, if any.

    """
    if figure.rest is not None:
        return _WORK_SHOWN_SECONDS + _REST_SHOWN_SECONDS
    if figure.motion in {"round", "stride"}:
        return _WORK_SHOWN_SECONDS
    return _pace(figure.seconds, tempo).whole + _PAUSE_SECONDS


def is_mirrored(figure: Figure, step: Step) -> bool:
    """Whether a step moves the left side, by its own side or because it is its turn."""
    return _mirrored_by(figure, step.side, step.rep or 1)


def _mirrored_by(figure: Figure, side: PerformedSide, number: int) -> bool:
    """Whether a movement is the left one: because it is to be, or because it is its turn."""
    if side in {"left", "right"}:
        return side == "left"
    return figure.alternates and number % 2 == 0


def _in_repetition(figure: Figure, step: Step, seconds_done: float, tempo: Tempo | None) -> Posture:
    share = _part(seconds_done, step.seconds or 0.0)
    if figure.motion == "round":
        return round_posture(figure, share)
    if figure.motion == "stride":
        return _in_strides(figure, share * 2)
    pace = _pace(step.seconds or figure.seconds, tempo)
    mirrored = is_mirrored(figure, step)
    return posture_at(figure, _there_and_back(pace, seconds_done), mirrored=mirrored)


def _at_work(figure: Figure, side: PerformedSide, seconds: float) -> Posture:
    """Timed work: moving on and on, or staying where the exercise leads."""
    if figure.motion == "round":
        return round_posture(figure, seconds / figure.seconds)
    if figure.motion == "stride":
        return _in_strides(figure, seconds / figure.seconds)
    if figure.motion == "hold":
        share = eased(_part(seconds, INTO_HOLD_SECONDS))
        return posture_at(figure, share, mirrored=_mirrored_by(figure, side, 1))
    number, inside = divmod(seconds, figure.seconds)
    mirrored = _mirrored_by(figure, side, int(number) + 1)
    return posture_at(figure, _there_and_back(_pace(figure.seconds), inside), mirrored=mirrored)


def _in_strides(figure: Figure, strides: float) -> Posture:
    """So many strides from the first: the second is the mirror image of the first."""
    number, share = divmod(strides, 1.0)
    return posture_at(figure, share, mirrored=int(number) % 2 == 1)


def _pace(seconds: float, tempo: Tempo | None = None) -> _Pace:
    if tempo is not None:
        return _Pace(tempo.out_seconds, tempo.hold_seconds, tempo.back_seconds)
    return _Pace(seconds * 0.4, seconds * 0.2, seconds * 0.4)


def _there_and_back(pace: _Pace, seconds: float) -> float:
    """How far the way is gone: out, held there, and back."""
    if seconds <= pace.out + pace.hold:
        return eased(_part(seconds, pace.out))
    return 1.0 - eased(_part(seconds - pace.out - pace.hold, pace.back))


def _part(seconds: float, of: float) -> float:
    """A part of a time; all of it where the time is none."""
    return min(1.0, max(0.0, seconds / of)) if of > 0 else 1.0
