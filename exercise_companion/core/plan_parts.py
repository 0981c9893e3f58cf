"""Ways through a plan: its items and doses with the path each has in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from exercise_companion.core.problem import JsonPath
    from exercise_companion.core.program import (
        DistanceDose,
        DurationDose,
        Exercise,
        HoldDose,
        Item,
        Program,
        RepsDose,
        Template,
        Variant,
    )

    Plan: TypeAlias = Program | Template
    AnyDose: TypeAlias = RepsDose | HoldDose | DurationDose | DistanceDose


@dataclass(frozen=True, slots=True)
class PlacedItem:
    """An item and where it stands."""

    path: JsonPath
    phase_id: str
    item: Item

    def variants(self) -> Iterator[tuple[JsonPath, Variant]]:
        """The easier and the next version, where the therapist wrote them."""
        if self.item.modify_down is not None:
            yield (*self.path, "modify_down"), self.item.modify_down
        if self.item.modify_up is not None:
            yield (*self.path, "modify_up"), self.item.modify_up

    def exercise_ids(self) -> set[str]:
        """Every exercise the patient may be asked to do under this item."""
        return {
            self.item.exercise,
            *(variant.exercise for _, variant in self.variants() if variant.exercise),
        }


@dataclass(frozen=True, slots=True)
class PlacedDose:
    """A dose, where it stands, and what it is a dose of."""

    path: JsonPath
    exercise_id: str
    dose: AnyDose
    words: str
    """What the item says besides the exercise: its note, or the version's instruction."""


def items(plan: Plan) -> Iterator[PlacedItem]:
    """Every item of every phase, in the order of the file."""
    for phase_no, phase in enumerate(plan.phases):
        for item_no, item in enumerate(phase.items):
            yield PlacedItem(("phases", phase_no, "items", item_no), phase.id, item)


def doses(plan: Plan) -> Iterator[PlacedDose]:
    """Every dose: the items' own, their easier and next versions', and in a flare-up."""
    for placed in items(plan):
        item = placed.item
        yield PlacedDose((*placed.path, "dose"), item.exercise, item.dose, item.note or "")
        for path, variant in placed.variants():
            exercise_id = variant.exercise or item.exercise
            yield PlacedDose((*path, "dose"), exercise_id, variant.dose, variant.instruction)
        if item.flare_dose is not None:
            yield PlacedDose((*placed.path, "flare_dose"), item.exercise, item.flare_dose, "")


def exercises_by_id(plan: Plan) -> dict[str, Exercise]:
    """The plan's exercises by their id."""
    return {exercise.id: exercise for exercise in plan.exercises}


def first_day(plan: Plan) -> date:
    """The day a plan begins: a template begins with its first phase."""
    return plan.valid_from if plan.kind == "prescription" else plan.phases[0].starts_on


def last_day(plan: Plan) -> date:
    """The day after which nothing is planned any more."""
    return plan.valid_until if plan.kind == "prescription" else plan.phases[-1].ends_on


def repeated(values: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Position and value of every value that stood there before."""
    seen: set[str] = set()
    for number, value in enumerate(values):
        if value in seen:
            yield number, value
        seen.add(value)
