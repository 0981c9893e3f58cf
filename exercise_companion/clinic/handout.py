"""The printable sheet of a prescription or a template: gathered here, laid out in `reports`."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final

from exercise_companion import catalogue
from exercise_companion.catalogue import figures
from exercise_companion.clinic.opening import plan_in
from exercise_companion.core import flare, pain, schedule
from exercise_companion.core.calling import Reach
from exercise_companion.core.contact_words import contact_views
from exercise_companion.core.day_words import date_words, day_words
from exercise_companion.core.dose_details import rest_time, whole
from exercise_companion.core.emergency import NOT_A_DIAGNOSIS, card
from exercise_companion.core.item_views import item_view, site_label
from exercise_companion.core.own_flags import with_own_flags
from exercise_companion.core.pain_words import bands_before, bands_during, rise_words
from exercise_companion.core.paper import paper_days
from exercise_companion.core.plan_parts import exercises_by_id
from exercise_companion.core.program import Program
from exercise_companion.errors import UsageFault
from exercise_companion.reports import handout, paper_grid

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from exercise_companion.core.paper import PaperDay, PaperRow
    from exercise_companion.core.plan_parts import Plan
    from exercise_companion.core.program import Item, Phase, Review

DEFAULT_DAYS: Final = 14
"""How many days the grid has when nothing else is asked for."""

MOST_DAYS: Final = 92
"""A grid of a quarter of a year is 14 pages; more is a mistake in a date."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
"""A telephone number stays on one line."""

DAYS_A_PAGE: Final = 7
"""So many columns leave room to write in."""


def page(plan: Plan, days: Sequence[date], *, large: bool) -> str:
    """The sheet of a plan as HTML, with a grid over these days (see `days_of`)."""
    return handout.page(gather(plan, days), large=large)


def gather(plan: Plan, days: Sequence[date]) -> handout.Handout:
    """Everything on the sheet of a plan.

    Args:
        plan: a prescription, or a template: its sheet names nobody and has no grid.
        days: the days of the grid.

    """
    program = plan if isinstance(plan, Program) else None
    named = program.contacts if program else None
    reach = Reach(named, catalogue.region(plan.region), datetime.now(UTC))
    return handout.Handout(
        title=plan.title,
        example=plan.demo or program is None,
        person=_person(program),
        plan=tuple(_plan_facts(program)),
        keep_to=tuple(one.text for one in plan.precautions),
        not_allowed=tuple(_restrictions(plan)),
        phases=tuple(_phases(plan, days)),
        pain=tuple(_pain_rules(program)),
        rise=rise_words(plan.safety_parameters),
        flare=_flare_words(plan),
        flare_doses=tuple(_flare_doses(plan)),
        emergency=(*card(reach.emergency_number)[:-1], NOT_A_DIAGNOSIS),
        emergency_number=reach.emergency_words,
        contacts=tuple(contact_views(reach)),
        signs=tuple(_signs(program)),
        reviews=tuple((date_words(one.date), one.label) for one in _reviews(program)),
        grid=tuple(_pages(program, days)) if program else (),
        sites=tuple(site_label(program, site) for site in program.sites) if program else (),
        region=plan.region,
        locale=plan.locale,
    )


def read_plan(path: Path, today: date) -> Plan:
    """The prescription or template of a file.

    Raises:
        UsageFault: it cannot be used.

    """
    return plan_in(path, today).plan


