"""What every screen of the desk has: where you are, a body, a fault if there is one, the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding

from exercise_companion.tui.desk.messages import Back, Edit, Go
from exercise_companion.tui.focus import CalmScreen
from exercise_companion.tui.screens.base import HEIGHTS, WIDTHS
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.key_line import KeyLine
from exercise_companion.tui.widgets.top_bar import TopBar
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.geometry import Size

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.draft_pages import Page
    from exercise_companion.core.problem import JsonPath
    from exercise_companion.tui.desk.sheet import Sheet

_MEDIUM: Final = next(cells for cells, name in WIDTHS if name == "-medium")
"""A narrower window has the short words. Its class comes only after the first words are there."""

TOO_SMALL: Final = "Please make this window larger."

BACK: Final = Binding(
    "escape",
    "back",
    "Back",
    key_display="Esc",
    id="desk.back",
    tooltip="One level back.",
    group=Binding.Group("Back"),
)
"""The last key of each screen."""

PAGES: Final = (
    Binding("f5", "go('person')", "Person", id="page.person", tooltip="Who it is for."),
    Binding("f6", "go('dates')", "Dates", id="page.dates", tooltip="Dates and contacts."),
    Binding("f7", "go('limits')", "Limits", id="page.limits", tooltip="Flare-ups, steps, limits."),
    Binding(
        "f8",
        "go('questions')",
        "Questions",
        id="page.questions",
        tooltip="What the plan asks before a session.",
    ),
)
"""The way to each form of a draft, from the builder and from the other forms."""


class DeskScreen(CalmScreen[None]):
    """A screen of the desk: it shows a sheet and says what is to be done with it."""

    shows_the_draft = True
    """Whether it follows the draft that is edited."""

    page: ClassVar[Page | None] = None
    """Which page of the draft it is."""

    key_lines: ClassVar[tuple[type[KeyLine], ...]] = (KeyLine,)
    """What says what the keys do."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self._seen_in: Size | None = None
        """The window in which what has the keys was brought into sight."""

    # --- what is seen -------------------------------------------------------------------------

    @property
    def title_text(self) -> str:
        """Where you are, top left."""
        title = self.sheet.draft.tree.get("title") if self.sheet else None
        return title if isinstance(title, str) and title else "New program"

    @property
    def right_text(self) -> str:
        """The state, top right."""
        if self.sheet is None:
            return ""
        is_narrow = self.app.size.width < _MEDIUM
        return self.sheet.short_words if is_narrow else self.sheet.state_words

    @property
    def keys_kept(self) -> frozenset[str]:
        """Undo stays beside the other keys where a line of them has the room."""
        return frozenset() if self.app.size.width < _MEDIUM else frozenset({"app.undo"})

    def compose_desk(self) -> ComposeResult:
        """What is between the top line and the keys."""
        yield from ()

    def compose(self) -> ComposeResult:
        """Top line, fault, body, keys."""
        self.wear_size(self.app.size)
        yield TopBar(self.title_text, self.right_text, keeps_right=self.shows_the_draft)
        yield Words("", id="parted", classes="caution")
        yield from self.compose_desk()
        yield from (line() for line in self.key_lines)
        yield Words(TOO_SMALL, id="too-small")

    def take_sheet(self, sheet: Sheet) -> None:
        """Bring everything up to date now, or when this screen comes into sight."""
        if self.app.screen is self:
            self.show_sheet(sheet)
        else:
            self.sheet = sheet

    def on_screen_resume(self) -> None:
        """Show what happened while another screen was on top."""
        if self.sheet is not None:
            self.show_sheet(self.sheet)

    def show_sheet(self, sheet: Sheet) -> None:
        """Bring everything up to date."""
        self.sheet = sheet
        for bar in self.query(TopBar):  # none while the screen is being put together
            bar.say(self.title_text, self.right_text)
            self._say_parted(sheet)
            self.update_sheet(sheet)

    def _say_parted(self, sheet: Sheet) -> None:
        """That another window wrote the draft's file: it stays, however much is typed on."""
        line = self.query_one("#parted", Words)
        line.say(" ".join(sheet.parted_words))
        line.set_class(sheet.is_parted, "-said")

    def update_sheet(self, sheet: Sheet) -> None:
        """Bring the body up to date."""

    def on_mount(self) -> None:
        """Show what was given before the screen was there."""
        if self.sheet is not None:
            self.show_sheet(self.sheet)

    def on_resize(self) -> None:
        """Another size: another choice of words in the top line, and other lines in sight."""
        for bar in self.query(TopBar):
            bar.say(self.title_text, self.right_text)
        if self.app.size != self._seen_in:  # to scroll may lay out anew, which comes here again
            self._seen_in = self.app.size
            self.call_after_refresh(self._keys_into_sight)

    def _keys_into_sight(self) -> None:
        """What has the keys is seen in a smaller window, too."""
        if self.focused is not None and not self.can_view_entire(self.focused):
            self.focused.scroll_visible(animate=False)

    # --- faults and news ----------------------------------------------------------------------

    def tell(self, what: str, more: str = "", *, danger: bool = False) -> None:
        """Say something over the full width, in the place of what was said before."""
        self.call_later(self._put, what, more, danger=danger)

    def clear(self) -> None:
        """Take away what was said: it is no longer so."""
        self.call_later(self._take_away)

    async def _take_away(self) -> None:
        await self.query("#told").remove()

    async def _put(self, what: str, more: str, *, danger: bool) -> None:
        await self._take_away()
        if not self.is_attached:
            return  # the desk was left meanwhile
        strong = "strong danger" if danger else "strong"
        words = [Words(what, classes=strong), *([Words(more)] if more else [])]
        await self.mount(Card(*words, id="told", classes="-danger" if danger else ""), after=0)

    def unsaid(self) -> Iterator[Edit]:
        """Edits that are seen on the screen and whose messages are still on their way."""
        yield from ()

    def untaken(self) -> Iterator[Edit]:
        """Edits that take what stands typed, as leaving its line does."""
        yield from ()

    # --- what is done -------------------------------------------------------------------------

    def edit(self, change: Callable[[Draft], Draft], field: JsonPath | None = None) -> None:
        """Hand an edit over."""
        self.post_message(Edit(change, field))

    def action_go(self, place: str) -> None:
        """A form of the draft."""
        if place in {"person", "dates", "limits", "questions"}:
            self.post_message(Go(place))  # type: ignore[arg-type]  # checked in the line above

    def action_back(self) -> None:
        """One level back."""
        self.post_message(Back())
