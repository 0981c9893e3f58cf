"""What one version of a program changes against another, for the therapist and for the patient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.clinic.opening import plan_in
from exercise_companion.core.changes import all_changes
from exercise_companion.core.program import Program

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from exercise_companion.clinic.opening import PlanFile
    from exercise_companion.core.changes import Change
    from exercise_companion.core.plan_parts import Plan


@dataclass(frozen=True, slots=True)
class Compared:
    """One of the two files."""

    path: str
    title: str
    version: int | None
    """None of a template."""
    sha256: str
    key_id: str | None
    """With which key it is signed; None where it is not, and of a template."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two files and everything that is different in them."""

    old: Compared
    new: Compared
    note: str
    """What the patient reads as the reason; empty of a template."""
    other_patient: bool
    """The two are for two people: no patient will ever see these changes."""
    changes: tuple[Change, ...]

    @property
    def is_backwards(self) -> bool:
        """Whether the later version was given first, so that every change is said backwards."""
        before, after = self.old.version, self.new.version
        if before is None or after is None or self.other_patient:
            return False
        return before > after


def compare(old: Path, new: Path, today: date) -> Comparison:
    """Compare two programs or templates.

    Args:
        old: the earlier file.
        new: the later one.
        today: the day from which demonstrations and templates count their dates.

    Raises:
        UsageFault: one of them cannot be used.

    """
    before, after = plan_in(old, today), plan_in(new, today)
    return Comparison(
        _compared(old, before),
        _compared(new, after),
        after.plan.version_note if isinstance(after.plan, Program) else "",
        _is_of_another(before.plan, after.plan),
        all_changes(before.plan, after.plan),
    )


def _compared(path: Path, file: PlanFile) -> Compared:
    program = file.plan if isinstance(file.plan, Program) else None
    integrity = program.integrity if program else None
    return Compared(
        str(path),
        file.plan.title,
        program.version if program else None,
        file.sha256,
        integrity.key_id if integrity else None,
    )


def _is_of_another(old: Plan, new: Plan) -> bool:
    if not isinstance(old, Program) or not isinstance(new, Program):
        return False
    return old.patient.patient_id != new.patient.patient_id
