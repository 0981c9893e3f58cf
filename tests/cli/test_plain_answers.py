"""What the line-by-line session says, and what it makes of unlikely lines."""

from __future__ import annotations

import io
import re
from shutil import copytree
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from journeys import (
    FIRST_DAY,
    YES,
    Patient,
    StoppedClock,
    TypingPatient,
    console_for,
    full_program,
    install,
    rows,
)

from exercise_companion.cli import run
from exercise_companion.companion import Companion, summing
from exercise_companion.core import prompts
from exercise_companion.core.dose import SetTarget
from exercise_companion.core.prompts import DidSet
from exercise_companion.core.records import SetRecord
from exercise_companion.core.views import DecisionView
from exercise_companion.plain import reading, sayings
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

    from exercise_companion.core.terms import PerformedSide, VariantKind

DEMO = "Example only. Do not exercise from this plan."


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a real prescription, beside the file it came from."""
    folder = tmp_path_factory.mktemp("prepared") / "data"
    install(folder, full_program(), StoppedClock())
    return folder.parent


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return copytree(prepared, tmp_path, dirs_exist_ok=True) / "data"


class Corrected(TypingPatient):
    """Types other lines first, one after the other, at the questions with certain words."""

    def __init__(self, patient: Patient, out: io.StringIO, *first: tuple[str, str]) -> None:
        super().__init__(patient, out)
        self.first = list(first)

    def answer(self, question: str, lines: list[str]) -> str:
        if self.first and self.first[0][0] in question:
            return self.first.pop(0)[1]
        if question.startswith("That was not understood."):
            question = next(line for line in reversed(lines) if line.endswith("?"))
        return super().answer(question, lines)


def played(folder: Path, clock: StoppedClock, *first: tuple[str, str]) -> tuple[int, list[str]]:
    """A session in which some lines are typed first; its exit code and what it printed."""
    out = io.StringIO()
    source = Corrected(Patient(), out, *first)
    with Companion(folder, clock) as companion:
        code = PlainSession(companion, Console(clock, source=source, out=out)).exercise()
    assert not source.first
    return code, out.getvalue().splitlines()


# --- a set in words -------------------------------------------------------------------------------


def target(side: PerformedSide = "none", **amounts: float | None) -> SetTarget:
    none = dict.fromkeys(("reps", "enough_from", "seconds", "load_kg", "metres"))
    return SetTarget(1, 2, side, **(none | amounts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (target(reps=10), "10 times"),
        (target("left", reps=10, seconds=5), "10 times, hold 5 seconds, your LEFT side"),
        (target(reps=10, enough_from=8), "8 to 10 times"),
        (target("alternate", reps=8), "8 times on each side, left and right in turn"),
        (target("alternate", seconds=30), "30 seconds, left and right in turn"),
        (target(seconds=240), "4 minutes"),
        (target(seconds=60), "1 minute"),
        (target(seconds=90), "90 seconds"),
        (target(seconds=1), "1 second"),
        (target(seconds=120, enough_from=60), "1 to 2 minutes"),
        (target(seconds=60, enough_from=45), "45 to 60 seconds"),
        (target(metres=20), "20 metres"),
    ],
)
def test_a_set_is_said_as_it_was_written(asked: SetTarget, words: str) -> None:
    assert sayings.target_words(asked) == f"Set 1 of 2, {words}"


@pytest.mark.parametrize(
    ("spoken", "words"),
    [
        ("2 sets of 8, effort 3 to 4 out of 10", "Set 1 of 2, 8 times, effort 3 to 4 out of 10"),
        ("2 sets of 8, 2 kilograms", "Set 1 of 2, 8 times"),
        ("2 sets of 8", "Set 1 of 2, 8 times"),
    ],
)
def test_the_effort_is_said_where_the_dose_has_one(spoken: str, words: str) -> None:
    prompt = SimpleNamespace(target=target(reps=8), item=SimpleNamespace(spoken_dose=spoken))
    assert sayings.set_words(prompt) == words  # type: ignore[arg-type]


IN_TURN = target("alternate", reps=8)


@pytest.mark.parametrize(
    ("typed", "did"),
    [
        ("done", prompts.DidSet()),
        ("done 6", prompts.DidSet(reps=6)),
        ("done left 8 right 7", prompts.DidSet(left_reps=8, right_reps=7)),
        ("done left 8, right 7", prompts.DidSet(left_reps=8, right_reps=7)),
        ("done 6 left 8 right 7", None),
        ("done left 8", None),
    ],
)
def test_h13_both_sides_can_be_typed_where_they_take_turns(
    typed: str, did: prompts.DidSet | None
) -> None:
    assert reading.did_set(typed, IN_TURN) == did


def test_sides_are_not_read_of_a_set_that_has_one() -> None:
    assert reading.did_set("done left 8 right 7", target("left", reps=8)) is None
    assert reading.did_set("done left 8 right 7", target("alternate", seconds=30)) is None


# --- the summary ----------------------------------------------------------------------------------


def done(number: int, side: PerformedSide, variant: VariantKind = "as_written") -> SetRecord:
    return SetRecord("A1", "bridge", variant, number, side, 8, 8, None, None, None, None)


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        ([], ""),
        ([done(1, "none")], "1 set"),
        ([done(1, "alternate"), done(2, "alternate")], "2 sets"),
        ([done(1, "left"), done(1, "right")], "1 set each side"),
        ([done(n, side) for n in (1, 2) for side in ("left", "right")], "2 sets each side"),
        (
            [done(1, "left"), done(1, "right"), done(2, "left")],
            "2 sets on the left, 1 set on the right",
        ),
        ([done(1, "left")], "1 set on the left"),
        ([done(1, "none"), done(1, "none", "easier")], "2 sets"),
        ([done(1, "none"), done(1, "left", "easier")], "1 set, 1 set on the left"),
    ],
)
def test_left_and_right_are_one_set_on_each_side(sets: list[SetRecord], words: str) -> None:
    assert summing._sets_done(sets) == words


def test_the_summary_says_sets_for_each_side(folder: Path, clock: StoppedClock) -> None:
    code, lines = played(folder, clock)
    assert code == 0
    assert "Bridge: done, 2 sets" in lines
    assert "Reach: done, 1 set each side" in lines
    assert "If something is wrong, type: exercise-companion wrong" in lines


# --- numbers that cannot be right -----------------------------------------------------------------

SET_1, SET_2 = "Bridge. Set 1 of 2", "Bridge. Set 2 of 2"


def first_item(folder: Path) -> list[tuple[object, ...]]:
    return rows(folder, "SELECT done_reps FROM set_log WHERE item_id = (SELECT item_id FROM"
                        " set_log ORDER BY id LIMIT 1) ORDER BY id")  # fmt: skip


def test_very_many_are_asked_back_and_nothing_is_no_set(folder: Path, clock: StoppedClock) -> None:
    typed = [
        (SET_1, "done 99999"), ("You typed 99999. Is that right?", "no"),
        (SET_1, "done 0"),
        (SET_1, "done 16"),
        (SET_2, "done 17"), ("You typed 17. Is that right?", "yes"),
    ]  # fmt: skip
    code, lines = played(folder, clock, *typed)
    assert code == 0
    assert first_item(folder) == [(16,), (17,)]
    assert lines.count("You typed 0. To leave it out, type skip.") == 1


@pytest.mark.parametrize("typed", ["leave", "done -1", "done 5 6", "done five", "finished", "5"])
def test_what_is_not_offered_is_answered_with_what_is(
    folder: Path, clock: StoppedClock, typed: str
) -> None:
    code, lines = played(folder, clock, (SET_1, typed))
    assert code == 0
    offered = "start, done, hurts, easier, skip, back, stop, done and a number"
    said = f"That was not understood. Type one of: {offered}. ! if something is wrong."
    assert lines.count(said) == 1
    assert first_item(folder) == [(8,), (8,)]


@pytest.mark.parametrize(
    ("question", "typed", "offered"),
    [
        ("Question 2 of", "stop", "no, yes, not sure, unsure, leave"),
        ("Back, 0 to 10, or leave", "stop", "a whole number from 0 to 10, leave"),
        ("Back, 0 to 10, or no more", "stop", "a whole number from 0 to 10, no more, new feeling"),
        ("Back, 0 to 10, or skip", "leave", "a whole number from 0 to 10, skip"),
        ("Type start, helper", "stop", "start, helper, leave"),
        ("Type start, easier, hurts, skip", "leave", "start, easier, hurts, skip, stop"),
        ("Did anything new", "stop", "no, yes, not sure, unsure"),
        ("How hard was it", "leave", "a whole number from 0 to 10, skip"),
    ],
)
def test_stop_and_leave_where_they_are_not_offered(
    folder: Path, clock: StoppedClock, question: str, typed: str, offered: str
) -> None:
    code, lines = played(folder, clock, (question, typed))
    assert code == 0
    assert f"That was not understood. Type one of: {offered}. ! if something is wrong." in lines


# --- words for somebody who types -----------------------------------------------------------------


def everything_said(folder: Path, clock: StoppedClock) -> str:
    _, lines = played(folder, clock)
    said = "\n".join(lines)
    for signs in ({"RF-GEN-01": YES}, {"RF-NEU-01": YES}, {"RF-CAR-01": YES}, {"RF-MH-01": YES}):
        clock.advance(24 * 3600)
        patient = Patient(signs)
        console, out = console_for(patient, clock)
        with Companion(folder, clock) as companion:
            PlainSession(companion, console).something_is_wrong()
        said += out.getvalue()
    return said


def test_no_key_is_named_that_is_not_there(folder: Path, clock: StoppedClock) -> None:
    said = everything_said(folder, clock)
    assert "type !" in said
    named = re.findall(r"(?i).*(?:press !|\bpress \w\b|\bwith [b-z]\b|\bkeys?\b|\bF1\b).*", said)
    assert named == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("If it gets worse, press !", "If it gets worse, type !"),
        ("Press ! and tell us.", "Type ! and tell us."),
        ("Press both heels down.", "Press both heels down."),
    ],
)
def test_a_line_is_said_for_somebody_who_types(line: str, said: str) -> None:
    out = io.StringIO()
    Console(StoppedClock(), source=io.StringIO(), out=out).say(line)
    assert out.getvalue() == said + "\n"


def test_a_decision_that_ends_the_visit_names_the_command() -> None:
    shown = prompts.ShowDecision(
        DecisionView("REST_TODAY", "No exercises", ("If wrong, press !",), ()),  # type: ignore[arg-type]
        (), 0, (), may_begin=False, may_record_talk=False,
    )  # fmt: skip
    assert "If wrong, type: exercise-companion wrong" in sayings.decision_lines(shown)


# --- a demonstration ------------------------------------------------------------------------------


def demonstration() -> Tree:
    program = full_program() | {"demo": True}
    program["patient"]["patient_id"] = "demo-a"
    program["prescriber"] |= {"name": "DEMO - not a real therapist", "licence_no": "DEMO-000"}
    return program


def test_a_demonstration_says_so_first_and_before_the_first_exercise(
    tmp_path: Path, clock: StoppedClock
) -> None:
    install(tmp_path / "data", demonstration(), clock)
    code, lines = played(tmp_path / "data", clock)
    assert code == 0
    assert [at for at, line in enumerate(lines) if line == DEMO] == [
        0,
        next(at for at, line in enumerate(lines) if line.startswith("Exercise 1 of 2")) - 1,
    ]


def test_a_real_plan_is_no_demonstration(folder: Path, clock: StoppedClock) -> None:
    _, lines = played(folder, clock)
    assert DEMO not in lines


# --- no input, or its end -------------------------------------------------------------------------

NO_ANSWER = ["There was no answer.", "What was answered before is kept."]


@pytest.fixture
def real_now(monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[str]:
    """Where the data are, with the command's clock on the day of the prescription."""
    monkeypatch.setattr("exercise_companion.clock.Clock", lambda: StoppedClock(FIRST_DAY))
    return ["--data", str(folder)]


