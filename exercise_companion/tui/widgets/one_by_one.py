"""One instruction at a time, as large as the window allows, to be read from the floor."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from exercise_companion.tui.widgets.big_digits import Drawing, can_draw, draw, height_of, width_of
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.instructions import Instruction

LARGEST: Final = 4
"""Larger letters would leave room for hardly a word in a line."""


class BigWords(Drawing):
    """A sentence on as many lines as its own size has, in letters as large as fit.

    Where no large form fits it falls back to the text itself, in bold.
    """

    value: reactive[str] = reactive("", repaint=True)

    def lines(self) -> tuple[str, ...]:
        """The drawing for the present size; none where no large form fits."""
        return largest_lines(self.value, *self.size)

    def render(self) -> Content:
        """What stands there where no large form fits."""
        return Content.styled(self.value, "bold")


@lru_cache(maxsize=64)
def largest_lines(text: str, width: int, height: int) -> tuple[str, ...]:
    """The lines of a text drawn as large as fits into so many cells; none when nothing does."""
    words = text.upper().split()
    if not words or not can_draw(" ".join(words)):
        return ()
    for size in range(LARGEST, 0, -1):
        rows = _wrapped(words, width // size)
        taken = len(rows) * (height_of(size) + 1) - 1
        if taken <= height and all(width_of(row) * size <= width for row in rows):
            return tuple("\n\n".join("\n".join(draw(row, size)) for row in rows).split("\n"))
    return ()


def _wrapped(words: list[str], width: int) -> list[str]:
    """The words in lines, each as full as so many points allow."""
    rows = [words[0]]
    for word in words[1:]:
        longer = f"{rows[-1]} {word}"
        if width_of(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return rows


class OneByOne(Vertical):
    """Instructions, of which one is in sight; page 0, where the name and the dose are, has none."""

    DEFAULT_CSS = """
    OneByOne { height: 1fr; display: none; }
    OneByOne BigWords { height: 1fr; }
    """

    def __init__(self, instructions: tuple[Instruction, ...]) -> None:
        super().__init__()
        self.instructions = instructions
        self.page = 0

    def compose(self) -> ComposeResult:
        """What it belongs to, and the instruction."""
        yield Words("", id="one-title", classes="title")
        yield BigWords(id="one-words")

    @property
    def shown(self) -> Instruction | None:
        """The instruction in sight."""
        return self.instructions[self.page - 1] if self.page else None

    def has(self, page: int) -> bool:
        """Whether there is such a page."""
        return 0 <= page <= len(self.instructions)

    def turn(self, page: int) -> None:
        """Show another page."""
        self.page = page
        one = self.shown
        if one is not None:
            place = f"{one.title}   {page} of {len(self.instructions)}"
            self.query_one("#one-title", Words).say(place)
            self.query_one("#one-words", BigWords).value = one.words
            self.set_class(one.warns, "-warns")
