"""Hazards of sides, units, days, missing scores, text from files and lost records."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item
from journeys import (
    FIRST_DAY,
    YES,
    Patient,
    StoppedClock,
    full_program,
    install,
    rows,
    visit,
)

from exercise_companion.companion import Companion, deciding
from exercise_companion.core import prompts
from exercise_companion.core.pain import MorningOutcome
from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


# --- H-12: a record that was lost or altered ------------------------------------------------------


def tamper(folder: Path, *statements: str) -> None:
    """Somebody with a SQLite tool, who first removes what stands in the way."""
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE alert SET tier = 'S', action = 'C'",
        "UPDATE safety_answer SET value = 'no'",
        "DELETE FROM alert",
        "DELETE FROM safety_answer WHERE id = (SELECT max(id) FROM safety_answer)",
    ],
)
def test_h12_a_changed_or_missing_safety_record_is_seen_in_the_report(
    folder: Path, clock: StoppedClock, statement: str
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-DVT-01": YES}))
        assert companion.report(None, None).chain.faults == ()
    tamper(folder, statement)
    with Companion(folder, clock) as companion:
        assert companion.report(None, None).chain.faults


# --- H-13: left and right -------------------------------------------------------------------------


def test_h13_every_side_is_named_in_words_and_kept_by_itself(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    sides = [shown_set.target.side for shown_set in shown if isinstance(shown_set, prompts.DoSet)]
    assert sides == ["both_together", "both_together", "left", "right"]
    for prompt in shown:
        if isinstance(prompt, prompts.DoSet) and prompt.target.side != "both_together":
            said = " ".join(step.instruction for step in prompt.steps)
            assert f"Your {prompt.target.side.upper()} side" in said
            other = {"left": "RIGHT", "right": "LEFT"}[prompt.target.side]
            assert other not in said
    kept = rows(folder, "SELECT side, count(*) FROM set_log WHERE item_id = 'reach-1' GROUP BY 1")
    assert kept == [("left", 1), ("right", 1)]


# --- H-14: units ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("units", "words"), [("metric", "5 kg"), ("imperial", "11 lb")])
def test_h14_a_load_is_kept_in_kilograms_and_shown_with_its_unit(
    tmp_path: Path, clock: StoppedClock, units: str, words: str
) -> None:
    program = full_program()
    program["units"] = units
    dose = make_dose(sets=1, reps=4, rest_seconds=0, load={"type": "weight", "load_kg": 5})
    program["phases"][0]["items"] = [make_item(dose=dose)]
    folder = tmp_path / "data"
    install(folder, program, clock)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    (intro,) = [prompt for prompt in shown if isinstance(prompt, prompts.ShowIntro)]
    assert words in intro.item.dose
    assert ("5 lb" in intro.item.dose) is False
    assert rows(folder, "SELECT target_load_kg, done_load_kg FROM set_log") == [(5.0, 5.0)]


# --- H-21: missing scores -------------------------------------------------------------------------


class SilentPatient(Patient):
    """Gives no score that may be left out."""

    def reply(self, prompt: prompts.Prompt) -> prompts.Reply:
        if isinstance(prompt, prompts.AskPain) and prompt.may_skip:
            return prompts.Scored()
        return super().reply(prompt)


def test_h21_a_month_without_mornings_never_reads_as_good(
    folder: Path, clock: StoppedClock
) -> None:
    for _ in range(28):
        with Companion(folder, clock) as companion:
            companion.start()
            visit(companion, SilentPatient())
            assert companion.context is not None
            assert deciding.last_morning(companion.context) is not MorningOutcome.GREEN
        clock.advance(DAY)
    with Companion(folder, clock) as companion:
        report = companion.report(None, None)
    assert report.mornings
    assert {morning.outcome for morning in report.mornings} == {"UNKNOWN"}


# --- H-22: days -----------------------------------------------------------------------------------

CHANGES = [
    datetime(2027, 3, 27, 9, 0, tzinfo=UTC),  # the clocks go forward the next night
    datetime(2026, 12, 31, 23, 30, tzinfo=UTC),  # a session over midnight and the year
]


@pytest.mark.parametrize("begin", CHANGES, ids=["summer time", "new year"])
def test_h22_a_session_belongs_to_the_exercise_day_it_began_on(
    tmp_path: Path, begin: datetime
) -> None:
    folder = tmp_path / "data"
    program = full_program()
    program["valid_until"] = "2027-04-30"
    program["phases"][0]["ends_on"] = "2027-04-30"
    program["review_grace_days"] = 28
    program["reviews"] = [
        {"date": day, "kind": "visit", "label": "Review"} for day in ("2026-12-30", "2027-04-01")
    ]
    program["goals"][0]["target_date"] = "2027-04-30"
    install(folder, program, StoppedClock())
    clock = StoppedClock(begin)
    with Companion(folder, clock) as companion:
        talked = prompts.Talked("Ruth Hall", "physiotherapist", "Go on with the exercises.")
        companion.log_talk(talked, review=True)
    days = []
    for _ in range(3):
        with Companion(folder, clock) as companion:
            companion.start()
            visit(companion, Patient())
            days.append(companion.context.day.isoformat() if companion.context else "")
        clock.advance(DAY)
    assert len(set(days)) == 3
    assert [row[0] for row in rows(folder, "SELECT local_day FROM session ORDER BY id")] == days


def test_h22_a_clock_set_back_across_the_date_line_opens_no_second_session(
    folder: Path, clock: StoppedClock
) -> None:
    """A day that was done is done, whatever the wall says afterwards."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    clock.instant = FIRST_DAY - timedelta(hours=2)
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Patient())
    assert not any(isinstance(prompt, prompts.DoSet) for prompt in shown)


# --- H-24: text from files ------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\x1b[2J", "\x9b31m", "\u202e", "\x07"])
def test_h24_a_program_with_a_sign_that_could_act_is_refused(
    tmp_path: Path, clock: StoppedClock, sign: str
) -> None:
    program = full_program()
    program["exercises"][0]["cues"] = [f"Breathe {sign} out"]
    with pytest.raises(CompanionError) as refused:
        install(tmp_path / "data", program, clock)
    assert sign not in str(refused.value)
    assert not (tmp_path / "data").exists()
