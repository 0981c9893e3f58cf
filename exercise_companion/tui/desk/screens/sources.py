"""What a new program begins from: nothing, or a template."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from exercise_companion.tui.desk.messages import Begin
from exercise_companion.tui.desk.screens.base import BACK, DeskScreen
from exercise_companion.tui.widgets.pick_list import Line, PickList
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.clinic.desk import Source
    from exercise_companion.tui.widgets.marked_list import MarkedList

EXAMPLES: Final = (
    "Templates are examples: no clinician has signed them off. Every dose is yours to confirm."
)


class SourcesScreen(DeskScreen):
    """The list of what there is.

    Args:
        sources: what a program can begin from.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "back", "Back", id="sources.back", show=False, tooltip="Back."),
        BACK,
    ]

    def __init__(self, sources: tuple[Source, ...]) -> None:
        super().__init__()
        self.sources = sources

    @property
    def title_text(self) -> str:
        """What this is."""
        return "Begin a program"

    def compose_desk(self) -> ComposeResult:
        """The list."""
        with VerticalScroll(id="sources", can_focus=False):
            yield PickList((), id="source-list")
            yield Words(EXAMPLES, classes="soft gap")

    def on_mount(self) -> None:
        """The list takes the keys."""
        listed = self.query_one(PickList)
        listed.renew([Line(source.title) for source in self.sources])
        self.set_focus(listed)  # at once: the next key belongs there

    def on_marked_list_opened(self, message: MarkedList.Opened) -> None:
        """Begin from it."""
        self.post_message(Begin(self.sources[message.row].id))
