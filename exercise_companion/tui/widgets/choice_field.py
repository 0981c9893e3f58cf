"""Values to choose from, on one line: left and right go through them, a letter chooses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

NOT_CHOSEN: Final = "choose"


_Face = tuple[int, str, int | None]
"""Where something is drawn, what, and which word it is; None for the only one there is room for."""


class ChoiceField(Widget, can_focus=True):
    """One of several words, or some of them; nothing is chosen until somebody chooses.

    Args:
        words: what can be chosen.
        several: whether more than one may be.

    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,right",
            "go(0)",
            "Choose",
            key_display="←/→",
            id="choice_field.go",
            tooltip="Go through what can be chosen. Where several can, Space marks one.",
        ),
        Binding(
            "space", "take", "Mark", id="choice_field.take", tooltip="Choose, or mark.", show=False
        ),
        Binding(
            "backspace,delete",
            "clear",
            "Empty",
            key_display="Delete",
            id="choice_field.clear",
            tooltip="Choose nothing.",
            show=False,
        ),
    ]
    DEFAULT_CSS = """
    ChoiceField { width: 1fr; height: 1; padding: 0 1; color: $ink-soft; background: $card; }
    ChoiceField:focus { background: $bar; }
    """

    @dataclass
    class Changed(Message):
        """Another choice was made."""

        field: ChoiceField
        numbers: tuple[int, ...]
        by_letter: bool = False

        @property
        def control(self) -> ChoiceField:
            """The field."""
            return self.field

    def __init__(self, words: Sequence[str], *, several: bool = False) -> None:
        super().__init__()
        self.words = tuple(words)
        self.several = several
        self.numbers: tuple[int, ...] = ()
        self.needed = ""
        """That something has to be chosen; said, while nothing is, beside the words, too."""
        self.at = 0
        """Where left and right are, when several can be chosen."""

    def show(self, numbers: tuple[int, ...]) -> None:
        """Show what is chosen."""
        if numbers != self.numbers:
            self.numbers = numbers
            self.refresh()

    # --- keys and mouse -----------------------------------------------------------------------

    def key_left(self, event: events.Key) -> None:
        """One to the left."""
        event.stop()
        self._go(-1)

    def key_right(self, event: events.Key) -> None:
        """One to the right."""
        event.stop()
        self._go(1)

    def _go(self, step: int) -> None:
        if self.several:
            self.at = (self.at + step) % len(self.words)
            self.refresh()
        elif self.numbers:
            self._choose((self.numbers[0] + step) % len(self.words))
        else:
            self._choose(0 if step > 0 else len(self.words) - 1)

    def action_take(self) -> None:
        """Choose the next one, or mark the one where the cursor is."""
        if self.several:
            self._toggle(self.at)
        else:
            self._go(1)

    def action_clear(self) -> None:
        """Choose nothing."""
        self._say(())

    def on_key(self, event: events.Key) -> None:
        """A letter or a figure that one word begins with chooses it."""
        letter = (event.character or "").casefold()
        if not letter.isalnum():
            return
        hits = [n for n, word in enumerate(self.words) if word.casefold().startswith(letter)]
        if self.several and letter.isdigit():
            hits = [int(letter) - 1] if 0 < int(letter) <= len(self.words) else []
        if not hits:
            return
        event.stop()
        if self.several:
            self._toggle(_next_of(hits, self.at))
        else:
            now = self.numbers[0] if self.numbers else -1
            self._choose(_next_of(hits, now), by_letter=len(hits) == 1)

    def on_click(self, event: events.Click) -> None:
        """A click on a word chooses it; on the chosen one alone, the next."""
        event.stop()
        x = event.x - self.gutter.left
        for start, face, number in self._placed():
            if start <= x < start + len(face):
                if number is None:
                    self._go(1)
                elif self.several:
                    self._toggle(number)
                else:
                    self._choose(number)

    def _choose(self, number: int, *, by_letter: bool = False) -> None:
        self._say((number,), by_letter=by_letter)

    def _toggle(self, number: int) -> None:
        self.at = number
        chosen = set(self.numbers) ^ {number}
        self._say(tuple(sorted(chosen)))

    def _say(self, numbers: tuple[int, ...], *, by_letter: bool = False) -> None:
        self.numbers = numbers
        self.refresh()
        self.post_message(self.Changed(self, numbers, by_letter))

    # --- drawing ------------------------------------------------------------------------------

    def render(self) -> Content:
        """All words where there is room for them, and that one of them is needed."""
        line, placed = Content(""), self._placed()
        for start, face, number in placed:
            line = line.pad_right(start - len(line))
            line = line.append(Content.styled(face, self._style(number)))
        if not self._needed or len(placed) == 1:
            return line
        said = Content.styled(self._needed, "$ink" if self.has_focus else "$danger")
        return line.pad_right(1).append(said)

    @property
    def _needed(self) -> str:
        return "" if self.numbers else self.needed

    def _placed(self) -> list[_Face]:
        """What is drawn: whole words; their first letters where several can be chosen; else one."""
        width = self.content_size.width
        whole = self._in_a_row(max(map(len, self.words)), 1)
        start, face, _ = whole[-1]
        if start + len(face) + (len(self._needed) + 1 if self._needed else 0) <= width:
            return whole
        if self.several:
            return self._in_a_row(max(1, width // len(self.words) - len("[]")), 0)
        word = self.words[self.numbers[0]] if self.numbers else self._needed or NOT_CHOSEN
        return [(0, f"< {word} >", None)]

    def _in_a_row(self, letters: int, gap: int) -> list[_Face]:
        """Every word; a chosen one is in brackets, which is seen without colour."""
        placed: list[_Face] = []
        at = 0
        for number, word in enumerate(self.words):
            shown = word[:letters]
            face = f"[{shown}]" if number in self.numbers else f" {shown} "
            placed.append((at, face, number))
            at += len(face) + gap
        return placed

    def _style(self, number: int | None) -> str:
        cursor = " reverse" if self.several and self.has_focus and number == self.at else ""
        chosen = bool(self.numbers) if number is None else number in self.numbers
        return ("bold $accent" if chosen else "$ink-soft") + cursor


def _next_of(hits: list[int], now: int) -> int:
    """The first of some numbers after one, round the end."""
    return next((hit for hit in hits if hit > now), hits[0])
