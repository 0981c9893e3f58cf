"""The other pages: everything that can be looked up, one line and one letter each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.screens.base_page import ListPage
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.rows import Keyed

if TYPE_CHECKING:
    from textual.app import ComposeResult

ENTRIES: Final = (
    ("late", "s", "A session I did elsewhere", "ELSEWHERE"),
    ("notes", "w", "Write down pain, a flare-up, a talk", "WRITE DOWN"),
    ("diary", "d", "My diary, day by day", "DIARY"),
    ("goals", "g", "My goals, and how they go", "GOALS"),
    ("read", "r", "Read and learn", "READ"),
    ("contacts", "c", "Contacts: whom to call", "CONTACTS"),
    ("settings", "o", "Settings: size, colours, sound", "SETTINGS"),
    ("load", "l", "Load a program file", "LOAD"),
)
"""Each page: its name, its key, its words, the word that is drawn in large mode."""


class MenuScreen(ListPage):
    """Which page is to be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"open({name!r})", words, id=f"menu.{name}", tooltip=f"{words}.", show=False)
        for name, key, words, _ in ENTRIES
    ]

    class Chosen(Message):
        """A page is to be opened."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Other pages"

    def compose_body(self) -> ComposeResult:
        """One line for each."""
        yield MarkedList([Keyed(key.upper(), words, big=big) for _, key, words, big in ENTRIES])

    def on_mount(self) -> None:
        """The first page is marked."""
        self.query_one(MarkedList).focus()

    def action_open(self, what: str) -> None:
        """A page was chosen."""
        self.post_message(self.Chosen(what))

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_open(ENTRIES[message.row][0])
