"""`learn`: the therapist's cards to read."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.cli.place import Place
    from exercise_companion.core.page_views import CardView


@click.command()
@click.argument("card", required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@with_place
def learn(place: Place, card: str | None, *, as_json: bool) -> None:
    """List what your therapist wrote for you to read, or print one CARD by its number.

    Example: exercise-companion learn

    Example: exercise-companion learn 1
    """
    from exercise_companion.plain import pages  # noqa: PLC0415 - on demand

    with place.companion() as companion:
        cards = companion.cards()
    chosen = cards if card is None else (_named(cards, card),)
    if as_json:
        click.echo(json.dumps([asdict(one) for one in chosen], ensure_ascii=False, indent=2))
    elif card is None:
        click.echo("\n".join(pages.card_list_lines(cards)))
    else:
        click.echo("\n".join(pages.card_lines(chosen[0])))


def _named(cards: Sequence[CardView], name: str) -> CardView:
    for number, card in enumerate(cards, start=1):
        if name in {str(number), card.card_id}:
            return card
    what_happened = f"There is no card {neutral(name)}."
    raise UsageFault(what_happened, "See them with: exercise-companion learn")
