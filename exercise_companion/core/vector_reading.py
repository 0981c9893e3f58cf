"""How the cases about computed rules are read and answered; days in a case are numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, TypeVar

from exercise_companion.core.vectors import RULE_IDS, TRUTH, BadCase, Given, Got

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from exercise_companion.core.noticed import Noticed

DAY_0: Final = date(2026, 1, 5)

MAX_DAY: Final = 400
"""Longer than a program lasts."""

WordT = TypeVar("WordT", bound=str)
ValueT = TypeVar("ValueT")

COMMON: Final = frozenset({"today", "contact_on", "parameters"})
"""What most of these cases may give."""

NOTICED: Final = {"rules": RULE_IDS, "contact": RULE_IDS, "asks": TRUTH}
"""What most of these cases may expect."""

# --- what is given --------------------------------------------------------------------------------


def day_of(given: Given, key: str) -> date:
    """A day by its number."""
    return DAY_0 + timedelta(days=given.whole(key, most=MAX_DAY))


def day_or_none(given: Given, key: str) -> date | None:
    """The same, or None where it is not named."""
    return day_of(given, key) if given.has(key) else None


def days_of(given: Given, key: str) -> list[date]:
    """A list of days by their numbers."""
    value = given.value(key)
    if not isinstance(value, list):
        message = f"`given.{key}` must be a list of days"
        raise BadCase(message)
    return [day_of(Given({key: one}), key) for one in value]


def rows_of(given: Given, key: str, read: Callable[[Given], ValueT]) -> list[tuple[date, ValueT]]:
    """A list of [day, value], oldest first; none where it is not named."""
    if not given.has(key):
        return []
    value = given.value(key)
    if not isinstance(value, list):
        message = f"`given.{key}` must be a list of [day, value]"
        raise BadCase(message)
    found = []
    for row in value:
        if not isinstance(row, list) or len(row) != 2:  # noqa: PLR2004 - a day and a value
            message = f"`given.{key}` must be a list of [day, value]"
            raise BadCase(message)
        one = Given({"day": row[0], "value": row[1]})
        found.append((day_of(one, "day"), read(one)))
    return sorted(found, key=lambda row: row[0])


def word_of(given: Given, key: str, words: tuple[WordT, ...]) -> WordT:
    """One of a list of words."""
    wanted = given.choice(key, words)
    return next(word for word in words if word == wanted)


def word_or_none(given: Given, key: str, words: tuple[WordT, ...]) -> WordT | None:
    """The same, or None where it is not named."""
    return word_of(given, key, words) if given.has(key) else None


def truth_of(given: Given, key: str) -> bool:
    """True or false; false where it is not named."""
    return given.truth(key) if given.has(key) else False


def levels_of(given: Given, key: str) -> dict[str, float]:
    """Levels 0-10 by name."""
    named = Given(given.mapping(key))
    found = {}
    for name in named.values:
        level = named.level_or_none(name)
        if level is None:
            message = f"`given.{key}.{name}` must be a number"
            raise BadCase(message)
        found[name] = level
    return found


# --- what is answered -----------------------------------------------------------------------------


def answer(noticed: Iterable[Noticed | None], **more: str) -> Got:
    """Rules that fired, those that are a contact, and whether questions are asked."""
    found = [one for one in noticed if one is not None]
    rules = tuple(dict.fromkeys(one.rule for one in found))
    contact = dict.fromkeys(one.rule for one in found if one.weight.tells)
    asks = any(one.asks for one in found)
    return Got({"rules": list(rules), "contact": list(contact), "asks": asks, **more}, rules)
