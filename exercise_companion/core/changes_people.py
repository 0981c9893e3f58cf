"""What changes for the person: pain, goals, dates, whom to call, signs, facts for the therapist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.changes_plan import LIMITS_ANEW
from exercise_companion.core.changes_words import (
    became,
    is_same,
    listed,
    noted,
    sentence,
    told,
)
from exercise_companion.core.day_words import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from exercise_companion.core.changes_words import Change
    from exercise_companion.core.program import Contact, Goal, Prescriber, Program
    from exercise_companion.core.terms import Site

_CONTACTS: Final = {
    "therapist": "Therapist",
    "clinic": "Clinic",
    "out_of_hours": "Out of hours",
    "surgical_team": "Surgical team",
    "crisis": "Crisis line",
    "cover": "Who stands in",
}

_CREDENTIALS: Final = {
    "profession": "profession",
    "regulator": "regulator",
    "licence_no": "licence number",
    "clinic": "clinic",
    "phone": "phone",
    "signed_on": "signed on",
}


def pain(old: Program, new: Program) -> Iterator[Change]:
    """Usual pain, from which the limits are worked out; its numbers are for the therapist."""
    same_rules = is_same(old.safety_parameters, new.safety_parameters)
    if old.baseline_pain != new.baseline_pain and same_rules:
        yield told(LIMITS_ANEW)
    yield from _by_site("Usual pain", old.baseline_pain, new.baseline_pain)
    yield from _by_site("Usual morning pain", old.usual_morning, new.usual_morning)
    for site in dict.fromkeys((*old.pain_sides, *new.pain_sides)):
        yield from became(f"Side of {site}", old.pain_sides.get(site), new.pain_sides.get(site))
    reasons = (old.high_baseline_reason, new.high_baseline_reason)
    yield from became("Why high usual pain is accepted", *reasons, patient_sees=False)


def _by_site(label: str, old: Mapping[Site, float], new: Mapping[Site, float]) -> Iterator[Change]:
    for site in dict.fromkeys((*old, *new)):
        yield from became(f"{label}, {site}", old.get(site), new.get(site), patient_sees=False)


def operation(old: Program, new: Program) -> Iterator[Change]:
    """What an operation does not allow, and the operation itself."""
    before, after = old.post_op, new.post_op
    was = before.restrictions if before else ()
    now = after.restrictions if after else ()
    texts = [{text: text for text in one} for one in (was, now)]
    yield from listed("After your surgery", *texts)
    for label, name in (("Operation", "procedure"), ("Operation on", "date"), ("Active", "active")):
        values = [getattr(one, name) if one else None for one in (before, after)]
        yield from became(f"{label} (after surgery)", *values, patient_sees=False)


def goals(old: Program, new: Program) -> Iterator[Change]:
    """Goals that come, change and go."""
    yield from listed(
        "Goal",
        {goal.id: _goal_words(goal) for goal in old.goals},
        {goal.id: _goal_words(goal) for goal in new.goals},
    )


def _goal_words(goal: Goal) -> str:
    return (
        f"{goal.activity}, from {goal.start_score} to {goal.target_score} "
        f"by {day_words(goal.target_date)}."
    )


def dates(old: Program, new: Program) -> Iterator[Change]:
    """How long the plan lasts, and the reviews."""
    if old.valid_from != new.valid_from:
        yield told(f"Your plan now starts on {day_words(new.valid_from)}.")
    if old.valid_until != new.valid_until:
        yield told(f"Your plan now lasts until {day_words(new.valid_until)}.")
    before = {review.date: review for review in old.reviews}
    after = {review.date: review for review in new.reviews}
    for day, review in after.items():
        words = f"{day_words(day)}, {review.label}."
        if day not in before:
            yield told(f"New review: {words}")
        elif before[day].label != review.label or before[day].kind != review.kind:
            yield told(f"Review, changed: {day_words(day)}, {review.label} ({review.kind}).")
    for day, review in before.items():
        if day not in after:
            yield told(f"Review, no longer: {day_words(day)}, {review.label}.")
    grace = (old.review_grace_days, new.review_grace_days)
    yield from became("Days of grace after a review", *grace, patient_sees=False)


def people(old: Program, new: Program) -> Iterator[Change]:
    """Who writes the plan, and whom to call: each contact by name."""
    if old.prescriber.name != new.prescriber.name:
        yield told(f"Your therapist is now {new.prescriber.name}.")
    for key, role in _CONTACTS.items():
        both = (getattr(old.contacts, key), getattr(new.contacts, key))
        yield from _contact(role, *both)
        tried = [one.tested_on if one else None for one in both]
        yield from became(f"{role}, number rung and answered on", *tried, patient_sees=False)
    if old.contacts.emergency_number != new.contacts.emergency_number:
        yield told(f"In an emergency you are now told to call {new.contacts.emergency_number}.")
    reasons = (old.contacts.emergency_override_reason, new.contacts.emergency_override_reason)
    yield from became("Reason for the emergency number", *reasons, patient_sees=False)
    zones = (old.contacts.time_zone, new.contacts.time_zone)
    yield from became("Time zone of the contacts", *zones, patient_sees=False)
    yield from _credentials("Prescriber", old.prescriber, new.prescriber)
    yield from _second_reviewer(old.second_reviewer, new.second_reviewer)


def _credentials(role: str, before: Prescriber, after: Prescriber) -> Iterator[Change]:
    """What is written of somebody who answers for the plan, besides the name."""
    for name, label in _CREDENTIALS.items():
        values = (getattr(before, name), getattr(after, name))
        yield from became(f"{role}, {label}", *values, patient_sees=False)


def _second_reviewer(before: Prescriber | None, after: Prescriber | None) -> Iterator[Change]:
    """Somebody else, or what is written of the same one."""
    names = [one.name if one else "none" for one in (before, after)]
    if names[0] != names[1]:
        yield noted(f"Second reviewer: now {names[1]}.")
    if before and after:
        yield from _credentials("Second reviewer", before, after)


def _contact(role: str, before: Contact | None, after: Contact | None) -> Iterator[Change]:
    was, now = _contact_words(before), _contact_words(after)
    if was and now and was != now:
        yield told(f"{role}: {was} becomes {now}.")
    elif now and not was:
        yield told(f"{role}, new: {now}.")
    elif was and not now:
        yield told(f"{role}, no longer: {was}.")
    elif before and after and before.hours != after.hours:
        yield told(f"{role}: {after.name} answers at other hours. Look under Contacts.")


def _contact_words(contact: Contact | None) -> str:
    return f"{contact.name}, {contact.phone}" if contact else ""


def signs(old: Program, new: Program) -> Iterator[Change]:
    """The therapist's own questions about warning signs, and how signs are asked."""
    before = {flag.id: flag for flag in old.extra_flags}
    after = {flag.id: flag for flag in new.extra_flags}
    asked = [{name: flag.question for name, flag in one.items()} for one in (before, after)]
    yield from listed("Warning sign asked", *asked)
    for name, flag in after.items():
        known = before.get(name)
        if known is not None and not is_same(known, flag) and known.question == flag.question:
            yield noted(f"Warning sign {name}: tier, what it raises or whom to call is another.")
    notes = [
        {one.flag_id: f"{one.note} ({day_words(one.recorded_on)})" for one in plan.known_baseline}
        for plan in (old, new)
    ]
    for name in dict.fromkeys((*notes[0], *notes[1])):
        values = (notes[0].get(name), notes[1].get(name))
        yield from became(f"Known of {name}", *values, patient_sees=False)
    if new.recheck and not old.recheck:
        yield told("Every warning sign is asked once, one by one.")
    yield from became("Each sign is asked anew", old.recheck, new.recheck, patient_sees=False)


