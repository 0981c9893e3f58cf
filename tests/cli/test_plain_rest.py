"""Line by line the rest the therapist wrote is said with the set it comes before."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from builders import a_step

from exercise_companion.core.dose import SWITCH_SECONDS
from exercise_companion.plain.sayings import rest_words


@pytest.mark.parametrize(
    ("kind", "seconds", "words"),
    [
        ("rest", 60, " First rest 1 minute."),
        ("rest", 90, " First rest 1 minute 30 seconds."),
        ("switch_side", SWITCH_SECONDS, ""),
        ("ready", 5, ""),
    ],
)
def test_the_rest_before_a_set_is_said_with_it(kind: str, seconds: float, words: str) -> None:
    steps = (a_step(kind, seconds), a_step("work", None))
    assert rest_words(SimpleNamespace(steps=steps)) == words  # type: ignore[arg-type]


def test_a_set_without_steps_has_none() -> None:
    assert rest_words(SimpleNamespace(steps=())) == ""  # type: ignore[arg-type]
