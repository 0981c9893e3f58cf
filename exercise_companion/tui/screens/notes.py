"""What can be written down besides a session: one line and one letter each (clinical-spec 7.5)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.tui.screens.base_page import ListPage
from exercise_companion.tui.widgets.body import Body
from exercise_companion.tui.widgets.headline import Outcome
from exercise_companion.tui.widgets.marked_list import MarkedList
from exercise_companion.tui.widgets.rows import Keyed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from exercise_companion.core.page_views import NotesView

PAIN: Final = "pain"
FLARE: Final = "flare"
TALK: Final = "talk"
MEDICINE: Final = "medicine"
WALK: Final = "walk"
PAUSE: Final = "pause"

ENTRIES: Final = (
    (PAIN, "p", "My pain now", "PAIN NOW"),
    (FLARE, "f", "A flare-up", "FLARE-UP"),
    (TALK, "t", "A talk with a therapist or doctor", "TALK"),
    (MEDICINE, "m", "Days with medicine for pain", "MEDICINE"),
    (WALK, "w", "A walk or ride outside a session", "WALK"),
    (PAUSE, "a", "Days off: holiday or illness", "DAYS OFF"),
)
"""Each entry: its name, its key, its words, the word that is drawn in large mode."""

FLARE_ENDS: Final = ("The flare-up has ended", "FLARE ENDED")


class NotesScreen(ListPage):
    """What is to be written down.

    Args:
        view: what depends on what is on record.
        typed: what was typed last and is not on disk, by entry.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(key, f"open({name!r})", words, id=f"notes.{name}", tooltip=f"{words}.", show=False)
        for name, key, words, _ in ENTRIES
    ]

    class Chosen(Message):
        """An entry is to be made."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(
        self, view: NotesView, typed: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    ) -> None:
        super().__init__()
        self.view = view
        self._typed = typed

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Write something down"

    @property
    def has_unsaved(self) -> bool:
        """Whether something could not be taken, and is there to be typed on."""
        return any(self._typed.values())

    def compose_body(self) -> ComposeResult:
        """What was saved last, and one line for each entry."""
        said = Outcome("", classes="question")
        said.display = False
        yield said
        yield MarkedList(self._rows())

    def _rows(self) -> list[Keyed]:
        """The flare-up is named by what can be said of it now."""
        return [self._row(*entry) for entry in ENTRIES]

    def _row(self, name: str, key: str, words: str, big: str) -> Keyed:
        if name == FLARE and self.view.in_flare:
            words, big = FLARE_ENDS
        return Keyed(key.upper(), words, big=big)

    def on_mount(self) -> None:
        """The first entry is marked."""
        self.query_one(MarkedList).focus()

    def renew(self, view: NotesView, said: str) -> None:
        """Show what can be written down now, and what became of the last entry.

        Args:
            view: what depends on what is on record.
            said: that it is on disk; empty where it is not, and a fault says so.

        """
        self.view = view
        if said:
            self.clear_fault()
        line, entries = self.query_one(Outcome), self.query_one(MarkedList)
        line.display = bool(said)
        line.say(said)
        entries.show(self._rows(), entries.marked)
        self.query_one("#body", Body).scroll_home(animate=False)

    def action_open(self, what: str) -> None:
        """An entry was chosen."""
        self.clear_fault()
        self.query_one("#said").display = False
        self.post_message(self.Chosen(what))

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Enter, Space or the mouse."""
        message.stop()
        self.action_open(ENTRIES[message.row][0])
