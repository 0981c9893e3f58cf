"""A session done without the program, second: what was done of each exercise."""

from __future__ import annotations

from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.message import Message

from exercise_companion.core.late_entry import BOTH, LateItem
from exercise_companion.tui.screens.base_page import ListPage
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.big_choice import INDENT, BigChoice
from exercise_companion.tui.widgets.late_dialogs import (
    NOT_SAID,
    how_dialog,
    sets_dialog,
    side_dialog,
    why_dialog,
)
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.late_entry import LateExercise, OneSide
    from exercise_companion.core.records import LegSide
    from exercise_companion.tui.widgets.late_dialogs import How, Why

STATE_WIDTH: Final = 12
SHORT_STATE_WIDTH: Final = 9
"""Cells for how an exercise went, before its name."""

BESIDE_LABEL: Final = 20
BESIDE_SHORT_LABEL: Final = 7
"""Cells of a window that are not a label's: its mark, and what is around the list."""

WIDEST: Final = 100
"""Cells of a list at most, however wide the window."""

ROOMY_WIDTH: Final = 64
"""From this width on a line has room for the dose."""

TOLD: Final = Binding.Group("How it went", compact=True)
"""The keys that tell how it went stay in the key line of a narrow window."""


ANSWER: Final = "Choose an answer"
GO_ON: Final = "Go on"
"""What Enter does: for the exercise that is marked, and when every one has its answer."""

TELLS: Final = (
    ("d", "done", "Done", "The marked exercise was done as written."),
    ("p", "partly", "In part", "The marked exercise was done in part."),
    ("n", "not", "Not done", "The marked exercise was not done."),
)
"""How an exercise went: the key, its name, its word, what the help says."""


