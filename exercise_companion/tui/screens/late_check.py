"""A session done without the program, last: what will be kept, before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult


class LateCheckScreen(Page):
    """Read it through, then save it or change it. Nothing is on disk before.

    Args:
        day: the day and the source in words.
        done: one line an exercise.
        numbers: pain and effort, as far as they were given.
        walks: the name of each walk, and what was said of it.

    """

    keeps_a_draft = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "save", "Save it", id="late_check.save", tooltip="Save this session."),
    ]

    class Save(Message):
        """It is to be kept."""

    class Change(Message):
        """Something is not right."""

    def __init__(
        self,
        day: str,
        done: tuple[str, ...],
        numbers: tuple[str, ...],
        walks: tuple[tuple[str, ...], ...] = (),
    ) -> None:
        super().__init__()
        self.day = day
        self.done = done
        self.numbers = numbers
        self.walks = walks
        self._saving = False

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "Is this right?"

    @property
    def right_text(self) -> str:
        """That nothing is on disk yet."""
        return "not saved yet"

    @property
    def has_unsaved(self) -> bool:
        """All of it: nothing is on disk before."""
        return True

    def compose_body(self) -> ComposeResult:
        """The day, the exercises, the numbers."""
        yield Words(self.day, classes="strong question")
        yield Card(*(Words(line) for line in self.done))
        for name, *said in self.walks:
            yield Card(Words(name, classes="strong"), *(Words(line) for line in said))
        if self.numbers:
            yield Card(*(Words(line) for line in self.numbers))

    def compose_actions(self) -> ComposeResult:
        """Save it, or change it."""
        yield BigChoice("Save it", "Enter", id="save", classes="-primary")
        yield BigChoice("Change it", "b", id="back")

    async def choose(self, name: str) -> None:
        """Enter, Space or the mouse."""
        if name == "save":
            self.action_save()
        else:
            self.action_back()

    def action_save(self) -> None:
        """Save it, once."""
        if not self._saving:
            self._saving = True
            self.clear_fault()
            self.post_message(self.Save())

    def reopen(self) -> None:
        """It could not be saved: it can be tried again."""
        self._saving = False

    def action_back(self) -> None:
        """Back to the exercises."""
        self.post_message(self.Change())
