"""Leads through one set: counts, times, rests, and asks whether it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical

from exercise_companion.core.prompts import (
    Back,
    DidSet,
    DoSet,
    Hurts,
    Stop,
)
from exercise_companion.tui.screens.base_heard import HeardScreen
from exercise_companion.tui.screens.base_item import AROUND_BINDINGS, STOP_BINDINGS
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.key_line import PLAYER
from exercise_companion.tui.widgets.player_keys import (
    HURTS_BINDINGS,
    PLAYER_BINDINGS,
    PLAYER_LATER_BINDINGS,
)
from exercise_companion.tui.widgets.reminder import Reminder
from exercise_companion.tui.widgets.session_dialogs import counted_dialog, kept_line
from exercise_companion.tui.widgets.set_choices import set_choices, show_choices
from exercise_companion.tui.widgets.set_face import SetFace
from exercise_companion.tui.widgets.set_state import SetState

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from exercise_companion.core.actuals import Actuals
    from exercise_companion.core.prompts import Leave, SetAside
    from exercise_companion.tui.widgets.big_choice import BigChoice


class PlayerScreen(HeardScreen[DoSet]):
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
        super().__init__(prompt, clock)
        self._seconds = clock
        self.asking = False
        """Whether "Done?" is being asked."""
        self._actuals: Actuals | None = None

    @property
    def right_text(self) -> str:
        """The set, and what is left of the session."""
        target = self.prompt.target
        which = f"set {target.set_number} of {target.sets}"
        return "   ".join(part for part in (which, super().right_text) if part)

    @property
    def asks_what_was_done(self) -> bool:
        """Whether "Done?" is being asked."""
        return self.asking

    @property
    def keys_kept(self) -> frozenset[str]:
        """In large mode no choice says what can be done: then the key line does."""
        return PLAYER if self.settings.is_large else frozenset()

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """The running set on the left, how it is done on the right."""
        item = self.prompt.item
        figure = FigureView(item.figure, tempo=item.tempo, clock=self._seconds)
        with Horizontal(id="player", classes=figure.shape_classes):
            yield SetFace()
            with Vertical(id="beside"):
                yield figure
                yield Reminder(item, self.prompt.next_name)
        yield self.clock

    def compose_actions(self) -> ComposeResult:
        """What can be done with this set."""
        yield from set_choices()

    def on_mount(self) -> None:
        """Start with the rest or the lead-in."""
        self.clock.resume()
        self.show_now()
        self.cue_step()

    def on_screen_suspend(self) -> None:
        """Something else is on the screen: the clock waits."""
        self.clock.pause()
        self.show_now()

    @property
    def _state(self) -> SetState:
        return SetState(
            self.prompt,
            self.clock,
            self.asking,
            self._actuals,
            self.pause_words,
            by_itself=self.runs_by_itself,
        )

    def show_now(self) -> None:
        """Bring everything up to date."""
        super().show_now()
        self.query_one(SetFace).show(self._state.face())
        self._move_figure()
        show_choices(self, self._state)
        self.refresh_bindings()

    def _move_figure(self) -> None:
        clock = self.clock
        running = clock.is_running and not self.asking
        self.query_one(FigureView).follow(clock.step, clock.seconds_into, running=running)
        self.query_one(Reminder).follow(clock.step)

    # --- the clock --------------------------------------------------------------------------

    def on_step_clock_ticked(self) -> None:
        """Another second: only the numbers change."""
        if not self.asking:
            self.query_one(SetFace).show(self._state.face())
            self.cue_second()

    def on_step_clock_step_changed(self) -> None:
        """Another instruction."""
        self.show_now()
        self.cue_step()

    def on_step_clock_finished(self) -> None:
        """Time is up: ask, and save nothing; hands-free, keep what the clock counted."""
        self.cue_end(last=self.prompt.is_last)
        if not (self.goes_by_itself and self.hand_back(DidSet(by_clock=True))):
            self._ask()

    # --- keys -------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        counting = self.asking and self._actuals is not None
        possible = {
            "start_now": not self.asking and self._state.in_pause and not self.runs_by_itself,
            "done": not self.asking and not self._state.in_pause and not self.runs_by_itself,
            "save": self.asking,
            "pause": self.clock.is_running,
            "resume": not self.clock.is_running and self.clock.step is not None,
            "change": counting,
            "all": counting,
            "digit": counting,
            "next_amount": self._state.following is not None,
            "redo": self.asking or not self._state.in_pause,
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
            "space": self.action_pause if self.clock.is_running else self.action_resume,
            "hurts": self.action_hurts,
        }
        actions[event.choice.id or ""]()

    def _enter(self) -> None:
        if self.asking:
            self.action_save()
        elif self.runs_by_itself:
            self.pause_by_hand()
        elif self._state.in_pause:
            self.action_start_now()
        else:
            self.action_done()

    def action_start_now(self) -> None:
        """Leave the rest or the lead-in."""
        self.clock.go_on()
        self.clock.resume()
        self.show_now()

    def action_done(self) -> None:
        """The set is over before its time is."""
        self.clock.pause()
        self._ask()

    def _ask(self) -> None:
        self._actuals = self._state.so_far
        self.asking = True
        self.show_now()

    def action_save(self) -> None:
        """The set is done: this much of it; none of it is no set."""
        if self._state.is_none:
            self.action_skip()
            return
        self._actuals = self._actuals and self._actuals.entered()
        done = self._actuals.reply() if self._actuals is not None else DidSet()
        what = f"{self._state.enter_words} and go on."
        self.save(self._actuals, what, lambda: self.hand_back(done))

    def action_change(self, by: int) -> None:
        """One more or one fewer."""
        self._recount(self._actuals and self._actuals.changed(by))

    def action_aside(self, by: int) -> None:
        """An arrow: one more or one fewer while that is asked, else the next choice."""
        if self.asking:
            self.action_change(by)
        else:
            self.action_choice(by)

    def action_all(self) -> None:
        """As much as was asked."""
        self._recount(self._actuals and self._actuals.as_asked())

    def action_next_amount(self) -> None:
        """Mend what else was measured: the weight, how long a hold was."""
        self._recount(self._actuals and self._actuals.next())
        self.refresh_bindings()

    def action_digit(self, digit: int) -> None:
        """How many, typed."""
        self._recount(self._actuals and self._actuals.typed(digit))

    def _recount(self, actuals: Actuals | None) -> None:
        """Only numbers change, and those in the choices in a frame of their own.

        One frame for both would have to paint all that stands between them.
        """
        self._actuals = actuals
        self.query_one(SetFace).show(self._state.face())
        self.call_after_refresh(self._label_choices)

    def _label_choices(self) -> None:
        if self.is_attached:
            show_choices(self, self._state)

    def action_resume(self) -> None:
        """Go on where it stopped."""
        self.asking = False
        self.clock.resume()
        self.show_now()

    def action_redo(self) -> None:
        """Do the set again from getting ready, unless what was counted of it was done."""
        did = self._state.cut_short
        if did is None:
            self.when_sure("Do this set again from its start.", self._redo)
        else:
            self._ask_whether_done(did, self._ask_again, self._redo, leaves=False)

    def _redo(self) -> None:
        self.asking = False
        self.clock.start_again()
        self.show_now()

    def action_hurts(self) -> None:
        """It hurts: the pain is asked now."""
        self.hand_back(Hurts(did=self._state.cut_short))

    def action_back(self) -> None:
        """Back to the instructions; what was done of the set is kept (H-17)."""
        did = self._state.cut_short
        if did is None:
            self.when_sure(
                "Go back to the instructions. This set is not saved.",
                lambda: self.hand_back(Back()),
            )
            return
        self._ask_whether_done(
            did,
            lambda: self.answer_when_shown(Back(did)),
            lambda: self.answer_when_shown(Back()),
            leaves=True,
        )

    def _ask_whether_done(
        self, did: DidSet, yes: Callable[[], object], no: Callable[[], object], *, leaves: bool
    ) -> None:
        """What was done is not asked for once more without a word: it would be more (H-17)."""

        def chosen(done: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
            if done is not None:
                (yes if done else no)()

        dialog = counted_dialog(did, last=self.prompt.is_last, leaves=leaves)
        self.app.push_screen(dialog, chosen)

    def _ask_again(self) -> None:
        """What was counted was done: it is to be saved, as it was mended where it was."""
        if not self.asking:
            self._ask()

    def action_stop(self) -> None:
        """Stop the session: one key, no question (rule PR-07, SI-09)."""
        self.clock.pause()
        self.answer(Stop(did=self._state.cut_short))

    @property
    def cut_short(self) -> DidSet | None:
        """What was done of this set when something else comes."""
        return self._state.cut_short

    def put_down(self, kind: type[Leave | SetAside]) -> Leave | SetAside | None:
        """What was done of this set: it is not begun anew (H-17)."""
        did = self._state.left_behind
        return kind(did=did) if did is not None else None

    @property
    def kept_line(self) -> str:
        """What of this set stays on record."""
        did = self._state.left_behind
        return kept_line(did) if did is not None else ""

    @property
    def is_last(self) -> bool:
        """Whether this is the last set of its exercise."""
        return self.prompt.is_last
