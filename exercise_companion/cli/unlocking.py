"""The passphrase of the data, where they have one: typed without being seen, or from a file.

Never an argument, and never a variable: others could read both.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from exercise_companion.cli.faults import say
from exercise_companion.core.emergency import card
from exercise_companion.errors import CompanionError, UsageFault
from exercise_companion.paths import PASSPHRASE_VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.cli.place import Place

TRIES: Final = 3
"""How often it is asked for before the command ends."""

ASKED: Final = "Passphrase of your data"
WRONG: Final = "This is not the passphrase. Type it again"
SIGNS: Final = "If something is new or badly wrong: exercise-companion wrong"
BEFORE: Final = "Type ! for whom to call. If something is badly wrong: exercise-companion wrong"
HELP: Final = "!"
"""Typed alone it is no passphrase, and counts as no try."""
GO_ON: Final = "Enter alone: go on without"


def unlock(place: Place) -> None:
    """Ask for the passphrase before anything of the data is read. Without one nothing happens.

    Where it can neither be typed nor read from a file, the data stay as they are: not readable.

    Raises:
        WrongPassphrase: it was not given; whom to call was said.
        UsageFault: the file that is named cannot be used; whom to call was said.
        KeyboardInterrupt: it was left at the question; whom to call was said.

    """
    from exercise_companion.companion import passphrase  # noqa: PLC0415 - on demand

    if not passphrase.is_asked(place.folder):
        return
    try:
        tries = list(_from_file()) or _typed_tries(place, ASKED, before=BEFORE)
        if any(passphrase.open_with(place.folder, tried) for tried in tries):
            return
    except (KeyboardInterrupt, UsageFault):
        _say_whom_to_call(place)
        raise
    if os.environ.get(PASSPHRASE_VARIABLE) or _somebody_types():
        _say_whom_to_call(place)
        raise passphrase.WrongPassphrase


def unlock_if_at_hand(place: Place) -> None:
    """Something is wrong: whom to call comes first, then the passphrase, and neither stops it."""
    from exercise_companion.companion import passphrase  # noqa: PLC0415 - on demand

    if not passphrase.is_asked(place.folder):
        return
    print("\n".join(card(None)), flush=True)  # noqa: T201 - the command's answer
    try:
        for tried in list(_from_file()) or _typed_tries(place, f"{ASKED} ({GO_ON})"):
            if not tried or passphrase.open_with(place.folder, tried):
                return
    except CompanionError as error:
        say(error.what_happened)


def private_line(path: Path) -> str:
    """The passphrase in the first line of a file that nobody else can read.

    Raises:
        UsageFault: others can read it, or there is none in it.

    """
    from exercise_companion.cli.passphrase import first_line  # noqa: PLC0415 - brings click

    try:
        with path.open(encoding="utf-8") as file:
            return first_line(file)
    except OSError as error:
        what_happened = "The passphrase file cannot be read."
        raise UsageFault(what_happened, "Check its name, and that it is yours.") from error


def typed(words: str) -> str:
    """What is typed at the terminal, without being seen; empty when it is no text.

    Raises:
        KeyboardInterrupt: it was left.

    """
    from getpass import getpass  # noqa: PLC0415 - on demand

    try:
        return getpass(f"{words}: ")
    except UnicodeDecodeError:
        return ""
    except EOFError:
        raise KeyboardInterrupt from None


def _from_file() -> Iterator[str]:
    if named := os.environ.get(PASSPHRASE_VARIABLE):
        yield private_line(Path(named))


def _typed_tries(place: Place, first: str, *, before: str = "") -> Iterator[str]:
    """What is typed, as often as it may be; `before` is said above the first question."""
    if _somebody_types():
        say(*filter(None, [place.commands_in(before)]))
        yield _typed_or_helped(place, first)
        for number in range(2, TRIES + 1):
            yield _typed_or_helped(place, f"{WRONG} ({number} of {TRIES})")


def _typed_or_helped(place: Place, words: str) -> str:
    """What is typed; a lone `!` says whom to call, and the question comes again."""
    while (line := typed(words)).strip() == HELP:
        _say_whom_to_call(place)
    return line


def _say_whom_to_call(place: Place) -> None:
    say(*card(None), place.commands_in(SIGNS))


def _somebody_types() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
