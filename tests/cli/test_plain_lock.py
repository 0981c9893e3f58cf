"""Line by line, a lock ends by the same steps as in the full screen, and the same is kept."""

from __future__ import annotations

import io
import stat
from typing import TYPE_CHECKING

import pytest
from journeys import (
    YES,
    Patient,
    StoppedClock,
    console_for,
    install,
    keyed_program,
    rows,
    visit,
)

from exercise_companion.cli import run
from exercise_companion.clinic import clearing
from exercise_companion.companion import Companion
from exercise_companion.core.today_words import today_lines
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import BLOCKED, NOT_COMPLETE, PlainSession
from exercise_companion.tui.widgets.today_parts import HEADLINES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = 24 * 3600


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(tmp_path: Path, clock: StoppedClock) -> Path:
    folder = tmp_path / "data"
    install(folder, keyed_program(), clock)
    return folder


def report(folder: Path, clock: StoppedClock, *flags: str) -> None:
    with Companion(folder, clock) as companion:
        companion.something_is_wrong()
        visit(companion, Patient(dict.fromkeys(flags, YES), begins=False))


class Typed(io.StringIO):
    """Types one line after the other; a line may be worked out from what was printed."""

    def __init__(self, lines: tuple[str | Callable[[str], str], ...], out: io.StringIO) -> None:
        super().__init__()
        self.lines, self.out = list(lines), out

    def readline(self, _size: int = -1, /) -> str:
        if not self.lines:
            return ""
        line = self.lines.pop(0)
        return f"{line if isinstance(line, str) else line(self.out.getvalue())}\n"


def session(
    folder: Path, clock: StoppedClock, *lines: str | Callable[[str], str]
) -> tuple[int, str]:
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        console = Console(clock, source=Typed(lines, out), out=out)
        return PlainSession(companion, console).exercise(), out.getvalue()


class Interrupted(io.StringIO):
    """Answers some lines, then Ctrl+C."""

    def __init__(self, *lines: str) -> None:
        super().__init__()
        self.lines = list(lines)

    def readline(self, _size: int = -1, /) -> str:
        if not self.lines:
            raise KeyboardInterrupt
        return f"{self.lines.pop(0)}\n"


@pytest.mark.parametrize("ends", ["end of input", "ctrl+c"])
def test_who_leaves_after_a_sign_is_told_whom_to_call_and_that_exercise_is_locked(
    ends: str, folder: Path, clock: StoppedClock
) -> None:
    report(folder, clock, "RF-NEU-01")
    out = io.StringIO()
    source = io.StringIO("") if ends == "end of input" else Interrupted()
    with Companion(folder, clock) as companion:
        plain = PlainSession(companion, Console(clock, source=source, out=out))
        if ends == "end of input":
            assert plain.something_is_wrong() == BLOCKED
        else:
            with pytest.raises(KeyboardInterrupt):
                plain.something_is_wrong()
    last = out.getvalue().splitlines()[-2:]
    assert last == [
        "You reported a warning sign. In an emergency call 999.",
        "Exercise is locked or on hold. How that ends: exercise-companion session",
    ]


def therapist(plan: Path, clock: StoppedClock) -> Callable[[str], str]:
    """Answers the lock code that was printed last."""

    def answer(printed: str) -> str:
        code = printed.rpartition("Lock code: ")[2][:9]
        who = clearing.Clearer("Ruth Hall", "physiotherapist", "PH-104233")
        return clearing.clear(clearing.read_lock(plan, code, clock), who, clock, assessed=True).code

    return answer


def test_two_steps_line_by_line(folder: Path, clock: StoppedClock) -> None:
    report(folder, clock, "RF-NEU-01")
    plan = folder.parent / "data-program.json"
    code, printed = session(
        folder,
        clock,
        *("code", "seen", "Ward 3, Dr Osei", "today", "Go home and rest."),
        *("code", "ABCDE-FGHJK", "code", therapist(plan, clock)),
    )
    assert code == NOT_COMPLETE
    for words in (
        "Step 1: a doctor or nurse sees you.",
        "That was not understood.",
        "This is saved",
        "Step 1 is done",
        "That is not the code for this lock.",
        "The lock has ended",
    ):
        assert words in printed, words
    assert rows(folder, "SELECT place, seen_on, outcome FROM medical_assessment") == [
        ("Ward 3, Dr Osei", "2026-11-23", "Go home and rest.")
    ]
    assert rows(folder, "SELECT method FROM clearance") == [("code",)]