def facts(old: Program, new: Program) -> Iterator[Change]:
    """Facts about the person: never shown to the patient as changes."""
    for name in type(new.risk).model_fields:
        if name != "comment":
            said = [_fact_words(getattr(one.risk, name)) for one in (old, new)]
            yield from became(f"Risk {name}", *said, patient_sees=False)
    for label, name in (
        ("name", "display_name"),
        ("birth date", "birth_date"),
        ("id", "patient_id"),
    ):
        values = (getattr(old.patient, name), getattr(new.patient, name))
        yield from became(f"Patient, {label}", *values, patient_sees=False)
    for label, name in (
        ("What it is for", "diagnosis_label"),
        ("What it is for, shown", "share_label"),
        ("The trend starts anew", "rebaseline"),
        ("Program id", "program_id"),
    ):
        yield from became(label, getattr(old, name), getattr(new, name), patient_sees=False)
    if old.clearance_key != new.clearance_key:
        yield noted("The clearance key is another: codes made with the old file no longer count.")
    for change in listed("Clearance", *(_clearances(program) for program in (old, new))):
        yield noted(change.words)


def _fact_words(fact: date | str | None) -> date | str:
    """A risk fact; one that is not recorded counts as yes, a last day as just now (A12, C-14)."""
    if fact is None:
        return "not recorded (counts as just now)"
    return "not recorded (counts as yes)" if fact == "not_recorded" else fact


def _clearances(program: Program) -> dict[str, str]:
    """Each in words, by the alert that it ends."""
    return {
        one.event_id: f"{one.event_id} by {one.cleared_by}, {one.role} ({one.licence_no}), "
        f"{day_words(one.date)}: {sentence(one.note)}"
        + (f" Left out: {', '.join(one.skip_items)}." if one.skip_items else "")
        for one in program.clearances
    }
