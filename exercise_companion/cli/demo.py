"""`demo`: a ready-made patient with six weeks of history, in a throw-away folder."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place
from exercise_companion.cli.place import Place
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator


@click.command()
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep the example in this folder, which must hold no data yet.",
)
@click.option("--plain", is_flag=True, help="Do today's session line by line.")
@with_place
@click.pass_context
def demo(context: click.Context, place: Place, *, keep: Path | None, plain: bool) -> None:
    """Look around with an example patient. Do not exercise from this plan.

    The example is made in a folder of its own, which is removed at the end.

    Example: exercise-companion demo

    Example: exercise-companion demo --keep example
    """
    if place.data is not None:
        what_happened = "The example has a folder of its own."
        raise UsageFault(what_happened, "Leave out --data, or give --keep FOLDER.")
    from exercise_companion.companion.demonstration import make  # noqa: PLC0415 - on demand

    click.echo("Six weeks of an example patient are being made. Please wait a moment.", err=True)
    with _folder(keep) as folder:
        make(folder, place.clock())
        if keep is not None:
            click.echo(f"The example is in {folder}.", err=True)
        here = Place(folder, place.now, is_lasting=keep is not None)
        context.exit(_open(here, plain=plain))


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """The folder to keep, or one that is removed at the end."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - on demand

    if keep is not None:
        yield keep
        return
    with TemporaryDirectory(prefix="exercise-companion-demo-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def _open(place: Place, *, plain: bool) -> int:
    from exercise_companion.cli.opening import open_interface  # noqa: PLC0415 - on demand
    from exercise_companion.cli.session import plain_session  # noqa: PLC0415 - on demand

    if not plain:
        return open_interface(place)
    with place.companion() as companion:
        return plain_session(companion, place).exercise()
