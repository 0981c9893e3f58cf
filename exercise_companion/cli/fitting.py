"""Lines for a terminal, broken between words: a terminal itself breaks them anywhere.

A command or a path is one word, however long, so that it can be copied.
"""

from __future__ import annotations

import shutil
import sys
from textwrap import fill
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
        yield fill(
            line, width, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
        )


def narrate(*lines: str) -> None:
    """Say lines on standard error."""
    for line in fitting(lines, sys.stderr):
        click.echo(line, err=True)
