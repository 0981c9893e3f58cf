"""A session whose day or hours end while it runs: what was done is kept, and it is said (E5)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from journeys import NO, YES, Patient, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.terms import Moment
from exercise_companion.store.tables.common import append_only

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

    from exercise_companion.core.prompts import Reply

NIGHT = datetime(2026, 11, 24, 3, 59, tzinfo=UTC)
"""A minute later it is another exercise day."""

CLOSED = "Your earlier session was closed"


def in_a_set_at_night(companion: Companion, clock: StoppedClock) -> prompts.DoSet:
    clock.instant = NIGHT
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    assert isinstance(shown, prompts.DoSet)
    clock.advance(120)
    return shown


def closed(companion: Companion) -> tuple[str, ...]:
    """What is said of it; then *Today* comes."""
    told = companion.next()
    assert isinstance(told, ways.Told)
    assert told.title == CLOSED
    companion.reply(told, prompts.Go())
    return told.lines


def test_a_set_done_over_the_end_of_the_day_is_kept(
    companion: Companion, clock: StoppedClock, folder: Path
) -> None:
    companion.reply(in_a_set_at_night(companion, clock), prompts.DidSet())
    assert rows(folder, "SELECT item_id, set_number FROM set_log") == [("bridge-1", 1)]
    lines = closed(companion)
    assert "A session ends with its day." in lines[0]
    assert lines[-1] == "Bridge: done in part, 1 set"
    assert companion.next() is None
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]


def test_that_it_hurts_is_kept_with_what_was_counted_and_said(
    companion: Companion, clock: StoppedClock, folder: Path
) -> None:
    shown = in_a_set_at_night(companion, clock)
    companion.reply(shown, prompts.Hurts(did=prompts.DidSet(reps=4)))
    assert rows(folder, "SELECT done_reps FROM set_log") == [(4,)]
    told = rows(folder, "SELECT DISTINCT outcome FROM pain_entry WHERE asked = 'during'")
    assert told == [("HURTS",)]
    assert "You said that it hurt. If that is new or strong, press !" in closed(companion)


def test_pain_far_above_the_limit_stops_it_as_on_any_day(
    companion: Companion, clock: StoppedClock, folder: Path
) -> None:
    """PR-02a: what to do comes first, and its questions before anything else."""
    clock.instant = NIGHT
    companion.start()
    patient = Patient()
    while not (isinstance(now := companion.next(), prompts.AskPain) and _is_during(now)):
        assert now is not None
        companion.reply(now, patient.reply(now))
    clock.advance(120)
    companion.reply(now, prompts.Scored((("back", 10), ("leg", 2))))
    notice = companion.next()
    assert isinstance(notice, prompts.ShowNotice)
    assert "PR-02a" in notice.because
    companion.reply(notice, prompts.Go())
    closed(companion)
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]
    first = companion.next()
    assert isinstance(first, prompts.AskSafety)
    assert first.question.id == "RF-CES-01"
    companion.reply(first, prompts.Leave())
    assert "A question about a warning sign is open." in companion.today().alert_line
    with Companion(folder, clock) as again:
        again.greet()
        assert [one.question.id for one in visit(again, Patient(begins=False))[:1]] == ["RF-CES-01"]
        assert again.today().alert_line == ""


@pytest.mark.parametrize("hours", [0.05, 13])
def test_a_yes_that_came_after_the_end_of_the_day_is_kept_and_asked_out(
    companion: Companion, clock: StoppedClock, folder: Path, hours: float
) -> None:
    """Decisions A9: a yes to the chest that came a minute late is no silence."""
    clock.instant = NIGHT
    companion.something_is_wrong()
    shown = companion.next()
    assert isinstance(shown, prompts.AskSafety)
    assert shown.question.id == "T3"
    clock.advance(hours * 3600)
    companion.reply(shown, prompts.Answered(YES))
    assert rows(folder, "SELECT question_id, value FROM safety_answer") == [("T3", "yes")]
    visit(companion, Patient({"RF-CAR-01": YES}, begins=False))
    assert ("RF-CAR-01", "E-call") in rows(folder, "SELECT flag_id, tier FROM alert")


def test_a_no_that_came_after_the_end_of_the_day_is_kept_and_the_questions_come_anew(
    companion: Companion, clock: StoppedClock, folder: Path
) -> None:
    clock.instant = NIGHT
    companion.something_is_wrong()
    shown = companion.next()
    assert isinstance(shown, prompts.AskSafety)
    clock.advance(120)
    companion.reply(shown, prompts.Answered(NO))
    again = companion.next()
    assert isinstance(again, prompts.AskSafety)
    assert again.question.id == shown.question.id
    visit(companion, Patient({"RF-CAR-01": YES}, begins=False))
    assert ("RF-CAR-01", "E-call") in rows(folder, "SELECT flag_id, tier FROM alert")


def _is_during(prompt: prompts.AskPain) -> bool:
    return prompt.moment is Moment.DURING


@pytest.mark.parametrize(
    "reply", [prompts.DidSet(), prompts.Hurts(), prompts.Stop(), prompts.Skip("tired")]
)
def test_after_its_hours_every_key_leads_to_what_comes_next(
    companion: Companion, clock: StoppedClock, folder: Path, reply: Reply
) -> None:
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    clock.advance(6 * 3600)
    companion.reply(shown, reply)
    shown_next: list[Any] = []
    while (now := companion.next()) is not None:
        shown_next.append(now)
        companion.reply(now, Patient().reply(now))
    assert CLOSED in [one.title for one in shown_next if isinstance(one, ways.Told)]
    assert not [one for one in shown_next if isinstance(one, prompts.DoSet)]
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]


def test_a_flare_up_told_in_another_window_ends_it_with_what_was_done(
    folder: Path, companion: Companion, clock: StoppedClock
) -> None:
    """FL-1: every question comes before anything else."""
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    clock.advance(60)
    with Companion(folder, clock) as second:
        second.log_flare("start")
    companion.reply(shown, prompts.DidSet())
    assert "A flare-up began since." in closed(companion)[0]
    assert rows(folder, "SELECT set_number FROM set_log") == [(1,)]


@pytest.mark.parametrize("days", [1, 3, 5, 40])
def test_a_yes_in_a_window_that_stood_open_for_days_counts_at_once(
    companion: Companion, clock: StoppedClock, folder: Path, days: int
) -> None:
    companion.something_is_wrong()
    topic = companion.next()
    assert topic is not None
    companion.reply(topic, prompts.Answered(YES))
    sign = companion.next()
    assert isinstance(sign, prompts.AskSafety)
    assert sign.question.id == "RF-CAR-01"
    clock.advance(days * 24 * 3600)
    companion.reply(sign, prompts.Answered(YES))
    assert rows(folder, "SELECT flag_id, tier FROM alert") == [("RF-CAR-01", "E-call")]
    assert isinstance(companion.next(), prompts.ShowAdvice)


@pytest.mark.parametrize("set_back", [0, 1800, 24 * 3600 * 3])
def test_h22_it_ends_it_too_where_the_clock_was_set_back_meanwhile(
    folder: Path, companion: Companion, clock: StoppedClock, set_back: float
) -> None:
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    clock.advance(60 - set_back)
    with Companion(folder, clock) as second:
        second.log_flare("start")
    companion.reply(shown, prompts.DidSet())
    lines = closed(companion)
    assert "since" in lines[0] or "ends with its day" in lines[0]
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]


def test_it_ends_it_where_an_earlier_version_noted_no_session_with_it(
    folder: Path, clock: StoppedClock
) -> None:
    """FL-1: begun in the session, closed, and brought up to date before it is opened again."""
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        clock.advance(60)
        with Companion(folder, clock) as second:
            second.log_flare("start")
    with closing(sqlite3.connect(folder / "companion.db")) as store, store:
        store.execute("DROP TRIGGER flare_entry_is_never_changed")
        store.execute("UPDATE flare_entry SET session_id = NULL")
        store.execute("CREATE TRIGGER" + append_only("flare_entry").split("CREATE TRIGGER")[1])
    with Companion(folder, clock) as companion:
        companion.start()
        assert "A flare-up began since." in closed(companion)[0]


def test_h22_a_flare_up_from_before_ends_no_session_that_is_begun_in_it(
    tmp_path: Path, clock: StoppedClock
) -> None:
    """It was told while the clock was ahead; its questions are answered, and easier is offered."""
    program = full_program()
    program["phases"][0]["items"][0]["flare_safe"] = True
    install(tmp_path / "data", program, clock)
    with Companion(tmp_path / "data", clock) as companion:
        clock.advance(3600)
        companion.log_flare("start")
        clock.advance(-3600)
        companion.start()
        shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
        assert isinstance(shown, prompts.DoSet)
        companion.reply(shown, prompts.DidSet())
        assert not isinstance(companion.next(), ways.Told)
