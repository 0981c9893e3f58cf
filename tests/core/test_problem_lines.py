"""What is left to mend at the desk, in the therapist's words."""

from __future__ import annotations

import pytest

from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_problem_lines import problem_lines
from exercise_companion.core.problem import JsonPath, found


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (("reviews",), "Reviews: none yet."),
        (("baseline_pain",), "Baseline pain: none yet."),
        (("phases", 0, "items"), "Phase 1: no exercise yet."),
    ],
)
def test_a_list_without_an_entry_is_said_to_have_none_yet(path: JsonPath, words: str) -> None:
    empty = found("V-02", path, "This is empty.", "Give at least 1.")
    draft = Draft({"phases": [{"items": []}]})
    (line,) = problem_lines([empty], draft, {}, lambda _: None)
    assert (line.words, line.path) == (words, path)
