"""The questions about the therapist and whom to call: the same for every patient, typed once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import typed
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_question import Question, Setting, is_missing, text_question
from exercise_companion.core.own_line import with_prescriber_corrected, with_zone
from exercise_companion.core.review_people import OWN_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.problem import JsonPath

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
        if is_missing(draft, path):
            yield Question(path, asks, example, _with_prescriber(name))
    if is_missing(draft, ("region",)):
        asks, expects = "In which country does the patient live?", "its two letters: GB, IE, US"
        yield Question(("region",), asks, expects, _with_region(setting))


def _with_prescriber(name: str) -> Callable[[Draft, str], Draft]:
    return lambda draft, line: with_prescriber_corrected(draft, name, typed.plain(line))


def _with_region(setting: Setting) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        code = typed.plain(line).upper()
        written = with_value(draft, ("region",), code)
        number = setting.emergency_numbers.get(code)
        path: JsonPath = ("contacts", "emergency_number")
        return with_value(written, path, number) if is_missing(draft, path) else written

    return answered


def about_the_contacts(draft: Draft, setting: Setting) -> Iterator[Question]:
    """The emergency number, the therapist's hours, the surgical team, which number was tried."""
    number: JsonPath = ("contacts", "emergency_number")
    if is_missing(draft, number) and not is_missing(draft, ("region",)):
        yield from text_question(draft, number, "The emergency number there?", "such as: 112")
    if is_missing(draft, ("contacts", "therapist")) and is_missing(draft, ("contacts", "clinic")):
        yield Question(
            ("contacts", "therapist"),
            "When do you answer your telephone?",
            "mon-fri 9:00-17:00; sat 9-12",
            _with_own_line(setting),
        )
    surgeon: JsonPath = ("contacts", "surgical_team")
    if value_at(draft, ("post_op", "active")) is True and is_missing(draft, surgeon):
        asks, expects = "Whom to call about the operation?", "name, phone: Ward 4, 020 7946 0100"
        yield Question(
            surgeon, asks, expects, lambda old, line: with_value(old, surgeon, typed.contact(line))
        )
    yield from _numbers_rung(draft)


def _numbers_rung(draft: Draft) -> Iterator[Question]:
    """Whether each number that the patient is told to call was tried (H-09, R-24)."""
    for name in OWN_LINES:
        path: JsonPath = ("contacts", name, "tested_on")
        phone = value_at(draft, (*path[:-1], "phone"))
        if isinstance(phone, str) and is_missing(draft, path):
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
        own: JsonObject = {
            "name": value_at(draft, ("prescriber", "name")),
            "phone": value_at(draft, ("prescriber", "phone")),
            "hours": typed.hours(line),
        }
        written = with_value(draft, ("contacts", "therapist"), own)
        return with_zone(written, setting.time_zone)

    return answered
