"""Help and refusals for somebody who never used a terminal: whole sentences, and a way on."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from exercise_companion.cli.commands import main


def said(*words: str) -> str:
    result = CliRunner().invoke(main, [*words])
    return f"{result.stdout}{result.stderr}"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("program", "prewiev", "plan.json"), "preview"),
        (("program", "handuot", "plan.json"), "handout"),
        (("lode", "plan.json"), "load"),
    ],
)
def test_a_mistyped_command_is_answered_with_the_one_that_may_be_meant(
    words: tuple[str, ...], meant: str
) -> None:
    assert f'Did you mean "{meant}"?' in said(*words)


def test_what_is_near_to_none_is_not_guessed() -> None:
    assert "Did you mean" not in said("program", "xyzzy")


@pytest.mark.parametrize(
    "words",
    [
        ("program", "handout", "plan.json", "--from", "5.1.2027"),
        ("program", "check", "plan.json", "--today", "today"),
        ("program", "new", "--start", "next week"),
    ],
)
def test_a_mistyped_date_is_answered_with_how_a_date_is_written(words: tuple[str, ...]) -> None:
    text = said(*words)
    assert "is not a date. Write it as 2026-11-22." in text
    assert "%" not in text


def test_a_control_character_is_not_sent_back() -> None:
    assert "\x1b" not in said("program", "new", "--start", "\x1b[2J")


@pytest.mark.parametrize("words", [(), ("program",), ("log",)])
def test_no_sentence_in_the_list_of_commands_is_cut_off(words: tuple[str, ...]) -> None:
    text = said(*words, "--help")
    _, found, listed = text.partition("Commands:")
    assert found
    assert "..." not in listed
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    "words", [("program", "handout"), ("program", "new"), ("program", "check")], ids=" ".join
)
def test_help_names_a_date_as_one(words: tuple[str, ...]) -> None:
    text = said(*words, "--help")
    assert "DATE" in text
    assert "%Y" not in text
