"""Reading a file that somebody else made: only a regular file, and never more than 1 MB."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from exercise_companion.core.problem import Problem
from exercise_companion.programs.faults import ProgramProblems

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 1_000_000

_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""Not waiting for a writer: opening a named pipe must not hang."""

TOO_LARGE: Final = Problem(
    code="V-24",
    place="the file",
    what=f"The file is larger than {MAX_BYTES // 1_000_000} MB.",
    how="A prescription is a small text file. Check that this is the right one.",
)


def file_bytes(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        ProgramProblems: it is missing, may not be read, is no regular file or is too large.

    """
    try:
        handle = os.open(path, _FLAGS)
        with open(handle, "rb", buffering=0) as file:  # noqa: PTH123 - an open descriptor
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise ProgramProblems(str(path), [_NOT_A_FILE])
            if status.st_size > MAX_BYTES:
                raise ProgramProblems(str(path), [TOO_LARGE])
            return _all_of(file.fileno())
    except (OSError, ValueError) as cause:
        raise ProgramProblems(str(path), [_unreadable(cause)]) from cause


def _all_of(descriptor: int) -> bytes:
    """Everything, or one byte more than allowed when the file grew meanwhile."""
    parts: list[bytes] = []
    left = MAX_BYTES + 1
    while left and (part := os.read(descriptor, left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


_NOT_A_FILE: Final = Problem(
    code="V-24",
    place="the file",
    what="This is not a file but a folder, a pipe or a device.",
    how="Name the prescription file itself.",
)


def _unreadable(cause: OSError | ValueError) -> Problem:
    if isinstance(cause, FileNotFoundError):
        what, how = "There is no such file.", "Check the name and the folder."
    elif isinstance(cause, IsADirectoryError):
        return _NOT_A_FILE
    elif isinstance(cause, PermissionError):
        what, how = "The file may not be read.", "Ask its owner to let you read it."
    else:
        what, how = "The file cannot be read.", "Copy it to this computer and try again."
    return Problem(code="V-24", place="the file", what=what, how=how)
