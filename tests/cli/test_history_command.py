"""`history`: every day and every set as it is on record; corrections are said."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import make_program
from journeys import YES, Companion, Patient, StoppedClock, full_program, install, load_at, visit

from exercise_companion.cli import run
from exercise_companion.companion.late import LateSession
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.late_entry import LateItem
from exercise_companion.core.records import MedicineRecord, WalkRecord
from exercise_companion.core.terms import Answer
from exercise_companion.errors import UsageFault
from exercise_companion.plain import pages

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.history_view import DayView

DAY = 24 * 3600
MONDAY = date(2026, 11, 23)
NOW = "2026-11-23T10:00+00:00"


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(tmp_path: Path, clock: StoppedClock) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), clock)
    return folder


def live(folder: Path, clock: StoppedClock, patient: Patient) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, patient)


def day(folder: Path, clock: StoppedClock, wanted: date = MONDAY) -> DayView:
    with Companion(folder, clock) as companion:
        return companion.diary_day(wanted)


def words_of(folder: Path, clock: StoppedClock) -> dict[str, str]:
    with Companion(folder, clock) as companion:
        return {f"{line.day:%a}": line.words for line in companion.history().lines}


def test_a_session_has_every_set_left_and_right_and_the_next_morning(
    folder: Path, clock: StoppedClock
) -> None:
    live(folder, clock, Patient(pain=3))
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.log_morning((("back", 4), ("leg", 1)))
    (session,) = day(folder, clock).sessions
    assert session.heading == "Session at 09:00"
    assert session.facts[:2] == ("Gone through to the end.", "Effort: 3 of 10.")
    assert session.pain == (
        "Back: 3 before, 3 after, 4 next morning.",
        "Leg: 3 before, 3 after, 1 next morning.",
    )
    bridge, reach = session.exercises
    assert (bridge.name, bridge.ended) == ("Bridge", "Done")
    assert [one.words for one in bridge.sets] == ["Set 1: 8 of 8", "Set 2: 8 of 8"]
    sides = [(one.record.side, one.record.done_reps) for one in reach.sets]
    assert sides == [("left", 6), ("right", 6)]


def test_how_hard_it_was_and_pounds_and_feet_stand_in_the_diary_of_such_a_plan(
    tmp_path: Path, clock: StoppedClock
) -> None:
    """H-14: amounts have the units of the plan they were done under."""
    folder, program = tmp_path / "pounds", full_program() | {"units": "imperial"}
    hard = {"scale": "CR10", "target": [3, 4]}
    load = {"type": "weight", "load_kg": 4}
    program["phases"][0]["items"][0]["dose"] |= {"intensity": hard, "load": load}
    install(folder, program, clock)
    live(folder, clock, Patient())
    with Companion(folder, clock) as companion:
        companion.log_walk(WalkRecord("other", 5, None, 1, None, "done", distance_metres=200))
    view = day(folder, clock)
    bridge, reach = view.sessions[0].exercises
    assert bridge.sets[0].words == "Set 1: 8 of 8, 8.8 of 8.8 lb"
    assert "Effort in it: 3 of 10." in bridge.notes
    assert not [note for note in reach.notes if "Effort" in note]
    assert "09:00: Other, 5 minutes, 656 ft." in view.diary
    assert "    Effort in it: 3 of 10." in pages.day_lines(view)


def test_days_are_told_apart(folder: Path, clock: StoppedClock) -> None:
    live(folder, clock, Patient())
    clock.advance(DAY)
    live(folder, clock, Patient(pain=9))
    clock.advance(2 * DAY)
    with Companion(folder, clock) as companion:
        companion.log_pause(date(2026, 11, 27), date(2026, 11, 27), "wedding")
    clock.advance(2 * DAY)
    live(folder, clock, Patient({"RF-DVT-01": YES}, begins=False))
    assert words_of(folder, clock) == {
        "Sat": "Locked or on hold",
        "Fri": "Days off",
        "Thu": "Not opened",
        "Wed": "Not opened",
        "Tue": "Rest was advised",
        "Mon": "Done",
        "Sun": "Not opened",
    }
    saturday = day(folder, clock, date(2026, 11, 28))
    assert any("calf or leg is newly swollen" in line for line in saturday.signs)
    assert saturday.signs[-1].endswith("Open.")
    assert saturday.sessions == ()


def test_an_answer_taken_back_and_a_score_given_again_are_shown_as_corrected(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        patient = Patient({"RF-DVT-01": YES}, begins=False)
        visit(companion, patient, until=prompts.ShowAdvice)
        companion.reply(companion.next(), prompts.Acknowledged("mistake"))
        visit(companion, Patient(), until=ways.Told)
        companion.log_activities((("walk", 4),))
        companion.log_activities((("walk", 6),))
    view = day(folder, clock)
    signs = "\n".join(view.signs)
    assert "Questions asked again, because you pressed one by mistake" in signs
    assert "Pressed by mistake, changed, Monday 23 November" in signs
    assert "Walk to the shop: 6 of 10 (corrected, first 4)." in view.diary


def test_a_day_to_come_says_once_that_it_is_planned(folder: Path, clock: StoppedClock) -> None:
    view = day(folder, clock)
    assert list(pages.day_lines(view)) == ["Monday 23 November 2026", "Planned: Bridge, Reach."]
    live(folder, clock, Patient())
    lines = list(pages.day_lines(day(folder, clock)))
    assert lines[:2] == ["Monday 23 November 2026: Done.", "Planned: Bridge, Reach."]


def test_what_was_written_down_stands_with_its_day(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.log_session(LateSession(MONDAY, "paper", ("reach-1",), effort=2))
        companion.log_pain((("back", 5),))
        companion.log_walk(WalkRecord("outdoor_walk", 12, 8, 1, 4, "leg_symptoms"))
    view = day(folder, clock)
    (session,) = view.sessions
    assert session.heading == "Session entered from paper on Monday 23 November, 09:00"
    assert session.facts[0] == "Some of what was planned was not done."
    assert view.words == "Done in part"
    assert "Bridge" in view.planned
    assert "09:00: Back pain 5." in view.diary
    assert "09:00: Walk, 12 minutes, legs felt it after 8, leg pain up to 4." in view.diary


def test_two_entries_of_a_day_are_added_up(folder: Path, clock: StoppedClock) -> None:
    """A part of an exercise is not done: the line of the day agrees with its word."""
    with Companion(folder, clock) as companion:
        companion.log_session(
            LateSession(
                MONDAY, "paper", each=(LateItem("bridge-1", 1),), pain_before=(("back", 3),)
            )
        )
        companion.log_session(LateSession(MONDAY, "late", pain_after=(("back", 4),)))
        line = companion.history().lines[0]
    assert line.words == "Done in part"
    assert line.detail == "1 of 2 done, 1 in part. Back 3 before; 4 after."
    first, second = day(folder, clock).sessions
    assert first.facts[0] == "Some of what was planned was not done."
    assert second.facts[0] == "Entered: 1 done."


def test_what_was_written_down_stands_in_order_of_its_time(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.log_activities((("walk", 6),))
        companion.log_medicine(MedicineRecord(3))
        clock.advance(3600)
        companion.log_walk(WalkRecord("outdoor_walk", 12, None, 1, None, "done"))
        clock.advance(3600)
        companion.log_pain((("back", 5), ("leg", 4)))
        clock.advance(3600)
        companion.something_is_wrong()
        visit(companion, Patient({"RF-DVT-01": YES}, begins=False))
        clock.advance(3600)
        companion.something_is_wrong()
        visit(companion, Patient(begins=False))
    view = day(folder, clock)
    assert view.diary == (
        "09:00: medicine on 3 of 14 days.",
        "10:00: Walk, 12 minutes.",
        "11:00: Back pain 5.",
        "11:00: Leg pain 4.",
        "Walk to the shop: 6 of 10.",
    )
    times = [line[:5] for line in view.signs if line[2:3] == ":"]
    assert times == sorted(times)
    assert len(set(times)) == 2


def test_what_was_answered_to_the_safety_questions_is_stated(
    folder: Path, clock: StoppedClock
) -> None:
    live(folder, clock, Patient())
    view = day(folder, clock)
    assert view.signs == (
        "09:00: Safety questions, answered to the end. Every answer was no.",
        "09:00: Safety questions, answered to the end. Every answer was no.",
    )
    text = "\n".join(pages.day_lines(view))
    assert "\nSafety questions\n" in text
    assert "Warning sign" not in text


def test_a_sign_that_was_told_is_said_once_and_no_answer_is_said_to_be_no(
    folder: Path, clock: StoppedClock
) -> None:
    live(folder, clock, Patient({"RF-DVT-01": YES}, begins=False))
    text = "\n".join(day(folder, clock).signs)
    assert text.count("calf or leg is newly swollen") == 1
    assert "Every answer" not in text


def test_a_doubt_that_changed_nothing_is_stated_too(folder: Path, clock: StoppedClock) -> None:
    """Not sure of such a sign is reported without effect (decisions A6)."""
    live(folder, clock, Patient({"RF-GEN-03": Answer.NOT_SURE}, begins=False))
    text = "\n".join(day(folder, clock).signs)
    assert 'You answered "not sure": "' in text
    assert "You told us" not in text
    assert "Every answer" not in text


def test_questions_that_were_left_state_what_was_answered(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        first = companion.next()
        companion.reply(first, prompts.Answered(Answer.NO))
        companion.reply(companion.next(), prompts.Leave())
    view = day(folder, clock)
    (line,) = view.signs
    assert line.endswith(". Every answer given was no.")


def test_a_private_sign_is_not_spelled_out(folder: Path, clock: StoppedClock) -> None:
    live(folder, clock, Patient({"RF-CES-05": YES, "RF-MH-01": YES}, begins=False))
    text = "\n".join(day(folder, clock).signs)
    assert "You told us about a private warning sign." in text
    assert "sex" not in text
    assert "harm" not in text
    assert "Every answer" not in text


def test_pages_go_back_to_the_first_day_and_no_further(tmp_path: Path, clock: StoppedClock) -> None:
    folder = tmp_path / "long"
    install(folder, make_program(), clock)
    clock.advance(30 * DAY)
    with Companion(folder, clock) as companion:
        pages = [companion.history()]
        while (older := pages[-1].older) is not None:
            pages.append(companion.history(older))
        days = [line.day for page in pages for line in page.lines]
        assert days == sorted(set(days), reverse=True)
        assert (days[0], days[-1], len(days)) == (date(2026, 12, 23), date(2026, 11, 22), 32)
        assert [page.newer for page in pages] == [None, days[0], days[14]]
        assert companion.history(date(2020, 1, 1)).lines[-1].day == days[-1]
        assert companion.history(date(2030, 1, 1)) == pages[0]
        assert companion.diary_day(date(2020, 1, 1)).day == days[-1]


GROWING = ("pain_entry", "safety_check", "safety_answer", "set_log", "session", "item_end", "talk",
           "session_item", "session_end", "walk_log", "activity_score", "sensation")  # fmt: skip
"""Tables that have new rows every day or so."""


def test_no_table_that_grows_is_read_from_end_to_end(folder: Path, clock: StoppedClock) -> None:
    live(folder, clock, Patient())
    with Companion(folder, clock) as companion:
        connection = companion.context.store._db.conn
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        companion.history()
        companion.diary_day(MONDAY)
        companion.goals_view()
        connection.set_trace_callback(None)
        plans = [
            (sql, step[3])
            for sql in {one for one in asked if one.lstrip().startswith(("SELECT", "WITH"))}
            for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert len(plans) > len(GROWING)
    assert [plan for plan in plans if plan[1] in {f"SCAN {table}" for table in GROWING}] == []


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture
def shell(tmp_path: Path, clock: StoppedClock) -> list[str]:
    """The command over a test store with one session, on that day."""
    folder = tmp_path / "shell"
    load_at(folder, full_program(), NOW)
    live(folder, clock, Patient())
    return ["--data", str(folder), "--now", NOW, "history"]


@pytest.mark.parametrize(
    "words",
    [
        ("tomorrow",),
        ("2026-11-24",),
        ("2026-02-30",),
        ("\x1b[2J",),
        ("9999-12-31",),
        ("1900-01-01",),
        ("--to", "soon"),
        ("2026-11-23", "--to", "2026-11-23"),
    ],
)
def test_a_wrong_day_is_said(
    shell: list[str], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run([*shell, *words]) == UsageFault.exit_code
    said = capsys.readouterr()
    assert said.out == ""
    assert "\x1b" not in said.err


def test_text_and_json_say_the_same(shell: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run([*shell, "2026-11-23"]) == 0
    text = capsys.readouterr().out
    assert "    Set 1, left: 6 of 6" in text
    assert run([*shell, "today", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["state"] == "done"
    sets = found["sessions"][0]["exercises"][1]["sets"]
    assert [(one["record"]["side"], one["record"]["target_reps"]) for one in sets] == [
        ("left", 6),
        ("right", 6),
    ]
    assert run([*shell, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["newer"] is None


def test_without_a_plan_it_is_said_and_nothing_is_made(tmp_path: Path) -> None:
    assert run(["--data", str(tmp_path / "none"), "history"]) == 1
    assert list(tmp_path.iterdir()) == []
