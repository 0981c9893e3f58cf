"""Keeps the answer to a question about warning signs, with everything that follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from exercise_companion.companion import asking, checking, correcting, ending, knowing, waiting
from exercise_companion.core import prompts
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.screening import NEW_ID
from exercise_companion.core.screening_plan import Plan
from exercise_companion.core.terms import Action, Answer
from exercise_companion.errors import Refused

if TYPE_CHECKING:
    from exercise_companion.companion.checking import Standing
    from exercise_companion.companion.context import Context
    from exercise_companion.companion.visit import Visit
    from exercise_companion.core.records import StoredCheck
    from exercise_companion.core.screening import Question

Shown: TypeAlias = prompts.AskSafety | prompts.AskAnythingNew | prompts.AskSettled
"""Everything that asks a question about warning signs."""

ENDS_SESSION: Final = frozenset({Action.LOCK, Action.HOLD, Action.SKIP_TODAY})
"""Findings with these actions end the session they are reported in (clinical-spec 1.1)."""


class _Asked(NamedTuple):
    """A question, and which time of asking it is."""

    id: str
    attempt: int


def keep(
    context: Context,
    visit: Visit,
    shown: Shown,
    given: prompts.Answered,
) -> None:
    """Keep one answer: one commit, its alerts and the end of a session included.

    A session ends for a sign that waits for its follow-up, too (decisions A9). Where the day or the
    hours of the check ended since its question was shown, the answer is kept all the same, and the
    questions are asked anew.

    Raises:
        Refused: another window answered it, and this answer tells nothing more; it was not kept.

    """
    check = checking.check_to_answer(context, visit.purposes[-1]) if visit.purposes else None
    before = checking.standing(context, check) if check else None
    if before is None or not _is_shown(before.walk.question, shown):
        _keep_second(context, visit, shown, given)
        return
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


def count_alone(context: Context, visit: Visit, shown: Shown, given: prompts.Answered) -> None:
    """What is told by an answer whose check is not known any more is asked to its end first."""
    if isinstance(shown, prompts.AskSettled) or given.value is not Answer.NO:
        waiting.ask_first(context, [waiting.told_by(_asked_in(shown).id)])
        visit.purposes.append("left_open")


def _keep_second(context: Context, visit: Visit, shown: Shown, given: prompts.Answered) -> None:
    """Another window answered it: what this answer tells beyond that one is asked anew first.

    Of two answers to one question the cautious one counts, whichever came first (decisions A9).

    Raises:
        Refused: it tells nothing more.

    """
    question_id = _asked_in(shown).id
    check = checking.newest(context, visit.purposes[-1]) if visit.purposes else None
    if not _tells_more(context, check, question_id, given.value):
        what_happened = "You answered this in another window."
        raise Refused(what_happened, "Please answer the question that comes now.")
    with context.store.transaction():
        waiting.ask_about(context, question_id, Plan.decode(check.plan if check else ""))
    visit.purposes.append("left_open")


def _tells_more(
    context: Context, check: StoredCheck | None, question_id: str, value: Answer
) -> bool:
    """Whether an answer tells something that the one of the other window did not.

    A yes tells more than a lasting "not sure" of a sign (decisions A6), not of a topic. What is
    told after the advice for it was read, or after it was cleared, is told anew (7.5).
    """
    answers = check.answers if check is not None else ()
    said = next((one.value for one in reversed(answers) if one.question_id == question_id), None)
    if value is not Answer.NO and check is not None and _is_over(context, check, question_id):
        return True
    if follow_up_of(question_id):
        return value is not said
    if value is Answer.YES and question_id in context.flags:
        return said is not Answer.YES
    return value is not Answer.NO and said in {None, Answer.NO}


def _is_over(context: Context, check: StoredCheck, question_id: str) -> bool:
    """Whether a check has ended, and every sign told in it, or the one that is asked, is over."""
    flag_id = waiting.told_by(question_id)
    is_sign = flag_id in context.flags
    if is_sign:
        events = knowing.events_told_in(context, check, flag_id)
    else:
        events = tuple(one for one in context.store.sign_events() if one.check_id == check.id)
    is_dealt_with = all(one.answered is not None or one.cleared is not None for one in events)
    return is_dealt_with and (check.ended is not None or (is_sign and bool(events)))


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
        if one.id in kept.alert_ids and one.acknowledged is not None and one.alert.action.blocks
    )


def _is_shown(asked: Question | None, shown: Shown) -> bool:
    """Whether the question to be answered is the one that was on screen."""
    return asked is not None and _asked_in(shown) == (asked.id, asked.attempt)


def _asked_in(shown: Shown) -> _Asked:
    """The question that was on screen; a feeling in an exercise is asked about as such (PR-05)."""
    if isinstance(shown, prompts.AskAnythingNew):
        return _Asked(NEW_ID, 1)
    question = shown.question if isinstance(shown, prompts.AskSafety) else shown.asked
    return _Asked(question.id, question.attempt) if question else _Asked(waiting.NEW_FEELING, 1)
