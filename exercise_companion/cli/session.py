"""`session` and `wrong`: a session line by line, and the red-flag check at any time."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Timer
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.cli.options import with_place
from exercise_companion.core.emergency import card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.cli.place import Place
    from exercise_companion.companion import Companion
    from exercise_companion.plain.session import PlainSession

LONG_SECONDS: Final = 2.0
"""Opening takes a fraction of a second; longer, and another program has the data."""


@click.command()
@click.option("--plain", is_flag=True, help="Line by line, for a screen reader or a script.")
@with_place
@click.pass_context
def session(ctx: click.Context, place: Place, *, plain: bool) -> None:
    """Do today's session.

    With --plain every question is one line and takes one line. Type ! at any question when
    something is wrong. The end of the input leaves; what was answered is kept.

    Example: exercise-companion session --plain
    """
    if not plain:
        from exercise_companion.cli.opening import has_terminal, open_interface  # noqa: PLC0415

        ctx.exit(open_interface(place) if has_terminal() else _say_what_is_due(place))
    with place.companion() as companion:
        ctx.exit(plain_session(companion, place).exercise())


@click.command()
@with_place
@click.pass_context
def wrong(ctx: click.Context, place: Place) -> None:
    """Something is wrong: the emergency card, then the questions about warning signs.

    Example: exercise-companion wrong
    """
    from exercise_companion.cli.unlocking import unlock_if_at_hand  # noqa: PLC0415 - on demand
    from exercise_companion.companion import Companion  # noqa: PLC0415 - on demand

    unlock_if_at_hand(place)
    with _card_if_it_takes_long():
        opened = Companion(place.folder, place.clock())
    with opened as companion:
        if not companion.can_ask:
            click.echo("\n".join(companion.emergency_card()))
            ctx.exit(0)
        ctx.exit(plain_session(companion, place).something_is_wrong())


@contextmanager
def _card_if_it_takes_long() -> Iterator[None]:
    """Another program may hold the data for seconds: whom to call does not wait for it."""
    timer = Timer(LONG_SECONDS, lambda: click.echo("\n".join(card(None))))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _say_what_is_due(place: Place) -> int:
    """Without a terminal nothing is asked, so nothing is done: today's plan, and the code of why.

    Exit codes as of a session (decisions E2).
    """
    from exercise_companion.cli.opening import look  # noqa: PLC0415 - on demand
    from exercise_companion.core.today_words import today_lines  # noqa: PLC0415 - on demand
    from exercise_companion.plain.session import BLOCKED, NOT_COMPLETE  # noqa: PLC0415 - on demand

    view, fault = look(place)
    click.echo(place.commands_in(*today_lines(view)))
    if view.state in {"locked", "held"}:
        return BLOCKED
    if fault is not None:
        raise fault
    return NOT_COMPLETE


def plain_session(companion: Companion, place: Place) -> PlainSession:
    """A line-by-line session on standard input and output.

    Waiting is skipped only without a terminal, and only on a demonstration or test store (D8).

    Args:
        companion: over the patient's data.
        place: where they are; commands are named with its folder.

    """
    from exercise_companion.plain.console import Console  # noqa: PLC0415 - on demand
    from exercise_companion.plain.session import PlainSession  # noqa: PLC0415 - on demand

    console = Console(companion.clock, option=place.option)
    console.skips_waits = companion.may_skip_waits and not console.is_terminal
    return PlainSession(companion, console)
