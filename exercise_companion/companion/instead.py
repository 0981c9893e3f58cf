"""What is offered instead of a session as written: the flare-up plan, and how a contact ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core import flare
from exercise_companion.core.alarms import is_computed
from exercise_companion.core.decision import DecisionKind

if TYPE_CHECKING:
    from exercise_companion.core.decision import Decision
    from exercise_companion.core.program import Program

RECORD_TALK: Final = "When you have talked to them, write that down."
"""How a contact that computed rules asked for goes on record (decisions A8)."""


def awaits_contact(made: Decision) -> bool:
    """Whether a contact that computed rules asked for is not on record yet (decisions A8)."""
    return any(is_computed((reason.rule,)) for reason in made.reasons)


def record_talk(made: Decision) -> tuple[str, ...]:
    """How to record the contact, where one is awaited; a hold says itself how it ends."""
    blocked = made.kind in {DecisionKind.HELD, DecisionKind.LOCKED}
    return (RECORD_TALK,) if awaits_contact(made) and not blocked else ()


def flare_plan(program: Program | None, made: Decision) -> tuple[str, ...]:
    """What to do in a flare-up (rule FL-2), or instead of a session until a contact is made (A8).

    After a contact it is shown only where no easier version is offered. That the exercises are left
    is said only where nothing is written for a flare-up at all.
    """
    if program is None:
        return ()
    if any(reason.rule == "FL-2" for reason in made.reasons):
        is_written = program.flare_plan is not None or not made.may_begin
        return flare.plan_words(program) if is_written else ()
    instead = made.kind is DecisionKind.REST_TODAY and program.flare_plan is not None
    return flare.plan_words(program) if instead and awaits_contact(made) else ()
