"""The line-by-line session through the real program: a whole day, its exit codes, its limits."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, TypingPatient, full_program, install, rows

from exercise_companion import catalogue, programs
from exercise_companion.companion import Companion
from exercise_companion.core import schedule
from exercise_companion.core.dose import set_targets
from exercise_companion.core.follow_ups import question_id
from exercise_companion.core.mood import LADDERS, MOOD_FLAG
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from collections.abc import Callable

    from exercise_companion.core.dose import SetTarget

ROOT = Path(__file__).parents[2]
PROGRAM_FILE = ROOT / "programs" / "a-spinal-stenosis.json"
DAY = date(2026, 11, 23)
NOW, NEXT_MORNING = "2026-11-23T09:00", "2026-11-24T08:00"

ENVIRONMENT = {
    **os.environ,
    "TZ": "Europe/London",
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "error",
    "PYTHONUTF8": "1",
}

MOOD = [question_id(MOOD_FLAG, first) for first, *_ in LADDERS]
"""What is asked in place of the sign of low mood, which is worked out."""


def run(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """One command of the real program, with all its input at once."""
    return subprocess.run(
        [sys.executable, "-m", "exercise_companion", *arguments, "--data", str(folder)],
        input=typed,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        timeout=60,
        check=False,
    )


def talk(folder: Path, now: str, answer: Callable[[str], str | None]) -> tuple[int, list[str]]:
    """A session in a pipe: each printed line is read, and answered if it is a question.

    Args:
        folder: the data folder.
        now: where the clock starts.
        answer: what to type after a line; None for a line that asks nothing, "end" ends the input.

    """
    command = [sys.executable, "-m", "exercise_companion", "session", "--plain"]
    with subprocess.Popen(
        [*command, "--data", str(folder), "--now", now],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=ENVIRONMENT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line.rstrip("\n"))
            typed = answer(lines[-1])
            if typed == "end":
                process.stdin.close()
            elif typed is not None:
                process.stdin.write(typed + "\n")
                process.stdin.flush()
    return process.returncode, lines


def as_planned(line: str) -> str | None:
    """What somebody types who has no sign, little pain and does everything."""
    for words, typed in WORDS.items():
        if words in line:
            return typed
    return None


WORDS = {
    " No, yes, not sure": "no",
    "Type start, helper": "start",
    ". Type start, done": "start",
    "Type start": "start",
    "Type done, done and a number": "done",
    "What did you hold on to": "none",
    "0 to 10": "2",
    "How hard was it": "3",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration store, loaded through the program."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    who = ("--name", "Margaret Example", "--born", "14 March 1958")
    done = run(folder, "load", str(PROGRAM_FILE), *who, "--now", NOW)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Example only. Do not exercise from this plan."
    assert done.stdout.splitlines()[-1] == "Your plan is installed."
    return folder


@pytest.fixture
def demo(loaded: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration store."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "companion.db").write_bytes((loaded / "companion.db").read_bytes())
    return folder


def due_sets() -> list[tuple[str, SetTarget]]:
    """Every set of that Monday, in order, as the program file has them."""
    program = programs.read_file(PROGRAM_FILE, anchor=DAY, tables=programs.default_tables()).program
    plan = schedule.due(program, DAY, (), datetime(2026, 11, 23, 9, 0, tzinfo=UTC))
    return [
        (entry.item.id, target) for entry in plan.now for target in set_targets(entry.item.dose)
    ]


# --- a whole day ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole_day(
    loaded: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, int, list[str]]:
    folder = tmp_path_factory.mktemp("whole") / "data"
    folder.mkdir()
    (folder / "companion.db").write_bytes((loaded / "companion.db").read_bytes())
    return (folder, *talk(folder, NOW, as_planned))


WholeDay = tuple[Path, int, list[str]]


def test_a_whole_session_ends_with_0(whole_day: WholeDay) -> None:
    _, code, lines = whole_day
    assert code == 0
    assert "Everything is saved." in lines


def test_every_set_is_kept_with_its_target_and_what_was_done(whole_day: WholeDay) -> None:
    folder, _, lines = whole_day
    expected = due_sets()
    assert len(expected) > 10
    kept = rows(
        folder,
        "SELECT item_id, set_number, side, target_reps, target_seconds, target_load_kg,"
        " target_metres, done_reps, done_seconds, done_load_kg, done_metres, simulated"
        " FROM set_log ORDER BY id",
    )
    assert [row[:7] for row in kept] == [
        (item_id, one.set_number, one.side, one.reps, one.seconds, one.load_kg, one.metres)
        for item_id, one in expected
    ]
    assert all(row[3:7] == row[7:11] for row in kept)
    assert {row[11] for row in kept} == {1}
    saved = [line for line in lines if line.startswith("Saved set: ")]
    assert saved == [
        f"Saved set: {item_id} {one.side} {one.set_number}" for item_id, one in expected
    ]


def test_every_score_is_kept(whole_day: WholeDay) -> None:
    folder, _, _ = whole_day
    items = list(dict.fromkeys(item_id for item_id, _ in due_sets()))
    scores = rows(
        folder,
        "SELECT asked, item_id, site, score_0_to_10 FROM pain_entry"
        " WHERE session_id IS NOT NULL ORDER BY id",
    )
    assert scores == [
        *(("before", None, site, 2) for site in ("back", "leg")),
        *(("during", item_id, site, 2) for item_id in items for site in ("back", "leg")),
        *(("after", None, site, 2) for site in ("back", "leg")),
    ]
    assert rows(folder, "SELECT session_end, effort_0_to_10, amber FROM session_end") == [
        ("complete", 3, 0)
    ]


def test_every_answer_is_kept(whole_day: WholeDay) -> None:
    folder, _, lines = whole_day
    questions = sum(line.startswith("Question ") for line in lines)
    kept = rows(
        folder,
        "SELECT question_id, value FROM safety_answer JOIN safety_check ON check_id ="
        " safety_check.id WHERE purpose = 'daily' ORDER BY safety_answer.id",
    )
    asked = [
        question
        for topic in catalogue.load().topics
        if topic.when != "post_op"
        for flag_id in topic.items
        for question in (MOOD if flag_id == MOOD_FLAG else [flag_id])
    ]
    assert kept == [(flag_id, "no") for flag_id in asked]
    assert len(kept) == questions
    assert rows(folder, "SELECT check_end FROM safety_check_end") == [("complete",), ("complete",)]


def test_today_says_it_is_done(whole_day: WholeDay) -> None:
    folder, _, _ = whole_day
    today = run(folder, "today", "--now", "2026-11-23T12:00")
    assert today.returncode == 0
    assert "Example only. Do not exercise from this plan." in today.stdout


def test_the_next_morning_is_asked_first_and_kept(whole_day: WholeDay) -> None:
    folder, _, _ = whole_day
    scored = iter(["5", "1"])

    def answer(line: str) -> str | None:
        return next(scored, "end") if "0 to 10" in line or "Question" in line else None

    code, lines = talk(folder, NEXT_MORNING, answer)
    assert code == 1
    assert lines[1].startswith("When you got up on the morning after 23 November 2026.")
    kept = "SELECT site, score_0_to_10, outcome, session_id FROM pain_entry WHERE asked = 'morning'"
    assert rows(folder, kept) == [("back", 5, "AMBER", 1), ("leg", 1, "GREEN", 1)]


# --- leaving, mistakes, help ----------------------------------------------------------------------


def test_the_end_of_input_leaves_with_what_was_answered_kept(demo: Path) -> None:
    left = run(demo, "session", "--plain", "--now", NOW, typed="no\n" * 10)
    assert left.returncode == 1
    assert left.stdout.endswith("There was no answer.\nWhat was answered before is kept.\n")
    assert len(rows(demo, "SELECT id FROM safety_answer")) == 10
    again = run(demo, "session", "--plain", "--now", "2026-11-23T09:10", typed="no\n")
    assert again.returncode == 1
    ids = [row[0] for row in rows(demo, "SELECT question_id FROM safety_answer ORDER BY id")]
    assert len(ids) == len(set(ids)) == 11


def test_at_an_end_before_the_set_is_answered_only_the_clock_says_that_it_was_done(
    demo: Path,
) -> None:
    """H-10, H-17."""

    def answer(line: str) -> str | None:
        return "end" if "Type done, done and a number" in line else as_planned(line)

    code, _ = talk(demo, NOW, answer)
    assert code == 1
    assert rows(demo, "SELECT counted_by FROM set_log") == [("clock",)]
    assert rows(demo, "SELECT id FROM item_end") == []
    assert rows(demo, "SELECT id FROM session_end") == []


def test_a_bad_answer_is_asked_again_and_never_a_default(demo: Path) -> None:
    typed = ["", "maybe", "yes please", "1", "NO ", "n"]
    left = run(demo, "session", "--plain", "--now", NOW, typed="\n".join(typed) + "\n")
    assert left.returncode == 1
    assert left.stdout.count("That was not understood.") == 4
    assert rows(demo, "SELECT value FROM safety_answer") == [("no",), ("no",)]


@pytest.mark.parametrize("flag", [False, True])
def test_moving_the_clock_is_refused_on_a_real_store(tmp_path: Path, flag: bool) -> None:  # noqa: FBT001
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    before = (folder / "companion.db").read_bytes()
    options = ("--now", NOW) if flag else ()
    refused = subprocess.run(
        [sys.executable, "-m", "exercise_companion", "session", "--plain", *options],
        input="no\n" * 100,
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "EXERCISE_COMPANION_DATA": str(folder)}
        | ({} if flag else {"EXERCISE_COMPANION_NOW": NOW}),
        timeout=60,
        check=False,
    )
    assert refused.returncode == 2
    assert "The clock cannot be moved on a real patient's data." in refused.stderr
    assert refused.stdout == ""
    assert (folder / "companion.db").read_bytes() == before


# --- exit codes (decisions E2) --------------------------------------------------------------------


def reporting(flag_id: str) -> Callable[[str], str | None]:
    """Answers yes to one sign and everything else as planned."""
    question = catalogue.load().item(flag_id).question

    def answer(line: str) -> str | None:
        if question in line:
            return "yes"
        if line.startswith("Type one of: "):
            return line.removeprefix("Type one of: ").split(" = ")[0]
        return "leave" if line.endswith("to show, or leave") else as_planned(line)

    return answer


@pytest.mark.parametrize(
    ("flag_id", "expected", "words"),
    [
        ("RF-STR-01", 4, "Call 999 now."),
        ("RF-NEU-01", 4, "Do not exercise now."),
        ("RF-GEN-02", 4, "BEFORE YOUR NEXT SESSION"),
        ("RF-GEN-01", 1, "No exercises today"),
    ],
)
def test_what_a_sign_exits_with(demo: Path, flag_id: str, expected: int, words: str) -> None:
    code, lines = talk(demo, NOW, reporting(flag_id))
    assert code == expected
    assert words in "\n".join(lines)
    assert rows(demo, "SELECT id FROM session") == []
    again = run(demo, "session", "--plain", "--now", "2026-11-23T09:30", typed="leave\n")
    assert again.returncode == expected


def test_without_a_plan_it_exits_with_1(tmp_path: Path) -> None:
    missing = run(tmp_path / "nothing", "session", "--plain")
    assert missing.returncode == 1
    assert "There is no plan here yet." in missing.stderr
    assert not (tmp_path / "nothing").exists()


def test_after_the_end_of_the_plan_it_exits_with_1(demo: Path) -> None:
    ended = run(demo, "session", "--plain", "--now", "2027-02-01T09:00", typed="seen\n")
    assert ended.returncode == 1
    assert "Your plan has ended." in ended.stdout


@pytest.mark.parametrize(
    "arguments", [("session", "--plain", "--now", "tomorrow"), ("session", "--fancy")]
)
def test_a_wrong_way_of_calling_exits_with_2(demo: Path, arguments: tuple[str, ...]) -> None:
    assert run(demo, *arguments).returncode == 2


def test_without_a_terminal_nothing_is_done_and_the_code_says_why(demo: Path) -> None:
    due = run(demo, "session", "--now", NOW)
    assert due.returncode == 1
    assert "session --plain" in due.stdout
    answers = "no\nyes\nyes\ncalling\n"
    assert run(demo, "wrong", "--now", NOW, typed=answers).returncode == 4
    locked = run(demo, "session", "--now", NOW)
    assert locked.returncode == 4
    assert "Exercise is locked." in locked.stdout
    assert run(demo, "--now", NOW).returncode == 0


@pytest.mark.parametrize(
    "content", [b"", b"not a database", b"SQLite format 3\x00" + b"\x00" * 200]
)
def test_a_damaged_store_exits_with_3(demo: Path, content: bytes) -> None:
    (demo / "companion.db").write_bytes(content)
    damaged = run(demo, "session", "--plain", "--now", NOW)
    assert damaged.returncode == 3
    assert "Traceback" not in damaged.stderr
    assert damaged.stderr.strip()
    assert (demo / "companion.db").read_bytes() == content


# --- ! at any question ----------------------------------------------------------------------------


class Alarmed(TypingPatient):
    """Types ! once, at the first question with certain words; all else by the rules."""

    words = ""
    pressed = False

    def answer(self, question: str, lines: list[str]) -> str:
        if self.words in question and not self.pressed:
            self.pressed = True
            return "!"
        return super().answer(question, lines)


QUESTIONS = {
    "a safety question": "Question 3 of",
    "pain before": "Back, 0 to 10, or leave?",
    "the decision": "Type start, helper",
    "the instructions": "Type start, easier",
    "a set": "Type start, done",
    "pain in an exercise": "or no more",
    "anything new": "Did anything new",
    "pain after": "or skip?",
    "effort": "How hard was it",
}


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=list(QUESTIONS))
def test_an_exclamation_mark_is_accepted_at_every_question(tmp_path: Path, words: str) -> None:
    clock, folder = StoppedClock(), tmp_path / "data"
    install(folder, full_program(), clock)
    code, printed, card = alarmed(folder, clock, words)
    assert code == 0
    assert "\n".join(card) in printed
    assert "999" in "\n".join(card)
    after = printed[printed.index("\n".join(card)) :].splitlines()[len(card) :]
    first = next(line for line in after if line.startswith("Question "))
    assert catalogue.load().topic("T3").question in first
    ends = rows(folder, "SELECT purpose, check_end FROM safety_check JOIN safety_check_end"
                        " ON check_id = safety_check.id WHERE purpose = 'wrong'")  # fmt: skip
    assert ends == [("wrong", "complete")]
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def alarmed(folder: Path, clock: StoppedClock, words: str) -> tuple[int, str, tuple[str, ...]]:
    """The exit code, what was printed, and the emergency card."""
    out = io.StringIO()
    source = Alarmed(Patient(), out)
    source.words = words
    with Companion(folder, clock) as companion:
        session = PlainSession(companion, Console(clock, source=source, out=out))
        code = session.exercise()
        card = companion.emergency_card()
    assert source.pressed
    return code, out.getvalue(), card


def test_an_exclamation_mark_is_accepted_on_an_advice_too(tmp_path: Path) -> None:
    clock, folder = StoppedClock(), tmp_path / "data"
    install(folder, full_program(), clock)
    out = io.StringIO()
    source = Alarmed(Patient({"RF-NEU-01": YES}), out)
    source.words = "Type one of: seen"
    with Companion(folder, clock) as companion:
        code = PlainSession(companion, Console(clock, source=source, out=out)).exercise()
    assert code == 4
    assert rows(folder, "SELECT count(*) FROM safety_check WHERE purpose = 'wrong'") == [(1,)]


class Slipping(TypingPatient):
    """Types 8 for the back after the session, is asked, takes it back, and types 3."""

    slips = ("8", "no", "3")

    def answer(self, question: str, lines: list[str]) -> str:
        asks_back = question.startswith("Back, 0 to 10, or skip")
        if self.slips and (asks_back or question.startswith("You typed 8")):
            typed, *self.slips = self.slips
            return typed
        return super().answer(question, lines)


def test_a_big_jump_of_a_score_is_asked_about(tmp_path: Path) -> None:
    """Clinical-spec 2.1, H-20."""
    clock, folder = StoppedClock(), tmp_path / "data"
    install(folder, full_program(), clock)
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        console = Console(clock, source=Slipping(Patient(), out), out=out)
        assert PlainSession(companion, console).exercise() == 0
    assert out.getvalue().count("You typed 8. Is that right?") == 1
    after = "SELECT site, score_0_to_10 FROM pain_entry WHERE asked = 'after'"
    assert rows(folder, after) == [("back", 3), ("leg", 2)]


def test_nothing_is_written_beside_the_store(whole_day: WholeDay) -> None:
    folder, _, _ = whole_day
    assert {entry.name for entry in folder.iterdir()} <= {
        "companion.db", "companion.db-wal", "companion.db-shm", "session.lock",
    }  # fmt: skip
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
