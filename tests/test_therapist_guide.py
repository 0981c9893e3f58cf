"""The screens in docs/therapist.md are those of the program, and its commands are understood.

A recorded screen has no figure in it, as that moves; in the guide it is drawn, where its exercise
is named behind the screen: `<!-- screen: desk/library bridge -->`. What a command prints comes from
the round trip: `<!-- printed: program diff -->`.

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

from exercise_companion.catalogue import figures
from exercise_companion.catalogue.library import library
from exercise_companion.cli.commands import main
from exercise_companion.core.figure_drawing import draw
from exercise_companion.core.figure_motion import posture_at
from exercise_companion.core.figure_shape import frame_of

GUIDE = ROOT / "docs" / "therapist.md"
ROUND_TRIP = ROOT / "docs" / "round-trip.md"
PICTURES = ROOT / "tests" / "tui" / "pictures"

PICTURE = r"\n(?:\n```text\n(?:.*?)^```\n)?"
SCREEN = re.compile(
    rf"^<!-- screen: ([\w/-]+)(?: ([\w-]+))? -->{PICTURE}", re.MULTILINE | re.DOTALL
)
"""A screen's name and the exercise of its figure, and its picture when it was put in."""
PRINTED = re.compile(rf"^<!-- printed: ([\w -]+?) -->{PICTURE}", re.MULTILINE | re.DOTALL)
"""What was typed, and what it printed when that was put in."""
FIGURE = "\N{LIGHT SHADE}"
"""What stands for the figure in a recorded screen."""
NO_DOTS = "\N{BRAILLE PATTERN BLANK}"
EMPTY = re.compile(r"^~ \d+ empty lines$", re.MULTILINE)
COMMANDS = re.findall(r"^    (exercise-companion .*)$", GUIDE.read_text("utf-8"), re.MULTILINE)


def screen(name: str) -> str:
    """The recorded screen at its usual size; many empty lines are one."""
    recorded = (PICTURES / f"{name}.txt").read_text(encoding="utf-8")
    usual = recorded.partition("\n=== ")[0].partition("\n")[2]
    return EMPTY.sub("", usual).strip("\n") + "\n"


def with_figure(shown: str, exercise_id: str) -> str:
    """The screen with the end of the movement where the figure is."""
    rows = [line.count(FIGURE) for line in shown.splitlines()]
    figure = figures.find(library().exercise(exercise_id).figure)
    assert figure is not None
    posture, frame = posture_at(figure, 1.0), frame_of(figure)
    canvas = draw(figure, posture, frame, max(rows), sum(map(bool, rows)))
    drawn = iter("".join(canvas.text().splitlines()).replace(NO_DOTS, " "))
    return re.sub(FIGURE, lambda _: next(drawn), shown)


def printed(command: str) -> str:
    """What a command printed in the round trip, up to the next one."""
    _, _, rest = ROUND_TRIP.read_text("utf-8").partition(f"$ exercise-companion {command} ")
    return rest.partition("\n$")[0].partition("\n")[2] + "\n"


def put_in(found: re.Match[str]) -> str:
    name, exercise = found[1], found[2]
    shown = with_figure(screen(name), exercise) if exercise else screen(name)
    marked = f"{name} {exercise}" if exercise else name
    return f"<!-- screen: {marked} -->\n\n```text\n{shown}```\n"


def with_screens(text: str) -> str:
    shown = SCREEN.sub(put_in, text)
    return PRINTED.sub(
        lambda found: f"<!-- printed: {found[1]} -->\n\n```text\n{printed(found[1])}```\n", shown
    )


def test_the_screens_are_those_of_the_program() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    names = {found[1] for found in SCREEN.finditer(text)}
    assert {"desk/library", "desk/dose", "desk/unfinished", "desk/preview-today"} < names
    assert len(names) >= 8
    assert PRINTED.search(text)
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
