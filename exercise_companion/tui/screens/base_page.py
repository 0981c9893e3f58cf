"""What the pages to look things up have in common: a way back, and lists to walk through."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from exercise_companion.tui.closing import close
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Page(CompanionScreen):
    """Something to read: nothing is answered, and Back leads to where it was opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "b,escape,q",
            "back",
            "Back",
            key_display="B",
            id="page.back",
            tooltip="Back to where you were.",
        ),
    ]

    @property
    def drawn_title(self) -> str:
        """Its title, unless it says something that matters more."""
        return self.title_text

    def compose_actions(self) -> ComposeResult:
        """One way back."""
        yield BigChoice("Back", "b", id="back")

    def action_back(self) -> None:
        """Back to where it was opened."""
        close(self)

    async def on_big_choice_chosen(self, message: BigChoice.Chosen) -> None:
        """Enter, Space or the mouse on a choice."""
        message.stop()
        await self.choose(message.choice.id or "")

    async def choose(self, name: str) -> None:
        """A choice was made; its id says which."""
        if name == "back":
            self.action_back()

    def say_title(self) -> None:
        """Bring the top line up to date."""
        self.query_one(TopBar).say(self.title_text, self.right_text)

    def scroll_with_keys(self) -> None:
        """Let the text have the focus, so that every key that scrolls does."""
        body = self.query_one("#body", Body)
        body.can_focus = True
        body.focus()


class ListPage(Page):
    """A list of which one thing is opened: up and down go through it, and it scrolls along.

    The keys come before the list's own, which would scroll and leave the mark behind.
    """

    fault_stands = True

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            key,
            f"go({step})",
            name,
            id=f"list.{key}",
            tooltip=f"Mark the {which} line.",
            show=False,
            priority=True,
        )
        for key, step, name, which in (("down", 1, "Down", "next"), ("up", -1, "Up", "previous"))
    ]

    @property
    def drawn_title(self) -> str:
        """None: what is listed is drawn."""
        return ""

    def action_go(self, step: int) -> None:
        """Mark the next or the previous line."""
        if isinstance(self.focused, MarkedList):
            self.focused.action_move(step)
        else:
            self.action_choice(step)
