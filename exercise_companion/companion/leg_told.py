"""Whether a leg that gave way can be meant as an entry says it: this patient, a day that counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import late, late_items
from exercise_companion.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from exercise_companion.companion.context import Context
    from exercise_companion.core.leg_told import LegTold
    from exercise_companion.core.program import Program


def counts(context: Context, told: LegTold) -> bool:
    """Whether it is kept at once, whatever becomes of the rest of the entry (rule NC-5).

    It is not on a day for which line by line nothing would be asked, nor from the sheet of another
    program, nor of a walk that is on record with it. Where nobody can say which day, it is.

    Raises:
        Refused: there is no program that can be used.

    """
    if told.day is None:
        program = context.require_program()
        return told.program_id in {"", program.program_id}
    # A sheet of paper may be older than what is remembered.
    version_of = late.plan_on if told.program_id else late.version_of
    try:
        _, program = version_of(context, told.day)
    except UsageFault:
        return False
    can_be = told.day <= context.day and told.program_id in {"", program.program_id}
    return can_be and not _is_on_record(context, program, told.day, told.item)


def _is_on_record(context: Context, program: Program, day: date, name: str) -> bool:
    """Whether the walk was entered with it, and cannot be another one of that day."""
    try:
        item = late_items.named(program, day, name)
    except UsageFault:
        return False
    walks = context.store.walks(day, day)
    gave_way = any(walk.gave_way and walk.item_id == item.id for _, walk in walks)
    return gave_way and late_items.is_recorded(item, late_items.recorded(context, day))
