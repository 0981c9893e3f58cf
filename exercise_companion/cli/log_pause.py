"""`log pause`: days off, written down, listed, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from exercise_companion.cli.entry import diary_at
from exercise_companion.cli.options import with_place
from exercise_companion.core.days_off import NONE_ON_RECORD
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place
    from exercise_companion.companion import Companion
    from exercise_companion.plain.diary import DiaryQuestions


@click.command()
@click.option("--from", "first", help="The first day off: a date, today, tomorrow, a weekday.")
@click.option("--to", "last", help="The last day off.")
@click.option("--reason", help="Such as holiday or illness.")
@click.option("--list", "lists", is_flag=True, help="List the days off that are not over.")
@click.option("--take-back", "back", help="Take back the days off with this day in them.")
@with_place
def pause(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    first: str | None,
    last: str | None,
    reason: str | None,
    lists: bool,
    back: str | None,
) -> None:
    """Days off: nothing is planned on them.

    Days off that are taken back count again from today on.

    Example: exercise-companion log pause --from today --to today --reason ill

    Example: exercise-companion log pause --list
    """
    new = (first, last, reason)
    given = any(one is not None for one in new)
    if given + lists + (back is not None) > 1:
        what_happened = "One thing at a time: new days off, the list, or days off to take back."
        raise UsageFault(what_happened, "Leave out the others.")
    if lists:
        _list(place)
    elif back is not None:
        _take_back_on(place, back)
    elif given:
        _add(place, *new)
    else:
        with diary_at(place) as (companion, questions):
            _ask(companion, questions)


def _list(place: Place) -> None:
    with place.companion() as companion:
        coming = companion.days_off()
    click.echo("\n".join(one.line for one in coming) or NONE_ON_RECORD)


def _take_back_on(place: Place, text: str) -> None:
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, _):
        on = typed.day(text, place.clock().when().local_day, ahead=True)
        _take_back(companion, companion.days_off_on(on).id)


def _add(place: Place, first: str | None, last: str | None, reason: str | None) -> None:
    from exercise_companion.plain import typed  # noqa: PLC0415 - on demand

    with diary_at(place) as (companion, _):
        if first is None or last is None or reason is None:
            what_happened = "A pause needs its first day, its last day and a reason."
            raise UsageFault(what_happened, "Give --from, --to and --reason.")
        today = place.clock().when().local_day
        begins, ends = (typed.day(text, today, ahead=True) for text in (first, last))
        companion.log_pause(begins, ends, reason)


def _ask(companion: Companion, questions: DiaryQuestions) -> None:
    """New days off, or which to take back where some are on record."""
    coming = companion.days_off()
    chosen = questions.days_off(coming) if coming else None
    if chosen is None:
        companion.log_pause(*questions.pause())
    else:
        _take_back(companion, chosen)


def _take_back(companion: Companion, days_off_id: int) -> None:
    found = companion.take_back_days_off(days_off_id)
    click.echo(f"Taken back: {found.days}. {found.taken_back}")
