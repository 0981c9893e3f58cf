"""`program preview`: a program day by day, as its patient will see it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.fitting import fitting, narrate
from exercise_companion.cli.options import with_today
from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.core.page_views import CardView
    from exercise_companion.core.preview import PreviewDay
    from exercise_companion.core.views import ItemView

MOST_DAYS: Final = 200

DRAFT: Final = "A draft: nobody has said yet that its doses are right. It cannot be loaded."
AS_IF: Final = "Shown as if every day is done in full and every review is held."


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--day", help="The first day: 2026-11-22, or days from today: +14d.")
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=7,
    show_default=True,
    help="How many days are shown.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each day.")
@with_today
def preview(file: Path, day: str | None, days: int, *, as_json: bool, today: date) -> None:
    """Show a program, template or draft day by day, as the patient will see it.

    What is due and how long it takes, with the words of each exercise where it comes for the
    first time; parts that begin, reviews, cards to read.

    Example: exercise-companion program preview my-plan.json --days 14
    """
    from exercise_companion.clinic.previewing import Wanted, preview_file  # noqa: PLC0415

    shown = preview_file(file, Wanted(day, days), today)
    told: set[str] = set()
    if shown.is_draft and not as_json:
        click.echo(f"{DRAFT}\n")
    for number, one in enumerate(shown.days):
        if as_json:
            content = asdict(one) | {"is_draft": shown.is_draft}
            click.echo(json.dumps(content, default=str, ensure_ascii=False))
            continue
        if number:
            click.echo()
        for line in fitting(map(neutral, _lines(one, told)), sys.stdout):
            click.echo(line)
    narrate(AS_IF)


def _lines(one: PreviewDay, told: set[str]) -> Iterator[str]:
    """A day; the words of an exercise only where they have not been told yet."""
    from exercise_companion.core.today_words import plan_lines  # noqa: PLC0415 - on demand

    yield from plan_lines(one.today)
    yield from one.news
    for question in one.questions:
        yield from _indented(iter([f"Asked before the session: {question}"]))
    for card in one.cards:
        yield from _indented(_card(card))
    for number, item in enumerate(one.items, start=1):
        words = "\n".join(_exercise(item, 0, 0))
        if words not in told:
            told.add(words)
            yield from _indented(_exercise(item, number, len(one.items)))


def _exercise(item: ItemView, number: int, of: int) -> Iterator[str]:
    """The exercise as the line-by-line session reads it out before it starts."""
    from exercise_companion.core.prompts import Place, ShowIntro  # noqa: PLC0415 - on demand
    from exercise_companion.plain.sayings import (  # noqa: PLC0415 - on demand
        easier_line,
        intro_lines,
        next_step_lines,
    )

    yield from intro_lines(ShowIntro(item, Place(number, of, 0), sets_done=0, sets=0))
    if item.easier is not None:
        yield easier_line(item.easier)
    if item.harder is not None:
        yield from next_step_lines(item.harder)


def _card(card: CardView) -> Iterator[str]:
    from exercise_companion.plain.pages import card_lines  # noqa: PLC0415 - on demand

    first, *rest = card_lines(card)
    yield f"To read: {first}"
    yield from rest


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"{'  ' if number == 0 else '    '}{line}" for number, line in enumerate(lines))
