"""The passphrase of a store: which files have one, and the key that comes of it.

An encrypted file begins with 16 bytes that SQLCipher takes for its salt and leaves to us: a mark by
which such a file is known, eight random bytes, and a check of the key, by which a wrong passphrase
is told from a damaged file. The passphrase itself is kept nowhere; the keys this process was given
are kept in memory, by file.

With the standard library alone, because the first paint reads through here (decisions E8).
"""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from pathlib import Path

INSTALL: Final = "Install it: python -m pip install sqlcipher3 (the extra `encrypted`)."

_MARK: Final = b"EXCP1"
"""The digit stands for the way from passphrase to key; another way gets another one."""

_SALT_BYTES: Final = len(_MARK) + 8
_HEAD_BYTES: Final = 16
_KEY_BYTES: Final = 32

_COST: Final = 2**15
"""32 MB and a fifth of a second for each passphrase tried (our decision)."""

_BLOCK: Final = 8
_MEMORY: Final = 2 * 128 * _COST * _BLOCK


class PassphraseNeeded(StoreFault):
    """The file has a passphrase that this process was not given."""

    def __init__(self) -> None:
        super().__init__(
            "Your data have a passphrase, and it was not typed.",
            "Start again in a terminal, and type it. Until then exercise stays locked.",
        )


class CannotDecrypt(StoreFault):
    """The file has a passphrase, and the extra `encrypted` is not installed."""

    def __init__(self) -> None:
        super().__init__("What reads data with a passphrase is not installed.", INSTALL)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens one encrypted file."""

    head: bytes
    """The first bytes of the file."""
    secret: bytes = field(repr=False)

    @property
    def hexadecimal(self) -> str:
        """Key and salt as SQLCipher takes them, without working on them any more."""
        return self.secret.hex() + self.head.hex()


_HELD: Final[dict[Path, Key]] = {}
"""The keys this process was given, by the file they open."""


def can_encrypt() -> bool:
    """Whether the extra `encrypted` is installed."""
    return find_spec("sqlcipher3") is not None


def refusal() -> StoreFault:
    """Why a file with a passphrase is not opened: there is no key for it, or no way to use one."""
    return PassphraseNeeded() if can_encrypt() else CannotDecrypt()


def new_key(passphrase: str) -> Key:
    """The key for a file that is about to be made, with a salt of its own."""
    salt = _MARK + os.urandom(_SALT_BYTES - len(_MARK))
    return _derived(passphrase, salt)


def key_of(path: Path, passphrase: str) -> Key | None:
    """The key of an encrypted file; None when this is not its passphrase.

    Raises:
        OSError: the file cannot be read.

    """
    head = _head(path)
    key = _derived(passphrase, head[:_SALT_BYTES])
    return key if key.head == head else None


def hold(path: Path, key: Key | None) -> None:
    """Open this file with this key from now on; None: as a file without one."""
    if key is None:
        _HELD.pop(path.resolve(), None)
    else:
        _HELD[path.resolve()] = key


def held(path: Path) -> Key | None:
    """The key with which this process opens a file."""
    return _HELD.get(path.resolve())


def is_encrypted(path: Path) -> bool:
    """Whether a file has a passphrase; False where it cannot be read.

    Not to be asked while this process has the file open: closing it here would drop its locks.
    """
    try:
        return path.is_file() and _head(path).startswith(_MARK)
    except OSError:
        return False


def needs_key(path: Path) -> bool:
    """Whether a file has a passphrase that was not given; see `is_encrypted`."""
    key = held(path)
    return is_encrypted(path) and (key is None or key.head != _head(path))


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _derived(passphrase: str, salt: bytes) -> Key:
    """The key, and the head of its file. One letter can be typed as one sign or two: NFC is one."""
    from hashlib import scrypt  # noqa: PLC0415 - a store without a passphrase does without

    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    check_bytes = _HEAD_BYTES - _SALT_BYTES
    made = scrypt(
        typed, salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=_KEY_BYTES + check_bytes
    )
    return Key(salt + made[_KEY_BYTES:], made[:_KEY_BYTES])
