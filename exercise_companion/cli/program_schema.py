"""`program schema`: the JSON Schema of the format."""

from __future__ import annotations

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of the format, for editors.

    Example: exercise-companion program schema
    """
    from exercise_companion.clinic.schema import schema_text  # noqa: PLC0415

    click.echo(schema_text(), nl=False)
