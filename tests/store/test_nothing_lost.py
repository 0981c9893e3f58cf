from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from exercise_companion.errors import StoreFault
from exercise_companion.store import SessionOwnership, open_store, opening
from exercise_companion.store.cipher import errors
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import StoppedClock

    from exercise_companion.core.records import AlertRecord
    from exercise_companion.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills and limits are POSIX")

LOGGER = """
import sys
from pathlib import Path
from exercise_companion.clock import Clock
from exercise_companion.core.records import AlertRecord, AnswerRecord, SetRecord
from exercise_companion.core.terms import Action, Answer, Tier
from exercise_companion.store import open_store
store = open_store(Path(sys.argv[1]), clock=Clock())
session = store.begin_session(())
check = store.begin_check("wrong", "all", "1.0", session)
number = 0
while True:
    number += 1
    store.append_event(
        session, SetRecord("A1", "b", "as_written", number, "none", 9, 9, None, None, None, None)
    )
    alert = AlertRecord(f"RF-{session}-{number}", (), Tier.URGENT, Action.LOCK)
    store.add_answer(check, AnswerRecord(f"RF-{number}", 1, Answer.YES, 900), [alert])
    print(session, number, flush=True)
"""


def _kill_after(folder: Path, lines: int) -> list[tuple[int, int]]:
    """Run the logger, kill it after some acknowledged rows; all it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-c", LOGGER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as logger:
        assert logger.stdout is not None
        first = [logger.stdout.readline() for _ in range(lines)]
        logger.kill()
        rest = logger.stdout.read().splitlines()
    said = [line.split() for line in (*first, *rest) if line.strip()]
    return [(int(session), int(number)) for session, number in said]


def test_what_was_acknowledged_survives_a_kill(
    folder: Path, clock: StoppedClock, install: Callable[..., int]
) -> None:
    with open_store(folder, clock=clock, create="test") as store:
        install(store)
    acknowledged: list[tuple[int, int]] = []
    for turn in range(10):
        acknowledged += _kill_after(folder, lines=1 + turn * 3)
    with open_store(folder, clock=clock) as store:
        sets = {tuple(row) for row in store._rows("SELECT session_id, set_number FROM set_log")}
        flags = {row[0] for row in store._rows("SELECT flag_id FROM alert")}
        assert len(acknowledged) >= 10 * 10
        assert [row for row in acknowledged if row not in sets] == []
        assert [f"RF-{s}-{n}" for s, n in acknowledged if f"RF-{s}-{n}" not in flags] == []
        assert store.verify_chain().is_whole
        assert [row[0] for row in store._rows("PRAGMA integrity_check")] == ["ok"]
        answers = store._rows("SELECT count(*) FROM safety_answer")[0][0]
        assert answers == len(flags)


FILLER = """
import resource, sys
from pathlib import Path
from exercise_companion.clock import Clock
from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store
store = open_store(Path(sys.argv[1]), clock=Clock())
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.RLIM_INFINITY))
kept = 0
try:
    while True:
        store.app_event("start", "x" * 2000)
        kept += 1
except StoreFault as fault:
    print(kept, fault.what_happened)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.app_event("again")
store.close()
"""


def test_a_full_disk_is_said_and_loses_nothing(folder: Path, clock: StoppedClock) -> None:
    open_store(folder, clock=clock, create="test").close()
    ran = subprocess.run(
        [sys.executable, "-c", FILLER, str(folder)], capture_output=True, text=True, check=True
    )
    kept, _, said = ran.stdout.strip().partition(" ")
    assert "could not be saved" in said
    assert int(kept) > 10
    with open_store(folder, clock=clock) as store:
        rows = store._rows("SELECT kind FROM app_event ORDER BY id")
        assert len(rows) == int(kept) + 1
        assert rows[-1][0] == "again"


def test_sqlites_own_words_for_a_full_disk_become_ours(store: Store) -> None:
    (pages,) = store._rows("PRAGMA page_count")[0]
    store._rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFault, match="the disk is full") as caught:
        store.app_event("start", "x" * 150_000)
    assert isinstance(caught.value.__cause__, errors())
    assert "SQL" not in str(caught.value)


def test_an_alert_that_does_not_fit_leaves_no_answer(store: Store, lock: AlertRecord) -> None:
    check = store.begin_check("daily", "all", "1.0")
    (pages,) = store._rows("PRAGMA page_count")[0]
    store._rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFault):
        store.acknowledge([store.raise_alert(lock)], "seen", "U-1", "x" * 100_000)
    store._rows("PRAGMA max_page_count = 1073741823")
    assert len(store.open_alerts()) == 1
    assert store._rows("SELECT * FROM alert_acknowledgement") == []
    store.end_check(check, "emergency")
    assert store.verify_chain().is_whole


def test_a_killed_making_leaves_no_store(folder: Path, clock: StoppedClock) -> None:
    killed = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from exercise_companion.clock import Clock\n"
        "from exercise_companion.store import open_store, opening\n"
        "opening._publish = lambda draft, path: os._exit(9)\n"
        "open_store(Path(sys.argv[1]), clock=Clock(), create='test')\n"
    )
    ran = subprocess.run([sys.executable, "-c", killed, str(folder)], check=False)
    assert ran.returncode == 9
    assert not (folder / FILE_NAME).exists()
    with open_store(folder, clock=clock, create="test") as store:
        assert store.kind == "test"


def test_two_windows_making_a_store_make_one(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish = opening._publish

    def publish_second(draft: Path, path: Path) -> None:
        monkeypatch.setattr(opening, "_publish", publish)
        with closing(sqlite3.connect(draft)) as first:
            first.execute("UPDATE _sqlite_migrations SET applied_at = 'first'")
            first.commit()
        path.write_bytes(draft.read_bytes())
        publish(draft, path)

    monkeypatch.setattr(opening, "_publish", publish_second)
    with open_store(folder, clock=clock, create="test") as store:
        (row, *_) = store._rows("SELECT applied_at FROM _sqlite_migrations")
        assert row["applied_at"] == "first"


def test_a_file_system_without_links_gets_its_store(
    folder: Path, clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(self: Path, target: Path) -> None:
        raise PermissionError

    monkeypatch.setattr("pathlib.Path.hardlink_to", no_links)
    with open_store(folder, clock=clock, create="test") as store:
        assert store.kind == "test"


OWNER = """
import sys, time
from pathlib import Path
from exercise_companion.store import SessionOwnership
print(SessionOwnership(Path(sys.argv[1])).acquire(), flush=True)
time.sleep(60)
"""


def test_a_killed_owner_leaves_no_lock(folder: Path) -> None:
    folder.mkdir()
    mine = SessionOwnership(folder)
    with subprocess.Popen(
        [sys.executable, "-c", OWNER, str(folder)], stdout=subprocess.PIPE, text=True
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == "True\n"
        assert not mine.acquire()
        owner.kill()
    assert mine.acquire()
    mine.release()


def test_one_window_at_a_time_owns_the_session(folder: Path) -> None:
    folder.mkdir()
    with SessionOwnership(folder) as first, SessionOwnership(folder) as second:
        assert first.acquire()
        assert first.acquire()
        assert not second.acquire()
        first.release()
        assert second.acquire()
        assert not first.acquire()


def test_a_lock_that_cannot_be_made_is_said(folder: Path) -> None:
    with pytest.raises(StoreFault):
        SessionOwnership(folder).acquire()
