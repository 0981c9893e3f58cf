"""Leads through one bout of a walk or ride; one key says that the legs feel it (rule NC-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from exercise_companion.core.actuals import time_words
from exercise_companion.core.dose import CHANGE_OVER_SECONDS
from exercise_companion.core.prompts import Back, DidSet, Hurts, Stop
from exercise_companion.core.walk_prompts import DoBout, EndWalk, FeltLegs, WasOut
from exercise_companion.tui.screens.base_heard import ACT_AT_ONCE, GOES_BY_ITSELF, HeardScreen
from exercise_companion.tui.screens.base_item import AROUND_BINDINGS, STOP_BINDINGS
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.by_itself import ByItself
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS
from exercise_companion.tui.widgets.reminder import Reminder
from exercise_companion.tui.widgets.set_choices import arrange, choices_of, put_away
from exercise_companion.tui.widgets.set_face import SetFace
from exercise_companion.tui.widgets.walk_face import (
    asking_face,
    running_face,
    so_far,
    verb,
    waiting_face,
)
from exercise_companion.tui.widgets.walk_keys import WALK_BINDINGS, WALK_LATER_BINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from exercise_companion.core.actuals import Actuals
    from exercise_companion.core.prompts import Leave, SetAside
    from exercise_companion.tui.widgets.set_face import Face


class WalkScreen(HeardScreen[DoBout]):
    """One bout. When its time runs out it is not done: the patient says so (H-10).

    Args:
        prompt: the bout.
        clock: seconds on a clock nobody sets; another one for tests.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *WALK_BINDINGS,
        *STOP_BINDINGS,
        *HURTS_BINDINGS,
        *WALK_LATER_BINDINGS,
        *AROUND_BINDINGS,
    ]

    acts_at_once: ClassVar[dict[str, str]] = ACT_AT_ONCE | {
        "l": "legs",
        "f": "finish",
        "o": "out",
    }

    def __init__(self, prompt: DoBout, clock: Callable[[], float] | None = None) -> None:
        super().__init__(prompt, clock)
        self._seconds = clock
        self._waiting = prompt.waits
        """Nothing has been started yet."""
        self._asking: Actuals | None = None
        """What was done, while "Done?" is asked."""

    @property
    def right_text(self) -> str:
        """Which part it is, and what is left of the session."""
        target = self.prompt.target
        which = f"part {target.set_number} of {target.sets}"
        return "   ".join(part for part in (which, super().right_text) if part)

    @property
    def asks_what_was_done(self) -> bool:
        """Whether "Done?" is being asked."""
        return self._asking is not None

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The running bout on the left, the movement and what to keep in mind on the right."""
        item = self.prompt.item
        figure = FigureView(item.figure, clock=self._seconds)
        with Horizontal(id="player", classes=figure.shape_classes):
            yield SetFace()
            with Vertical(id="beside"):
                yield figure
                yield Reminder(item, self.prompt.next_name)
        yield self.clock

    def compose_actions(self) -> ComposeResult:
        """What can be done with this bout."""
        yield BigChoice("Less", "-", id="fewer")
        yield BigChoice("More", "+", id="more")
        yield BigChoice("All", "A", id="all")
        yield BigChoice("Done", "Enter", id="enter", classes="-primary", big="DONE")
        yield BigChoice("My legs feel it", "L", id="legs", big="LEGS")
        yield BigChoice("Pause", "Space", id="space")
        yield BigChoice("End the walk", "F", id="finish")
        yield BigChoice("I was out: type it in", "O", id="out")

    def compose_foot(self) -> ComposeResult:
        """In a session that goes by itself: when a part that waits begins."""
        if self.settings.hands_free and self._waiting:
            yield ByItself("Starts", CHANGE_OVER_SECONDS, clock=self._seconds)
        else:
            yield from super().compose_foot()

    def on_mount(self) -> None:
        """Start with the rest before it; the first part, and one after a rest that eased, wait."""
        if not self._waiting:
            self.clock.resume()
            self.cue_step()
        self.show_now()

    def on_screen_suspend(self) -> None:
        """Something else is on the screen: the clock waits, and so does what would begin."""
        self._hold()
        self.clock.pause()
        self.show_now()

    def show_now(self) -> None:
        """Bring everything up to date."""
        super().show_now()
        self.query_one(SetFace).show(self._face())
        self._show_choices()
        self.query_one(FigureView).follow(
            self.clock.step, self.clock.seconds_into, running=self.clock.is_running
        )
        self.query_one(Reminder).follow(self.clock.step)
        self.refresh_bindings()

    def _show_time(self) -> None:
        """Only the time changes, and that in the choices in a frame of its own."""
        self.query_one(SetFace).show(self._face())
        self.call_after_refresh(self._show_choices)

    def _face(self) -> Face:
        if self._asking is not None:
            return asking_face(self.prompt, self._asking)
        if self._waiting:
            return waiting_face(self.prompt, has_room=self._has_room)
        return running_face(
            self.prompt, self.clock, is_enough=self._is_enough(), pause_words=self.pause_words
        )

    def _is_enough(self) -> bool:
        """Whether the lower value of a range is reached (decisions D2)."""
        least = self.prompt.target.enough_from
        return least is not None and self._walked >= least

    def _show_choices(self) -> None:
        if not self.is_attached:
            return
        actions, named = choices_of(self)
        runs = not self._waiting and self._asking is None
        enter = self._enter_words()
        named["enter"].relabel(enter, "Enter", big=self._enter_large(enter))
        named["space"].relabel("Pause" if self.clock.is_running else "Go on", "Space")
        named["finish"].relabel(f"End the {verb(self.prompt)}", "F")
        if self._asking is not None:
            named["all"].relabel(f"All {self._asking.marked.target_words}", "A")
        arrange(actions, self._asking)
        off = {
            "legs": self._waiting or self._in_pause() or self._asking is not None,
            "space": not runs or self.runs_by_itself,
            "finish": self._asking is None,
            "out": not (self._waiting and not self.prompt.has_begun),
            "fewer": self._asking is None,
            "more": self._asking is None,
            "all": self._asking is None or self._asking.is_as_asked,
        }
        put_away(named, off)

    def _enter_large(self, words: str) -> str:
        """What large mode draws of these words."""
        here = self._waiting and not self.prompt.has_begun
        return (verb(self.prompt) if here else words).upper()

    def _enter_words(self) -> str:
        if self._asking is not None:
            return f"Save {self._asking.words}"
        if self._waiting:
            return "Go on" if self.prompt.has_begun else f"I {verb(self.prompt)} near the screen"
        if self.runs_by_itself:
            return "Pause"
        return "Start now" if self._in_pause() else "Done"

    # --- where it is --------------------------------------------------------------------------

    def _in_pause(self) -> bool:
        """Whether the bout itself has not begun."""
        step = self.clock.step
        return step is not None and step.kind != "work"

    @property
    def _walked(self) -> int:
        """Seconds of this bout so far, those before it was interrupted included."""
        if self._asking is not None:
            return int(self._asking.marked.done)
        step = self.clock.step
        if step is None:
            return self.prompt.target.seconds or 0
        done = self.clock.seconds_done if step.kind == "work" else 0
        return self.prompt.seconds_so_far + int(done)

    # --- the clock --------------------------------------------------------------------------

    def on_step_clock_ticked(self) -> None:
        """Another second: only the numbers change."""
        if self._asking is None:
            self.query_one(SetFace).show(self._face())
            self.cue_second()

    def on_step_clock_step_changed(self) -> None:
        """Another instruction."""
        self.show_now()
        self.cue_step()

    def on_step_clock_finished(self) -> None:
        """Time is up: ask, and save nothing; hands-free, keep what the clock counted."""
        target = self.prompt.target
        self.cue_end(last=target.set_number == target.sets)
        if not (
            self.goes_by_itself and self.hand_back(DidSet(seconds=self._walked, by_clock=True))
        ):
            self._ask()

    # --- hands-free -------------------------------------------------------------------------

    def on_by_itself_due(self) -> None:
        """Nobody held it: the part begins."""
        if self.is_on_top:
            self.action_start_now()

    def on_key(self, event: events.Key) -> None:  # noqa: ARG002 - any key
        """Whoever presses a key is there: a part that waits goes on waiting."""
        self._hold()

    def on_mouse_down(self) -> None:
        """So is whoever clicks."""
        self._hold()

    def _hold(self) -> None:
        for line in self.query(ByItself) if self._waiting else ():
            line.hold()

    # --- keys -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        runs = not self._waiting and self._asking is None
        fresh = not self.prompt.has_begun and (self._waiting or self._in_pause())
        possible = {
            "start_now": self._asking is None and (self._waiting or self._in_pause()),
            "done": runs and not self._in_pause() and not self.runs_by_itself,
            "save": self._asking is not None,
            "legs": not self._waiting and not self._in_pause(),
            "pause": self.clock.is_running,
            "resume": not (self._waiting or self.clock.is_running) and self.clock.step is not None,
            "finish": not fresh,
            "out": fresh,
            "skip": fresh,
            "back": fresh or self._waiting,
            "change": self._asking is not None,
            "all": self._asking is not None,
        }
        allowed = possible.get(action, super().check_action(action, parameters))
        if action == "easier":
            return bool(allowed) and (self._waiting or self._in_pause())
        return allowed

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        name = event.choice.id or ""
        if name in {"fewer", "more"}:
            self.action_change(1 if name == "more" else -1)
            return
        actions = {
            "enter": self._enter,
            "legs": self.action_legs,
            "space": self.action_pause if self.clock.is_running else self.action_resume,
            "finish": self.action_finish,
            "out": self.action_out,
            "all": self.action_all,
        }
        actions[name]()

    def _enter(self) -> None:
        if self._asking is not None:
            self.action_save()
        elif self.runs_by_itself:
            self.pause_by_hand()
        elif self._waiting or self._in_pause():
            self.action_start_now()
        else:
            self.action_done()

    def action_start_now(self) -> None:
        """Start, or leave the rest and the lead-in."""
        begins = self._waiting
        if not begins:
            self.clock.go_on()
        self._waiting = False
        for line in self.query(ByItself):
            line.end(GOES_BY_ITSELF)
        self.clock.resume()
        self.show_now()
        if begins:
            self.cue_step()

    def action_done(self) -> None:
        """The bout is over before its time is."""
        self.clock.pause()
        self._ask()

    def _ask(self) -> None:
        self._asking = so_far(self.prompt, self.clock, self._walked)
        self.show_now()

    def action_save(self) -> None:
        """The bout is done: this much of it."""
        done = self._asking
        if done is not None:
            saved = DidSet(seconds=int(done.marked.done))
            self.save(done, f"Save {done.words}.", lambda: self.hand_back(saved))

    def action_legs(self) -> None:
        """The legs feel it: how they are is asked now."""
        self.clock.pause()
        self.hand_back(FeltLegs(self._walked))

    def action_finish(self) -> None:
        """The walk ends here."""
        self.clock.pause()
        self.when_sure(
            f"End the {verb(self.prompt)} for today.", lambda: self.hand_back(EndWalk(self._walked))
        )

    def action_out(self) -> None:
        """It was done away from the screen."""
        self.hand_back(WasOut())

    def action_change(self, by: int) -> None:
        """A little more or less."""
        if self._asking is not None:
            self._asking = self._asking.changed(by)
            self._show_time()

    def action_all(self) -> None:
        """As much as was asked."""
        if self._asking is not None:
            self._asking = self._asking.as_asked()
            self._show_time()

    def action_resume(self) -> None:
        """Go on where it stopped."""
        self._asking = None
        self.clock.resume()
        self.show_now()

    def action_hurts(self) -> None:
        """It hurts: the pain is asked now."""
        self.clock.pause()
        self.hand_back(Hurts(self._walked or None))

    def action_back(self) -> None:
        """Back to the instructions."""
        self.when_sure("Go back to the instructions.", lambda: self.hand_back(Back()))

    def action_stop(self) -> None:
        """Stop the session: one key, no question (rule PR-07, SI-09)."""
        self.clock.pause()
        self.hand_back(Stop(self._walked or None))

    # --- what comes between -----------------------------------------------------------------

    def put_down(self, kind: type[Leave | SetAside]) -> Leave | SetAside | None:
        """How far this part came: it goes on from there (H-17)."""
        seconds = self._left_behind
        return kind(seconds=seconds) if seconds else None

    @property
    def kept_line(self) -> str:
        """What of this part stays on record."""
        return f"What you did of this part is kept: {time_words(self._left_behind)}."

    @property
    def _left_behind(self) -> int:
        """Seconds of this part, where some of them are not on record yet; else 0."""
        return self._walked if self._walked > self.prompt.seconds_so_far else 0
