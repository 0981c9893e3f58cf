"""The passphrase of the signing key: typed without being seen, or from a file; never an option."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

import click

from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Callable

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
    """The passphrase in a file.

    Raises:
        UsageFault: its first line is empty, or is no text.

    """
    try:
        secret = source.readline().rstrip("\r\n")
    except UnicodeDecodeError:
        secret = ""
    if not secret:
        what_happened = "The passphrase file has no passphrase in its first line."
        raise UsageFault(what_happened, "Write it there, or leave the option out.")
    return secret


def asking(source: TextIO | None) -> Callable[[], str]:
    """How to get at the passphrase of a key that is there: from the file, or from a person.

    Args:
        source: what `--passphrase-file` named.

    """

    def ask() -> str:
        if source is not None:
            return first_line(source)
        if not sys.stdin.isatty():
            what_happened = "The signing key is locked with a passphrase."
            raise UsageFault(what_happened, "Give --passphrase-file, or type it at a terminal.")
        return str(click.prompt("Passphrase of your key", hide_input=True, err=True))

    return ask
