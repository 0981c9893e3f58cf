"""A yes to a topic, and the window is closed: the full screen begins with its signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Patient, StoppedClock, full_program, install, visit
from scripts import screen, until, words_on

from exercise_companion import catalogue
from exercise_companion.companion import Companion
from exercise_companion.core import prompts
from exercise_companion.tui.app import ExerciseApp

if TYPE_CHECKING:
    from pathlib import Path

DAY = 24 * 3600


@pytest.mark.parametrize("away", [0, DAY])
async def test_the_first_sign_of_the_topic_is_asked_before_any_key(
    tmp_path: Path, away: int
) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient(), until=prompts.DoSet)
        companion.something_is_wrong()
        chest = companion.next()
        assert isinstance(chest, prompts.AskSafety)
        assert chest.question.id == "T3"
        companion.reply(chest, prompts.Answered(YES))
    clock.advance(away)
    app = ExerciseApp(lambda: Companion(folder, clock), None)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            await screen(pilot, "SafetyScreen")
            words = " ".join(words_on(pilot).split())
            assert catalogue.load().item("RF-CAR-01").question in words
            assert app.today.view is not None
            assert app.today.view.alert_line == (
                "A question about a warning sign is open. In an emergency call 999."
            )
    finally:
        app.background.close()
