"""`program handout`: a sheet to print, with pictures and a grid to tick."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.day import DAY, METAVAR
from exercise_companion.cli.options import with_today
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date, datetime

A_FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=A_FILE, help="Write the page here. Default: FILE-sheet.html, here.")
@click.option("--days", type=click.IntRange(1, 92), help="Days of the grid. Default: 14.")
@click.option(
    "--from",
    "first",
    type=DAY,
    metavar=METAVAR,
    help="Its first day. Default: today, or the plan's.",
)
@click.option("--to", "last", type=DAY, metavar=METAVAR, help="Its last day.")
@click.option("--large", is_flag=True, help="Larger type, for weak eyes.")
@click.option("--pdf", is_flag=True, help="A PDF beside it, made by a browser on this computer.")
@click.option("--grid", type=A_FILE, help="Also the empty grid, to fill in at a computer (CSV).")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@with_today
def handout(  # noqa: PLR0913 - one parameter an option
    file: Path,
    *,
    out: Path | None,
    days: int | None,
    first: datetime | None,
    last: datetime | None,
    large: bool,
    pdf: bool,
    grid: Path | None,
    force: bool,
    today: date,
) -> None:
    """Make a sheet to print: exercises with pictures, whom to call, a grid to tick.

    It is one page of HTML that needs nothing else; any browser prints it. What was written into the
    grid is keyed back with: log paper

    Example: exercise-companion program handout my-plan.json --pdf
    """
    from exercise_companion.clinic import handout as sheets  # noqa: PLC0415 - on demand
    from exercise_companion.reports.files import require_free  # noqa: PLC0415 - on demand

    plan = sheets.read_plan(file, today)
    span = sheets.days_of(plan, today, _date(first), _date(last), days)
    empty = sheets.empty_grid(plan, span) if grid is not None else ""
    page = sheets.page(plan, span, large=large)
    target = out or Path(f"{file.stem}-sheet.html")
    if target.suffix.lower() == ".pdf":
        if not pdf:
            what_happened = f"{neutral(target.name)} would be a page of HTML, not a PDF."
            raise UsageFault(what_happened, "Give it a name that ends in .html, or add --pdf.")
        target = target.with_suffix(".html")
    printed = target.with_suffix(".pdf") if pdf else None
    if not force:
        require_free(*filter(None, (target, printed, grid)))
    _written(target, page, replace=force)
    if grid is not None:
        _written(grid, empty, replace=force)
    if printed is not None:
        from exercise_companion.reports.pdf import pdf_of  # noqa: PLC0415 - on demand

        _written(printed, pdf_of(page), replace=force)


def _date(given: datetime | None) -> date | None:
    return given.date() if given else None


def _written(path: Path, content: str | bytes, *, replace: bool) -> None:
    from exercise_companion.reports.files import write_private  # noqa: PLC0415 - on demand

    write_private(path, content, replace=replace)
    click.echo(f"Written: {neutral(str(path))}", err=True)
