"""`settings`: what is set, and setting it, without the full screen."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from exercise_companion.cli.options import with_place
from exercise_companion.errors import Refused, StoreFault, UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place
    from exercise_companion.core.settings import Settings


@click.command()
@click.argument("words", nargs=-1, metavar="[NAME VALUE]")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@with_place
def settings(place: Place, *, words: tuple[str, ...], as_json: bool) -> None:
    """Show the settings, or change one.

    Example: exercise-companion settings

    Example: exercise-companion settings theme day
    """
    now = _changed(place, words) if words else _as_they_are(place)
    if as_json:
        click.echo(json.dumps(asdict(now), indent=2))
    else:
        click.echo("\n".join(_lines(now)))
    if now.hands_free:
        _say_where_nothing_is_heard(now)


def _say_where_nothing_is_heard(now: Settings) -> None:
    """A session that goes by itself and cannot be heard is warned of, beside the data."""
    from exercise_companion.core.settings import unheard  # noqa: PLC0415 - on demand
    from exercise_companion.speech import Machine  # noqa: PLC0415 - on demand

    here = Machine.of_this_computer()
    words = unheard(now, has_voice=here.has_voice, has_tones=here.has_tones)
    if words is not None:
        click.echo("\n".join(words), err=True)


def _as_they_are(place: Place) -> Settings:
    """The settings, read without opening the store in full; the defaults without one."""
    from exercise_companion.cli.unlocking import unlock  # noqa: PLC0415 - on demand
    from exercise_companion.companion.projection import first_look  # noqa: PLC0415 - on demand

    unlock(place)
    with suppress(StoreFault):  # the companion reads on where nothing can be written, or says why
        return first_look(place.folder, place.clock().local()).settings
    with place.companion() as companion:
        return companion.settings()


def _changed(place: Place, words: tuple[str, ...]) -> Settings:
    """Change one setting.

    Raises:
        UsageFault: that is no setting, or no value of it; nothing was changed.
        Refused: there are no data to keep it with.

    """
    from exercise_companion.core.settings import check  # noqa: PLC0415 - on demand

    given = words[1:] if words[0] == "set" else words
    if len(given) != 2:  # noqa: PLR2004 - a name and its value
        what_happened = "A setting is changed with its name and one value."
        raise UsageFault(what_happened, "Example: exercise-companion settings theme day")
    name, text = given
    check(name, text)
    with place.companion() as companion:
        if companion.context is None:
            what_happened = "There are no data here to keep a setting with."
            raise Refused(what_happened, "Load the program file from your therapist first.")
        return companion.change_settings({name: text})


def _lines(now: Settings) -> list[str]:
    """Each setting on a line with its value, what else it can be, and what it does."""
    from exercise_companion.core.settings import SETTINGS  # noqa: PLC0415 - on demand

    return [
        f"{one.name}: {now.text(one.name)}"
        f" (can be {' or '.join(text for text, _ in one.choices)}). {one.about}"
        for one in SETTINGS
    ]
