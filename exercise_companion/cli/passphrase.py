"""The passphrase of the signing key: typed without being seen, or from a file; never an option."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

TRIES: Final = 3
"""How often a passphrase is asked for before the command ends."""

with_keys = click.option(
    "--keys",
    type=click.Path(file_okay=False),
    help="Where your key is kept (or EXERCISE_COMPANION_KEYS).",
)
"""The option that says where the therapist's key is."""

with_passphrase_file = click.option(
    "--passphrase-file",
    type=click.File(encoding="utf-8"),
    help="Read the key's passphrase from the first line of this file, or /dev/fd/3. For scripts.",
)
"""The option for a passphrase that nobody types."""


def first_line(source: TextIO) -> str:
    """The passphrase in a file that nobody else can read.

    Raises:
        UsageFault: others can read it, or its first line is empty, or is no text.

    """
    _require_private(source)
    try:
        secret = source.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        secret = ""
    if not secret:
        what_happened = "The passphrase file has no passphrase in its first line."
        raise UsageFault(what_happened, "Write it there, or leave the option out.")
    return secret


def asking(source: TextIO | None) -> Iterator[str]:
    """Passphrases to try for a key that is there: one from the file, or what a person types.

    Args:
        source: what `--passphrase-file` named.

    Raises:
        UsageFault: there is neither a file nor a person.

    """
    if source is not None:
        yield first_line(source)
        return
    if not sys.stdin.isatty():
        what_happened = "The signing key is locked with a passphrase."
        raise UsageFault(what_happened, "Give --passphrase-file, or type it at a terminal.")
    yield _typed("Passphrase of your key")
    for number in range(2, TRIES + 1):
        yield _typed(f"It does not open the key. Type it again ({number} of {TRIES})")


def _require_private(source: TextIO) -> None:
    """Refuse a file that is open to others, as a key file is; a pipe is none.

    Raises:
        UsageFault: others can read it.

    """
    from exercise_companion.clinic.own_files import (  # noqa: PLC0415 - on demand
        close_words,
        is_open_to_others,
    )

    if is_open_to_others(os.fstat(source.fileno())):
        raise UsageFault(*close_words("the passphrase file", Path(source.name)))


def _typed(words: str) -> str:
    return str(click.prompt(words, hide_input=True, err=True))
