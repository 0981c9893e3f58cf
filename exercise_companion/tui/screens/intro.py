"""Shows one exercise before it starts: what it is for, how it is done, when to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from exercise_companion.core.cues import intro_seconds, of_intro
from exercise_companion.core.instructions import instructions_of, page_heard
from exercise_companion.core.next_step import StepBack, StepUp
from exercise_companion.core.prompts import Go, ShowIntro
from exercise_companion.core.set_words import begun_line
from exercise_companion.tui.screens.base import Cued
from exercise_companion.tui.screens.base_by_itself import ByItselfScreen
from exercise_companion.tui.screens.base_item import AROUND_BINDINGS, STOP_BINDINGS, ItemScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.by_itself import ByItself
from exercise_companion.tui.widgets.exercise_words import how_it_is_done, how_much
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.one_by_one import OneByOne
from exercise_companion.tui.widgets.player_keys import HURTS_BINDINGS
from exercise_companion.tui.widgets.session_dialogs import step_up_dialog
from exercise_companion.tui.widgets.set_choices import choices_of
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


STEPS: Final = {"read_on": 1, "read_back": -1}
"""Which way an action of large mode turns its pages."""


class IntroScreen(ByItselfScreen, ItemScreen[ShowIntro]):
    """The therapist's words for one exercise, none of our own.

    In large mode first its name and dose, then one instruction at a time; in a session that goes
    by itself the one that is read out.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "Start", id="intro.begin", tooltip="Start this exercise."),
        Binding("space", "read_on", "Next", id="intro.next", tooltip="Show the next instruction."),
        Binding("b", "read_back", "Back", id="intro.back", tooltip="Show the instruction before."),
        *STOP_BINDINGS,
        *HURTS_BINDINGS,
        *AROUND_BINDINGS,
        Binding(
            "u",
            "step_up",
            "Next step",
            id="intro.step_up",
            tooltip="Show the next step your therapist wrote.",
        ),
        Binding(
            "u",
            "step_back",
            "As planned",
            id="intro.step_back",
            tooltip="Do this exercise as your plan has it.",
        ),
    ]

    _ways: tuple[bool, ...] = ()
    """Whether there is another instruction on, and one back."""

    # --- what is seen -----------------------------------------------------------------------

    def compose_body(self) -> ComposeResult:
        """How it is done on the left; how much, and when to stop, on the right."""
        begun = begun_line(self.prompt.sets_done, self.prompt.sets, self.prompt.left)
        if begun:
            yield Words(begun, id="sets-done", classes="strong caution")
        yield Headline(self.prompt.item.name, most=2, id="name-large", classes="title")
        with Horizontal(id="intro"):
            figure = FigureView(self.prompt.item.figure, tempo=self.prompt.item.tempo)
            with Vertical(id="how", classes=figure.shape_classes):
                yield figure
                with Vertical(id="how-words"):
                    yield from how_it_is_done(self.prompt.item)
            with Vertical(id="how-much"):
                yield from how_much(self.prompt.item)
        yield OneByOne(instructions_of(self.prompt.item))

    def on_mount(self) -> None:
        """Show the movement, calmly, and read the exercise out where that is wished."""
        self.query_one(FigureView).demonstrate()
        self.post_message(Cued(of_intro(self.prompt)))
        self._turn_to(0)

    def on_screen_suspend(self) -> None:
        """Something else is on the screen: the figure rests."""
        self.query_one(FigureView).halt()

    def on_screen_resume(self) -> None:
        """Back on the screen: the figure goes on."""
        self.query_one(FigureView).demonstrate()

    def compose_actions(self) -> ComposeResult:
        """Start, and the ways around it."""
        yield BigChoice("Start", "Enter", id="begin", classes="-primary", big="START")
        if self.settings.is_large:
            yield BigChoice("Next", "Space", id="read_on", big="NEXT")
            yield BigChoice("Back", "B", id="read_back", big="BACK")
        if self.prompt.item.easier is not None:
            yield BigChoice("Easier", "E", id="easier")
        if self.prompt.item.harder is not None:
            yield BigChoice("Next step", "U", id="step-up")
        if self.prompt.item.in_next_step:
            yield BigChoice("As planned", "U", id="step-back")
        yield BigChoice("Skip", "S", id="skip")

    def compose_foot(self) -> ComposeResult:
        """In a session that goes by itself: when the exercise begins."""
        if self.settings.hands_free:
            yield ByItself("Starts", intro_seconds(of_intro(self.prompt)))

    @property
    def many_choices(self) -> bool:
        """In large mode they stand below each other, those to read with first."""
        return self.settings.is_large

    # --- one instruction at a time ------------------------------------------------------------

    @property
    def pages(self) -> OneByOne:
        """The instructions of large mode."""
        return self.query_one(OneByOne)

    def action_read_on(self) -> None:
        """Show the next instruction."""
        self._turn_to(self.pages.page + STEPS["read_on"])

    def action_read_back(self) -> None:
        """Show the one before; before the first of them, name and dose."""
        self._turn_to(self.pages.page + STEPS["read_back"])

    def _turn_to(self, page: int) -> None:
        self.pages.turn(page)
        shown = self.pages.shown
        self.set_class(shown is not None, "-reading")
        self.set_class(shown is not None and shown.shows, "-shows")
        ways = tuple(self.pages.has(page + step) for step in STEPS.values())
        if self.settings.is_large and ways != self._ways:
            self._ways = ways
            _, named = choices_of(self)
            for name, there in zip(STEPS, ways, strict=True):
                named[name].disabled = not there
            self.refresh_bindings()

    def on_by_itself_counted(self, message: ByItself.Counted) -> None:
        """Show what is being read out."""
        page = page_heard(of_intro(self.prompt), self.pages.instructions, message.seconds)
        if page != self.pages.page:
            self._turn_to(page)

    # --- what happens by itself -------------------------------------------------------------

    def on_by_itself_due(self) -> None:
        """Nobody held it: the exercise starts."""
        self.action_begin()

    # --- what is answered -------------------------------------------------------------------

    def on_big_choice_chosen(self, event: BigChoice.Chosen) -> None:
        """A choice was made with the mouse, or marked and taken."""
        actions = {
            "begin": self.action_begin,
            "easier": self.action_easier,
            "step-up": self.action_step_up,
            "step-back": self.action_step_back,
            "skip": self.action_skip,
            "read_on": self.action_read_on,
            "read_back": self.action_read_back,
        }
        actions[event.choice.id or ""]()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The next step is there only where it may be taken now, the way back where it was."""
        if action in STEPS:
            return self.settings.is_large and self.pages.has(self.pages.page + STEPS[action])
        if action == "step_up":
            return self.prompt.item.harder is not None
        if action == "step_back":
            return self.prompt.item.in_next_step
        return super().check_action(action, parameters)

    def action_step_up(self) -> None:
        """Show what the therapist wrote, then ask."""
        if self.prompt.item.harder is not None:
            self.app.push_screen(step_up_dialog(self.prompt.item.harder), self._step_up_chosen)

    def action_step_back(self) -> None:
        """As the plan has it."""
        self.answer(StepBack())

    def _step_up_chosen(self, wanted: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        if wanted:
            self.answer_when_shown(StepUp())

    def action_begin(self) -> None:
        """Start the exercise."""
        self.answer(Go())
