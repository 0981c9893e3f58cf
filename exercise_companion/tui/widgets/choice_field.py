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

GAP: Final = 2
NOT_CHOSEN: Final = "choose"


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
        self.not_chosen = NOT_CHOSEN
        """What is said while nothing is chosen and there is no room for all words."""
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
        """A click on a word chooses it."""
        event.stop()
        x = event.x - self.gutter.left
        for number, (start, word) in enumerate(self._placed()):
            if start <= x < start + len(word):
                if self.several:
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

    def _faces(self) -> list[str]:
        """Each word as it is shown: a chosen one in brackets, which is seen without colour."""
        return [
            f"[{word}]" if number in self.numbers else f" {word} "
            for number, word in enumerate(self.words)
        ]

    def _placed(self) -> list[tuple[int, str]]:
        placed, at = [], 0
        for face in self._faces():
            placed.append((at, face))
            at += len(face) + (1 if self.several else GAP - 1)
        return placed

    def render(self) -> Content:
        """All words where there is room for them, else the chosen one."""
        width = self.content_size.width
        placed = self._placed()
        if placed and placed[-1][0] + len(placed[-1][1]) > width:
            return self._short()
        line = Content("")
        for number, (start, face) in enumerate(placed):
            line = line.pad_right(start - len(line))
            line = line.append(Content.styled(face, self._style(number)))
        return line

    def _style(self, number: int) -> str:
        cursor = " reverse" if self.several and self.has_focus and number == self.at else ""
        return ("bold $accent" if number in self.numbers else "$ink-soft") + cursor

    def _short(self) -> Content:
        if self.several:
            count = len(self.words)
            room = max(1, (self.content_size.width - count + 1) // count)
            faces = [
                (face.strip()[:room], self._style(number))
                for number, face in enumerate(self._faces())
            ]
            return Content(" ").join(Content.styled(*face) for face in faces)
        word = self.words[self.numbers[0]] if self.numbers else self.not_chosen
        style = "bold $accent" if self.numbers else "$ink-soft"
        return Content.assemble(("< ", "$ink-soft"), (word, style), (" >", "$ink-soft"))


def _next_of(hits: list[int], now: int) -> int:
    """The first of some numbers after one, round the end."""
    return next((hit for hit in hits if hit > now), hits[0])