def days_of(
    plan: Plan, today: date, first: date | None, last: date | None, count: int | None
) -> tuple[date, ...]:
    """The days of the grid; none for a template.

    Args:
        plan: what the sheet is for.
        today: where it begins, if the plan has begun.
        first: where it begins, instead.
        last: where it ends.
        count: how many days, instead.

    Raises:
        UsageFault: the plan does not reach them, or they are too many.

    """
    if not isinstance(plan, Program):
        if first or last or count:
            what_happened = "A template has no days: they come with the patient's own plan."
            raise UsageFault(what_happened, "Leave out --days, --from and --to.")
        return ()
    if last is not None and count is not None:
        what_happened = "The last day and the number of days were both given."
        raise UsageFault(what_happened, "Give --to or --days.")
    begins = first or max(today, plan.valid_from)
    by_count = begins + timedelta(days=(count or DEFAULT_DAYS) - 1)
    ends = last or min(by_count, plan.valid_until)
    if begins < plan.valid_from or ends > plan.valid_until or begins > ends:
        reach = f"{day_words(plan.valid_from)} to {day_words(plan.valid_until)}"
        what_happened = f"The plan has no such days. It is valid from {reach}."
        raise UsageFault(what_happened, "Give other days with --from and --to, or --days.")
    number = (ends - begins).days + 1
    if number > MOST_DAYS:
        what_happened = f"{number} days are too many for one grid."
        raise UsageFault(what_happened, f"Give at most {MOST_DAYS} days.")
    return tuple(begins + timedelta(days=offset) for offset in range(number))


# --- the plan -----------------------------------------------------------------------------------


def _person(program: Program | None) -> handout.Person | None:
    if program is None:
        return None
    return handout.Person(program.patient.display_name, day_words(program.patient.birth_date))


def _plan_facts(program: Program | None) -> Iterator[tuple[str, str]]:
    if program is None:
        return
    by = program.prescriber
    yield "Therapist", f"{by.name}, {by.profession}"
    yield "Clinic", f"{by.clinic}, {by.phone.replace(' ', NO_BREAK)}"
    yield "Version", f"Version {program.version}"
    yield "Valid", f"{day_words(program.valid_from)} to {day_words(program.valid_until)}"


def _reviews(program: Program | None) -> Sequence[Review]:
    return sorted(program.reviews, key=lambda one: one.date) if program else ()


def _restrictions(plan: Plan) -> Iterator[str]:
    """The plan's own, then the surgeon's."""
    yield from (one.text for one in plan.restrictions)
    if isinstance(plan, Program) and plan.post_op is not None and plan.post_op.active:
        yield from plan.post_op.restrictions


def _pain_rules(program: Program | None) -> Iterator[handout.PainRule]:
    if program is None:
        return
    facts = pain.facts_of(program)
    by_limits: dict[pain.Limits, list[str]] = {}
    for site in program.sites:
        by_limits.setdefault(facts.limits(site), []).append(site_label(program, site))
    for limits, labels in by_limits.items():
        yield handout.PainRule(
            ", ".join(labels),
            bands_before(limits),
            bands_during(program.safety_parameters, limits),
        )


def _flare_words(plan: Plan) -> tuple[str, ...]:
    """The therapist's words; that the exercises are left only where none is for a flare-up."""
    is_written = plan.flare_plan is not None or not any(_flare_doses(plan))
    return flare.plan_words(plan) if is_written else ()


def _flare_doses(plan: Plan) -> Iterator[tuple[str, str]]:
    """What is done in a flare-up (rule FL-2); where that depends on the phase, by phase."""
    doses: dict[str, dict[str, str]] = {}
    for phase in plan.phases:
        for item in phase.items:
            version = flare.version(item)
            if version is not None:
                name = exercises_by_id(plan)[item.exercise_of(version)].name
                dose = whole(item.dose_of(version), plan.units)
                doses.setdefault(name, {}).setdefault(dose, phase.title)
    for name, by_dose in doses.items():
        for dose, phase_title in by_dose.items():
            yield name if len(by_dose) == 1 else f"{name}, {phase_title}", dose


def _signs(program: Program | None) -> Iterator[handout.Sign]:
    """The daily questions, the therapist's own among them; after surgery those about the wound."""
    known = with_own_flags(catalogue.load(), program.extra_flags if program else ())
    operated = program is not None and program.post_op is not None and program.post_op.active
    asked = {"daily", "post_op"} if operated else {"daily"}
    return (
        handout.Sign(topic.title, topic.question) for topic in known.topics if topic.when in asked
    )


