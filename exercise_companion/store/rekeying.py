"""Giving a store a passphrase, another one, or none: written anew beside it, then put in its place.

Until the new file has the store's name the old one stands as it was; after that only the new one
does. A kill in between loses neither: what it leaves is removed when the store is next opened.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import StoreFault
from exercise_companion.store.cipher import errors, open_file
from exercise_companion.store.copying import copy_into, is_same
from exercise_companion.store.faults import DAMAGED, plain_faults
from exercise_companion.store.guard import (
    check,
    connect,
    draft_of,
    log_of,
    remove_left_overs,
    require_writable,
    store_file,
)
from exercise_companion.store.key import hold, new_key
from exercise_companion.store.opening import private_files, sync_folder
from exercise_companion.store.wiping import overwrite, remove_overwritten

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.store.key import Key

MOMENT: Final = 1.0
"""Seconds to wait for a command that is about to end; a window that is open does not end."""

_BESIDE: Final = ("-wal", "-shm", "-journal")


class InUse(StoreFault):
    """Another window has the data open."""

    def __init__(self) -> None:
        super().__init__(
            "Your data are open in another window. Nothing was changed.",
            "Close it, then try again.",
        )


def rekey(folder: Path, passphrase: str | None) -> bool:
    """Write the store anew, encrypted with this passphrase, or as a plain file.

    Nothing else in this process may have it open.

    Args:
        folder: the data folder.
        passphrase: None for a plain file.

    Returns:
        whether the old file was overwritten, and the change outlives a power cut, as far as the
        computer can tell; where not, the change is made all the same.

    Raises:
        NoStore: there is nothing to encrypt.
        InUse: another window has it open; nothing was changed.
        StoreFault: it cannot be read or written; nothing was changed.

    """
    with plain_faults(), private_files():
        named = store_file(folder)
        path = named.resolve()
        require_writable(path)
        key = None if passphrase is None else new_key(passphrase)
        with ExitStack() as opened:
            # Opened first and closed last: closing it drops the locks of the database on the file.
            old = opened.enter_context(path.open("r+b"))
            source = opened.enter_context(closing(connect(path)))
            check(source, path)
            held = [old.fileno()]
            if log_of(path).exists():  # with what a kill left in it
                held.append(opened.enter_context(log_of(path).open("r+b")).fileno())
            _have_alone(source, path)
            try:
                _write(source, draft_of(path), key)
                draft_of(path).replace(path)
            finally:
                remove_overwritten(draft_of(path))
            hold(path, key)
            return _is_settled(named, path, held)


def _is_settled(named: Path, path: Path, held: list[int]) -> bool:
    """See that the new name stays, and overwrite what has no name any more.

    Whoever opened the old file in this moment then finds no store in it and is refused, instead of
    writing where nobody reads.
    """
    try:
        sync_folder(path.parent)
        remove_left_overs(named)
        for file in held:
            overwrite(file)
    except OSError:  # the change is made: nothing may say that it is not
        return False
    return True


def _have_alone(source: sqlite3.Connection, path: Path) -> None:
    """Keep every other window out, and everything in one file, until the source is closed."""
    source.execute(f"PRAGMA busy_timeout = {int(MOMENT * 1000)}")
    try:
        source.execute("PRAGMA journal_mode = DELETE")  # refused while another has it open
        source.execute("BEGIN EXCLUSIVE")
    except errors() as error:
        if _is_busy(error):
            raise InUse from error
        raise
    (mode,) = source.execute("PRAGMA journal_mode").fetchone()
    if mode != "delete":  # another has opened it between the two
        raise InUse
    for end in _BESIDE:
        path.with_name(f"{path.name}{end}").unlink(missing_ok=True)


def _is_busy(error: Exception) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


def _write(source: sqlite3.Connection, draft: Path, key: Key | None) -> None:
    """Write all of it into a new file, and read it back.

    Raises:
        StoreFault: it cannot be read in full, or did not arrive.

    """
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600, exist_ok=False)
    uri = f"{draft.resolve().as_uri()}?mode=rw"
    with closing(open_file(uri, key, waits=0)) as target:
        target.execute("PRAGMA journal_mode = OFF")  # a draft that fails is thrown away
        copy_into(source, target)
    with draft.open("r+b") as file:
        os.fsync(file.fileno())
    with closing(open_file(uri, key, waits=0)) as written:
        check(written, draft)
        sound = written.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not (sound and is_same(source, written)):
            raise StoreFault(*DAMAGED)
