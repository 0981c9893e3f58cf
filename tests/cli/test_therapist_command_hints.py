"""A command that a therapist is told to type can be typed as it stands, with any file name."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from test_program_new import at_a_terminal, facts, in_a_folder, run

from exercise_companion.cli import run as run_command

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["facts", "in_a_folder"]


def command_in(said: str, words: str) -> Sequence[str]:
    """What is typed after some words, as a shell reads it."""
    (line,) = [line for line in said.splitlines() if words in line]
    return shlex.split(line.partition(words)[2])


@pytest.mark.parametrize("verb", ["preview", "handout", "sign", "diff"])
def test_a_file_with_blanks_that_cannot_be_used_names_the_check_of_it(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("my plan.json").write_text('{"kind": "prescription"}')
    files = ["my plan.json"] * (2 if verb == "diff" else 1)
    assert run_command(["program", verb, *files]) != 0
    told = command_in(capsys.readouterr().err, "See everything: ")
    assert told == ["exercise-companion", "program", "check", "my plan.json"]


def test_a_draft_with_blanks_that_is_left_names_how_to_go_on(
    monkeypatch: pytest.MonkeyPatch, facts: list[str]
) -> None:
    at_a_terminal(monkeypatch)
    words = ["--exercise", "bridge=2 x 8", *facts, "--out", "my plan.json"]
    _, result = run(*words, typed=["Back program"])
    told = command_in(result.stderr, "Go on with: ")
    assert told[-2:] == ["--continue", "my plan.draft.json"]
