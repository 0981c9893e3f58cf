"""`slip`: what was reported and what was told, to print and to show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, which only you can read.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_place
def slip(place: Place, *, output: Path | None, force: bool) -> None:
    """Print a slip to show to a doctor: what you reported, when, and what you were told.

    Example: exercise-companion slip --output slip.txt
    """
    with place.companion() as companion:
        text = companion.slip()
    if output is None:
        click.echo(text, nl=False)
        return
    from exercise_companion.reports.files import write_private  # noqa: PLC0415 - on demand

    write_private(output, text, replace=force)
    click.echo("Saved.", err=True)
