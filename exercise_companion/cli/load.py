"""`load`: check a program file, show what it is, confirm who it is for, install it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.faults import NOT_DONE
from exercise_companion.cli.fitting import fitting
from exercise_companion.cli.options import with_place
from exercise_companion.core.identity import WHAT_IS_KEPT
from exercise_companion.errors import OtherKey, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.cli.place import Place
    from exercise_companion.companion import Companion
    from exercise_companion.core.views import LoadView


NOTHING_INSTALLED: Final = "Nothing was installed."


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--name", help="The patient's name, as on the plan.")
@click.option("--born", help="The patient's birth date: 14 March 1958 or 1958-03-14.")
@click.option("--trust", metavar="CODE", help="Take this key: its code, read out to you.")
@with_place
def load(place: Place, file: Path, name: str | None, born: str | None, trust: str | None) -> None:
    """Install the program in FILE, for the person it was written for.

    It is checked first, and nothing is changed unless all of it is right. After a signed program
    only programs signed with the same key are taken, unless a new key is named with --trust.

    Example: exercise-companion load my-plan.json
    """
    from exercise_companion.plain.console import Console, SomethingIsWrongError  # noqa: PLC0415

    console = Console(place.clock())
    console.kept = NOTHING_INSTALLED
    with place.companion() as companion:
        view = _preview(companion, file, trust)
        console.say(*fitting(load_lines(view), sys.stdout))
        if view.is_first:
            console.say(*fitting((WHAT_IS_KEPT,), sys.stdout))
        try:
            typed_name = name or console.ask("Your name, as your therapist writes it?").raw
            typed_born = born or console.ask("Your birth date, like 14 March 1958?").raw
        except SomethingIsWrongError:
            console.say(*fitting(companion.emergency_card(), sys.stdout), NOTHING_INSTALLED)
            click.get_current_context().exit(NOT_DONE)
        companion.install(file, typed_name, typed_born)
    click.echo("The key is known here now." if view.is_known else "Your plan is installed.")
    if not (view.is_first or view.is_known):
        click.echo("What is new is shown once more when the program is opened.")
    click.echo(place.commands_in("To open it: exercise-companion"), err=True)


def _preview(companion: Companion, file: Path, trust: str | None) -> LoadView:
    try:
        return companion.preview(file, trust)
    except OtherKey as other:
        how = "Then type: exercise-companion load FILE --trust CODE"
        raise Refused(other.what_happened, f"{other.what_to_do} {how}") from other


def load_lines(view: LoadView) -> Iterator[str]:
    """What a program file is, line by line."""
    if view.demo:
        yield "Example only. Do not exercise from this plan."
    yield f"{view.title}, version {view.version}"
    yield f"From {view.prescriber}"
    yield f"Valid {view.valid}"
    yield from view.signature
    yield f"Your therapist says: {view.note}"
    if view.changes:
        yield "What changes:"
        yield from (f"- {line}" for line in view.changes)
    yield (
        f"In an emergency you will be told to call {view.emergency_number} ({view.region_name}). "
        "If that is not right where you live, tell your therapist."
    )
