"""The commands: what a shell can ask for. Each loads what it needs only when it runs."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Final

import click

from exercise_companion import __version__
from exercise_companion.cli.faults import USAGE
from exercise_companion.cli.lazy import LazyGroup
from exercise_companion.cli.options import with_place
from exercise_companion.core.safetext import neutral_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.cli.place import Place

COMMANDS: Final[dict[str, str]] = {
    "demo": "demo:demo",
    "load": "load:load",
    "today": "today:today",
    "session": "session:session",
    "wrong": "session:wrong",
    "log": "log:log",
    "report": "report:report",
    "slip": "slip:slip",
    "history": "history:history",
    "learn": "learn:learn",
    "goals": "goals:goals",
    "contacts": "contacts:contacts",
    "settings": "settings:settings",
    "passphrase": "data_passphrase:passphrase",
    "exercises": "exercises:exercises",
    "desk": "desk:desk",
    "program": "program:program",
    "clear": "clear:clear",
}
"""Command name to the module and object that hold it, in the order of the help."""


@click.group(
    cls=LazyGroup,
    table=COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="exercise-companion")
@with_place
@click.pass_context
def main(ctx: click.Context, place: Place) -> None:
    """Serve a home exercise program written by your therapist.

    Without a command the full screen opens. With no terminal attached, today's plan is printed.
    If something is wrong with you now: exercise-companion wrong

    Example: exercise-companion demo

    Example: exercise-companion load my-plan.json
    """
    ctx.obj = place
    if ctx.invoked_subcommand is None:
        from exercise_companion.cli.opening import open_interface  # noqa: PLC0415 - on demand

        ctx.exit(open_interface(place))


def run_command(arguments: Sequence[str] | None) -> object:
    """Run what the words ask for; returns the exit code.

    Raises:
        KeyboardInterrupt: it was left with Ctrl+C, or the input ended in a question.

    """
    try:
        return main.main(
            list(arguments) if arguments is not None else None,
            prog_name="exercise-companion",
            standalone_mode=False,
        )
    except click.ClickException as error:
        _say(error)
        return USAGE
    except click.Abort as left:
        why = left.__cause__
        raise (why if isinstance(why, KeyboardInterrupt) else KeyboardInterrupt()) from None


def _say(error: click.ClickException) -> None:
    """Say what is wrong with the words that were given; it quotes them, file names among them."""
    said = StringIO()
    error.show(said)
    click.echo(neutral_lines(said.getvalue().expandtabs(4)), err=True, nl=False)
