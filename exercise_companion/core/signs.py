"""What the answers of a check say of each warning sign, whatever plan they were given to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from exercise_companion.core.findings import counts
from exercise_companion.core.follow_ups import follow_up_of
from exercise_companion.core.screening import WORRY_FLAG
from exercise_companion.core.terms import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from exercise_companion.core.flags import Catalogue, FlagItem
    from exercise_companion.core.records import AnswerRecord


@dataclass(frozen=True, slots=True)
class Signs:
    """What the answers of one check say of each sign."""

    reported: frozenset[str]
    denied: frozenset[str]


def signs_of(answers: Sequence[AnswerRecord], catalogue: Catalogue) -> Signs:
    """The signs that answers report or deny, whatever plan they were given to.

    A topic answered no denies each of its signs; a follow-up speaks of a sign that was reported.
    """
    reported: set[str] = set()
    denied: set[str] = set()
    items = {item.id: item for item in catalogue.items}
    topics = {topic.id: topic for topic in catalogue.topics}
    for answer in answers:
        follow_up = follow_up_of(answer.question_id)
        if follow_up is not None:
            reported.add(follow_up[0])
        elif answer.question_id in items:
            _sort(items[answer.question_id], answer.value, reported, denied)
        elif answer.question_id in topics:
            if answer.value is Answer.NO:
                denied.update(topics[answer.question_id].items)
            elif answer.attempt > 1:
                reported.add(WORRY_FLAG)
    return Signs(frozenset(reported), frozenset(denied - reported))


def _sort(item: FlagItem, value: Answer, reported: set[str], denied: set[str]) -> None:
    """The last answer to an item counts."""
    reported.discard(item.id)
    if counts(item.tier, value):
        reported.add(item.id)
    elif value is Answer.NO:
        denied.add(item.id)
