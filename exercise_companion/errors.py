"""The one error family: what happened, and what the reader can do about it.

Every error that reaches a person is a `CompanionError`. Its text is written for that person;
the technical cause travels as `__cause__` and is never shown to a patient.
"""

from __future__ import annotations


class CompanionError(Exception):
    """Something could not be done.

    Args:
        what_happened: one plain sentence.
        what_to_do: the next step the reader can take, one or two sentences.

    """

    exit_code = 1
    """Process exit code of the command line (decisions E2)."""

    def __init__(self, what_happened: str, what_to_do: str) -> None:
        super().__init__(f"{what_happened} {what_to_do}")
        self.what_happened = what_happened
        self.what_to_do = what_to_do


class Refused(CompanionError):
    """A use case was asked for that the rules do not allow now; nothing was changed."""


class SessionOver(Refused):
    """What was answered belongs to a session that is over; it is said what comes next."""


class OtherKey(Refused):
    """A program is signed with a key that is not known here; its code may be typed."""


class UsageFault(CompanionError):
    """The input or the way of calling is wrong; nothing was changed."""

    exit_code = 2


class StoreFault(CompanionError):
    """The patient's data cannot be read or written."""

    exit_code = 3


class Locked(CompanionError):
    """Exercise is locked or held until a clinician has been asked."""

    exit_code = 4
