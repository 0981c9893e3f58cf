"""Random and repeated keys at the real full screen, faster than anybody can press them.

The app, its screens, the companion and its store are the real ones. Only time is moved on between
two keys instead of waited for, and the keys carry the moved time: the program cannot tell.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import time
from contextlib import closing, suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from textual.events import Key
from watch import Watch

from exercise_companion.clock import Clock
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.keygate import KeyGate
from exercise_companion.tui.screens import base
from exercise_companion.tui.screens.base import CompanionScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

    from exercise_companion.core.prompts import Prompt, Reply

READ_SECONDS: Final = 0.8
"""No answer to a safety question counts sooner (SI-03). The harness has its own number."""

HELD_SECONDS: Final = 0.033
"""How fast a keyboard repeats a key that is held."""

SETTLED_SECONDS: Final = 2.0
"""A screen that has not come to rest by then gets the next key all the same."""

SIZES: Final = ((100, 34), (80, 24), (60, 20), (40, 12))
ANY_KEY: Final = (
    *"nyunyunyu",
    *"0123456789",
    *"abcdefghijklmopqrstvwxz",
    *("enter", "space", "escape", "tab", "shift+tab", "up", "down", "left", "right"),
    *("pagedown", "pageup", "backspace", "f1", "!", "?", "home", "end"),
)
_NAMES: Final = {"!": "exclamation_mark", "?": "question_mark"}
_CHARACTERS: Final = {"space": " ", "enter": "\r", "tab": "\t"}


class Stroke(NamedTuple):
    """A key, and how long nothing is pressed before it."""

    key: str
    seconds: float


class MovedTime:
    """A monotonic clock that can be moved on."""

    def __init__(self) -> None:
        self.skipped = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.skipped


class MovedClock(Clock):
    """The wall clock that belongs to it; not a shifted one, so that the store is a real one."""

    def __init__(self, start: datetime, moved: MovedTime) -> None:
        super().__init__(zone=ZoneInfo("Europe/London"))
        self._start = start
        self._moved = moved
        self._begun = moved()

    def now_utc(self) -> datetime:
        return self._start + timedelta(seconds=self._moved() - self._begun)


# --- who presses ----------------------------------------------------------------------------------


class Presser:
    """Somebody, or something, at the keyboard; ways of pressing change within a stream.

    Args:
        seed: the same seed presses the same keys at the same screens.

    """

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - a test that repeats itself
        self.size = self.random.choice(SIZES)
        self.way = self.random.choice((self.held, self.mash, self.anything, self.hasty, self.cat))

    def strokes(self, screen: str) -> Iterator[Stroke]:
        """The next keys, pressed without looking."""
        if screen == "TodayScreen" and self.random.random() < 0.5:
            yield Stroke("enter", 0.3)
        elif self.random.random() < 0.15:
            yield from self.random.choice((self.held, self.mash, self.anything))(screen)
        else:
            yield from self.way(screen)

    def held(self, _screen: str) -> Iterator[Stroke]:
        """One key held down."""
        key = self.random.choice(("enter", "space", "n", "n", "y", "escape", "down", "1"))
        for _ in range(self.random.randint(3, 40)):
            yield Stroke(key, HELD_SECONDS)

    def mash(self, _screen: str) -> Iterator[Stroke]:
        """The keys one gets through dialogs with, in quick turns."""
        for _ in range(self.random.randint(2, 8)):
            key = self.random.choice(("enter", "space", "n", "y", "escape", "tab"))
            yield Stroke(key, self.random.uniform(0.02, 0.4))

    def anything(self, _screen: str) -> Iterator[Stroke]:
        """Any key at any time."""
        yield Stroke(self.random.choice(ANY_KEY), self.random.choice((0.01, 0.1, 0.5, 0.9, 2.0)))

    def cat(self, _screen: str) -> Iterator[Stroke]:
        """Many different keys at once."""
        for _ in range(self.random.randint(5, 20)):
            yield Stroke(self.random.choice(ANY_KEY), self.random.uniform(0.0, 0.06))

    def hasty(self, screen: str) -> Iterator[Stroke]:
        """The right key, nearly always, and often too soon."""
        key = _RIGHT.get(screen, "enter")
        if screen in _NUMBERS:
            key = self.random.choice(("2", "2", "3", "enter", "enter"))
        if self.random.random() < 0.05:
            key = self.random.choice(("y", "u", "tab"))
        yield Stroke(key, self.random.choice((0.2, 0.5, 0.79, 0.81, 0.9, 1.5)))


_NUMBERS: Final = frozenset(
    ("PainScreen", "EffortScreen", "ScoreCheckInScreen", "NumberCheckInScreen")
)
"""Screens where a digit marks and Enter takes it."""

_RIGHT: Final = {"SafetyScreen": "n", "AnythingNewScreen": "n", "AdviceScreen": "tab"}


# --- what happened --------------------------------------------------------------------------------


class Witness:
    """Stands between the app and the companion, and sees what goes out and what comes back.

    It lives on the companion's thread. What it finds wrong is kept in `faults`.

    Args:
        folder: where the store is.
        clock: the companion's.
        moved: what the interface measures time with; None where an answer needs no time.
        seen: the last session that is known.

    """

    def __init__(self, folder: Path, clock: Clock, moved: MovedTime | None, seen: int) -> None:
        self.companion = Companion(folder, clock)
        self.watch = Watch(folder)
        self.watch.seen = seen
        self.faults: list[str] = []
        self.answered = 0
        self.told = 0
        self._moved = moved
        self._handed_out = 0.0
        self._advice: prompts.ShowAdvice | None = None

    def __getattr__(self, name: str) -> object:
        return getattr(self.companion, name)

    def something_is_wrong(self) -> None:
        self.companion.something_is_wrong()
        self._advice = None  # it waits under the questions of `!`

    def next(self) -> Prompt | None:
        prompt = self.companion.next()
        self._handed_out = self._moved() if self._moved else 0.0
        self._left_advice(prompt)
        return prompt

    def reply(self, prompt: Prompt, reply: Reply) -> bool:
        if isinstance(prompt, prompts.AskSafety) and isinstance(reply, prompts.Answered):
            self.answered += 1
            waited = self._moved() - self._handed_out if self._moved else READ_SECONDS
            if waited < READ_SECONDS:
                self.faults.append(f"{prompt.question.id} answered after {waited:.2f} s")
        saved = self.companion.reply(prompt, reply)
        try:
            self.watch.look()
        except (AssertionError, ValueError) as error:
            self.faults.append(f"a session began: {error}")
        return saved

    def close(self) -> None:
        self.watch.connection.close()
        self.companion.close()

    def _left_advice(self, prompt: Prompt | None) -> None:
        """An advice that is no longer shown was acknowledged, and that is on disk."""
        if self._advice is not None and not isinstance(prompt, prompts.ShowAdvice):
            for alert_id in self._advice.alert_ids:
                query = "SELECT count(*) FROM alert_acknowledgement WHERE alert_id = ?"
                if self.watch.all(query, alert_id) == [(0,)]:
                    self.faults.append(f"alert {alert_id} left without an acknowledgement")
        if isinstance(prompt, prompts.ShowAdvice):
            self.told += prompt is not self._advice
            self._advice = prompt
        else:
            self._advice = None


class Found(NamedTuple):
    """What one stream came to."""

    faults: tuple[str, ...]
    keys: int
    answers: int
    told: int
    sessions: int


# --- a stream -------------------------------------------------------------------------------------


class Stream:
    """One person's keys from *Today* on.

    Args:
        folder: a store with a program, of this stream alone.
        start: when it begins.
        seed: which keys.
        patch: gives the screens the moved time.

    """

    def __init__(self, folder: Path, start: datetime, seed: int, patch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._moved = MovedTime()
        self._clock = MovedClock(start, self._moved)
        self._presser = Presser(seed)
        self._before = sessions_in(self._folder)
        self._witness: Witness | None = None
        self._keys = 0
        self._ended = False
        patch.setattr(base, "monotonic", self._moved)
        patch.setattr(CompanionScreen, "gate", KeyGate())

    def always_hasty(self) -> None:
        """Only ever the likely key: gets further than others."""
        self._presser.way = self._presser.hasty

    async def press(self, keys: int) -> Found:
        """Press so many keys, or until the program was left."""
        app = ExerciseApp(self._open)  # type: ignore[arg-type]
        try:
            async with app.run_test(size=self._presser.size):
                await self._settle(app)
                while self._keys < keys and app.is_running and not self._ended:
                    await self._burst(app)
        finally:
            app.background.close()
        witness = self._witness
        if witness is None:  # left before the store was opened
            return Found((), self._keys, 0, 0, 0)
        return Found(
            (*witness.faults, *self._too_fast()),
            self._keys,
            witness.answered,
            witness.told,
            sessions_in(self._folder) - self._before,
        )

    def _open(self) -> Witness:
        self._witness = Witness(self._folder, self._clock, self._moved, self._before)
        return self._witness

    async def _burst(self, app: ExerciseApp) -> None:
        for stroke in self._presser.strokes(type(app.screen).__name__):
            self._moved.skipped += stroke.seconds
            if stroke.seconds > 2 * HELD_SECONDS:
                await self._settle(app)
            self._send(app, stroke.key)
            await asyncio.sleep(0)
        await self._settle(app)

    def _send(self, app: ExerciseApp, key: str) -> None:
        character = _CHARACTERS.get(key, key if len(key) == 1 else None)
        event = Key(_NAMES.get(key, key), character)
        event.time = self._moved()
        event.set_sender(app)
        assert app._driver is not None
        app._driver.send_message(event)
        self._keys += 1

    async def _settle(self, app: ExerciseApp) -> None:
        """Wait until nothing is going on any more: no message waits, nobody works, all is drawn."""
        deadline = time.monotonic() + SETTLED_SECONDS
        quiet = 0
        while quiet < 2 and time.monotonic() < deadline:
            await asyncio.sleep(0.001)
            if not app.is_running or app._exit:
                self._ended = True
                return
            quiet = quiet + 1 if _is_quiet(app) else 0

    def _too_fast(self) -> Iterator[str]:
        """By the store alone: how long each answer took, and how long after the one before."""
        query = (
            "SELECT a.question_id, a.at_utc, a.dwell_ms FROM safety_answer a JOIN safety_check c"
            " ON a.check_id = c.id WHERE c.session_id IS NULL AND a.at_utc >= ? ORDER BY a.id"
        )
        begun = f"{self._clock._start:%Y-%m-%dT%H:%M}"
        before: datetime | None = None
        for question, at_utc, dwell_ms in rows(self._folder, query, begun):
            at = datetime.fromisoformat(str(at_utc))
            if dwell_ms is None or int(str(dwell_ms)) < READ_SECONDS * 1000:
                yield f"{question} in sight for {dwell_ms} ms"
            if before is not None and (at - before).total_seconds() < READ_SECONDS - 0.002:
                yield f"{question} answered {(at - before).total_seconds()} s after the one before"
            before = at


def sessions_in(folder: Path) -> int:
    """How many sessions were ever begun."""
    return int(str(rows(folder, "SELECT count(*) FROM session")[0][0]))


def rows(folder: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    """What a second reader finds in the store now."""
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        return connection.execute(query, values).fetchall()


def _is_quiet(app: ExerciseApp) -> bool:
    with suppress(Exception):  # between two screens there is none
        pumps = (app, *app.screen_stack, *app.screen.walk_children())
        waiting = any(not pump._message_queue.empty() for pump in pumps)
        working = any(worker.is_running for worker in app.workers)
        screen = app.screen
        in_sight = not isinstance(screen, CompanionScreen) or screen._shown_at is not None
        return in_sight and not waiting and not working
    return False
