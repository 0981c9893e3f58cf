"""What a check comes to that can no longer be walked, because its questions are others since.

A new version of the plan, or of the rules, may end it sooner or ask in another order. Nothing that
was told is lost by that (H-28, decisions A9): every answer counts, wherever it was given.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from exercise_companion.core.findings import counts
from exercise_companion.core.follow_ups import FollowUp, follow_up_of
from exercise_companion.core.screening import (
    FALL_FOLLOW_UPS,
    FALL_OPENERS,
    NEW_ID,
    REPEAT_ID,
    WORRY_FLAG,
    Walk,
)
from exercise_companion.core.screening_plan import How
from exercise_companion.core.signs import signs_of
from exercise_companion.core.so_far import EmergencyFoundError, SoFar
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from exercise_companion.core.background import Knowledge
    from exercise_companion.core.flags import Catalogue, FlagItem, Topic
    from exercise_companion.core.records import AnswerRecord
    from exercise_companion.core.screening_plan import Entry, Plan


def reweigh(  # noqa: PLR0913 - everything that was told then, and what is known now
    plan: Plan,
    answers: Sequence[AnswerRecord],
    catalogue: Catalogue,
    known: Knowledge,
    ended: Collection[str] = (),
    *,
    gone: Sequence[FlagItem] = (),
) -> Walk:
    """What the answers of a check come to, in whatever order they were asked for.

    Args:
        plan: what was to be asked.
        answers: given so far, in order.
        catalogue: the signs, topics and follow-ups of today.
        known: what was known of the patient at each answer.
        ended: signs that were cleared since they were told.
        gone: the therapist's own signs as they were asked about then, and are no more.

    Returns:
        no question, what was found, and what waits. What waits is told all the same in an
        EMERGENCY, which ends the check.

    """
    left_open = tuple(dict.fromkeys(_left_open(plan, answers, catalogue, gone)))
    unsure = tuple(one for one in gone if one.id in left_open and _counts_unsure(one))
    told = SoFar(replace(catalogue, items=(*catalogue.items, *unsure)), known)
    told.place = len(answers) - 1
    told.follow_ups |= _followed_up(answers)
    told.reported |= {one.id: () for one in unsure}
    opened = tuple(one for one in left_open if one not in told.reported)
    signs = signs_of(plan, answers, catalogue)
    known_signs = {item.id for item in catalogue.items} - {*opened, *ended}
    told.reported |= {one: () for one in signs if signs[one].reported and one in known_signs}
    for topic_id in _told_again(answers, catalogue):
        told.reported[WORRY_FLAG] = (topic_id,)
    told.fresh |= told.reported.keys()
    told.denied |= {one for one in signs if not signs[one].reported}
    waiting = told.followed_up()
    end: Literal["emergency"] | None = None
    try:
        told.assess()
    except EmergencyFoundError:
        end, waiting = "emergency", ()
    total = len(plan.entries)
    return Walk(None, tuple(told.findings), end, total, total, waiting, opened)


def _told_again(answers: Sequence[AnswerRecord], catalogue: Catalogue) -> Iterator[str]:
    """Topics that were told once more, with every sign of theirs denied (decisions B)."""
    topics = {topic.id for topic in catalogue.topics}
    for answer in answers:
        if answer.question_id in topics and answer.attempt > 1 and answer.value is not Answer.NO:
            yield answer.question_id


def _followed_up(answers: Sequence[AnswerRecord]) -> dict[tuple[str, FollowUp], Answer]:
    """What was said of each follow-up last; one that is to be put a second time waits."""
    found: dict[tuple[str, FollowUp], Answer] = {}
    for answer in answers:
        asked = follow_up_of(answer.question_id)
        if asked is not None and (asked[1] is FollowUp.SETTLED or not _is_unsettled(answer)):
            found[asked] = answer.value
    return found


def _counts_unsure(gone: FlagItem) -> bool:
    """Whether "not sure" tells of it in the end; it cannot be put a second time (decisions A6)."""
    return counts(gone.tier, Answer.NOT_SURE)


def _left_open(
    plan: Plan,
    answers: Sequence[AnswerRecord],
    catalogue: Catalogue,
    gone: Sequence[FlagItem],
) -> Iterator[str]:
    """Topics and signs that a yes or not sure opened, and that were not asked to their end."""
    last = {answer.question_id: answer for answer in answers}
    topics = {topic.id: topic for topic in catalogue.topics}
    signs = tuple(item.id for item in (*catalogue.items, *gone))
    gates = [last[gate].value for gate in (NEW_ID, REPEAT_ID) if gate in last]
    is_past_gate = any(value is not Answer.NO for value in gates)
    for entry in plan.entries:
        if not _was_opened(entry, last, is_past_gate=is_past_gate):
            continue
        topic = topics.get(entry.id)
        if topic is not None:
            is_closed = _is_asked_out(topic, last, catalogue)
        else:  # a topic that nobody asks about any more is never closed
            is_closed = entry.id in signs and entry.id in last
        if not is_closed:
            yield entry.id
    yield from (one for one in last if _is_unsettled(last[one]) and _is_of_a_sign(one, topics))
    if any(one in last and last[one].value is not Answer.NO for one in FALL_OPENERS):
        yield from (one for one in FALL_FOLLOW_UPS if one not in last)


def _is_of_a_sign(question_id: str, topics: Collection[str]) -> bool:
    """Whether a question is about a sign, also one that nobody can name any more."""
    others = {*topics, NEW_ID, REPEAT_ID}
    return question_id not in others and follow_up_of(question_id) is None


def _was_opened(entry: Entry, last: Mapping[str, AnswerRecord], *, is_past_gate: bool) -> bool:
    said = last.get(entry.id)
    if entry.how in {How.TOPIC, How.BY_ITEM, How.SINGLE}:
        return is_past_gate if said is None else said.value is not Answer.NO
    return entry.how is How.OPENED


def _is_unsettled(said: AnswerRecord) -> bool:
    """Whether "not sure" was said, and the question was not put a second time (decisions A6)."""
    return said.value is Answer.NOT_SURE and said.attempt == 1


def _is_asked_out(topic: Topic, last: Mapping[str, AnswerRecord], catalogue: Catalogue) -> bool:
    """Whether every sign of it was asked about, and the topic once more where none was told.

    Low mood is no sign that is asked: it is worked out.
    """
    asked = [one for one in topic.items if catalogue.item(one).is_asked]
    if any(one not in last or _is_unsettled(last[one]) for one in asked):
        return False
    said = last.get(topic.id)
    is_told = any(last[one].value is not Answer.NO for one in asked)
    return is_told or (said is not None and said.attempt > 1)
