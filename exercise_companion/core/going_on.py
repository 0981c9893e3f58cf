"""A session that was interrupted: where it was, and whether it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

TITLE: Final = "Your session is not finished"

GO_ON: Final = "Go on"

FINISH: Final = "Finish here"


@dataclass(frozen=True, slots=True)
class AskGoOn:
    """Go on where the session was, or finish here? Replies: Go, Hurts, Stop, Leave."""

    where: str
    """"You were at exercise 3 of 6: Bridge, set 2 of 3."."""
    began: str
    """"You began at 09:12."."""
    done: tuple[str, ...]
    """What was done so far, one line an exercise; empty where nothing was."""
