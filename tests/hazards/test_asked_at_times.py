"""What is asked before a session on some days only: a flare-up, and the pain of the week."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, install, rows, visit
from worsening import DAY, plan

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.flare_question import AskFlare, IsFlare
from exercise_companion.core.terms import Moment
from exercise_companion.errors import Refused
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exercise_companion.core.prompts import Prompt, Reply
    from exercise_companion.store.kept import FlareChange

EVERY_QUESTION = "A flare-up: every question is asked first."


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def companion(tmp_path: Path, clock: StoppedClock) -> Iterator[Companion]:
    """A patient whose usual pain is 3 at both places."""
    install(tmp_path / "data", plan(), clock)
    with Companion(tmp_path / "data", clock) as opened:
        yield opened


def shown_to(companion: Companion, patient: Patient, until: type | None = None) -> list[Prompt]:
    companion.start()
    return visit(companion, patient, until=until)


def flare_asked(companion: Companion, pain: int) -> AskFlare:
    asked = shown_to(companion, Patient(pain=pain), AskFlare)[-1]
    assert isinstance(asked, AskFlare)
    return asked


# --- a flare-up (clinical-spec 2.7) ---------------------------------------------------------------


def test_a_yes_begins_it_and_asks_every_question_first(companion: Companion) -> None:
    asked = flare_asked(companion, 5)
    assert asked.numbers == ("Back pain 5, usually 3.", "Leg pain 5, usually 3.")
    companion.reply(asked, IsFlare(yes=True))
    shown = visit(companion, Patient(pain=5), until=prompts.ShowDecision)
    purposes = {one.purpose for one in shown if isinstance(one, prompts.AskSafety)}
    assert purposes == {EVERY_QUESTION}
    decision = shown[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert "Lie down twice a day and walk a little." in decision.decision.lines
    assert not any(isinstance(one, prompts.AskPain) for one in shown)


def test_a_no_begins_nothing_and_is_not_asked_again_that_day(
    companion: Companion, clock: StoppedClock
) -> None:
    asked = flare_asked(companion, 5)
    companion.reply(asked, IsFlare(yes=False))
    assert isinstance(companion.next(), prompts.ShowDecision)
    with pytest.raises(Refused):
        companion.reply(asked, IsFlare(yes=True))
    assert _flares(companion) == []
    clock.advance(DAY)
    shown = shown_to(companion, Patient(pain=5), prompts.ShowDecision)
    assert _flares(companion) == [("start", "FL-1")]
    assert not any(isinstance(one, AskFlare) for one in shown)


def test_leaving_is_no_answer(companion: Companion) -> None:
    companion.reply(flare_asked(companion, 5), prompts.Leave())
    assert companion.next() is None
    companion.start()
    assert isinstance(companion.next(), AskFlare)


def test_usual_pain_is_not_asked_about(companion: Companion) -> None:
    assert not any(isinstance(one, AskFlare) for one in shown_to(companion, Patient(pain=4)))


def test_on_a_day_without_exercises_the_questions_and_the_words_for_it_come_all_the_same(
    companion: Companion,
) -> None:
    shown_to(companion, Patient(pain=3))  # all of today is done
    companion.log_flare("start")
    shown = shown_to(companion, Patient(pain=3), prompts.ShowDecision)
    purposes = {one.purpose for one in shown if isinstance(one, prompts.AskSafety)}
    assert purposes == {EVERY_QUESTION}
    decision = shown[-1]
    assert isinstance(decision, prompts.ShowDecision)
    assert not decision.may_begin
    assert "Lie down twice a day and walk a little." in decision.decision.lines


@pytest.mark.parametrize("told", [("start",), ("start", "end")], ids=["on", "ended"])
def test_one_told_while_a_session_is_open_closes_it_and_asks_first(
    companion: Companion, clock: StoppedClock, told: tuple[FlareChange, ...]
) -> None:
    begun = shown_to(companion, Patient(pain=3), prompts.ShowIntro)[-1]
    companion.reply(begun, prompts.Leave())
    clock.advance(60)
    for change in told:
        companion.log_flare(change)
    companion.start()
    first = companion.next()
    assert isinstance(first, prompts.Told)
    assert any("A flare-up began since." in line for line in first.lines)
    shown = visit(companion, Patient(pain=3), until=prompts.ShowDecision)
    purposes = {one.purpose for one in shown if isinstance(one, prompts.AskSafety)}
    assert purposes == {EVERY_QUESTION}


def test_a_running_session_does_not_go_on_after_one_told_in_another_window(
    companion: Companion, clock: StoppedClock
) -> None:
    begun = shown_to(companion, Patient(pain=3), prompts.ShowIntro)[-1]
    clock.advance(60)
    with Companion(_folder(companion), clock) as other:
        other.log_flare("start")
    companion.reply(begun, prompts.Go())
    told = companion.next()
    assert isinstance(told, prompts.Told)
    assert "A flare-up began since." in told.lines[0]
    companion.reply(told, prompts.Go())
    assert companion.next() is None


def test_the_questions_come_before_the_score_of_the_morning(
    companion: Companion, clock: StoppedClock
) -> None:
    shown_to(companion, Patient(pain=3))
    clock.advance(DAY)
    companion.log_flare("start")
    shown = shown_to(companion, Patient(pain=3), prompts.ShowDecision)
    kinds = [type(one) for one in shown]
    assert isinstance(shown[0], prompts.AskSafety)
    assert kinds.index(prompts.AskSafety) < kinds.index(prompts.AskPain)
    moments = [one.moment for one in shown if isinstance(one, prompts.AskPain)]
    assert Moment.MORNING in moments


def test_today_says_so_before_any_exercise_is_read(
    companion: Companion, clock: StoppedClock
) -> None:
    companion.log_flare("start")
    asks = "A flare-up is on record. The safety questions come before any exercise."
    assert asks in companion.today().due
    shown_to(companion, Patient(pain=3), prompts.ShowDecision)
    now = "A flare-up is on record. Only what your therapist wrote for it is offered."
    assert now in companion.today().due
    assert asks not in companion.today().due
    clock.advance(60)
    companion.log_flare("end")
    assert not any("flare-up" in line for line in companion.today().due)


@pytest.mark.parametrize(("typed", "kept"), [("yes", [("start", "said")]), ("no", [])])
def test_line_by_line(
    companion: Companion, clock: StoppedClock, typed: str, kept: list[tuple[str, str]]
) -> None:
    flare_asked(companion, 5)
    out = io.StringIO()
    source = io.StringIO(f"perhaps\n{typed}\nleave\n")
    PlainSession(companion, Console(clock, source=source, out=out)).exercise()
    assert "Is this a flare-up for you? Type yes, no, or leave" in out.getvalue()
    assert _flares(companion) == kept


# --- the pain of the week (clinical-spec 2.1) -----------------------------------------------------


class Recalling(Patient):
    """Gives an average for the back alone, the other place is left out."""

    def reply(self, prompt: Prompt) -> Reply:
        if isinstance(prompt, prompts.AskPain) and prompt.moment is Moment.WEEK:
            return prompts.Scored((("back", 6),))
        return super().reply(prompt)


def _weeks(shown: list[Prompt]) -> int:
    return sum(isinstance(one, prompts.AskPain) and one.moment is Moment.WEEK for one in shown)


def test_it_is_asked_once_in_seven_days_and_kept_as_given_or_not(
    companion: Companion, clock: StoppedClock
) -> None:
    asked = []
    for _ in range(15):
        asked.append(_weeks(shown_to(companion, Recalling(pain=3))))
        clock.advance(DAY)
    assert asked == [0] * 6 + [1] + [0] * 6 + [1] + [0]
    found = rows(
        _folder(companion), "SELECT site, score_0_to_10 FROM pain_entry WHERE asked='week'"
    )
    assert found == [("back", 6), ("leg", None)] * 2


def test_no_rule_looks_at_it_and_the_report_and_the_diary_show_it(
    companion: Companion, clock: StoppedClock
) -> None:
    for _ in range(8):
        shown_to(companion, Recalling(pain=3))
        clock.advance(DAY)
    assert _flares(companion) == []
    document = json_report.document(companion.report(None, None))
    (week,) = [one for one in document["pain"] if (one["moment"], one["site"]) == ("week", "back")]
    assert (week["n"], week["median_0_to_10"]) == (1, 6)
    clock.advance(-2 * DAY)
    view = companion.diary_day(companion.day)
    assert any("Back pain in the last 7 days, on average: 6." in line for line in view.diary)
    assert any("Leg pain in the last 7 days, on average: not given." in line for line in view.diary)


def _flares(companion: Companion) -> list[tuple[object, ...]]:
    return rows(_folder(companion), "SELECT change, rule FROM flare_entry ORDER BY id")


def _folder(companion: Companion) -> Path:
    assert companion.context is not None
    return companion.context.folder
