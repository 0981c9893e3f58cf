"""The questions about the therapist and whom to call: the same for every patient, typed once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from exercise_companion.core import typed
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_question import (
    Question,
    Setting,
    is_missing,
    is_open,
    text_question,
)
from exercise_companion.core.own_line import (
    FIELDS,
    with_number,
    with_prescriber_corrected,
    with_zone,
)
from exercise_companion.core.phone_numbers import holds_phone
from exercise_companion.core.review_people import OWN_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.problem import JsonPath

COUNTRY: Final = re.compile("[A-Z]{2}")
ROLES: Final = ("therapist", "clinic", "out_of_hours", "surgical_team", "crisis", "cover")
"""Everybody who may be among those to call."""
_PRESCRIBER: Final = (
    ("name", "Your name?", "as the patient knows you"),
    ("profession", "Your profession?", "such as: Physiotherapist"),
    ("regulator", "Who licenses you?", "such as: HCPC"),
    ("licence_no", "Your licence number?", "such as: PH104233"),
    ("clinic", "Your clinic?", "its name"),
    ("phone", "Your telephone number?", "with the area: 020 7946 0123"),
)


def about_the_therapist(draft: Draft, setting: Setting) -> Iterator[Question]:
    """Who prescribes, and in which country the patient lives."""
    for name, asks, example in _PRESCRIBER:
        path: JsonPath = ("prescriber", name)
        if is_open(draft, setting, path):
            yield Question(path, asks, example, _with_prescriber(name))
    if is_open(draft, setting, ("region",)):
        asks, expects = "In which country does the patient live?", "its two letters: GB, IE, US"
        yield Question(("region",), asks, expects, _with_region(setting))


def _with_prescriber(name: str) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        text = typed.plain(line)
        if fault := _of_another_question(name, text):
            raise typed.NotUnderstoodError(what=fault)
        return with_prescriber_corrected(draft, name, text)

    return answered


def _of_another_question(name: str, text: str) -> str:
    """What an answer seems to be instead: it is kept for every later patient; empty for nothing."""
    if name not in {"licence_no", "phone"} and holds_phone(text):
        return f'"{text}" looks like a telephone number, which is asked for by itself.'
    if name == "licence_no" and " " in text and not any(letter.isdigit() for letter in text):
        return f'"{text}" has no figure in it, and a licence number has.'
    return ""


def _with_region(setting: Setting) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        code = typed.plain(line).upper()
        if not COUNTRY.fullmatch(code):
            raise typed.NotUnderstoodError(what=f'"{code}" is not two letters, such as GB.')
        written = with_value(draft, ("region",), code)
        number = setting.emergency_numbers.get(code)
        path: JsonPath = ("contacts", "emergency_number")
        return with_value(written, path, number) if is_missing(draft, path) else written

    return answered


def about_the_contacts(draft: Draft, setting: Setting) -> Iterator[Question]:
    """The emergency number, the therapist's hours, the surgical team, which number was tried."""
    number: JsonPath = ("contacts", "emergency_number")
    if not is_missing(draft, ("region",)):
        asks = "The emergency number there?"
        yield from text_question(draft, setting, number, asks, "such as: 112")
        yield from _reason_for_the_number(draft, setting)
    yield from _numbers_refused(setting)
    own: JsonPath = ("contacts", "therapist")
    has_line = not (is_missing(draft, own) and is_missing(draft, ("contacts", "clinic")))
    if not has_line or setting.refuses((*own, "hours")):
        asks, expects = "When do you answer your telephone?", "mon-fri 9:00-17:00; sat 9-12"
        yield Question(own, asks, expects, _with_own_line(setting))
    surgeon: JsonPath = ("contacts", "surgical_team")
    if value_at(draft, ("post_op", "active")) is True and is_missing(draft, surgeon):
        asks, expects = "Whom to call about the operation?", "name, phone: Ward 4, 020 7946 0100"
        yield Question(
            surgeon, asks, expects, lambda old, line: with_value(old, surgeon, typed.contact(line))
        )
    yield from _numbers_rung(draft, setting)


def _reason_for_the_number(draft: Draft, setting: Setting) -> Iterator[Question]:
    """How the number of a country that is not on file is known to be right (V-09)."""
    reason: JsonPath = ("contacts", "emergency_override_reason")
    is_known = value_at(draft, ("region",)) in setting.emergency_numbers
    if not is_known or setting.refuses(reason):
        asks = "No number of that country is on file here. How was this one checked?"
        yield from text_question(draft, setting, reason, asks, "such as: Rung from there in May")


def _numbers_refused(setting: Setting) -> Iterator[Question]:
    """Whom to call instead, where a name or number cannot be used."""
    for role in ROLES:
        contact: JsonPath = ("contacts", role)
        name, phone = (*contact, "name"), (*contact, "phone")
        if setting.refuses(name, phone):
            asks = f"Whom to call as {role.replace('_', ' ')}?"
            expects = "name, phone: Ward 4, 020 7946 0100"
            yield Question(phone, asks, expects, _with_contact(contact), also=(name,))


def _with_contact(path: JsonPath) -> Callable[[Draft, str], Draft]:
    """Name and number as typed; the hours of the line stay, but this number was not rung."""

    def answered(draft: Draft, line: str) -> Draft:
        for name, value in typed.contact(line).items():
            draft = with_number(draft, (*path, name), value)
        return draft

    return answered


def _numbers_rung(draft: Draft, setting: Setting) -> Iterator[Question]:
    """Whether each number that the patient is told to call was tried (H-09, R-24)."""
    for name in OWN_LINES:
        path: JsonPath = ("contacts", name, "tested_on")
        phone = value_at(draft, (*path[:-1], "phone"))
        if isinstance(phone, str) and is_open(draft, setting, path):
            who = value_at(draft, (*path[:-1], "name"))
            yield Question(
                path,
                f"{who}, {phone}: number rung and answered on?",
                "a date; Enter: not yet",
                _with_day(path),
                may_stay_open=True,
            )


def _with_day(path: JsonPath) -> Callable[[Draft, str], Draft]:
    return lambda draft, line: with_value(draft, path, typed.a_day(line))


def _with_own_line(setting: Setting) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        path: JsonPath = ("contacts", "therapist")
        own: JsonObject = {name: value_at(draft, ("prescriber", name)) for name in FIELDS}
        line_there = value_at(draft, path)
        contact = line_there if isinstance(line_there, dict) else own
        written = with_value(draft, path, contact | {"hours": typed.hours(line)})
        return with_zone(written, setting.time_zone)

    return answered
