"""The form of the person: who it is for, risk facts, usual pain, goals, what to keep to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from exercise_companion.core.draft import entries_at, value_at
from exercise_companion.core.field_bounds import allowed
from exercise_companion.core.form_dose import YES_NO
from exercise_companion.core.form_field import Choice, Field
from exercise_companion.core.limit_words import SIGN_WORDS
from exercise_companion.core.program import Precaution, Program, Risk
from exercise_companion.core.terms import LastDayCode, Site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.core.draft import Draft
    from exercise_companion.core.problem import JsonPath

RISK_WORDS: Final[dict[str, str]] = {
    "anticoagulant": "Blood thinners",
    "steroid": "Steroids",
    "osteoporosis": "Osteoporosis",
    "previous_fracture": "Earlier fracture",
    "cancer": "Cancer, now or before",
    "immunosuppressed": "Weak immune system",
    "diabetes": "Diabetes",
    "iv_drug_use": "Injects drugs",
    "aaa": "Aortic aneurysm",
    "cardiac": "Heart disease",
    "falls": "Falls",
    "depression": "Depression",
    "hip_replacement": "Hip replacement",
}
"""The risk facts in a form's words (clinical-spec 1.4)."""

LAST_DAY_WORDS: Final[dict[LastDayCode, str]] = {
    "spinal_injection_date": "Spinal injection",
    "spinal_surgery_date": "Back surgery",
}
"""Those that are recorded by a date, or "no" (rules C-14, C-18)."""

_NO_DATE: Final[tuple[Choice, ...]] = (("no", "no"),)

_RISK_ANSWERS: Final[tuple[Choice, ...]] = (
    ("yes", "yes"),
    ("no", "no"),
    ("not_recorded", "unknown"),
)
_PAIN_SIDES: Final[tuple[Choice, ...]] = (("left", "left"), ("right", "right"), ("both", "both"))
_MOST_GOALS: Final = 5
_MOST_LINES: Final = 10
_MOST_KNOWN: Final = 20


def person_fields(draft: Draft, today: date) -> tuple[Field, ...]:
    """Everything that is about this one person."""
    return (
        *_identity(today),
        *_risk_facts(today),
        *_usual_pain(draft),
        *_goals(draft, today),
        *_to_keep_to(draft),
        *_after_surgery(draft),
        *_known(draft, today),
    )


def _identity(today: date) -> Iterator[Field]:
    patient: JsonPath = ("patient",)
    name = "as the patient will type it"
    yield Field((*patient, "display_name"), "Name", "text", name, section="Who it is for")
    born = "1958-03-14 or 14.3.1958"
    yield Field((*patient, "birth_date"), "Born", "date", born, born_by=today)
    yield Field((*patient, "patient_id"), "Patient id", "text", "letters, digits, - and _")
    yield Field(("title",), "Program", "text", "its title, up to 80 letters")
    yield Field(("diagnosis_label",), "Condition", "text", "in your words")
    share = "whether the patient reads it"
    yield Field(("share_label",), "Shown to them", "choice", share, choices=YES_NO)
    yield Field(("fitness_note",), "Fitness", "text", "what they can do now")
    minutes = allowed(Program, "time_budget_minutes", "minutes a session")
    yield Field(("time_budget_minutes",), "Time they have", "whole", minutes)


def _risk_facts(today: date) -> Iterator[Field]:
    for name, words in RISK_WORDS.items():
        first = "Risk facts: y yes, n no, u unknown" if name == "anticoagulant" else ""
        yield Field(
            ("risk", name), words, "choice", "", _RISK_ANSWERS, section=first, advances=True
        )
    assert {*RISK_WORDS, *LAST_DAY_WORDS, "comment"} == set(Risk.model_fields)  # noqa: S101 - the form and the format name the same facts
    for name, words in LAST_DAY_WORDS.items():
        last = "the last one's date, 6w ago, or no"
        yield Field(("risk", name), words, "date", last, _NO_DATE, counts_back=True, latest=today)


