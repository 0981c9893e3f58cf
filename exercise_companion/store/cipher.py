"""Which SQLite opens a file: the standard library's, or SQLCipher where it has a passphrase.

The only module that imports sqlcipher3, and only when a file needs it. Its connections are used as
the standard library's are; what differs (exceptions, rows) is asked for here.
"""

from __future__ import annotations

import sqlite3
import sys
from typing import TYPE_CHECKING, cast

from exercise_companion.store.key import CannotDecrypt

if TYPE_CHECKING:
    from types import ModuleType

    from exercise_companion.store.key import Key


def open_file(uri: str, key: Key | None, *, waits: float) -> sqlite3.Connection:
    """Open a file; the driver begins no transaction by itself.

    Args:
        uri: names the file and how it is opened.
        key: of an encrypted file; None for one without a passphrase.
        waits: for how many seconds, while another program has it.

    Raises:
        CannotDecrypt: there is a key, and the extra `encrypted` is not installed.
        sqlite3.Error: it cannot be opened; see `errors`.

    """
    if key is None:
        return sqlite3.connect(uri, uri=True, timeout=waits, isolation_level=None)
    connection = cast(
        "sqlite3.Connection",
        _sqlcipher().connect(uri, uri=True, timeout=waits, isolation_level=None),
    )
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes over the screen (trap 26)
    connection.execute(f"PRAGMA key = \"x'{key.hexadecimal}'\"")
    return connection


def errors() -> tuple[type[Exception], ...]:
    """What a connection can raise: sqlcipher3 has exceptions of its own (trap 26)."""
    loaded = sys.modules.get("sqlcipher3.dbapi2")
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


def name_columns(connection: sqlite3.Connection) -> None:
    """Have rows read by the names of their columns."""
    is_plain = isinstance(connection, sqlite3.Connection)
    connection.row_factory = sqlite3.Row if is_plain else _sqlcipher().Row


def _sqlcipher() -> ModuleType:
    try:
        from sqlcipher3 import dbapi2  # noqa: PLC0415 - optional, and most stores do without
    except ImportError as cause:
        raise CannotDecrypt from cause
    return cast("ModuleType", dbapi2)
