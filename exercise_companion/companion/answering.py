"""Keeps the answer to a question about warning signs, with everything that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.companion import asking, checking, correcting, ending, waiting
from exercise_companion.core import prompts
from exercise_companion.core.screening import NEW_ID
from exercise_companion.core.terms import Action
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from exercise_companion.companion.checking import Standing
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.screening import Question

ENDS_SESSION: Final = frozenset({Action.LOCK, Action.HOLD, Action.SKIP_TODAY})
"""Findings with these actions end the session they are reported in (clinical-spec 1.1)."""


def keep(
    context: Context,
    visit: Visit,
    shown: prompts.AskSafety | prompts.AskAnythingNew | prompts.AskSettled,
    given: prompts.Answered,
) -> None:
    """Keep one answer: one commit, its alerts and the end of a session included.

    A session ends for a sign that waits for its follow-up, too (decisions A9). Where the day or the
    hours of the check ended since its question was shown, the answer is kept all the same, and the
    questions are asked anew.

    Raises:
        Refused: another question was answered meanwhile; nothing was kept.

    """
    check = checking.check_to_answer(context, visit.purposes[-1]) if visit.purposes else None
    before = checking.standing(context, check) if check else None
    if before is None or before.walk.question is None:
        what_happened = "These questions have ended."
        raise Refused(what_happened, "Start again from Today.")
    if not _is_shown(before.walk.question, shown):
        what_happened = "You answered this in another window."
        raise Refused(what_happened, "Please answer the question that comes now.")
    with context.store.transaction():
        kept = asking.answer(context, before, given)
        corrected = context.store.is_kept and correcting.settle(context, before.check.id)
        emergency = any(finding.tier.is_emergency for finding in kept.found)
        if emergency:
            waiting.count_in_full(context, but=before.check.id)
        ends = any(finding.action in ENDS_SESSION for finding in kept.found)
        if ends or asking.leaves_waiting(context, before, given):
            ending.end_by_flag(context, visit)
        if not emergency and checking.open_check(context, before.check.purpose) is None:
            _ask_anew(context, before)
    if corrected:
        visit.told = correcting.ENDED
    visit.advises_again += _told_before(context, kept)
    if emergency:
        # Nothing else is asked now: the advice, and then the way to help, come first.
        visit.purposes.clear()
        visit.put_off = True


def _ask_anew(context: Context, before: Standing) -> None:
    """Begin the questions anew where the check may not go on, and was not over with this answer.

    Not where something was told in it: that is asked to its end first. Nor where it was about what
    was told before, or pressed by mistake: the lock stays then.
    """
    stored = context.store.check(before.check.id)
    if stored is None or stored.ended is not None or stored.purpose in {"left_open", "mistake"}:
        return
    if not (waiting.flags_of(context, stored) or waiting.opened_of(context, stored)):
        checking.begin(context, stored.purpose, stored.session_id)


def _told_before(context: Context, kept: asking.Kept) -> tuple[int, ...]:
    """Open locks and holds that stand for what was just reported: their advice comes again."""
    return tuple(
        one.id
        for one in context.store.open_alerts()
        if one.id in kept.alert_ids
        and one.acknowledged is not None
        and one.alert.action in {Action.LOCK, Action.HOLD}
    )


def _is_shown(
    asked: Question, shown: prompts.AskSafety | prompts.AskAnythingNew | prompts.AskSettled
) -> bool:
    """Whether the question to be answered is the one that was on screen."""
    if isinstance(shown, prompts.AskAnythingNew):
        return asked.id == NEW_ID
    question = shown.question if isinstance(shown, prompts.AskSafety) else shown.asked
    return question is not None and (asked.id, asked.attempt) == (question.id, question.attempt)
