"""A set that is heard as well as seen, and that goes by itself in a hands-free session."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from exercise_companion.core.cues import PAUSED, at_end, at_second, at_step, at_turn
from exercise_companion.core.prompts import DoSet, Leave, SetAside
from exercise_companion.core.walk_prompts import DoBout
from exercise_companion.tui.screens.base import Cued, Paused
from exercise_companion.tui.screens.base_item import ItemScreen
from exercise_companion.tui.widgets.step_clock import StepClock, whole_seconds
from exercise_companion.tui.widgets.sure_dialog import when_right, when_sure
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from exercise_companion.core.actuals import Actuals
    from exercise_companion.core.cues import Cue
    from exercise_companion.core.dose import Step, Turn
    from exercise_companion.core.prompts import Reply

ACT_AT_ONCE: Final = {"x": "stop", "h": "hurts", "s": "skip", "e": "easier", "b": "back"}
"""Keys that act in a set which goes by itself, where their action is there, and stop its clock."""

_ELSEWHERE: Final = frozenset({"q", "question_mark", "exclamation_mark", "tab", "shift+tab"})
"""Keys that work on every screen."""

_INTERRUPTED: Final = "The clock was interrupted. Space: go on."
_PAUSED: Final = "Press Space to go on."

GOES_BY_ITSELF: Final = "Goes by itself. Any key pauses."
GOES_ON_AFTER_IT: Final = "Your session goes on after it."
"""What "Leave?" says where what was done of what runs is kept."""

WAITS: Final = "Hands-free is on. It waits for you now."


HeardPrompt = TypeVar("HeardPrompt", bound=DoSet | DoBout)


class HeardScreen(ItemScreen[HeardPrompt]):
    """Gives the cues of a set by its clock; hands-free, any key or click pauses.

    Args:
        prompt: the set.
        clock: seconds on a clock nobody sets; another one for tests.

    """

    acts_at_once: ClassVar[dict[str, str]] = ACT_AT_ONCE

    set_aside_waits: ClassVar[bool] = True

    def __init__(self, prompt: HeardPrompt, clock: Callable[[], float] | None = None) -> None:
        super().__init__(prompt)
        self.clock = StepClock(prompt.steps, clock=clock)
        """The clock that runs this set."""
        self.pause_words = _PAUSED
        """What to say while the clock stands still."""
        self._turned: tuple[Step | None, Turn] | None = None
        """The turn that was said last, and its step."""

    def compose_foot(self) -> ComposeResult:
        """What a session that goes by itself does with a key."""
        if self.settings.hands_free:
            yield Words(GOES_BY_ITSELF, id="by-itself", classes="strong")

    # --- what is heard ----------------------------------------------------------------------

    def cue(self, cue: Cue) -> None:
        """Have a cue given."""
        self.post_message(Cued(cue))

    def cue_step(self) -> None:
        """The cue of a step that begins."""
        if self.clock.step is not None:
            self.cue(at_step(self.clock.step, self.prompt.target))

    def cue_second(self) -> None:
        """The cue of a moment within a step, if it has one: it turns, or its end is near."""
        step, left = self.clock.step, self.clock.seconds_left
        turn = self.clock.turn
        if turn is not None and (step, turn) != self._turned:
            self._turned = (step, turn)
            self.cue(at_turn(turn))
            return
        cue = None if step is None or left is None else at_second(step, whole_seconds(left))
        if cue is not None:
            self.cue(cue)

    def cue_end(self, *, last: bool) -> None:
        """The time of a set is over; where the next cue follows at once only the sound is given."""
        cue = at_end(self.prompt.target, last=last)
        self.cue(replace(cue, say="") if self.goes_by_itself else cue)

    # --- hands-free -------------------------------------------------------------------------

    @property
    def asks_what_was_done(self) -> bool:
        """Whether "Done?" is being asked."""
        return False

    @property
    def goes_by_itself(self) -> bool:
        """Whether the clock alone leads on."""
        return self.settings.hands_free and not self.asks_what_was_done

    @property
    def runs_by_itself(self) -> bool:
        """Whether it is going on without a key at this moment."""
        timed = self.clock.seconds_left is not None
        return self.goes_by_itself and self.clock.is_running and timed

    def on_key(self, event: events.Key) -> None:
        """Hands-free, a key that is not for something else pauses."""
        action = self.acts_at_once.get(event.key)
        acts = action is not None and bool(self.check_action(action, ()))
        if not acts and event.key not in _ELSEWHERE and self.pause_by_hand():
            event.stop()

    def on_click(self) -> None:
        """So does a click beside the choices."""
        self.pause_by_hand()

    def pause_by_hand(self) -> bool:
        """Pause a set that goes by itself; says whether it did."""
        if not self.runs_by_itself:
            return False
        self.action_pause()
        self.cue(PAUSED)
        return True

    # --- the clock --------------------------------------------------------------------------

    def action_pause(self) -> None:
        """Stop the clock."""
        self.pause_words = _PAUSED
        self.clock.pause()
        self.post_message(Paused())
        self.show_now()

    def on_step_clock_jumped(self) -> None:
        """The computer slept, or the clock was late: wait for the patient."""
        self.pause_words = _INTERRUPTED
        self.show_now()
        self.cue(PAUSED)

    def show_now(self) -> None:
        """Bring what is seen up to date; first of all whether it goes by itself."""
        for line in self.query("#by-itself").results(Words):
            line.say(GOES_BY_ITSELF if self.runs_by_itself else WAITS)

    # --- what comes between -----------------------------------------------------------------

    def put_down(self, kind: type[Leave | SetAside]) -> Leave | SetAside | None:  # noqa: ARG002 - for others
        """What is handed back where something else comes; None where nothing was done."""
        return None

    @property
    def kept_line(self) -> str:
        """What "Leave?" says is kept of what runs."""
        return ""

    @property
    def set_aside_with(self) -> Leave | SetAside | None:
        """What was done so far, where something else is asked in its place."""
        return None if self._answered else self.put_down(SetAside)

    @property
    def left_with(self) -> Leave | SetAside | None:
        """The same where the program is left."""
        return None if self._answered else self.put_down(Leave)

    @property
    def kept_when_left(self) -> str:
        """What "Leave?" says of what runs and of the session."""
        if self.left_with is None or self.could_not_save:
            return super().kept_when_left
        return f"{self.kept_line} {GOES_ON_AFTER_IT}"

    # --- what is answered -------------------------------------------------------------------

    def hand_back(self, reply: Reply) -> bool:
        """Answer, with the clock stopped. Says whether the answer was taken."""
        self.clock.pause()
        return self.answer(reply)

    def when_sure(self, what: str, then: Callable[[], object]) -> None:
        """Do something; ask before, where the patient wants to be asked twice."""
        when_sure(self, what, then, asks=self.settings.confirm_keys)

    def save(self, done: Actuals | None, what: str, then: Callable[[], object]) -> None:
        """Save what was done; far more than was asked is read back first (H-20)."""
        unlikely = done.unlikely_words if done is not None else None
        if unlikely is None:
            self.when_sure(what, then)
        else:
            when_right(self, unlikely, then)

    def action_go(self, step: int) -> None:
        """Up and down read on in the reminder."""
        reminder = self.query_one("#reminder")
        if reminder.max_scroll_y > 0:
            reminder.scroll_relative(y=step, animate=False)
        else:
            super().action_go(step)
