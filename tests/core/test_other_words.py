"""SI-18: the body words of the questions have other words beside them."""

from __future__ import annotations

import pytest

from exercise_companion import catalogue
from exercise_companion.core.other_words import TERMS, other_words

KNOWN = catalogue.load()
QUESTIONS = [
    *(topic.question for topic in KNOWN.topics),
    *(item.question for item in KNOWN.items if item.question),
    *(follow_up.question for follow_up in KNOWN.follow_ups),
]


def test_si18_they_come_in_the_order_of_the_question_each_once() -> None:
    asked = "Does your tummy hurt? Is there blood in your poo, or pee? Or in your pee again?"
    assert other_words(asked) == (
        "Tummy: abdomen, belly.",
        "Poo: stool, bowel movement.",
        "Pee: urine, to urinate.",
    )


@pytest.mark.parametrize("text", ["", "Is the window open?", "A peer spoke.", "Your pool."])
def test_si18_only_whole_words_count(text: str) -> None:
    assert other_words(text) == ()


def test_si18_every_word_of_the_list_is_asked_about_somewhere() -> None:
    asked = " ".join(QUESTIONS)
    assert [word for word in TERMS if not other_words(word)] == []
    assert [word for word in TERMS if word.capitalize() not in " ".join(other_words(asked))] == []
