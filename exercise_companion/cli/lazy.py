"""A group whose commands are imported when they are asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click

from exercise_companion import cli

if TYPE_CHECKING:
    from collections.abc import Mapping


class LazyGroup(click.Group):
    """Loads a command only when it is used.

    Args:
        table: command name to the module and object that hold it, in the order of the help.
        settings: click's own.

    """

    def __init__(self, *, table: Mapping[str, str], **settings: object) -> None:
        super().__init__(**settings)  # type: ignore[arg-type]  # click's own settings, passed on
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every command, in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name; None when there is none."""
        if cmd_name not in self._table:
            return None
        module, _, name = self._table[cmd_name].partition(":")
        command = getattr(import_module(f"{cli.__name__}.{module}"), name)
        assert isinstance(command, click.Command)  # noqa: S101 - the tables are ours
        return command
