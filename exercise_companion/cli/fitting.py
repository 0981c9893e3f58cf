"""Lines for a terminal, broken between words: a terminal itself breaks them anywhere."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def fitting(lines: Iterable[str], stream: TextIO) -> Iterator[str]:
    """Lines as wide as the terminal they go to; as they are where there is none.

    What goes on below stands under the words: under an indent, or behind the mark of a list.

    Args:
        lines: one paragraph each.
        stream: where they go.

    """
    if not stream.isatty():
        yield from lines
        return
    width = shutil.get_terminal_size().columns
    for line in lines:
        margin = " " * (len(line) - len(line.lstrip(" -")))
        yield click.wrap_text(line, width, "", margin) if line else ""


def narrate(*lines: str) -> None:
    """Say lines on standard error."""
    for line in fitting(lines, sys.stderr):
        click.echo(line, err=True)
