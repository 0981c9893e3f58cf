"""A row of large numbers from 0 to 10: for pain, and in other words for effort.

Nothing is chosen beforehand. A key only chooses; the screen decides when a choice counts
(clinical-spec 2.1, H-20).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.events import Click
    from textual.geometry import Size

HIGHEST: Final = 10
_NUMBERS: Final = range(HIGHEST + 1)
_WIDEST_TILE: Final = 8
_MARK: Final = "●"
_CROWDED: Final = 3
"""A tile no wider than this has no free column beside it."""
_LOW_SCREEN: Final = 18
"""Below this many lines a tile has no line of its own under the number."""


_LOW: Final = tuple(("", str(number)) for number in _NUMBERS)
_USUAL: Final = tuple(("", str(number), "") for number in _NUMBERS)
_TALL: Final = tuple(("", "", str(number), "", "") for number in _NUMBERS)
_LARGE: Final = tuple(("", *draw(str(number).replace("10", "I0"), 1)) for number in _NUMBERS)
"""The lines of the tiles: in a low window, in others, with lines to spare, in large mode.

The 1 of a large 10 is a plain stroke, which leaves it no wider than its tile."""
_LARGE_FACE: Final = max(len(line) for tile in _LARGE for line in tile)


@dataclass(frozen=True, slots=True)
class Band:
    """A helper word over some neighbouring numbers. It is shown, never scored."""

    first: int
    last: int
    word: str


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """What the numbers of a scale mean."""

    lowest: str
    highest: str
    bands: tuple[Band, ...]

    def meaning(self, number: int) -> str:
        """One number in words: "4, moderate"."""
        if number == 0:
            return f"0, {self.lowest}"
        if number == HIGHEST:
            return f"{HIGHEST}, {self.highest}"
        words = (band.word for band in self.bands if band.first <= number <= band.last)
        return ", ".join((str(number), *words))


PAIN: Final = ScaleWords(
    "no pain",
    "the worst pain I can imagine",
    (Band(1, 3, "mild"), Band(4, 6, "moderate"), Band(7, 10, "strong")),
)
"""The numeric pain rating scale (clinical-spec 2.1)."""

LEGS: Final = ScaleWords(
    "nothing",
    "as bad as I can imagine",
    (Band(1, 3, "mild"), Band(4, 6, "moderate"), Band(7, 10, "strong")),
)
"""What the legs feel on a walk: pain, or heavy, numb or weak (clinical-spec 2.6)."""

EFFORT: Final = ScaleWords(
    "no effort at all",
    "as hard as I can",
    (Band(1, 2, "easy"), Band(3, 4, "medium"), Band(5, 6, "hard"), Band(7, 10, "very hard")),
)
"""The 0-10 effort scale (CR10)."""


ACTIVITY: Final = ScaleWords("cannot do it", "as before", ())
"""How well an activity goes (clinical-spec 5.1). Words between the ends would judge."""


def typed(chosen: int | None, digit: int) -> int:
    """The number chosen after a digit is typed: 1 and then 0 make 10, all else stands alone."""
    return HIGHEST if chosen == 1 and digit == 0 else digit


def moved(chosen: int | None, by: int) -> int:
    """The number chosen after an arrow; the first arrow starts at 0, and the ends are firm."""
    return 0 if chosen is None else min(HIGHEST, max(0, chosen + by))


class NumberScale(Widget):
    """Eleven numbers to choose from by digit, arrow or mouse.

    A choice repaints the two tiles it concerns. Who listens is called at once, so that what the
    screen says about the number is painted together with it.

    Args:
        words: what the numbers mean.
        told: is called with a number that was chosen; it does not count before it is confirmed.

    """

    DEFAULT_CSS = """
    NumberScale { width: 1fr; height: auto; }
    NumberScale .scale--tile { background: $panel; color: $foreground; text-style: bold; }
    NumberScale .scale--chosen {
        background: $accent; color: $background; text-style: bold;
    }
    NumberScale .scale--words { color: $foreground; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"scale--tile", "scale--chosen", "scale--words"}

    chosen: reactive[int | None] = reactive(None, repaint=False)

    def __init__(self, words: ScaleWords, told: Callable[[int], None]) -> None:
        super().__init__()
        self.words = words
        self._told = told
        self._strips: dict[tuple[int, int, int, int | None], Strip] = {}

    def type_digit(self, digit: int) -> None:
        """Take a typed digit."""
        self._choose(typed(self.chosen, digit))

    def move(self, by: int) -> None:
        """Go up or down the scale."""
        self._choose(moved(self.chosen, by))

    def _choose(self, number: int) -> None:
        if not self.is_attached:
            return  # a key that was on its way when its screen was answered
        self.chosen = number
        self._told(number)

    def watch_chosen(self, before: int | None, chosen: int | None) -> None:
        """Repaint the tile that was chosen and the one that is."""
        tile = _tile_width(self.size.width)
        self.refresh(
            *(
                Region(number * tile, 0, tile, self._tile_lines)
                for number in (before, chosen)
                if number is not None
            )
        )

    def on_click(self, event: Click) -> None:
        """Choose the number under the pointer."""
        number = event.x // _tile_width(self.size.width)
        if number in _NUMBERS and event.y < self._tile_lines:
            self._choose(number)

    @property
    def _tile_lines(self) -> int:
        return len(self._faces(self.size.width)[0])

    def _faces(self, width: int) -> tuple[tuple[str, ...], ...]:
        """The lines of each number's tile, without its mark."""
        if self.app.size.height < _LOW_SCREEN:
            return _LOW
        if self.app.has_class(LARGE) and _face_width(_tile_width(width)) >= _LARGE_FACE:
            return _LARGE
        return _TALL if self.screen.has_class("-lofty") else _USUAL

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The tiles, one line of helper words, and what the ends mean."""
        return len(self._faces(width)[0]) + 1 + len(_ends(self.words, _tile_width(width)))

    def notify_style_update(self) -> None:
        """Other colours: nothing that was drawn holds."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """A line of the tiles, the helper words below them, or what 0 and 10 mean."""
        width, tiles = self.size.width, self._tile_lines
        drawn = (y, width, tiles, self.chosen if y < tiles else None)
        if drawn not in self._strips:
            tile = _tile_width(width)
            parts = self._tiles(tile, y) if y < tiles else self._below(tile, y - tiles)
            self._strips[drawn] = Strip(parts).adjust_cell_length(width, self._rich())
        return self._strips[drawn]

    def _rich(self, *classes: str) -> Style:
        return self.get_visual_style(*classes).rich_style

    def _tiles(self, tile: int, line: int) -> list[Segment]:
        plain, chosen = self._rich("scale--tile"), self._rich("scale--chosen")
        face, faces = _face_width(tile), self._faces(self.size.width)
        return [
            part
            for number in _NUMBERS
            for part in (
                Segment(
                    _marked(faces[number][line], line, marked=number == self.chosen).center(face),
                    chosen if number == self.chosen else plain,
                ),
                Segment(" " * (tile - face), self._rich()),
            )
        ]

    def _below(self, tile: int, line: int) -> list[Segment]:
        lines = (_bands(self.words, tile), *_ends(self.words, tile))
        return [Segment(text, self._rich("scale--words")) for text in lines[line : line + 1]]


def _marked(text: str, line: int, *, marked: bool) -> str:
    """One line of a tile: over the chosen number there is a mark."""
    return _MARK if marked and line == 0 else text


def _face_width(tile: int) -> int:
    """How much of a tile is coloured: an odd number, so that a digit stands in its middle."""
    return tile if tile <= _CROWDED else (tile // 2 - 1) * 2 + 1


def _tile_width(width: int) -> int:
    return max(2, min(_WIDEST_TILE, width // len(_NUMBERS)))


def _bands(words: ScaleWords, tile: int) -> str:
    """The helper words, each centred under its numbers; some scales have none."""
    if not words.bands:
        return ""
    line = " " * words.bands[0].first * tile
    for band in words.bands:
        room = (band.last - band.first + 1) * tile
        line += band.word.center(room - 1)[:room].ljust(room)
    return line


def _ends(words: ScaleWords, tile: int) -> tuple[str, ...]:
    """What 0 and 10 mean: on one line where there is room for both."""
    low, high = f"0 {words.lowest}", f"{HIGHEST} {words.highest}"
    room = len(_NUMBERS) * tile - 1 - len(low)
    return (low + high.rjust(room),) if len(high) + 2 < room else (low, high)
