"""The edge of the program: errors become a plain sentence and an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from exercise_companion.core.safetext import neutral_lines
from exercise_companion.errors import CompanionError
from exercise_companion.signals import Ended

if TYPE_CHECKING:
    from collections.abc import Callable

USAGE: Final = 2
INTERRUPTED: Final = 130
UNEXPECTED: Final = 70

NOT_DONE: Final = 1

PLAIN: Final = {
    errno.ENAMETOOLONG: ("The name of a file or folder is too long.", "Give a shorter one."),
    errno.ENOSPC: ("There was no room for what was to be written.", "Make room, then try again."),
}
"""What goes wrong wherever a name or an output that was given is used."""

UNEXPECTED_LINES: Final = (
    "Something went wrong in this program, and it had to stop.",
    "What was saved is kept. Please start it again.",
    "If something is wrong with you now, call your local emergency number.",
)


def guarded(work: Callable[[], object]) -> int:
    """Do some work; returns its exit code and prints errors to standard error.

    A crash prints neither the error's text nor any value: both may hold health data.
    """
    try:
        code = work()
    except CompanionError as error:
        say(error.what_happened, error.what_to_do)
        return error.exit_code
    except KeyboardInterrupt as left:
        say("", "Left. What was saved is kept.")
        return left.exit_code if isinstance(left, Ended) else INTERRUPTED
    except BrokenPipeError:
        _stop_writing()
        return 0
    except OSError as error:
        if error.errno not in PLAIN:
            return _unexpected(error)
        say(*PLAIN[error.errno])
        return NOT_DONE
    except Exception as error:  # noqa: BLE001 - the last line of defence against a traceback
        return _unexpected(error)
    return code if isinstance(code, int) else 0


def _unexpected(error: Exception) -> int:
    say(*UNEXPECTED_LINES, f"({type(error).__name__} in {_where(error)})")
    return UNEXPECTED


def say(*lines: str) -> None:
    """Print lines to standard error; a name in them may hold what could act on a terminal."""
    with suppress(OSError):  # its window may be closed
        for line in lines:
            print(neutral_lines(line), file=sys.stderr)  # noqa: T201 - without click, which may not be loaded


def _where(error: BaseException) -> str:
    """File and line of the innermost frame: no values, nothing of the patient's."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return "an unknown place"
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"  # noqa: PTH119


def _stop_writing() -> None:
    """The reader has gone: keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
