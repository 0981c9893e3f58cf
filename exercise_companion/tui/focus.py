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

TOO_SMALL: Final = ("-tiny", "-flat")
"""The classes of a screen in a window that is too small for it: what is on it is hidden."""


def is_too_small(screen: Widget) -> bool:
    """Whether the window shows nothing of a screen but that it is too small."""
    return any(screen.has_class(name) for name in TOO_SMALL)


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


class MarksALine(Widget):
    """Has many lines of which one is marked: `scroll_visible` brings that one into sight."""


class _Calm(Screen[R]):
    """Stays as it is while the focus moves; Textual's own paints every line anew for that."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @property
    def has_unsaved(self) -> bool:
        """Whether something was entered here that is lost where the program is left."""
        return False

    _out_of_sight: Widget | None = None
    """What had the focus until the window became too small to show it."""

    def on_mount(self) -> None:
        """Know before the first paint whether there are lines to spare."""
        self.wear_height(self.app.size.height)

    def on_resize(self) -> None:
        """Another window may have lines to spare, or none, or show again what had the focus."""
        self.wear_height(self.app.size.height)
        self._call_to_give_back()

    def on_screen_resume(self) -> None:
        """The window may have been too small, and be large again, while something lay over this."""
        self._call_to_give_back()

    def _call_to_give_back(self) -> None:
        if self._out_of_sight is not None:
            self.call_after_refresh(self._give_back)

    def _give_back(self) -> None:
        """Give the focus to what lost it to a window that was too small, if nothing else has it.

        As after another program: what stands typed is not marked to be replaced.
        """
        if is_too_small(self):
            return
        had_it, self._out_of_sight = self._out_of_sight, None
        if self.focused is None and had_it is not None and had_it.is_attached:
            self.set_focus(had_it, from_app_focus=True)

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
        hidden = widget is None and is_too_small(self)
        self._out_of_sight = before or self._out_of_sight if hidden else None
        if (
            isinstance(before, ShowsItsFocus)
            and isinstance(widget, ShowsItsFocus)
            and widget is not before
            and widget.focusable
        ):
            self._pass_focus(before, widget, into_sight=scroll_visible)
        else:
            super().set_focus(widget, scroll_visible=False, from_app_focus=from_app_focus)
            if widget is not None and widget is not before and scroll_visible:
                self.call_later(self._bring_into_sight, widget)

    def _pass_focus(self, before: Widget, widget: Widget, *, into_sight: bool) -> None:
        before.has_focus = False
        self.set_reactive(Screen.focused, widget)
        widget.has_focus = True
        if into_sight:
            self._bring_into_sight(widget)

    def _bring_into_sight(self, widget: Widget) -> None:
        """Show what has come to the keys, at once; of many lines the one that is marked."""
        if self.focused is not widget or self.can_view_entire(widget):
            return
        if isinstance(widget, MarksALine):
            widget.scroll_visible(animate=False)
        else:
            self.scroll_to_center(widget, animate=False)


def has_unsaved(screen: Screen[object]) -> bool:
    """Whether something was entered on a screen or a dialog that is not kept."""
    return isinstance(screen, _Calm) and screen.has_unsaved


class CalmScreen(_Calm[R]):
    """A screen that stays as it is while the focus moves."""


class CalmModal(_Calm[R], ModalScreen[R]):
    """A dialog that stays as it is while the focus moves."""