class LateItemsScreen(ListPage):
    """Every exercise of the day gets its own answer; none is taken for done beforehand.

    Args:
        day: in words.
        exercises: what was planned on it and is not on record.
        told: what was told of them before, by id; what is told now goes into it.

    """

    keeps_a_draft = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "Go on", id="late.go_on", tooltip="Go on with these."),
        Binding(
            "d", "tell('done')", "Done", id="late.done", tooltip="Done as written.", group=TOLD
        ),
        Binding("p", "tell('partly')", "In part", id="late.part", tooltip="In part.", group=TOLD),
        Binding("n", "tell('not')", "Not done", id="late.not", tooltip="Not done.", group=TOLD),
        Binding(
            "a",
            "all",
            "All done",
            id="late.all",
            tooltip="Every exercise that has no answer yet was done as written.",
        ),
    ]

    class Told(Message):
        """Every exercise has its answer."""

        def __init__(self, each: tuple[LateItem, ...]) -> None:
            super().__init__()
            self.each = each

    def __init__(
        self,
        day: str,
        exercises: tuple[LateExercise, ...],
        told: dict[str, LateItem] | None = None,
    ) -> None:
        super().__init__()
        self.day = day
        self.exercises = exercises
        self._told = {} if told is None else told

    @property
    def title_text(self) -> str:
        """What is asked."""
        return "What did you do?"

    @property
    def right_text(self) -> str:
        """The day."""
        return self.day

    @property
    def has_unsaved(self) -> bool:
        """Whether an exercise was told."""
        return bool(self._told)

    # --- what is seen -----------------------------------------------------------------------

    @property
    def drawn_title(self) -> str:
        """What is asked."""
        return self.title_text

    def compose_body(self) -> ComposeResult:
        """One line an exercise."""
        yield Words("D done, P in part, N not done.", classes="soft question")
        for at, exercise in enumerate(self.exercises):
            yield AnswerLine(self._label(exercise), id=f"row-{at}", short=exercise.name)

    def compose_actions(self) -> ComposeResult:
        """Go on, all of it, or back."""
        yield BigChoice(ANSWER, "Enter", id="go-on", classes="-primary")
        yield BigChoice("All done as written", "a", id="all")
        yield from super().compose_actions()

    def on_mount(self) -> None:
        """Mark the first exercise that has no answer; nothing is answered by that."""
        self._mark_next()

    def _row(self, at: int) -> BigChoice:
        return self.query_one(f"#row-{at}", BigChoice)

    def _label(self, exercise: LateExercise) -> str:
        told, width = self._told.get(exercise.item_id), min(WIDEST, self.app.size.width)
        if width >= ROOMY_WIDTH:
            state = told.in_words(exercise) if told else "?"
            words, indent = f"{exercise.name}, {exercise.dose}", STATE_WIDTH + 1
            room = width - BESIDE_LABEL - indent
        else:
            state = told.in_short(exercise) if told else "?"
            words, indent = exercise.name, SHORT_STATE_WIDTH + 1
            room = width - BESIDE_SHORT_LABEL - indent
        lines = wrap(words, max(1, room))
        return state.ljust(indent) + f"\n{INDENT}{' ' * indent}".join(lines)

    def on_resize(self) -> None:
        """Say the dose where there is room for it."""
        for at, exercise in enumerate(self.exercises):
            self._row(at).relabel(self._label(exercise))

    @property
    def _marked(self) -> int | None:
        """Which exercise is marked; without a mark the first that has no answer."""
        name = (self.focused.id or "") if self.focused is not None else ""
        if name.startswith("row-"):
            return int(name.removeprefix("row-"))
        return self._first_open()

    def _first_open(self) -> int | None:
        open_rows = (at for at, one in enumerate(self.exercises) if one.item_id not in self._told)
        return next(open_rows, None)

    def on_descendant_focus(self) -> None:
        """Another exercise is marked."""
        self._name_enter()

    def on_descendant_blur(self) -> None:
        """No exercise is marked."""
        self._name_enter()

    def _name_enter(self) -> None:
        """Say what Enter does now."""
        marked = self.focused is not None and (self.focused.id or "").startswith("row-")
        asks = marked or self._first_open() is not None
        self.query_one("#go-on", BigChoice).relabel(ANSWER if asks else GO_ON, "Enter")

    def _take(self, at: int, told: LateItem) -> None:
        """Keep an answer, and mark the next exercise that has none."""
        self._keep(at, told)
        self._mark_next()

    def _keep(self, at: int, told: LateItem) -> None:
        exercise = self.exercises[at]
        self._told[exercise.item_id] = told
        self._row(at).relabel(self._label(exercise))

    def _mark_next(self) -> None:
        at = self._first_open()
        self.set_focus(None if at is None else self._row(at))
        self._name_enter()

    # --- what is answered -------------------------------------------------------------------

    async def choose(self, name: str) -> None:
        """Enter, Space or the mouse."""
        actions = {"go-on": self.action_go_on, "all": self.action_all, "back": self.action_back}
        if name in actions:
            actions[name]()
        else:
            self._ask_how(int(name.removeprefix("row-")))

    def _ask_how(self, at: int) -> None:
        def chosen(how: How | None) -> None:
            if how is not None:
                self._tell(at, how)

        self.app.push_screen(how_dialog(self.exercises[at].name), chosen)

    def action_tell(self, how: How) -> None:
        """How the marked exercise went."""
        if self._marked is not None:
            self._tell(self._marked, how)

    def _tell(self, at: int, how: How) -> None:
        exercise = self.exercises[at]
        if how == "done":
            self._take(at, LateItem(exercise.item_id))
        elif how == "not":
            self._ask_why(at, LateItem(exercise.item_id, 0, begun=False))
        elif exercise.by_side:
            self._ask_side(at)
        else:
            self._ask_sets(at)

    def _ask_side(self, at: int) -> None:
        """One side may have been done, and the other not (H-13)."""

        def chosen(side: LegSide | None) -> None:
            if side is not None:
                self._ask_sets(at, None if side == BOTH else side)

        self.app.push_screen(side_dialog(self.exercises[at].name), chosen)

    def _ask_sets(self, at: int, side: OneSide | None = None) -> None:
        exercise = self.exercises[at]
        most = exercise.sets - (side is None)  # all of both sides would be all of it
        if not most:
            self._ask_why(at, LateItem(exercise.item_id, 0))
            return

        def chosen(sets: int | None) -> None:
            if sets is not None:
                self._ask_why(at, LateItem(exercise.item_id, sets, side=side if sets else None))

        self.app.push_screen(sets_dialog(exercise.name, exercise.sets, most=most), chosen)

    def _ask_why(self, at: int, told: LateItem) -> None:
        def chosen(why: Why | None) -> None:
            if why is not None:
                reason = None if why == NOT_SAID else why
                self._take(at, replace(told, reason=reason))

        self.app.push_screen(why_dialog(self.exercises[at].name), chosen)

    def action_all(self) -> None:
        """Everything that has no answer yet was done as written."""
        for at, exercise in enumerate(self.exercises):
            if exercise.item_id not in self._told:
                self._keep(at, LateItem(exercise.item_id))
        self._mark_next()

    def action_go_on(self) -> None:
        """Go on; as long as an exercise has no answer, it is asked for."""
        first_open = self._first_open()
        if first_open is not None:
            self._ask_how(first_open)
        else:
            self.post_message(self.Told(tuple(self._told[one.item_id] for one in self.exercises)))
