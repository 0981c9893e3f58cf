"""The passphrase of the patient's data (H-25): given before they are read, set, changed, removed.

Data whose passphrase is not given are data that cannot be read: the warning signs are asked about
all the same, and no session starts (decisions A17).
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import CompanionError, Refused, StoreFault, UsageFault
from exercise_companion.store import key
from exercise_companion.store.faults import plain_faults
from exercise_companion.store.guard import FILE_NAME, store_file

if TYPE_CHECKING:
    from pathlib import Path

LEAST: Final = 8
"""Letters a passphrase must have (our decision)."""

TOO_SHORT: Final = f"A passphrase has at least {LEAST} letters."


class WrongPassphrase(StoreFault):
    """What was given does not open the data; another may be tried."""

    def __init__(self) -> None:
        super().__init__(
            "This does not open your data. It is not the passphrase, or the file is damaged.",
            "Look it up, and start again. If it is lost, ask your therapist.",
        )


def is_asked(folder: Path) -> bool:
    """Whether the data have a passphrase that was not given yet, and that can be used here."""
    return key.needs_key(folder / FILE_NAME) and key.can_encrypt()


def open_with(folder: Path, passphrase: str) -> bool:
    """Open the data with a passphrase from now on; False when it is not theirs.

    Raises:
        StoreFault: the file cannot be read.

    """
    with plain_faults():
        path = store_file(folder)
        found = key.key_of(path, passphrase)
        if found is not None:
            key.hold(path, found)
        return found is not None


def require(folder: Path, *, passphrase: bool) -> None:
    """See that the data have a passphrase, which was given; or that they have none.

    Raises:
        StoreFault: there are none, or it was not given.
        CompanionError: they have one, or none, or this installation knows no passphrases.

    """
    path = store_file(folder)
    if key.is_encrypted(path) != passphrase:
        has, how = ("no passphrase", "set") if passphrase else ("a passphrase already", "change")
        what_happened = f"Your data have {has}. Nothing was changed."
        raise Refused(what_happened, f"Type: exercise-companion passphrase {how}")
    if key.needs_key(path):
        raise key.refusal()
    if not key.can_encrypt():
        what_happened = "What keeps data with a passphrase is not installed."
        raise CompanionError(what_happened, key.INSTALL)
    if sys.platform == "win32":
        what_happened = "On Windows the passphrase of data cannot be changed yet."
        raise CompanionError(what_happened, "Lock the whole disk instead, with BitLocker.")


def put(folder: Path, passphrase: str | None) -> bool:
    """Give the data this passphrase, or none.

    Returns:
        whether the file as it was is overwritten; the change is made in any case.

    Raises:
        UsageFault: it is too short; nothing was changed.
        StoreFault: another window has the data open, or they cannot be written; nothing was
            changed.

    """
    from exercise_companion.store.rekeying import rekey  # noqa: PLC0415 - on demand

    if passphrase is not None and is_too_short(passphrase):
        raise UsageFault(TOO_SHORT, "Nothing was changed. Choose a longer one.")
    return rekey(folder, passphrase)


def is_too_short(passphrase: str) -> bool:
    """Whether a new passphrase has too few letters; blanks around it do not count."""
    return len(passphrase.strip()) < LEAST
