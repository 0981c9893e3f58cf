"""How a bout of a walk or ride looks: before it runs, while it runs, and when it is asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from exercise_companion.core.actuals import actuals_so_far, time_words
from exercise_companion.core.walk_words import bout_lines
from exercise_companion.tui.widgets.set_face import Face, clock_text, face

if TYPE_CHECKING:
    from exercise_companion.core.actuals import Actuals
    from exercise_companion.core.walk_prompts import DoBout
    from exercise_companion.tui.widgets.step_clock import StepClock


def verb(prompt: DoBout) -> str:
    """What is done: to walk or to ride."""
    return "walk" if prompt.is_walk else "ride"


def waiting_face(prompt: DoBout, *, has_room: bool) -> Face:
    """The choice between walking here and outside, or going on after a rest that eased."""
    left = int(prompt.steps[-1].seconds or 0)
    target = prompt.target
    lines = " ".join(bout_lines(prompt))
    return Face(
        lines if has_room else lines.partition(":")[0],
        verb(prompt).upper(),
        clock_text(left),
        caption=f"{time_words(left)}, part {target.set_number} of {target.sets}",
    )


def running_face(prompt: DoBout, clock: StepClock, *, is_enough: bool, pause_words: str) -> Face:
    """A bout that runs or is paused, or the rest before it."""
    step, target = clock.step, prompt.target
    if step is None:
        return Face("", verb(prompt).upper(), "")
    shown = face(step, clock.seconds_left, target)
    if step.kind == "rest":
        shown = replace(shown, caption=f"Then part {target.set_number} of {target.sets}")
    if step.kind == "work":
        shown = replace(shown, word=verb(prompt).upper())
    if not clock.is_running:
        return replace(shown, line=pause_words, word="PAUSED")
    if is_enough:
        return replace(shown, caption=f"{shown.caption}. Enough: press Enter.")
    if step.kind == "rest":
        return shown
    return replace(shown, line=shown.line or next(iter(prompt.item.cues), ""))


def so_far(prompt: DoBout, clock: StepClock, walked: int) -> Actuals | None:
    """How far the bout came: never less than is on record of it."""
    came = actuals_so_far(prompt.target, clock.step, walked)
    return came and came.with_on_record(prompt.seconds_so_far)


def asking_face(prompt: DoBout, asked: Actuals) -> Face:
    """How long was it?"""
    return Face(
        f"How long did you {verb(prompt)} in this part?",
        "DONE?",
        asked.words.upper(),
        caption=f"Asked for {asked.marked.target_words}. Change with + or -",
    )
