"""The screens in docs/therapist.md are those of the program, and its commands are understood.

After a change of screens that is meant:

    RENEW_GUIDE=1 python -m pytest tests/test_therapist_guide.py
"""

from __future__ import annotations

import os
import re
import shlex

import click
import pytest
from harness.terminal import ROOT

from exercise_companion.cli.commands import main

GUIDE = ROOT / "docs" / "therapist.md"
PICTURES = ROOT / "tests" / "tui" / "pictures"

SCREEN = re.compile(
    r"^<!-- screen: ([\w/-]+) -->\n(?:\n```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL
)
"""A screen's name, and its picture when it was put in."""
EMPTY = re.compile(r"^~ \d+ empty lines$", re.MULTILINE)
COMMANDS = re.findall(r"^    (exercise-companion .*)$", GUIDE.read_text("utf-8"), re.MULTILINE)


def screen(name: str) -> str:
    """The recorded screen at its usual size; many empty lines are one."""
    recorded = (PICTURES / f"{name}.txt").read_text(encoding="utf-8")
    usual = recorded.partition("\n=== ")[0].partition("\n")[2]
    return EMPTY.sub("", usual).strip("\n") + "\n"


def with_screens(text: str) -> str:
    return SCREEN.sub(
        lambda found: f"<!-- screen: {found[1]} -->\n\n```text\n{screen(found[1])}```\n", text
    )


def test_the_screens_are_those_of_the_program() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    assert len(SCREEN.findall(text)) >= 5
    if "RENEW_GUIDE" in os.environ:
        GUIDE.write_text(with_screens(text), encoding="utf-8")
    assert GUIDE.read_text(encoding="utf-8") == with_screens(text)


@pytest.mark.parametrize("line", COMMANDS)
def test_the_commands_are_understood(line: str) -> None:
    words = shlex.split(line)[1:]
    command: click.Command = main
    while isinstance(command, click.Group) and words[0] != "--help":
        following = command.get_command(click.Context(command), words[0])
        assert following is not None, line
        command, words = following, words[1:]
    command.make_parser(click.Context(command)).parse_args(list(words))
