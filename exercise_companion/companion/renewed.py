"""A new version of the plan: what it changes is shown once, and noted as read before it goes away.

It is compared with the version read last, so that nothing is missed when two came in a row. While
exercise is locked or held no dose is read out (H-18); it is then shown when that has ended, before
any session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import deciding
from exercise_companion.core.changes import changes
from exercise_companion.core.new_version import NOT_READABLE, WhatIsNew

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context


def waits(context: Context) -> bool:
    """Whether changes of the plan wait to be read."""
    return context.program is not None and context.store.version_read_before() is not None


def ask(context: Context) -> WhatIsNew | None:
    """What is new in the plan in force; None when it was read, or may not be shown now."""
    stored, program = context.stored_program, context.program
    before = context.store.version_read_before()
    if stored is None or program is None or before is None or deciding.is_blocked(context):
        return None
    known = context.read_version(before)
    return WhatIsNew(
        version_row=stored.id,
        note=program.version_note,
        said_by=program.prescriber.name,
        changes=changes(known, program) if known is not None else (NOT_READABLE,),
    )


def keep(context: Context, shown: WhatIsNew) -> None:
    """Note that it was read, with the words that were shown."""
    context.store.read_version(shown.version_row, shown.words)
