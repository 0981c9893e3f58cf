"""The patient's goals: where each stands between its start and its target, and how it went."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.day_words import day_and_month, day_words
from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.goal_line import GoalLine, GoalWords, in_figures
from exercise_companion.tui.widgets.headline import Enlargement, Headline, Outcome
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.page_views import GoalsView, GoalView

SCALE: Final = "0 means you cannot do it, 10 as before. These are your own scores."


class GoalsScreen(Page):
    """The activities the patient chose.

    Args:
        view: the goals with their values.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "s",
            "score",
            "Score them now",
            id="goals.score",
            tooltip="Say how well each goes now, 0 to 10.",
        ),
        Binding(
            "a",
            "again",
            "Answers again",
            id="goals.again",
            tooltip="Give today's answers to your plan's questions again.",
        ),
    ]

    class ScoreWanted(Message):
        """The patient wants to say how the goals go now."""

    class AnswersWanted(Message):
        """An answer of today to a question of the plan was not right."""

    def __init__(self, view: GoalsView) -> None:
        super().__init__()
        self.view = view

    @property
    def title_text(self) -> str:
        """What this is."""
        return "My goals"

    @property
    def drawn_title(self) -> str:
        """What the goals are called says more."""
        return ""

    def compose_body(self) -> ComposeResult:
        """One card for each."""
        yield from _parts(self.view)

    def compose_actions(self) -> ComposeResult:
        """Score, and back."""
        yield BigChoice("Score them now", "s", id="score", classes="-primary")
        if self.view.answered_today:
            yield BigChoice("Answers again", "a", id="again")
        yield BigChoice("Back", "b", id="back")

    def on_mount(self) -> None:
        """The keys scroll."""
        self.scroll_with_keys()

    async def show(self, view: GoalsView, said: str) -> None:
        """Show them as they are now, with what was done."""
        self.view = view
        body = self.query_one("#body", Body)
        async with self.batch():
            await body.remove_children()
            await body.mount_all([Outcome(said), *_parts(view)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Answers only where there are any of today."""
        if action == "again":
            return self.view.answered_today
        return super().check_action(action, parameters)

    def action_again(self) -> None:
        """Today's questions once more."""
        self.post_message(self.AnswersWanted())

    def action_score(self) -> None:
        """Ask for the scores."""
        self.post_message(self.ScoreWanted())

    async def choose(self, name: str) -> None:
        """Enter, Space or the mouse."""
        await self.run_action(name)


def _parts(view: GoalsView) -> Iterable[Widget]:
    yield Words(SCALE, classes="soft gap-below")
    if view.change:
        yield Words(view.change, id="change", classes="strong gap-below")
    for goal in view.goals:
        yield Card(*_goal(goal))


def _goal(goal: GoalView) -> Iterable[Widget]:
    yield Headline(goal.activity, most=2, largest=1, classes="title -parted")
    yield Enlargement(in_figures(goal), largest=1, classes="figures -parted")
    yield GoalLine(goal)
    yield GoalWords(goal)
    replaced = [value for value in goal.values if value.replaced]
    if replaced:
        last = replaced[-1]
        given = ", then ".join(str(score) for score in last.replaced)
        yield Words(f"On {day_and_month(last.day)} you first gave {given}.", classes="soft")
    if len(goal.values) > 1:
        first = goal.values[0].day
        yield Words(f"Your scores since {day_words(first)}.", classes="soft of-bars")
    if goal.change:
        yield Words(goal.change, classes="strong")
