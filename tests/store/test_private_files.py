from __future__ import annotations

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from exercise_companion.store import SessionOwnership, open_store, unwritten
from exercise_companion.store.glance import glance
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from exercise_companion.clock import Clock

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows: by the user's folder")


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def open_umask() -> object:
    before = os.umask(0)
    yield
    os.umask(before)


def test_h25_folder_and_files_are_for_their_owner_alone(
    folder: Path, clock: Clock, open_umask: None
) -> None:
    with open_store(folder, clock=clock, create="test") as store:
        store.app_event("start")
        glance(folder, store.made_on)
        assert SessionOwnership(folder).acquire()
        unwritten.mark(folder, ["Stop."])
        modes = {entry.name: _mode(entry) for entry in folder.iterdir()}
    assert _mode(folder) == 0o700
    assert modes == dict.fromkeys(
        [
            FILE_NAME,
            f"{FILE_NAME}-wal",
            f"{FILE_NAME}-shm",
            "session.lock",
            "alert-not-saved.txt",
        ],
        0o600,
    )


def test_opening_again_keeps_new_files_private(
    folder: Path, clock: Clock, open_umask: None
) -> None:
    with open_store(folder, clock=clock, create="test"):
        pass
    with open_store(folder, clock=clock) as store:
        store.app_event("start")
        assert {_mode(entry) for entry in folder.iterdir()} == {0o600}


def test_a_closed_store_is_one_file(folder: Path, clock: Clock) -> None:
    with open_store(folder, clock=clock, create="test") as store:
        store.app_event("start")
    assert [entry.name for entry in folder.iterdir()] == [FILE_NAME]


def test_the_checkouts_folder_is_closed_to_others(folder: Path, clock: Clock) -> None:
    folder.mkdir(mode=0o755)
    (folder / "README.md").touch()
    with open_store(folder, clock=clock, create="test"):
        assert _mode(folder) == 0o700


def test_a_folder_that_holds_other_things_is_left_as_it_is(folder: Path, clock: Clock) -> None:
    folder.mkdir(mode=0o755)
    (folder / "holiday.jpg").touch()
    with open_store(folder, clock=clock, create="test"):
        assert _mode(folder) == 0o755
        assert _mode(folder / FILE_NAME) == 0o600


def test_the_umask_is_put_back(folder: Path, clock: Clock) -> None:
    before = os.umask(0o027)
    try:
        with open_store(folder, clock=clock, create="test"):
            assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


UNWRITABLE = """
import os, sys
from pathlib import Path
import sqlite_utils
from exercise_companion.clock import Clock
from exercise_companion.errors import StoreFault
from exercise_companion.store import open_store, schema, store
folder = Path(sys.argv[1])
os.setuid(65534) if os.getuid() == 0 else None
for create in (None, "test"):
    try:
        open_store(folder, clock=Clock(), create=create)
    except StoreFault as fault:
        print(type(fault).__name__, fault.what_happened)
"""


@pytest.mark.parametrize(
    ("with_store", "said"),
    [
        (True, "StoreFault The data folder cannot be written to."),
        (False, "StoreFault This could not be saved: the data folder cannot be written to."),
    ],
)
def test_a_folder_that_cannot_be_written_to_is_said(
    *, with_store: bool, said: str, clock: Clock
) -> None:
    with tempfile.TemporaryDirectory() as outer:
        Path(outer).chmod(0o755)
        folder = Path(outer) / "data"
        folder.mkdir()
        if with_store:
            open_store(folder, clock=clock, create="test").close()
            (folder / FILE_NAME).chmod(0o444)
        folder.chmod(0o555)
        ran = subprocess.run(
            [sys.executable, "-c", UNWRITABLE, str(folder)],
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.splitlines()[-1] == said
        assert [entry.name for entry in folder.iterdir()] == [FILE_NAME] * with_store
        folder.chmod(0o755)
