"""What the keys do on the screen that help was asked from."""

from __future__ import annotations

from dataclasses import dataclass
from string import digits
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from exercise_companion.tui.screens.base_page import Page
from exercise_companion.tui.widgets.headline import Enlargement
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from exercise_companion.tui.widgets.choice_dialog import Choice

MOUSE: Final = "The mouse works everywhere: click a choice, or a word in the bottom line."


@dataclass(frozen=True, slots=True)
class Entry:
    """One key and what it does."""

    key: str
    does: str
    everywhere: bool


def entries(bindings: Mapping[str, ActiveBinding]) -> tuple[Entry, ...]:
    """What the keys of a screen do, from its bindings; each purpose once."""
    found: dict[str, Entry] = {}
    for active in bindings.values():
        binding = active.binding
        if binding.id and active.enabled and binding.id not in found:
            key = binding.key_display or binding.key
            shown = key.upper() if len(key) == 1 else key[:1].upper() + key[1:]
            general = binding.id.startswith(("app.", "base."))
            found[binding.id] = Entry(shown, active.tooltip or binding.description, general)
    return tuple(found.values())


def answers(choices: Iterable[Choice[object]]) -> tuple[Entry, ...]:
    """The answers of a question, each with its key."""
    return tuple(Entry(one.key.upper(), one.label, everywhere=False) for one in choices)


class HelpScreen(Page):
    """The keys of one screen.

    Args:
        keys: made by `entries` from the bindings of that screen.

    """

    def __init__(self, keys: tuple[Entry, ...]) -> None:
        super().__init__()
        self.keys = keys

    @property
    def title_text(self) -> str:
        """What this is."""
        return "What the keys do"

    @property
    def drawn_title(self) -> str:
        """Two words of it are enough, however many keys there are."""
        return ""

    def compose_body(self) -> ComposeResult:
        """The keys of the screen first, then those that work everywhere."""
        own = [entry for entry in self.keys if not entry.everywhere]
        yield Enlargement("The keys", largest=1, classes="title -parted")
        if own:
            yield Words("On this screen", classes="title")
            yield from _lines(own)
        yield Words("Everywhere", classes="title gap" if own else "title")
        yield from _lines(entry for entry in self.keys if entry.everywhere)
        yield Words(MOUSE, classes="soft gap")


def _lines(keys: Iterable[Entry]) -> Iterable[Horizontal]:
    same: dict[str, list[str]] = {}
    for entry in keys:
        same.setdefault(entry.does, []).append(entry.key)
    for does, names in same.items():
        yield Horizontal(
            Words(together(names), classes="help-key"), Words(does), classes="help-line"
        )


def together(keys: Iterable[str]) -> str:
    """The names of keys that do the same, each once; all ten digits in three words."""
    names = list(dict.fromkeys(keys))
    if names[-len(digits) :] == list(digits):
        names[-len(digits) :] = [f"{digits[0]} to {digits[-1]}"]
    return ", ".join(names)
