"""`contacts`: whom to call, and the patient's own numbers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.lazy import Group
from exercise_companion.cli.options import with_place
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place


@click.group(cls=Group, invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@with_place
@click.pass_context
def contacts(context: click.Context, place: Place, *, as_json: bool) -> None:
    """Print whom to call, the emergency number first. Works while exercise is locked.

    Under a signed plan the code of your therapist's key stands last, to compare on the phone.

    Example: exercise-companion contacts
    """
    context.obj = place
    if context.invoked_subcommand is not None:
        return
    with place.companion() as companion:
        found = companion.contacts()
        if as_json:
            click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
            return
        from exercise_companion.plain.pages import contact_lines  # noqa: PLC0415 - on demand

        click.echo("\n".join(contact_lines(found)))
        key_id = companion.known_key()
    if key_id:
        from exercise_companion.core.fingerprint import spelled  # noqa: PLC0415 - on demand

        click.echo(f"The code of your therapist's key: {key_id}. In words: {spelled(key_id)}")


@contacts.command()
@click.argument("name")
@click.argument("phone")
@with_place
def add(place: Place, name: str, phone: str) -> None:
    """Add a number of your own. It is shown last, and replaces none of your plan's numbers.

    Example: exercise-companion contacts add "Nora, my daughter" "020 7946 0999"
    """
    with place.companion() as companion:
        companion.add_contact(name, phone)
    click.echo("Saved.")


@contacts.command()
@click.argument("number")
@with_place
def remove(place: Place, number: str) -> None:
    """Take away a number that you added: NUMBER as the list shows it, such as 1.

    Example: exercise-companion contacts remove 1
    """
    with place.companion() as companion:
        own = [one.own_id for one in companion.contacts() if one.own_id is not None]
        typed = int(number) if number.isascii() and number.isdigit() and len(number) == 1 else 0
        if not 1 <= typed <= len(own):
            what_happened = "You have added no such number."
            raise UsageFault(what_happened, "See them with: exercise-companion contacts")
        companion.remove_contact(own[typed - 1])
    click.echo("Saved.")


@contacts.command()
@click.argument("answer", type=click.Choice(["1", "2", "3"]), required=False)
@with_place
def where(place: Place, answer: str | None) -> None:
    """Say which country you are in, where the computer's clock is set for another than your plan's.

    Without an ANSWER it prints the question and the answers there are.

    Example: exercise-companion contacts where 2
    """
    with place.companion() as companion:
        asked = companion.where()
        if asked is None:
            click.echo("This computer's clock is set for the country of your plan.")
            return
        places = {key: one for one, (key, _words) in asked.choices.items()}
        if answer is None:
            click.echo(f"{asked.why} {asked.question}")
            for key, words in asked.choices.values():
                click.echo(f"{key} = {words}")
            return
        if answer not in places:
            what_happened = "There is no such answer here."
            raise UsageFault(what_happened, "See them with: exercise-companion contacts where")
        told = companion.say_where(places[answer])
        click.echo("\n".join(("Saved.", *(told.lines[:1] if told else ()))))