def _usual_pain(draft: Draft) -> Iterator[Field]:
    for site in get_args(Site):
        first = "Usual pain at rest, 0 to 10; empty where it is not asked" if site == "back" else ""
        path: JsonPath = ("baseline_pain", site)
        yield Field(path, site.capitalize(), "decimal", "0 to 10", section=first)
        if value_at(draft, path) is not None:
            side = f"{site.capitalize()}, side"
            yield Field(("pain_sides", site), side, "choice", choices=_PAIN_SIDES)
            morning = "usual on getting up, 0 to 10"
            yield Field(
                ("usual_morning", site), f"{site.capitalize()}, morning", "decimal", morning
            )
    yield Field(("high_baseline_reason",), "Why so high", "text", "needed from back 6 or leg 5")


def _goals(draft: Draft, today: date) -> Iterator[Field]:
    count = len(entries_at(draft, ("goals",)))
    for number in range(min(count + 1, _MOST_GOALS)):
        goal: JsonPath = ("goals", number)
        first = "Goals: what the patient wants to do" if not number else ""
        beside = (("id", f"goal-{number + 1}"),)
        words = "such as: walk to the shop"
        yield Field((*goal, "activity"), f"Goal {number + 1}", "text", words, (), first, beside)
        if number < count:
            yield Field((*goal, "start_score"), "How it is now", "whole", "0 cannot, 10 as before")
            yield Field((*goal, "target_score"), "Aimed at", "whole", "0 to 10, above now")
            by = "a date, or 6w"
            yield Field((*goal, "target_date"), "By", "date", by, counted_from=today)


def _to_keep_to(draft: Draft) -> Iterator[Field]:
    yield from _lines(draft, ("precautions",), "Precautions")
    yield from _lines(draft, ("restrictions",), "Restrictions")


def _lines(draft: Draft, path: JsonPath, section: str) -> Iterator[Field]:
    count = len(entries_at(draft, path))
    for number in range(min(count + 1, _MOST_LINES)):
        first = section if not number else ""
        label = f"Line {number + 1}"
        yield Field(
            (*path, number, "text"), label, "text", "a line, shown every day", section=first
        )
        if number < count and path == ("restrictions",):
            kilos = allowed(Precaution, "lift_max_kg", "kg")
            yield Field((*path, number, "lift_max_kg"), "Lifts at most", "decimal", kilos)


def _after_surgery(draft: Draft) -> Iterator[Field]:
    post_op: JsonPath = ("post_op",)
    yield Field(
        (*post_op, "active"), "Operated on", "choice", choices=YES_NO, section="After surgery"
    )
    if value_at(draft, (*post_op, "active")) is not True:
        return
    yield Field((*post_op, "procedure"), "Operation", "text", "a line")
    yield Field((*post_op, "date"), "On", "date", "its date, or 6w ago", counts_back=True)
    written = value_at(draft, (*post_op, "restrictions"))
    count = len(written) if isinstance(written, list) else 0
    for number in range(min(count + 1, _MOST_LINES)):
        label = f"Surgeon, {number + 1}"
        yield Field((*post_op, "restrictions", number), label, "text", "what is forbidden")


def _known(draft: Draft, today: date) -> Iterator[Field]:
    count = len(entries_at(draft, ("known_baseline",)))
    for number in range(min(count + 1, _MOST_KNOWN)):
        known: JsonPath = ("known_baseline", number)
        first = "Signs you know of: still asked" if not number else ""
        beside = (("recorded_on", today.isoformat()),)
        flag = "its id, such as RF-CES-03"
        path, label = (*known, "flag_id"), f"Sign {number + 1}"
        yield Field(path, label, "text", flag, (), first, beside, about=SIGN_WORDS)
        if number < count:
            yield Field((*known, "note"), "What it is like", "text", "a line")
            on = (*known, "recorded_on")
            yield Field(on, "Recorded on", "date", "a date", counts_back=True, latest=today)
