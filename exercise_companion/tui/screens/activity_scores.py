"""Asks how well each activity of the goals goes now, and keeps each score before the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline, Outcome
from exercise_companion.tui.widgets.keep_number import KeepNumber
from exercise_companion.tui.widgets.pain_scale import ACTIVITY, NumberScale
from exercise_companion.tui.widgets.scale_keys import SCALE_BINDINGS, ScaleKeys
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.page_views import GoalsView, GoalView


class ActivityScoresScreen(ScaleKeys, Page):
    """One activity after the other; any of them may be left out.

    Args:
        view: the goals, asked in this order.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="activity.keep", tooltip="Keep the number chosen."),
        *SCALE_BINDINGS,
        Binding("k", "skip", "Skip", id="activity.skip", tooltip="Give no number for this one."),
    ]

    class Given(Message):
        """A score is to be kept."""

        def __init__(self, goal_id: str, score: int) -> None:
            super().__init__()
            self.goal_id = goal_id
            self.score = score

    def __init__(self, view: GoalsView) -> None:
        super().__init__()
        self.goals = view.goals
        self.today = view.today
        self._asked = 0
        self._waits = False
        self._scale = NumberScale(ACTIVITY, self._number_chosen)

    @property
    def title_text(self) -> str:
        """What is asked, and where it stands."""
        return f"How well does it go now?   {self._asked + 1} of {len(self.goals)}"

    @property
    def scale(self) -> NumberScale:
        """The scale of the activity that is asked."""
        return self._scale

    def compose_body(self) -> ComposeResult:
        """The first activity."""
        yield from self._question("")

    def compose_actions(self) -> ComposeResult:
        """Keep, skip, or back to the goals."""
        yield KeepNumber()
        yield BigChoice("Skip", "k", id="skip")
        yield BigChoice("Back", "b", id="back")

    def _question(self, said: str) -> Iterable[Widget]:
        goal = self.goals[self._asked]
        if said:
            yield Outcome(said)
        yield Card(
            Headline(goal.activity, most=2, largest=1, classes="title -yields"),
            self._scale,
            Words("", id="note", classes="strong"),
            Words(self._before(goal), classes="soft"),
            classes="site",
        )

    def _before(self, goal: GoalView) -> str:
        """What was given before; today's is replaced, and stays on record."""
        latest = goal.latest
        if latest is None:
            return f"At the start: {goal.start}."
        if latest.day == self.today:
            return f"You gave {latest.score} today. A new number counts in its place."
        return f"Last time: {latest.score}, on {latest.day.day} {latest.day:%B}."

    def _number_chosen(self, number: int) -> None:
        """Say so; it does not count yet."""
        self.query_one("#note", Words).say(f"You chose {ACTIVITY.meaning(number)}.")
        self.query_one(KeepNumber).show(number)

    def action_keep(self) -> None:
        """Hand over the number, once, when there is one."""
        if self._scale.chosen is None:
            self.query_one("#note", Words).say("Choose a number from 0 to 10 first.")
        elif not self._waits:
            self._waits = True
            self.clear_fault()
            self.post_message(self.Given(self.goals[self._asked].goal_id, self._scale.chosen))

    def reopen(self) -> None:
        """It could not be saved: take it again."""
        self._waits = False

    async def saved(self) -> None:
        """It is on disk: ask the next one."""
        goal, score = self.goals[self._asked], self._scale.chosen
        await self._go_on(f"Saved: {goal.activity}, {score}.")

    async def action_skip(self) -> None:
        """No number for this one."""
        if not self._waits:
            await self._go_on("")

    async def _go_on(self, said: str) -> None:
        if self._asked + 1 == len(self.goals):
            self.action_back()
            return
        self._asked += 1
        self._scale = NumberScale(ACTIVITY, self._number_chosen)
        body = self.query_one("#body", Body)
        async with self.batch():
            await body.remove_children()
            await body.mount_all(self._question(said))
        self.say_title()
        self.query_one(KeepNumber).show(None)
        self._waits = False
        self.restart_clock()

    async def choose(self, name: str) -> None:
        """Enter, Space or the mouse."""
        await self.run_action(name)
