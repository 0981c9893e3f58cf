"""Where a draft begins: a template, nothing but a start date, or the program before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.draft_left import LEFT
from exercise_companion.core.let_go import with_let_go_written
from exercise_companion.core.program import ISO_DATE, Program, Template

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.canonical import JsonObject, JsonValue

SCHEMA_FILE: Final = "program.schema.json"
"""What `$schema` names: a copy of the schema beside the program (`program schema`)."""


def _names(model: type[Program | Template]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items())


_OF_A_TEMPLATE: Final = frozenset({"$schema", "$comment", "demo", "kind", "template_id", "region"})
"""What a template says of itself. Its country is not the patient's: that is never guessed."""

PLAN: Final = (_names(Template) & _names(Program)) - _OF_A_TEMPLATE
"""The fields that are the plan, whoever it is for."""

PERSON: Final = (_names(Program) - _names(Template)) | {"region", "locale", "units"}
"""The fields that are about the patient, the therapist and this version."""

_STAYS: Final = frozenset(
    {
        "kind",
        "program_id",
        "clearance_key",
        "version",
        "version_note",
        "prescriber",
        "contacts",
        "region",
        "locale",
        "units",
        "valid_from",
        "valid_until",
        "review_grace_days",
    }
)
"""What of those fields is nothing the next patient could wrongly inherit."""

_SAID_OF_A_PERSON: Final = frozenset({"fitness_note", "override_reason", "$comment", LEFT})
"""What else speaks of one patient: in the plan, and in a draft."""

OF_THE_PATIENT: Final = PERSON - _STAYS | _SAID_OF_A_PERSON
"""The fields that are about one patient, or about the versions of one patient's program."""

_ACCEPTED: Final = "clash_accepted_reason"

_OWN_SURGEON: Final = ("contacts", "surgical_team")
"""Whom one patient calls after an operation."""

_OF_ONE_VERSION: Final = frozenset(
    {"integrity", "second_reviewer", "version_note", "recheck", "rebaseline"}
)
"""What held for the version before and is not said of the next one unasked."""


@dataclass(frozen=True, slots=True)
class NewIds:
    """What is made up for a new program; randomness comes from outside."""

    program_id: str
    clearance_key: str
    patient_id: str


def blank(start: date, ids: NewIds) -> Draft:
    """A draft with one phase that begins then and has no items and no length yet."""
    phase: JsonObject = {"id": "phase-1", "starts_on": start.isoformat(), "items": []}
    plan: JsonObject = {"schema_version": "1.0.0", "phases": [phase]}
    return started(plan, start, ids)


def started(plan: JsonObject, start: date, ids: NewIds) -> Draft:
    """A first version from a template's tree, with nobody in it yet.

    The remark at the template's head is left behind: it speaks of the template.

    Args:
        plan: with dates instead of day offsets.
        start: the first day.
        ids: for the new program.

    """
    kept = {name: value for name, value in plan.items() if name in PLAN}
    tree: JsonObject = {
        "$schema": SCHEMA_FILE,
        **kept,
        "kind": "prescription",
        "program_id": ids.program_id,
        "version": 1,
        "version_note": "First version.",
        "patient": {"patient_id": ids.patient_id},
        "valid_from": start.isoformat(),
        "clearance_key": ids.clearance_key,
    }
    return _ending_with_its_last_phase(with_let_go_written(Draft(tree)))


def next_version(old: Draft, start: date, today: date) -> Draft:
    """The version after a finished one, for the same patient, valid from `start`.

    The note on what is new, the review of the plan by somebody else and the hash were of the
    version before, and are left out; so are reviews that are over. A demonstration keeps its
    day offsets.

    Args:
        old: a prescription's tree.
        start: the first day of the new version.
        today: the day it is written.

    """
    tree = {name: value for name, value in old.tree.items() if name not in _OF_ONE_VERSION}
    version = old.tree.get("version")
    number = version if isinstance(version, int) else 1
    before: JsonObject = {"program_id": old.tree.get("program_id"), "version": number}
    of_this: JsonObject = {"version": number + 1, "supersedes": before, "history": _history(old)}
    draft = with_let_go_written(Draft(tree | of_this))
    if not _is_date(old.tree.get("valid_from")):
        return draft
    draft = with_value(draft, ("valid_from",), start.isoformat())
    if isinstance(value_at(draft, ("prescriber",)), dict):
        draft = with_value(draft, ("prescriber", "signed_on"), today.isoformat())
    ahead: list[JsonValue] = [
        review
        for review in entries_at(draft, ("reviews",))
        if str(review.get("date")) >= start.isoformat()
    ]
    return with_value(draft, ("reviews",), ahead or None)


def with_new_ids(draft: Draft, ids: NewIds) -> Draft:
    """The first version of a program of its own, from a draft that was copied for another person.

    The plan and the therapist stay. Nothing that was recorded about the person before does: a
    risk that is not asked anew would be answered with somebody else's "no".

    Args:
        draft: with the ids and the versions of the program it was copied from.
        ids: for the new program.

    """
    plan = _without_accepted_risks(draft)
    tree = {name: value for name, value in plan.tree.items() if name not in OF_THE_PATIENT}
    first: JsonObject = {"program_id": ids.program_id, "clearance_key": ids.clearance_key}
    numbered = Draft(tree | first | {"version": 1, "version_note": "First version."})
    without = with_value(numbered, _OWN_SURGEON, None)
    return with_value(without, ("patient",), {"patient_id": ids.patient_id})


def _without_accepted_risks(draft: Draft) -> Draft:
    """A risk that was accepted was accepted for one patient (V-18)."""
    for phase, _ in enumerate(entries_at(draft, ("phases",))):
        for item, _ in enumerate(entries_at(draft, ("phases", phase, "items"))):
            draft = with_value(draft, ("phases", phase, "items", item, _ACCEPTED), None)
    return draft


def with_plan(draft: Draft, plan: JsonObject) -> Draft:
    """The draft with another plan for the same person: the next stage.

    Args:
        draft: whose person, prescriber and version are kept.
        plan: a template's tree, with dates instead of day offsets.

    """
    person = {name: value for name, value in draft.tree.items() if name not in PLAN - PERSON}
    taken = PLAN - PERSON
    kept = {name: value for name, value in plan.items() if name in taken}
    return _ending_with_its_last_phase(with_let_go_written(Draft(person | kept)))


def _ending_with_its_last_phase(draft: Draft) -> Draft:
    phases = entries_at(draft, ("phases",))
    last = phases[-1].get("ends_on") if phases else None
    return with_value(draft, ("valid_until",), last)


def _history(old: Draft) -> list[JsonValue]:
    """What is known of earlier versions, the one before this last."""
    signed = value_at(old, ("prescriber", "signed_on"))
    entry: JsonObject = {
        "version": old.tree.get("version"),
        "date": signed if signed is not None else old.tree.get("valid_from"),
        "note": old.tree.get("version_note"),
    }
    return [*entries_at(old, ("history",)), entry]


def _is_date(value: JsonValue) -> bool:
    return isinstance(value, str) and ISO_DATE.fullmatch(value) is not None
