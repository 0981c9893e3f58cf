"""`history`: the diary, day by day, and one day with every set."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.cli.place import Place


@click.command()
@click.argument("day", required=False)
@click.option("--to", "last", help="The newest day of the list. Default: today.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@with_place
def history(place: Place, day: str | None, *, last: str | None, as_json: bool) -> None:
    """List two weeks of days, or print one DAY with everything on record of it.

    Example: exercise-companion history

    Example: exercise-companion history yesterday --json
    """
    from exercise_companion.plain import pages  # noqa: PLC0415 - on demand

    if day is not None and last is not None:
        what_happened = "One day, or a list to a day: not both."
        raise UsageFault(what_happened, "Leave out --to.")
    today = place.clock().when().local_day
    with place.companion() as companion:
        if day is not None:
            wanted = _past_day(day, today)
            view = companion.diary_day(wanted)
            if view.day != wanted:
                what_happened = "Your record begins later."
                raise UsageFault(what_happened, f"Its first day is {view.day}.")
            found, lines = asdict(view), pages.day_lines(view)
        else:
            page = companion.history(None if last is None else _past_day(last, today))
            found, lines = asdict(page), pages.history_lines(page)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    else:
        click.echo("\n".join(lines))


def _past_day(text: str, today: date) -> date:
    from exercise_companion.plain.typed import day  # noqa: PLC0415 - on demand

    found = day(text, today)
    if found > today:
        what_happened = "That day has not come yet."
        raise UsageFault(what_happened, "Give today, yesterday, or an earlier date.")
    return found
