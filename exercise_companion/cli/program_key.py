"""`program key`: the therapist's signing key, made once, and shown to be read out."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TextIO

import click

from exercise_companion.cli.lazy import Group
from exercise_companion.cli.passphrase import first_line, with_keys, with_passphrase_file
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.signing import PublicKey


@click.group(cls=Group)
def key() -> None:
    """Make your signing key, or show its code.

    Example: exercise-companion program key show
    """


@key.command()
@with_keys
@with_passphrase_file
@click.option("--no-passphrase", is_flag=True, help="Leave the key open: whoever has it can sign.")
def new(*, keys: str | None, passphrase_file: TextIO | None, no_passphrase: bool) -> None:
    """Make your signing key. It is kept on this computer, for you alone.

    Patients' programs remember its code from the first plan you sign on. Keep a copy of the file in
    a safe place: with another key your next plan is refused until its code was read out.

    Example: exercise-companion program key new
    """
    from exercise_companion.clinic.signatures import KEY_FILE, make_key  # noqa: PLC0415

    folder = keys_folder(keys)
    passphrase = _passphrase(passphrase_file, none=no_passphrase)
    made = make_key(folder, passphrase)
    click.echo(f"Kept in {neutral(str(folder / KEY_FILE))}", err=True)
    if not passphrase:
        click.echo("It has no passphrase: whoever has this file can sign as you.", err=True)
    _show(made, as_json=False)


@key.command()
@with_keys
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
def show(*, keys: str | None, as_json: bool) -> None:
    """Show the code of your signing key, to read out to a patient.

    Example: exercise-companion program key show
    """
    from exercise_companion.clinic.signatures import shown_key  # noqa: PLC0415 - on demand

    _show(shown_key(keys_folder(keys)), as_json=as_json)


def keys_folder(option: str | None) -> Path:
    """The folder of the therapist's key, as the option and the environment say."""
    import os  # noqa: PLC0415 - on demand
    from pathlib import Path  # noqa: PLC0415 - on demand

    from exercise_companion import paths  # noqa: PLC0415 - on demand

    return paths.keys_folder(Path(option) if option else None, os.environ)


def _passphrase(source: TextIO | None, *, none: bool) -> str:
    if none:
        return ""
    if source is not None:
        return first_line(source)
    if not sys.stdin.isatty():
        what_happened = "It is not said how the key is to be locked."
        raise UsageFault(what_happened, "Give --passphrase-file or --no-passphrase.")
    return str(
        click.prompt(
            "A passphrase for the key (Enter for none)",
            default="",
            show_default=False,
            hide_input=True,
            confirmation_prompt="The same again",
            err=True,
        )
    )


def spell_out(heading: str, key_id: str) -> None:
    """The code of a key in words under a heading, a line for what is read out in one breath."""
    from exercise_companion.core.fingerprint import spelled  # noqa: PLC0415 - on demand

    click.echo(heading, err=True)
    for group in spelled(key_id).split(", "):
        click.echo(f"  {group}", err=True)


def _show(public: PublicKey, *, as_json: bool) -> None:
    if as_json:
        content = {"key_id": public.key_id, "public_key": public.hexadecimal}
        click.echo(json.dumps(content, indent=2))
        return
    spell_out("To read out:", public.key_id)
    click.echo(public.key_id)
