"""A walk entered afterwards leaves the same record as one told at once; silence stays silence."""

from __future__ import annotations

import io
import shutil
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, install, rows, visit
from walks import walk_program

from exercise_companion.companion import Companion
from exercise_companion.companion.late import LateSession
from exercise_companion.core.late_entry import LateItem
from exercise_companion.core.prompts import ShowAdvice
from exercise_companion.core.walk_questions import WalkAnswers, next_question
from exercise_companion.core.walk_typed import answers_of
from exercise_companion.errors import StoreFault, UsageFault
from exercise_companion.plain.console import Console
from exercise_companion.plain.diary import DiaryQuestions
from exercise_companion.store.diary_records import DiaryRecords

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.walk_prompts import AskWalk

TODAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 22)

WHOLE = {
    "gave_way": "no",
    "minutes": "9.5",
    "bouts": "2",
    "first_symptom": "4",
    "leg_max": "6",
    "symptom": "heavy",
    "side": "left",
    "relief_action": "stood",
    "in_calf": "yes",
    "relief": "3",
    "stop_reason": "legs",
    "distance": "400",
}
"""What can be said of a walk, as it is typed."""

WALK = (
    "SELECT local_day, session_id, item_id, timed, mode, minutes_total, bouts,"
    " minutes_to_first_symptom, leg_pain_max_0_to_10, symptom, side, relief_action, in_calf,"
    " minutes_to_relief, stop_reason, gave_way, distance_metres, legs FROM walk_log"
)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loaded") / "data"
    install(folder, walk_program(), StoppedClock())
    return folder


