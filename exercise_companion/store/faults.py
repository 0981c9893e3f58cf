"""What went wrong in SQLite or the file system, said in plain words."""

from __future__ import annotations

import errno
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import StoreFault
from exercise_companion.store.cipher import errors

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL = (
    "This could not be saved: the disk is full.",
    "Make some room on the disk, then try again. What was saved before is still there.",
)
_READ_ONLY = (
    "This could not be saved: the data folder cannot be written to.",
    "Check that the disk is not write-protected and that the folder is yours.",
)
_BUSY = (
    "This could not be saved: another program is using your data.",
    "Close the other window, then try again.",
)
_UNREACHABLE = (
    "Your data could not be opened.",
    "Check that the disk is connected and that the folder is yours, then try again.",
)
_DISK = (
    "This could not be saved: the disk reported an error.",
    "Check the disk, then try again. What was saved before is still there.",
)
_UNKNOWN = (
    "This could not be saved.",
    "Close the program and open it again. What was saved before is still there.",
)

_UNWRITABLE = (
    "This could not be saved: the text holds a character that cannot be written.",
    "Type it again with ordinary letters.",
)

DAMAGED: Final = (
    "The file with your data is damaged. Nothing was changed.",
    "Restore a backup, or ask the person who helps you with the computer.",
)
"""Shared with the checks made on opening."""

_BY_SQLITE_CODE: Final = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: _UNREACHABLE,
    sqlite3.SQLITE_IOERR: _DISK,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_BY_ERRNO: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _READ_ONLY,
    errno.EPERM: _READ_ONLY,
    errno.EIO: _DISK,
}


@contextmanager
def plain_faults() -> Iterator[None]:
    """Turn every SQLite, file and text error inside into a `StoreFault` that keeps it as its cause.

    Raises:
        StoreFault: in place of `cipher.errors`, `OSError` and `UnicodeError`.

    """
    try:
        yield
    except errors() as error:
        code = getattr(error, "sqlite_errorcode", 0)  # absent where the driver itself complains
        raise StoreFault(*_BY_SQLITE_CODE.get(code & 0xFF, _UNKNOWN)) from error
    except UnicodeError as error:
        raise StoreFault(*_UNWRITABLE) from error
    except OSError as error:
        raise StoreFault(*_BY_ERRNO.get(error.errno or 0, _UNREACHABLE)) from error
