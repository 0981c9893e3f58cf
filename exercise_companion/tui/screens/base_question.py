"""What the closed safety questions share: three answers, which count once the question was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeVar

from textual.binding import Binding

from exercise_companion.core.prompts import Answered, AskAnythingNew, AskSafety, Leave
from exercise_companion.core.terms import Answer
from exercise_companion.tui.screens.base import PromptScreen
from exercise_companion.tui.widgets.actions import Actions
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

QuestionPrompt = TypeVar("QuestionPrompt", AskSafety, AskAnythingNew)

CHOICES: Final = (
    ("n", "No", Answer.NO),
    ("y", "Yes", Answer.YES),
    ("u", "Not sure", Answer.NOT_SURE),
)
"""Nothing is marked at the start, and there is no common "none of these" (decisions B)."""

ANSWERS: Final = Binding.Group("Answers", compact=True)
"""The keys of the answers stay in the key line of a narrow window."""

READ_FIRST: Final = "Read the question first."
READ_ON: Final = "Read on with Down. There is more."
NOW_ANSWER: Final = "Now you can answer: N, Y or U."
SLOWLY: Final = "Let's take that again slowly."

HURRIED: Final = 10
"""So many dropped keys start the question anew (SI-04)."""


class QuestionScreen(PromptScreen[QuestionPrompt]):
    """A question whose answer counts after a moment, and after its last line was in sight.

    The question is in a card with the id `question`. Rules SI-02, SI-03 and SI-04 (clinical-spec
    7.1); that it has to be read to its end is hazard H-05.
    """

    accepts_after: ClassVar[float] = 0.8

    _read = False

    def compose_actions(self) -> ComposeResult:
        """Three answers, each as large as the others."""
        for key, label, value in CHOICES:
            name = value.value.replace("_", "-")
            yield BigChoice(label, key, id=name, big=label.upper())
        yield Words(READ_FIRST, id="ready", classes="soft")

    def on_mount(self) -> None:
        """Follow what is in sight."""
        for body in self.query(Body):  # none when it was taken away in the same moment
            self.watch(body, "scroll_y", self._look, init=False)

    def on_resize(self) -> None:
        """More, or less, of the question is in sight."""
        self._look_soon()

    @property
    def left_with(self) -> Leave:
        """That the question was left: the advice on what was told is next."""
        return Leave()

    @property
    def ready_words(self) -> str:
        """What is said from when on an answer counts."""
        return NOW_ANSWER

    # --- when an answer counts --------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether an answer would count now."""
        return super().ready and self._has_been_read()

    def _has_been_read(self) -> bool:
        """Whether the last line of the question has been in sight (H-05)."""
        self._read = self._read or self._shows_the_end()
        return self._read

    def _shows_the_end(self) -> bool:
        body, card = self.query_one("#body", Body), self.query_one("#question", Card)
        last = card.children[-1].region
        below = card.region.bottom - last.bottom  # what scrolls stays as far apart as it is
        end = card.virtual_region.bottom - below - body.scroll_offset.y
        return last.height > 0 and 0 < end <= body.scrollable_content_region.height

    def restart_clock(self) -> None:
        """From now on the question can be read; say when it can be answered."""
        super().restart_clock()
        self._read = False
        self.query_one("#actions", Actions).add_class("-waiting")
        self._look_soon()

    def _look_soon(self) -> None:
        """Look when what is in sight has been drawn."""
        self.call_after_refresh(self._look)

    def _look(self) -> None:
        """Say whether the question can be answered now, or what is to be done first."""
        if not self.is_on_top or self._shown_at is None:
            return
        early = self.accepts_after - self.seconds_shown
        if early > 0:
            self.set_timer(early, self._look)
            return
        read = self._has_been_read()
        self.query_one("#actions", Actions).set_class(not read, "-waiting")
        ready = self.query_one("#ready", Words)
        ready.set_class(not read, "caution")
        ready.say(self.ready_words if read else READ_ON)

    def key_dropped(self) -> None:
        """Ten keys held or hurried start the question anew (SI-04)."""
        if self.dropped_keys >= HURRIED:
            self.dropped_keys = 0
            self.query_one("#body", Body).scroll_home(animate=False, immediate=True)
            self.restart_clock()
            self.query_one("#ready", Words).say(SLOWLY)

    # --- the answer -------------------------------------------------------------------------

    def action_give(self, value: str) -> None:
        """Answer, with the time the question was in sight: the one that decides is the one kept."""
        shown = self.seconds_shown
        if shown >= self.accepts_after:
            self.answer(Answered(Answer(value), dwell_ms=round(shown * 1000)))

    def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on an answer."""
        message.stop()
        self.action_give((message.choice.id or "").replace("-", "_"))
