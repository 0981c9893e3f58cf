"""What the patient sees of the chosen item: its page with its figure, and Today of its next day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll

from exercise_companion.tui.widgets.exercise_words import how_it_is_done, how_much, listed
from exercise_companion.tui.widgets.figure_view import FigureView
from exercise_companion.tui.widgets.today_parts import greeting, rows
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from exercise_companion.core.figure import Figure
    from exercise_companion.core.preview import DayWith
    from exercise_companion.core.views import ItemView

TITLE: Final = "What the patient sees"
TITLE_TODAY: Final = "What the patient sees: Today"
NOTHING: Final = "Nothing yet."
ASKED: Final = "Asked before the session"
NO_DAY: Final = "No day yet: it needs a dose, and days on which it is due."


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to see of an item."""

    view: ItemView | None = None
    """As the patient gets it; None for no item."""
    place: str = ""
    """"3 of 4"."""
    figure: Figure | None = None
    today: DayWith | None = None
    """The next day that has the item; None where there is none yet."""
    instead: tuple[str, ...] = ()
    """What is known of an item that cannot be shown, a line each: its name first."""
    left_out: tuple[str, ...] = ()
    """Of an item that is shown, what of it cannot be, a line each."""


class ExercisePage(Vertical):
    """The patient's page of one exercise.

    Args:
        view: the exercise.
        place: "3 of 4".
        left_out: what of it cannot be shown, a line each.

    """

    def __init__(self, view: ItemView, place: str, left_out: tuple[str, ...]) -> None:
        super().__init__(classes="page")
        self.view = view
        self.place = place
        self.left_out = left_out

    def compose(self) -> ComposeResult:
        """Name, what is not shown, dose, when to stop, how it is done."""
        yield Words(f"{self.view.name}   {self.place}", classes="strong")
        for line in self.left_out:
            yield Words(line, classes="caution")
        yield from how_much(self.view)
        yield from how_it_is_done(self.view)


class InsteadPage(Vertical):
    """What is known of an item that cannot be shown as the patient will see it.

    Args:
        lines: its name, then what there is to say.

    """

    def __init__(self, lines: tuple[str, ...]) -> None:
        super().__init__(classes="page")
        self.lines = lines

    def compose(self) -> ComposeResult:
        """Its name, then the rest below."""
        for line in self.lines:
            yield Words(line, classes="strong" if line is self.lines[0] else "")


class TodayPage(Vertical):
    """The patient's *Today*, from its own parts, and what the plan asks before the session.

    Args:
        day: the day it is of.

    """

    def __init__(self, day: DayWith) -> None:
        super().__init__(classes="page")
        self.day = day

    def compose(self) -> ComposeResult:
        """Date and week, what stands on the patient's screen, the questions."""
        view = self.day.today
        yield Words(view.date_text, classes="strong")
        if view.weeks:
            yield Words(f"Week {view.week} of {view.weeks}", classes="soft")
        yield from greeting(view, brief=False)
        yield from rows(view)
        yield from listed(ASKED, self.day.questions)


class PreviewPane(Vertical):
    """The page of an item, or Today, brought up to date at every edit.

    The figure moves only while the pane has the keys: nothing wakes beside the typing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "t", "turn(True)", "Today", id="preview.today", tooltip="The patient's Today that day."
        ),
        Binding(
            "t", "turn(False)", "Exercise", id="preview.exercise", tooltip="The exercise again."
        ),
    ]

    def __init__(self) -> None:
        super().__init__(id="preview")
        self.seen = Seen()
        self.shows_today = False
        self._laid: tuple[object, ...] | None = None
        """What is laid out now."""

    def compose(self) -> ComposeResult:
        """Nothing until something is chosen."""
        yield Words(TITLE, id="preview-title", classes="title")
        yield FigureView(None, id="preview-figure")
        yield VerticalScroll(id="preview-scroll", can_focus=True)

    async def show(self, seen: Seen) -> None:
        """Show an item."""
        self.seen = seen
        figure = self.query_one(FigureView)
        figure.change(seen.figure, seen.view.tempo if seen.view is not None else None)
        figure.set_class(self.shows_today, "-away")
        self._move()
        await self._lay_out()

    async def _lay_out(self) -> None:
        seen = self.seen
        page = (seen.view, seen.place, seen.instead, seen.left_out)
        wanted = (seen.today,) if self.shows_today else page
        if self._laid == (self.shows_today, *wanted):
            return
        self._laid = (self.shows_today, *wanted)
        scroll = self.query_one(VerticalScroll)
        with self.app.batch_update():
            await scroll.remove_children()
            if scroll.is_attached:  # the desk may be left meanwhile
                await scroll.mount(self._page())

    def _page(self) -> Widget:
        seen = self.seen
        if seen.view is None:
            return InsteadPage(seen.instead) if seen.instead else Words(NOTHING, classes="soft")
        if not self.shows_today:
            return ExercisePage(seen.view, seen.place, seen.left_out)
        return Words(NO_DAY, classes="soft") if seen.today is None else TodayPage(seen.today)

    # --- keys and motion ----------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One key, to the page that is not in sight."""
        if action == "turn":
            return parameters[0] is not self.shows_today
        return super().check_action(action, parameters)

    async def action_turn(self, to_today: bool) -> None:  # noqa: FBT001 - given by the binding
        """From the exercise to Today, or back."""
        self.shows_today = to_today
        self.query_one("#preview-title", Words).say(TITLE_TODAY if to_today else TITLE)
        self.query_one(VerticalScroll).scroll_home(animate=False)
        await self.show(self.seen)
        self.refresh_bindings()

    def on_descendant_focus(self) -> None:
        """The figure moves."""
        self._move()

    def on_descendant_blur(self) -> None:
        """It stands still."""
        self._move()

    def _move(self) -> None:
        figure = self.query_one(FigureView)
        if self.query_one(VerticalScroll).has_focus:
            figure.demonstrate()
        else:
            figure.halt()
