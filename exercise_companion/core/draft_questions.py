"""What a draft still has to be told, one plain question a fact, in the order of a first visit.

A question is open while its field is empty. What has one right answer for everybody is not asked:
the patient's id, the version and the dates are set when the draft is made. Wording and order are
our decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core import typed
from exercise_companion.core.checks_people import FIRST_REVIEW_DAYS
from exercise_companion.core.checks_safety import HIGH_BASELINE, HIGH_LEG_BASELINE
from exercise_companion.core.dose_typed import (
    EXAMPLES,
    MORE_EXAMPLES,
    read_dose,
    with_typed_dose,
)
from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.draft_items import shifted
from exercise_companion.core.program import ISO_DATE
from exercise_companion.core.terms import RiskCode
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.problem import JsonPath

RISKS: Final[dict[RiskCode, str]] = {
    "anticoagulant": "blood thinner",
    "steroid": "long-term steroids",
    "osteoporosis": "osteoporosis",
    "previous_fracture": "earlier fragility fracture",
    "cancer": "cancer, now or before",
    "immunosuppressed": "weak immune system",
    "diabetes": "diabetes",
    "iv_drug_use": "injected drugs",
    "aaa": "aortic aneurysm",
    "cardiac": "heart disease",
    "falls": "falls",
    "depression": "depression",
    "hip_replacement": "hip replacement",
}
"""Each risk fact of the format in a few words."""

NONE: Final = "none"
REVIEW_AFTER_DAYS: Final = 42
"""The first review that is proposed. Our decision, needs sign-off; V-06 allows 45."""

assert set(RISKS) == set(get_args(RiskCode))  # noqa: S101 - one list of risk facts
assert REVIEW_AFTER_DAYS <= FIRST_REVIEW_DAYS  # noqa: S101 - what is proposed is allowed


@dataclass(frozen=True, slots=True)
class Setting:
    """What the questions have to know besides the draft."""

    today: date
    exercise_names: Mapping[str, str]
    """Name of each exercise of the library, by id."""
    emergency_numbers: Mapping[str, str]
    """The emergency number of each country, by its two letters."""
    time_zone: str | None
    """The zone this computer is set to."""


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


def open_questions(draft: Draft, setting: Setting) -> Iterator[Question]:
    """The questions whose field is still empty, in order."""
    yield from _about_the_plan(draft, setting)
    yield from _about_the_patient(draft, setting)
    yield from _about_the_goals(draft)
    yield from _about_the_therapist(draft, setting)
    yield from _about_the_contacts(draft, setting)


# --- the plan -----------------------------------------------------------------------------------


def _about_the_plan(draft: Draft, setting: Setting) -> Iterator[Question]:
    yield from _text(draft, ("version_note",), "What is new in this version?", _NOTE_EXAMPLE)
    yield from _text(draft, ("title",), "What is the plan called?", "such as: Back program")
    for number in range(len(entries_at(draft, ("phases",)))):
        phase: JsonPath = ("phases", number)
        yield from _text(
            draft, (*phase, "aim"), "What is its aim?", "for the patient, such as: Learn the moves"
        )
        if _is_missing(draft, (*phase, "ends_on")):
            asks = "How many weeks is it for?"
            yield Question((*phase, "ends_on"), asks, "a number: 6", _with_weeks(number))
    minutes: JsonPath = ("time_budget_minutes",)
    if _is_missing(draft, minutes):
        asks = "How many minutes a day does the patient have?"
        yield Question(minutes, asks, "a number: 20", _with_number(minutes))
    yield from _about_the_doses(draft, setting)


_NOTE_EXAMPLE: Final = "for the patient, such as: More sets for the bridge"


def _about_the_doses(draft: Draft, setting: Setting) -> Iterator[Question]:
    for phase in range(len(entries_at(draft, ("phases",)))):
        for index, item in enumerate(entries_at(draft, ("phases", phase, "items"))):
            path: JsonPath = ("phases", phase, "items", index, "dose")
            if not _is_missing(draft, (*path, "sets")):
                continue
            exercise = str(item.get("exercise"))
            name = setting.exercise_names.get(exercise, exercise)
            side = _SIDES.get(str(value_at(draft, (*path, "side"))), "")
            asks = f"{name}{side}: which dose, on which days? No day named: every day."
            expects = f"{EXAMPLES} · {MORE_EXAMPLES}"
            yield Question(path, asks, expects, _with_dose(phase, index))


_SIDES: Final = {
    "left": ", left side",
    "right": ", right side",
    "each_side": ", each side",
    "alternate": ", sides in turn",
}
"""How a side is said behind an exercise's name, where it has one."""


