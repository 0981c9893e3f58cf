"""H-25: a store with a passphrase is the same store, and its file says nothing without it."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING

import pytest
from harness.terminal import PATIENCE_SECONDS

from exercise_companion.core.records import AnswerRecord, TalkRecord
from exercise_companion.core.terms import Answer
from exercise_companion.errors import StoreFault
from exercise_companion.store import chain, copy_of, key, open_copy, open_store, rekeying
from exercise_companion.store.copying import copy_into, is_same
from exercise_companion.store.glance import glance
from exercise_companion.store.guard import (
    FILE_NAME,
    SCHEMA_VERSION,
    NoStore,
    connect,
    draft_of,
    log_of,
)
from exercise_companion.store.key import CannotDecrypt, PassphraseNeeded
from exercise_companion.store.rekeying import InUse, rekey

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exercise_companion.clock import Clock
    from exercise_companion.core.records import AlertRecord

pytest.importorskip("sqlcipher3")

PHRASE = "seven grey hörses"
DAY = date(2026, 11, 22)
QUICK = 2
SAID = "Numb between the legs since Tuesday"


@pytest.fixture(autouse=True)
def quick_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes a passphrase slow to guess would make the tests slow, too."""
    monkeypatch.setattr(key, "_COST", QUICK)


@pytest.fixture
def path(folder: Path, clock: Clock, install: Callable[..., int], lock: AlertRecord) -> Path:
    """The file of a closed store with words of the patient's in it."""
    with open_store(folder, clock=clock, create="test") as store:
        install(store)
        check = store.begin_check("wrong", "RF-CES-01", "1.0")
        alerts = store.add_answer(check, AnswerRecord("RF-CES-01", 1, Answer.YES, 812), [lock])
        store.acknowledge(alerts, "calling", "E-go/1", "Stop.")
        store.clear_by_talk(TalkRecord("Dr Osei", "doctor", DAY, SAID, tuple(alerts)), alerts)
        store.set_setting("theme", "day")
    return folder / FILE_NAME


@pytest.fixture
def locked(path: Path) -> Path:
    rekey(path.parent, PHRASE)
    return path


@pytest.fixture
def forgotten(locked: Path) -> Path:
    """As another process finds it, which was given nothing."""
    key.hold(locked, None)
    return locked


