"""Cards and goals in the full screen: opened, walked through, left, while locked too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import make_program
from journeys import YES, Companion, Patient, StoppedClock, install, rows, visit
from lived import lived
from scripts import press_until, screen, until, words_on

from exercise_companion.core.check_ins import AskCheckIn, CheckedIn
from exercise_companion.core.prompts import Leave
from exercise_companion.errors import StoreFault
from exercise_companion.tui.screens.base import Body
from exercise_companion.tui.widgets.marked_list import MarkedList

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(80, 24), (40, 12)]

LONG = " ".join(f"Sentence {number} of a long text." for number in range(60))


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StoppedClock]:
    folder, clock = tmp_path / "data", StoppedClock()
    goal = make_program()["goals"][0]
    program = make_program(
        goals=[goal, {**goal, "id": "stairs", "activity": "Climb the stairs"}],
        education=[
            {"id": "one", "title": "First", "body": "Short.", "source": "Own"},
            {"id": "two", "title": "Second", "body": LONG, "source": "A book"},
        ],
    )
    install(folder, program, clock)
    return folder, clock


def made_in(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.mark.parametrize("size", SIZES)
async def test_a_card_is_opened_scrolls_to_its_source_and_is_left(
    place: tuple[Path, StoppedClock], size: tuple[int, int]
) -> None:
    async with lived(*place, size) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.press("r")
        await screen(pilot, "LearnScreen")
        assert "Second" in words_on(pilot)
        await pilot.press("down", "enter")
        await screen(pilot, "CardScreen")
        body = pilot.app.screen.query_one(Body)
        await until(pilot, lambda: body.max_scroll_y > 0)
        await pilot.press("end")
        await until(pilot, lambda: body.scroll_offset.y == body.max_scroll_y)
        assert body.region.contains_region(pilot.app.screen.query_one("#review").region)
        assert "Source: A book" in words_on(pilot)
        await pilot.press("b")
        await screen(pilot, "LearnScreen")
        assert pilot.app.screen.query_one(MarkedList).marked == 1, "the place in the list is kept"


@pytest.mark.parametrize("size", SIZES)
async def test_each_score_is_kept_before_the_next_is_asked(
    place: tuple[Path, StoppedClock], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = place
    kept = "SELECT goal_id, score_0_to_10 FROM activity_score"
    full = StoreFault("The disk is full.", "Make room on it.")
    work, faults = Companion.log_activities, [full]

    def log(self: Companion, scores: tuple[tuple[str, int], ...]) -> None:
        if faults:
            raise faults.pop()
        work(self, scores)

    monkeypatch.setattr(Companion, "log_activities", log)
    async with lived(folder, clock, size) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.press("g")
        await screen(pilot, "GoalsScreen")
        assert words_on(pilot).count("No score yet") == 2
        await pilot.press("s")
        await screen(pilot, "ActivityScoresScreen")
        await pilot.press("enter")
        assert "Choose a number from 0 to 10 first." in words_on(pilot)
        await pilot.press("6", "enter")
        await until(pilot, lambda: "The disk is full." in words_on(pilot))
        assert rows(folder, kept) == []
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        await pilot.press("enter")
        await until(pilot, lambda: "Saved: Walk to the shop, 6." in words_on(pilot))
        assert rows(folder, kept) == [("walk", 6)]
        assert "Climb the stairs" in words_on(pilot)
        await press_until(pilot, "k", lambda: type(pilot.app.screen).__name__ == "GoalsScreen")
        await until(pilot, lambda: "latest 6" in words_on(pilot))
        assert words_on(pilot).count("No score yet") == 1


async def test_both_work_while_exercise_is_locked(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-DVT-01": YES}, begins=False))
    async with lived(folder, clock) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        for key, name in (("r", "LearnScreen"), ("g", "GoalsScreen")):
            await pilot.press(key)
            await screen(pilot, name)
            assert "You reported a warning sign." in words_on(pilot)
            await pilot.press("escape")
            await screen(pilot, "MenuScreen")
            await pilot.pause(0.2)
        assert rows(folder, "SELECT id FROM session") == []


async def test_without_a_plan_the_pages_say_so_and_contacts_still_open(tmp_path: Path) -> None:
    async with lived(tmp_path / "none", StoppedClock()) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        for key in "dgr":
            await pilot.press(key)
            await until(pilot, lambda: "There is no plan here yet." in words_on(pilot))
            pilot.app.screen.clear_fault()
            await until(pilot, lambda: "There is no plan here yet." not in words_on(pilot))
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        assert "Emergency" in words_on(pilot)
        assert made_in(tmp_path) == []


async def test_an_answer_of_today_is_given_again_under_goals(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", StoppedClock()
    asked = [{"measure": "mood", "every_days": 1}]
    install(folder, make_program(outcomes=asked), clock)
    with Companion(folder, clock) as companion:
        companion.start()
        question = visit(companion, Patient(), until=AskCheckIn)[-1]
        companion.reply(question, CheckedIn(9))
        companion.reply(companion.next(), Leave())  # type: ignore[arg-type]
    async with lived(folder, clock) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.press("g")
        await screen(pilot, "GoalsScreen")
        await pilot.press("a")
        await screen(pilot, "ScoreCheckInScreen")
        assert "You answered: 9 of 10" in words_on(pilot)
        await pilot.press("4", "enter")
        await screen(pilot, "TodayScreen")
    kept = rows(folder, "SELECT given_number FROM check_in ORDER BY id")
    assert kept == [(9.0,), (4.0,)]


async def test_without_an_answer_of_today_none_is_offered(
    place: tuple[Path, StoppedClock],
) -> None:
    async with lived(*place) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.press("g")
        await screen(pilot, "GoalsScreen")
        assert "Answers again" not in words_on(pilot)
