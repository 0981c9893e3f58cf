"""Where the data are and what time it is, and the bare command that says no more than that."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exercise_companion.clock import Clock
    from exercise_companion.companion.service import Companion

NOW_VARIABLE: Final = "EXERCISE_COMPANION_NOW"

COMPLETING: Final = "_EXERCISE_COMPANION_COMPLETE"
"""Set by the shell when it asks for completions, which click gives."""


class Place(NamedTuple):
    """Where the data are and what time it is, as the options and the environment say."""

    data: Path | None
    now: str | None
    is_lasting: bool = True
    """Whether the folder is still there for the next command."""

    @property
    def folder(self) -> Path:
        """The data folder; nothing is created."""
        from exercise_companion.paths import data_folder  # noqa: PLC0415 - on demand

        return data_folder(self.data, os.environ)

    @property
    def option(self) -> str:
        """What a command has to be typed with: " --data patient"; empty for the usual folder."""
        if self.data is None or not self.is_lasting:
            return ""
        from shlex import quote  # noqa: PLC0415 - on demand

        from exercise_companion.core.safetext import neutral  # noqa: PLC0415 - on demand

        return neutral(f" --data {quote(str(self.data))}")

    def commands_in(self, *lines: str) -> str:
        """Lines, their commands with the folder they have to be typed with."""
        from exercise_companion.core.command_words import at_place  # noqa: PLC0415 - on demand

        return "\n".join(at_place(line, self.option) for line in lines)

    def clock(self) -> Clock:
        """The clock, started elsewhere in time when asked (decisions D8)."""
        from exercise_companion.clock import Clock  # noqa: PLC0415 - on demand

        now = self.now or os.environ.get(NOW_VARIABLE)
        return Clock.starting_at(now) if now else Clock()

    def companion(self) -> Companion:
        """The patient's companion over this place; close it."""
        from exercise_companion.cli.unlocking import unlock  # noqa: PLC0415 - on demand
        from exercise_companion.companion.service import Companion  # noqa: PLC0415 - on demand

        unlock(self)
        return Companion(self.folder, self.clock())


def bare_place(arguments: Sequence[str], environ: Mapping[str, str]) -> Place | None:
    """The place a bare command names, read without click, which the first paint would wait for.

    Only what is plainly right is read here. Whatever click could object to, or says in another
    way, is left to it, so that help, errors and completion come from one source.

    Args:
        arguments: what was typed after the program's name.
        environ: the process environment.

    Returns:
        None when click has to read the command.

    """
    given = dict(zip(arguments[::2], arguments[1::2], strict=False))
    data, now = given.pop("--data", None), given.pop("--now", None)
    if given or len(arguments) % 2 or COMPLETING in environ:
        return None
    if data is not None and not (Path(data).is_dir() and os.access(data, os.R_OK)):
        return None
    if any(value is not None and value.startswith("-") for value in (data, now)):
        return None
    return Place(None if data is None else Path(data), now)
