"""`today`: today's plan and what is due, as text or JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.opening import look
from exercise_companion.cli.options import with_place
from exercise_companion.core.today_words import today_lines

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@with_place
def today(place: Place, *, as_json: bool) -> None:
    """Print today's plan and what is due.

    Example: exercise-companion today --json
    """
    view, fault = look(place)
    if as_json:
        click.echo(json.dumps(asdict(view), ensure_ascii=False, indent=2))
    else:
        click.echo(place.commands_in(*today_lines(view)))
    if fault is not None:
        raise fault
