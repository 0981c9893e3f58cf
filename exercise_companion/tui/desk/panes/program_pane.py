"""The items of a phase, in their order, with dose and rank; the minutes beside the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from exercise_companion.core.day_words import DAY_NAMES
from exercise_companion.core.dose_line import line_fault
from exercise_companion.core.dose_typed import LINE
from exercise_companion.core.draft import entries_at, value_at
from exercise_companion.core.draft_views import (
    days_in_words,
    dose_in_figures,
    effort_in_words,
    rest_in_words,
)
from exercise_companion.core.draft_words import item_name, phase_words
from exercise_companion.core.week_words import DAYS
from exercise_companion.tui.widgets.big_choice import MARK, NO_MARK
from exercise_companion.tui.widgets.pick_list import Line, PickList
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.program import Weekday
    from exercise_companion.tui.desk.sheet import Sheet

EVERY_DAY = "every day"
"""How the days are said that go without saying."""

_RANKS = {1: "1st", 3: "3rd"}
"""Ranks that differ from the usual one: what comes first, and last, when time is short."""

RANK_WORDS = {
    1: ("Rank 1st", "When the patient is short of time, it comes first."),
    2: ("Rank 2nd, the usual one", "When the patient is short of time, it comes after those 1st."),
    3: ("Rank 3rd", "When the patient is short of time, it is the first to be left out."),
}
"""What is said when a rank was just given."""

_MOST_DAYS_NAMED = 3

_WITHOUT_ITEMS = frozenset({"add", "phase", "phase-out", "turn"})
"""What can be done in a phase that has no items."""

ONE_PHASE = (
    "A program has at least one phase: this one stays.",
    "X takes out an exercise. F6 has its title and dates.",
)
"""What is said where the only phase is to be taken out."""

MOVES = "Move it up or down."
"""Two keys, one line of the help."""

NO_ITEMS = "Nothing yet. Press A, type a few letters, and press Enter."


class ItemList(PickList):
    """The items; its letters change the marked one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "say('add')", "Add", id="items.add", tooltip="Add an exercise."),
        Binding(
            "d,enter,space",
            "say('dose')",
            "Dose",
            key_display="D",
            id="items.dose",
            tooltip="Write its dose.",
        ),
        Binding("u", "say('up')", "Move", key_display="U/J", id="items.up", tooltip=MOVES),
        Binding(
            "j",
            "say('down')",
            "Down",
            key_display="U/J",
            id="items.down",
            tooltip=MOVES,
            show=False,
        ),
        Binding(
            "g",
            "say('rank')",
            "Rank",
            id="items.rank",
            tooltip="Its rank, 1st to 3rd: what comes first when the patient is short of time.",
        ),
        Binding("e", "say('easier')", "Easier", id="items.easier", tooltip="An easier version."),
        Binding("x,delete", "say('out')", "Take out", id="items.out", tooltip="Take it out."),
        Binding("p", "say('phase')", "New phase", id="items.phase", tooltip="One more phase."),
        Binding(
            "r",
            "say('phase-out')",
            "Remove phase",
            id="items.phase-out",
            tooltip="Take out this phase.",
            show=False,
        ),
        Binding(
            "left,right",
            "say('turn')",
            "Phase",
            key_display="←/→",
            id="items.turn",
            tooltip="The phase before, or the next one.",
            show=False,
        ),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a phase without items there is none to be changed."""
        if action == "say" and not self.rows and parameters[0] not in _WITHOUT_ITEMS:
            return False
        return super().check_action(action, parameters)

    class Said(Message):
        """Something is to be done with the marked item."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def key_left(self) -> None:
        """The phase before."""
        self.post_message(self.Said("phase-before"))

    def key_right(self) -> None:
        """The next phase."""
        self.post_message(self.Said("phase-after"))

    def action_say(self, what: str) -> None:
        """A letter was pressed."""
        if what != "turn":
            self.post_message(self.Said(what))


class ItemsScroll(VerticalScroll, can_focus=False):
    """Keeps the marked item in sight when another part takes some of its room."""

    def on_resize(self) -> None:
        """More or fewer lines."""
        self.call_after_refresh(self._show_mark)

    def _show_mark(self) -> None:
        for items in self.query(ItemList):
            items.mark(items.marked)