def copied(path: Path) -> sqlite3.Connection:
    """Everything in a store, as a plain database in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    with closing(connect(path)) as connection:
        copy_into(connection, memory)
    return memory


def unlock(path: Path, passphrase: str = PHRASE) -> bool:
    found = key.key_of(path, passphrase)
    if found is not None:
        key.hold(path, found)
    return found is not None


def beside(path: Path) -> set[str]:
    return {entry.name for entry in path.parent.iterdir()} - {path.name}


# --- the file says nothing ------------------------------------------------------------------------


def test_the_file_holds_no_word_of_the_patients(path: Path) -> None:
    plain = path.read_bytes()
    words = (b"SQLite format", b"Numb", b"Osei", b"RF-CES-01", b"alert", b"CREATE TABLE")
    assert all(word in plain for word in words)
    rekey(path.parent, PHRASE)
    encrypted = path.read_bytes()
    assert not [word for word in words if word in encrypted]
    assert beside(path) == set()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_log_beside_it_holds_no_word_either(locked: Path, clock: Clock) -> None:
    with open_store(locked.parent, clock=clock) as store:
        store.set_setting("note", SAID)
        log = log_of(locked).read_bytes()
        assert len(log) > 1000
        assert b"Numb" not in log
        modes = {stat.S_IMODE(entry.stat().st_mode) for entry in locked.parent.iterdir()}
        assert modes == {0o600}


def test_the_same_passphrase_makes_another_file_each_time(path: Path) -> None:
    heads = set()
    for _ in range(2):
        rekey(path.parent, PHRASE)
        heads.add(path.read_bytes()[:16])
    assert len(heads) == 2


def test_what_the_old_file_held_is_overwritten(path: Path) -> None:
    with path.open("rb") as still_open:
        rekey(path.parent, PHRASE)
        assert still_open.read() == b""


def test_what_a_kill_left_in_the_log_is_overwritten_too(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    with open_store(path.parent, clock=clock) as store:
        store.set_setting("note", SAID)
        left = shutil.copytree(path.parent, tmp_path / "killed")
    log = log_of(left / FILE_NAME)
    assert b"Numb" in log.read_bytes()
    with log.open("rb") as still_open:
        assert rekey(left, PHRASE)
        assert still_open.read() == b""
    assert beside(left / FILE_NAME) == set()
    with open_store(left, clock=clock) as store:
        assert store.setting("note") == SAID


def test_another_name_of_ours_that_a_kill_left_goes_with_the_old_file(path: Path) -> None:
    """A kill between the two steps of giving a new store its name leaves both names."""
    (path.parent / f"{FILE_NAME}.4711.new").hardlink_to(path)
    with path.open("rb") as still_open:
        assert rekey(path.parent, PHRASE)
        assert still_open.read() == b""
    assert beside(path) == set()


def test_what_a_kill_left_is_taken_away_when_the_store_is_opened(path: Path, clock: Clock) -> None:
    (path.parent / f"{FILE_NAME}.4711.new").hardlink_to(path)
    draft_of(path).write_text(SAID, "utf-8")
    with draft_of(path).open("rb") as still_open:
        with open_store(path.parent, clock=clock) as store:
            assert store.verify_chain().is_whole
        assert still_open.read() == b""
    assert beside(path) == set()


@pytest.mark.parametrize("step", ["sync_folder", "overwrite"])
def test_once_the_new_file_has_the_name_a_full_disk_does_not_unsay_it(
    path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(rekeying, step, full)
    assert not rekey(path.parent, PHRASE)
    assert key.is_encrypted(path)
    with open_store(path.parent, clock=clock) as store:
        assert store.verify_chain().is_whole


def test_a_copy_under_another_name_is_left_alone(path: Path) -> None:
    before = path.read_bytes()
    (path.parent / "mine.db").hardlink_to(path)
    rekey(path.parent, PHRASE)
    with closing(sqlite3.connect(path.parent / "mine.db")) as mine:
        assert mine.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len((path.parent / "mine.db").read_bytes()) == len(before)


def test_a_file_elsewhere_that_is_linked_is_encrypted_where_it_is(
    path: Path, clock: Clock, tmp_path: Path
) -> None:
    real = path.rename(tmp_path / "elsewhere.db")
    path.symlink_to(real)
    rekey(path.parent, PHRASE)
    assert path.is_symlink()
    assert key.is_encrypted(real)
    with open_store(path.parent, clock=clock) as store:
        assert store.verify_chain().is_whole


def test_the_secret_is_not_shown_with_the_key(locked: Path) -> None:
    held = key.held(locked)
    assert held is not None
    assert held.secret.hex() not in repr(held)
    assert repr(held.secret) not in repr(held)


# --- only the passphrase opens it -----------------------------------------------------------------


def test_without_the_passphrase_nothing_is_opened_and_nothing_is_lost(
    forgotten: Path, clock: Clock
) -> None:
    before = forgotten.read_bytes()
    for opening in (
        lambda: open_store(forgotten.parent, clock=clock),
        lambda: open_store(forgotten.parent, clock=clock, create="test"),
        lambda: open_copy(forgotten.parent, clock=clock),
        lambda: glance(forgotten.parent, DAY),
        lambda: rekey(forgotten.parent, None),
    ):
        with pytest.raises(PassphraseNeeded, match="have a passphrase"):
            opening()
    assert forgotten.read_bytes() == before
    assert beside(forgotten) == set()


@pytest.mark.parametrize("wrong", ["", "seven grey horses", f"{PHRASE} ", PHRASE.upper()])
def test_a_wrong_passphrase_opens_nothing(wrong: str, forgotten: Path, clock: Clock) -> None:
    before = forgotten.read_bytes()
    assert not unlock(forgotten, wrong)
    with pytest.raises(PassphraseNeeded):
        open_store(forgotten.parent, clock=clock)
    assert forgotten.read_bytes() == before


def test_the_right_one_opens_the_same_record(forgotten: Path, clock: Clock) -> None:
    assert unlock(forgotten)
    with open_store(forgotten.parent, clock=clock) as store:
        assert store.setting("theme") == "day"
        (past,) = store.alerts(DAY, DAY)
        assert past.alert.alert.flag_id == "RF-CES-01"
        assert store.verify_chain().is_whole
    seen = glance(forgotten.parent, DAY)
    assert seen is not None
    assert seen.settings["theme"] == "day"


def test_a_letter_typed_as_two_signs_is_the_same_letter(forgotten: Path) -> None:
    assert unlock(forgotten, PHRASE.replace("ö", "o\N{COMBINING DIAERESIS}"))


def test_after_another_change_elsewhere_the_key_that_is_held_is_not_enough(
    locked: Path, clock: Clock
) -> None:
    mine = key.held(locked)
    rekey(locked.parent, "another passphrase")
    key.hold(locked, mine)
    with pytest.raises(PassphraseNeeded):
        open_store(locked.parent, clock=clock)


@pytest.mark.parametrize("place", [16, 100, 4095])
def test_a_damaged_first_page_is_told_from_a_wrong_passphrase(
    place: int, forgotten: Path, clock: Clock, capfd: pytest.CaptureFixture[str]
) -> None:
    _spoil(forgotten, place)
    assert unlock(forgotten)
    with pytest.raises(StoreFault, match="damaged") as refused:
        open_store(forgotten.parent, clock=clock)
    assert not isinstance(refused.value, PassphraseNeeded)
    assert capfd.readouterr().err == ""  # it would be drawn over the screen


def test_a_damaged_page_further_on_is_found_when_it_is_read(locked: Path) -> None:
    for page in range(1, locked.stat().st_size // 4096):
        _spoil(locked, page * 4096 + 10)
    with pytest.raises(StoreFault, match="damaged"):
        rekey(locked.parent, None)
    assert key.is_encrypted(locked)


def test_a_cut_off_file_is_damaged(locked: Path, clock: Clock) -> None:
    locked.write_bytes(locked.read_bytes()[:-100])
    with pytest.raises(StoreFault, match="damaged"):
        open_store(locked.parent, clock=clock)


def _spoil(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
def test_what_is_no_file_is_not_waited_for(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / FILE_NAME)
    assert not key.is_encrypted(folder / FILE_NAME)


# --- it is the same store -------------------------------------------------------------------------


def test_set_change_and_remove_keep_every_row(path: Path, clock: Clock) -> None:
    with closing(copied(path)) as before:
        for passphrase in (PHRASE, "another passphrase", None, PHRASE):
            rekey(path.parent, passphrase)
            assert key.is_encrypted(path) == (passphrase is not None)
            with closing(copied(path)) as after:
                assert is_same(before, after)
                names = {row[0] for row in before.execute("SELECT name FROM sqlite_schema")}
                assert names == {row[0] for row in after.execute("SELECT name FROM sqlite_schema")}
                after.row_factory = sqlite3.Row
                assert chain.verify(after).is_whole
    with open_store(path.parent, clock=clock) as store:
        store.raise_alert(store.alerts(DAY, DAY)[0].alert.alert)
        assert store.verify_chain().is_whole
        with pytest.raises(StoreFault), store.transaction():
            store._db.execute("DELETE FROM alert")
        assert len(store.alerts(DAY, DAY)) == 2


def test_the_comparison_sees_one_row_that_is_missing(path: Path) -> None:
    with closing(copied(path)) as one, closing(copied(path)) as other:
        assert is_same(one, other)
        other.execute("UPDATE setting SET content = 'night' WHERE name = 'theme'")
        assert not is_same(one, other)


def test_what_does_not_arrive_whole_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()

    def lose_a_row(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        copy_into(source, target)
        target.execute("DELETE FROM setting WHERE name = 'theme'")

    monkeypatch.setattr(rekeying, "copy_into", lose_a_row)
    with pytest.raises(StoreFault, match="damaged"):
        rekey(path.parent, PHRASE)
    assert path.read_bytes()[100:] == before[100:]
    assert not key.is_encrypted(path)
    assert beside(path) == set()


def test_it_is_as_durable_as_a_plain_one(locked: Path, clock: Clock) -> None:
    with open_store(locked.parent, clock=clock) as store:
        found = {
            name: store._db.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        }
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
        }
        assert store._db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_an_older_store_is_brought_up_to_date_under_its_passphrase(
    locked: Path, clock: Clock
) -> None:
    with closing(connect(locked)) as older:
        older.execute("DROP TABLE pause_taken_back")
        older.execute("ALTER TABLE flare_entry DROP COLUMN session_id")
        older.execute("DROP INDEX walk_log_by_session")
        older.execute("CREATE INDEX walk_log_once_a_session ON walk_log (session_id, item_id)")
        older.execute("DELETE FROM _sqlite_migrations WHERE name >= 'm022_days_off_taken_back'")
        older.execute("PRAGMA user_version = 21")
    assert glance(locked.parent, DAY) is None
    with open_store(locked.parent, clock=clock) as store:
        assert store._rows("SELECT * FROM pause_taken_back") == []
        assert store._db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION


def test_where_nothing_can_be_written_a_copy_in_memory_is_read(locked: Path, clock: Clock) -> None:
    with open_copy(locked.parent, clock=clock) as copy:
        assert copy.setting("theme") == "day"
        assert copy.verify_chain().is_whole
    with (
        open_store(locked.parent, clock=clock) as store,
        copy_of(store, clock=clock) as second,
    ):
        assert second.setting("theme") == "day"
        assert isinstance(second._db.conn, sqlite3.Connection)


def test_what_a_kill_left_in_the_log_is_read_into_a_copy(
    locked: Path, clock: Clock, tmp_path: Path
) -> None:
    with open_store(locked.parent, clock=clock) as store:
        store.set_setting("theme", "night")
        for file in (locked, log_of(locked)):
            (tmp_path / file.name).write_bytes(file.read_bytes())
    key.hold(tmp_path / FILE_NAME, key.held(locked))
    with open_copy(tmp_path, clock=clock) as copy:
        assert copy.setting("theme") == "night"


def test_a_new_store_where_the_file_has_gone_has_no_passphrase(locked: Path, clock: Clock) -> None:
    locked.unlink()
    with open_store(locked.parent, clock=clock, create="test") as store:
        assert store.kind == "test"
    assert not key.is_encrypted(locked)


def test_its_errors_are_the_plain_faults(locked: Path, clock: Clock) -> None:
    with (
        open_store(locked.parent, clock=clock) as store,
        open_store(locked.parent, clock=clock) as other,
    ):
        other._db.execute("PRAGMA busy_timeout = 10")
        with (
            store.transaction(),
            pytest.raises(StoreFault, match="another program is using your data"),
        ):
            other.set_setting("theme", "night")
        store._db.execute(
            f"PRAGMA max_page_count = {store._db.execute('PRAGMA page_count').fetchone()[0]}"
        )
        with pytest.raises(StoreFault, match="the disk is full"):
            store.set_setting("note", "x" * 1_000_000)


def test_there_must_be_a_store(folder: Path) -> None:
    with pytest.raises(NoStore):
        rekey(folder, PHRASE)


# --- another window, a kill, a full disk ----------------------------------------------------------


@pytest.mark.parametrize("passphrase", ["another passphrase", None])
def test_while_a_window_has_it_open_it_is_not_written_anew(
    passphrase: str | None, locked: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rekeying, "MOMENT", 0.01)
    with open_store(locked.parent, clock=clock) as store:
        with pytest.raises(InUse, match="open in another window"):
            _elsewhere(locked, passphrase)
        store.set_setting("theme", "night")
    with open_store(locked.parent, clock=clock) as store:
        assert store.setting("theme") == "night"


def _elsewhere(path: Path, passphrase: str | None) -> None:
    """As another process: the locks of this one are not lost when a file is closed."""
    done = _in_a_process(path, passphrase, "")
    if "InUse" in done.stderr:
        raise InUse
    assert done.returncode == 0, done.stderr


CHANGE = """
import os, signal, sys
from pathlib import Path
from exercise_companion.store import key, rekeying
folder, old, new, key._COST = Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4])
if old:
    path = folder / "companion.db"
    key.hold(path, key.key_of(path, old))
