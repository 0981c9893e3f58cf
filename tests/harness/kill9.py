"""SIGKILLs the real program at random moments and counts what it had promised and lost.

A set is acknowledged when the program says so: line by line "Saved set: A1 left 1", in the full
screen when the set's "Save" is gone from the screen. SIGKILL proves the transactions, not what a
power cut leaves.

Run by hand: python tests/harness/kill9.py plain|screen KILLS [SEED]
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final, Literal, NamedTuple

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

from harness import scenes, visits
from harness.terminal import Terminal

from exercise_companion.store.chain import verify

Way = Literal["plain", "screen"]

STARTS: Final[dict[Way, float]] = {"plain": 0.6, "screen": 1.2}
"""Seconds from the start in which a start is killed."""
MOST_SETS: Final[dict[Way, int]] = {"plain": 5, "screen": 3}
"""How many sets are acknowledged at most before a kill."""
JUST_AFTER: Final = 0.03
"""Seconds after the last key or answer in which the kill comes."""

ANSWERS: Final = scenes.Answers(visits.PAIN, visits.EFFORT)


class SetKey(NamedTuple):
    """What names a set of a session."""

    item: str
    side: str
    number: int


@dataclass
class Tally:
    """What a run of kills found."""

    kills: int = 0
    killed_at_start: int = 0
    acknowledged: int = 0
    missing: int = 0
    """Acknowledged and not on disk."""
    duplicates: int = 0
    not_acknowledged_but_kept: int = 0
    """Written in the moment of the kill; the program had no time to say so."""
    days_finished: int = 0
    resumed: int = 0
    faults: list[str] = field(default_factory=list)
    """Integrity, foreign keys, chain, resuming: one line each."""

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept."""
        return not (self.missing or self.duplicates or self.faults) and self.acknowledged > 0


