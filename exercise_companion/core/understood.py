"""What a typed answer was understood as, said back at once: a slip is seen where it is made.

Said of what is not kept as it is typed: dates, hours, doses with their days, goals, whom to call.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from exercise_companion.core.calling import hours_in_words
from exercise_companion.core.day_words import day_words
from exercise_companion.core.dose_details import whole
from exercise_companion.core.draft import entries_at, value_at
from exercise_companion.core.draft_questions_asked import asked_in_words
from exercise_companion.core.program import ISO_DATE, Contact, Goal, Item
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath


def understood(draft: Draft, path: JsonPath) -> str:
    """What stands now at the place of an answer, in words; empty where it is kept as typed.

    Args:
        draft: with the answer.
        path: the place that was asked for; of a dose, its days are said with it.

    """
    with suppress(ValidationError):  # what is wrong, the check says
        match path:
            case ("contacts", "surgical_team"):
                contact = Contact.model_validate(value_at(draft, path), strict=False)
                return f"{contact.name}, phone {contact.phone}"
            case ("contacts", "therapist"):
                return hours_in_words(Contact.model_validate(value_at(draft, path), strict=False))
            case ("outcomes",):
                return f"asked before a session: {asked_in_words(draft)}"
            case ("goals",):
                return "; ".join(map(_goal_words, entries_at(draft, path)))
            case (*item, "dose"):
                return _dose_words(Item.model_validate(value_at(draft, (*item,)), strict=False))
            case _:
                day = _day_of(path)
                return _date_words(value_at(draft, day)) if day else ""
    return ""


def _day_of(path: JsonPath) -> JsonPath:
    """Where the date of an answer stands; no place where it has none."""
    match path:
        case ("reviews",):
            return (*path, 0, "date")
        case ("post_op",):
            return (*path, "date")
        case (*_, "birth_date" | "ends_on" | "tested_on") | ("risk", _):
            return path
        case _:
            return ()


def _dose_words(item: Item) -> str:
    return f"{whole(item.dose)}, {when_words(item.when)}"


def _goal_words(written: JsonObject) -> str:
    goal = Goal.model_validate(written, strict=False)
    return f"{goal.activity}, from {goal.start_score} to {goal.target_score}"


def _date_words(value: JsonValue) -> str:
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        return ""
    with suppress(ValueError):
        return day_words(date.fromisoformat(value))
    return ""
