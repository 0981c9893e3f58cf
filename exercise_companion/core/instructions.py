"""An exercise as one instruction after the other, each short enough to be seen from the floor.

Every word is the prescription's; only what stands before it says what kind of sentence it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from exercise_companion.core.cues import SPEAKING_PACE
from exercise_companion.core.views import VERSION_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from exercise_companion.core.cues import Cue
    from exercise_companion.core.views import ItemView

LONGEST: Final = 52
"""Characters up to which short sentences stay together. Our decision: in block letters they fill
a window of 80 columns and 24 lines."""

_SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One thing to be read at a time."""

    title: str
    """What it belongs to: "Step 2 of 4"."""
    words: str
    """What is said; a mistake or a thing to watch for says that it is one."""
    heard: int = 0
    """How many of its words are read out (see `cues.of_intro`), in the same order; 0: none."""
    shows: bool = False
    """It tells how to move: the picture belongs beside it."""
    warns: bool = False
    """It says when to stop."""


def instructions_of(item: ItemView) -> tuple[Instruction, ...]:
    """Everything that is known of an exercise but its name and figures, in the order needed."""
    return tuple(_all(item))


def _all(item: ItemView) -> Iterator[Instruction]:
    yield from _led("How much", [item.details] if item.details else [])
    needed = [*item.equipment, item.support_needed] if item.support_needed else item.equipment
    yield from _led("You need", needed)
    yield from _led("Note", [item.note] if item.note else [])
    yield from _led("Pain", item.limits)
    if item.version_line:
        yield from _read_out(VERSION_NAMES[item.variant], item.variant_instruction, shows=True)
    yield from _read_out("Get into place", item.setup, shows=True)
    for number, step in enumerate(item.steps, 1):
        yield from _read_out(f"Step {number} of {len(item.steps)}", step, shows=True)
    for sign in item.stop_signs:
        yield from _stop_sign(sign)
    for words in (part for cue in item.cues for part in _parts(cue)):
        yield Instruction("Keep in mind", words, shows=True)
    yield from _led("Common mistake", item.common_mistakes)
    yield from _led("Watch for", item.watch_for)
    yield from _led("How often", [f"{item.often}."] if item.often else [])
    yield from _led("What it is for", [item.purpose])


def _read_out(title: str, text: str, *, shows: bool) -> Iterator[Instruction]:
    for words in _parts(text):
        yield Instruction(title, words, heard=len(words.split()), shows=shows)


def _stop_sign(sign: str) -> Iterator[Instruction]:
    """A sign says what it is even where the therapist wrote no "Stop if" before it."""
    lead = "" if sign.lower().startswith("stop") else "Stop sign: "
    for one in _read_out("Stop signs", sign, shows=False):
        yield replace(one, words=f"{lead}{one.words}", warns=True)
        lead = ""


def _led(title: str, lines: Sequence[str]) -> Iterator[Instruction]:
    """Lines that would be misread without what they are: "Common mistake: holding your breath"."""
    for line in lines:
        first, *others = _parts(line) or ("",)
        if first:
            yield Instruction(title, f"{title}: {first}")
        for words in others:
            yield Instruction(title, words)


def _parts(text: str) -> tuple[str, ...]:
    """A text by its sentences; short ones stay together."""
    parts: list[str] = []
    for sentence in _SENTENCE_END.split(text.strip()):
        together = f"{parts[-1]} {sentence}" if parts else sentence
        if parts and len(together) <= LONGEST:
            parts[-1] = together
        elif sentence:
            parts.append(sentence)
    return tuple(parts)


def page_heard(cue: Cue, instructions: Iterable[Instruction], seconds: float) -> int:
    """Which instruction, from 1 on, a voice has come to so many seconds after it began the cue.

    0 while name and dose are read.
    """
    read_out = [(page, one.heard) for page, one in enumerate(instructions, 1) if one.heard]
    said = seconds * SPEAKING_PACE - len(cue.say.split()) + sum(words for _, words in read_out)
    reached = 0
    for page, words in read_out:
        if said < 0:
            break
        reached, said = page, said - words
    return reached