class ProgramPane(Vertical):
    """What the program is made of."""

    def __init__(self) -> None:
        super().__init__(id="program")
        self._shown: tuple[Sheet, int, int] | None = None

    def compose(self) -> ComposeResult:
        """Phase, items, minutes."""
        yield Words("", id="phase", classes="title")
        with ItemsScroll(id="items-scroll"):
            yield ItemList((), id="items", shows_mark=True)
            yield Words(f"{NO_MARK} {NO_ITEMS}", id="items-nothing", classes="soft")
        yield Words("", id="minutes", classes="soft")

    @property
    def items(self) -> ItemList:
        """The list."""
        return self.query_one(ItemList)

    def show(self, sheet: Sheet, phase: int, number: int) -> None:
        """Show a phase, with one of its items marked."""
        self._shown = sheet, phase, number
        items, is_roomy = entries_at(sheet.draft, ("phases", phase, "items")), self._is_roomy
        lines = [_line(n, item, sheet, is_roomy=is_roomy) for n, item in enumerate(items, 1)]
        had_none = not self.items.rows
        self.items.renew(lines, number)
        if had_none != (not lines):
            self.items.refresh_bindings()  # what can be done with an item comes or goes
        self.query_one("#items-nothing").display = not lines
        self.query_one("#phase", Words).say(phase_words(sheet.draft, phase))
        self._show_minutes(sheet, phase)

    @property
    def _is_roomy(self) -> bool:
        """Whether there are lines for what goes without saying."""
        return self.screen.has_class("-roomy")

    def on_resize(self) -> None:
        """More lines say more."""
        if self._shown is not None:
            self.show(*self._shown)

    def on_descendant_focus(self) -> None:
        """Where there are no items, an arrow shows all the same that the keys are here."""
        self.query_one("#items-nothing", Words).say(f"{MARK} {NO_ITEMS}")

    def on_descendant_blur(self) -> None:
        """The arrow goes with the keys."""
        self.query_one("#items-nothing", Words).say(f"{NO_MARK} {NO_ITEMS}")

    def _show_minutes(self, sheet: Sheet, phase: int) -> None:
        words, over = minutes_words(sheet, phase)
        line = self.query_one("#minutes", Words)
        line.say(words)
        line.set_class(over, "caution")
        line.set_class(not over, "soft")


def _line(number: int, item: JsonObject, sheet: Sheet, *, is_roomy: bool) -> Line:
    rank = item.get("priority")
    ranked = f"  {_RANKS[rank]}" if isinstance(rank, int) and rank in _RANKS else ""
    figures = dose_in_figures(item.get("dose"))
    name = f"{number}  {item_name(item, sheet.names)}"
    typed = item.get(LINE)
    if isinstance(typed, str):
        said = "no dose" if line_fault(typed, item.get("dose")) else "typed"
        return Line(name, f"{said}: {typed}", "caution", parts=True)
    return Line(name, f"{figures}{ranked}", parts=True, more=_more(item, is_roomy=is_roomy))


def _more(item: JsonObject, *, is_roomy: bool) -> str:
    """Days, time of day, rest and effort; of what is due every day, only where there is room."""
    days = days_in_words(item)
    if days == EVERY_DAY and not is_roomy:
        return ""
    dose = item.get("dose")
    return ", ".join(filter(None, (days, rest_in_words(dose), effort_in_words(dose))))


def minutes_words(sheet: Sheet, phase: int) -> tuple[str, bool]:
    """Minutes of the longest session beside what the patient has; and whether it is over."""
    phase_id = value_at(sheet.draft, ("phases", phase, "id"))
    known = sheet.report.minutes if sheet.report is not None else {}
    expected = round(known.get(str(phase_id), 0))
    budget = sheet.draft.tree.get("time_budget_minutes")
    if not expected:
        return "", False
    on = _on_days(sheet.report.longest_on.get(str(phase_id), ()) if sheet.report else ())
    if not isinstance(budget, int):
        return f"About {expected} minutes {on}", False
    words = f"About {expected} of {budget} minutes {on}"
    return (f"{words}: too long", True) if expected > budget else (words, False)


def _on_days(days: tuple[Weekday, ...]) -> str:
    """The weekdays by name, as far as they are known and few enough to read."""
    if len(days) == 1:
        return f"on {DAY_NAMES[DAYS.index(days[0])]}s"
    if not days or len(days) > _MOST_DAYS_NAMED:
        return "on the longest day"
    return f"on {', '.join(day.capitalize() for day in days)}"
