"""Logs what was walked in a session that ends before the walk was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion.rebuilding import session_of
from exercise_companion.core import walk_flow
from exercise_companion.core.walk_flow import WalkTurn

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.core.program import Program


def log_walks(context: Context, session_id: int, program: Program | None) -> None:
    """Log each walk of a session that is about to end without having been told (A9).

    However it ends, what was walked is seen by whatever reads walks; a rest that was not said to
    have eased has not.

    Args:
        context: the open store and what belongs to it.
        session_id: a session that has not ended.
        program: the version it was begun under; None where it cannot be read.

    """
    stored = context.store.session(session_id)
    if stored is None or program is None:
        return
    session = session_of(program, stored)
    parameters, now = program.safety_parameters, context.clock.now_utc()
    for entry in session.items:
        walk = walk_flow.unfinished(WalkTurn(session, entry, parameters, stored.id, now))
        if walk is not None:
            context.store.log_walk(walk)
