"""A file on disk: for its owner alone, whole or not at all, never over another file unasked."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.errors import CompanionError, UsageFault

if TYPE_CHECKING:
    from pathlib import Path


_UNFINISHED: Final = ".new"
_LEFT_OVER: Final = re.compile(r"\..+\.([1-9]\d{0,9})\.new")
_LONGEST_WRITE_SECONDS: Final = 600.0
"""A file of another computer in a shared folder is left alone for so long."""


def write_private(path: Path, content: str | bytes, *, replace: bool) -> None:
    """Write a file that only its owner can read.

    Args:
        path: where.
        content: a text is written as UTF-8, line ends as they are.
        replace: take the place of a file that is there.

    Raises:
        UsageFault: there is a file, and it is not to be replaced.
        CompanionError: it cannot be written; what was there is as it was.

    """
    draft = path.with_name(f".{path.name}.{os.getpid()}{_UNFINISHED}")
    try:
        _write_new(draft, content.encode() if isinstance(content, str) else content)
        if replace:
            draft.replace(path)
        else:
            _put(draft, path)
    except FileExistsError as error:
        raise _taken() from error
    except OSError as error:
        what_happened = "The file could not be written."
        raise CompanionError(what_happened, "Check the folder and the room on the disk.") from error
    finally:
        with suppress(OSError):
            draft.unlink()


def remove_left_overs(folder: Path, suffix: str) -> None:
    """Remove what a process that was killed while it wrote left behind; only what is ours.

    Args:
        folder: where.
        suffix: how the names of the files end that were being written.

    """
    with suppress(OSError):
        for path in folder.glob(f".*{suffix}.*{_UNFINISHED}"):
            left = _LEFT_OVER.fullmatch(path.name)
            if left and path.is_file() and not path.is_symlink() and _is_over(path, int(left[1])):
                path.unlink(missing_ok=True)


def _is_over(path: Path, process: int) -> bool:
    """Whether nobody can be writing it any more: its process has gone, here or elsewhere."""
    if os.name != "posix" or time.time() - path.stat().st_mtime < _LONGEST_WRITE_SECONDS:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except (OSError, OverflowError):
        return False
    return False


def require_free(*paths: Path) -> None:
    """There is no file of any of these names.

    Raises:
        UsageFault: there is one.

    """
    if any(path.exists() for path in paths):
        raise _taken()


def _taken() -> UsageFault:
    what_happened = "There is a file of that name already."
    return UsageFault(what_happened, "Give another name, or --force to replace it.")


def _write_new(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(handle)


def _put(draft: Path, path: Path) -> None:
    """Give the finished file its name, unless there is one.

    Raises:
        FileExistsError: there is one.

    """
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        draft.rename(path)
