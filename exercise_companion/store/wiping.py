"""Taking away files that held a record in plain: overwritten, as far as the disk writes in place.

A file that has another name besides is a copy the patient made, and is left alone (H-25).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PIECE: Final = 1 << 20


def remove_overwritten(path: Path) -> None:
    """Take a file away if it is there; nothing of it stays under another name of ours.

    Raises:
        OSError: it cannot be taken away, or not be overwritten.

    """
    try:
        with path.open("r+b") as file:
            path.unlink()
            overwrite(file.fileno())
    except FileNotFoundError:
        return


def overwrite(file: int) -> None:
    """Overwrite an open file that has no name any more, and empty it.

    Args:
        file: its descriptor.

    Raises:
        OSError: it cannot be written to.

    """
    if os.fstat(file).st_nlink:
        return
    size = os.fstat(file).st_size
    os.lseek(file, 0, os.SEEK_SET)
    for begin in range(0, size, _PIECE):
        os.write(file, bytes(min(_PIECE, size - begin)))
    os.fsync(file)
    os.ftruncate(file, 0)
