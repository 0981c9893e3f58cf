"""An EMERGENCY found outside the questions makes what waits count in full, as one in them does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import NO, YES, Patient, full_program, install, rows
from questions import tell_of_a_feeling, up_to

from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.core.records import WalkRecord

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from builders import Tree
    from journeys import StoppedClock

GAVE_WAY = WalkRecord("outdoor_walk", 10.0, 5.0, 2, 3, "leg_symptoms", gave_way=True)


@pytest.fixture
def folder(tmp_path: Path, clock: StoppedClock) -> Path:
    """After cancer a nerve sign is an emergency (C-09)."""
    program: Tree = full_program()
    program["risk"]["cancer"] = "yes"
    path = tmp_path / "cancer"
    install(path, program, clock)
    return path


@pytest.fixture
def companion(folder: Path, clock: StoppedClock) -> Iterator[Companion]:
    with Companion(folder, clock) as opened:
        yield opened


def dizzy(companion: Companion) -> None:
    """The dizziness waits for its ten minutes (C-13)."""
    companion.something_is_wrong()
    prompt = up_to(companion, Patient({"RF-CAR-04": YES}, begins=False), "RF-CAR-04")
    companion.reply(prompt, prompts.Answered(YES))
    asked = companion.next()
    assert asked is not None
    companion.reply(asked, prompts.Leave())


def alerts(folder: Path) -> set[tuple[object, ...]]:
    return set(rows(folder, "SELECT flag_id, tier FROM alert"))


BOTH = {("RF-NEU-02", "E-go"), ("RF-CAR-04", "U")}


def test_nc5_a_leg_that_gave_way_on_a_walk(companion: Companion, folder: Path) -> None:
    dizzy(companion)
    companion.log_walk(GAVE_WAY)
    assert alerts(folder) == BOTH


def test_nc5_a_leg_that_gave_way_told_before_the_walk_is_written(
    companion: Companion, folder: Path
) -> None:
    dizzy(companion)
    companion.leg_gave_way()
    assert alerts(folder) == BOTH


def test_pr05_a_feeling_that_stays(companion: Companion, folder: Path, clock: StoppedClock) -> None:
    tell_of_a_feeling(companion)
    asked = companion.next()
    assert isinstance(asked, prompts.AskSettled)
    with Companion(folder, clock) as elsewhere:
        dizzy(elsewhere)
    companion.reply(asked, prompts.Answered(NO))
    assert alerts(folder) == {("RF-NEU-03", "E-go"), ("RF-CAR-04", "U")}


def test_what_is_no_emergency_leaves_it_waiting(tmp_path: Path, clock: StoppedClock) -> None:
    folder = tmp_path / "plain"
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        dizzy(companion)
        companion.log_walk(GAVE_WAY)
    assert alerts(folder) == {("RF-NEU-02", "U")}
