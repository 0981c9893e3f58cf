"""What a set looks like while it runs: a large word, a huge number, how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from textual.containers import Horizontal, Vertical

from exercise_companion.core.actuals import MINUTE, time_words
from exercise_companion.core.cues import WAITS_FOR_ENTER
from exercise_companion.core.terms import ONE_SIDE
from exercise_companion.tui.themes import LARGE
from exercise_companion.tui.widgets.big_digits import BigDigits
from exercise_companion.tui.widgets.step_clock import whole_seconds
from exercise_companion.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from exercise_companion.core.dose import SetTarget, Step, StepKind, Turn
    from exercise_companion.core.terms import PerformedSide

_WORDS: Final[dict[StepKind, str]] = {
    "ready": "READY",
    "rep": "MOVE",
    "hold": "HOLD",
    "release": "LET GO",
    "work": "GO",
    "switch_side": "TURN",
    "rest": "REST",
}
_COUNTED: Final[dict[StepKind, str]] = {
    "rep": "Repetition",
    "hold": "Hold",
    "release": "Next: hold",
}
_INSTRUCTIONS: Final = frozenset({*_WORDS.values(), "RETURN"})
"""Large words that say what to do; a side alone stands for the movement on it."""

_SIDE_WORDS: Final = frozenset(side.upper() for side in ONE_SIDE)

_MOST_DOTS: Final = 20

SENTENCE: Final = ". "
"""Between two sentences."""

_ON_A_SIDE: Final = frozenset(f"Your {side} side" for side in _SIDE_WORDS)


@dataclass(frozen=True, slots=True)
class Face:
    """One look at a running set."""

    line: str
    """The instruction in a sentence; a side is written out (H-13)."""
    word: str
    """The instruction in one word, drawn large."""
    number: str
    """What counts up or down, drawn as large as possible."""
    count: str = ""
    """How far the set is, drawn beside it: "5/8"."""
    caption: str = ""
    """What the numbers mean: "Hold 5 of 8"."""
    dots: str = ""
    both_sides: str = ""
    """What was counted on each side, "L 3 R 2", where the number is that of one alone."""
    side: str = ""
    """The side, "LEFT", where there is one: in large mode it stands beside the word."""

    @property
    def word_with_side(self) -> str:
        """The one instruction of large mode: "HOLD LEFT". What is no instruction stands alone."""
        return f"{self.word} {self.side}" if self.side and self.instructs else self.word

    @property
    def instructs(self) -> bool:
        """Whether the word says what to do, not what is asked or that the clock stands still."""
        return self.word in _INSTRUCTIONS

    @property
    def asks(self) -> bool:
        """Whether the set stands still or something is asked."""
        return not self.instructs and self.word not in _SIDE_WORDS

    def low_line(self, line: str, width: int) -> str:
        """The line where the large word is not drawn: with that word, once, and with the side."""
        says_it = self._first_of(line) in {self.word, f"GET {self.word}"}
        if self.instructs and not says_it:
            line = f"{self.word.capitalize()}. {line}".strip()
        return line if len(line) <= width else self._side_first(line)

    def _side_first(self, line: str) -> str:
        """The same with the side before what there may be no room for (H-13)."""
        sentences = line.split(SENTENCE)
        head = sentences[: int(self.instructs)]
        rest = sentences[len(head) :]
        return SENTENCE.join((*head, *sorted(rest, key=lambda one: one not in _ON_A_SIDE)))

    @staticmethod
    def _first_of(line: str) -> str:
        return line.partition(SENTENCE)[0].upper()


def face(
    step: Step, seconds_left: float | None, target: SetTarget, turn: Turn | None = None
) -> Face:
    """How a step is shown; of a repetition with a tempo, how it is shown since its last turn.

    What is said of a turn stands there on a side, too: the line names the side as before.
    """
    counted = step.kind in _COUNTED and step.rep is not None and step.reps is not None
    reached = (step.rep or 0) - (step.kind == "release")
    return Face(
        line=_line(step, target.side),
        word=_word(step) if turn is None else turn.words.upper(),
        number=_number(step, seconds_left, target),
        count=f"{reached}/{step.reps}" if counted and step.kind != "rep" else "",
        caption=_caption(step, seconds_left, target),
        dots=dots(reached, step.reps or 0) if counted else "",
        side=_side(step if turn is not None else target),
    )


def _side(shown: Step | SetTarget) -> str:
    return shown.side.upper() if shown.side in ONE_SIDE else ""


def _number(step: Step, seconds_left: float | None, target: SetTarget) -> str:
    if step.kind == "rep":
        return f"{step.rep}/{step.reps}"
    if seconds_left is not None:
        return clock_text(whole_seconds(seconds_left))
    return f"{target.metres} M" if target.metres is not None else ""


def _word(step: Step) -> str:
    if step.kind in {"switch_side", "rep"} and step.side in ONE_SIDE:
        return step.side.upper()
    return _WORDS[step.kind]


def _line(step: Step, side: PerformedSide) -> str:
    """The step's own words, with the side of the whole set where they do not name it.

    Empty where the large word says it all.
    """
    named = step.side in ONE_SIDE and step.side.upper() in step.instruction
    if side in ONE_SIDE and not named:
        return f"{step.instruction}. Your {side.upper()} side"
    said = step.instruction.upper().endswith(_WORDS[step.kind])
    return "" if said else step.instruction


def _caption(step: Step, seconds_left: float | None, target: SetTarget) -> str:
    if step.kind == "rep":
        return _how_far(step)
    if step.kind in _COUNTED:
        return f"{_left(step, seconds_left)}. {_how_far(step)}"
    if step.kind != "work":
        then = f"Then set {step.set_number} of {step.sets}"
        return f"{_left(step, seconds_left)}. {then}" if step.kind == "rest" else ""
    if seconds_left is None:
        return WAITS_FOR_ENTER
    return f"left of {time_words(target.seconds or 0)}"


def _how_far(step: Step) -> str:
    return f"{_COUNTED[step.kind]} {step.rep} of {step.reps}"


def _left(step: Step, seconds_left: float | None) -> str:
    """What the number says that counts down: it is drawn without its unit (H-14)."""
    if step.kind == "hold" and step.seconds is not None:
        return f"left of {time_words(int(step.seconds))}"
    return "s left" if whole_seconds(seconds_left or 0) < MINUTE else "min left"


def clock_text(seconds: int) -> str:
    """Seconds below a minute alone, else minutes and seconds: "45", "4:05"."""
    if seconds < MINUTE:
        return str(seconds)
    return f"{seconds // MINUTE}:{seconds % MINUTE:02}"


def time_text(seconds: int) -> str:
    """A time that counts up, with its minutes from the start: "0:05", "12:30"."""
    return f"{seconds // MINUTE}:{seconds % MINUTE:02}"


def dots(reached: int, of: int) -> str:
    """One dot for each repetition, filled as far as it has come; too many are left out."""
    return " ".join("●" * reached + "○" * (of - reached)) if of <= _MOST_DOTS else ""


def whole_sentences(text: str, width: int) -> str:
    """As many of its sentences as one line has room for; of a long first one the beginning."""
    first, *others = text.split(SENTENCE)
    shown = first
    for sentence in others:
        longer = f"{shown}{SENTENCE}{sentence}"
        if len(longer) > width:
            return f"{shown}."
        shown = longer
    return shown


class SetFace(Vertical):
    """Shows a `Face`. Only what changed is drawn again."""

    def __init__(self) -> None:
        super().__init__(id="face")
        self._shown = Face("", "", "")
        self._line = ""

    def compose(self) -> ComposeResult:
        """Line, word, numbers, caption, dots."""
        yield Words("", id="face-line", classes="strong")
        yield BigDigits(id="face-word")
        with Horizontal(id="face-numbers"):
            yield BigDigits(id="face-number")
            yield BigDigits(id="face-count")
        yield Words("", id="face-caption", classes="strong")
        yield Words("", id="face-dots")

    def on_resize(self) -> None:
        """In another window other parts have room."""
        self.show(self._shown)

    def show(self, new: Face) -> None:
        """Show another look."""
        old, self._shown = self._shown, new
        large = self.app.has_class(LARGE)
        word = self.query_one("#face-word", BigDigits)
        word.value = new.word_with_side if large else new.word
        line = new.line or ("" if self.query_one("#face-caption").display else new.caption)
        if not word.display:
            line = new.low_line(line, self.size.width)
        if self.screen.has_class("-short"):
            line = whole_sentences(line, self.size.width)
        number = (new.both_sides if large else "") or new.number
        self.query_one("#face-number", BigDigits).value = number
        count = self.query_one("#face-count", BigDigits)
        count.value = new.count
        count.display = bool(new.count)
        self.set_class(new.asks, "-question")
        for name, text, before in (
            ("#face-line", line, self._line),
            ("#face-caption", new.caption, old.caption),
            ("#face-dots", new.dots, old.dots),
        ):
            if text != before:
                self.query_one(name, Words).say(text)
        self._line = line
