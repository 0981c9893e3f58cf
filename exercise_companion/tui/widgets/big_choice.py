"""A choice that is easy to hit and says which key makes it: `N   No`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import can_draw, draw

if TYPE_CHECKING:
    from textual import events

MARK: Final = "→"
NO_MARK: Final = " "
"""Which choice is marked is seen without colour, too."""


class BigChoice(Static, can_focus=True):
    """A large button with its key letter in it.

    The letter itself is bound by the screen; a focused choice is made with Enter or Space, and
    a click makes it at once. It says so with `Chosen`.

    Args:
        label: what is chosen, in plain words.
        key: the key shown before the label; empty for none.
        id: how the screen tells its choices apart.
        classes: `-primary` for the one main action, `-danger` for "something is wrong".
        big: the word that is drawn large below it in large mode; empty for none.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter,space",
            "choose",
            "Choose",
            key_display="Enter",
            id="choice.choose",
            tooltip="Make the choice that is marked.",
        ),
    ]

    class Chosen(Message):
        """A choice was made with Enter, Space or the mouse."""

        def __init__(self, choice: BigChoice) -> None:
            super().__init__()
            self.choice = choice

        @property
        def control(self) -> BigChoice:
            """The choice, so that `@on(BigChoice.Chosen, "#yes")` works."""
            return self.choice

    def __init__(
        self,
        label: str,
        key: str = "",
        *,
        id: str,  # noqa: A002 - Textual's own name
        classes: str = "",
        big: str = "",
    ) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.set_class(bool(big), "-big")
        self.big = big
        self.label = label
        self.key = key.upper() if len(key) == 1 else key

    def relabel(self, label: str, key: str = "", *, big: str = "") -> None:
        """Say something else; the screen is laid out anew only when that takes another room."""
        room = self.render().cell_length
        self.label = label
        self.key = key.upper() if len(key) == 1 else key
        self.big = big
        self.set_class(bool(big), "-big")
        self.refresh(layout=self.render().cell_length != room)

    def render(self) -> Content:
        """Key and label; an arrow points at them while they are marked."""
        face = f"{self.key}   {self.label}" if self.key else self.label
        line = f" {MARK if self.has_focus else NO_MARK} {face}  "
        drawn = self.app.has_class(LARGE) and bool(self.big) and can_draw(self.big)
        word = draw(self.big, 1) if drawn else ()
        return Content("\n").join(Content(part) for part in (line, *(f" {row}" for row in word)))

    def action_choose(self) -> None:
        """Enter or Space on it."""
        self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Choose with the mouse."""
        event.stop()
        self.action_choose()
