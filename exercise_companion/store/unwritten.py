"""A marker for advice whose alert could not be stored: the next start shows it again (A17)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from exercise_companion.store.faults import plain_faults

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MARKER_NAME: Final = "alert-not-saved.txt"


def mark(folder: Path, lines: Iterable[str]) -> None:
    """Keep the lines of advice beside the store, after those already there.

    The file is made first and filled in place, because on a full disk an empty marker still says
    that something was not saved.

    Args:
        folder: the data folder, which must exist.
        lines: the advice, one line each; line breaks inside become spaces.

    Raises:
        StoreFault: not even the marker could be written.

    """
    text = "".join(f"{' '.join(line.split())}\n" for line in lines)
    with plain_faults():
        file = os.open(folder / MARKER_NAME, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as marker:
            marker.write(text)
            marker.flush()
            os.fsync(marker.fileno())


def read(folder: Path) -> tuple[str, ...]:
    """The lines of the marker; empty when there is none.

    A marker without text gives one empty line, so that it is never taken for none.

    Raises:
        StoreFault: there is a marker that cannot be read.

    """
    with plain_faults():
        try:
            text = (folder / MARKER_NAME).read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return ()
    return tuple(text.splitlines()) or ("",)


def is_there(folder: Path) -> bool:
    """Whether there is a marker, readable or not."""
    try:
        (folder / MARKER_NAME).lstat()
    except OSError:  # where the folder cannot be looked into, nothing is known of one
        return False
    return True


def remove(folder: Path) -> None:
    """Take the marker away, once its alert is stored; one that is no file gets another name.

    Raises:
        StoreFault: it cannot be removed.

    """
    marker = folder / MARKER_NAME
    with plain_faults():
        if marker.is_dir():
            marker.rename(folder / f"{MARKER_NAME}.{os.getpid()}")
        else:
            marker.unlink(missing_ok=True)
