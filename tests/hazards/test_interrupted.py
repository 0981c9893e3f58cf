"""A session that was interrupted asks whether it goes on; one that may not says it was closed."""

from __future__ import annotations

import io
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from journeys import (
    BORN,
    NAME,
    Patient,
    StoppedClock,
    full_program,
    install,
    records,
    rows,
    visit,
)

from exercise_companion.companion import Companion
from exercise_companion.core import clearing_prompts as ways
from exercise_companion.core import prompts
from exercise_companion.core.today_words import today_lines
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

ENDS = "SELECT item_id, outcome, reason FROM item_end ORDER BY id"


def one_set(folder: Path, clock: StoppedClock) -> None:
    """The first set of the first exercise is done, then the window is closed."""
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(asked, prompts.DidSet())


def asked_to_go_on(companion: Companion) -> prompts.AskGoOn:
    companion.start()
    asked = companion.next()
    assert isinstance(asked, prompts.AskGoOn)
    return asked


def test_today_says_where_an_unfinished_session_was(folder: Path, clock: StoppedClock) -> None:
    one_set(folder, clock)
    with Companion(folder, clock) as companion:
        today = companion.today()
    assert today.state == "resume"
    assert today.reasons == ("You were at exercise 1 of 2: Bridge, set 2 of 2.",)
    assert today.reasons[0] in today_lines(today)


def test_it_goes_on_only_when_that_was_said(folder: Path, clock: StoppedClock) -> None:
    one_set(folder, clock)
    clock.advance(600)
    with Companion(folder, clock) as companion:
        asked = asked_to_go_on(companion)
        assert asked.began == "You began at 09:00."
        assert asked.done == ("Bridge: begun, 1 set",)
        companion.reply(asked, prompts.Leave())
        assert companion.next() is None
        companion.reply(asked_to_go_on(companion), prompts.Go())
        assert isinstance(companion.next(), prompts.ShowIntro)
        visit(companion, Patient())
    assert rows(folder, "SELECT session_end FROM session_end") == [("complete",)]


def test_finishing_here_keeps_what_was_done_and_asks_what_a_stop_asks(
    folder: Path, clock: StoppedClock
) -> None:
    one_set(folder, clock)
    with Companion(folder, clock) as companion:
        companion.reply(asked_to_go_on(companion), prompts.Stop())
        shown = visit(companion, Patient())
        today = companion.today()
    kinds = [type(one) for one in shown]
    assert prompts.AskSafety in kinds
    assert prompts.AskStopReason in kinds
    assert prompts.DoSet not in kinds
    summary = shown[-1]
    assert isinstance(summary, prompts.ShowSummary)
    assert summary.summary.lines == (
        "You stopped before the end. What you did is kept.",
        "Bridge: done in part, 1 set, too tired",
        "Reach: left out, too tired",
    )
    assert "1 exercise is left. You can still do it later today." in summary.summary.next_lines
    assert rows(folder, ENDS) == [
        ("bridge-1", "partly", "tired"),
        ("reach-1", "skipped", "tired"),
    ]
    assert [(item.done, item.partly) for item in today.items] == [(True, True), (False, False)]
    assert "1. Bridge: 2 × 8 (partly done)" in today_lines(today)


