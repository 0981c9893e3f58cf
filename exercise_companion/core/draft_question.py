"""What a question about a draft is, and the plainest ones: fields that are empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core import typed
from exercise_companion.core.draft import Draft, value_at, with_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from exercise_companion.core.library import LibraryExercise
    from exercise_companion.core.problem import JsonPath


@dataclass(frozen=True, slots=True)
class Setting:
    """What the questions have to know besides the draft."""

    today: date
    exercises: Mapping[str, LibraryExercise]
    """The exercises of the library, by id."""
    emergency_numbers: Mapping[str, str]
    """The emergency number of each country, by its two letters."""
    time_zone: str | None
    """The zone this computer is set to."""
    refused: frozenset[JsonPath] = frozenset()
    """Where the draft holds what the check refuses: that is asked for again."""

    def refuses(self, *places: JsonPath) -> bool:
        """Whether something that is refused stands at one of the places, or inside of it."""
        return any(is_within(path, places) for path in self.refused)


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask."""

    path: JsonPath
    """The field it fills; the checker's word on it is said at once."""
    asks: str
    expects: str
    """What an answer looks like, with an example."""
    answered: Callable[[Draft, str], Draft]
    """The draft with a typed answer; raises `NotUnderstoodError`."""
    default: str | None = None
    """What Enter alone stands for; None: an answer is needed."""
    may_stay_open: bool = False
    """Enter alone leaves it out."""
    also: tuple[JsonPath, ...] = ()
    """Other fields that an answer fills."""

    def fills(self, path: JsonPath) -> bool:
        """Whether an answer writes what stands at a path."""
        return is_within(path, (self.path, *self.also))


def text_question(
    draft: Draft, setting: Setting, path: JsonPath, asks: str, expects: str
) -> Iterator[Question]:
    """The question for a field that takes the line as it is typed."""
    if is_open(draft, setting, path):
        yield Question(
            path, asks, expects, lambda old, line: with_value(old, path, typed.plain(line))
        )


def with_number(path: JsonPath) -> Callable[[Draft, str], Draft]:
    """An answer that is a whole number."""
    return lambda draft, line: with_value(draft, path, typed.a_number(line))


def is_open(draft: Draft, setting: Setting, path: JsonPath) -> bool:
    """Whether a field is asked for: it is not there, empty, or refused by the check."""
    return is_missing(draft, path) or setting.refuses(path)


def is_within(path: JsonPath, places: Iterable[JsonPath]) -> bool:
    """Whether a path is one of the places, or leads into one."""
    return any(path[: len(place)] == place for place in places)


def is_missing(draft: Draft, path: JsonPath) -> bool:
    """Whether a field is not there, or empty."""
    value = value_at(draft, path)
    return value is None or value in ({}, [], "")
