"""`goals`: the patient's activities, and what was said of them over time."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.option("--again", is_flag=True, help="Give today's answers to your plan's questions again.")
@with_place
@click.pass_context
def goals(ctx: click.Context, place: Place, *, as_json: bool, again: bool) -> None:
    """Print your goals and how they go, 0 to 10. To give new scores: log activities.

    Example: exercise-companion goals
    """
    from exercise_companion.cli.session import plain_session  # noqa: PLC0415 - on demand
    from exercise_companion.plain import pages  # noqa: PLC0415 - on demand

    with place.companion() as companion:
        if again:
            ctx.exit(plain_session(companion, place).answer_again())
        view = companion.goals_view()
    if as_json:
        click.echo(json.dumps(asdict(view), ensure_ascii=False, indent=2, default=str))
    else:
        click.echo("\n".join(pages.goal_lines(view)))
