"""The line at the bottom that always says what the keys do, and can be clicked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.binding import ActiveBinding
    from textual.screen import Screen

GAP = "   "
KEPT = frozenset({"app.wrong", "app.help"})
"""Ids of bindings that stay when the window is too narrow for all of them."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One entry: `N No`."""

    id: str
    key: str
    label: str

    @property
    def text(self) -> str:
        """As it is shown."""
        return f"{self.key} {self.label}"


class KeyLine(Widget):
    """What the keys do on this screen, taken from the bindings that work right now.

    When the line is too short, entries give way from the right; "Something is wrong" and
    "Help" always stay.
    """

    def on_mount(self) -> None:
        """Follow the bindings as focus moves."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    @property
    def hints(self) -> list[Hint]:
        """The entries that fit, in the order they are shown."""
        hints = _hints(self.screen.active_bindings)
        return fitting(hints + self._always(hints), self.content_size.width)

    def _always(self, hints: list[Hint]) -> list[Hint]:
        """Keys that come before a field for typing are left out by Textual while one is used."""
        return [
            Hint(binding.id, binding.key_display or binding.key, binding.description)
            for binding in self.app.BINDINGS
            if isinstance(binding, Binding) and binding.priority and binding.show and binding.id
            if binding.id not in {hint.id for hint in hints}
        ]

    def render(self) -> Content:
        """Key bold, label plain."""
        parts = [
            Content.assemble((hint.key, "bold"), f" {hint.label}" + " " * len(GAP))
            for hint in self.hints
        ]
        return Content("").join(parts).rstrip()

    async def on_click(self, event: events.Click) -> None:
        """A click on an entry does what its key does."""
        event.stop()
        at = event.x - self.gutter.left
        start = 0
        for hint in self.hints:
            if start <= at < start + len(hint.text):
                await self._run(hint)
                return
            start += len(hint.text) + len(GAP)

    async def _run(self, hint: Hint) -> None:
        for active in self.screen.active_bindings.values():
            if active.binding.id == hint.id and active.enabled:
                await self.app.run_action(active.binding.action, active.node)
                return
        for binding in self.app.BINDINGS:
            if isinstance(binding, Binding) and binding.id == hint.id:
                await self.app.run_action(binding.action)


def _hints(bindings: dict[str, ActiveBinding]) -> list[Hint]:
    hints: dict[str, Hint] = {}
    for active in bindings.values():
        binding = active.binding
        if binding.show and binding.id and active.enabled and binding.id not in hints:
            key = binding.key_display or _shown_key(binding.key)
            hints[binding.id] = Hint(binding.id, key, binding.description)
    own = [hint for hint in hints.values() if not hint.id.startswith("app.")]
    general = [hint for hint in hints.values() if hint.id.startswith("app.")]
    return own + general


def _shown_key(key: str) -> str:
    return key.upper() if len(key) == 1 else key.capitalize()


def fitting(hints: list[Hint], width: int) -> list[Hint]:
    """The entries that fit into a width, in cells; those in `KEPT` stay in any case."""
    shown = list(hints)
    while _width(shown) > width:
        for hint in reversed(shown):
            if hint.id not in KEPT:
                shown.remove(hint)
                break
        else:
            return shown
    return shown


def _width(hints: list[Hint]) -> int:
    return sum(len(hint.text) for hint in hints) + len(GAP) * max(0, len(hints) - 1)
