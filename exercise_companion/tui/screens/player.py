"""Leads through one set: counts, times, rests, and asks whether it was done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Horizontal, Vertical

from exercise_companion.core.actuals import actuals_so_far
from exercise_companion.core.cues import PAUSED, at_end, at_second, at_step
from exercise_companion.core.prompts import Back, DidSet, DoSet, Hurts
from exercise_companion.tui.screens.base import Cued
from exercise_companion.tui.screens.base_item import AROUND_BINDINGS, STOP_BINDINGS, ItemScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.player_keys import (
    HURTS_BINDINGS,
    PLAYER_BINDINGS,
    PLAYER_LATER_BINDINGS,
)
from exercise_companion.tui.widgets.set_face import Face, SetFace, face
from exercise_companion.tui.widgets.set_question import question_face
from exercise_companion.tui.widgets.step_clock import StepClock, whole_seconds
from exercise_companion.tui.widgets.sure_dialog import when_sure
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from exercise_companion.core.actuals import Actuals
    from exercise_companion.core.cues import Cue
    from exercise_companion.core.dose import Step
    from exercise_companion.core.prompts import Reply

_PAUSES: Final = frozenset({"ready", "rest", "switch_side"})
_ACT_AT_ONCE: Final = frozenset(
    {"x", "h", "s", "e", "b", "q", "question_mark", "exclamation_mark", "tab", "shift+tab"}
)
"""Keys that act in a set which goes by itself, and stop its clock by that."""
_GOES_BY_ITSELF: Final = "Goes by itself. Any key pauses."
_INTERRUPTED: Final = "The clock was interrupted. Space: go on."
_PAUSED: Final = "Press Space to go on."


class PlayerScreen(ItemScreen[DoSet]):
    """One set. When its time runs out it is not done: the patient says so (H-10).

    Args:
        prompt: the set.
        clock: seconds on a clock nobody sets; another one for tests.

    Hands-free, it goes through the set and on by itself: what the clock counted is kept as counted
    by the clock. Any key that is not for something else pauses.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *PLAYER_BINDINGS,
        *STOP_BINDINGS,
        *HURTS_BINDINGS,
        *AROUND_BINDINGS,
        *PLAYER_LATER_BINDINGS,
    ]

    def __init__(self, prompt: DoSet, clock: Callable[[], float] | None = None) -> None:
        super().__init__(prompt)
        self._seconds = clock
        self._clock = StepClock(prompt.steps, clock=clock)
        self._actuals: Actuals | None = None
        self._asking = False
        """Whether "Done?" is being asked."""
        self._pause_words = _PAUSED

    @property
    def right_text(self) -> str:
        """The set, and what is left of the session."""
        target = self.prompt.target
        which = f"set {target.set_number} of {target.sets}"
        return "   ".join(part for part in (which, super().right_text) if part)

    @property
    def clock(self) -> StepClock:
        """The clock that runs this set."""
        return self._clock

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The running set on the left, how it is done on the right."""
        item = self.prompt.item
        figure = FigureView(item.figure, tempo=item.tempo, clock=self._seconds)
        with Horizontal(id="player", classes=figure.shape_classes):
            yield SetFace()
            with Vertical(id="beside"):
                yield figure
                with Vertical(id="reminder"):
                    yield from self._reminder()
        yield self._clock

    def _reminder(self) -> ComposeResult:
        item = self.prompt.item
        with Card():
            for cue in item.cues:
                yield Words(cue)
            for sign in item.stop_signs:
                yield Words(sign, classes="danger")
        if item.variant_instruction:
            yield Words(item.variant_instruction, classes="strong")
        for number, step in enumerate(item.steps, 1):
            yield Horizontal(Words(str(number), classes="title number"), Words(step), classes="row")
        if self.prompt.next_name:
            yield Words(f"After this: {self.prompt.next_name}", classes="soft gap")

    def compose_actions(self) -> ComposeResult:
        """What can be done with this set."""
        yield BigChoice("Done with this set", "Enter", id="enter", classes="-primary")
        yield BigChoice("Pause", "Space", id="space")
        yield BigChoice("It hurts", "H", id="hurts", classes="-danger")
        yield BigChoice("-", id="fewer", classes="-small")
        yield BigChoice("+", id="more", classes="-small")
        yield BigChoice("All", "A", id="all")
        yield BigChoice("What else", "W", id="next")

    def compose_foot(self) -> ComposeResult:
        """What a session that goes by itself does with a key."""
        if self.settings.hands_free:
            yield Words(_GOES_BY_ITSELF, id="by-itself", classes="strong")

    def on_mount(self) -> None:
        """Start with the rest or the lead-in."""
        self._clock.resume()
        self._show()
        self._cue_step()

    def on_screen_suspend(self) -> None:
        """Something else is on the screen: the clock waits."""
        self._clock.pause()
        self._show()

    def _show(self) -> None:
        self.query_one(SetFace).show(self._face())
        self._move_figure()
        self._show_choices()
        self.refresh_bindings()

    def _move_figure(self) -> None:
        clock = self._clock
        running = clock.is_running and not self._asking
        self.query_one(FigureView).follow(clock.step, clock.seconds_into, running=running)

    def _face(self) -> Face:
        step = self._clock.step
        if self._asking or step is None:
            return question_face(self._actuals, self._side_words())
        shown = face(step, self._clock.seconds_left, self.prompt.target)
        if not shown.line:
            shown = replace(shown, line=self._reminder_of(step))
        if not self._clock.is_running:
            return replace(shown, line=f"{self._side_words()}{self._pause_words}", word="PAUSED")
        if self._is_enough():
            return replace(shown, caption=f"{shown.caption}. Enough: press Enter.")
        return shown

    def _side_words(self) -> str:
        """The side of this set, written out, where it has one (H-13)."""
        side = self.prompt.target.side
        return f"Your {side.upper()} side. " if side in {"left", "right"} else ""

    def _reminder_of(self, step: Step) -> str:
        """What to say where the large word says it all: the place to be in, or the first cue."""
        item = self.prompt.item
        return item.setup if step.kind == "ready" else next(iter(item.cues), "")

    def _is_enough(self) -> bool:
        """Whether the lower value of a range is reached (decisions D2)."""
        so_far, least = self._so_far(), self.prompt.target.enough_from
        working = self._clock.step is not None and self._clock.step.kind not in _PAUSES
        return working and so_far is not None and least is not None and so_far.marked.done >= least

    def _show_choices(self) -> None:
        actuals = self._actuals if self._asking else None
        self.query_one("#enter", BigChoice).relabel(self._enter_words(), "Enter")
        space = self.query_one("#space", BigChoice)
        space.relabel("Pause" if self._clock.is_running else "Go on", "Space")
        following = actuals.following if actuals is not None else None
        if actuals is not None:
            self.query_one("#all", BigChoice).relabel(f"All {actuals.marked.target_words}", "A")
        if following is not None:
            self.query_one("#next", BigChoice).relabel(following.name.capitalize(), "W")
        self.query("#space").set_class(self._asking, "-off")
        self.query("#fewer, #more").set_class(actuals is None, "-off")
        self.query("#all").set_class(actuals is None or actuals.is_as_asked, "-off")
        self.query("#next").set_class(following is None, "-off")

    def _enter_words(self) -> str:
        if self._asking:
            return f"Save {self._actuals.words}" if self._actuals else "Save"
        return "Start now" if self._in_pause() else "Done with this set"

    def _in_pause(self) -> bool:
        """Whether the set itself has not begun."""
        step = self._clock.step
        return step is not None and step.kind in _PAUSES

    def _so_far(self) -> Actuals | None:
        return actuals_so_far(
            self.prompt.target, self._clock.step, self._clock.seconds_done, self.prompt.units
        )

    # --- the clock --------------------------------------------------------------------------

    def on_step_clock_ticked(self) -> None:
        """Another second: only the numbers change."""
        if not self._asking:
            self.query_one(SetFace).show(self._face())
            self._cue_second()

    def on_step_clock_step_changed(self) -> None:
        """Another instruction."""
        self._show()
        self._cue_step()

    def on_step_clock_finished(self) -> None:
        """Time is up: ask, and save nothing; hands-free, keep what the clock counted."""
        self._cue(at_end(self.prompt.target, last=self.prompt.is_last))
        if self._goes_by_itself:
            self._reply(DidSet(by_clock=True))
        else:
            self._ask()

    def on_step_clock_jumped(self) -> None:
        """The computer slept, or the clock was late: wait for the patient."""
        self._pause_words = _INTERRUPTED
        self._show()
        self._cue(PAUSED)

    # --- what is heard ----------------------------------------------------------------------

    def _cue(self, cue: Cue) -> None:
        self.post_message(Cued(cue))

    def _cue_step(self) -> None:
        if self._clock.step is not None:
            self._cue(at_step(self._clock.step, self.prompt.target))

    def _cue_second(self) -> None:
        step, left = self._clock.step, self._clock.seconds_left
        cue = None if step is None or left is None else at_second(step, whole_seconds(left))
        if cue is not None:
            self._cue(cue)

    # --- hands-free -------------------------------------------------------------------------

    @property
    def _goes_by_itself(self) -> bool:
        return self.settings.hands_free and not self._asking

    def on_key(self, event: events.Key) -> None:
        """Hands-free, a key that is not for something else pauses."""
        if event.key not in _ACT_AT_ONCE and self._pause_by_hand():
            event.stop()

    def on_click(self) -> None:
        """So does a click beside the choices."""
        self._pause_by_hand()

    def _pause_by_hand(self) -> bool:
        """Pause a set that goes by itself; says whether it did."""
        timed = self._clock.seconds_left is not None
        if not (self._goes_by_itself and self._clock.is_running and timed):
            return False
        self.action_pause()
        self._cue(PAUSED)
        return True

    # --- keys -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        counting = self._asking and self._actuals is not None
        following = self._actuals.following if counting and self._actuals else None
        possible = {
            "start_now": not self._asking and self._in_pause(),
            "done": not self._asking and not self._in_pause(),
            "save": self._asking,
            "pause": self._clock.is_running,
            "resume": not self._clock.is_running and self._clock.step is not None,
            "change": counting,
            "all": counting,
            "digit": counting,
            "next_amount": following is not None,
            "redo": self._asking or not self._in_pause(),
        }
        return possible.get(action, super().check_action(action, parameters))

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        actions = {
            "enter": self._enter,
            "all": self.action_all,
            "next": self.action_next_amount,
            "fewer": lambda: self.action_change(-1),
            "more": lambda: self.action_change(1),
            "space": self.action_pause if self._clock.is_running else self.action_resume,
            "hurts": self.action_hurts,
        }
        actions[event.choice.id or ""]()

    def _enter(self) -> None:
        if self._asking:
            self.action_save()
        elif self._in_pause():
            self.action_start_now()
        else:
            self.action_done()

    def action_start_now(self) -> None:
        """Leave the rest or the lead-in."""
        self._clock.go_on()
        self._clock.resume()
        self._show()

    def action_done(self) -> None:
        """The set is over before its time is."""
        self._clock.pause()
        self._ask()

    def _ask(self) -> None:
        self._actuals = self._so_far()
        self._asking = True
        self._show()

    def action_save(self) -> None:
        """The set is done: this much of it."""
        done = self._actuals.reply() if self._actuals is not None else DidSet()
        self._when_sure(f"{self._enter_words()} and go on.", lambda: self._reply(done))

    def action_change(self, by: int) -> None:
        """One more or one fewer."""
        self._recount(self._actuals and self._actuals.changed(by))

    def action_go(self, step: int) -> None:
        """Up and down read on in the reminder."""
        reminder = self.query_one("#reminder")
        if reminder.max_scroll_y > 0:
            reminder.scroll_relative(y=step, animate=False)
        else:
            super().action_go(step)

    def action_aside(self, by: int) -> None:
        """An arrow: one more or one fewer while that is asked, else the next choice."""
        if self._asking:
            self.action_change(by)
        else:
            self.action_choice(by)

    def action_all(self) -> None:
        """As much as was asked."""
        self._recount(self._actuals and self._actuals.as_asked())

    def action_next_amount(self) -> None:
        """Mend what else was measured: the weight, how long a hold was."""
        self._recount(self._actuals and self._actuals.next())

    def action_digit(self, digit: int) -> None:
        """How many, typed."""
        self._recount(self._actuals and self._actuals.typed(digit))

    def _recount(self, actuals: Actuals | None) -> None:
        self._actuals = actuals
        self._show()

    def action_pause(self) -> None:
        """Stop the clock."""
        self._pause_words = _PAUSED
        self._clock.pause()
        self._show()

    def action_resume(self) -> None:
        """Go on where it stopped."""
        self._asking = False
        self._clock.resume()
        self._show()

    def action_redo(self) -> None:
        """Do the set again from getting ready; nothing of it was saved."""
        self._when_sure("Do this set again from its start.", self._redo)

    def _redo(self) -> None:
        self._asking = False
        self._clock.start_again()
        self._show()

    def action_hurts(self) -> None:
        """It hurts: the pain is asked now."""
        self._reply(Hurts())

    def action_back(self) -> None:
        """Back to the instructions."""
        self._when_sure("Go back to the instructions. This set is not saved.", self._go_back)

    def _go_back(self) -> None:
        self._reply(Back())

    def _when_sure(self, what: str, then: Callable[[], None]) -> None:
        when_sure(self, what, then, asks=self.settings.confirm_keys)

    def action_stop(self) -> None:
        """Stop the session: one key, no question (rule PR-07, SI-09)."""
        self._clock.pause()
        super().action_stop()

    def _reply(self, reply: Reply) -> None:
        self._clock.pause()
        self.answer(reply)
