"""Moving the focus repaints the two widgets it leaves and reaches, not the whole screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen

if TYPE_CHECKING:
    from textual.widget import Widget

R = TypeVar("R")


class CalmScreen(Screen[R]):
    """A screen that stays as it is while the focus moves.

    Textual's own paints every line anew for that, which makes a key three times as slow.
    """

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)


class CalmModal(ModalScreen[R]):
    """A dialog that stays as it is while the focus moves."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
