"""Asks how the legs are, on a walk or in the rest until it eases (rules NC-1 to NC-5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from exercise_companion.core.prompts import Stop
from exercise_companion.core.walk_prompts import AskLegs, LeaveRest, Legs
from exercise_companion.core.walk_words import LEGS_QUESTION, legs_lines
from exercise_companion.tui.screens.base_hurting import HurtingScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.pain_scale import LEGS, NumberScale
from exercise_companion.tui.widgets.place_words import place_title
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS
from exercise_companion.tui.widgets.rest_view import RestView
from exercise_companion.tui.widgets.scale_keys import SCALE_BINDINGS, ScaleKeys
from exercise_companion.tui.widgets.set_face import time_text
from exercise_companion.tui.widgets.step_clock import steady_seconds
from exercise_companion.tui.widgets.top_bar import TopBar
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from exercise_companion.core.walk_records import LegFeeling

_CHOOSE_FIRST: Final = "Choose a number from 0 to 10 first."


class LegsScreen(ScaleKeys, HurtingScreen[AskLegs]):
    """A number, then one key. A numb or weak leg, or one that gave way, needs no number.

    Args:
        prompt: what is asked.
        clock: seconds that never run backwards; they count on through a suspended computer.

    """

    accepts_after: ClassVar[float] = 0.8
    BINDINGS: ClassVar[list[BindingType]] = [
        *SCALE_BINDINGS,
        Binding(
            "n",
            "say('none')",
            "Not numb or weak",
            id="legs.none",
            tooltip="That number, and nothing is numb or weak.",
        ),
        Binding(
            "w", "say('numb_or_weak')", "Numb or weak", id="legs.weak", tooltip="Numb or weak."
        ),
        Binding("g", "say('gave_way')", "Gave way", id="legs.gave_way", tooltip="A leg gave way."),
        Binding(
            "t",
            "leave_rest",
            "I will not wait",
            id="legs.leave",
            tooltip="End the walk without waiting until it eases.",
        ),
        Binding("x", "stop", "Stop", id="item.stop", tooltip="Stop the session now."),
        *HURTS_BINDINGS,
    ]

    def __init__(self, prompt: AskLegs, clock: Callable[[], float] = steady_seconds) -> None:
        super().__init__(prompt)
        self.set_class(prompt.resting is not None, "-rests", update=False)
        self._clock = clock
        self._scale = NumberScale(LEGS, self._number_chosen)
        rest = prompt.resting
        rested = 0.0 if rest is None else (rest.handed_out - rest.since).total_seconds()
        self._rests_since = clock() - rested

    @property
    def title_text(self) -> str:
        """The exercise and its place."""
        return place_title(self.prompt.item.name, self.prompt.place)

    @property
    def right_text(self) -> str:
        """What goes on, and how long a rest has lasted."""
        if self.prompt.resting is None:
            return "your legs"
        return f"resting {time_text(self.seconds_rested)}"

    @property
    def scale(self) -> NumberScale:
        """The one scale."""
        return self._scale

    @property
    def seconds_rested(self) -> int:
        """How long the rest has lasted."""
        return max(0, int(self._clock() - self._rests_since))

    @property
    def many_choices(self) -> bool:
        """A rest can be left, too."""
        return self.prompt.resting is not None

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """What to do, how long the rest has lasted, and the question."""
        *to_do, before = legs_lines(self.prompt)
        goes_on = self.prompt.resting is not None and not self.prompt.resting.over
        for number, line in enumerate(to_do):
            yield Words(line, classes="strong becomes" if number and goes_on else "strong")
        if self.prompt.resting is not None:
            yield Horizontal(BigDigits(id="rest-clock"), *self._resting_body(), id="rest-row")
        yield Words(LEGS_QUESTION, id="ask-legs", classes="strong")
        yield Words(before, classes="soft before")
        yield self._scale
        yield Words("", id="note", classes="strong")

    def _resting_body(self) -> Iterator[RestView]:
        """How the body rests, where the exercise says how."""
        figure = self.prompt.item.figure
        if figure is not None and figure.rest is not None:
            yield RestView(figure)

    def compose_actions(self) -> ComposeResult:
        """What else the legs do: one of them is the answer, and each looks like the others."""
        yield BigChoice("Not numb or weak", "N", id="none", classes="-waiting")
        yield BigChoice("Numb or weak", "W", id="numb_or_weak")
        yield BigChoice("A leg gave way", "G", id="gave_way")
        if self.prompt.resting is not None:
            yield BigChoice("I will not wait", "T", id="leave")

    def on_mount(self) -> None:
        """Count the rest."""
        if self.prompt.resting is not None:
            self._count()

    def _count(self) -> None:
        """Show the time, and come back when that changes; at the limit nothing was given."""
        rest = self.prompt.resting
        clocks = self.query("#rest-clock").results(BigDigits)  # none once it is taken away
        for clock in clocks if rest is not None else ():
            clock.value = time_text(self.seconds_rested)
            self.query_one(TopBar).say(self.title_text, self.right_text)
        if rest is None or (self.seconds_rested >= rest.limit_seconds and self.answer(Legs())):
            return
        self.set_timer(1 - (self._clock() - self._rests_since) % 1, self._count)

    def reopen(self) -> None:
        """It could not be saved: the rest goes on being counted."""
        super().reopen()
        self._count()

    def _number_chosen(self, number: int) -> None:
        """Say so; it does not count yet."""
        self.query_one("#note", Words).say(f"{LEGS.meaning(number)}. Press N, W or G.")
        self.query_one("#none", BigChoice).remove_class("-waiting")

    # --- what is answered -------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Only a rest can be left."""
        return action != "leave_rest" or self.prompt.resting is not None

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        if event.choice.id == "leave":
            self.action_leave_rest()
        elif event.choice.id == "none":
            self.action_say("none")
        elif event.choice.id == "gave_way":
            self.action_say("gave_way")
        else:
            self.action_say("numb_or_weak")

    def action_say(self, feeling: LegFeeling) -> None:
        """Answer with the number and this."""
        if feeling == "none" and self._scale.chosen is None:
            self.query_one("#note", Words).say(_CHOOSE_FIRST)
        else:
            self.answer(Legs(self._scale.chosen, feeling))

    def action_leave_rest(self) -> None:
        """The walk is over; it has not been said to have eased."""
        self.answer(LeaveRest())

    def action_stop(self) -> None:
        """Stop the session: one key, no question (rule PR-07, SI-09)."""
        self.answer(Stop())
