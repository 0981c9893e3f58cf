"""Which window runs the session: a lock the system takes back when its owner is gone (H-23, E6)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from exercise_companion.store.faults import plain_faults

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType
    from typing import Self

if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


class SessionOwnership:
    """The right to run the session of one store; one window at a time.

    Args:
        folder: the data folder, which must exist.

    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / "session.lock"
        self._file: int | None = None

    def acquire(self) -> bool:
        """Take the session.

        Returns:
            False while another window has it.

        Raises:
            StoreFault: the lock's file cannot be made.

        """
        if self._file is not None:
            return True
        with plain_faults():
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
        except OSError:
            os.close(file)
            return False
        self._file = file
        return True

    def release(self) -> None:
        """Give the session back. The file stays: removing it could take another's lock away."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()
