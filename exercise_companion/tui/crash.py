"""What is said and kept when a fault of our own ends the program: never what the patient wrote."""

from __future__ import annotations

import os
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.text import Text
from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.worker import WorkerFailed

from exercise_companion.tui.harmless import HarmlessApp

if TYPE_CHECKING:
    from rich.console import RenderableType

SENTENCE: Final = (
    "Exercise Companion stopped because of a fault of its own. What you answered before is kept."
    " Please start it again."
)


class PlainCrashApp(HarmlessApp, inherit_bindings=False):
    """An app whose crash prints one plain sentence instead of a traceback with local variables.

    It overrides private parts of Textual (platform trap 8); a test crashes it on purpose.
    """

    crash_log: Path | None = None
    """Where the place of the fault is noted, without health data; None keeps nothing."""

    def crash_words(self) -> str:
        """What is printed when a fault ends the program."""
        return SENTENCE

    def panic(self, *renderables: RenderableType) -> None:  # noqa: ARG002 - they show what must not be shown
        """End the program; what would be printed is left out."""
        super().panic(Text(self.crash_words()))

    def _handle_exception(self, error: Exception) -> None:
        note(self.crash_log, error)
        if self._exit and isinstance(error, NoMatches | ScreenStackError):
            return  # the program is being left: what it looked for has gone before it
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        self.panic()

    def _print_error_renderables(self) -> None:
        del self._exit_renderables[1:]
        super()._print_error_renderables()


def note(log: Path | None, error: BaseException) -> None:
    """Add where the fault was to a file that only its owner can read.

    Places and kinds only: a message or a local variable could hold scores, names or notes.

    Args:
        log: the file; None keeps nothing. Its folder is made if it is missing.
        error: what went wrong.

    """
    if log is None:
        return
    try:
        log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        return
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write("\n".join(_places(error)) + "\n")


def _places(error: BaseException) -> list[str]:
    lines: list[str] = []
    link: BaseException | None = error
    while link is not None:
        lines.append(type(link).__name__)
        lines += [
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(link.__traceback__)
        ]
        inner = link.error if isinstance(link, WorkerFailed) else None
        link = inner or link.__cause__ or link.__context__
    return lines
