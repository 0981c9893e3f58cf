"""What can be wrong with a screen that is on display: cut, out of sight, faint, not marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from exercise_companion.tui.screens.base import Body
from exercise_companion.tui.widgets.big_choice import BigChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from camera import Picture
    from rich.color import Color
    from rich.segment import Segment
    from textual.geometry import Region
    from textual.screen import Screen

TEXT_CONTRAST: Final = 7.0
GRAPHIC_CONTRAST: Final = 3.0
"""WCAG 2.2: level AAA for text (1.4.6); for what is drawn, 1.4.11."""

DRAWN: Final = ((0x2500, 0x25FF), (0x2800, 0x28FF))
"""Lines, blocks, shapes and braille: drawings, not letters."""

LEAST_LINES: Final = 3
"""Of what scrolls, at any size: a question and a line more."""


# --- cut, or out of sight -------------------------------------------------------------------------


def overfull(picture: Picture) -> Iterator[str]:
    """Lines that are wider than the window, and lines too many."""
    width, height = picture.size
    for line in picture.lines:
        if sum(part.cell_length for part in line) > width:
            yield f"wider than the window: {''.join(part.text for part in line)}"
    if len(picture.lines) > height:
        yield f"{len(picture.lines)} lines"


def out_of_sight(screen: Screen[Any]) -> Iterator[str]:
    """Choices that do not scroll and do not show all of their words; too little of what does."""
    for choice in _shown(screen, BigChoice):
        if not _scrolls(choice) and (_is_clipped(choice) or _needs_more_room(choice)):
            yield f"not in sight: {choice.label}"
    for body in _shown(screen, Body):
        if body.scrollable_content_region.height < LEAST_LINES:
            yield f"{body.scrollable_content_region.height} lines are left to read in"


def cut_off(screen: Screen[Any]) -> Iterator[str]:
    """Texts that are cut where no scrolling helps."""
    for words in _shown(screen, Static):
        if _needs_more_room(words) or _is_too_wide(words):
            yield f"cut: {words.render()}"
        elif not _scrolls(words) and _is_clipped(words):
            yield f"hidden in part: {words.render()}"


def _shown(screen: Screen[Any], kind: type[Widget]) -> Iterator[Any]:
    for widget in screen.query(kind):
        if all(one.display for one in widget.ancestors_with_self if isinstance(one, Widget)):
            yield widget


def _needs_more_room(words: Static) -> bool:
    width, height = words.content_size
    text = str(words.render())
    return bool(text.strip()) and words.visual.get_height(words.styles, width) > height


def _is_clipped(widget: Widget) -> bool:
    placed = widget.screen.find_widget(widget)
    return bool(placed.visible_region != placed.region)


def _is_too_wide(widget: Widget) -> bool:
    placed = widget.screen.find_widget(widget)
    return placed.region.right > placed.clip.right or placed.region.x < placed.clip.x


def _scrolls(widget: Widget) -> bool:
    above = [one for one in widget.ancestors if isinstance(one, Widget)]
    return any(one.max_scroll_y > 0 for one in above)


# --- seen without colour --------------------------------------------------------------------------


def is_marked(screen: Screen[Any], before: str, after: str) -> bool:
    """Whether what has the focus is told by a sign, not by a colour alone."""
    focused = screen.focused
    if not isinstance(focused, Static):
        return True  # a field has its cursor, a text its scroll bar
    return before != after


def unfilled(screen: Screen[Any], picture: Picture) -> Iterator[str]:
    """Main choices that are not in reverse video where no colour is sent.

    One that waits for an answer, and so does nothing yet, is none.
    """
    for choice in _shown(screen, BigChoice):
        place = screen.find_widget(choice).visible_region
        waits = choice.disabled or choice.has_class("-waiting") or not place.area
        if not choice.has_class("-primary") or waits:
            continue
        rows = [Strip(picture.lines[y]).crop(place.x, place.right) for y in _lines(place)]
        if not all(part.style and part.style.reverse for row in rows for part in row):
            yield f"not filled without colours: {choice.label}"


def _lines(place: Region) -> range:
    return range(place.y, place.bottom)


def colours_in(picture: Picture) -> set[str]:
    """The colours that are sent to the terminal."""
    colours = {
        colour
        for part in _parts(picture)
        if part.style is not None
        for colour in (part.style.color, part.style.bgcolor)
        if colour is not None and not colour.is_default
    }
    return {colour.name for colour in colours}


# --- faint ----------------------------------------------------------------------------------------


def faint(picture: Picture) -> Iterator[str]:
    """What is written or drawn with too little contrast, each pair of colours once."""
    seen: set[tuple[Color, Color, bool]] = set()
    for part in _parts(picture):
        style = part.style
        if style is None or style.color is None or style.bgcolor is None or not part.text.strip():
            continue
        ink, ground = style.color, style.bgcolor
        letters = any(not _is_drawn(letter) for letter in part.text if letter != " ")
        if (ink, ground, letters) in seen:
            continue
        seen.add((ink, ground, letters))
        ratio = contrast(ink, ground)
        if ratio < (TEXT_CONTRAST if letters else GRAPHIC_CONTRAST):
            yield f"{ratio:.1f}: {ink.name} on {ground.name}: {part.text.strip()}"


def contrast(one: Color, other: Color) -> float:
    """WCAG 2 contrast of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: Color) -> float:
    """WCAG 2 relative luminance, 0 to 1."""
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_drawn(letter: str) -> bool:
    return any(first <= ord(letter) <= last for first, last in DRAWN)


def _parts(picture: Picture) -> Iterable[Segment]:
    return (part for line in picture.lines for part in line)
