"""What a colleague would say about the person: accepted risks, reviews, whom to reach, the note."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.calling import is_open, zone_is_known
from exercise_companion.core.phone_numbers import holds_phone
from exercise_companion.core.plan_parts import doses, exercises_by_id, items
from exercise_companion.core.problem import advised
from exercise_companion.core.program import Contact
from exercise_companion.core.terms import LastDayCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import Program

LONGEST_WITHOUT_REVIEW_DAYS: Final = 56
"""Between two reviews. Our decision, needs sign-off."""
LONGEST_AT_THE_END_DAYS: Final = 91
"""After the last review, while the patient goes on alone (clinical-spec 3.3, phase 4)."""
FIRST_AFTER_OPERATION_DAYS: Final = 21
"""Our decision, needs sign-off."""

EVENING: Final = time(20)
"""An hour at which most clinics are closed and most people have time to exercise."""

SATURDAY: Final = 5
"""As the calendar counts: Monday is 0."""

TRIED_WITHIN_DAYS: Final = 180
"""A number that was rung longer ago is tried again. Our decision, needs sign-off."""

OWN_LINES: Final = ("therapist", "clinic", "surgical_team")
"""Whom a patient is told to call, besides public lines."""

_SAYS_NOTHING: Final = frozenset(
    {"", "first version", "new version", "update", "updated", "changes", "changed", "new", "v2"}
)
"""Notes, in letters alone, that do not say why a later version was written."""


def r03_accepted_risks(program: Program) -> Iterator[Problem]:
    """R-03: a risk that was accepted with a reason (V-18) is named once more, beside it."""
    exercises = exercises_by_id(program)
    for placed in items(program):
        if placed.item.clash_accepted_reason is None:
            continue
        for exercise_id in sorted(placed.exercise_ids() & exercises.keys()):
            exercise = exercises[exercise_id]
            risks = [code for code in exercise.contraindications if _risk(program, code) != "no"]
            if risks:
                yield advised(
                    "R-03",
                    (*placed.path, "clash_accepted_reason"),
                    f"{exercise.name} is accepted although this is on record: {', '.join(risks)}.",
                    "Look at the reason once more.",
                )


def r06_reviews_near(program: Program) -> Iterator[Problem]:
    """R-06: a talk every eight weeks, soon after an operation (clinical-spec 3.3, V-06)."""
    days = sorted({program.valid_from, *(review.date for review in program.reviews)})
    for before, after in pairwise(days):
        apart = (after - before).days
        soon = before == program.valid_from and _is_after_operation(program)
        longest = FIRST_AFTER_OPERATION_DAYS if soon else LONGEST_WITHOUT_REVIEW_DAYS
        if apart > longest:
            yield advised(
                "R-06",
                ("reviews", _review_on(program, after), "date"),
                f"The review on {after} comes {apart} days after {before}.",
                f"Plan one at most {longest} days on.",
            )
    left = (program.valid_until - days[-1]).days
    if left > LONGEST_AT_THE_END_DAYS:
        yield advised(
            "R-06",
            ("valid_until",),
            f"The program goes on for {left} days after the last review.",
            f"Plan one at most {LONGEST_AT_THE_END_DAYS} days before the end.",
        )


def r11_evening_contact(program: Program, urgent_regions: frozenset[str]) -> Iterator[Problem]:
    """R-11: on every weekday evening somebody can be reached, short of the emergency number.

    Args:
        program: what is looked at.
        urgent_regions: countries that have a line of their own for what cannot wait.

    """
    contacts = program.contacts
    people = (contacts.therapist, contacts.clinic, contacts.out_of_hours, contacts.cover)
    if program.region in urgent_regions or not any(people):
        return
    evenings = (
        datetime.combine(program.valid_from + timedelta(days=day), EVENING) for day in range(7)
    )
    if any(
        not any(one is not None and is_open(one, evening) for one in people)
        for evening in evenings
        if evening.weekday() < SATURDAY
    ):
        yield advised(
            "R-11",
            ("contacts",),
            f"At {EVENING:%H:%M} on a weekday nobody answers, short of the emergency number.",
            "Add contacts.out_of_hours.",
        )


def r17_note_says_why(program: Program) -> Iterator[Problem]:
    """R-17: the note of a later version, which the patient reads, says why. Our decision."""
    words = "".join(part for part in program.version_note.lower() if part.isalnum() or part == " ")
    if program.version > 1 and words.strip() in _SAYS_NOTHING:
        yield advised(
            "R-17",
            ("version_note",),
            f'The patient reads "{program.version_note}" as the reason for this version.',
            "Say in a sentence why it changes.",
        )


def r18_something_to_hold(program: Program) -> Iterator[Problem]:
    """R-18: who falls has something to hold in balance work. Our decision."""
    if program.risk.falls == "no":
        return
    exercises = exercises_by_id(program)
    used = {placed.exercise_id for placed in doses(program)}
    for number, exercise in enumerate(program.exercises):
        if exercise.id not in used or exercises[exercise.id].category != "balance":
            continue
        if exercise.support_needed is None and exercise.helper_needed == "none":
            yield advised(
                "R-18",
                ("exercises", number),
                f'{exercise.name} has no support, and risk.falls is "{program.risk.falls}".',
                "Write support_needed, such as a kitchen counter, or helper_needed.",
            )


def r19_after_an_operation(program: Program) -> Iterator[Problem]:
    """R-19: what follows an operation says what the surgeon does not allow. Our decision."""
    operation = program.post_op
    if operation is None or not operation.active:
        return
    if not (operation.restrictions or program.restrictions):
        yield advised(
            "R-19",
            ("post_op",),
            "It comes after surgery, but nothing is ruled out.",
            "Write the surgeon's restrictions, or say that there are none.",
        )


def r20_hours_of_phones(program: Program) -> Iterator[Problem]:
    """R-20: a phone without hours is shown as answered at any time, so it has to be. Our decision.

    Said of who is called for an URGENT sign: the clinic, or the therapist who stands in for it.
    """
    contacts = program.contacts
    for name, contact in (("therapist", contacts.therapist), ("clinic", contacts.clinic)):
        if contact is not None and not contact.hours:
            yield advised(
                "R-20",
                ("contacts", name),
                f"The patient reads that {contact.name} answers at any time: no hours are given.",
                "Add the hours, if it is not answered day and night.",
            )


def r23_facts_recorded(program: Program) -> Iterator[Problem]:
    """R-23: what is not recorded counts as yes when signs are weighed (A12, clinical-spec 1.4)."""
    facts: dict[str, object] = dict(program.risk)
    missing = [name for name, fact in facts.items() if fact == "not_recorded"]
    missing += [name for name in get_args(LastDayCode) if facts[name] is None]
    if missing:
        yield advised(
            "R-23",
            ("risk",),
            f"Not recorded, so it counts as yes when signs are weighed: {', '.join(missing)}.",
            'Ask, and write "yes" or "no"; for what has a date, the date of the last one or "no".',
        )


def r24_numbers_tried(program: Program) -> Iterator[Problem]:
    """R-24: a number that the patient is told to call was rung, and answered (H-09).

    Not said of public lines, nor of a demonstration: its numbers are kept free for drama and ring
    nowhere.
    """
    contacts, signed_on = program.contacts, program.prescriber.signed_on
    for name in OWN_LINES if not program.demo else ():
        contact: Contact | None = getattr(contacts, name)
        if contact is None or _is_tried(contact, signed_on):
            continue
        last = "" if contact.tested_on is None else f" since {contact.tested_on}"
        yield advised(
            "R-24",
            ("contacts", name),
            f"Nobody wrote down that {contact.name} ({contact.phone}) was rung and answered{last}.",
            "Ring the number, and write the day as tested_on.",
        )


def r25_zone_of_hours(program: Program) -> Iterator[Problem]:
    """R-25: hours tell who answers now only with the zone of the contacts (H-09).

    Not said in Great Britain, which has one zone.
    """
    if zone_is_known(program):
        return
    if any(isinstance(line, Contact) and line.hours for _, line in program.contacts):
        yield advised(
            "R-25",
            ("contacts", "time_zone"),
            "Hours are given and no time zone, so the patient is not told which line is open now.",
            "Write the time zone of the people who are called.",
        )


def r27_last_days_are_over(program: Program) -> Iterator[Problem]:
    """R-27: an injection or surgery of the past was not after the signing. Our decision.

    Signs are weighed by how long ago it was, so a slip of the year would hide it.
    """
    signed_on = program.prescriber.signed_on
    for path, words, day in _last_days(program):
        if isinstance(day, date) and day > signed_on:
            yield advised(
                "R-27",
                path,
                f"{words} was on {day}, and the plan is signed on {signed_on}.",
                "Write the date of the last one there was. One still to come is not on record yet.",
            )


def r28_names_are_no_numbers(program: Program) -> Iterator[Problem]:
    """R-28: a name is no telephone number: nobody is rung by it, and the patient reads it.

    Our decision.
    """
    for path, name in _names(program):
        if holds_phone(name):
            yield advised(
                "R-28",
                path,
                f'"{name}" looks like a telephone number, where a name belongs.',
                "Write the name here, and the number beside it as phone.",
            )


def _names(program: Program) -> Iterator[tuple[JsonPath, str]]:
    yield ("patient", "display_name"), program.patient.display_name
    yield ("prescriber", "name"), program.prescriber.name
    yield ("prescriber", "clinic"), program.prescriber.clinic
    for role, contact in program.contacts:
        if isinstance(contact, Contact):
            yield ("contacts", role, "name"), contact.name


def _last_days(program: Program) -> Iterator[tuple[JsonPath, str, date | str | None]]:
    risk = program.risk
    yield ("risk", "spinal_injection_date"), "The last spinal injection", risk.spinal_injection_date
    yield ("risk", "spinal_surgery_date"), "The last surgery on the back", risk.spinal_surgery_date
    if program.post_op is not None and program.post_op.active:
        yield ("post_op", "date"), "The operation", program.post_op.date


def _is_tried(contact: Contact, signed_on: date) -> bool:
    if contact.tested_on is None:
        return False
    return (signed_on - contact.tested_on).days <= TRIED_WITHIN_DAYS


def _risk(program: Program, code: str) -> str:
    return str(getattr(program.risk, code))


def _is_after_operation(program: Program) -> bool:
    return program.post_op is not None and program.post_op.active


def _review_on(program: Program, day: date) -> int:
    return [review.date for review in program.reviews].index(day)
