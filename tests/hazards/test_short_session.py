"""Short on time: what the therapist ranked first is done whole; the rest is left out, and said."""

from __future__ import annotations

import shutil
from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_exercise, make_item, make_program
from journeys import Patient, StoppedClock, console_for, install, records, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.companion.days import days
from exercise_companion.core import prompts
from exercise_companion.core.prompts import Go
from exercise_companion.errors import Refused
from exercise_companion.plain import short_time
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

EASIER = {"instruction": "Do fewer.", "dose": make_dose(sets=1, reps=4, rest_seconds=0)}


def ranked() -> Tree:
    """Three exercises of seven and a half minutes each; the second one has the first rank."""
    long = make_dose(sets=6, reps=10)
    program = make_program(
        exercises=[
            make_exercise(),
            make_exercise("reach", name="Reach"),
            make_exercise("squat", name="Squat"),
        ],
        baseline_pain={"back": 3, "leg": 2},
    )
    program["phases"][0]["items"] = [
        make_item("bridge-1", dose=long, priority=3),
        make_item("reach-1", "reach", dose=long, priority=1, modify_down=EASIER),
        make_item("squat-1", "squat", dose=long, priority=2, modify_down=EASIER),
    ]
    return program


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ranked") / "data"
    install(folder, ranked(), StoppedClock())
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(loaded, tmp_path / "data")


def decision(companion: Companion, patient: Patient) -> prompts.ShowDecision:
    companion.start()
    shown = visit(companion, patient, until=prompts.ShowDecision)[-1]
    assert isinstance(shown, prompts.ShowDecision)
    return shown


ENDS = "SELECT item_id, outcome, reason FROM item_end ORDER BY id"


def test_what_has_no_time_is_left_out_at_once_and_said_so(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        shown = decision(companion, Patient())
        assert [(one.minutes, one.item_ids) for one in shown.short] == [
            (8, ("reach-1",)),
            (15, ("reach-1", "squat-1")),
        ]
        companion.reply(shown, prompts.Go(minutes=15))
        assert rows(folder, "SELECT item_id FROM session_item ORDER BY position") == [
            ("bridge-1",),
            ("reach-1",),
            ("squat-1",),
        ]
        assert rows(folder, ENDS) == [("bridge-1", "skipped", "no_time")]
        first = companion.next()
        assert isinstance(first, prompts.ShowIntro)
        assert (first.item.item_id, first.place.position, first.place.of) == ("reach-1", 1, 2)
        assert first.place.minutes_left < 15


def test_what_the_patient_has_no_time_for_is_not_left_out_of_the_count(
    folder: Path, clock: StoppedClock
) -> None:
    """The same reason, given at the first exercise: the next is the second of three, not 1 of 2."""
    with Companion(folder, clock) as companion:
        shown = decision(companion, Patient())
        companion.reply(shown, prompts.Go())
        first = companion.next()
        assert isinstance(first, prompts.ShowIntro)
        companion.reply(first, prompts.Skip("no_time"))
        second = companion.next()
        assert isinstance(second, prompts.ShowIntro)
        assert (second.item.item_id, second.place.position, second.place.of) == ("reach-1", 2, 3)
        assert rows(folder, ENDS) == [("bridge-1", "skipped", "no_time")]


def test_what_was_left_out_can_be_done_later_the_same_day(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        summary = visit(companion, Patient(minutes=10))[-1]
        assert isinstance(summary, prompts.ShowSummary)
        assert "Bridge: left out, no time" in summary.summary.lines
        assert "2 exercises are left. You can still do them later today." in (
            summary.summary.next_lines
        )
        clock.advance(3600)
        today = companion.today()
        assert (today.state, [item.done for item in today.items]) == ("ready", [False, True, False])
        again = decision(companion, Patient())
        assert [item.item_id for item in again.items] == ["bridge-1", "squat-1"]
        companion.reply(again, prompts.Go())
        done = visit(companion, Patient())[-1]
        assert isinstance(done, prompts.ShowSummary)
        assert not any("later today" in line for line in done.summary.next_lines)
        assert companion.today().state == "done"


def test_a_day_tells_no_time_from_not_done(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(minutes=10))
        context = companion.context
        assert context is not None
        (day,) = days(context, context.day, context.day, context.day + timedelta(days=1))
    assert day.state == "partly"
    assert [(one.item_id, one.reason) for one in day.left_out] == [
        ("bridge-1", "no_time"),
        ("squat-1", "no_time"),
    ]


def test_what_was_done_later_that_day_was_not_left_out(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(minutes=10))
        clock.advance(3600)
        companion.start()
        visit(companion, Patient())
        context = companion.context
        assert context is not None
        (day,) = days(context, context.day, context.day, context.day + timedelta(days=1))
    assert (day.state, day.left_out) == ("done", ())


def test_no_dose_is_changed(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(minutes=10))
    assert rows(folder, "SELECT DISTINCT item_id, variant, target_reps FROM set_log") == [
        ("reach-1", "as_written", 10)
    ]
    assert rows(folder, "SELECT count(*) FROM set_log") == [(6,)]


def test_on_an_easy_day_it_chooses_among_the_easier_versions(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        shown = decision(companion, Patient(pain=6))
        assert [item.item_id for item in shown.items] == ["reach-1", "squat-1"]
        assert shown.short == ()  # both together take under five minutes
        companion.reply(shown, prompts.Go(minutes=1))
    assert rows(folder, ENDS) == [("squat-1", "skipped", "no_time")]
    assert rows(folder, "SELECT DISTINCT variant FROM session_item") == [("easier",)]


@pytest.mark.parametrize("minutes", [0, -5])
def test_no_session_in_no_time(folder: Path, clock: StoppedClock, minutes: int) -> None:
    with Companion(folder, clock) as companion:
        shown = decision(companion, Patient())
        with pytest.raises(Refused, match="no time"):
            companion.reply(shown, prompts.Go(minutes=minutes))
        assert companion.next() == shown
    assert rows(folder, "SELECT id FROM session") == []


def test_line_by_line_keeps_the_same_records(loaded: Path, tmp_path: Path) -> None:
    screen, plain = (shutil.copytree(loaded, tmp_path / name) for name in ("screen", "plain"))
    with Companion(screen, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(minutes=10))
    clock = StoppedClock()
    console, out = console_for(Patient(minutes=10), clock)
    with Companion(plain, clock) as companion:
        assert PlainSession(companion, console).exercise() == 0
    assert records(plain) == records(screen)
    said = out.getvalue()
    assert "About 8 minutes: 1 of 3 exercises, Reach." in said
    assert "minutes: all 3 exercises." in said
    assert "The shortest choice takes about 8 minutes." in said
    assert "Left out, no time: Bridge, Squat. You can still do them later today." in said


@pytest.mark.parametrize(
    ("typed", "minutes"), [("10", 8), ("2", 8), ("15", 15), ("22", 15), ("90", None), ("all", None)]
)
def test_any_number_of_minutes_is_understood(
    folder: Path, clock: StoppedClock, typed: str, minutes: int | None
) -> None:
    out = StringIO()
    console = Console(clock, source=StringIO(f"short\nsoon\n0\n{typed}\nstart\n"), out=out)
    with Companion(folder, clock) as companion:
        assert short_time.begin(console, decision(companion, Patient())) == Go(minutes=minutes)
    assert out.getvalue().count("That was not understood.") == 2
