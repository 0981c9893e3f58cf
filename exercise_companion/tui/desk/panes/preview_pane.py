"""What the patient sees of the chosen item, in the patient's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.containers import Vertical, VerticalScroll

from exercise_companion.tui.widgets.exercise_words import how_it_is_done, how_much
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.views import ItemView

TITLE: Final = "What the patient sees"
NOTHING: Final = "Nothing yet."


class ExercisePage(Vertical):
    """The patient's page of one exercise.

    Args:
        view: the exercise.
        place: "3 of 4".

    """

    def __init__(self, view: ItemView, place: str) -> None:
        super().__init__(classes="page")
        self.view = view
        self.place = place

    def compose(self) -> ComposeResult:
        """Name, dose, when to stop, how it is done."""
        yield Words(f"{self.view.name}   {self.place}", classes="strong")
        yield from how_much(self.view)
        yield from how_it_is_done(self.view)


class PreviewPane(Vertical):
    """The page of an item, brought up to date at every edit."""

    def __init__(self) -> None:
        super().__init__(id="preview")
        self.shown: tuple[ItemView | None, str] | None = None

    def compose(self) -> ComposeResult:
        """Nothing until something is chosen."""
        yield Words(TITLE, classes="title")
        yield VerticalScroll(id="preview-scroll", can_focus=True)

    async def show(self, view: ItemView | None, place: str) -> None:
        """Show an item.

        Args:
            view: as the patient gets it; None for no item.
            place: "3 of 4".

        """
        if self.shown == (view, place):
            return
        self.shown = (view, place)
        scroll = self.query_one(VerticalScroll)
        page = Words(NOTHING, classes="soft") if view is None else ExercisePage(view, place)
        with self.app.batch_update():
            await scroll.remove_children()
            if scroll.is_attached:  # the desk may be left meanwhile
                await scroll.mount(page)
