"""`report`: what was done, what hurt and what was flagged, for the visit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.cli.place import Place
    from exercise_companion.reports.contents import Contents


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "csv"]),
    default="json",
    show_default=True,
    help="json: everything. csv: one row a set.",
)
@click.option("--from", "first", help="The first day. Default: when the program began.")
@click.option("--to", "last", help="The last day. Default: today.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, which only you can read.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@with_place
def report(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    form: str,
    first: str | None,
    last: str | None,
    output: Path | None,
    force: bool,
) -> None:
    """Print a report for your therapist, or write it to a file.

    It holds your name and everything you recorded. You decide who gets it.

    Example: exercise-companion report --format csv --output sets.csv
    """
    today = place.clock().when().local_day
    with place.companion() as companion:
        contents = companion.report(_day(first, today), _day(last, today))
    text = _text(contents, form)
    if output is None:
        click.echo(text, nl=False)
        return
    from exercise_companion.reports.files import write_private  # noqa: PLC0415 - on demand

    write_private(output, text, replace=force)
    click.echo("Saved.", err=True)


def _day(text: str | None, today: date) -> date | None:
    from exercise_companion.plain.typed import day  # noqa: PLC0415 - on demand

    return None if text is None else day(text, today)


def _text(contents: Contents, form: str) -> str:
    from exercise_companion.reports import csv_report, json_report  # noqa: PLC0415 - on demand

    return csv_report.text(contents) if form == "csv" else json_report.text(contents)
