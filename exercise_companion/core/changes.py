"""What a new version of a prescription changes, in words a patient understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.dose import describe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from exercise_companion.core.program import Frequency, Item, Phase, Program


def changes(old: Program, new: Program) -> tuple[str, ...]:
    """Every change that matters to the patient, most important first."""
    return (
        *_phases(old, new),
        *_limits(old, new),
        *_listed("Restriction", old, new, "restrictions"),
        *_listed("Precaution", old, new, "precautions"),
        *_dates(old, new),
        *_contacts(old, new),
    )


def _phases(old: Program, new: Program) -> Iterator[str]:
    before = {phase.id: phase for phase in old.phases}
    after = {phase.id: phase for phase in new.phases}
    several = len(after) > 1 or len(before) > 1
    for phase in new.phases:
        label = f"{phase.title}: " if several else ""
        known = before.get(phase.id)
        if known is None:
            yield f"{phase.title} is a new part of your plan."
        for line in _items(old, new, known, phase):
            yield label + line
    for phase in old.phases:
        if phase.id not in after:
            yield f"{phase.title} is no longer part of your plan."


def _items(old: Program, new: Program, before: Phase | None, after: Phase) -> Iterator[str]:
    known = {item.id: item for item in before.items} if before else {}
    kept = {item.id for item in after.items}
    for item in after.items:
        name = new.exercise(item.exercise).name
        if item.id not in known:
            yield f"{name} is new: {describe(item.dose, new.units)}, {when_words(item.when)}."
        else:
            yield from _item(old, new, known[item.id], item)
    for item in known.values():
        if item.id not in kept:
            yield f"{old.exercise(item.exercise).name} is left out."


def _item(old: Program, new: Program, before: Item, after: Item) -> Iterator[str]:
    name = new.exercise(after.exercise).name
    old_name = old.exercise(before.exercise).name
    if old_name != name:
        yield f"{old_name} becomes {name}."
    old_dose, dose = describe(before.dose, new.units), describe(after.dose, new.units)
    if old_dose != dose:
        yield f"{name}: {old_dose} becomes {dose}."
    if when_words(before.when) != when_words(after.when):
        yield f"{name}: {when_words(before.when)} becomes {when_words(after.when)}."
    if before.modify_down != after.modify_down:
        yield f"{name}: the easier version is {_what_became(before, after)}."
    if before.pain_limit != after.pain_limit:
        yield f"{name}: its pain limit is now {_limit_words(after.pain_limit)}."


def _what_became(before: Item, after: Item) -> str:
    if after.modify_down is None:
        return "no longer offered"
    return "new" if before.modify_down is None else "changed"


def _limit_words(limit: int | None) -> str:
    return "the one of your plan" if limit is None else f"{limit} out of 10"


def _limits(old: Program, new: Program) -> Iterator[str]:
    if old.safety_parameters != new.safety_parameters or old.baseline_pain != new.baseline_pain:
        yield "Your pain limits are set anew."


def _listed(word: str, old: Program, new: Program, field: str) -> Iterator[str]:
    before = [entry.text for entry in getattr(old, field)]
    after = [entry.text for entry in getattr(new, field)]
    for text in after:
        if text not in before:
            yield f"{word}, new: {text}"
    for text in before:
        if text not in after:
            yield f"{word}, no longer: {text}"


def _dates(old: Program, new: Program) -> Iterator[str]:
    if old.valid_until != new.valid_until:
        yield f"Your plan now lasts until {_day(new.valid_until)}."
    before = {review.date for review in old.reviews}
    for review in new.reviews:
        if review.date not in before:
            yield f"New review: {_day(review.date)}, {review.label}."


def _contacts(old: Program, new: Program) -> Iterator[str]:
    if old.prescriber.name != new.prescriber.name:
        yield f"Your therapist is now {new.prescriber.name}."
    if old.contacts != new.contacts:
        yield "Contacts have changed. Look at them under Contacts."


def when_words(when: Frequency) -> str:
    """How often, in words: "every day", "3 days a week", "Mon, Wed, Fri, 2 times a day"."""
    if when.days is not None:
        days = ", ".join(day.capitalize() for day in when.days)
    elif when.days_per_week is not None:
        days = "1 day a week" if when.days_per_week == 1 else f"{when.days_per_week} days a week"
    elif when.every_n_days is not None:
        days = f"every {when.every_n_days} days"
    else:
        days = "every day"
    return f"{days}, {when.times_per_day} times a day" if when.times_per_day > 1 else days


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
