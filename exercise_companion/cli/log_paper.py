"""`log paper`: the printed grid keyed back, day by day or from a file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.entry import SAVED, diary_at, heeding, told_why
from exercise_companion.cli.options import with_place
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.cli.place import Place
    from exercise_companion.companion import Companion

DEFAULT_DAYS: Final = 14
"""As many days as a printed grid has when nothing else is asked for."""

ANYTHING_NEW: Final = "If anything new or worrying started in it: exercise-companion wrong"


@click.command()
@click.option("--from", "first", help="The first day. Default: 14 days up to the last.")
@click.option("--to", "last", help="The last day. Default: today.")
@click.option(
    "--file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A grid filled in at a computer (see: program handout --grid): all of it, or nothing.",
)
@with_place
@click.pass_context
def paper(
    context: click.Context,
    place: Place,
    *,
    first: str | None,
    last: str | None,
    file: Path | None,
) -> None:
    """Key back the grid of a printed sheet. It is kept as transcribed from paper.

    Day by day, each shown before it is kept; leave at any time and go on later: a day on record is
    left out. Nothing on paper is kept as nothing, never as a zero.

    Example: exercise-companion log paper --from 2026-11-15 --to yesterday
    """
    if file is None:
        context.exit(_day_by_day(place, first, last))
    _key_file(place, file, days_too=bool(first or last))


def _key_file(place: Place, file: Path, *, days_too: bool) -> None:
    """All of it, or nothing but that a leg gave way."""
    from exercise_companion.programs.files import file_bytes  # noqa: PLC0415 - on demand
    from exercise_companion.reports import paper_grid  # noqa: PLC0415 - on demand

    data = file_bytes(file)
    with diary_at(place) as (companion, _):
        with companion.leg_first(paper_grid.legs(data)):
            if days_too:
                what_happened = "Days and a file were both given."
                raise UsageFault(what_happened, "The file says its days itself.")
            filled = paper_grid.read(data)
            if not filled:
                what_happened = "Nothing is written in this grid."
                raise UsageFault(what_happened, "Fill in its last column, `written`.")
            companion.log_paper(filled)
        click.echo(place.commands_in(f"Days kept: {len(filled)}. {ANYTHING_NEW}"))


def _day_by_day(place: Place, first: str | None, last: str | None) -> int:
    days = tuple(_days(first, last, place.clock().when().local_day))
    with place.companion() as companion, heeding(companion, place):
        return _key(companion, place, days)


def _days(first: str | None, last: str | None, today: date) -> Iterator[date]:
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    ends = typed.day(last, today) if last else today
    begins = typed.day(first, today) if first else ends - timedelta(days=DEFAULT_DAYS - 1)
    if begins > ends or ends > today:
        what_happened = "There are no such days on paper yet."
        raise UsageFault(what_happened, "Give the first day, and a last one up to today.")
    return (begins + timedelta(days=offset) for offset in range((ends - begins).days + 1))


def _key(companion: Companion, place: Place, days: tuple[date, ...]) -> int:
    """Each day in a record of its own; what follows from one is shown before the next."""
    from exercise_companion.cli.session import plain_session  # noqa: PLC0415 - on demand
    from exercise_companion.plain.console import Console  # noqa: PLC0415 - on demand
    from exercise_companion.plain.paper import LeaveError, PaperQuestions  # noqa: PLC0415

    console, code = Console(companion.clock, option=place.option), 0
    questions = PaperQuestions(companion, console)
    questions.begin()
    for day in days:
        try:
            with told_why(console):
                filled = questions.day(day)
        except LeaveError:
            break
        if filled is not None:
            companion.log_paper((filled,))
            click.echo(SAVED)
        code = max(code, plain_session(companion, place).show_advice())
    click.echo(place.commands_in(ANYTHING_NEW))
    return code
