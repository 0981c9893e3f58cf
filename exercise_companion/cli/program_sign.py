"""`program sign`: the therapist's signature on a finished program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from exercise_companion.cli.fitting import narrate
from exercise_companion.cli.options import with_place
from exercise_companion.cli.passphrase import asking, with_keys, with_passphrase_file
from exercise_companion.cli.program_key import keys_folder, spell_out
from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place

NEXT: Final = "Give the patient this file. At the first loading, read out the code."
DEMO: Final = (
    "This is a demonstration, not a program for a person. Signing it changes nothing of that."
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--out", type=click.Path(path_type=Path), help="Write a new file, and leave FILE as it is."
)
@click.option("--force", is_flag=True, help="Replace the file that --out names.")
@with_keys
@with_passphrase_file
@with_place
def sign(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    file: Path,
    out: Path | None,
    force: bool,
    keys: str | None,
    passphrase_file: TextIO | None,
) -> None:
    """Sign the program in FILE with your key, after checking it.

    Only its `integrity` part changes. A template, a draft or a file with a problem is not signed.
    In a terminal every dose is shown first.

    Example: exercise-companion program sign my-plan.json --out my-plan-signed.json
    """
    from exercise_companion.clinic.signatures import (  # noqa: PLC0415 - on demand
        opened_key,
        read_to_sign,
        sign_file,
    )

    unsigned = read_to_sign(file, place.clock().local().date())
    narrate(f"To sign: {unsigned.words}")
    if sys.stderr.isatty():
        narrate("", "What the patient will be asked to do:", *map(neutral, unsigned.doses), "")
    for problem in unsigned.loaded.warnings:
        narrate(f"Only a warning: {problem.place} · {problem.what} · {problem.code}")
    key = opened_key(keys_folder(keys), asking(passphrase_file))
    signed = sign_file(unsigned, out, key, replace=force)
    narrate(f"Signed: {signed.words}")
    if signed.is_demo:
        narrate(DEMO)
    spell_out(f"The code of your key is {signed.key_id}:", signed.key_id)
    narrate(NEXT)
    click.echo(neutral(str(signed.path)))
