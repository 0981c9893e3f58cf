"""Options every command has: where the data are, and what time it is."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from exercise_companion.cli.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable

R = TypeVar("R")


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
