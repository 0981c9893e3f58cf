"""Options every command has: where the data are, and what time it is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.clock import Clock
    from exercise_companion.companion.service import Companion

NOW_VARIABLE: Final = "EXERCISE_COMPANION_NOW"

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data are and what time it is, as the options and the environment say."""

    data: Path | None
    now: str | None

    @property
    def folder(self) -> Path:
        """The data folder; nothing is created."""
        from exercise_companion.paths import data_folder  # noqa: PLC0415 - on demand

        return data_folder(self.data, os.environ)

    def clock(self) -> Clock:
        """The clock, started elsewhere in time when asked (decisions D8)."""
        from exercise_companion.clock import Clock  # noqa: PLC0415 - on demand

        now = self.now or os.environ.get(NOW_VARIABLE)
        return Clock.starting_at(now) if now else Clock()

    def companion(self) -> Companion:
        """The patient's companion over this place; close it."""
        from exercise_companion.companion.service import Companion  # noqa: PLC0415 - on demand

        return Companion(self.folder, self.clock())


def with_place(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command `--data` and `--now`, handed over together as `place`.

    An option of the group holds for its commands; one given to the command itself wins.
    """

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        help="Folder with the patient's data (or EXERCISE_COMPANION_DATA).",
    )
    @click.option("--now", help="Start the clock at this time (demonstrations and tests only).")
    @wraps(command)
    def with_options(*args: object, data: Path | None, now: str | None, **kwargs: object) -> R:
        outer = click.get_current_context().find_object(Place) or Place(None, None)
        place = Place(data or outer.data, now or outer.now)
        return command(*args, place=place, **kwargs)

    return with_options
