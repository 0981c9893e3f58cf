"""Groups of commands: found again after a slip of the fingers, and loaded when asked for."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from exercise_companion import cli

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 200
"""Letters of what the list of commands says of each: its first sentence, whole."""


class Group(click.Group):
    """A group that names the command that may be meant, and whose list is not cut off."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was typed; a mistyped one is refused with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from difflib import get_close_matches  # noqa: PLC0415 - on demand

            near = get_close_matches(args[0], self.list_commands(ctx), 1)
            if not near:
                raise
            message = f'{error.message} Did you mean "{near[0]}"?'
            raise click.UsageError(message, error.ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands with a whole sentence of each."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(
                [(name, one.get_short_help_str(LONGEST)) for name, one in commands if one]
            )


class LazyGroup(Group):
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
