"""`desk`: the full-screen workplace in which a therapist writes programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place
from exercise_companion.cli.passphrase import with_keys
from exercise_companion.cli.program_key import keys_folder

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

    FOLDER holds your programs; without it, the folder you are in. Every edit is kept as a draft.

    Example: exercise-companion desk my-patients
    """
    from exercise_companion.tui.desk.run import run  # noqa: PLC0415 - on demand

    clock = place.clock()
    context.exit(run(folder, lambda: clock.local().date(), keys_folder(keys)))
