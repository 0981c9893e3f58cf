"""`desk`: the full-screen workplace in which a therapist writes programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.opening import has_terminal
from exercise_companion.cli.options import with_place
from exercise_companion.cli.passphrase import with_keys
from exercise_companion.cli.program_key import keys_folder
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import CompanionError, UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


@click.command()
@click.argument(
    "folder", required=False, default=".", type=click.Path(path_type=Path), metavar="[FOLDER]"
)
@with_keys
@with_place
@click.pass_context
def desk(context: click.Context, place: Place, *, folder: Path, keys: str | None) -> None:
    """Write programs in the full screen. For therapists.

    FOLDER holds your programs; without it, the folder you are in. One that is not there is made
    once you said so. Every edit is kept as a draft.

    Example: exercise-companion desk my-patients
    """
    from exercise_companion.tui.desk.run import run  # noqa: PLC0415 - on demand

    if has_terminal() and not folder.exists():
        _make(folder)
    clock = place.clock()
    context.exit(run(folder, lambda: clock.local().date(), keys_folder(keys)))


def _make(folder: Path) -> None:
    """Make a folder that is not there, if that is what was meant: it may be mistyped.

    Raises:
        UsageFault: it was not meant.
        CompanionError: it cannot be made.

    """
    shown = neutral(str(folder.absolute()))
    if not click.confirm(f"There is no folder {shown}. Make it?", err=True):
        what_happened = "Nothing was made."
        raise UsageFault(what_happened, "Give the folder of your programs.")
    try:
        folder.mkdir(mode=0o700, parents=True)
    except OSError as error:
        what_happened = f"The folder {shown} cannot be made."
        raise CompanionError(what_happened, "Check its name and place.") from error
