"""Every kind of safety case, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.core.vector_computed import COMPUTED_KINDS
from exercise_companion.core.vector_kinds import DECISION_KINDS, PAIN_KINDS
from exercise_companion.core.vector_screening import screening_kinds
from exercise_companion.core.vector_visit import visit_kinds

if TYPE_CHECKING:
    from exercise_companion.core.flags import Catalogue
    from exercise_companion.core.vectors import Kind


def every_kind(catalogue: Catalogue) -> dict[str, Kind]:
    """What `program vectors` understands."""
    return {
        **PAIN_KINDS,
        **DECISION_KINDS,
        **COMPUTED_KINDS,
        **screening_kinds(catalogue),
        **visit_kinds(catalogue),
    }
