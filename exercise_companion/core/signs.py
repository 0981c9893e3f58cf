"""What the answers of a check say of each warning sign, whatever plan they were given to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from exercise_companion.core.findings import counts
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.screening import WORRY_FLAG
from exercise_companion.core.screening_plan import How
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from exercise_companion.core.flags import Catalogue, FlagItem, Topic
    from exercise_companion.core.records import AnswerRecord
    from exercise_companion.core.screening_plan import Plan

BEGUN: Final = -1
"""The place of what was said before the first answer."""


class Sign(NamedTuple):
    """The last word of a check on one sign."""

    reported: bool
    place: int
    """Of the answer that said it; `BEGUN` for one the check began with."""


def signs_of(plan: Plan, answers: Sequence[AnswerRecord], catalogue: Catalogue) -> dict[str, Sign]:
    """What a check says of each sign it asked about; a sign left unsure is not among them.

    A topic answered no denies each of its signs, unless one was reported; a follow-up speaks of a
    sign that was reported.
    """
    items = {item.id: item for item in catalogue.items}
    topics = {topic.id: topic for topic in catalogue.topics}
    signs = {entry.id: Sign(True, BEGUN) for entry in plan.entries if entry.how is How.REPORTED}  # noqa: FBT003 - the field's name says it
    for place, answer in enumerate(answers):
        for flag_id, reported in _said(answer, items, topics):
            before = signs.get(flag_id)
            if reported is None:
                signs.pop(flag_id, None)
            elif reported or before is None or not before.reported or flag_id == answer.question_id:
                signs[flag_id] = Sign(reported, place)
    return signs


def tellings(
    plan: Plan, answers: Sequence[AnswerRecord], catalogue: Catalogue
) -> Iterator[tuple[str, int]]:
    """Each sign a check was told of with the place of that answer, as often as it was told.

    What it begins with was told at `BEGUN`. A follow-up tells of no sign anew.
    """
    items = {item.id: item for item in catalogue.items}
    topics = {topic.id: topic for topic in catalogue.topics}
    yield from ((entry.id, BEGUN) for entry in plan.entries if entry.how is How.REPORTED)
    for place, answer in enumerate(answers):
        if follow_up_of(answer.question_id) is None:
            said = _said(answer, items, topics)
            yield from ((flag_id, place) for flag_id, reported in said if reported)


def _said(
    answer: AnswerRecord, items: dict[str, FlagItem], topics: dict[str, Topic]
) -> Iterator[tuple[str, bool | None]]:
    """Signs that one answer reports (True), denies (False) or leaves unsure (None)."""
    follow_up = follow_up_of(answer.question_id)
    item, topic = items.get(answer.question_id), topics.get(answer.question_id)
    if follow_up is not None:
        told = items.get(follow_up[0])
        if told is None or told.is_asked:  # mood is worked out: a step of it reports nothing yet
            yield follow_up[0], True
    elif item is not None:
        unsure = answer.value is not Answer.NO and not counts(item.tier, answer.value)
        yield item.id, None if unsure else answer.value is not Answer.NO
    elif topic is not None and answer.value is Answer.NO:
        yield from ((flag_id, False) for flag_id in topic.items)
    elif topic is not None and answer.attempt > 1:
        yield WORRY_FLAG, True
