"""A set that something else cuts short: what was done of it is kept and not begun anew (H-17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import exercising, walked
from exercise_companion.core import prompts
from exercise_companion.errors import StoreFault

if TYPE_CHECKING:
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.records import StoredSession


def it_hurts(
    context: Context, visit: Visit, stored: StoredSession, prompt: Prompt, reply: prompts.Hurts
) -> None:
    """Said at any time of a session: kept at once, and the pain is asked next.

    What was asked or shown meanwhile is not: how hard it was is then not given.
    """
    visit.notice = None
    try:
        with context.store.transaction():
            stored = keep_what_runs(context, stored, prompt, reply)
            if isinstance(prompt, prompts.AskItemEffort):
                stored = exercising.keep_effort(context, stored, prompts.Effort(None))
            exercising.keep_that_it_hurts(context, stored)
    except StoreFault:
        if stored.ended is not None:
            raise
        visit.hurts = True


def keep_what_runs(
    context: Context,
    stored: StoredSession,
    prompt: Prompt,
    reply: prompts.Hurts | prompts.Leave | prompts.SetAside,
) -> StoredSession:
    """What was done of a set counts as it; a bout goes on where it is, after what comes now (H-17).

    Returns:
        the session with it.

    """
    stored = walked.interrupt(context, stored, reply.seconds, ends=False)
    return keep_cut_set(context, stored, prompt, reply)


def keep_cut_set(
    context: Context, stored: StoredSession, prompt: Prompt, reply: prompts.CutsShort
) -> StoredSession:
    """What was done of a set that pain, a question or the patient cut short counts as it (H-17).

    Begun anew it would be more than the therapist wrote.

    Returns:
        the session with it.

    """
    did = cut_set(prompt, reply)
    return stored if did is None else exercising.did_set(context, stored, did)


def cut_set(prompt: Prompt, reply: prompts.CutsShort) -> prompts.DidSet | None:
    """What was done of the set that was shown; elsewhere none ran."""
    return reply.did if isinstance(prompt, prompts.DoSet) else None
