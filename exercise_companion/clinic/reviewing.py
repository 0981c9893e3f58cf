"""What a careful colleague would say about a plan, with this installation's reference data."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from exercise_companion.catalogue import regions
from exercise_companion.catalogue.library import library
from exercise_companion.core.review import Reference, review

if TYPE_CHECKING:
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.problem import Problem


@cache
def reference() -> Reference:
    """What a colleague knows by heart: the library's sides, the countries' urgent lines."""
    return Reference(
        sides={exercise.id: exercise.side for exercise in library().exercises},
        urgent_regions=frozenset(
            code for code, region in regions().items() if region.urgent_phone is not None
        ),
    )


def remarks(plan: Plan) -> tuple[Problem, ...]:
    """Every remark on a sound plan, each with its place and the reason the file gives for it."""
    return review(plan, reference())
