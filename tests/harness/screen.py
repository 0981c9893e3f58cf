"""What a terminal makes of a program's bytes: cells, modes, and answers to its questions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pyte

if TYPE_CHECKING:
    from collections.abc import Callable

SEQUENCE: Final = re.compile(
    rb"\x1b(?:\[(?P<mark>[<=>?]?)(?P<numbers>[0-9;:]*)(?P<middle>[ -/]*)(?P<final>[@-~])"
    rb"|\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|[P_^X](?:[^\x1b]|\x1b(?!\\))*\x1b\\"
    rb"|[ -/]+[0-~]|[0-OQ-WYZ\\`-~])",
    re.DOTALL,
)
BEGUN: Final = re.compile(
    rb"\x1b(?:\[[<=>?]?[0-9;:]*[ -/]*|\][^\x07\x1b]*\x1b?"
    rb"|[P_^X](?:[^\x1b]|\x1b(?!\\))*\x1b?|[ -/]*)?\Z",
    re.DOTALL,
)
"""A sequence whose end has not arrived yet."""

HARMLESS_MODES: Final = frozenset({7, 25})
"""Line wrap, cursor and synchronised output: on in a terminal that was left as it was."""

ALTERNATE_SCREEN: Final = 1049
SYNCHRONISED: Final = 2026


class Emulator:
    """A terminal of a given size, fed with what the program writes.

    Args:
        columns: its width.
        lines: its height.

    """

    def __init__(self, columns: int, lines: int) -> None:
        self.screen = pyte.Screen(columns, lines)
        self.modes: set[int] = set()
        """DEC private modes that are set."""
        self.commands: list[bytes] = []
        """Operating-system commands: title, clipboard, link."""
        self._stream = pyte.ByteStream(self.screen)
        self._rest = b""

    @property
    def text(self) -> str:
        """What can be read on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def is_drawing(self) -> bool:
        """Whether a frame was begun and is not finished."""
        return SYNCHRONISED in self.modes

    @property
    def modes_left_on(self) -> set[int]:
        """Modes that a program which has ended should have put back."""
        return self.modes - HARMLESS_MODES

    def feed(self, data: bytes) -> bytes:
        """Show what the program wrote.

        Returns:
            What the terminal answers to it.

        """
        data, answers, at = self._rest + data, [], 0
        self._rest = b""
        while (escape := data.find(b"\x1b", at)) >= 0:
            self._draw(data[at:escape])
            found = SEQUENCE.match(data, escape)
            if found is None and BEGUN.match(data, escape):
                self._rest = data[escape:]
                return b"".join(answers)
            answers.append(self._act(found) if found else b"")
            at = found.end() if found else escape + 1
        self._draw(data[at:])
        return b"".join(answers)

    def _draw(self, data: bytes) -> None:
        if data:
            self._stream.feed(data)

    def _act(self, found: re.Match[bytes]) -> bytes:
        """Obey one sequence, and answer it when it is a question."""
        if found["command"] is not None:
            self.commands.append(found["command"])
            return b""
        if found["final"] is None:
            if found[0][1:2] not in b"P_^X":
                self._draw(found[0])
            return b""
        return self._control(found)

    def _control(self, found: re.Match[bytes]) -> bytes:
        mark, numbers, middle, final = found.group("mark", "numbers", "middle", "final")
        if mark == b"?" and final in b"hl" and not middle:
            self._set_modes(numbers, on=final == b"h")
        answer = self._questions().get(mark + middle + final)
        if answer is not None:
            return answer(numbers)
        if not (mark or middle or final in b"tu"):  # pyte would print or misread the others
            self._draw(found[0])
        return b""

    def _set_modes(self, numbers: bytes, *, on: bool) -> None:
        for number in map(int, filter(None, numbers.split(b";"))):
            (self.modes.add if on else self.modes.discard)(number)
            if number == ALTERNATE_SCREEN:
                self.screen.reset()

    def _questions(self) -> dict[bytes, Callable[[bytes], bytes]]:
        """What a modern terminal answers: who it is, where the cursor is, which modes it knows."""
        cursor = self.screen.cursor
        return {
            b"c": lambda _: b"\x1b[?62;22c",
            b">c": lambda _: b"\x1b[>1;4000;0c",
            b">q": lambda _: b"\x1bP>|harness(1)\x1b\\",
            b"?u": lambda _: b"\x1b[?0u",
            b"?$p": lambda numbers: b"\x1b[?%s;%d$y" % (numbers, _known(numbers)),
            b"n": lambda numbers: (
                b"\x1b[%d;%dR" % (cursor.y + 1, cursor.x + 1) if numbers == b"6" else b"\x1b[0n"
            ),
        }


def _known(mode: bytes) -> int:
    """2: known and off; 0: unknown. Sizes are not reported in band here."""
    return 0 if mode == b"2048" else 2