# --- the exercises ------------------------------------------------------------------------------


def _phases(plan: Plan, days: Sequence[date]) -> Iterator[handout.Phase]:
    """The stretches of the plan that the days of the grid fall in; of a template all."""
    number = 0
    for phase in plan.phases:
        if days and not any(phase.starts_on <= day <= phase.ends_on for day in days):
            continue
        numbers = range(number + 1, number + len(phase.items) + 1)
        number += len(phase.items)
        yield handout.Phase(
            phase.title,
            phase.aim,
            _phase_days(plan, phase),
            tuple(_exercise(plan, item, at) for at, item in zip(numbers, phase.items, strict=True)),
        )


def _phase_days(plan: Plan, phase: Phase) -> str:
    if len(plan.phases) == 1 or not isinstance(plan, Program):
        return ""
    return f"{day_words(phase.starts_on)} to {day_words(phase.ends_on)}"


def _exercise(plan: Plan, item: Item, number: int) -> handout.Exercise:
    return handout.Exercise(
        number=number,
        view=item_view(plan, item, "as_written"),
        dose_side=item.dose.side,
        rest=rest_time(item.dose),
        figure=figures.find(exercises_by_id(plan)[item.exercise].media.figure),
    )


# --- the grid -----------------------------------------------------------------------------------


OF_A_WALK: Final = (("Minutes, without rests", ""), ("Legs felt it", "minute, 0 to 10, side"))
"""What a patient can write down about a walk or ride, and how (clinical-spec 2.6)."""


def _pages(program: Program, days: Sequence[date]) -> Iterator[handout.GridPage]:
    """The grid, a week a page; another phase begins a page of its own."""
    planned = paper_days(program, days[0], days[-1])
    for _, group in groupby(planned, key=lambda one: schedule.phase_on(program, one.day)):
        of_phase = tuple(group)
        for at in range(0, len(of_phase), DAYS_A_PAGE):
            yield from _page(program, of_phase[at : at + DAYS_A_PAGE])


def _page(program: Program, days: Sequence[PaperDay]) -> Iterator[handout.GridPage]:
    """One page; none when nothing is planned on its days."""
    exercises = tuple(_grid_exercises(program, days))
    if exercises:
        words = [day_words(one.day) for one in (days[0], days[-1])]
        title = " to ".join(dict.fromkeys(words))
        yield handout.GridPage(title, tuple(one.day for one in days), exercises)


def _grid_exercises(program: Program, days: Sequence[PaperDay]) -> Iterator[handout.GridExercise]:
    """Every exercise of these days, in the order of the sheet."""
    rows = {row.key: row for one in days for row in one.rows}
    sides: dict[str, list[PaperRow]] = {}
    for row in rows.values():
        sides.setdefault(row.item_id, []).append(row)
    phase = schedule.phase_on(program, days[0].day)
    in_order = [item.id for item in phase.items if item.id in sides] if phase else []
    for own in (sides[name] for name in in_order):
        lines = tuple(
            handout.GridLine(row.side.upper() if row.apart else "", tuple(_over(days, row)))
            for row in own
        )
        writes = OF_A_WALK if own[0].is_walk else ()
        yield handout.GridExercise(own[0].name, own[0].dose, own[0].times, lines, writes)


def _over(days: Sequence[PaperDay], wanted: PaperRow) -> Iterator[PaperRow | None]:
    for one in days:
        yield next((row for row in one.rows if row.key == wanted.key), None)


def empty_grid(plan: Plan, days: Sequence[date]) -> str:
    """The grid of the sheet as a table to fill in at a computer (see `reports.paper_grid`).

    Raises:
        UsageFault: a template has no grid.

    """
    if not isinstance(plan, Program):
        what_happened = "A template has no grid: its days come with the patient's own plan."
        raise UsageFault(what_happened, "Leave out --grid.")
    return paper_grid.text(plan, days)
