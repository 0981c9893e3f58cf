"""Is this prescription sound? Rules V-04 ... V-29 of clinical-spec 3.4 and SI-16 of 7.4, together.

What one field may hold is said by the model (`core.program`); here are the rules that look at
several fields. Each rule is a small function that yields every breach it finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from exercise_companion.core import (
    checks_dose,
    checks_people,
    checks_plan,
    checks_safety,
    checks_words,
)
from exercise_companion.core.problem import Problem, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Program, Template

__all__ = ["Problem", "Tables", "check_program", "check_template"]


@dataclass(frozen=True, slots=True)
class Tables:
    """The reference data the rules compare a prescription with; passed in, never looked up."""

    emergency_numbers: Mapping[str, frozenset[str]]
    """Emergency numbers by ISO country (clinical-spec 7.7); digits only."""
    flag_tiers: Mapping[str, str]
    """Tier of every catalogue flag, by flag id: `E-call`, `E-go`, `U`, `S`, `Mo`, `MH`."""
    figures: frozenset[str]
    """Ids of the figures there are; empty where they could not be read."""
    session_minutes: Callable[[Plan], Mapping[str, float]]
    """Expected minutes of the longest session, by phase id (V-14)."""


_PLAN_RULES: Final = (
    checks_dose.v12_ranges_ordered,
    checks_dose.v12_bouts_cover_sets,
    checks_plan.v12_choices_given,
    checks_dose.v13_side_named,
    checks_dose.v15_units,
    checks_dose.v15_lifting_limit,
    checks_plan.v17_ids_unique,
    checks_plan.v17_references_exist,
    checks_plan.v17_versions_differ,
    checks_plan.v17_flare_plan,
    checks_plan.v25_reading_grade,
    checks_words.si16_plan_words,
    checks_plan.v26_day_rules,
    checks_plan.v26_times_of_day,
    checks_plan.v27_phases_follow,
    checks_safety.v21_parameter_order,
    checks_safety.v21_overrides_explained,
    checks_safety.v21_item_limits_below_cap,
)

_PROGRAM_RULES: Final = (
    checks_people.v04_validity_ordered,
    checks_people.v04_events_before_the_end,
    checks_people.v04_goals_ahead,
    checks_people.v04_opening_hours,
    checks_people.v04_tested_before_signing,
    checks_people.v05_span,
    checks_people.v06_reviews,
    checks_people.v07_licence,
    checks_people.v11_someone_answers,
    checks_people.v22_demonstration,
    checks_people.v23_lineage,
    checks_people.v27_phases_cover_validity,
    checks_safety.v12_goals_look_up,
    checks_safety.v17_goal_ids_unique,
    checks_safety.v18_contraindications,
    checks_safety.v21_absolute_limit,
    checks_safety.v28_risk_recorded,
    checks_safety.v29_high_baseline,
    checks_safety.v29_sites_asked,
    checks_words.si16_program_words,
)


def check_program(program: Program, tables: Tables) -> tuple[Problem, ...]:
    """Every breach of the rules, errors and warnings, each with its place named.

    Args:
        program: a prescription the model has accepted.
        tables: the reference data to compare with.

    """
    problems = chain(
        _plan_problems(program, tables),
        *(rule(program) for rule in _PROGRAM_RULES),
        checks_people.v09_emergency_number(program, tables.emergency_numbers),
        checks_safety.v20_extra_flags(program, tables.flag_tiers),
        checks_safety.v20_known_baseline(program, tables.flag_tiers),
    )
    return tuple(placed(problem, program) for problem in problems)


def check_template(template: Template, tables: Tables) -> tuple[Problem, ...]:
    """Like `check_program`, for a plan with nobody in it."""
    return tuple(placed(problem, template) for problem in _plan_problems(template, tables))


def _plan_problems(plan: Plan, tables: Tables) -> Iterator[Problem]:
    yield from chain.from_iterable(rule(plan) for rule in _PLAN_RULES)
    yield from checks_plan.v17_figures_known(plan, tables.figures)
    yield from checks_dose.v14_session_minutes(plan, tables.session_minutes(plan))
