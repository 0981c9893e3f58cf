from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest

from exercise_companion.core.records import AlertRecord
from exercise_companion.core.terms import Action, Tier
from exercise_companion.store import open_store
from exercise_companion.store.glance import Glance, GlanceAlert, glance
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.kept import Clearance

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import StoppedClock

    from exercise_companion.store import Store

DAY = date(2026, 11, 22)
NEXT = date(2026, 11, 23)


def test_a_new_store_at_a_glance(folder: Path, store: Store) -> None:
    state = store.record_state()
    assert glance(folder, DAY) == Glance("test", None, (), False, state, {})  # noqa: FBT003 - the field's name stands in the class


def test_the_settings_at_a_glance(folder: Path, store: Store) -> None:
    store.set_setting("theme", "day")
    store.set_setting("theme", "night")
    store.set_setting("text_size", "large")
    seen = glance(folder, DAY)
    assert seen is not None
    assert seen.settings == store.settings() == {"theme": "night", "text_size": "large"}


def test_whatever_is_recorded_changes_the_state_of_the_record(
    folder: Path, served: Store, lock: AlertRecord
) -> None:
    states = [served.record_state()]
    alert = served.raise_alert(lock)
    states.append(served.record_state())
    served.acknowledge([alert], "calling", "E-go/1", "Stop.")
    states.append(served.record_state())
    served.begin_session(())
    states.append(served.record_state())
    assert len(set(states)) == len(states)
    seen = glance(folder, DAY)
    assert seen is not None
    assert seen.record_state == states[-1]


def test_the_projection_of_the_day(folder: Path, store: Store) -> None:
    store.write_projection({DAY: '{"plan": 1}', NEXT: '{"plan": 2}'})
    for day, content in ((DAY, '{"plan": 1}'), (NEXT, '{"plan": 2}')):
        seen = glance(folder, day)
        assert seen is not None
        assert seen.content_json == content
    store.write_projection({NEXT: '{"plan": 3}'})
    seen = glance(folder, DAY)
    assert seen is not None
    assert seen.content_json is None


def test_open_alerts_and_an_open_session(folder: Path, served: Store, lock: AlertRecord) -> None:
    held = served.raise_alert(AlertRecord("RF-GEN-04", (), Tier.SOON, Action.HOLD))
    locked = served.raise_alert(lock)
    served.acknowledge([locked], "calling", "E-go/1", "Stop.")
    served.begin_session(())
    seen = glance(folder, DAY)
    assert seen is not None
    assert seen.open_alerts == (
        GlanceAlert("RF-GEN-04", Tier.SOON, Action.HOLD, None),
        GlanceAlert("RF-CES-01", Tier.EMERGENCY_GO, Action.LOCK, "calling"),
    )
    assert seen.session_is_open
    served.clear([held, locked], Clearance("code", "Dana Webb", "therapist", DAY))
    seen = glance(folder, DAY)
    assert seen is not None
    assert seen.open_alerts == ()


def test_looking_leaves_nothing_behind(folder: Path, clock: StoppedClock) -> None:
    open_store(folder, clock=clock, create="test").close()
    before = (folder / FILE_NAME).read_bytes()
    assert glance(folder, DAY) is not None
    assert [entry.name for entry in folder.iterdir()] == [FILE_NAME]
    assert (folder / FILE_NAME).read_bytes() == before


def test_what_a_killed_window_left_in_the_log_is_seen(folder: Path, clock: StoppedClock) -> None:
    open_store(folder, clock=clock, create="test").close()
    killed = (
        "import os, sys\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from exercise_companion.clock import Clock\n"
        "from exercise_companion.store import open_store\n"
        "store = open_store(Path(sys.argv[1]), clock=Clock())\n"
        "store.write_projection({date(2026, 11, 22): '7'})\n"
        "os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", killed, str(folder)], check=False)
    assert (folder / f"{FILE_NAME}-wal").stat().st_size > 0
    seen = glance(folder, DAY)
    assert seen is not None
    assert seen.content_json == "7"


def test_looking_while_another_window_writes(folder: Path, store: Store) -> None:
    store.write_projection({DAY: "1"})
    with store.transaction():
        store.write_projection({DAY: "2"})
        seen = glance(folder, DAY)
    assert seen is not None
    assert seen.content_json == "1"


@pytest.mark.parametrize("store", ["plain"], indirect=True)  # the stranger knows no passphrase
def test_looking_does_not_drop_the_locks_of_the_open_store(folder: Path, store: Store) -> None:
    glance(folder, DAY)
    with store.transaction():
        glance(folder, DAY)
        stranger = (
            "import sqlite3, sys\n"
            "connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)\n"
            "try:\n"
            "    connection.execute('BEGIN IMMEDIATE')\n"
            "except sqlite3.OperationalError as error:\n"
            "    print(error)\n"
        )
        ran = subprocess.run(
            [sys.executable, "-c", stranger, str(folder / FILE_NAME)],
            capture_output=True,
            text=True,
            check=True,
        )
    assert ran.stdout == "database is locked\n"


def test_an_older_store_is_opened_in_full_first(folder: Path, clock: StoppedClock) -> None:
    open_store(folder, clock=clock, create="test").close()
    with closing(sqlite3.connect(folder / FILE_NAME, isolation_level=None)) as older:
        older.execute("DELETE FROM _sqlite_migrations WHERE name = 'm005_views'")
        for view in ("v_sessions", "v_pain_by_day", "v_alerts"):
            older.execute(f"DROP VIEW {view}")
        older.execute("PRAGMA user_version = 4")
    assert glance(folder, DAY) is None
    with open_store(folder, clock=clock) as opened:
        seen = glance(folder, DAY)
        assert seen is not None
        assert seen.record_state == opened.record_state()


def test_the_first_paint_loads_nothing_heavy() -> None:
    loaded = (
        "import sys\n"
        "import exercise_companion.store, exercise_companion.store.glance\n"
        "import exercise_companion.store.ownership, exercise_companion.store.unwritten\n"
        "import exercise_companion.paths, exercise_companion.clock\n"
        "heavy = {'sqlite_utils', 'pydantic', 'textual', 'click', 'platformdirs', 'rfc8785'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
        "from exercise_companion.store import Store, open_store\n"
        "print('sqlite_utils' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\nFalse\n"
