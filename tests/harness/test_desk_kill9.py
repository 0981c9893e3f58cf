"""What the desk calls saved is on disk, although it is killed at random moments of a typed dose.

The two dozen kills: pytest -m harness tests/harness/test_desk_kill9.py
"""

from __future__ import annotations

import random
import re
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from harness.terminal import Terminal

from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.drafting import read_draft
from exercise_companion.core.draft import Draft, value_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 29)
NOW: Final = "2026-11-29T09:00"
ITEM: Final[JsonPath] = ("phases", 0, "items", 0)
LONGEST_SECONDS: Final = 1.5
"""So long after the last key the kill comes at most: the dose is then long on disk."""


@pytest.mark.harness
def test_two_dozen_kills_lose_nothing_that_was_called_saved(tmp_path: Path) -> None:
    killer = Killer(tmp_path, seed=24)
    killer.kill(24)
    assert killer.cut_short > 0, "some kills came while something was typed"
    assert killer.seen_saved > 0, "some came after it had been called saved"


class Killer:
    """Writes doses at a desk that is killed, and opened again on what is left.

    Args:
        folder: an empty one.
        seed: of its chance.

    """

    def __init__(self, folder: Path, seed: int) -> None:
        desk = Desk(folder, lambda: TODAY)
        opened = desk.begin("a-spinal-stenosis")
        desk.keep(opened.name, opened.draft)
        self.folder = folder
        self.file = folder / opened.name
        self.chance = random.Random(seed)  # noqa: S311 - the same way every time is what is wanted
        self.cut_short = 0
        self.seen_saved = 0

    def kill(self, times: int) -> None:
        for number in range(times):
            self.write_and_kill(10 + number)

    def write_and_kill(self, reps: int) -> None:
        """One dose until it is called saved, then one that is cut off anywhere."""
        with Terminal("desk", str(self.folder), "--now", NOW, size=(120, 40)) as terminal:
            terminal.wait_for("Enter goes on writing it.")
            terminal.press("enter")
            terminal.wait_for("→  1  Pelvic tilt")
            self.type_dose(terminal, f"2 x {reps}\r")
            called_saved = re.compile(rf"1  Pelvic tilt +2 × {reps} ")
            assert terminal.wait_until(
                lambda: terminal.sees(", saved") and bool(called_saved.search(terminal.text))
            )
            assert dose(self.kept()) == (2, reps), "it was called saved"
            terminal.press("escape")
            terminal.wait_for("→  1  Pelvic tilt")
            self.type_dose(terminal, f"3 x {reps + 1}\r"[: self.chance.randint(1, 7)])
            terminal.wait_until(lambda: False, self.chance.uniform(0, LONGEST_SECONDS))
            terminal.kill()
            promised = promise(terminal, reps)
        self.check(states(reps), promised)

    def type_dose(self, terminal: Terminal, keys: str) -> None:
        terminal.press("d")
        terminal.wait_for("→ Dose")
        terminal.type(keys)

    def check(self, ways: Sequence[tuple[str, int, int]], promised: int) -> None:
        """The draft is whole, and at one of the states it went through, none before a promise."""
        draft = self.kept()
        line = value_at(draft, (*ITEM, "typed_dose"))
        now = (line if isinstance(line, str) else "", *dose(draft))
        assert now in ways, "nothing else was ever typed"
        assert ways.index(now) >= promised
        self.cut_short += bool(now[0])
        self.seen_saved += promised > 0
        assert [path.name for path in self.folder.glob("*.json")] == [self.file.name]

    def kept(self) -> Draft:
        return read_draft(self.file)


def states(reps: int) -> list[tuple[str, int, int]]:
    """The line and the dose after each letter: no dose until Enter."""
    typed = f"3 x {reps + 1}"
    letters = dict.fromkeys(typed[:end].strip() for end in range(len(typed) + 1))
    return [*((line, 2, reps) for line in letters), ("", 3, reps + 1)]


def promise(terminal: Terminal, reps: int) -> int:
    """The newest state that the last whole frame called saved, by its place among all."""
    if terminal.emulator.is_drawing or not terminal.sees(", saved"):
        return 0
    (shown,) = re.findall(r"1  Pelvic tilt +(.+?)  ", terminal.text)[:1]
    found = re.fullmatch(r"(?:typed|no dose): (.+)", shown.strip())
    line = found[1] if found else ""
    number = (3, reps + 1) if f"3 × {reps + 1}" in shown else (2, reps)
    return states(reps).index((line, *number))


def dose(draft: Draft) -> tuple[int, int]:
    sets, reps = (value_at(draft, (*ITEM, "dose", name)) for name in ("sets", "reps"))
    assert isinstance(sets, int)
    assert isinstance(reps, int)
    return sets, reps
