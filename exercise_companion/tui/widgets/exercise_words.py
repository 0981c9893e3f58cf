"""The therapist's words for one exercise: before it starts, and wherever else it is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal

from exercise_companion.core.dose_words import TIMES
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.card import Card
from exercise_companion.tui.widgets.headline import Headline
from exercise_companion.tui.widgets.words import Words, paragraphs

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.views import ItemView

_FIGURES: Final = re.compile(
    rf"(?P<sets>\d+ {TIMES} )?(?P<lower>[\d.]+)(?: to (?P<upper>[\d.]+))?"
    r"(?: (?:s|min|m|ft|mi)(?![a-z]))?"
)
"""The counted part a dose begins with (see `core.dose_words`)."""


class RestOfDose(Headline):
    """What stands below the counted part, which comes first: in a low window on one line."""

    @property
    def most_lines(self) -> int:
        """Two only where they leave the counted part its room."""
        return super().most_lines if self.screen.has_class("-roomy") else 1


def how_it_is_done(item: ItemView) -> ComposeResult:
    """What it is for, how to get into place, each step, what to keep in mind."""
    yield Words(item.dose, id="dose-first", classes="strong")
    yield Words(item.purpose, classes="soft")
    if item.version_line:
        yield Words(item.version_line, classes="strong gap")
    yield Words("Get into place", classes="title gap")
    yield Words(item.setup)
    yield Words("Then", classes="title gap")
    for number, step in enumerate(item.steps, 1):
        yield Horizontal(Words(str(number), classes="title number"), Words(step), classes="row")
    yield from listed("Keep in mind", item.cues)
    yield from listed("Common mistakes", item.common_mistakes)


def how_much(item: ItemView) -> ComposeResult:
    """The dose, when to stop, what to watch for, what is needed."""
    with Card(id="dose"):
        large = large_dose(item.dose)
        if large:
            yield BigNumber(large, id="dose-large", classes="-large")
            yield RestOfDose(rest_of_dose(item.dose), most=2, largest=1, id="dose-rest")
        yield Words(item.dose, id="dose-whole" if large else None, classes="strong")
        said = ((item.details, ""), (item.often and f"{_capital(item.often)}.", "$ink-soft"))
        told = [line for line in said if line[0]]
        if told:
            yield Words(paragraphs(*told), id="dose-details")
        for line in filter(None, (item.note, *item.limits)):
            yield Words(line, classes="soft")
    needed = (*item.equipment, *((item.support_needed,) if item.support_needed else ()))
    with Card(classes="-danger"):
        yield Words("Stop signs", classes="title danger")
        for sign in item.stop_signs:
            yield Words(sign)
    yield from listed("Watch for", item.watch_for)
    yield from listed("You need", needed)


def large_dose(dose: str) -> str:
    """What is drawn large of a dose in figures: "2 x 10" of "2 x 10 each side, hold 5 s".

    The whole dose stands below it in words. Empty when it does not begin with a number.
    """
    counted = _FIGURES.match(dose)
    if counted is None:
        return ""
    if counted["upper"]:
        return f"{counted['sets'] or ''}{counted['lower']}-{counted['upper']}".replace(" ", "")
    return counted.group().upper()


def rest_of_dose(dose: str) -> str:
    """What large mode draws below the counted part: "hold 5 s" of "2 x 10, hold 5 s"."""
    counted = _FIGURES.match(dose)
    return dose[counted.end() :].lstrip(", ") if counted is not None else ""


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def listed(title: str, lines: tuple[str, ...]) -> ComposeResult:
    """A short list under its title, or nothing."""
    if lines:
        yield Words(title, classes="title gap")
        for line in lines:
            yield Horizontal(Words("·", classes="soft number"), Words(line), classes="row")
