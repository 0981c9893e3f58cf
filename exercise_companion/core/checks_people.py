"""Rules about who, when and whom to call: dates, licence, contacts (clinical-spec 3.4)."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.identity import birth_fault
from exercise_companion.core.problem import found
from exercise_companion.core.terms import LastDayCode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from exercise_companion.core.problem import JsonPath, Problem
    from exercise_companion.core.program import Contact, Contacts, Program

LONGEST_SPAN_DAYS: Final = 190
FIRST_REVIEW_DAYS: Final = 45

DEMO_LICENCE: Final = "DEMO-000"
DEMO_PATIENT: Final = "demo-"
"""How the patient id of every demonstration begins."""

_NO_LICENCE: Final = frozenset({"", "na", "none", "nil", "tbc", "tba", "unknown", "pending"})
"""What is written, letters and digits only, where there is no licence number."""


def v04_validity_ordered(program: Program) -> Iterator[Problem]:
    """V-04: the program ends after it starts, and the patient is born before."""
    if program.valid_until < program.valid_from:
        yield found(
            "V-04",
            ("valid_until",),
            f"The program ends ({program.valid_until}) before it starts ({program.valid_from}).",
            "Correct valid_from or valid_until.",
        )
    if fault := birth_fault(program.patient.birth_date, program.valid_from):
        yield found("V-04", ("patient", "birth_date"), fault, "Correct the birth date.")


def v04_events_before_the_end(program: Program) -> Iterator[Problem]:
    """V-04: what is recorded as having happened is not after the program ends."""
    for path, day in _past_days(program):
        if day > program.valid_until:
            yield found(
                "V-04",
                path,
                f"{day} is after the program ends ({program.valid_until}).",
                "Correct the date.",
            )


def v04_goals_ahead(program: Program) -> Iterator[Problem]:
    """V-04: a goal is to be reached after the program starts."""
    for number, goal in enumerate(program.goals):
        if goal.target_date < program.valid_from:
            yield found(
                "V-04",
                ("goals", number, "target_date"),
                f"The goal is due on {goal.target_date}, before the program starts.",
                "Set a date inside the program.",
            )


def v04_opening_hours(program: Program) -> Iterator[Problem]:
    """V-04: a line opens before it closes."""
    for name, contact in _contacts(program.contacts):
        for number, hours in enumerate(contact.hours):
            if hours.closes <= hours.opens:
                yield found(
                    "V-04",
                    ("contacts", name, "hours", number, "closes"),
                    f"The line closes at {hours.closes:%H:%M}, but opens at {hours.opens:%H:%M}.",
                    "Correct the hours. A line open over midnight needs two entries.",
                )


def v04_tested_before_signing(program: Program) -> Iterator[Problem]:
    """V-04: a number was tried when the program was signed, not after (H-09)."""
    signed_on = program.prescriber.signed_on
    for name, contact in _contacts(program.contacts):
        if contact.tested_on is not None and contact.tested_on > signed_on:
            yield found(
                "V-04",
                ("contacts", name, "tested_on"),
                f"The number was tried on {contact.tested_on}, after the signing ({signed_on}).",
                "Write the day on which it was rung and answered.",
            )


def v05_span(program: Program) -> Iterator[Problem]:
    """V-05: a program is valid for at most 190 days (H-03)."""
    days = (program.valid_until - program.valid_from).days
    if days > LONGEST_SPAN_DAYS:
        yield found(
            "V-05",
            ("valid_until",),
            f"The program is valid for {days} days; at most {LONGEST_SPAN_DAYS} are allowed.",
            "End it earlier and write a new version after a review.",
        )


def v06_reviews(program: Program) -> Iterator[Problem]:
    """V-06: reviews are in order, inside the program, the first within 45 days."""
    days = [review.date for review in program.reviews]
    if not any(0 <= (day - program.valid_from).days <= FIRST_REVIEW_DAYS for day in days):
        yield found(
            "V-06",
            ("reviews", 0, "date"),
            f"No review is planned in the first {FIRST_REVIEW_DAYS} days.",
            f"Plan a review at most {FIRST_REVIEW_DAYS} days after {program.valid_from}.",
        )
    for number, day in enumerate(days):
        late = (day - program.valid_until).days > program.review_grace_days
        if late or day < program.valid_from:
            yield found(
                "V-06",
                ("reviews", number, "date"),
                f"The review on {day} is outside the program.",
                f"Plan it between {program.valid_from} and {program.valid_until}.",
            )
    for number, (before, after) in enumerate(pairwise(days), start=1):
        if after <= before:
            yield found(
                "V-06",
                ("reviews", number, "date"),
                f"The review on {after} is listed after the one on {before}.",
                "List reviews by date, one for a day.",
            )


def v07_licence(program: Program) -> Iterator[Problem]:
    """V-07: the prescriber's licence number is given, and is not the demonstration's."""
    licence = program.prescriber.licence_no
    path: JsonPath = ("prescriber", "licence_no")
    if "".join(filter(str.isalnum, licence)).lower() in _NO_LICENCE:
        yield found(
            "V-07", path, "The licence number is missing.", "Write the prescriber's licence number."
        )
    if licence.upper().startswith("DEMO") and not program.demo:
        yield found(
            "V-07",
            path,
            f'"{licence}" is the licence number of a demonstration.',
            "Write the prescriber's own licence number.",
        )


def v09_emergency_number(
    program: Program, emergency_numbers: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """V-09: the emergency number is the region's, or a reason is given (clinical-spec 7.7)."""
    contacts = program.contacts
    if contacts.emergency_override_reason is not None:
        return
    known = emergency_numbers.get(program.region)
    if known is None:
        yield found(
            "V-09",
            ("region",),
            f'No emergency number is on file for "{program.region}".',
            "Check contacts.emergency_number and say how in contacts.emergency_override_reason.",
        )
    elif digits(contacts.emergency_number) not in known:
        yield found(
            "V-09",
            ("contacts", "emergency_number"),
            f"{contacts.emergency_number} is not the emergency number of {program.region}.",
            f"Use {' or '.join(sorted(known))}, or say why in emergency_override_reason.",
        )