def test_whom_to_ask_at_a_lock_is_said_with_who_each_one_is(
    folder: Path, clock: StoppedClock
) -> None:
    report(folder, clock, "RF-NEU-01")
    _, printed = session(folder, clock)
    said = printed.partition("You see this because")[2].splitlines()[1:5]
    assert said == [
        "Therapist, Ruth Hall: 020 7946 0123",
        "Clinic, Hill Road Clinic: 020 7946 0200",
        "Surgical team, Spinal ward: 020 7946 0300",
        "Out of hours, NHS 111: 111",
    ]


def test_the_end_of_the_input_leaves_the_lock(folder: Path, clock: StoppedClock) -> None:
    report(folder, clock, "RF-NEU-01")
    for lines in ((), ("seen",), ("seen", "Ward 3"), ("leave",)):
        code, _ = session(folder, clock, *lines)
        assert code == BLOCKED
    assert rows(folder, "SELECT id FROM medical_assessment") == []


def test_a_mistake_line_by_line(folder: Path, clock: StoppedClock) -> None:
    report(folder, clock, "RF-NEU-01")
    with Companion(folder, clock) as companion:
        companion.start()
        patient = Patient()
        console, out = console_for(patient, clock)
        source = console._in
        kept = source.answer
        special = {"to show, or leave": "mistake", "Type MISTAKE": "mistake"}
        source.answer = lambda question, lines: (
            next(
                (typed for words, typed in special.items() if words in question),
                None,
            )
            or kept(question, lines)
        )
        PlainSession(companion, console).exercise()
        assert not companion.is_blocked()
    assert "You pressed it by mistake. Each question is asked again." in out.getvalue()
    assert "The lock has ended" in out.getvalue()


def test_did_you_get_help_line_by_line(folder: Path, clock: StoppedClock) -> None:
    report(folder, clock, "RF-NEU-01")
    clock.advance(DAY)
    _, printed = session(folder, clock, "perhaps", "not yet", "seen", "leave")
    assert "Did you get help? Yes, not yet, no" in printed
    assert "Call Hill Road Clinic today." in printed
    clock.advance(DAY)
    session(folder, clock, "yes", "", "yes", "Dr Osei", "leave")
    assert rows(folder, "SELECT answer, seen_by FROM help_answer") == [
        ("not_yet", ""),
        ("yes", "Dr Osei"),
    ]


def test_the_slip_is_read_out_at_the_lock(folder: Path, clock: StoppedClock) -> None:
    report(folder, clock, "RF-NEU-01")
    code, printed = session(folder, clock, "slip", "leave")
    assert code == BLOCKED
    assert "WHAT I REPORTED, WHEN, AND WHAT I WAS TOLD" in printed


def test_the_slip_command_prints_or_writes_a_private_file(
    folder: Path, clock: StoppedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--data", str(folder)]
    assert run(["slip", *place]) == 1
    report(folder, clock, "RF-NEU-01")
    capsys.readouterr()
    assert run(["slip", *place]) == 0
    text = capsys.readouterr().out
    assert text.startswith("WHAT I REPORTED")
    out = tmp_path / "slip.txt"
    assert run(["slip", *place, "--output", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert run(["slip", *place, "--output", str(out)]) == 2
    assert run(["slip", *place, "--output", str(out), "--force"]) == 0


@pytest.mark.parametrize(
    ("flag", "words"),
    [("RF-GEN-02", "Your next session is on hold."), ("RF-DVT-01", "Exercise is locked.")],
)
def test_today_says_once_what_is_locked_or_held(
    folder: Path, clock: StoppedClock, flag: str, words: str
) -> None:
    report(folder, clock, flag)
    with Companion(folder, clock) as companion:
        view = companion.today()
    assert today_lines(view).count(words) == 1
    assert HEADLINES[view.state] == words
    assert words not in view.reasons, "the full screen puts its headline above them"


def test_a_line_of_a_talk_that_cannot_be_is_asked_again_and_the_others_stay(
    folder: Path, clock: StoppedClock
) -> None:
    report(folder, clock, "RF-GEN-02")
    talk = ("I spoke to them", "Ruth Hall", "neighbour", "nurse", "short", "Go on as before.")
    _, said = session(folder, clock, *talk)
    assert said.count("Who did you speak to?") == 1
    assert "Only a talk with a clinician counts here." in said
    assert "What they said is too short: 5 letters." in said
    assert rows(folder, "SELECT who, role, said FROM talk") == [
        ("Ruth Hall", "nurse", "Go on as before.")
    ]
