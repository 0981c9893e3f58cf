"""What is pasted is text and never presses a key, whatever it holds.

A paste comes between two marks. An escape character inside ends it early for Textual's parser:
what follows would be keys. Terminals take such characters out, but not all of them do.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from textual import events
from textual._xterm_parser import XTermParser

from exercise_companion.tui.widgets.step_clock import steady_seconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.app import App
    from textual.message import Message

BEGINS: Final = "\x1b[200~"
ENDS: Final = "\x1b[201~"
ESCAPE: Final = "\x1b"

BURST_SECONDS: Final = 0.1
"""What comes behind a paste with no longer pause was pasted, too: nobody types that fast."""


class PastedText:
    """Takes escape characters out of what is pasted, read by read."""

    def __init__(self) -> None:
        self._inside = False
        self._held = ""
        """The end of what was read: it may be the beginning of a mark."""

    def cleaned(self, read: str) -> str:
        """What was read, without escape characters between the marks of a paste."""
        cleaned = ""
        while read:
            part, read = self._pasted(read) if self._inside else self._typed(read)
            cleaned += part
        return cleaned

    def _typed(self, read: str) -> tuple[str, str]:
        """Up to the mark a paste begins with, and the rest: a key is never kept back."""
        whole = self._held + read
        at = whole.find(BEGINS)
        self._held = whole[1 - len(BEGINS) :] if at < 0 else ""
        if at < 0:
            return read, ""
        self._inside = True
        taken = at + len(BEGINS) - (len(whole) - len(read))
        return read[:taken], read[taken:]

    def _pasted(self, read: str) -> tuple[str, str]:
        """Up to the mark it ends with, and the rest."""
        text, mark, rest = (self._held + read).partition(ENDS)
        self._held, self._inside = "", not mark
        if not mark:
            begun = next((n for n in range(len(ENDS) - 1, 0, -1) if text.endswith(ENDS[:n])), 0)
            text, self._held = text[: len(text) - begun], text[len(text) - begun :]
        return text.replace(ESCAPE, "") + mark, rest


class PasteParser(XTermParser):
    """Textual's own, for which a paste stays a paste."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own signature
        super().__init__(debug)
        self._pastes = PastedText()
        self._read_at = 0.0
        self._in_burst = False
        """Whether what is read came right behind a paste."""

    def feed(self, data: str) -> Iterable[Message]:
        """What was read as events; nothing at all ends the input."""
        now = steady_seconds()
        self._in_burst = self._in_burst and now - self._read_at < BURST_SECONDS
        self._read_at = now
        cleaned = self._pastes.cleaned(data)
        if cleaned or not data:
            yield from self._without_keys(super().feed(cleaned))

    def tick(self) -> Iterable[Message]:
        """What a pause makes of an escape character."""
        yield from self._without_keys(super().tick())

    def _without_keys(self, tokens: Iterable[Message]) -> Iterator[Message]:
        for token in tokens:
            self._in_burst = self._in_burst or isinstance(token, events.Paste)
            if not (self._in_burst and isinstance(token, events.Key)):
                yield token


def guard_pastes(app: App[int]) -> None:
    """Have the app read its terminal so, before it runs."""
    driver = sys.modules[app.driver_class.__module__]
    driver.XTermParser = PasteParser  # type: ignore[attr-defined]  # a name Textual leaves private
