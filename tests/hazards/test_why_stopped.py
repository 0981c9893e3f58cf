"""What the patient says on stopping is what is on record, shown and reported (rule PR-07)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.reports import csv_report, json_report

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.core.records import SkipReason, StopReason

SAID: dict[StopReason, tuple[str, str]] = {
    "pain": ("pain", "pain"),
    "tired": ("tired", "too tired"),
    "no_time": ("no_time", "no time"),
    "unwell": ("unwell", "you felt unwell"),
    "other": ("stopped", "you stopped"),
}
"""What is said, how the exercises that were left are kept, and the words for that."""


class Stopping(Patient):
    """Does one set, stops, and says why."""

    def __init__(self, reason: StopReason) -> None:
        super().__init__()
        self.why: StopReason = reason
        self.sets = 0

    def reply(self, prompt: prompts.Prompt) -> prompts.Reply:
        if isinstance(prompt, prompts.DoSet):
            self.sets += 1
            return prompts.Stop() if self.sets > 1 else prompts.DidSet()
        if isinstance(prompt, prompts.AskStopReason):
            return prompts.StoppedBecause(self.why)
        return super().reply(prompt)


@pytest.mark.parametrize("said", list(SAID))
def test_pr07_the_reason_is_kept_shown_and_reported_as_it_was_said(
    said: StopReason, folder: Path, clock: StoppedClock
) -> None:
    kept, words = SAID[said]
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Stopping(said))
        day = companion.diary_day(clock.when().local_day)
        reported = companion.report(None, None)
    assert rows(folder, "SELECT outcome, reason FROM item_end ORDER BY id") == [
        ("partly", kept),
        ("skipped", kept),
    ]
    assert rows(folder, "SELECT session_end, reason FROM session_end") == [
        ("stopped_by_patient", said)
    ]
    summary = shown[-1]
    assert isinstance(summary, prompts.ShowSummary)
    assert f"Reach: left out, {words}" in summary.summary.lines
    assert f"Left out: {words}" in repr(day)
    assert "you were told to" not in repr((summary, day))
    (session,) = json_report.document(reported)["sessions"]
    assert (session["end"], session["stopped_because"]) == ("stopped_by_patient", said)
    assert [one["reason"] for one in session["exercises"]] == [kept, kept]
    (row,) = csv.DictReader(io.StringIO(csv_report.text(reported)))
    assert row["session_stopped_because"] == said


def test_pr07_a_session_that_was_not_stopped_has_no_such_reason(
    folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient())
    assert rows(folder, "SELECT session_end, reason FROM session_end") == [("complete", "")]


class GoingOn(Patient):
    """Stops at the first set, says no to the signs, and goes on; then leaves what is named."""

    def __init__(self, *skipped: SkipReason, minutes: int | None = None) -> None:
        super().__init__(minutes=minutes)
        self.skipped = list(skipped)
        self.stopped = False

    def reply(self, prompt: prompts.Prompt) -> prompts.Reply:
        if isinstance(prompt, prompts.DoSet) and not self.stopped:
            self.stopped = True
            return prompts.Stop()
        if isinstance(prompt, prompts.AskStopReason):
            return prompts.Back()
        at_an_exercise = isinstance(prompt, prompts.ShowIntro | prompts.DoSet)
        if at_an_exercise and self.stopped and self.skipped:
            return prompts.Skip(self.skipped.pop(0))
        return super().reply(prompt)


@pytest.mark.parametrize(
    "patient",
    [
        pytest.param(GoingOn(), id="everything done"),
        pytest.param(GoingOn(minutes=3), id="short on time from the beginning"),
        pytest.param(GoingOn("equipment"), id="one left out"),
        pytest.param(GoingOn("tired"), id="one left out, being tired, and then another done"),
        pytest.param(GoingOn("equipment", "unclear"), id="every one left out"),
    ],
)
def test_pr07_a_session_that_was_gone_on_with_was_not_stopped(
    patient: GoingOn, folder: Path, clock: StoppedClock
) -> None:
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, patient)
    assert patient.stopped
    assert rows(folder, "SELECT session_end, reason FROM session_end") == [("complete", "")]
    summary = shown[-1]
    assert isinstance(summary, prompts.ShowSummary)
    assert summary.summary.complete
    assert "You stopped before the end" not in repr(summary)
