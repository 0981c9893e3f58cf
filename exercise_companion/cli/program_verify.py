"""`program verify`: is a program rightly signed, and with which key?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.program_key import spell_out
from exercise_companion.core.safetext import neutral

if TYPE_CHECKING:
    from exercise_companion.clinic.signatures import Standing

_NOT_GOOD: Final = 1

WORDS: Final[dict[Standing, str]] = {
    "good": "rightly signed",
    "wrong": "NOT rightly signed: it was changed after it was signed, or the signature is damaged",
    "unsigned": "not signed",
    "changed": "NOT signed, and changed since it was written",
    "not_checked": "signed, but not checked: this needs python -m pip install cryptography",
    "other_key": "rightly signed, but with ANOTHER key than the one you named",
}
"""What each answer is in words."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", help="The code of the key it should be signed with.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for a script.")
@click.pass_context
def verify(context: click.Context, file: Path, key: str | None, *, as_json: bool) -> None:
    """Say whether the program in FILE is rightly signed, and with which key.

    Exit code 0: rightly signed, and with the key that was named. 1: not. 2: it cannot be read.

    Example: exercise-companion program verify my-plan-signed.json
    """
    from exercise_companion.clinic.signatures import verify_file  # noqa: PLC0415 - on demand

    found = verify_file(file, key)
    if as_json:
        content = {"file": str(file), "signature": found.standing, "key_id": found.key_id or None}
        click.echo(json.dumps(content))
    else:
        key_words = f" · key {found.key_id}" if found.key_id else ""
        click.echo(f"{neutral(str(file))} · {WORDS[found.standing]}{key_words}")
        if found.key_id:
            spell_out("On the phone:", found.key_id)
    context.exit(0 if found.standing == "good" else _NOT_GOOD)
