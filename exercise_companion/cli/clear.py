"""`clear`: the therapist's answer to a lock code, to be read back to the patient."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from exercise_companion.cli.options import with_place
from exercise_companion.cli.passphrase import asking, with_keys, with_passphrase_file
from exercise_companion.cli.program_key import keys_folder
from exercise_companion.core.safetext import neutral
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from exercise_companion.cli.place import Place
    from exercise_companion.clinic.clearing import MadeClearance


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("lock_code", required=False)
@click.option("--name", help="Who ends the lock: somebody the program names.")
@click.option("--role", help="What they are, such as physiotherapist.")
@click.option("--licence", help="Their licence number.")
@click.option("--assessed", is_flag=True, help="A doctor or nurse has seen the patient about it.")
@click.option(
    "--file",
    "out",
    type=click.Path(path_type=Path),
    help="Write a signed file for the patient, in place of the code.",
)
@click.option("--force", is_flag=True, help="Replace the file that --file names.")
@with_keys
@with_passphrase_file
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@with_place
def clear(  # noqa: PLR0913 - one parameter an option
    place: Place,
    *,
    file: Path,
    lock_code: str | None,
    name: str | None,
    role: str | None,
    licence: str | None,
    assessed: bool,
    out: Path | None,
    force: bool,
    keys: str | None,
    passphrase_file: TextIO | None,
    as_json: bool,
) -> None:
    """Make the code that ends a patient's lock, from the program in FILE.

    The patient reads out the lock code on their screen. What is not given is asked for. The code
    ends what was reported before the lock code was shown, and nothing that comes after it. For a
    signed program it can be a file, signed with the same key: it shows who made it.

    Example: exercise-companion clear my-patient.json K7WM-22PA
    """
    from exercise_companion.clinic import clearing  # noqa: PLC0415 - on demand

    clock = place.clock()
    lock = clearing.read_lock(file, lock_code or _ask("Lock code"), clock)
    clearer = clearing.Clearer(
        name or _ask("Your name, as the program has it"),
        role or _ask("Your role"),
        licence or _ask("Your licence number"),
    )
    if lock.code.assessed_first and not assessed:
        assessed = _confirm("Has a doctor or nurse seen the patient about it?", "--assessed")
    made = clearing.clear(lock, clearer, clock, assessed=assessed)
    if out is not None:
        from exercise_companion.clinic.clearance_files import write_clearance  # noqa: PLC0415

        folder, ask = keys_folder(keys), asking(passphrase_file)
        write_clearance(lock, made, folder, out, passphrases=ask, replace=force)
        click.echo(_file_words(made), err=True)
        click.echo(_json(made) if as_json else neutral(str(out)))
        return
    _narrate(made)
    click.echo(_json(made) if as_json else _grouped(made))


def _file_words(made: MadeClearance) -> str:
    return f"A signed file. The patient names it where the code is asked, until {made.last_day}."


def _ask(what: str) -> str:
    """What was not given, from a person at a terminal; a script has to give it."""
    if not sys.stdin.isatty():
        what_happened = f"{what}: missing."
        raise UsageFault(what_happened, "Give it on the command line; --help says how.")
    return str(click.prompt(what, err=True))


def _confirm(question: str, option: str) -> bool:
    if not sys.stdin.isatty():
        what_happened = f"{question} That is not said."
        raise UsageFault(what_happened, f"Give {option} if it is so.")
    return click.confirm(question, err=True)


def _narrate(made: MadeClearance) -> None:
    from exercise_companion.core.clearance_code import MOST_COUNTED, spelled  # noqa: PLC0415

    count = made.lock.alerts
    more = " or more" if count == MOST_COUNTED else ""
    click.echo(f"It ends {count}{more} open alert{'' if count == 1 else 's'}.", err=True)
    click.echo(f"It can be typed until {made.last_day.isoformat()}.", err=True)
    click.echo("It shows that this tool made it, not who: keep a note in your records.", err=True)
    click.echo(f"To read out: {spelled(made.code)}", err=True)


def _grouped(made: MadeClearance) -> str:
    from exercise_companion.core.clearance_code import grouped  # noqa: PLC0415 - on demand

    return grouped(made.code)


def _json(made: MadeClearance) -> str:
    content = {
        "clearance_code": _grouped(made),
        "lock_code": made.lock.text,
        "open_alerts": made.lock.alerts,
        "medical_assessment_needed": made.lock.assessed_first,
        "made_on": made.made_on.isoformat(),
        "valid_until": made.last_day.isoformat(),
        "cleared_by": made.cleared_by.name,
        "role": made.cleared_by.role,
        "licence_no": made.cleared_by.licence_no,
    }
    return json.dumps(content, ensure_ascii=False, indent=2)
