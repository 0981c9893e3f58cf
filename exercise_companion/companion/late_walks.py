"""Walks and rides entered afterwards: what is asked of each, and what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import measures, reported
from exercise_companion.core import walk_typed
from exercise_companion.core.prompts import Place
from exercise_companion.core.walk_flow import about_dose
from exercise_companion.core.walk_in_progress import as_walk
from exercise_companion.core.walk_prompts import AskWalk
from exercise_companion.core.walk_questions import is_complete, is_empty, record_of
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Item, Program
    from exercise_companion.core.records import AlertRecord, WalkRecord
    from exercise_companion.core.walk_questions import WalkAbout, WalkAnswers


def about(item: Item) -> WalkAbout | None:
    """What the questions about such a walk depend on; None when the exercise is none."""
    dose = as_walk(item.dose)
    return None if dose is None else about_dose(dose, late=True)


def asked_of(program: Program, item: Item) -> AskWalk | None:
    """What is asked about an exercise that is walked or ridden."""
    known = about(item)
    if known is None:
        return None
    return AskWalk(program.exercise(item.exercise_of("as_written")).name, Place(1, 1, 0), known)


def typed(item: Item, given: Mapping[str, str]) -> WalkAnswers:
    """Answers that were given by name.

    Raises:
        UsageFault: one does not fit, or the exercise is no walk.

    """
    return walk_typed.answers_of(_require_about(item), given, item.id)


def walk_of(item: Item, answers: WalkAnswers, session_id: int = 0) -> WalkRecord | None:
    """The walk as it is logged; None where nothing was said of it: then it stays not given.

    Raises:
        UsageFault: the answers do not fit the questions, or a number cannot be.

    """
    if is_empty(answers):
        return None
    known = _require_about(item)
    if not is_complete(known, answers):
        what_happened = f"The answers about {item.id} do not fit the questions."
        raise UsageFault(what_happened, "Give them again.")
    walk = record_of(known, answers, session_id, item.id)
    measures.require_numbers(walk)
    return walk


def alerts_of(context: Context, walks: Iterable[WalkRecord | None]) -> tuple[AlertRecord, ...]:
    """What these walks raise: a leg that gave way, once (rule NC-5)."""
    raised = (measures.alerts_of_walk(context, walk) for walk in walks if walk is not None)
    return next((alerts for alerts in raised if alerts), ())


def keep(
    context: Context, walks: Iterable[WalkRecord | None], alerts: tuple[AlertRecord, ...]
) -> None:
    """Log them, with what they raise, in the caller's commit; each belongs to its session's day."""
    session_id = None
    for walk in walks:
        if walk is not None:
            context.store.log_walk(walk)
            session_id = walk.session_id if walk.gave_way else session_id
    if alerts:
        reported.keep_sign(context, measures.LEG_GAVE_WAY, alerts, session_id)


def _require_about(item: Item) -> WalkAbout:
    known = about(item)
    if known is None:
        what_happened = f"{item.id} is no walk and no ride."
        raise UsageFault(what_happened, "Leave out what is said of a walk.")
    return known
