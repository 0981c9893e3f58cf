"""The form of what the plan asks before a session: measures, and the therapist's own questions.

How often a measure is asked is what switches it on; nothing is asked that was not written here or
brought by a template. The file lists only the measures that are asked, so in the form each has its
place by name: `("outcomes", "mood")`. `place_in_form` leads from a place in the file to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.draft import (
    entries_at,
    unused_id,
    value_at,
    with_entry,
    with_value,
)
from exercise_companion.core.field_bounds import allowed, usual
from exercise_companion.core.form_edit import with_field
from exercise_companion.core.form_field import Choice, Field
from exercise_companion.core.how_often import days_words
from exercise_companion.core.program import CheckIn, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

MEASURES: Final[JsonPath] = ("outcomes",)
OWN: Final[JsonPath] = ("check_ins",)
OFTEN: Final = "every_days"

NOT_ASKED: Final = "not asked"

MEASURE_WORDS: Final[dict[str, tuple[str, str]]] = {
    "activities": ("Activities", "each goal, 0 to 10"),
    "walking": ("Walking", "minutes before they stop"),
    "analgesic_days": ("Medicine days", "of 14, for bad pain"),
    "interference": ("Interference", "with tasks, with joys: 0-10"),
    "mood": ("Mood", "0 to 10"),
    "anger": ("Anger at pain", "0 to 10"),
    "sleep": ("Sleep", "nights of 7 broken by pain"),
    "global_change": ("Overall change", "7 answers, worse to better"),
    "chair_stand": ("Chair stands", "in 30 s, if they counted"),
}
"""Each measure by its name in a form, and what it asks for (`core.check_ins`)."""

NOT_IN_THE_FORM: Final = frozenset({"phq2"})
"""The format knows it, but it asks nothing here: it comes with the safety questions."""

assert set(MEASURE_WORDS) | NOT_IN_THE_FORM == set(  # noqa: S101 - one list of measures
    get_args(Outcome.model_fields["measure"].annotation)
)

_KINDS: Final[tuple[Choice, ...]] = (
    ("score", "0 to 10"),
    ("choice", "choice"),
    ("number", "number"),
    ("yes_no", "yes or no"),
    ("text", "words"),
)
MOST_OWN: Final = 10
"""Of the therapist's own questions a plan has at most so many (clinical-spec 3)."""
MOST_CHOICES: Final = 8
_OF_A_KIND: Final = {"choices": "choice", "unit": "number"}
"""What only one kind of answer has."""


def questions_fields(draft: Draft) -> tuple[Field, ...]:
    """Every measure with how often it is asked, then the therapist's own questions."""
    return (*_measures(), *_own(draft))


def _measures() -> Iterator[Field]:
    section = "Measures: how often (such as 1 week)"
    for name, (words, what) in MEASURE_WORDS.items():
        first = "" if name != next(iter(MEASURE_WORDS)) else section
        path = (*MEASURES, name)
        yield Field(path, words, "days", what, section=first, empty=NOT_ASKED)


def _own(draft: Draft) -> Iterator[Field]:
    count = len(entries_at(draft, OWN))
    for number in range(min(count + 1, MOST_OWN)):
        path: JsonPath = (*OWN, number)
        section = "Your own questions" if not number else ""
        beside = (("id", new_id(draft)),)
        words = "in your words" if number == count else "emptied: it is taken out"
        label = f"Question {number + 1}"
        yield Field((*path, "question"), label, "text", words, (), section, beside)
        if number < count:
            yield from _answer(draft, path)


def _answer(draft: Draft, path: JsonPath) -> Iterator[Field]:
    """How it is answered, and how often it is asked."""
    yield Field((*path, "kind"), "Answered by", "choice", "required", choices=_KINDS)
    kind = value_at(draft, (*path, "kind"))
    if kind == "choice":
        written = value_at(draft, (*path, "choices"))
        count = len(written) if isinstance(written, list) else 0
        for number in range(min(count + 1, MOST_CHOICES)):
            label, hint = f"Choice {number + 1}", "two or more, a line each"
            yield Field((*path, "choices", number), label, "text", hint)
    if kind == "number":
        yield Field((*path, "unit"), "Counted in", "text", "such as: minutes")
    often = allowed(CheckIn, OFTEN, "days")
    standard = usual(CheckIn, OFTEN)
    unwritten = days_words(standard) if isinstance(standard, int) else ""
    empty = f"{unwritten} unless you write another"
    yield Field((*path, OFTEN), "How often", "days", often, empty=empty)


def new_id(draft: Draft) -> str:
    """An id for one more question of the therapist's own.

    It has the version in it: an answer to a question that was taken out of an earlier version is
    never counted for a new one.
    """
    version = draft.tree.get("version")
    wanted = f"own-v{version}" if isinstance(version, int) and version > 1 else "own"
    return unused_id(f"{wanted}-{len(entries_at(draft, OWN)) + 1}", _ids(draft))


def _ids(draft: Draft) -> set[str]:
    return {str(one.get("id")) for one in entries_at(draft, OWN)}


# --- measures by name -----------------------------------------------------------------------------


def place_in_form(draft: Draft, path: JsonPath) -> JsonPath:
    """Where the form has a place of the file: a measure stands there by its name."""
    if path[:1] != MEASURES or len(path) < len(("outcomes", 0)):
        return path
    name = value_at(draft, (*path[:2], "measure"))
    return (*MEASURES, name) if isinstance(name, str) else path


def value_in_form(draft: Draft, path: JsonPath) -> JsonValue:
    """The value of a field of the form."""
    if path[:1] != MEASURES:
        return value_at(draft, path)
    at = _position(draft, str(path[-1]))
    return None if at is None else value_at(draft, (*MEASURES, at, OFTEN))


def with_question_field(draft: Draft, field: Field, value: JsonValue) -> Draft:
    """The draft with a value of this form; None is a field left empty.

    Raises:
        NoSuchPlaceError: something else stands in the place of a list.

    """
    if field.path[:1] == MEASURES:
        return with_measure(draft, str(field.path[-1]), value)
    changed = with_field(draft, field, value)
    for name, kind in _OF_A_KIND.items() if field.path[-1] == "kind" else ():
        if value != kind:  # what another kind of answer does not know is left out
            changed = with_value(changed, (*field.path[:-1], name), None)
    return changed


def with_measure(draft: Draft, name: str, every_days: JsonValue) -> Draft:
    """The draft with a measure asked every so many days; None: it is not asked any more.

    Raises:
        NoSuchPlaceError: something else stands in the place of the list.

    """
    at = _position(draft, name)
    if every_days is None:
        while at is not None:
            draft = with_value(draft, (*MEASURES, at), None)
            at = _position(draft, name)
        return with_value(draft, MEASURES, None) if value_at(draft, MEASURES) == [] else draft
    if at is not None:
        return with_value(draft, (*MEASURES, at, OFTEN), every_days)
    asked: JsonObject = {"measure": name, OFTEN: every_days}
    return with_entry(draft, MEASURES, asked)


def _position(draft: Draft, name: str) -> int | None:
    """Where in the file's list a measure stands; None where it is not asked."""
    entries = value_at(draft, MEASURES)
    listed = entries if isinstance(entries, list) else []
    named = (one.get("measure") if isinstance(one, dict) else None for one in listed)
    return next((number for number, found in enumerate(named) if found == name), None)
