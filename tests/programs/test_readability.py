"""The reading grade of clinical-spec 7.9."""

from __future__ import annotations

import pytest

from exercise_companion.core.readability import EASIEST, grade, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hip", 1),
        ("side", 1),
        ("lifted", 1),
        ("knees", 1),
        ("slowly", 2),
        ("shoulder", 2),
        ("the", 1),
        ("be", 1),
        ("physiotherapist", 5),
        ("10", 1),
        ("brr", 1),
    ],
)
def test_syllables_by_vowel_groups(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula() -> None:
    words, sentences, spoken = 8, 2, 9
    expected = 0.39 * words / sentences + 11.8 * spoken / words - 15.59
    assert grade("Lie on your back. Lift your hips slowly.") == pytest.approx(max(0, expected))
    assert grade("The physiotherapist recommends moderation.") > 12


def test_long_sentences_are_harder() -> None:
    short = "Walk to the shop. Then sit for a while. Then walk again."
    assert grade(short.replace(". T", ", t")) > grade(short)


def test_each_line_is_a_sentence() -> None:
    assert grade("Walk to the shop\nSit for a while") == grade("Walk to the shop. Sit for a while.")


@pytest.mark.parametrize("text", ["", "...", "\n\n", "?!"])
def test_no_words_no_grade(text: str) -> None:
    assert grade(text) == EASIEST
