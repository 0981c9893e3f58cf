"""Whatever is pressed, no session begins without a whole check, and no advice goes away (H-06).

A thousand streams of keys: `pytest -m harness tests/hazards/test_key_streams.py`.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from harness import line_streams, visits
from harness.key_streams import Found, Stream, sessions_in
from harness.terminal import Terminal
from journeys import FIRST_DAY, Patient, full_program, install, visit
from watch import Watch

from exercise_companion.companion import Companion

if TYPE_CHECKING:
    from pathlib import Path

GROUP = 10
"""Streams in one test."""
KEYS = 80
LINES = 80
FEW, MANY = range(6), range(6, 100)
"""Groups by default, and with `-m harness`."""

SECOND_DAY = FIRST_DAY + timedelta(days=1)

pytestmark = pytest.mark.filterwarnings(
    # A message that was on its way when the program was left is dropped with it.
    "ignore:Exception ignored in. <coroutine object:pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture(scope="session")
def test_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same in a store on which waiting may be skipped."""
    folder = tmp_path_factory.mktemp("lines") / "data"
    install(folder, full_program(), line_streams.clock_at(FIRST_DAY))  # type: ignore[arg-type]
    with Companion(folder, line_streams.clock_at(FIRST_DAY)) as companion:
        companion.start()
        visit(companion, Patient())
    return folder


# --- keys at the full screen ----------------------------------------------------------------------


@pytest.mark.parametrize("group", FEW)
async def test_h06_no_stream_of_keys_begins_a_session_without_a_whole_check(
    second_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    await press_keys(second_day, tmp_path, monkeypatch, group)


@pytest.mark.harness
@pytest.mark.parametrize("group", MANY)
async def test_h06_a_thousand_streams_of_keys(
    second_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    await press_keys(second_day, tmp_path, monkeypatch, group)


async def press_keys(
    store: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    found = []
    for seed in range(group * GROUP, (group + 1) * GROUP):
        folder = shutil.copytree(store, scratch / str(seed))
        found.append(await Stream(folder, SECOND_DAY, seed, monkeypatch).press(KEYS))
        assert found[-1].faults == (), f"seed {seed}"
        shutil.rmtree(folder)
    assert_went_somewhere(found)


def assert_went_somewhere(found: list[Found]) -> None:
    """Streams that are all turned away at the door prove nothing."""
    assert sum(one.keys for one in found) > GROUP * KEYS // 4
    assert sum(one.answers for one in found) > 0


async def test_somebody_hasty_gets_as_far_as_a_session(
    second_day: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = 0
    for seed in range(GROUP):
        folder = shutil.copytree(second_day, tmp_path / str(seed))
        stream = Stream(folder, SECOND_DAY, seed, monkeypatch)
        stream.always_hasty()
        found = await stream.press(2 * KEYS)
        assert found.faults == ()
        begun += found.sessions
        if begun:
            return
    raise AssertionError


# --- lines in a pipe ------------------------------------------------------------------------------


@pytest.mark.parametrize("group", FEW)
def test_h06_no_stream_of_lines_begins_a_session_without_a_whole_check(
    test_store: Path, tmp_path: Path, group: int
) -> None:
    type_lines(test_store, tmp_path, group)


@pytest.mark.harness
@pytest.mark.parametrize("group", MANY)
def test_h06_a_thousand_streams_of_lines(test_store: Path, tmp_path: Path, group: int) -> None:
    type_lines(test_store, tmp_path, group)


def type_lines(store: Path, scratch: Path, group: int) -> None:
    found = []
    for seed in range(group * GROUP, (group + 1) * GROUP):
        folder = shutil.copytree(store, scratch / str(seed))
        found.append(line_streams.press(folder, SECOND_DAY, seed, LINES))
        assert found[-1].faults == (), f"seed {seed}"
        shutil.rmtree(folder)
    assert_went_somewhere(found)


# --- the real program, from outside ---------------------------------------------------------------


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.harness) for seed in range(3, 60))]
)
def test_h06_lines_through_a_pipe(test_store: Path, tmp_path: Path, seed: int) -> None:
    folder = shutil.copytree(test_store, tmp_path / "data")
    place = ("--data", str(folder), "--now", f"{SECOND_DAY:%Y-%m-%dT%H:%M}")
    typed = line_streams.text(seed, LINES)
    done = visits.run("session", "--plain", *place, typed=typed)
    assert done.returncode in {0, 1, 4}, done.stdout + done.stderr
    assert_sessions_are_allowed(folder)


HELD = ("\r", "n", "\x1b", " ", "y", "\r n\x1b", "\t\r", "n\r1\r2\r", "q", "\x1b[B\r")


@pytest.mark.parametrize(
    "held",
    [*HELD[:3], *(pytest.param(held, marks=pytest.mark.harness) for held in HELD[3:])],
    ids=repr,
)
def test_h06_keys_held_down_in_a_terminal(test_store: Path, tmp_path: Path, held: str) -> None:
    folder = shutil.copytree(test_store, tmp_path / "data")
    place = ("--data", str(folder), "--now", f"{SECOND_DAY:%Y-%m-%dT%H:%M}")
    with Terminal(*place) as terminal:
        terminal.wait_for("Start")
        terminal.press_until("enter", gone="L Load")
        for _ in range(120):
            terminal.type(held)
            terminal.wait_until(lambda: False, 0.02)
        terminal.kill()
    assert sessions_in(folder) == 1
    assert_sessions_are_allowed(folder)


def assert_sessions_are_allowed(folder: Path) -> None:
    watch = Watch(folder)
    watch.seen = 1
    with closing(watch.connection):
        watch.look()
