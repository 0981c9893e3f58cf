"""Ends what goes on when a warning sign was reported, and refuses to go on after it.

What is told in a session is kept all the same, and weighed, whatever ended the session meanwhile
(decisions A9).
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from exercise_companion.companion import (
    advising,
    deciding,
    exercising,
    interrupted,
    unlogged,
)
from exercise_companion.companion.rebuilding import program_of, session_of
from exercise_companion.core import prompts, walk_flow
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.clearing_prompts import Told
from exercise_companion.core.records import ItemEndRecord, PainRecord, SessionEndRecord
from exercise_companion.core.session import HURTS
from exercise_companion.core.terms import Moment
from exercise_companion.core.walk_records import WalkMark
from exercise_companion.errors import Locked, SessionOver

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.prompts import Prompt
    from exercise_companion.core.records import SessionEvent, StoredSession

OVER: Final = "This session has ended"

REPORTED: Final = "A warning sign was reported."

KEPT: Final = "What you told us is kept."


def session_in_progress(context: Context, visit: Visit) -> StoredSession:
    """The session in progress, or just overtaken by its day or hours, for what is done in it.

    Raises:
        Locked: a warning sign was reported.
        SessionOver: there is none any more.

    """
    if deciding.is_blocked(context):
        end_by_flag(context, visit)
        what_happened = f"{REPORTED} {OVER}."
        raise Locked(what_happened, "Look at Today for what to do.")
    stored = exercising.session_to_answer(context)
    if stored is None:
        close_overtaken(context, visit)
        visit.wants_session = False
        raise _no_session()
    return stored


def _no_session() -> SessionOver:
    what_happened = "This session is no longer open."
    return SessionOver(what_happened, "Go back to Today to see what comes next.")


@contextmanager
def telling(context: Context, visit: Visit, prompt: Prompt) -> Iterator[StoredSession]:
    """The session in which something is told; inside it is kept.

    One that a sign, a hold or its closing ended meanwhile takes it, too, and is left then: it is as
    it stood while the prompt was shown.

    Raises:
        SessionOver: this window has shown none.

    """
    stored = context.store.open_session()
    if stored is not None and not deciding.is_blocked(context):
        yield stored
        return
    ended = stored or _ended(context, visit)
    yield _as_shown(ended, prompt)
    _leave(context, visit, ended.id)


def _ended(context: Context, visit: Visit) -> StoredSession:
    """The session that this window showed."""
    stored = context.store.session(visit.session_id) if visit.session_id is not None else None
    if stored is None:
        visit.wants_session = False
        raise _no_session()
    return stored


def _as_shown(stored: StoredSession, prompt: Prompt) -> StoredSession:
    """As it stood while the prompt was shown: closing it ended the exercise that was begun.

    A sign ends the session alone: what ended last then ended before.
    """
    if stored.ended is None or stored.ended.end == "stopped_by_flag":
        return stored
    last = stored.events[-1] if stored.events else None
    if not isinstance(last, ItemEndRecord) or not _is_about(prompt, last):
        return stored
    return replace(stored, events=stored.events[:-1])


def _is_about(prompt: Prompt, last: ItemEndRecord) -> bool:
    """Whether what was shown is about the exercise that ended last."""
    match prompt:
        case prompts.ShowIntro() | prompts.DoSet() | walks.DoBout() | walks.AskLegs():
            return prompt.item.item_id == last.item_id
        case prompts.AskPain():
            return prompt.moment is Moment.DURING and not prompt.may_skip
        case _:
            return isinstance(prompt, walks.AskWalk)


def _leave(context: Context, visit: Visit, session_id: int) -> None:
    """What was told is kept: the session is over, and that is said where no advice says more."""
    stored = context.store.session(session_id)
    last = stored.events[-1] if stored is not None and stored.events else None
    end_by_flag(context, visit)
    if not advising.unseen(context):
        why = (REPORTED,) if deciding.is_blocked(context) else ()
        visit.told = Told(OVER, (*_lines(visit, last), *why, KEPT))
    visit.opening, visit.notice = True, None
    visit.wants_session = visit.resumed = visit.stopping = visit.hurts = visit.was_out = False


def _lines(visit: Visit, last: SessionEvent | None) -> tuple[str, ...]:
    """What is to be done about pain that was told last."""
    if visit.notice is not None:
        return visit.notice.lines
    if isinstance(last, WalkMark) and last.kind == "felt":
        return (interrupted.LEGS_KEPT,)
    hurts = isinstance(last, PainRecord) and last.outcome == HURTS
    return (interrupted.HURTS_KEPT,) if hurts else ()


def close_overtaken(context: Context, visit: Visit) -> None:
    """Close the session of this window once it may not go on (decisions E5); it is said once.

    A notice that pain brought goes first (rule PR-02), and a warning sign ends it in its own way.
    """
    stored = context.store.open_session() if visit.wants_session else None
    if stored is None:
        return
    visit.session_id = stored.id
    why = exercising.hindrance(context, stored)
    if not why or visit.notice is not None or deciding.is_blocked(context):
        return
    visit.told, visit.opening = interrupted.close(context, stored, why), True
    visit.wants_session = visit.resumed = visit.stopping = visit.hurts = visit.was_out = False


def end_by_flag(context: Context, visit: Visit) -> None:
    """End the session in progress, if there is one, because a warning sign was reported."""
    stored = context.store.open_session()
    if stored is not None:
        program = program_of(context, stored)
        bouts = walk_flow.cut_bouts(session_of(program, stored)) if program is not None else ()
        for bout in bouts:
            context.store.append_event(stored.id, bout)
        unlogged.log_walks(context, stored.id, program)
        context.store.end_session(stored.id, SessionEndRecord("stopped_by_flag"))
        visit.ended_by_flag = True