class Killer:
    """Kills one way of using the program again and again, over as many days as it takes.

    Args:
        way: line by line, or the full screen.
        scratch: an empty folder.
        seed: the same seed kills after the same numbers of sets.
        most: how many sets are acknowledged at most before a kill.

    """

    def __init__(self, way: Way, scratch: Path, seed: int = 1, most: int | None = None) -> None:
        self.tally = Tally()
        self._most = most or MOST_SETS[way]
        self._way = way
        self._random = random.Random(seed)  # noqa: S311 - moments, not secrets
        self._scratch = scratch
        self._prepared = scratch / "prepared"
        self._order = self._prepare()
        self._day = 0
        self._new_day()

    def _prepare(self) -> list[SetKey]:
        """A store with the check, the first pain scores and the start done; the sets of a day."""
        visits.load(self._prepared)
        whole = self._scratch / "whole"
        shutil.copytree(self._prepared, whole)
        day = visits.PlainVisit(whole)
        assert day.play() == 0, day.lines[-5:]
        visits.PlainVisit(self._prepared).play(until=lambda line: line.startswith("Exercise 1 of"))
        return [SetKey(*key) for key in day.saved_sets]

    def _new_day(self) -> None:
        self._day += 1
        self._folder = self._scratch / f"day-{self._day}"
        shutil.copytree(self._prepared, self._folder)
        self._acknowledged: list[SetKey] = []
        self._starts = 0

    @property
    def _now(self) -> str:
        """Each start comes a minute after the one before it."""
        return f"{visits.MONDAY[:-5]}09:{10 + self._starts:02}"

    def kill(self, times: int) -> Tally:
        """Kill so many times; returns what was found."""
        for _ in range(times):
            self._kill_once()
            self.tally.kills += 1
            if self._check():
                self._finish()
        self._finish()
        return self.tally

    # --- one kill -----------------------------------------------------------------------------

    def _kill_once(self) -> None:
        before = len(self._kept())
        self._starts += 1
        at_start = self._random.random() < 0.2
        self.tally.killed_at_start += at_start
        sets = self._random.randint(1, self._most)
        after = self._random.uniform(0, STARTS[self._way] if at_start else JUST_AFTER)
        play = self._play_plain if self._way == "plain" else self._play_screen
        done = play(None if at_start else sets, after, self._order[before:])
        self._acknowledged = self._order[:before] + done
        self.tally.acknowledged += len(done)

    def _play_plain(self, sets: int | None, after: float, expected: list[SetKey]) -> list[SetKey]:
        """Answer line by line; one set more than is waited for is under way when the kill comes."""
        wanted = None if sets is None else min(sets, len(expected))
        with visits.PlainVisit(self._folder, self._now) as visit:
            killing = threading.Timer(after, visit.process.kill)
            if wanted is None:
                killing.start()
            for line in visit.printed():
                typed = visit.answer(line)
                if typed is not None:
                    visit.type(typed)
                if wanted is not None and len(visit.saved_sets) == wanted:
                    killing.start()
                    wanted = None
            killing.join()
        self._say_if_not_as_expected(visit, expected)
        return [SetKey(*key) for key in visit.saved_sets]

    def _say_if_not_as_expected(self, visit: visits.PlainVisit, expected: list[SetKey]) -> None:
        """A session goes on with the first set that is not on disk."""
        said = [SetKey(*key) for key in visit.saved_sets]
        if said != expected[: len(said)]:
            self._fault(f"went on with {said[:1]}, not {expected[:1]}")
        went_on = "Your session goes on where it stopped." in visit.lines
        self.tally.resumed += went_on
        asked = any(line.startswith("Exercise ") for line in visit.lines)
        if asked and not went_on:
            self._fault("the session did not go on where it stopped")

    def _play_screen(self, sets: int | None, after: float, expected: list[SetKey]) -> list[SetKey]:
        """Press keys; a set is acknowledged when its "Save" is no longer on the screen."""
        place = ("--data", str(self._folder), "--now", self._now)
        with Terminal(*place) as terminal:
            saves = 0
            if sets is None:
                terminal.wait_until(lambda: False, after)
            else:
                self._go_on(terminal)
                saves = self._save_sets(terminal, sets, expected)
                terminal.wait_until(lambda: False, after)
            terminal.kill()
        return expected[:saves]

    def _go_on(self, terminal: Terminal) -> None:
        """From *Today* into the session, which asks nothing that was answered."""
        terminal.wait_for("Go on with your session")
        scenes.press_at(terminal, scenes.wait_for_scene(terminal), "enter")
        first = scenes.wait_for_scene(terminal)
        if first.kind in {"question", "decision", "summary", "today"}:
            self._fault(f"the session did not go on where it stopped, but with {first.kind}")
        self.tally.resumed += 1

    def _save_sets(self, terminal: Terminal, sets: int, expected: list[SetKey]) -> int:
        """Save sets, and press "Save" for one more without waiting; says how many were seen."""
        saves = 0
        while (seen := scenes.wait_for_scene(terminal)).kind != "today":
            saving = seen.kind == "player" and "Enter   Save" in seen.detail
            saving = saving and scenes.key_for(seen, ANSWERS) == "enter"
            if saving and f"set {expected[saves].number} of" not in seen.detail:
                self._fault(f"shows {seen.detail}, not {expected[saves]}")
            if saving and saves == sets:
                terminal.press("enter")
                break
            scenes.press_at(terminal, seen, scenes.key_for(seen, ANSWERS))
            saves += saving
        return saves

    # --- what is left -------------------------------------------------------------------------

    def _check(self) -> bool:
        """Look at what is on disk; says whether every set of the day is."""
        kept = self._kept()
        missing = [key for key in self._acknowledged if key not in kept]
        self.tally.missing += len(missing)
        self.tally.duplicates += len(kept) - len(set(kept))
        self.tally.not_acknowledged_but_kept += len(kept) - len(self._acknowledged) + len(missing)
        return len(kept) >= len(self._order)

    def _kept(self) -> list[SetKey]:
        """The sets on disk, read from a copy, so that the program finds its own files untouched."""
        copy = self._scratch / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for name in ("companion.db", "companion.db-wal"):
            if (self._folder / name).exists():
                shutil.copy2(self._folder / name, copy / name)
        with closing(sqlite3.connect(copy / "companion.db")) as connection:
            connection.row_factory = sqlite3.Row
            for problem in _problems(connection):
                self._fault(problem)
            query = "SELECT item_id, side, set_number FROM set_log ORDER BY id"
            return [SetKey(*row) for row in connection.execute(query)]

    def _finish(self) -> None:
        """Let the day come to its end: everything once, the session closed by its rule."""
        self._starts += 1
        visit = visits.PlainVisit(self._folder, self._now)
        visit.play()
        kept = self._kept()
        if kept != self._order:
            self._fault(f"the finished day holds {kept}")
        with closing(sqlite3.connect(self._folder / "companion.db")) as connection:
            ends = connection.execute("SELECT session_end FROM session_end").fetchall()
        if ends != [("complete",)]:
            self._fault(f"the finished day ended as {ends}")
        self.tally.days_finished += 1
        self._new_day()

    def _fault(self, what: str) -> None:
        self.tally.faults.append(f"kill {self.tally.kills + 1}: {what}")


def _problems(connection: sqlite3.Connection) -> list[str]:
    """What SQLite and the chain of safety events find wrong."""
    integrity = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    return [
        *(line for line in integrity if line != "ok"),
        *(f"foreign key: {tuple(row)}" for row in broken),
        *verify(connection).faults,
    ]


def main(way: str, kills: str, seed: str = "1") -> None:
    """Kill from the command line and print what was found."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        killer = Killer("screen" if way == "screen" else "plain", Path(scratch), int(seed))
        for name, found in asdict(killer.kill(int(kills))).items():
            print(f"{name.replace('_', ' ')}: {found}")
    print(f"seconds: {time.monotonic() - started:.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
