"""The paper grid keyed back line by line: a day at a time, shown before it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion.paper import note_of
from exercise_companion.core.day_words import date_words
from exercise_companion.core.paper import FilledDay
from exercise_companion.errors import UsageFault
from exercise_companion.plain.asking import choose, until
from exercise_companion.plain.console import ENTRY_LEFT
from exercise_companion.plain.walks import ask_late

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from exercise_companion.companion import Companion
    from exercise_companion.core.paper import LineKind, PaperLine
    from exercise_companion.plain.console import Console

HOW: Final = (
    "Key each day as it stands on paper. Enter alone: nothing is written there.",
    "0 means that 0 was written, or that an exercise was not done.",
)

ON_PAPER: Final = {"yes": "yes", "y": "yes", "no": "no", "n": "no", "leave": "leave", "l": "leave"}

KEEP: Final = {"yes": True, "y": True, "again": False, "a": False}


class LeaveError(Exception):
    """The person leaves; the days before are kept."""


class PaperQuestions:
    """Asks for the days of a grid.

    Args:
        companion: the patient's use cases.
        console: lines out, lines in.

    """

    def __init__(self, companion: Companion, console: Console) -> None:
        self._companion = companion
        self._console = console

    def begin(self) -> None:
        """Say how it is done."""
        self._console.say(*HOW)

    def day(self, day: date) -> FilledDay | None:
        """One day as it stands on paper; None where it is left out.

        Raises:
            LeaveError: the person wants to leave.

        """
        try:
            lines = self._companion.paper_lines(day)
        except UsageFault as fault:
            self._console.say(fault.what_happened)
            return None
        self._console.kept = ENTRY_LEFT
        question = f"{date_words(day)}: is anything on paper? Yes, no, leave"
        answer = choose(self._console, question, ON_PAPER)
        if answer == "leave":
            raise LeaveError
        while answer == "yes":
            filled = self._filled(day, lines)
            if not filled.of("sets"):
                self._console.say("No sets were given. Type 0 for an exercise that was not done.")
                if choose(self._console, "Key this day again? Yes, no", ON_PAPER) != "yes":
                    return None
                continue
            self._console.say(date_words(day), *shown(filled, lines))
            if choose(self._console, "Keep it so? Yes, again", KEEP):
                return filled
        return None

    def _filled(self, day: date, lines: Sequence[PaperLine]) -> FilledDay:
        numbers: dict[tuple[LineKind, str], int] = {}
        note = ""
        for line in lines:
            if line.kind == "walk":
                continue
            if line.most is None:
                note = until(self._console, line.words, note_of)
            elif (number := self._number(line, line.most)) is not None:
                numbers[line.kind, line.of] = number
        return FilledDay(day, numbers, note, self._walks(day, numbers))

    def _walks(self, day: date, numbers: Mapping[tuple[LineKind, str], int]) -> dict[str, str]:
        """What stands there, or is remembered, of each walk of which a part is ticked."""
        return {
            f"{item_id} {name}": str(value)
            for item_id, asked in self._companion.paper_walks(day).items()
            if numbers.get(("sets", item_id))
            for name, value in ask_late(self._companion, self._console, asked)
            if value is not None
        }

    def _number(self, line: PaperLine, most: int) -> int | None:
        what = "boxes ticked, " if line.kind == "sets" else ""
        while True:
            text = self._console.ask(f"{line.words}: {what}0 to {most}").raw
            if not text:
                return None
            short = text.isascii() and text.isdigit() and len(text) <= len(str(most))
            if short and int(text) <= most:
                return int(text)
            self._console.say(f"Type a whole number from 0 to {most}, or Enter alone.")


def shown(filled: FilledDay, lines: Sequence[PaperLine]) -> tuple[str, ...]:
    """A day as it was keyed, line by line; what was left empty is said to be, but of a walk."""
    found = []
    for line in lines:
        number = filled.numbers.get((line.kind, line.of))
        if line.kind == "walk":
            if line.of not in filled.walks:
                continue
            written = filled.walks[line.of].replace("_", " ")
        elif line.most is None:
            written = filled.note or "nothing written"
        elif number is None:
            written = "nothing written"
        else:
            written = f"{number} of {line.most}" if line.kind == "sets" else str(number)
        found.append(f"{line.words}: {written}")
    return tuple(found)
