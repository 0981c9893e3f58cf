"""Options many commands have: where the data are, what time it is, which day counts as today."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from exercise_companion.cli.day import DAY, METAVAR
from exercise_companion.cli.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

R = TypeVar("R")


def with_place(command: Callable[..., R]) -> Callable[..., R]:
    """Give a command `--data` and `--now`, handed over together as `place`.

    An option of the group holds for its commands; one given to the command itself wins.
    """

    @click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False, readable=False),
        help="Folder with the patient's data (or EXERCISE_COMPANION_DATA).",
    )
    @click.option("--now", help="Start the clock at this time (demonstrations and tests only).")
    @wraps(command)
    def with_options(*args: object, data: Path | None, now: str | None, **kwargs: object) -> R:
        return command(*args, place=place_of(data, now), **kwargs)

    return with_options


def place_of(data: Path | None, now: str | None) -> Place:
    """The place a command was given, or else its group."""
    outer = click.get_current_context().find_object(Place) or Place(None, None)
    return Place(data or outer.data, now or outer.now)


def with_today(command: Callable[..., R]) -> Callable[..., R]:
    """Give a therapist's command, which has no data folder, its day: `--today`, or `--now`.

    It is handed over as `today`: the day from which a demonstration counts its dates.
    """

    @click.option(
        "--today",
        type=DAY,
        metavar=METAVAR,
        help="The day from which a demonstration counts its dates. Default: today.",
    )
    @click.option("--now", help="The same with a time, as other commands take it.")
    @wraps(command)
    def with_options(*args: object, today: datetime | None, now: str | None, **kwargs: object) -> R:
        outer = click.get_current_context().find_object(Place) or Place(None, None)
        clock = Place(None, now or outer.now).clock()
        day = (today or clock.local()).date()
        return command(*args, today=day, **kwargs)

    return with_options
