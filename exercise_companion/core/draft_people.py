"""Whom a draft is for and from, in lines: read before a program is written and details are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import value_at
from exercise_companion.core.draft_patient import born_words
from exercise_companion.core.draft_questions_patient import LAST_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

_OWN: Final = (
    ("Name", "name"),
    ("Profession", "profession"),
    ("Licensed by", "regulator"),
    ("Licence number", "licence_no"),
    ("Clinic", "clinic"),
    ("Telephone", "phone"),
)
_TO_CALL: Final = ("therapist", "clinic", "out_of_hours", "surgical_team", "crisis", "cover")


def patient_lines(draft: Draft) -> Iterator[str]:
    """Who the patient is, and what is recorded as usual pain and as risk."""
    name, born = (
        _text(draft, ("patient", "display_name")),
        value_at(draft, ("patient", "birth_date")),
    )
    yield "For the patient:"
    yield f"  {name}{born_words(born)}, {_text(draft, ('diagnosis_label',))}"
    pains = value_at(draft, ("baseline_pain",))
    if isinstance(pains, dict):
        usual = ", ".join(f"{site} {score}" for site, score in pains.items())
        yield f"  Usual pain: {usual}"
    risks = value_at(draft, ("risk",))
    if isinstance(risks, dict):
        named = [name.replace("_", " ") for name, value in risks.items() if value == "yes"]
        yield f"  Risk facts: {', '.join(named) or 'none'}"
        yield from _last_days(risks)
    operation = value_at(draft, ("post_op",))
    if isinstance(operation, dict):
        what, day = (operation.get(part) for part in ("procedure", "date"))
        yield f"  Operation: {', '.join(str(part) for part in (what, day) if part)}"


def _last_days(risks: JsonObject) -> Iterator[str]:
    """When the last injection and the last surgery on the back were; what is unknown, too."""
    for name, words in LAST_DAYS.items():
        day = risks.get(name)
        if day != "no":
            yield f"  Last {words}: {day or 'not recorded, counts as recent'}"


def therapist_lines(draft: Draft) -> Iterator[str]:
    """Who prescribes, and whom the patient is told to call."""
    yield "From you:"
    for label, name in _OWN:
        if value := _text(draft, ("prescriber", name)):
            yield f"  {label}: {value}"
    for role in _TO_CALL:
        if phone := _text(draft, ("contacts", role, "phone")):
            who = _text(draft, ("contacts", role, "name"))
            yield f"  To call, {role.replace('_', ' ')}: {who}, {phone}"
    if number := _text(draft, ("contacts", "emergency_number")):
        yield f"  In an emergency: {number}"


def _text(draft: Draft, path: JsonPath) -> str:
    value = value_at(draft, path)
    return value if isinstance(value, str) else ""
