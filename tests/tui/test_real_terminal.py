"""The real program in a pseudo-terminal: a patient's first day, closed windows, hostile files."""

from __future__ import annotations

import json
import re
import shutil
import signal
from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes
from harness import scenes, visits
from harness.screen import Emulator
from harness.terminal import Terminal
from journeys import records, rows

if TYPE_CHECKING:
    from pathlib import Path

ANSWERS: Final = scenes.Answers(visits.PAIN, visits.EFFORT)

ALTERNATE_SCREEN_LEFT: Final = b"\x1b[?1049l"


def terminal_at(folder: Path, now: str = visits.MONDAY) -> Terminal:
    return Terminal("--data", str(folder), "--now", now)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "data"
    visits.load(folder)
    return folder


@pytest.fixture(scope="module")
def in_a_session(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Checked, begun, left with one set of the first exercise done."""
    folder = tmp_path_factory.mktemp("session") / "data"
    shutil.copytree(loaded, folder)
    visit = visits.PlainVisit(folder)
    visit.play(until=lambda line: line.startswith("Saved set: A1 both_together 1"))
    return folder


# --- a day ----------------------------------------------------------------------------------------


def test_a_first_day_and_the_next_morning_leave_what_the_same_day_line_by_line_leaves(
    tmp_path: Path,
) -> None:
    seen, typed = tmp_path / "seen", tmp_path / "typed"
    with terminal_at(seen) as terminal:
        scenes.load_plan(terminal, str(visits.PLAN), visits.NAME, visits.BORN)
        terminal.press_until("enter", "question 1 of")
        played = scenes.play(terminal, ANSWERS, until=lambda scene: scene.kind == "today")
        assert "Today's exercises are done." in terminal.text
        terminal.press("q")
        assert terminal.wait_ended() == 0
        assert terminal.emulator.modes_left_on == set()
    with terminal_at(seen, visits.TUESDAY) as terminal:
        terminal.wait_for("morning after", "Enter   Start")
        terminal.press_until("enter", "on the morning after 4 January 2027")
        scenes.play(terminal, ANSWERS, until=lambda scene: scene.kind == "question")
        terminal.press("q")
        terminal.wait_for("Q   Leave")
        terminal.press("q")
        assert terminal.wait_ended() == 0

    visits.load(typed)
    first_day = visits.PlainVisit(typed)
    assert first_day.play() == 0
    visits.PlainVisit(typed, visits.TUESDAY).play(until=lambda line: line.startswith("Question"))

    kinds = {scene.kind for scene, _ in played}
    assert kinds >= {"question", "pain", "decision", "intro", "player", "effort", "summary"}
    left = records(seen)
    assert left == records(typed)
    assert [row[2:3] + row[6:7] + row[5:6] for row in left["set_log"]] == first_day.saved_sets
    assert _sets_without_target_or_actual(seen) == []
    assert _morning_scores(seen) == [("back", visits.PAIN[0]), ("leg", visits.PAIN[1])]


def _sets_without_target_or_actual(folder: Path) -> list[tuple[object, ...]]:
    return rows(
        folder,
        "SELECT * FROM set_log WHERE coalesce(target_reps, target_seconds, target_metres) IS NULL"
        " OR coalesce(done_reps, done_seconds, done_metres) IS NULL",
    )


def _morning_scores(folder: Path) -> list[tuple[object, ...]]:
    query = "SELECT site, score_0_to_10 FROM pain_entry WHERE asked = 'morning' ORDER BY id"
    return rows(folder, query)


# --- closed windows and signals -------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_in_the_safety_check_gives_the_terminal_back_and_asks_that_question_again(
    name: str, loaded: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(loaded, tmp_path / "data")
    number = signal.Signals[name]
    with terminal_at(folder) as terminal:
        terminal.wait_for("Enter   Start")
        terminal.press_until("enter", "question 1 of")
        for _ in range(2):
            scenes.press_at(terminal, scenes.wait_for_scene(terminal), "n")
        unanswered = _question(terminal)
        terminal.send(number)
        assert terminal.wait_ended() == 128 + number
        assert terminal.emulator.modes_left_on == set()
        assert terminal.text.strip() == ""
        assert _printed_after_leaving(terminal) == ""
    assert len(rows(folder, "SELECT id FROM safety_answer")) == 2
    with terminal_at(folder, visits.LATER) as terminal:
        terminal.wait_for("Enter   ")
        terminal.press_until("enter", "question 1 of")
        assert _question(terminal) == unanswered
        assert len(rows(folder, "SELECT id FROM safety_answer")) == 2


def _question(terminal: Terminal) -> str:
    """The lines of the question's card."""
    lines = scenes.wait_for_scene(terminal).detail.splitlines()
    return "\n".join(line for line in lines if "▌" in line)


def _printed_after_leaving(terminal: Terminal) -> str:
    """What stays readable once the full screen is gone."""
    _, left, after = terminal.written.rpartition(ALTERNATE_SCREEN_LEFT)
    assert left
    emulator = Emulator(100, 34)
    emulator.feed(after)
    return emulator.text.strip()


def test_a_window_closed_in_the_middle_of_a_set_goes_on_where_it_stopped(
    in_a_session: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(in_a_session, tmp_path / "data")
    with terminal_at(folder, visits.LATER) as terminal:
        _go_on(terminal, "You were at exercise 1 of 7: Pelvic tilt, set 2 of 2.")
        terminal.press_until("enter", "set 2 of 2", "Start now")
        terminal.press_until("enter", "Done with this set")
        terminal.close_window()
        assert terminal.wait_ended() == 128 + signal.SIGHUP
    assert len(rows(folder, "SELECT id FROM set_log")) == 1
    with terminal_at(folder, visits.LATER) as terminal:
        _go_on(terminal, "You were at exercise 1 of 7: Pelvic tilt, set 2 of 2.")
        terminal.press_until("enter", "set 2 of 2", "Start now")


def _go_on(terminal: Terminal, where: str) -> None:
    terminal.wait_for("Go on with your session")
    terminal.press_until("enter", where, "F   Finish here")
    terminal.press_until("enter", "Pelvic tilt   1 of 7", "Enter   Start")


# --- hostile files --------------------------------------------------------------------------------

SMUGGLED: Final = {
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "title": "\x1b]0;stolen\x1b\\",
    "clear": "\x1b[2J\x1b[3J",
    "one-byte CSI": "\x9b2J",
    "one-byte OSC": "\x9d0;stolen\x9c",
    "bell": "\x07",
}
POINTER_SHAPE: Final = re.compile(rb"\x1b\]22;[a-z]+\x07")
"""The one command the full screen itself gives the terminal."""

MARKS: Final = (b"\x1b]52", b"\x1b]0", b"\x1b[3J", b"\x07", b"\xc2\x9b", b"\xc2\x9d", b"\x9b2J")
"""What reaches the terminal when a smuggled sequence does; the program writes none of it itself."""


@pytest.mark.parametrize("what", SMUGGLED)
@pytest.mark.parametrize("place", ["title", "exercise"])
def test_control_characters_in_a_file_are_refused_line_by_line(
    what: str, place: str, tmp_path: Path
) -> None:
    plan = _plan_with(SMUGGLED[what], place, tmp_path)
    with Terminal(
        "load", str(plan), "--data", str(tmp_path / "data"), "--now", visits.MONDAY
    ) as terminal:
        assert terminal.wait_ended() == 2
        assert b"\x1b" not in terminal.written
        assert [mark for mark in MARKS if mark in terminal.written] == []
        assert b"Nothing was changed." in terminal.written
    assert not (tmp_path / "data").exists()


def test_control_characters_in_a_file_never_reach_the_full_screen(tmp_path: Path) -> None:
    plan = _plan_with("".join(SMUGGLED.values()), "title", tmp_path)
    with terminal_at(tmp_path / "data") as terminal:
        scenes.name_file(terminal, str(plan))
        terminal.press_until("enter", "code V-16")
        terminal.press("ctrl+q")
        assert terminal.wait_ended() == 0
        written = POINTER_SHAPE.sub(b"", terminal.written)
        assert [mark for mark in MARKS if mark in written] == []
        assert terminal.emulator.modes_left_on == set()
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", [("load",), ("program", "check")])
def test_control_characters_in_a_file_name_do_not_act(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    plan = tmp_path / f"plan{SMUGGLED['clipboard']}.json"
    plan.write_text("{", encoding="utf-8")
    with Terminal("--data", str(tmp_path / "data"), *command, str(plan)) as terminal:
        assert terminal.wait_ended() == 2
        assert b"plan" in terminal.written
        assert [mark for mark in (b"\x1b", b"\x07") if mark in terminal.written] == []


def _plan_with(smuggled: str, place: str, folder: Path) -> Path:
    """The example plan with a hostile text in it."""
    program = json.loads(visits.PLAN.read_text(encoding="utf-8"))
    if place == "title":
        program["title"] += smuggled
    else:
        program["exercises"][0]["steps"][0] += smuggled
    path = folder / "plan.json"
    path.write_bytes(as_bytes(program))
    return path
