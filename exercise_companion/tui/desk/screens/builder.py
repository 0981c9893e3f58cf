"""The builder: library, items, the chosen item, what is to be mended, what the patient sees."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll

from exercise_companion.catalogue.library import library
from exercise_companion.core.dose_typed import LINE
from exercise_companion.core.draft import entries_at, value_at, with_value
from exercise_companion.core.draft_items import (
    moved_item,
    with_easier,
    with_item,
    with_phase,
    without_item,
    without_phase,
)
from exercise_companion.core.draft_problem_lines import NO_PROBLEMS, problem_lines
from exercise_companion.core.form_dose import SWITCH
from exercise_companion.core.form_of_path import field_at
from exercise_companion.tui.desk.edits import of_field, of_line
from exercise_companion.tui.desk.messages import AskToRemove, Edit, Go
from exercise_companion.tui.desk.panes.item_pane import ItemPane
from exercise_companion.tui.desk.panes.library_pane import LibraryPane
from exercise_companion.tui.desk.panes.pages_line import PAGE_LINES
from exercise_companion.tui.desk.panes.parts import part_of, wear_part
from exercise_companion.tui.desk.panes.preview_pane import PreviewPane
from exercise_companion.tui.desk.panes.program_pane import (
    ONE_PHASE,
    RANK_WORDS,
    ItemList,
    ProgramPane,
)
from exercise_companion.tui.desk.screens.base import BACK, PAGES, DeskScreen
from exercise_companion.tui.desk.seeing import seen_of
from exercise_companion.tui.widgets.pick_list import Line, PickList
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.draft_problem_lines import ProblemLine
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.tui.desk.sheet import Sheet
    from exercise_companion.tui.widgets.field_form import FieldForm
    from exercise_companion.tui.widgets.marked_list import MarkedList
    from exercise_companion.tui.widgets.pick_list import Tone

_PHASE_DAYS: Final = 28
"""How long a new phase is until its dates are written. Our decision; it is no dose."""

NO_EASIER: Final = (
    "The library has no easier version of it.",
    "Say yes here to write one of your own.",
)

_RANKS: Final = 3
_USUAL_RANK: Final = 2


_TONES: Final[dict[str, Tone]] = {"error": "danger", "warning": "caution"}
_NAMES: Final = {"error": "Problem", "warning": "Remark"}


class BuilderScreen(DeskScreen):
    """Where a program is put together.

    Args:
        today: the day from which dates are counted.

    """

    page = "items"
    key_lines = PAGE_LINES

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "problems", "Mend", id="page.problems", tooltip="What is to be mended."),
        Binding("f3", "preview", "Preview", id="page.preview", tooltip="What the patient sees."),
        Binding(
            "f4",
            "library",
            "Library",
            id="page.library",
            tooltip="Add from the library.",
            show=False,
        ),
        *PAGES,
        BACK,
    ]

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.phase = 0
        self.number = 0
        """Which phase and which of its items is chosen, from 0."""
        self._problems: tuple[ProblemLine, ...] = ()
        self._wanted: JsonPath | None = None
        """Where the keys go once the edit that was just made is shown."""

    # --- what is seen -------------------------------------------------------------------------

    def compose_desk(self) -> ComposeResult:
        """Three columns; in a narrower window fewer."""
        with Horizontal(id="columns"):
            yield LibraryPane()
            with Vertical(id="middle"):
                yield ProgramPane()
                yield ItemPane(self.today)
                with VerticalScroll(id="problems", can_focus=False):
                    yield PickList((), id="problem-list")
                    yield Words(NO_PROBLEMS, id="no-problems", classes="soft")
            yield PreviewPane()

    def on_mount(self) -> None:
        """A program without items begins in the library."""
        super().on_mount()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self.focused is None:
            (self._to_items if self._items() else self.action_library)()

    @property
    def item_path(self) -> JsonPath:
        """The way to the chosen item."""
        return ("phases", self.phase, "items", self.number)

    def _items(self) -> int:
        draft = self.sheet.draft if self.sheet else None
        return len(entries_at(draft, ("phases", self.phase, "items"))) if draft else 0

    def _phases(self) -> int:
        return len(entries_at(self.sheet.draft, ("phases",))) if self.sheet else 0

    def update_sheet(self, sheet: Sheet) -> None:
        """Everything that follows from the draft and its check."""
        self.phase = max(0, min(self.phase, self._phases() - 1))
        self.number = max(0, min(self.number, self._items() - 1))
        self.query_one(ProgramPane).show(sheet, self.phase, self.number)
        self.query_one(ItemPane).show(sheet, self.item_path)
        if self._wanted is not None and value_at(sheet.draft, self._wanted) is not None:
            wanted, self._wanted = self._wanted, None
            self.call_after_refresh(self._to_field, wanted)
        if sheet.saved != "saving":  # the check of what is seen comes in a moment
            self._show_problems(sheet)
            self.call_later(self._show_preview)

    def _show_problems(self, sheet: Sheet) -> None:
        names = sheet.names
        field = partial(field_at, sheet.draft, today=self.today, names=names)
        self._problems = problem_lines(sheet.problems, sheet.draft, names, field)
        lines = [
            Line(f"{_NAMES[each.severity]}  {each.words}", "", _TONES[each.severity], wraps=True)
            for each in self._problems
        ]
        listed = self.query_one("#problem-list", PickList)
        listed.renew(lines)
        listed.display = bool(lines)
        self.query_one("#no-problems").display = sheet.report is not None and not lines

    async def _show_preview(self) -> None:
        if self.sheet is not None:
            seen = seen_of(self.sheet, self.phase, self.number, self.today)
            await self.query_one(PreviewPane).show(seen)

    # --- which part takes the keys ------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """A smaller window shows the part that has the focus; a line that was left is taken."""
        if not self.query_one(ItemPane).quick.has_focus:
            self._leave_line()
        wear_part(self, part_of(self.focused))

    def _enter(self, part: str, widget: Widget) -> None:
        """Give the focus to a part that may be out of sight until then."""
        wear_part(self, part)
        self.set_focus(widget)  # at once: what is typed next belongs there

    def _to_items(self) -> None:
        self._enter("program", self.query_one(ItemList))

    def action_library(self) -> None:
        """Choose an exercise."""
        pane = self.query_one(LibraryPane)
        self._enter("library", pane.letters)
        pane.begin()

    def action_problems(self) -> None:
        """What is to be mended."""
        if self._problems:
            self._enter("problems", self.query_one("#problem-list"))

    def action_preview(self) -> None:
        """What the patient sees; again: back."""
        if part_of(self.focused) == "preview":
            self._to_items()
        else:
            self._enter("preview", self.query_one("#preview-scroll"))

    def action_back(self) -> None:
        """To the items; from them to the patients."""
        if part_of(self.focused) == "program":
            super().action_back()
        else:
            self._to_items()

    def action_go(self, place: str) -> None:
        """To a form; the line is left."""
        self._leave_line()
        super().action_go(place)

    def go_to(self, path: JsonPath) -> None:
        """Choose the item at a place, and its field."""
        if path[:1] == ("phases",) and len(path) > 1 and isinstance(path[1], int):
            self.phase = path[1]
        if path[2:3] == ("items",) and len(path) > 3 and isinstance(path[3], int):  # noqa: PLR2004 - phases, n, items, n
            self.number = path[3]
            self._refresh()
            self.call_after_refresh(self._to_field, path)
        else:
            self._refresh()
            self.action_library()

    def _to_field(self, path: JsonPath) -> None:
        form = self.query_one(ItemPane).form
        if path[-1] == LINE:
            self._take_dose()
        elif form.row_at(path) is not None:
            wear_part(self, "item")
            form.go_to(path)

    def _refresh(self) -> None:
        if self.sheet is not None:
            self.show_sheet(self.sheet)

    # --- what is done -------------------------------------------------------------------------

    def on_library_pane_wanted(self, message: LibraryPane.Wanted) -> None:
        """Add an exercise, then take its dose."""
        message.stop()
        exercise, phase = message.exercise, self.phase
        self.number = self._items()
        if not self._phases():
            self.edit(lambda draft: with_item(with_phase(draft, _PHASE_DAYS), 0, exercise))
        else:
            self.edit(lambda draft: with_item(draft, phase, exercise))
        self._take_dose()

    def _take_dose(self) -> None:
        pane = self.query_one(ItemPane)
        pane.remove_class("-none")
        self._enter("item", pane.quick)
        if self.sheet is not None:
            pane.begin(self.sheet, self.item_path)

    def on_item_pane_line(self, message: ItemPane.Line) -> None:
        """What is typed as a dose is kept; once it is taken it is one."""
        message.stop()
        self.post_message(of_line(message))

    def on_item_pane_done(self, message: ItemPane.Done) -> None:
        """The next exercise."""
        message.stop()
        self.action_library()

    def on_field_form_edited(self, message: FieldForm.Edited) -> None:
        """A field of the item was filled in."""
        message.stop()
        self.post_message(of_field(message.field, message.value))

    def unsaid(self) -> Iterator[Edit]:
        """What was typed last in the item's form or on its line."""
        if self.sheet is not None:
            pane, draft = self.query_one(ItemPane), self.sheet.draft
            for field, value in pane.unsaid(draft):
                yield of_field(field, value)
            if (line := pane.unsaid_line(draft)) is not None:
                yield of_line(line)

    def untaken(self) -> Iterator[Edit]:
        """The dose on the line that is being left."""
        if (line := self.query_one(ItemPane).left()) is not None:
            yield of_line(line)

    def _leave_line(self) -> None:
        """A dose that stands typed is taken without Enter, too, when the keys go elsewhere."""
        for edit in self.untaken():
            self.post_message(edit)

    def on_field_form_at_end(self) -> None:
        """Enter in the last field."""
        self._to_items()

    def on_pick_list_marked(self, message: PickList.Marked) -> None:
        """Another item is chosen; its form and page follow once the mark has been drawn."""
        message.stop()
        if message.listed.id == "items":
            self.number = message.row
            self.call_after_refresh(self._follow, message.row)

    def _follow(self, number: int) -> None:
        """Show the marked item, unless the mark has gone on in the meantime."""
        if number == self.number:
            self._refresh()

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """An item: its dose. A problem: its field."""
        message.stop()
        if message.listed.id == "items":
            self._take_dose()
        else:
            self._to_problem(self._problems[message.row])

    def _to_problem(self, line: ProblemLine) -> None:
        if line.page == "items":
            self.go_to(line.path)
        else:
            self.post_message(Go(line.page, line.path))

    def on_item_list_said(self, message: ItemList.Said) -> None:
        """A letter in the list of items."""
        message.stop()
        match message.what:
            case "add":
                self.action_library()
            case "dose" if self._items():
                self._take_dose()
            case "phase":
                self.edit(lambda draft: with_phase(draft, _PHASE_DAYS))
                self.phase, self.number = self._phases(), 0
            case "phase-out":
                self._remove_phase()
            case "phase-before" | "phase-after":
                step = 1 if message.what == "phase-after" else -1
                self.phase, self.number = self.phase + step, 0
                self._refresh()
            case _ if self._items():
                self._change_item(message.what)

    def _remove_phase(self) -> None:
        """Take the phase out; where exercises would go with it, that is asked first."""
        phase = self.phase
        if self._phases() <= 1:
            self.tell(*ONE_PHASE)
        elif self._items():
            self.post_message(AskToRemove(phase))
        else:
            self.edit(lambda draft: without_phase(draft, phase))

    def _change_item(self, what: str) -> None:
        phase, number = self.phase, self.number
        match what:
            case "up" | "down":
                by = 1 if what == "down" else -1
                self.number = max(0, min(number + by, self._items() - 1))
                self.edit(lambda draft: moved_item(draft, phase, number, by))
            case "rank":
                place, rank = (*self.item_path, "priority"), self._next_rank()
                change = partial(with_value, path=place, value=rank)
                self.post_message(Edit(change, says=RANK_WORDS[rank]))
            case "easier":
                self._to_easier()
            case "out":
                self.edit(lambda draft: without_item(draft, phase, number))

    def _to_easier(self) -> None:
        """Begin the easier version of an item, unless there is one; then take its fields."""
        if self.sheet is None:
            return
        draft, phase, number = self.sheet.draft, self.phase, self.number
        easier = (*self.item_path, "modify_down")
        if value_at(draft, easier) is not None:
            self.go_to((*easier, "instruction"))
        elif with_easier(draft, phase, number, library()) is draft:
            self.tell(*NO_EASIER)
            self.go_to((*easier, SWITCH))
        else:
            self.edit(lambda draft: with_easier(draft, phase, number, library()))
            self._wanted = (*easier, "instruction")

    def _next_rank(self) -> int:
        rank = value_at(self.sheet.draft, (*self.item_path, "priority")) if self.sheet else None
        return (rank if isinstance(rank, int) else _USUAL_RANK) % _RANKS + 1
