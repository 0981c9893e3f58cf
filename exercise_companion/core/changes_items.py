"""What changes in the phases and exercises of a plan: no change of a dose is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.changes_words import (
    became,
    noted,
    sentence,
    told,
    value_words,
)
from exercise_companion.core.day_words import day_words
from exercise_companion.core.dose_details import every_detail, whole
from exercise_companion.core.dose_words import describe
from exercise_companion.core.plan_parts import exercises_by_id
from exercise_companion.core.program import Item
from exercise_companion.core.when_words import when_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.core.changes_words import Change
    from exercise_companion.core.dose_words import Units
    from exercise_companion.core.plan_parts import AnyDose, Plan
    from exercise_companion.core.program import Frequency, Phase, Variant

_JOINT: Final = ", "
"""What stands between the parts of a dose in figures."""


def phase_changes(old: Plan, new: Plan) -> Iterator[Change]:
    """What changes in the phases: their exercises first, then their own days and words."""
    before = {phase.id: phase for phase in old.phases}
    after = {phase.id: phase for phase in new.phases}
    several = len(after) > 1 or len(before) > 1
    for phase in new.phases:
        known = before.get(phase.id)
        if known is None:
            yield told(f"{phase.title} is a new part of your plan.")
        for change in _items(old, new, known, phase):
            label = f"{phase.title}: " if several else ""
            yield type(change)(label + change.words, change.patient_sees)
        if known is not None:
            yield from _phase(known, phase)
    for phase in old.phases:
        if phase.id not in after:
            yield told(f"{phase.title} is no longer part of your plan.")
    same = [phase.id for phase in old.phases if phase.id in after]
    if same != [phase.id for phase in new.phases if phase.id in before]:
        yield told("The parts of your plan come in another order.")


def _phase(before: Phase, after: Phase) -> Iterator[Change]:
    yield from became("Part of your plan", before.title, after.title)
    if before.starts_on != after.starts_on or before.ends_on != after.ends_on:
        yield told(
            f"{after.title} now goes from {day_words(after.starts_on)} "
            f"to {day_words(after.ends_on)}."
        )
    if before.aim != after.aim:
        yield told(f"{after.title}, aim: {sentence(after.aim)}")
    label = f"{after.title}, when it ends"
    yield from became(label, before.exit_criteria, after.exit_criteria, patient_sees=False)


def _items(old: Plan, new: Plan, before: Phase | None, after: Phase) -> Iterator[Change]:
    known = {item.id: item for item in before.items} if before else {}
    kept = {item.id for item in after.items}
    for item in after.items:
        if item.id not in known:
            yield from _new_item(new, item)
        else:
            yield from _item(old, new, known[item.id], item)
    for item in known.values():
        if item.id not in kept:
            yield told(f"{_name(old, item.exercise)} is left out.")
    order = [item.id for item in after.items if item.id in known]
    if order != [item_id for item_id in known if item_id in kept]:
        yield told("You do the moves in a new order.")


def _new_item(new: Plan, item: Item) -> Iterator[Change]:
    name = _name(new, item.exercise)
    yield told(f"{name} is new: {whole(item.dose, new.units)}, {when_words(item.when)}.")
    bare = Item(id=item.id, exercise=item.exercise, dose=item.dose)
    yield from (noted(one.words) for one in _additions(new, name, bare, item))


def _item(old: Plan, new: Plan, before: Item, after: Item) -> Iterator[Change]:
    name, old_name = _name(new, after.exercise), _name(old, before.exercise)
    if old_name != name:
        yield told(f"{old_name} becomes {name}.")
    elif before.exercise != after.exercise:
        yield told(f"{name} is another exercise of that name. Read how it is done.")
    yield from _dose(name, before.dose, after.dose, new.units)
    yield from _when(name, before.when, after.when)
    yield from _additions(new, name, before, after)
    yield from became(f"{name}, rank", before.priority, after.priority, patient_sees=False)
    reasons = (before.clash_accepted_reason, after.clash_accepted_reason)
    yield from became(f"{name}, why a risk is accepted", *reasons, patient_sees=False)


def _additions(new: Plan, name: str, before: Item, after: Item) -> Iterator[Change]:
    """What an item says of how it is done besides its dose and days."""
    yield from _variants(new, name, before, after)
    yield from _flare(name, before, after, new.units)
    if before.pain_limit != after.pain_limit:
        yield told(f"{name}: its pain limit is now {_limit_words(after.pain_limit)}.")
    if before.note != after.note:
        yield told(f"{name}, your therapist's note: {sentence(value_words(after.note))}")
    if before.ask_each_set != after.ask_each_set:
        asked = "after each set" if after.ask_each_set else "no longer after each set"
        yield told(f"{name}: pain is asked {asked}.")


# --- doses --------------------------------------------------------------------------------------


def _dose(label: str, before: AnyDose, after: AnyDose, units: Units) -> Iterator[Change]:
    """Every part of a dose: what a list shows, and what the player only counts."""
    was, now = describe(before, units), describe(after, units)
    if was != now:
        yield told(f"{label}: {' becomes '.join(_apart(was, now))}.")
    old, new = ({one.name: one.value for one in every_detail(dose)} for dose in (before, after))
    for name in new | old:
        yield from became(f"{label}, {name}", old.get(name, ""), new.get(name, ""))


def _apart(was: str, now: str) -> tuple[str, str]:
    """Two doses in figures without what they end with in common: "2 × 8" and "3 × 10"."""
    before, after = was.split(_JOINT), now.split(_JOINT)
    while len(before) > 1 and len(after) > 1 and before[-1] == after[-1]:
        del before[-1], after[-1]
    return _JOINT.join(before), _JOINT.join(after)


def _when(label: str, before: Frequency, after: Frequency) -> Iterator[Change]:
    was, now = when_words(before), when_words(after)
    if was != now:
        yield told(f"{label}: {was} becomes {now}.")


def _flare(label: str, before: Item, after: Item, units: Units) -> Iterator[Change]:
    label = f"{label}, in a flare-up"
    was, now = before.flare_dose, after.flare_dose
    if was is not None and now is not None:
        yield from _dose(label, was, now, units)
    elif now is not None:
        yield told(f"{label}, new: {whole(now, units)}.")
    elif was is not None:
        yield told(f"{label}, no longer: {whole(was, units)}.")
    if before.flare_safe != after.flare_safe and (was is None) == (now is None):
        yield told(f"{label}: {'kept' if after.flare_safe else 'left out'}.")


# --- the easier version and the next step -------------------------------------------------------


def _variants(new: Plan, name: str, before: Item, after: Item) -> Iterator[Change]:
    pairs = (
        ("easier version", before.modify_down, after.modify_down, True),
        ("next step", before.modify_up, after.modify_up, new.progression.patient_may_step_up),
    )
    for word, was, now, sees in pairs:
        label = f"{name}, {word}"
        if now is None and was is not None:
            change = told if sees else noted
            yield change(f"{name}: the {word} is no longer offered.")
        elif now is not None and was != now:
            yield from _variant(new, label, was, now, sees=sees)


def _variant(
    new: Plan, label: str, was: Variant | None, now: Variant, *, sees: bool
) -> Iterator[Change]:
    """Another way to do an item: how, with which dose, and when."""
    found: list[Change] = []
    if was is None:
        found.append(told(f"{label}, new: {sentence(now.instruction)} {_dose_of(new, now)}."))
        found += became(f"{label}, when", None, now.criteria)
    else:
        if was.instruction != now.instruction:
            found.append(told(f"{label}: {sentence(now.instruction)}"))
        if was.exercise != now.exercise:
            other = _name(new, now.exercise) if now.exercise else "the same exercise"
            found.append(told(f"{label} is now {other}."))
        found += _dose(label, was.dose, now.dose, new.units)
        found += became(f"{label}, when", was.criteria, now.criteria)
        found += became(
            f"{label}, written by", was.authored_by, now.authored_by, patient_sees=False
        )
    yield from (type(one)(one.words, one.patient_sees and sees) for one in found)


def _dose_of(new: Plan, variant: Variant) -> str:
    dose = whole(variant.dose, new.units)
    return f"{_name(new, variant.exercise)}, {dose}" if variant.exercise else dose


# --- words --------------------------------------------------------------------------------------


def _name(plan: Plan, exercise_id: str) -> str:
    exercise = exercises_by_id(plan).get(exercise_id)
    return exercise.name if exercise is not None else exercise_id


def _limit_words(limit: int | None) -> str:
    return "the one of your plan" if limit is None else f"{limit} out of 10"