@pytest.mark.parametrize("stdin", [None, io.StringIO()], ids=["closed", "empty"])
def test_wrong_without_input_shows_the_card_and_thanks_nobody(
    real_now: list[str],
    stdin: io.StringIO | None,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("sys.stdin", stdin)
    assert run(["wrong", *real_now]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[:3] == ["EMERGENCY", "Stop exercising now.", "Call 999"]
    assert said[-2:] == NO_ANSWER
    assert not any("Thank you" in line for line in said)


def test_wrong_that_is_left_thanks_nobody(folder: Path, clock: StoppedClock) -> None:
    out = io.StringIO()
    source = Corrected(Patient(), out, ("Question 3 of", "leave"))
    with Companion(folder, clock) as companion:
        session = PlainSession(companion, Console(clock, source=source, out=out))
        assert session.something_is_wrong() == 1
    assert out.getvalue().splitlines()[-1] == NO_ANSWER[1]


def test_wrong_that_found_nothing_says_how_to_reach_it_again(
    folder: Path, clock: StoppedClock
) -> None:
    console, out = console_for(Patient(), clock)
    with Companion(folder, clock) as companion:
        assert PlainSession(companion, console).something_is_wrong() == 0
    assert out.getvalue().splitlines()[-2:] == [
        "Thank you. Your answers are saved.",
        "If something changes, stop and type: exercise-companion wrong",
    ]


def test_a_session_with_a_closed_input_is_left(
    real_now: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert run(["session", "--plain", *real_now]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == NO_ANSWER


def test_load_with_a_closed_input_installs_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    other = folder.parent / "other"
    file = folder.parent / f"{folder.name}-program.json"
    assert run(["load", str(file), "--data", str(other)]) == 1
    assert "There was no answer." in capsys.readouterr().err
    assert not other.exists()


HELD = SetTarget(1, 2, "none", reps=8, enough_from=None, seconds=5, load_kg=None, metres=None)
LOADED = SetTarget(1, 2, "none", reps=8, enough_from=None, seconds=None, load_kg=2.0, metres=None)


@pytest.mark.parametrize(
    ("typed", "target", "did"),
    [
        ("done", HELD, DidSet()),
        ("done 6", HELD, DidSet(reps=6)),
        ("done 6 hold 4", HELD, DidSet(reps=6, seconds=4)),
        ("done, hold 4 s", HELD, DidSet(seconds=4)),
        ("done 8 with 2.5 kg", LOADED, DidSet(reps=8, load_kg=2.5)),
        ("done with 5 lb", LOADED, DidSet(load_kg=2.27)),
        ("done 8 with 2.5 kg", HELD, None),
        ("done 8 hold 4", LOADED, None),
        ("done 8 with 2.5", LOADED, None),
        ("done 8 with -2 kg", LOADED, None),
        ("done eight", LOADED, None),
        ("done 8 8", HELD, None),
    ],
)
def test_a_weight_and_a_hold_can_be_typed_where_the_set_has_them(
    typed: str, target: SetTarget, did: DidSet | None
) -> None:
    assert reading.did_set(typed, target) == did
