"""The answer to "are you in danger now?" stands in the report, apart (clinical-spec 1.6, H-27)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeys import YES, Patient, StoppedClock, full_program, install, visit

from exercise_companion.companion import Companion
from exercise_companion.core.identity import WHAT_IS_KEPT
from exercise_companion.reports import json_report

if TYPE_CHECKING:
    from pathlib import Path


def test_h27_the_answer_and_what_was_shown_for_it_stand_apart(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        assert json_report.document(companion.report(None, None))["crisis_answers"] == []
        companion.something_is_wrong()
        visit(companion, Patient({"RF-MH-01": YES}, crisis="not_sure"))
        document = json_report.document(companion.report(None, None))
        (row,) = document["crisis_answers"]
        assert row["in_danger"] == "not_sure"
        assert row["day"] == "2026-11-23"
        assert any("call 999 now" in line for line in row["shown"])
        clock.advance(24 * 3600)
        tomorrow = companion.report(clock.day(), clock.day())
        assert json_report.document(tomorrow)["crisis_answers"] == []


def test_h27_before_the_first_plan_it_is_said_that_a_report_shows_them() -> None:
    assert "thoughts of death" in WHAT_IS_KEPT
    assert "report" in WHAT_IS_KEPT
