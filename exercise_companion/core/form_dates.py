"""The form of dates and contacts: how long it holds, phases, reviews, whom to call."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from exercise_companion.core.checks_people import digits
from exercise_companion.core.draft import entries_at, value_at, with_value
from exercise_companion.core.field_bounds import allowed
from exercise_companion.core.form_field import Choice, Field, FieldKind
from exercise_companion.core.own_line import HOURS, has_own_hours
from exercise_companion.core.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

_KINDS: Final[tuple[Choice, ...]] = (("phone", "phone"), ("visit", "visit"), ("video", "video"))
_PHASE_DAYS: Final = {"valid_from": "starts_on", "valid_until": "ends_on"}
_NUMBER: Final[JsonPath] = ("contacts", "emergency_number")
_REASON: Final[JsonPath] = ("contacts", "emergency_override_reason")
_MOST_REVIEWS: Final = 20
OWN_HOURS: Final[JsonPath] = ("prescriber", HOURS)
"""Stands for the hours of the prescriber's own line to call (`core.own_line`)."""
_PEOPLE: Final = (
    ("therapist", "Therapist"),
    ("clinic", "Clinic"),
    ("out_of_hours", "Out of hours"),
    ("surgical_team", "Surgical team"),
    ("crisis", "Crisis line"),
    ("cover", "Colleague in cover"),
)
_PRESCRIBER: Final = (
    ("name", "Name", ""),
    ("profession", "Profession", "such as: physiotherapist"),
    ("regulator", "Regulator", "who keeps the register"),
    ("licence_no", "Licence number", ""),
    ("clinic", "Clinic", ""),
    ("phone", "Phone", "digits and spaces"),
    ("signed_on", "Written on", "a date"),
)


def dates_fields(draft: Draft, numbers: Mapping[str, frozenset[str]]) -> tuple[Field, ...]:
    """Everything with a date or a phone number.

    Args:
        draft: what is edited.
        numbers: emergency numbers by country.

    """
    start = first_day(draft)
    return (
        *_validity(start),
        *_phases(draft, start),
        *_reviews(draft, start),
        *_prescriber(draft),  # before whom to call: their line is filled in from it
        *_contacts(draft, numbers),
        *_version(),
    )


def with_validity(draft: Draft, name: str, value: JsonValue) -> Draft:
    """The draft with its first or last day; a single phase that had the same day goes along.

    Args:
        draft: what is edited.
        name: `valid_from` or `valid_until`.
        value: a date; None for none.

    """
    before = value_at(draft, (name,))
    changed = with_value(draft, (name,), value)
    if len(entries_at(draft, ("phases",))) != 1:
        return changed
    path: JsonPath = ("phases", 0, _PHASE_DAYS[name])
    follows = value_at(draft, path) in (None, before) if _is_day(before) else True
    return with_value(changed, path, value) if follows else changed


def _is_day(value: JsonValue) -> bool:
    return value is None or isinstance(value, str)


def first_day(draft: Draft) -> date | None:
    """The day from which a program holds; None where it is no date, as in a template."""
    written = value_at(draft, ("valid_from",))
    with suppress(ValueError):
        return date.fromisoformat(written) if isinstance(written, str) else None
    return None


def _day_before(start: date | None) -> date | None:
    """From where `6w` leads to a last day: the first day is one of the six weeks."""
    with suppress(OverflowError):
        return None if start is None else start - timedelta(days=1)
    return start


def _validity(start: date | None) -> Iterator[Field]:
    section = "It holds"
    yield Field(("valid_from",), "From", "date", "a date; 0d is today", section=section)
    until = "a date, or 6w from its start; at most 190 days"
    yield Field(("valid_until",), "Until", "date", until, counted_from=_day_before(start))


def _phases(draft: Draft, start: date | None) -> Iterator[Field]:
    for number, phase in enumerate(entries_at(draft, ("phases",))):
        path: JsonPath = ("phases", number)
        section = f"Phase {number + 1}"
        yield Field((*path, "title"), "Title", "text", "up to 40 letters", section=section)
        yield Field((*path, "aim"), "Aim", "text", "a line")
        yield Field((*path, "starts_on"), "Starts", "date", "a date, or 2w", counted_from=start)
        ends = _day_before(start)
        yield Field((*path, "ends_on"), "Ends", "date", "a date, or 6w", counted_from=ends)
        exit_words = "what you look for before the next phase"
        yield Field((*path, "exit_criteria"), "Done when", "text", exit_words)
        del phase


def _reviews(draft: Draft, start: date | None) -> Iterator[Field]:
    count = len(entries_at(draft, ("reviews",)))
    for number in range(min(count + 1, _MOST_REVIEWS)):
        path: JsonPath = ("reviews", number)
        first = "Reviews: the first within 45 days" if not number else ""
        on = "a date, or 6w from the start"
        yield Field(
            (*path, "date"), f"Review {number + 1}", "date", on, section=first, counted_from=start
        )
        if number < count:
            yield Field((*path, "kind"), "By", "choice", choices=_KINDS)
            yield Field((*path, "label"), "About", "text", "a line for the patient")
    grace = allowed(Program, "review_grace_days", "days; usual 14")
    yield Field(("review_grace_days",), "Days of grace", "whole", grace)


def _contacts(draft: Draft, numbers: Mapping[str, frozenset[str]]) -> Iterator[Field]:
    region = value_at(draft, ("region",))
    known = numbers.get(region, frozenset()) if isinstance(region, str) else frozenset()
    yield Field(("region",), "Country", "text", "two letters: GB, IE, US", section="Whom to call")
    emergency = f"in {region}: {' or '.join(sorted(known))}" if known else "digits and spaces"
    contacts: JsonPath = ("contacts",)
    yield Field(_NUMBER, "Emergency", "text", emergency)
    if _is_another(draft, known) or value_at(draft, _REASON) is not None:
        yield Field(_REASON, "  because", "text", "why it differs; needed")
    zone = "such as Europe/London"
    yield Field((*contacts, "time_zone"), "Time zone", "text", zone)
    for name, words in _PEOPLE:
        yield Field((*contacts, name, "name"), words, "text", "a name; may be left out")
        if value_at(draft, (*contacts, name)) is not None:
            yield Field((*contacts, name, "phone"), f"{words}, phone", "text", "digits and spaces")
            open_at = "mon-fri 9-17; sat 9-12; empty: at any time"
            yield Field((*contacts, name, "hours"), f"{words}, open", "hours", open_at)
            tried = "number rung and answered on: a date"
            yield Field(
                (*contacts, name, "tested_on"), f"{words}, rung", "date", tried, counts_back=True
            )


def _is_another(draft: Draft, known: frozenset[str]) -> bool:
    """Whether the emergency number is none of the country's, so that a reason is needed (V-09)."""
    region, number = value_at(draft, ("region",)), value_at(draft, _NUMBER)
    if not (isinstance(region, str) and region and isinstance(number, str) and number):
        return False
    return digits(number) not in known


def _prescriber(draft: Draft) -> Iterator[Field]:
    for name, words, hint in _PRESCRIBER:
        first = "Who wrote it" if name == "name" else ""
        kind: FieldKind = "date" if name == "signed_on" else "text"
        yield Field(("prescriber", name), words, kind, hint, section=first)
        if name == "phone" and has_own_hours(draft):
            answered = "you answer it: mon-fri 9-17"
            yield Field(OWN_HOURS, "Phone hours", "hours", answered)


def _version() -> Iterator[Field]:
    note = "what is new, for the patient"
    yield Field(("version_note",), "What is new", "text", note, section="This version")
