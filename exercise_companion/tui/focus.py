"""Moving the focus repaints the two widgets it leaves and reaches, not the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Size

R = TypeVar("R")

LOFTY: Final = ("-lofty", 36)
"""The class of a screen with lines to spare, and how many that are."""


class ShowsItsFocus(Widget):
    """A widget that draws itself another way while it has the focus; all have the same keys.

    Style sheets have no part in that: to apply all rules anew at every move of the focus takes
    longer than all the rest a key does.
    """

    def watch_has_focus(self, _has_focus: bool) -> None:  # noqa: FBT001 - Textual's signature
        """Draw it anew; its styles stay as they are."""
        self.refresh()

    def on_focus(self, event: events.Focus) -> None:
        """It has come; by the time this is handled it may have been passed on."""
        if self.screen.focused is not self:
            event.prevent_default()

    def on_blur(self, event: events.Blur) -> None:
        """It has gone; by the time this is handled it may be back."""
        if self.screen.focused is self:
            event.prevent_default()


class _Calm(Screen[R]):
    """Stays as it is while the focus moves; Textual's own paints every line anew for that."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def on_mount(self) -> None:
        """Know before the first paint whether there are lines to spare."""
        self.wear_height(self.app.size.height)

    def on_resize(self) -> None:
        """Another window may have lines to spare, or none."""
        self.wear_height(self.app.size.height)

    def wear_size(self, size: Size) -> None:
        """Have the classes of a size before there is anything to be styled anew for them."""
        kinds = (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        )
        for cells, breakpoints in kinds:
            size_class = max((at, name) for at, name in breakpoints or () if at <= cells)[1]
            self.add_class(size_class, update=False)
        self.wear_height(size.height, update=False)

    def wear_height(self, lines: int, *, update: bool = True) -> None:
        """Have the class of a window with lines to spare, or have it no more."""
        name, least = LOFTY
        self.set_class(lines >= least, name, update=update)

    def set_focus(
        self,
        widget: Widget | None,
        scroll_visible: bool = True,  # noqa: FBT001, FBT002 - Textual's signature
        from_app_focus: bool = False,  # noqa: FBT001, FBT002 - Textual's signature
    ) -> None:
        """Give the focus to a widget; where the keys stay the same, at once."""
        before = self.focused
        if (
            isinstance(before, ShowsItsFocus)
            and isinstance(widget, ShowsItsFocus)
            and widget is not before
            and widget.focusable
        ):
            self._pass_focus(before, widget, into_sight=scroll_visible)
        else:
            super().set_focus(widget, scroll_visible, from_app_focus)

    def _pass_focus(self, before: Widget, widget: Widget, *, into_sight: bool) -> None:
        before.has_focus = False
        self.set_reactive(Screen.focused, widget)
        widget.has_focus = True
        if into_sight and not self.can_view_entire(widget):
            self.scroll_to_center(widget, origin_visible=True)


class CalmScreen(_Calm[R]):
    """A screen that stays as it is while the focus moves."""


class CalmModal(_Calm[R], ModalScreen[R]):
    """A dialog that stays as it is while the focus moves."""