def _with_weeks(phase: int) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        start = str(value_at(draft, ("valid_from",)))
        end = shifted(start, typed.a_number(line) * 7 - 1)
        if end is None or end < start:
            raise NotUnderstoodError(what="That is no number of weeks.")
        path: JsonPath = ("phases", phase)
        fields: JsonObject = {"title": f"Weeks 1 to {line.strip()}", "starts_on": start}
        old = value_at(draft, path)
        whole = fields | (old if isinstance(old, dict) else {}) | {"ends_on": end}
        return with_value(with_value(draft, path, whole), ("valid_until",), end)

    return answered


def _with_dose(phase: int, index: int) -> Callable[[Draft, str], Draft]:
    return lambda draft, line: with_typed_dose(draft, phase, index, read_dose(line))


# --- the patient --------------------------------------------------------------------------------


def _about_the_patient(draft: Draft, setting: Setting) -> Iterator[Question]:
    yield from _text(draft, ("patient", "display_name"), "The patient's name?", _NAME_EXAMPLE)
    born: JsonPath = ("patient", "birth_date")
    if _is_missing(draft, born):
        yield Question(born, "Born on?", "a date: 1957-03-04, or 4 March 1957", _with_day(born))
    yield from _text(
        draft, ("diagnosis_label",), "What for, in your words?", "such as: spinal stenosis"
    )
    if _is_missing(draft, ("baseline_pain",)):
        yield Question(
            ("baseline_pain",),
            "Usual pain at rest, 0 to 10, and where?",
            "back 4, leg 3 left (back, leg, neck, shoulder, hip, knee, other)",
            _with_pains,
        )
    if _is_high(draft) and _is_missing(draft, ("high_baseline_reason",)):
        asks = "That is high. Why is exercise right all the same?"
        yield from _text(draft, ("high_baseline_reason",), asks, "one sentence")
    if missing := [code for code in RISKS if _is_missing(draft, ("risk", code))]:
        listed = " · ".join(RISKS[code] for code in missing)
        asks = "Which of these are so? The others are recorded as no."
        expects = f"the first letters are enough, with commas, or {NONE}: {listed}"
        yield Question(("risk",), asks, expects, _with_risks(missing))
    if _is_missing(draft, ("post_op",)):
        yield Question(
            ("post_op",),
            "Does the plan follow an operation?",
            f"what and when: Decompression L4/5, {setting.today - timedelta(days=9)}; Enter: no",
            _with_operation(setting.today),
            may_stay_open=True,
        )


_NAME_EXAMPLE: Final = "as the patient types it to open the program"


def _with_pains(draft: Draft, line: str) -> Draft:
    scores, sides = typed.pains(line)
    written = with_value(draft, ("baseline_pain",), scores)
    return with_value(written, ("pain_sides",), sides) if sides else written


def _is_high(draft: Draft) -> bool:
    scores = value_at(draft, ("baseline_pain",))
    pairs = scores.items() if isinstance(scores, dict) else ()
    return any(
        isinstance(score, int | float)
        and score >= (HIGH_LEG_BASELINE if site == "leg" else HIGH_BASELINE)
        for site, score in pairs
    )


def _with_risks(asked: list[RiskCode]) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        words = [part.casefold() for part in typed.parts_of(line)]
        named = set() if words == [NONE] else {_risk(word, asked) for word in words}
        old = value_at(draft, ("risk",))
        facts: JsonObject = {code: "yes" if code in named else "no" for code in asked}
        return with_value(draft, ("risk",), (old if isinstance(old, dict) else {}) | facts)

    return answered


def _risk(word: str, asked: list[RiskCode]) -> RiskCode:
    """The one risk fact whose code or words begin as typed.

    Raises:
        NotUnderstoodError: none does, or several do.

    """
    start = word.replace(" ", "_")
    found = [code for code in asked if code.startswith(start) or RISKS[code].startswith(word)]
    exact = [code for code in found if start == code or word == RISKS[code]]
    if len(exact or found) != 1:
        fault = "is none of them" if not found else "could be several"
        raise NotUnderstoodError(what=f'"{word}" {fault}.')
    return (exact or found)[0]


def _with_operation(today: date) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        procedure, day = typed.dated(line, today)
        operation: JsonObject = {"active": True, "procedure": procedure, "date": day}
        return with_value(draft, ("post_op",), operation)

    return answered


# --- goals and reviews --------------------------------------------------------------------------


def _about_the_goals(draft: Draft) -> Iterator[Question]:
    if _is_missing(draft, ("goals",)):
        yield Question(
            ("goals",),
            "What does the patient want to do again?",
            "activity, score now, score aimed at (0 cannot, 10 as before): "
            "Walk to the shop, 3, 7; Cook a meal, 4, 8",
            _with_goals,
        )
    if _is_missing(draft, ("reviews",)):
        proposed = _first_review(draft)
        asks, expects = "When is the first review?", "a date; Enter takes the one proposed"
        yield Question(("reviews",), asks, expects, _with_review, default=proposed)