@pytest.fixture
def folder(loaded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(loaded, tmp_path / "data")


def asked(companion: Companion, day: date = TODAY) -> AskWalk:
    (exercise,) = companion.exercises_of(day)
    assert exercise.walk is not None
    return exercise.walk


def answered(companion: Companion, **given: str) -> WalkAnswers:
    return answers_of(asked(companion).about, given, "walk-1")


def enter(companion: Companion, walk: WalkAnswers, day: date = TODAY) -> None:
    told = (LateItem("walk-1", walk=walk),)
    companion.log_session(LateSession(day, "late", each=told), asks=True)


# --- bad input keeps nothing ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"minutes": "soon"}, "soon is no answer to minutes"),
        ({"minutes": "0"}, "0 is no answer to minutes"),
        ({"minutes": "1441"}, "no answer to minutes"),
        ({"minutes": "10", "first_symptom": "11"}, "11 is no answer to first_symptom"),
        ({"first_symptom": "some time", "leg_max": "11"}, "11 is no answer to leg_max"),
        ({"first_symptom": "some time", "side": "middle"}, "middle is no answer to side"),
        ({"first_symptom": "none", "side": "left"}, "side does not fit the other answers"),
        ({"bouts": "2"}, "bouts does not fit"),
        ({"speed": "4"}, "speed is not asked"),
        ({"minutes": "10", "bouts": "1.5"}, "no answer to bouts"),
        ({"gave_way": "\x1b[2J"}, "is no answer to gave_way"),
    ],
)
def test_what_cannot_be_said_of_a_walk_is_refused_and_nothing_is_kept(
    folder: Path, given: dict[str, str], said: str
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        with pytest.raises(UsageFault) as refused:
            companion.typed_walk(TODAY, "walk-1", given)
    assert said in str(refused.value)
    assert "\x1b" not in str(refused.value)
    assert rows(folder, "SELECT id FROM session") == []


@pytest.mark.parametrize(
    "walk",
    [
        (("minutes", 10.0),),
        (("gave_way", "no"), ("minutes", float("nan"))),
        (("gave_way", "perhaps"),),
    ],
)
def test_answers_that_do_not_fit_the_questions_keep_nothing(
    folder: Path, walk: WalkAnswers
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        with pytest.raises(UsageFault):
            enter(companion, walk)
    assert rows(folder, "SELECT id FROM session") == []
    assert rows(folder, "SELECT id FROM walk_log") == []


def test_a_walk_is_only_asked_about_what_is_walked(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        with pytest.raises(UsageFault, match="not in the plan"):
            companion.typed_walk(TODAY, "bridge-1", {"minutes": "10"})


# --- the record -----------------------------------------------------------------------------------


def test_everything_that_is_said_of_a_late_walk_stands_in_its_record(folder: Path) -> None:
    clock = StoppedClock()
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        companion.start()
        enter(companion, answered(companion, **WHOLE))
    assert rows(folder, WALK) == [
        (
            *("2026-11-23", 1, "walk-1", 0, "outdoor_walk", 9.5, 2, 4.0, 6),
            *("heavy", "left", "stood_still", 1, 3.0, "leg_symptoms", 0, 400.0, None),
        )
    ]
    assert rows(folder, "SELECT done_seconds, target_seconds FROM set_log") == [(570, 720)]
    assert rows(folder, "SELECT kind FROM walk_mark") == [("typed",)]


def test_the_diary_says_that_it_was_entered_later(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        enter(companion, answered(companion, **WHOLE))
        day = companion.diary_day(TODAY)
    assert "Entered later: Walk, 9.5 minutes, legs felt it after 4" in str(day)


def test_what_nobody_remembers_stays_empty(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        enter(companion, answered(companion, minutes="12", first_symptom="some_time"))
    (walk,) = rows(folder, WALK)
    assert walk[5:] == (12.0, *[None] * 11, "felt")


def test_a_walk_of_which_nothing_is_said_is_logged_as_done_and_no_more(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        enter(companion, answered(companion))
    assert rows(folder, "SELECT id FROM walk_log") == []
    assert rows(folder, "SELECT done_seconds FROM set_log") == [(240,)] * 3
    assert rows(folder, "SELECT outcome FROM item_end") == [("done",)]


def test_a_walk_below_what_was_written_is_done_in_part_whatever_was_said(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        enter(companion, answered(companion, minutes="1", first_symptom="none"))
    assert rows(folder, "SELECT outcome FROM item_end") == [("partly",)]


def test_every_question_may_be_left_out_and_only_what_applies_is_asked(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        about = asked(companion).about
    answers: dict[str, None] = {}
    while (question := next_question(about, answers)) is not None:  # type: ignore[arg-type]
        assert question.may_skip
        answers[question.id] = None
    assert list(answers) == ["gave_way", "minutes", "stop_reason", "first_symptom"]


# --- the rules see it -----------------------------------------------------------------------------


def test_nc5_a_leg_that_gave_way_on_a_late_walk_locks(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        enter(companion, answered(companion, gave_way="yes"))
        assert companion.is_blocked()
        shown = visit(companion, Patient())
    assert any(isinstance(prompt, ShowAdvice) for prompt in shown)
    (alert,) = rows(folder, "SELECT flag_id, rules, session_id FROM alert")
    assert alert[0] == "RF-NEU-02"
    assert "NC-5" in str(alert[1])
    assert alert[2] == 1


def test_a17_a_leg_that_gave_way_is_told_even_if_it_cannot_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise StoreFault("The disk is full.", "Free some space.")

    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        walk = answered(companion, gave_way="yes")
        monkeypatch.setattr(DiaryRecords, "log_walk", fails)
        with pytest.raises(StoreFault):
            enter(companion, walk)
        assert isinstance(companion.next(), ShowAdvice)
    assert rows(folder, "SELECT id FROM session") == []


def test_nc3_a_late_walk_that_has_not_eased_asks_the_questions(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        walk = answered(companion, first_symptom="some time", relief="not yet", side="left")
        enter(companion, walk)
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
    assert rows(folder, "SELECT rule FROM questions_due") == [("NC-3",)]


def test_nc4_two_late_walks_with_a_calf_that_eased_standing_still(folder: Path) -> None:
    clock = StoppedClock()
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        companion.start()
        walk = answered(companion, **WHOLE)
        for day in (TODAY, TODAY + timedelta(days=1)):
            enter(companion, walk, day)
    with Companion(folder, clock) as companion:
        companion.start()
    assert "NC-4" in str(rows(folder, "SELECT rules FROM alert"))


# --- line by line ---------------------------------------------------------------------------------


def test_line_by_line_a_walk_is_asked_for_and_a_bad_answer_again(folder: Path) -> None:
    clock = StoppedClock()
    typed = (
        *("today", "memory", "all", "yes"),
        *("no", "long", "9.5", "2", "400", "legs", "10", "4", "6", "heavy", "left", "stood"),
        *("yes", "3", "skip", "skip", "skip", "skip", "skip"),
    )
    out = io.StringIO()
    console = Console(clock, source=io.StringIO("\n".join(typed) + "\n"), out=out)
    with Companion(folder, clock) as companion:
        companion.start()
        questions = DiaryQuestions(companion, console, clock.when().local_day)
        companion.log_session(questions.session(), asks=True)
    assert out.getvalue().count("That was not understood") == 2
    assert "Skip what you do not remember." in out.getvalue()
    (walk,) = rows(folder, WALK)
    assert walk[5:12] == (9.5, 2, 4.0, 6, "heavy", "left", "stood_still")