def v11_someone_answers(program: Program) -> Iterator[Problem]:
    """V-11: a person can be called: therapist or clinic, and after surgery the surgical team."""
    contacts = program.contacts
    if contacts.therapist is None and contacts.clinic is None:
        yield found(
            "V-11",
            ("contacts", "therapist"),
            "There is nobody the patient can call.",
            "Add contacts.therapist or contacts.clinic.",
        )
    if program.post_op and program.post_op.active and contacts.surgical_team is None:
        yield found(
            "V-11",
            ("contacts", "surgical_team"),
            "The program follows an operation, but the surgical team cannot be called.",
            "Add contacts.surgical_team.",
        )
    for name, contact in _contacts(contacts):
        if digits(contact.phone) == digits(contacts.emergency_number):
            yield found(
                "V-11",
                ("contacts", name, "phone"),
                f"{contact.phone} is the emergency number.",
                "Write the contact's own number.",
            )


def v22_demonstration(program: Program) -> Iterator[Problem]:
    """V-22: a demonstration is marked as one in every place, a real program in none."""
    path_licence: JsonPath = ("prescriber", "licence_no")
    path_patient: JsonPath = ("patient", "patient_id")
    patient_id = program.patient.patient_id
    of_demo = patient_id.lower().startswith(DEMO_PATIENT)
    if program.demo and program.prescriber.licence_no != DEMO_LICENCE:
        yield found(
            "V-22",
            path_licence,
            "A demonstration cannot carry a real licence number.",
            f'Set it to "{DEMO_LICENCE}".',
        )
    if program.demo and not of_demo:
        yield found(
            "V-22",
            path_patient,
            f'A demonstration cannot be for a real patient ("{patient_id}").',
            f'Start the patient id with "{DEMO_PATIENT}".',
        )
    if of_demo and not program.demo:
        yield found(
            "V-22",
            path_patient,
            f'"{patient_id}" is a demonstration patient, but this is not a demonstration.',
            "Write the real patient id, or set demo to true.",
        )


def v23_lineage(program: Program) -> Iterator[Problem]:
    """V-23: versions go up, and a later one says what came before."""
    earlier = program.supersedes
    if program.version > 1 and earlier is None and not program.history:
        yield found(
            "V-23",
            ("version",),
            f"This is version {program.version}, but nothing says what came before.",
            "Add supersedes, or the earlier versions in history.",
        )
    same = earlier is not None and earlier.program_id == program.program_id
    if earlier is not None and same and earlier.version >= program.version:
        yield found(
            "V-23",
            ("supersedes", "version"),
            f"Version {program.version} cannot replace version {earlier.version}.",
            "A new version is one higher than the one it replaces.",
        )
    versions = [entry.version for entry in program.history]
    for number, version in enumerate(versions):
        if version >= program.version or version in versions[:number]:
            yield found(
                "V-23",
                ("history", number, "version"),
                f"Version {version} is not an earlier version, or is listed twice.",
                f"List each version before {program.version} once.",
            )


def v27_phases_cover_validity(program: Program) -> Iterator[Problem]:
    """V-27: there is a phase for every day the program is valid."""
    first, last = program.phases[0], program.phases[-1]
    if first.starts_on > program.valid_from:
        yield found(
            "V-27",
            ("phases", 0, "starts_on"),
            f"The first phase starts on {first.starts_on}, the program on {program.valid_from}.",
            "Start the first phase when the program starts.",
        )
    if last.ends_on < program.valid_until:
        yield found(
            "V-27",
            ("phases", len(program.phases) - 1, "ends_on"),
            f"The last phase ends on {last.ends_on}, the program on {program.valid_until}.",
            "End the last phase when the program ends.",
        )


def _past_days(program: Program) -> Iterator[tuple[JsonPath, date]]:
    yield ("prescriber", "signed_on"), program.prescriber.signed_on
    if program.second_reviewer is not None:
        yield ("second_reviewer", "signed_on"), program.second_reviewer.signed_on
    if program.post_op is not None and program.post_op.active:
        yield ("post_op", "date"), program.post_op.date
    for name in get_args(LastDayCode):
        last = getattr(program.risk, name)
        if isinstance(last, date):
            yield ("risk", name), last
    for number, known in enumerate(program.known_baseline):
        yield ("known_baseline", number, "recorded_on"), known.recorded_on
    for number, entry in enumerate(program.history):
        yield ("history", number, "date"), entry.date


def _contacts(contacts: Contacts) -> Iterator[tuple[str, Contact]]:
    everyone = {
        "therapist": contacts.therapist,
        "clinic": contacts.clinic,
        "out_of_hours": contacts.out_of_hours,
        "surgical_team": contacts.surgical_team,
        "crisis": contacts.crisis,
        "cover": contacts.cover,
    }
    for name, contact in everyone.items():
        if contact is not None:
            yield name, contact


def digits(phone: str) -> str:
    """A number as it is dialled, without blanks and signs."""
    return "".join(filter(str.isdigit, phone))
