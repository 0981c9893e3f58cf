"""The folder: every patient's programs and drafts, and the way to a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.message import Message

from exercise_companion.tui.desk.entry_words import NOT_SIGNED, about, left_out_words, rows
from exercise_companion.tui.desk.messages import AskToSign, ChooseSource, Open
from exercise_companion.tui.desk.screens.base import DeskScreen
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.pick_list import PickList
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from textual.app import ComposeResult
    from textual.widgets import Input

    from exercise_companion.clinic.desk_folder import DeskEntry
    from exercise_companion.tui.widgets.marked_list import MarkedList

NOBODY: Final = "No programs here yet. Press N to write the first one."
NOBODY_SO: Final = "No such name. Esc shows all of them."
LETTERS: Final = "a name, a title or a file"
READING: Final = "Looking through the folder…"
STAYS: Final = "Q leaves the desk."
STAYS_MORE: Final = "Everything is kept."


class FindLine(EntryLine):
    """Letters of a name; the list below follows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,down", "done(True)", "To the list", id="find.list", tooltip="To the list."),
        Binding("escape", "done(False)", "Everybody", id="find.all", tooltip="Show everybody."),
    ]

    class Done(Message):
        """Enough letters."""

        def __init__(self, *, keeps: bool) -> None:
            super().__init__()
            self.keeps = keeps

    def action_done(self, keeps: bool) -> None:  # noqa: FBT001 - given by the binding
        """Go to the list, with the letters or without."""
        self.post_message(self.Done(keeps=keeps))


class PatientsScreen(DeskScreen):
    """Whose programs there are, and what state each is in.

    Args:
        folder: its name, for the top line.

    """

    shows_the_draft = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "New program", id="desk.new", tooltip="Begin a program."),
        Binding(
            "f,slash", "find", "Find", key_display="F", id="desk.find", tooltip="Find a patient."
        ),
        Binding("s", "sign", "Sign", id="desk.sign", tooltip="Sign the marked program."),
        Binding("q", "app.leave", "Leave", id="desk.leave"),
        Binding(
            "escape", "back", "Everybody", id="desk.all", show=False, tooltip="Show everybody."
        ),
        Binding("r", "app.reread", "Read again", id="desk.reread", tooltip="Read the folder."),
    ]

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.today: date | None = None
        """The day on which the folder was read."""
        self.entries: tuple[DeskEntry, ...] = ()
        """Everything in the folder."""
        self.found: tuple[DeskEntry, ...] = ()
        """What is listed: everything, or what has the letters."""

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Patients and their programs"

    @property
    def right_text(self) -> str:
        """Which folder."""
        return self.folder

    def compose_desk(self) -> ComposeResult:
        """Letters to find somebody by, the list, and a line about the marked file."""
        yield FindLine(placeholder=LETTERS, id="find", compact=True)
        left_out = Words("", id="left-out", classes="caution")
        left_out.display = False
        yield left_out
        with VerticalScroll(id="patients", can_focus=False):
            yield PickList((), id="entries")
            yield Words(READING, id="nobody", classes="soft")
        yield Words("", id="about", classes="soft")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.set_focus(self.query_one(PickList))

    def show_left_out(self, count: int) -> None:
        """Say how many files of the folder are not listed, if any."""
        line = self.query_one("#left-out", Words)
        line.say(left_out_words(count))
        line.display = count > 0

    def show_entries(self, entries: tuple[DeskEntry, ...]) -> None:
        """Show what is in the folder."""
        self.entries = entries
        self._show_found()

    def show_closer(self, known: Iterable[DeskEntry]) -> None:
        """Show files with what the check says of them; one that has gone meanwhile stays away."""
        by_name = {entry.name: entry for entry in known}
        self.show_entries(tuple(by_name.get(entry.name, entry) for entry in self.entries))

    def _show_found(self) -> None:
        letters = self.query_one(FindLine).value.casefold().split()
        marked = self._marked()
        self.found = tuple(entry for entry in self.entries if _has(entry, letters))
        listed = self.query_one(PickList)
        nobody = self.query_one("#nobody", Words)
        nobody.say(NOBODY_SO if self.entries else NOBODY)
        nobody.display = not self.found
        at = next(
            (n for n, one in enumerate(self.found) if marked and one.name == marked.name), None
        )
        listed.renew(rows(self.found, self.entries, self.today), at)
        self._tell_about(listed.marked)

    def mark(self, name: str) -> None:
        """Mark a file."""
        names = [entry.name for entry in self.found]
        if name in names:
            self.query_one(PickList).mark(names.index(name))

    def on_pick_list_marked(self, message: PickList.Marked) -> None:
        """Say more about the marked file."""
        self._tell_about(message.row)

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Open it."""
        if self.found:
            self.clear()
            self.post_message(Open(self.found[message.row].name))

    # --- finding somebody ---------------------------------------------------------------------

    def action_find(self) -> None:
        """Take letters."""
        self.add_class("-finding")
        self.set_focus(self.query_one(FindLine))

    def on_input_changed(self, message: Input.Changed) -> None:
        """Leave only what has the letters."""
        message.stop()
        self._show_found()

    def on_find_line_done(self, message: FindLine.Done) -> None:
        """To the list; without letters the line goes."""
        if not message.keeps:
            self.query_one(FindLine).value = ""
        self.set_class(bool(self.query_one(FindLine).value), "-finding")
        self.set_focus(self.query_one(PickList))

    def action_back(self) -> None:
        """Everybody again. There is no level further back: nobody is to fall out of the desk."""
        if self.has_class("-finding"):
            self.query_one(FindLine).action_done(keeps=False)
        else:
            self.tell(STAYS, STAYS_MORE)

    # --- a new one ----------------------------------------------------------------------------

    def action_new(self) -> None:
        """Begin a program."""
        self.clear()
        self.post_message(ChooseSource())

    # --- a finished one -----------------------------------------------------------------------

    def action_sign(self) -> None:
        """Sign the marked program, if it is one."""
        entry = self._marked()
        if entry is None:
            return
        if entry.state in NOT_SIGNED:
            self.tell(f"Not signed: {entry.shown_name}", NOT_SIGNED[entry.state])
        else:
            self.clear()
            self.post_message(AskToSign(entry.name))

    def _marked(self) -> DeskEntry | None:
        row = self.query_one(PickList).marked
        return self.found[row] if row < len(self.found) else None

    def _tell_about(self, number: int) -> None:
        entry = self.found[number] if number < len(self.found) else None
        self.query_one("#about", Words).say(about(entry, self.today) if entry else "")


def _has(entry: DeskEntry, letters: list[str]) -> bool:
    told = f"{entry.patient} {entry.title} {entry.name}".casefold()
    return all(word in told for word in letters)
