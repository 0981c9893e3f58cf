"""A leg score told on a walk is pain in an exercise: the limits hold there and then (PR-02)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, install, rows, visit
from walks import Walker, walk_program

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core import walk_prompts as walks

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree


def walked(
    tmp_path: Path, leg: int, *, program: Tree | None = None
) -> tuple[Path, list[prompts.Prompt]]:
    """A minute of walking, then this leg score; what came until something else was asked."""
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, program or walk_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        legs = walks.Legs(leg, "none")
        shown = visit(companion, Walker(clock, walks.FeltLegs(60), legs), until=prompts.ShowNotice)
    return folder, shown


@pytest.mark.parametrize("pauses", [True, False])
def test_pr02a_a_leg_score_far_beyond_the_limit_stops_the_session(
    tmp_path: Path,
    pauses: bool,  # noqa: FBT001 - a parameter
) -> None:
    folder, shown = walked(tmp_path, 9, program=walk_program(pause_on_leg_symptoms=pauses))
    notice = shown[-1]
    assert isinstance(notice, prompts.ShowNotice)
    assert "rule PR-02a" in notice.because
    assert "9" in notice.because
    assert rows(folder, "SELECT site, score_0_to_10, outcome FROM pain_entry WHERE asked='during'")
    clock = StoppedClock()
    clock.advance(600)
    with Companion(folder, clock) as companion:
        companion.start()
        after = visit(companion, Walker(clock))
    assert not any(isinstance(one, walks.DoBout) for one in after)
    asked = {one.question.id for one in after if isinstance(one, prompts.AskSafety)}
    assert "RF-CES-01" in asked
    assert rows(folder, "SELECT session_end FROM session_end") == [("stopped_by_pain",)]
    assert rows(folder, "SELECT leg_pain_max_0_to_10 FROM walk_log") == [(9,)]
    assert rows(folder, "SELECT done_seconds FROM set_log") == [(60,)]


@pytest.mark.parametrize("pauses", [True, False])
def test_pr02b_above_the_limit_no_part_of_the_walk_follows_and_it_rests(
    tmp_path: Path,
    pauses: bool,  # noqa: FBT001 - a parameter
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, walk_program(pause_on_leg_symptoms=pauses), clock)
    script = (walks.FeltLegs(60), walks.Legs(6, "none"), 3, walks.Legs(2, "none"))
    with Companion(folder, clock) as companion:
        companion.start()
        shown = visit(companion, Walker(clock, *script))
    resting = [one.resting for one in shown if isinstance(one, walks.AskLegs) and one.resting]
    assert len(resting) == 1
    assert resting[0].over
    assert sum(isinstance(one, walks.DoBout) for one in shown) == 1
    reports = rows(folder, "SELECT leg_0_to_10, advice, rule FROM leg_report")
    assert reports[0] == (6, "END", "PR-02b")
    assert rows(folder, "SELECT outcome FROM item_end") == [("stopped_by_pain",)]
    assert rows(folder, "SELECT leg_pain_max_0_to_10 FROM walk_log") == [(6,)]


@pytest.mark.parametrize("leg", [4, 5])
def test_nc1_within_the_limit_the_walk_rests_as_before(tmp_path: Path, leg: int) -> None:
    folder, shown = walked(tmp_path, leg)
    assert not any(isinstance(one, prompts.ShowNotice) for one in shown)
    assert rows(folder, "SELECT leg_0_to_10, advice FROM leg_report")[0] == (leg, "REST")


def test_nc1_rests_where_the_therapist_wrote_nothing_of_it(tmp_path: Path) -> None:
    program = walk_program()
    for dose in (
        program["phases"][0]["items"][0]["dose"],
        program["phases"][0]["items"][0]["modify_down"]["dose"],
    ):
        dose.pop("pause_on_leg_symptoms")
    folder, _ = walked(tmp_path, 4, program=program)
    assert rows(folder, "SELECT leg_0_to_10, advice FROM leg_report")[0] == (4, "REST")


def test_nc1_not_where_the_therapist_wrote_that_a_score_does_not_pause_it(tmp_path: Path) -> None:
    program = walk_program(pause_on_leg_symptoms=False)
    folder, _ = walked(tmp_path, 5, program=program)
    assert rows(folder, "SELECT leg_0_to_10, advice FROM leg_report")[0] == (5, "WALK")
