"""Pain too high to start is told of and asked about, whatever becomes of the window (PR-01a)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from disks import full_disk
from journeys import NO, YES, Patient, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.terms import Moment
from exercise_companion.errors import StoreFault
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from journeys import StoppedClock

HOUR, DAY = 3600, 24 * 3600
ALERTS = "SELECT flag_id, tier, action FROM alert ORDER BY id"
SCORES = "SELECT site, score_0_to_10 FROM pain_entry ORDER BY id"
TOO_HIGH = ("PR-01a", "S", "C")


def at_the_pain(companion: Companion) -> prompts.AskPain:
    """Answer up to the pain before a session."""
    companion.start()
    prompt = visit(companion, Patient(), until=prompts.AskPain)[-1]
    assert isinstance(prompt, prompts.AskPain)
    assert prompt.moment is Moment.BEFORE
    return prompt


def scored(companion: Companion, score: int = 10) -> None:
    """Answer up to the pain before a session, and give it."""
    prompt = at_the_pain(companion)
    scores = tuple((asked.site, score) for asked in prompt.sites)
    companion.reply(prompt, prompts.Scored(scores))


def asked(shown: list[prompts.Prompt]) -> list[str]:
    return [one.question.id for one in shown if isinstance(one, prompts.AskSafety)]


def test_it_is_asked_about_and_then_told(companion: Companion, folder: Path) -> None:
    scored(companion)
    shown = visit(companion, Patient(begins=False))
    assert asked(shown) == ["RF-PAIN-01"]
    assert isinstance(shown[0], prompts.AskSafety)
    assert isinstance(shown[1], prompts.ShowAdvice)
    assert shown[1].advice.word == "NOT TODAY"
    assert rows(folder, ALERTS) == [TOO_HIGH]
    numbers = rows(folder, "SELECT numbers FROM alert")
    assert "Back 10" in str(numbers)


@pytest.mark.parametrize(("hours", "word"), [(1, "NOT TODAY"), (24, "BEFORE YOUR NEXT SESSION")])
def test_both_wait_where_the_window_was_closed(
    folder: Path, clock: StoppedClock, hours: int, word: str
) -> None:
    """The scores, what is told and the question are one commit: nothing is shown before."""
    with Companion(folder, clock) as companion:
        scored(companion)
    assert rows(folder, ALERTS) == [TOO_HIGH]
    clock.advance(hours * HOUR)
    with Companion(folder, clock) as companion:
        assert companion.today().alert_line == (
            "A question about a warning sign is open. In an emergency call 999."
        )
        companion.greet()
        shown = visit(companion, Patient({"RF-PAIN-01": YES}, begins=False))
    advice = [one.advice for one in shown if isinstance(one, prompts.ShowAdvice)]
    assert advice[0].word == word
    assert asked(shown)[0] == "RF-PAIN-01"
    assert rows(folder, ALERTS) == [TOO_HIGH, ("RF-PAIN-01", "U", "X")]


def test_who_reads_it_on_a_later_day_is_not_kept_from_that_day(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        scored(companion)
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.greet()
        (advice,) = [
            one.advice
            for one in visit(companion, Patient(begins=False))
            if isinstance(one, prompts.ShowAdvice)
        ]
        assert advice.do_now[0] == "Your pain was too high to start, that day."
        assert advice.avoid == ()
        assert not any("tomorrow" in line for line in advice.closing)
        scored(companion, 2)
        decision = companion.next()
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.may_begin


def test_of_who_leaves_at_the_second_place_the_first_counts(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.reply(at_the_pain(companion), prompts.Leave((("back", 10),)))
        assert isinstance(companion.next(), prompts.ShowAdvice)
    assert rows(folder, ALERTS) == [TOO_HIGH]


def test_of_who_presses_the_exclamation_mark_there_it_counts_at_once(
    companion: Companion, folder: Path
) -> None:
    """Chest and stroke come first all the same, then the question of such pain, and its advice."""
    companion.reply(at_the_pain(companion), prompts.SetAside((("back", 10),)))
    assert rows(folder, ALERTS) == [TOO_HIGH]
    companion.something_is_wrong()
    shown = visit(companion, Patient(begins=False))
    assert asked(shown)[0] == "T3"
    assert asked(shown)[-1] == "RF-PAIN-01"
    (advice,) = [one.advice for one in shown if isinstance(one, prompts.ShowAdvice)]
    assert advice.word == "NOT TODAY"
    assert isinstance(shown[-1], prompts.ShowDecision)
    assert not shown[-1].may_begin


def test_after_the_exclamation_mark_the_page_comes_back_with_what_was_confirmed(
    companion: Companion, folder: Path
) -> None:
    companion.reply(at_the_pain(companion), prompts.SetAside((("back", 2),)))
    assert rows(folder, SCORES) == [("back", 2)]
    companion.something_is_wrong()
    again = visit(companion, Patient(), until=prompts.AskPain)[-1]
    assert isinstance(again, prompts.AskPain)
    assert again.given == (("back", 2),)
    companion.reply(again, prompts.Scored((("back", 2), ("leg", 1))))
    decision = companion.next()
    assert isinstance(decision, prompts.ShowDecision)
    assert decision.may_begin


def test_what_was_confirmed_before_another_check_does_not_come_back(
    companion: Companion, clock: StoppedClock
) -> None:
    """It is the pain of now that is asked."""
    companion.reply(at_the_pain(companion), prompts.SetAside((("back", 2),)))
    clock.advance(23 * HOUR)
    companion.start()
    again = visit(companion, Patient(), until=prompts.AskPain)[-1]
    assert isinstance(again, prompts.AskPain)
    assert again.given == ()


def test_nor_after_the_page_was_left(companion: Companion) -> None:
    companion.reply(at_the_pain(companion), prompts.SetAside((("back", 2),)))
    again = companion.next()
    assert isinstance(again, prompts.AskPain)
    companion.reply(again, prompts.Leave((("back", 2),)))
    assert at_the_pain(companion).given == ()


@pytest.mark.parametrize("leaves", [prompts.Leave, prompts.SetAside])
def test_left_at_the_second_place_on_a_full_disk_it_is_told_unsaved(
    companion: Companion,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    leaves: type[prompts.Leave | prompts.SetAside],
) -> None:
    """As the same scores are that were given at both places."""
    shown = at_the_pain(companion)
    with full_disk(monkeypatch):
        assert not companion.reply(shown, leaves((("back", 10),)))
        told = visit(companion, Patient(begins=False))
    assert asked(told) == ["RF-PAIN-01"]
    assert isinstance(told[-1], prompts.ShowAdvice)
    assert not told[-1].saved
    assert rows(folder, ALERTS) == []


@pytest.mark.parametrize("leaves", [prompts.Leave, prompts.SetAside])
def test_a_lower_score_that_cannot_be_saved_is_said_to_be_none(
    companion: Companion,
    monkeypatch: pytest.MonkeyPatch,
    leaves: type[prompts.Leave | prompts.SetAside],
) -> None:
    shown = at_the_pain(companion)
    with full_disk(monkeypatch), pytest.raises(StoreFault):
        companion.reply(shown, leaves((("back", 2),)))


class Interrupted(io.StringIO):
    """Lines typed, and then ctrl+c."""

    def readline(self, size: int | None = -1, /) -> str:
        line = super().readline(-1 if size is None else size)
        if not line:
            raise KeyboardInterrupt
        return line


def line_by_line(folder: Path, clock: StoppedClock, source: io.StringIO) -> str:
    """The checks were made; what is printed from the pain on."""
    with Companion(folder, clock) as companion:
        at_the_pain(companion)
    out = io.StringIO()
    with Companion(folder, clock) as companion:
        PlainSession(companion, Console(clock, source=source, out=out)).exercise()
    return out.getvalue()


def test_line_by_line_the_exclamation_mark_keeps_it_too(folder: Path, clock: StoppedClock) -> None:
    """Every sign of the questions is denied, then the input ends."""
    printed = line_by_line(folder, clock, io.StringIO("10\n!\n" + "no\n" * 15))
    assert rows(folder, ALERTS) == [TOO_HIGH]
    assert "NOT TODAY" in printed
    assert "Ready when you are" not in printed


def test_line_by_line_the_question_comes_back_with_what_was_confirmed(
    folder: Path, clock: StoppedClock
) -> None:
    printed = line_by_line(folder, clock, io.StringIO("2\n!\n" + "no\n" * 14 + "1\nleave\n"))
    assert "Back: 2, as you said." in printed
    assert rows(folder, SCORES)[-2:] == [("back", 2), ("leg", 1)]
    assert "Ready when you are" in printed


def test_line_by_line_ctrl_c_keeps_it_too(folder: Path, clock: StoppedClock) -> None:
    with pytest.raises(KeyboardInterrupt):
        line_by_line(folder, clock, Interrupted("10\n"))
    assert rows(folder, ALERTS) == [TOO_HIGH]


def test_it_is_told_once_a_day_and_on_each_such_day(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        scored(companion)
        visit(companion, Patient({"RF-PAIN-01": NO}, begins=False))
        companion.start()
        (only,) = visit(companion, Patient(begins=False))
        assert isinstance(only, prompts.ShowDecision)
        assert not only.may_begin
        assert rows(folder, ALERTS) == [TOO_HIGH]
        clock.advance(DAY)
        scored(companion)
        visit(companion, Patient(begins=False))
    assert rows(folder, ALERTS) == [TOO_HIGH, TOO_HIGH]
