"""Where a set stands, and what the player says about it: by its clock, and by what is asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from exercise_companion.core.actuals import actuals_so_far, cut_short
from exercise_companion.core.dose import PAUSES
from exercise_companion.core.prompts import DidSet
from exercise_companion.core.terms import ONE_SIDE
from exercise_companion.tui.widgets.set_face import Face, face
from exercise_companion.tui.widgets.set_question import question_face

if TYPE_CHECKING:
    from exercise_companion.core.actuals import Actuals
    from exercise_companion.core.dose import Step
    from exercise_companion.core.prompts import DoSet
    from exercise_companion.tui.widgets.step_clock import StepClock


@dataclass(frozen=True, slots=True)
class SetState:
    """One moment of a set."""

    prompt: DoSet
    clock: StepClock
    asking: bool
    """Whether "Done?" is being asked."""
    actuals: Actuals | None
    """What was counted, as mended so far; None before it is asked."""
    pause_words: str
    """What to say while the clock stands still."""
    by_itself: bool = False
    """It runs, and goes on without a key: then every key but a few pauses."""

    @property
    def in_pause(self) -> bool:
        """Whether the set itself has not begun."""
        step = self.clock.step
        return step is not None and step.kind in PAUSES

    @property
    def so_far(self) -> Actuals | None:
        """What the clock has counted."""
        clock, prompt = self.clock, self.prompt
        return actuals_so_far(prompt.target, clock.step, clock.seconds_done, prompt.units)

    @property
    def cut_short(self) -> DidSet | None:
        """What is on record of it when something else comes now; None where it hardly began."""
        if self.is_none:
            return None
        if self.asking:
            return self.actuals.reply() if self.actuals is not None else DidSet()
        clock, prompt = self.clock, self.prompt
        did = cut_short(prompt.target, clock.step, clock.seconds_done, prompt.units)
        return replace(did, by_clock=self.by_itself) if did is not None else None

    @property
    def is_none(self) -> bool:
        """Whether the patient typed that none of it was done."""
        return self.asking and self.actuals is not None and self.actuals.is_none

    @property
    def left_behind(self) -> DidSet | None:
        """The same where nobody says anything of it: the clock has counted it, unless mended."""
        did, mended = self.cut_short, self.asking and self.actuals != self.so_far
        return did if did is None or mended else replace(did, by_clock=True)

    @property
    def is_enough(self) -> bool:
        """Whether the lower value of a range is reached (decisions D2)."""
        so_far, least = self.so_far, self.prompt.target.enough_from
        working = self.clock.step is not None and not self.in_pause
        if so_far is None or least is None or not working:
            return False
        return so_far.reaches(least)

    @property
    def following(self) -> Actuals | None:
        """What is asked, when there is more than one amount to mend."""
        actuals = self.actuals if self.asking else None
        return actuals if actuals is not None and actuals.following is not None else None

    @property
    def enter_words(self) -> str:
        """What Enter does now."""
        if self.is_none:
            return "None: leave it out"
        if self.asking:
            return f"Save {self.actuals.words}" if self.actuals else "Save"
        if self.by_itself:
            return "Pause"
        return "Start now" if self.in_pause else "Done with this set"

    def face(self) -> Face:
        """How it looks."""
        step = self.clock.step
        if self.asking or step is None:
            return question_face(self.actuals, self._side_words)
        shown = face(step, self.clock.seconds_left, self.prompt.target, self.clock.turn)
        if not shown.line:
            shown = replace(shown, line=self._reminder_of(step))
        if not self.clock.is_running:
            return replace(shown, line=f"{self._side_words}{self.pause_words}", word="PAUSED")
        if self.is_enough:
            return replace(shown, caption=f"{shown.caption}. Enough: press Enter.")
        return shown

    @property
    def _side_words(self) -> str:
        """The side of this set, written out, where it has one (H-13)."""
        side = self.prompt.target.side
        return f"Your {side.upper()} side. " if side in ONE_SIDE else ""

    def _reminder_of(self, step: Step) -> str:
        """What to say where the large word says it all: the place to be in, or the first cue.

        In a rest nothing: what comes next stands below it.
        """
        item = self.prompt.item
        if step.kind == "rest":
            return ""
        return item.setup if step.kind == "ready" else next(iter(item.cues), "")
