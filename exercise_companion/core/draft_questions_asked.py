"""The one line about what the plan asks before a session: only who wants to change it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from exercise_companion.core.draft import entries_at
from exercise_companion.core.draft_question import Question
from exercise_companion.core.form_questions import (
    MEASURE_WORDS,
    MEASURES,
    NOT_IN_THE_FORM,
    OFTEN,
    OWN,
)
from exercise_companion.core.how_often import days_words
from exercise_companion.core.typed_questions import HELP, answer_words, with_typed_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.draft import Draft

_EXAMPLE: Final = 'sleep 1 week; mood never; "How stiff are you?" 0 to 10, 2 weeks'


NOTHING: Final = "nothing"


def offers(draft: Draft) -> Iterator[Question]:
    """What may be changed, and is complete without an answer: Enter leaves it as it is."""
    asks = f"What is asked before a session? Now: {_asked(draft)}."
    expects = f"Enter leaves it so. To change it, such as: {_EXAMPLE}. {HELP} says what there is"
    yield Question(MEASURES, asks, expects, with_typed_questions, may_stay_open=True)


def asked_in_words(draft: Draft) -> str:
    """All that is asked, each question of one's own with how it is answered."""
    own = [_own(one) for one in entries_at(draft, OWN)]
    return ", ".join((*_measures(draft), *own)) or NOTHING


def _asked(draft: Draft) -> str:
    """What is asked so far: "activities 2 weeks, 1 question of your own"."""
    count = len(entries_at(draft, OWN))
    own = [f"{count} {'question' if count == 1 else 'questions'} of your own"] if count else []
    return ", ".join((*_measures(draft), *own)) or NOTHING


def _measures(draft: Draft) -> list[str]:
    measures = entries_at(draft, MEASURES)
    return [_measure(one) for one in measures if str(one.get("measure")) not in NOT_IN_THE_FORM]


def _own(one: JsonObject) -> str:
    """A question as it could be typed: `"How stiff?" 0 to 10 2 weeks`."""
    days = one.get(OFTEN)
    often = f" {days_words(days)}" if isinstance(days, int) else ""
    return f'"{one.get("question")}" {answer_words(one)}{often}'


def _measure(one: JsonObject) -> str:
    name, days = str(one.get("measure")), one.get(OFTEN)
    words = MEASURE_WORDS[name][0].casefold() if name in MEASURE_WORDS else name
    return f"{words} {days_words(days)}" if isinstance(days, int) else words
