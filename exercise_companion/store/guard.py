"""Whether a file is a store this program may use: every check that comes before the first write.

With the standard library alone, because the first paint reads through here (decisions E8); a file
with a passphrase needs more (`cipher`).
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final, cast

from exercise_companion.errors import StoreFault
from exercise_companion.store.cipher import errors, open_file
from exercise_companion.store.faults import DAMAGED
from exercise_companion.store.key import held, needs_key, refusal

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from exercise_companion.core.records import StoreKind
    from exercise_companion.store.key import Key

FILE_NAME: Final = "companion.db"

APPLICATION_ID: Final = 0x45584350
"""`EXCP` in the file's header: another program's SQLite file is never written to."""

MIGRATION_SET: Final = "exercise_companion"

MIGRATION_NAMES: Final = (
    "m001_programs",
    "m002_safety",
    "m003_sessions",
    "m004_diary",
    "m005_views",
    "m006_decisions",
    "m007_walks",
    "m008_clearing",
    "m009_obstacles",
    "m010_counted",
    "m011_own_contacts",
    "m012_days",
    "m013_item_effort",
    "m014_guided_walks",
    "m015_next_step",
    "m016_version_read",
    "m017_trusted_keys",
    "m018_walks_told",
    "m019_sides_apart",
    "m020_week_pain",
    "m021_check_ins",
    "m022_days_off_taken_back",
    "m023_why_it_was_stopped",
    "m024_walks_told_after_the_end",
    "m025_flare_in_a_session",
    "m026_flare_dose",
)
"""Every schema step this installation knows, in order; a store with another one is newer."""

SCHEMA_VERSION: Final = len(MIGRATION_NAMES)

BUSY_SECONDS: Final = 5.0


class NoStore(StoreFault):
    """There is no store in the folder, and none was asked to be made."""

    def __init__(self) -> None:
        super().__init__(
            "There is no exercise data here yet.",
            "Load your program first: exercise-companion load FILE",
        )


def store_file(folder: Path) -> Path:
    """The store's file, after looking at it from outside.

    The file is never opened here: closing it would drop the locks of a store that this process
    has open.

    Raises:
        NoStore: there is none.
        StoreFault: it is empty, or no ordinary file.

    """
    path = folder / FILE_NAME
    try:
        seen = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        raise NoStore from None
    except OSError as error:
        what_happened = "Your data could not be opened."
        raise StoreFault(what_happened, "Check that the folder is yours.") from error
    if not stat.S_ISREG(seen.st_mode):
        what_happened = f"{FILE_NAME} in the data folder is not a file."
        raise StoreFault(what_happened, "Choose another data folder.")
    if seen.st_size == 0:
        what_happened = "The file with your data is empty. Something has emptied it."
        raise StoreFault(what_happened, DAMAGED[1])
    return path


def require_writable(path: Path) -> None:
    """See that the store's file and its folder can be written to.

    Raises:
        StoreFault: they cannot.

    """
    if not (os.access(path, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
        what_happened = "The data folder cannot be written to."
        what_to_do = "Check that the disk is not write-protected and that the folder is yours."
        raise StoreFault(what_happened, what_to_do)


def connect(path: Path, *, waits: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open an existing file; SQLite makes none, and the driver begins no transaction by itself.

    Args:
        path: the file.
        waits: for how many seconds, while another program has it.

    """
    return open_file(f"{path.resolve().as_uri()}?mode=rw", held(path), waits=waits)


def draft_of(path: Path) -> Path:
    """Where a store is written anew, before it takes the place of the file."""
    real = path.resolve()
    return real.with_name(f"{real.name}.changing")


def remove_left_overs(path: Path) -> None:
    """Take away what a kill left of making the store: drafts, or other names of its own file."""
    for left in path.parent.glob(f"{path.name}.*.new"):
        left.unlink(missing_ok=True)


def log_of(path: Path) -> Path:
    """The write-ahead log beside a store's file."""
    return path.with_name(f"{path.name}-wal")


def connect_to_read(path: Path, key: Key | None) -> sqlite3.Connection:
    """Open an existing file where nothing may be written, not even beside it.

    Without a write-ahead log, or with an empty one, the file is whole, and is read as one that
    never changes. With one, SQLite reads both; it makes no file where the folder lets it make none.

    Args:
        path: the file.
        key: of an encrypted file.

    """
    log = log_of(path)
    fixed = "" if log.exists() and log.stat().st_size else "&immutable=1"
    uri = f"{path.resolve().as_uri()}?mode=ro{fixed}"
    return open_file(uri, key, waits=0)  # whoever opens it for writing has waited before


def check(connection: sqlite3.Connection, path: Path) -> int:
    """Refuse what is not a store of ours, is damaged, or was made by a later version.

    Returns:
        the schema version, at most `SCHEMA_VERSION`.

    Raises:
        PassphraseNeeded, CannotDecrypt: it has one that was not given, or cannot be used here.
        StoreFault: it may not be used; nothing was written.
        sqlite3.Error: SQLite itself found it damaged; see `cipher.errors`.

    """
    try:
        application_id = _pragma(connection, "application_id")
    except errors():
        if needs_key(path):
            raise refusal() from None
        raise
    if application_id != APPLICATION_ID:
        what_happened = f"{FILE_NAME} was not made by Exercise Companion. Nothing was changed."
        raise StoreFault(what_happened, "Choose another data folder.")
    if path.stat().st_size % _pragma(connection, "page_size"):
        raise StoreFault(*DAMAGED)
    version = _pragma(connection, "user_version")
    if version < 1 or not _has_first_tables(connection):
        raise StoreFault(*DAMAGED)
    if version > SCHEMA_VERSION or _unknown_migrations(connection):
        what_happened = "Your data was written by a newer version of this program."
        raise StoreFault(what_happened, "Install the newer version. Nothing was changed.")
    return version


def kind_of(connection: sqlite3.Connection) -> StoreKind:
    """What the store was made for (decisions D6).

    Raises:
        StoreFault: the store does not say, so it is damaged.

    """
    row = connection.execute("SELECT store_kind FROM meta WHERE id = 1").fetchone()
    if row is None:
        raise StoreFault(*DAMAGED)
    return cast("StoreKind", row[0])


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def _has_first_tables(connection: sqlite3.Connection) -> bool:
    """Stores are put in place complete (`opening`), so one without these has lost them."""
    found = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
    return {"meta", "_sqlite_migrations"} <= {name for (name,) in found}


def _unknown_migrations(connection: sqlite3.Connection) -> bool:
    applied = connection.execute(
        "SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,)
    )
    return any(name not in MIGRATION_NAMES for (name,) in applied)
