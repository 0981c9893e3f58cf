"""`passphrase`: lock the patient's data with one, change it, take it away (H-25)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.lazy import Group
from exercise_companion.cli.options import with_place
from exercise_companion.cli.unlocking import TRIES, private_line, typed, unlock
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place

ABOUT: Final = (
    "A passphrase locks your record. It is asked for each time you open this program.",
    "If it is lost, nobody can read your record: not you, not your therapist, nobody.",
    "Exercise then stays locked until you have asked your therapist.",
    "So write it down, and keep it in a safe place.",
)
"""Said before one is typed: there is no way back without it."""

SET: Final = (
    "Your record is locked with this passphrase from now on.",
    "What was saved to other files can still be read: reports, slips, copies of your data.",
)
REMOVED: Final = (
    "Your record has no passphrase any more.",
    "Whoever can read the files of this computer can read it.",
)

NOT_SETTLED: Final = (
    "But this computer could not finish: parts of the file as it was may still be on the disk.",
)
"""Said where the change is made and the old file could not be overwritten."""

with_new_file = click.option(
    "--new-passphrase-file",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Read the new one from the first line of this file, or /dev/fd/3. For scripts.",
)


@click.group(cls=Group)
def passphrase() -> None:
    """Lock your data with a passphrase, change it, or take it away.

    Example: exercise-companion passphrase set
    """


@passphrase.command("set")
@with_new_file
@with_place
def set_one(place: Place, *, source: Path | None) -> None:
    """Lock your data with a passphrase, which is then asked for each time.

    If it is lost, nobody can read your data. It is typed twice, and not shown.

    Example: exercise-companion passphrase set
    """
    from exercise_companion.companion.passphrase import put, require  # noqa: PLC0415 - on demand

    require(place.folder, passphrase=False)
    _say(SET, is_settled=put(place.folder, _new(source)))


@passphrase.command()
@with_new_file
@with_place
def change(place: Place, *, source: Path | None) -> None:
    """Change the passphrase of your data. The old one is asked for first.

    Example: exercise-companion passphrase change
    """
    from exercise_companion.companion.passphrase import put, require  # noqa: PLC0415 - on demand

    unlock(place)
    require(place.folder, passphrase=True)
    _say(SET, is_settled=put(place.folder, _new(source)))


@passphrase.command()
@with_place
def remove(place: Place) -> None:
    """Take the passphrase of your data away. It is asked for first.

    Example: exercise-companion passphrase remove
    """
    from exercise_companion.companion.passphrase import put, require  # noqa: PLC0415 - on demand

    unlock(place)
    require(place.folder, passphrase=True)
    _say(REMOVED, is_settled=put(place.folder, None))


def _say(lines: tuple[str, ...], *, is_settled: bool) -> None:
    click.echo("\n".join(lines if is_settled else lines + NOT_SETTLED), err=True)


def _new(source: Path | None) -> str:
    """A new passphrase, from a file or typed twice.

    Raises:
        UsageFault: there is neither, or it was not typed rightly.

    """
    click.echo("\n".join(ABOUT), err=True)
    if source is not None:
        return private_line(source)
    if sys.stdin is None or not sys.stdin.isatty():
        what_happened = "The new passphrase was not given. Nothing was changed."
        raise UsageFault(what_happened, "Type it at a terminal, or give --new-passphrase-file.")
    from exercise_companion.companion.passphrase import (  # noqa: PLC0415 - on demand
        LEAST,
        TOO_SHORT,
        is_too_short,
    )

    for _ in range(TRIES):
        first = typed(f"The new passphrase, at least {LEAST} letters")
        if is_too_short(first):
            click.echo(TOO_SHORT, err=True)
        elif typed("The same again") != first:
            click.echo("The two are not the same.", err=True)
        else:
            return first
    what_happened = "No passphrase was taken. Nothing was changed."
    raise UsageFault(what_happened, "Think of one, and start again.")
