"""What the screens of the desk tell the app: an edit, a way to go, something to begin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.clinic.signatures import KeyAtHand, Unsigned
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

Place = Literal["items", "person", "dates", "limits", "questions"]
"""A page of the draft; `items`: what is left to mend, in the list of the builder."""


@dataclass
class Edit(Message):
    """The draft is to be changed."""

    change: Callable[[Draft], Draft]
    """A pure edit; its errors are bugs."""
    field: JsonPath | None = None
    """The field that is typed in: its letters are undone together."""
    ends: bool = False
    """Whether it takes what was typed in that field: one step with the letters."""
    says: tuple[str, str] | None = None
    """What is said once it is made: what it does, and more."""


@dataclass
class Go(Message):
    """A page of the draft is to be opened, at the place of a path if one is given."""

    place: Place
    path: JsonPath = ()


@dataclass
class AskToRemove(Message):
    """A phase with exercises is to be taken out."""

    phase: int
    """From 0."""


@dataclass
class Open(Message):
    """A file of the folder is to be opened."""

    name: str


@dataclass
class Begin(Message):
    """A new program is to be begun."""

    source_id: str


@dataclass
class AskToSign(Message):
    """A finished program is to be signed."""

    name: str


@dataclass
class Sign(Message):
    """It is to be signed now."""

    unsigned: Unsigned = field(repr=False)
    """What was shown."""
    key: KeyAtHand
    """The key that was shown with it."""
    passphrase: str = field(repr=False)
    """As it was typed; empty for a key that is open."""


@dataclass
class Confirmed(Message):
    """Every dose was looked at and is right: the program file is to be written."""

    draft: Draft
    """As it was shown."""


class ChooseSource(Message):
    """The list of what a new program can begin from is wanted."""


class Back(Message):
    """One level back."""