def _with_goals(draft: Draft, line: str) -> Draft:
    target = str(value_at(draft, ("valid_until",)))
    return with_value(draft, ("goals",), typed.goals(line, target))


def _first_review(draft: Draft) -> str | None:
    start, end = (value_at(draft, (name,)) for name in ("valid_from", "valid_until"))
    later = shifted(start, REVIEW_AFTER_DAYS) if isinstance(start, str) else None
    if later is None or not isinstance(end, str) or not ISO_DATE.fullmatch(end):
        return None
    return min(later, end)


def _with_review(draft: Draft, line: str) -> Draft:
    review: JsonObject = {"date": typed.a_day(line), "kind": "visit", "label": "Review"}
    return with_value(draft, ("reviews",), [review])


# --- the therapist ------------------------------------------------------------------------------


_PRESCRIBER: Final = (
    ("name", "Your name?", "as the patient knows you"),
    ("profession", "Your profession?", "such as: Physiotherapist"),
    ("regulator", "Who licenses you?", "such as: HCPC"),
    ("licence_no", "Your licence number?", "such as: PH104233"),
    ("clinic", "Your clinic?", "its name"),
    ("phone", "Your telephone number?", "with the area: 020 7946 0123"),
)


def _about_the_therapist(draft: Draft, setting: Setting) -> Iterator[Question]:
    for name, asks, example in _PRESCRIBER:
        yield from _text(draft, ("prescriber", name), asks, example)
    if _is_missing(draft, ("region",)):
        asks, expects = "In which country does the patient live?", "its two letters: GB, IE, US"
        yield Question(("region",), asks, expects, _with_region(setting))


def _with_region(setting: Setting) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        code = typed.plain(line).upper()
        written = with_value(draft, ("region",), code)
        number = setting.emergency_numbers.get(code)
        path: JsonPath = ("contacts", "emergency_number")
        return with_value(written, path, number) if _is_missing(draft, path) else written

    return answered


# --- whom to call -------------------------------------------------------------------------------


def _about_the_contacts(draft: Draft, setting: Setting) -> Iterator[Question]:
    number: JsonPath = ("contacts", "emergency_number")
    if _is_missing(draft, number) and not _is_missing(draft, ("region",)):
        yield from _text(draft, number, "The emergency number there?", "such as: 112")
    if _is_missing(draft, ("contacts", "therapist")) and _is_missing(draft, ("contacts", "clinic")):
        yield Question(
            ("contacts", "therapist"),
            "When do you answer your telephone?",
            "mon-fri 9:00-17:00; sat 9-12",
            _with_own_line(setting),
        )
    surgeon: JsonPath = ("contacts", "surgical_team")
    if value_at(draft, ("post_op", "active")) is True and _is_missing(draft, surgeon):
        asks, expects = "Whom to call about the operation?", "name, phone: Ward 4, 020 7946 0100"
        yield Question(
            surgeon, asks, expects, lambda old, line: with_value(old, surgeon, typed.contact(line))
        )


def _with_own_line(setting: Setting) -> Callable[[Draft, str], Draft]:
    def answered(draft: Draft, line: str) -> Draft:
        own: JsonObject = {
            "name": value_at(draft, ("prescriber", "name")),
            "phone": value_at(draft, ("prescriber", "phone")),
            "hours": typed.hours(line),
        }
        written = with_value(draft, ("contacts", "therapist"), own)
        zone: JsonPath = ("contacts", "time_zone")
        if setting.time_zone is None or not _is_missing(draft, zone):
            return written
        return with_value(written, zone, setting.time_zone)

    return answered


# --- fields -------------------------------------------------------------------------------------


def _text(draft: Draft, path: JsonPath, asks: str, expects: str) -> Iterator[Question]:
    """The question for a field that takes the line as it is typed."""
    if _is_missing(draft, path):
        yield Question(
            path, asks, expects, lambda old, line: with_value(old, path, typed.plain(line))
        )


def _with_day(path: JsonPath) -> Callable[[Draft, str], Draft]:
    return lambda draft, line: with_value(draft, path, typed.a_day(line))


def _with_number(path: JsonPath) -> Callable[[Draft, str], Draft]:
    return lambda draft, line: with_value(draft, path, typed.a_number(line))


def _is_missing(draft: Draft, path: JsonPath) -> bool:
    value: JsonValue = value_at(draft, path)
    return value is None or value in ({}, [], "")
