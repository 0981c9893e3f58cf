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
from exercise_companion.core.typed_questions import HELP, with_typed_questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.draft import Draft

_EXAMPLE: Final = 'sleep 1 week; mood never; "How stiff are you?" 0 to 10, 2 weeks'


def offers(draft: Draft) -> Iterator[Question]:
    """What may be changed, and is complete without an answer: Enter leaves it as it is."""
    asks = f"What is asked before a session? Now: {_asked(draft)}."
    expects = f"Enter leaves it so. To change it, such as: {_EXAMPLE}. {HELP} says what there is"
    yield Question(MEASURES, asks, expects, with_typed_questions, may_stay_open=True)


def _asked(draft: Draft) -> str:
    """What is asked so far: "activities 2 weeks, 1 question of your own"."""
    measures = entries_at(draft, MEASURES)
    listed = [_measure(one) for one in measures if str(one.get("measure")) not in NOT_IN_THE_FORM]
    count = len(entries_at(draft, OWN))
    own = [f"{count} {'question' if count == 1 else 'questions'} of your own"] if count else []
    return ", ".join((*listed, *own)) or "nothing"


def _measure(one: JsonObject) -> str:
    name, days = str(one.get("measure")), one.get(OFTEN)
    words = MEASURE_WORDS[name][0].casefold() if name in MEASURE_WORDS else name
    return f"{words} {days_words(days)}" if isinstance(days, int) else words
