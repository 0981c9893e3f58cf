"""`program`: what a therapist does with prescription files, one command a file."""

from __future__ import annotations

from typing import Final

import click

from exercise_companion.cli.lazy import LazyGroup

PROGRAM_COMMANDS: Final[dict[str, str]] = {
    "new": "program_new:new",
    "check": "program_check:check",
    "preview": "program_preview:preview",
    "diff": "program_diff:diff",
    "key": "program_key:key",
    "sign": "program_sign:sign",
    "verify": "program_verify:verify",
    "handout": "program_handout:handout",
    "schema": "program_schema:schema",
    "vectors": "vectors:vectors",
}
"""Command name to the module and object that hold it, in the order of a therapist's work."""


@click.group(cls=LazyGroup, table=PROGRAM_COMMANDS)
def program() -> None:
    """Write, check, sign and print programs, and try the safety rules on cases of your own.

    Example: exercise-companion program check my-plan.json
    """
