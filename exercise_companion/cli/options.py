"""Options many commands have: where the data are, what time it is, which day counts as today."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from exercise_companion.cli.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

R = TypeVar("R")

today_option = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day from which a demonstration counts its dates. Default: today.",
)
"""For a therapist's commands, which have no data folder."""


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


def day_of(given: datetime | None) -> date:
    """The day that was given with `--today`, or the day it is."""
    from exercise_companion.clock import Clock  # noqa: PLC0415 - on demand

    return (given or Clock().local()).date()