rekeying.MOMENT = 0.01
{kill}
rekeying.rekey(folder, new or None)
"""

KILL = """
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
def and_die(work):
    def both(*args, **named):
        work(*args, **named)
        die()
    return both
"""

STEPS = {
    "when it is held alone": "rekeying._have_alone = and_die(rekeying._have_alone)",
    "before it is copied": "rekeying.copy_into = die",
    "when it is copied": "rekeying.copy_into = and_die(rekeying.copy_into)",
    "when it is on disk": "os.fsync = die",
    "when it is read back": "rekeying.is_same = and_die(rekeying.is_same)",
    "before it is put in place": "Path.replace = die",
    "when it is put in place": "Path.replace = and_die(Path.replace)",
    "before the old one is wiped": "rekeying.overwrite = die",
    "while the old one is wiped": "os.ftruncate = die",
}

LAST_OF_THE_OLD = "before it is put in place"


def _in_a_process(
    path: Path, passphrase: str | None, kill: str, old: str = PHRASE
) -> subprocess.CompletedProcess[str]:
    code = CHANGE.replace("{kill}", kill)
    return subprocess.run(
        [sys.executable, "-c", code, str(path.parent), old, passphrase or "", str(QUICK)],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


def test_a_window_that_opens_between_two_steps_is_seen(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows: list[sqlite3.Connection] = []

    def open_one(statement: str) -> None:
        if statement == "BEGIN EXCLUSIVE":
            windows.append(connect(path))
            windows[0].execute("PRAGMA journal_mode = WAL")

    def watched(file: Path) -> sqlite3.Connection:
        connection = connect(file)
        connection.set_trace_callback(open_one)
        return connection

    monkeypatch.setattr(rekeying, "connect", watched)
    with pytest.raises(InUse):
        rekey(path.parent, PHRASE)
    assert len(windows) == 1
    windows[0].execute("INSERT INTO setting (name, content) VALUES ('kept', 'kept')")
    windows[0].close()
    assert not key.is_encrypted(path)


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("old", "new"),
    [(None, PHRASE), (PHRASE, "another passphrase"), (PHRASE, None)],
    ids=["set", "change", "remove"],
)
def test_a_kill_at_any_step_leaves_the_old_or_the_new_whole(
    step: str, old: str | None, new: str | None, path: Path, clock: Clock
) -> None:
    if old is not None:
        rekey(path.parent, old)
    with closing(copied(path)) as before:
        done = _in_a_process(path, new, f"{KILL}\n{STEPS[step]}", old or "")
        assert done.returncode == -signal.SIGKILL, done.stderr
        key.hold(path, None)
        is_new = not key.needs_key(path) if new is None else unlock(path, new)
        if not is_new and old is not None:
            assert unlock(path, old)
        assert is_new == (list(STEPS).index(step) > list(STEPS).index(LAST_OF_THE_OLD))
        with closing(copied(path)) as after:
            assert is_same(before, after)
    with open_store(path.parent, clock=clock) as store:
        assert store.verify_chain().is_whole
        assert not draft_of(path).exists()
    assert beside(path) == set()


def test_a_change_that_has_no_room_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: sqlite3.Connection, target: sqlite3.Connection) -> None:
        target.execute("PRAGMA max_page_count = 10")
        copy_into(source, target)

    monkeypatch.setattr(rekeying, "copy_into", full)
    with pytest.raises(StoreFault, match="the disk is full"):
        rekey(path.parent, PHRASE)
    assert not key.is_encrypted(path)
    assert beside(path) == set()


def test_who_opened_the_old_file_in_that_moment_is_refused(path: Path, clock: Clock) -> None:
    with closing(connect(path)) as early:  # opened, and nothing read yet
        early.execute("PRAGMA busy_timeout = 5000")
        _elsewhere_set(path)
        with pytest.raises(sqlite3.DatabaseError):
            early.execute("INSERT INTO setting (name, content) VALUES ('lost', 'lost')")
    assert unlock(path)
    with open_store(path.parent, clock=clock) as store:
        assert store.setting("lost") is None


def _elsewhere_set(path: Path) -> None:
    done = _in_a_process(path, PHRASE, "", old="")
    assert done.returncode == 0, done.stderr


# --- without the extra ----------------------------------------------------------------------------


def test_without_the_extra_it_says_what_to_install(
    forgotten: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    monkeypatch.setattr(key, "can_encrypt", lambda: False)
    for _ in ("not given", "given"):
        with pytest.raises(CannotDecrypt, match="pip install sqlcipher3"):
            open_store(forgotten.parent, clock=clock)
        assert unlock(forgotten)


def test_a_plain_store_loads_no_sqlcipher(path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom exercise_companion.clock import Clock\n"
        "from exercise_companion.store import open_store\n"
        "open_store(Path(sys.argv[1]), clock=Clock()).close()\n"
        "assert 'sqlcipher3' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code, str(path.parent)], check=True, env=os.environ)
