"""What *Today* shows before the rules are loaded is never older than what is on record (E8, H-11).

And what was scored before a session holds for the day, whatever is scored later (PR-01a).
"""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, TypingPatient, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.companion.projection import today_at_a_glance
from exercise_companion.core import prompts
from exercise_companion.core.today_words import today_lines
from exercise_companion.plain.console import Console
from exercise_companion.plain.session import PlainSession

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.today_view import TodayView

HOUR = 3600
DAY = 24 * HOUR


def seen(folder: Path, clock: StoppedClock, days: int = 0) -> TodayView | None:
    return today_at_a_glance(folder, clock.local() + timedelta(days=days))


@pytest.mark.parametrize(
    "patient",
    [Patient({"RF-GEN-01": YES}, begins=False), Patient(pain=9), Patient({"RF-DVT-01": YES})],
)
def test_what_a_visit_came_to_is_kept_when_it_is_closed(
    folder: Path, clock: StoppedClock, patient: Patient
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, patient)
        shown = companion.today()
    assert shown.state in {"advised_rest", "locked"}
    assert seen(folder, clock) == shown


def test_the_number_to_call_is_kept_with_a_lock_and_with_nothing_else(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        assert companion.today().call is None
        visit(companion, Patient({"RF-DVT-01": YES}, begins=False))
        call = companion.today().call
    kept = seen(folder, clock)
    assert kept is not None
    assert call is not None
    assert kept.call == call
    assert call[1] in " ".join(kept.reasons)


def test_a_window_that_was_killed_leaves_nothing_older_to_show(
    folder: Path, clock: StoppedClock
) -> None:
    killed = Companion(folder, clock)
    killed.start()
    assert seen(folder, clock) is not None
    first = killed.next()
    assert isinstance(first, prompts.AskSafety)
    killed.reply(first, prompts.Answered(YES))
    assert seen(folder, clock) is None, "it is worked out anew"
    with Companion(folder, clock) as companion:
        assert "999" in "\n".join(today_lines(companion.today()))
    killed.close()


def test_tomorrow_the_morning_score_is_due(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    ahead = seen(folder, clock, days=1)
    assert ahead is not None
    assert "How was the morning after your last session?" in ahead.due
    assert seen(folder, clock, days=2) is None, "by then it depends on the hour"
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        assert companion.today().due == ahead.due


# --- pain that was too high -----------------------------------------------------------------------


def test_pain_too_high_holds_for_the_day_and_not_for_the_next(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(pain=9))
    for hours in (1, 6, 3):
        clock.advance(hours * HOUR)
        with Companion(folder, clock) as companion:
            companion.start()
            shown = visit(companion, Patient())
            assert companion.today().state == "advised_rest"
        assert not [one for one in shown if isinstance(one, prompts.AskPain)]
    assert rows(folder, "SELECT id FROM session") == []
    clock.advance(DAY)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    assert len(rows(folder, "SELECT id FROM session")) == 1


def test_pr01a_every_such_day_has_its_advice(folder: Path, clock: StoppedClock) -> None:
    """Also while the contact of the day before was not made yet."""
    for _ in range(3):
        with Companion(folder, clock) as companion:
            companion.start()
            kinds = [type(one) for one in visit(companion, Patient(pain=9))]
            assert kinds[-2:] == [prompts.ShowAdvice, prompts.ShowDecision]
            companion.start()
            assert [type(one) for one in visit(companion, Patient())] == [prompts.ShowDecision]
        clock.advance(DAY)
    assert rows(folder, "SELECT flag_id FROM alert") == [("PR-01a",)] * 3


def test_a_score_given_before_leaving_is_kept_and_counts(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
        companion.reply(asked, prompts.Leave((("back", 9),)))
        companion.start()
        shown = visit(companion, Patient())
    assert rows(folder, "SELECT site, score_0_to_10 FROM pain_entry") == [("back", 9)]
    assert any(
        isinstance(one, prompts.AskSafety) and one.question.id == "RF-PAIN-01" for one in shown
    )
    assert rows(folder, "SELECT flag_id FROM alert") == [("PR-01a",)]
    assert rows(folder, "SELECT id FROM session") == []


class LeavesAtTheLeg(TypingPatient):
    """Whose answers end when the second place is asked about."""

    def readline(self, size: int = -1, /) -> str:
        asked = self.out.getvalue().splitlines()[-1]
        return "" if asked.startswith("Leg") else super().readline(size)


def test_line_by_line_the_end_of_the_answers_keeps_the_score_too(
    folder: Path, clock: StoppedClock
) -> None:
    out = io.StringIO()
    console = Console(clock, source=LeavesAtTheLeg(Patient(pain=9), out), out=out)
    with Companion(folder, clock) as companion:
        PlainSession(companion, console).exercise()
    assert "What was answered before is kept." in out.getvalue()
    assert rows(folder, "SELECT site, score_0_to_10 FROM pain_entry") == [("back", 9)]


def test_leaving_without_a_number_keeps_none(folder: Path, clock: StoppedClock) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        asked = visit(companion, Patient(), until=prompts.AskPain)[-1]
        companion.reply(asked, prompts.Leave())
    assert rows(folder, "SELECT id FROM pain_entry") == []
