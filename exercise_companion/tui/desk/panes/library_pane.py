"""The exercise library: a few letters, what fits, the movement, what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from exercise_companion.catalogue import figures
from exercise_companion.catalogue.library import library
from exercise_companion.core.library_search import facts, matching
from exercise_companion.tui.widgets.entry_line import EntryLine
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.pick_list import Line, PickList
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widgets import Input

    from exercise_companion.core.library import LibraryExercise
    from exercise_companion.tui.widgets.marked_list import MarkedList

LETTERS: Final = "name, hip, sitting, band…"
NOTHING: Final = "Nothing fits. Try other words: knee, standing, chair, balance."


class LettersLine(EntryLine):
    """Where letters are typed; Enter adds what is marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Add", id="library.add", tooltip="Add the marked exercise."),
    ]


class LibraryPane(Vertical):
    """Exercises to choose from; up and down mark one while letters are typed, Enter adds it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "mark(-1)", "Up", id="library.up", tooltip="The exercise above.", show=False),
        Binding(
            "down",
            "mark(1)",
            "Down",
            key_display="↑/↓",
            id="library.down",
            tooltip="Mark an exercise.",
            show=False,
        ),
    ]

    class Wanted(Message):
        """An exercise is to be added."""

        def __init__(self, exercise: LibraryExercise) -> None:
            super().__init__()
            self.exercise = exercise

    def __init__(self) -> None:
        super().__init__(id="library")
        self.found = library().exercises

    def compose(self) -> ComposeResult:
        """Letters, list, figure, facts."""
        yield Words("Library", classes="title")
        yield LettersLine(placeholder=LETTERS, id="letters", compact=True)
        with VerticalScroll(id="found-scroll", can_focus=False):
            found = PickList((), id="found", shows_mark=True)
            found.can_focus = False
            yield found
            yield Words(NOTHING, id="found-nothing", classes="soft")
        yield FigureView(None, id="library-figure")
        yield Words("", id="facts", classes="soft")

    def on_mount(self) -> None:
        """All of them, the first marked."""
        self._search("")

    @property
    def letters(self) -> EntryLine:
        """Where letters are typed."""
        return self.query_one("#letters", EntryLine)

    def begin(self) -> None:
        """Take letters for the next exercise."""
        self.letters.value = ""
        self.screen.set_focus(self.letters)

    def on_descendant_focus(self) -> None:
        """The arrow shows which exercise Enter adds, and its figure moves."""
        self.query_one(PickList).light(on=True)
        self.query_one(FigureView).demonstrate()

    def on_descendant_blur(self) -> None:
        """Another part takes the keys: nothing wakes beside the typing there."""
        self.query_one(PickList).light(on=False)
        self.query_one(FigureView).halt()

    # --- what fits ----------------------------------------------------------------------------

    def on_input_changed(self, message: Input.Changed) -> None:
        """Leave only what has the letters."""
        message.stop()
        self._search(message.value)

    def _search(self, letters: str) -> None:
        self.found = matching(library().exercises, letters)
        self.query_one(PickList).renew([Line(one.name) for one in self.found], 0)
        self.query_one("#found-nothing").display = not self.found
        self._show_marked()

    def on_pick_list_marked(self, message: PickList.Marked) -> None:
        """Show what is marked."""
        message.stop()
        self._show_marked()

    def _show_marked(self) -> None:
        marked = self.marked
        view = self.query_one(FigureView)
        view.change(figures.find(marked.figure) if marked else None)
        if self.letters.has_focus:
            view.demonstrate()
        self.query_one("#facts", Words).say(facts(marked) if marked else "")

    @property
    def marked(self) -> LibraryExercise | None:
        """The exercise that is marked."""
        row = self.query_one(PickList).marked
        return self.found[row] if row < len(self.found) else None

    # --- keys and mouse -----------------------------------------------------------------------

    def action_mark(self, step: int) -> None:
        """Mark another exercise while the letters keep the focus."""
        self.query_one(PickList).action_move(step)

    def on_input_submitted(self, message: Input.Submitted) -> None:
        """Enter adds what is marked."""
        message.stop()
        self.action_add()

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """A second click adds it."""
        message.stop()
        self.action_add()

    def action_add(self) -> None:
        """Add the marked exercise."""
        if self.marked is not None:
            self.post_message(self.Wanted(self.marked))
