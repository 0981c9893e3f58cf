"""What every diary entry of the shell shares: the open companion, the questions, the last word."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from exercise_companion.errors import CompanionError, UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.cli.place import Place
    from exercise_companion.companion import Companion
    from exercise_companion.plain.console import Console
    from exercise_companion.plain.diary import DiaryQuestions

SAVED: Final = "Saved."
"""Said only once the entry is on disk."""

LEFT: Final = (CompanionError, KeyboardInterrupt)
"""How an entry ends that is not kept: refused, left, not to be written. What was told in it is."""

WRONG: Final = "If something is new or badly wrong: exercise-companion wrong"


@contextmanager
def heeding(companion: Companion, place: Place) -> Iterator[None]:
    """`!` is answered; the advice on what was told is read first where the rest is not kept."""
    from exercise_companion.cli.session import plain_session  # noqa: PLC0415 - on demand
    from exercise_companion.plain.console import SomethingIsWrongError  # noqa: PLC0415

    try:
        yield
    except SomethingIsWrongError:
        click.get_current_context().exit(plain_session(companion, place).something_is_wrong())
    except LEFT:
        plain_session(companion, place).show_advice()
        raise


@contextmanager
def told_why(console: Console) -> Iterator[None]:
    """Where the answers end after one that could not be taken, that one is why: the usage (E2)."""
    from exercise_companion.plain.console import EndOfInputError  # noqa: PLC0415 - on demand

    try:
        yield
    except EndOfInputError as end:
        if console.refused is None:
            raise
        what_to_do = f"{console.refused.what_to_do} {end.what_to_do}"
        raise UsageFault(console.refused.what_happened, what_to_do) from end


@contextmanager
def diary_at(place: Place) -> Iterator[tuple[Companion, DiaryQuestions]]:
    """The companion over a place, and the questions for an entry. `!` is answered at each.

    When the entry leads to an advice, that is shown at once, also where the rest of it is not kept;
    where it locks exercise the exit code says so (decisions E2).
    """
    from exercise_companion.cli.session import plain_session  # noqa: PLC0415 - on demand
    from exercise_companion.plain.console import (  # noqa: PLC0415 - on demand
        ENTRY_LEFT,
        NOT_KEPT,
        Console,
    )
    from exercise_companion.plain.diary import DiaryQuestions  # noqa: PLC0415 - on demand
    from exercise_companion.plain.sayings import LOCKED  # noqa: PLC0415 - on demand

    with place.companion() as companion:
        with heeding(companion, place):
            console = Console(companion.clock, option=place.option)
            console.kept = ENTRY_LEFT if companion.fault is None else NOT_KEPT
            with told_why(console):
                yield companion, DiaryQuestions(companion, console, companion.day)
        click.echo(SAVED)
        if companion.is_blocked():
            click.echo(place.commands_in(LOCKED))
        code = plain_session(companion, place).show_advice()
        if code:
            click.get_current_context().exit(code)
