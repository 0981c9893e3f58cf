"""What the patient does towards the end of a lock, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.companion import (
    advising,
    assessing,
    clearance_files,
    clearing,
    correcting,
    helping,
)
from exercise_companion.companion.visit import Visit, ask
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from exercise_companion.companion.context import Context


def go_way_out(
    context: Context, visit: Visit, reply: ways.Assessed | ways.CodeTyped | ways.TookBack
) -> None:
    """A step at the lock itself (clinical-spec 7.5).

    Raises:
        Refused: it cannot be done, or something is missing; nothing was kept.

    """
    match reply:
        case ways.Assessed():
            assessing.record(context, reply)
            visit.told = clearing.WRITTEN_DOWN
        case ways.CodeTyped():
            if clearance_files.names_a_file(reply.text):
                clearance_files.take(context, reply.text)
                visit.told = clearing.ended("file")
            else:
                clearing.enter_code(context, reply.text)
                visit.told = clearing.ended("code")
            visit.wants_session = False
        case ways.TookBack():
            _took_back(context, visit)


def _took_back(context: Context, visit: Visit) -> None:
    """Pressed by mistake, said at the lock: kept with what the lock says."""
    ids = [one.id for one in correcting.taken_back_now(context)]
    text = "\n".join(advising.lock_lines(context))
    context.store.acknowledge(ids, "mistake", "locked.1", text)
    begin_taking_back(context, visit, ids)


def begin_taking_back(context: Context, visit: Visit, alert_ids: Iterable[int]) -> None:
    """Ask for the word, or say why the lock stays (SI-14)."""
    ids = tuple(alert_ids)
    reason = correcting.why_not(context, ids)
    visit.mistaken = () if reason else ids
    if reason:
        visit.told = correcting.refusal(reason)


def take_back(context: Context, visit: Visit, reply: ways.MistakeTyped | prompts.Leave) -> None:
    """The word was typed: every question is asked again. Otherwise the advice comes again.

    Raises:
        Refused: it is another word.

    """
    if isinstance(reply, prompts.Leave):
        visit.mistaken = ()
        return
    if reply.word.strip().casefold() != ways.MISTAKE_WORD.casefold():
        what_happened = "That is not the word."
        raise Refused(what_happened, f"Type {ways.MISTAKE_WORD}, or go back.")
    begin_taking_back(context, visit, visit.mistaken)
    if visit.mistaken:
        ask(context, visit, "mistake")
        visit.mistaken = ()


def answer_help(context: Context, visit: Visit, given: ways.HelpAnswered) -> None:
    """Did you get help? Without it the advice comes once more (SI-13).

    Raises:
        Refused: who saw the patient is missing.

    """
    visit.advises_again = helping.answer(context, given)
    if not visit.advises_again:
        visit.told = helping.THANKS