def test_pain_that_was_not_given_is_asked_before_it_goes_on(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        for _ in range(2):
            asked = companion.next()
            assert isinstance(asked, prompts.DoSet)
            companion.reply(asked, prompts.DidSet())
    with Companion(folder, clock) as companion:
        assert companion.today().reasons == (
            "You were at exercise 1 of 2: Bridge. Your pain in it comes next.",
        )
        companion.start()
        pain = companion.next()
        assert isinstance(pain, prompts.AskPain)
        companion.reply(pain, Patient().reply(pain))
        asked_now = companion.next()
    assert isinstance(asked_now, prompts.AskGoOn)
    assert asked_now.where == "You were at exercise 2 of 2: Reach, set 1 of 1, your LEFT side."


def told_of(companion: Companion) -> ways.Told:
    companion.start()
    told = companion.next()
    assert isinstance(told, ways.Told)
    return told


@pytest.mark.parametrize(
    ("hours", "why"),
    [
        (6, "That is too long ago to go on."),
        (24, "A session ends with its day."),
    ],
)
def test_a_session_that_may_not_go_on_says_that_it_was_closed_and_what_was_kept(
    folder: Path, clock: StoppedClock, hours: int, why: str
) -> None:
    one_set(folder, clock)
    clock.advance(hours * 3600)
    with Companion(folder, clock) as companion:
        told = told_of(companion)
        assert told.title == "Your earlier session was closed"
        assert told.lines == (
            f"You began it on Monday 23 November, 09:00. {why}",
            "What you did is kept:",
            "Bridge: done in part, 1 set",
        )
        companion.reply(told, prompts.Go())
        assert not isinstance(companion.next(), ways.Told)
    assert rows(folder, ENDS) == [("bridge-1", "partly", None)]
    assert rows(folder, "SELECT session_end FROM session_end") == [("closed",)]


def test_what_was_begun_is_not_offered_again_on_that_day(folder: Path, clock: StoppedClock) -> None:
    """Doing it anew would be more than the therapist wrote for the day (H-17)."""
    one_set(folder, clock)
    clock.advance(6 * 3600)
    with Companion(folder, clock) as companion:
        companion.reply(told_of(companion), prompts.Go())
        offer = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    assert isinstance(offer, prompts.ShowDecision)
    assert [item.item_id for item in offer.items] == ["reach-1"]


def test_an_exercise_that_pain_stopped_stays_stopped(folder: Path, clock: StoppedClock) -> None:
    """The offer of the easier version was open (rule PR-02b): closing takes none of it back."""
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.DoSet)[-1]
        companion.reply(asked, prompts.DidSet())
        companion.reply(companion.next(), prompts.Hurts())
        pain = companion.next()
        assert isinstance(pain, prompts.AskPain)
        companion.reply(pain, prompts.Scored((("back", 6), ("leg", 2))))
        assert isinstance(companion.next(), prompts.ShowNotice)
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        told = told_of(companion)
    assert told.lines[-1] == "Bridge: stopped because of pain, 1 set"
    assert rows(folder, ENDS) == [("bridge-1", "stopped_by_pain", "pain")]


def test_nothing_done_is_said_too(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.ShowIntro)
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        assert told_of(companion).lines[-1] == "No exercise was done in it."
    assert rows(folder, ENDS) == []


def test_a_new_plan_closes_it_and_that_is_said(folder: Path, clock: StoppedClock) -> None:
    one_set(folder, clock)
    newer = folder.parent / "newer.json"
    program = full_program()
    before = {"program_id": program["program_id"], "version": 1}
    newer.write_bytes(as_bytes(program | {"version": 2, "supersedes": before}))
    with Companion(folder, clock) as companion:
        companion.install(newer, NAME, BORN)
        assert companion.today().state != "resume"
        told = told_of(companion)
    assert told.lines[0].endswith("A new plan was loaded.")
    assert told.lines[-1] == "Bridge: done in part, 1 set"


def test_the_hours_in_between_count_from_the_last_set_and_not_from_the_closing(
    tmp_path: Path, clock: StoppedClock
) -> None:
    program = full_program()
    when = {"times_per_day": 2, "min_hours_between": 12}
    program["phases"][0]["items"][0]["when"] = when
    install(folder := tmp_path / "hours", program, clock)
    one_set(folder, clock)
    clock.advance(24 * 3600)
    with Companion(folder, clock) as companion:
        companion.reply(told_of(companion), prompts.Go())
        offer = visit(companion, Patient(), until=prompts.ShowDecision)[-1]
    assert isinstance(offer, prompts.ShowDecision)
    assert [item.item_id for item in offer.items] == ["bridge-1", "reach-1"]


def test_line_by_line_it_is_the_same_question_with_the_same_records(
    prepared: Path, tmp_path: Path
) -> None:
    screen, plain = (shutil.copytree(prepared, tmp_path / name) for name in ("screen", "plain"))
    for each in (screen, plain):
        one_set(each, StoppedClock())
    with Companion(screen, StoppedClock()) as companion:
        companion.reply(asked_to_go_on(companion), prompts.Stop())
        visit(companion, Patient())
    clock = StoppedClock()
    typed = "perhaps\nfinish\nno\nno\ntired\nno\n2\n2\n3\n"
    out = io.StringIO()
    with Companion(plain, clock) as companion:
        PlainSession(companion, Console(clock, source=io.StringIO(typed), out=out)).exercise()
    assert records(plain) == records(screen)
    said = out.getvalue()
    assert "You were at exercise 1 of 2: Bridge, set 2 of 2." in said
    assert said.count("Type go on, hurts, finish to finish here, or leave") == 2


def test_no_answer_ever_goes_on_by_itself(folder: Path, clock: StoppedClock) -> None:
    """The end of the input leaves: the session stays as it was (decisions E3)."""
    one_set(folder, clock)
    before = records(folder)
    with Companion(folder, clock) as companion:
        PlainSession(companion, Console(clock, source=io.StringIO(), out=io.StringIO())).exercise()
    assert records(folder) == before
