"""What is written down besides a session in the full screen (clinical-spec 2.6, 2.7, 5.1, 7.5)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from journeys import YES, Companion, Patient, StoppedClock, full_program, install, rows, visit
from lived import lived
from scripts import press_until, screen, until, words_on

from exercise_companion.errors import StoreFault
from exercise_companion.store import Store
from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SIZES = [(80, 24), (40, 12), (120, 40)]
SAVED = "Saved. If something new"


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StoppedClock]:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    return folder, clock


def name_of(pilot: Pilot[int]) -> str:
    """What is in sight."""
    return type(pilot.app.screen).__name__


async def opened(pilot: Pilot[int], key: str) -> None:
    """The page, and one of its entries."""
    await pilot.press("d")
    await screen(pilot, "MenuScreen")
    await pilot.press("w")
    await screen(pilot, "NotesScreen")
    await press_until(pilot, key, lambda: name_of(pilot) != "NotesScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_pain_of_the_day_is_kept(
    place: tuple[Path, StoppedClock], size: tuple[int, int]
) -> None:
    folder, clock = place
    async with lived(folder, clock, size) as pilot:
        await opened(pilot, "p")
        await screen(pilot, "PainNowScreen")
        await pilot.press("3", "enter")
        assert rows(folder, "SELECT id FROM pain_entry") == []
        await pilot.pause(0.2)
        await pilot.press("2", "enter")
        await screen(pilot, "NotesScreen")
        await until(pilot, lambda: SAVED in words_on(pilot))
        assert rows(folder, "SELECT asked, score_0_to_10 FROM pain_entry") == [
            ("day", 3),
            ("day", 2),
        ]


async def test_pain_of_the_day_goes_back_to_the_page_it_came_from(
    place: tuple[Path, StoppedClock],
) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "p")
        await screen(pilot, "PainNowScreen")
        keys = {hint.text for hint in pilot.app.screen.query_one(KeyLine).hints}
        assert "B Back" in keys
        await pilot.press("3", "b")
        await screen(pilot, "NotesScreen")
        assert rows(folder, "SELECT id FROM pain_entry") == []


async def test_a_flare_up_begins_with_every_safety_question_and_can_be_ended(
    place: tuple[Path, StoppedClock],
) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "f")
        await screen(pilot, "ChoiceDialog")
        assert "Is this a flare-up for you?" in words_on(pilot)
        await pilot.press("escape")
        await screen(pilot, "NotesScreen")
        assert rows(folder, "SELECT change FROM flare_entry") == []
        await pilot.press("f")
        await screen(pilot, "ChoiceDialog")
        await pilot.press("y")
        await screen(pilot, "SafetyScreen")
        assert rows(folder, "SELECT change, rule FROM flare_entry") == [("start", "said")]
        assert rows(folder, "SELECT purpose FROM safety_check") == [("flare",)]
    async with lived(folder, clock) as pilot:
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.press("w")
        await screen(pilot, "NotesScreen")
        assert "The flare-up has ended" in words_on(pilot)
        await pilot.press("f")
        await screen(pilot, "ChoiceDialog")
        await pilot.press("y")
        await until(pilot, lambda: "Saved. The safety questions for this" in words_on(pilot))
        assert rows(folder, "SELECT change FROM flare_entry") == [("start",), ("end",)]


async def test_a_talk_that_is_not_whole_is_typed_on(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "t")
        await screen(pilot, "FormDialog")
        await pilot.press(*"Nora", "enter", *"friend", "enter", *"Keep going", "enter")
        await until(pilot, lambda: "Only a talk with a clinician counts here." in words_on(pilot))
        assert rows(folder, "SELECT id FROM talk") == []
        await pilot.press("t")
        await screen(pilot, "FormDialog")
        await pilot.press("enter", *(["backspace"] * 6), *"nurse", "enter", "enter")
        await until(pilot, lambda: SAVED in words_on(pilot))
        found = rows(folder, "SELECT who, role, said, review_day FROM talk")
        assert found == [("Nora", "nurse", "Keep going", None)]


async def test_a_talk_ends_a_hold_only_with_its_words(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-GEN-02": YES}, begins=False))
    async with lived(folder, clock) as pilot:
        await opened(pilot, "t")
        await screen(pilot, "FormDialog")
        assert "What they said, 10 to 500 letters" in words_on(pilot)
        said = (*"Nora", "enter", *"nurse", "enter", *"Keep going", "enter")
        await pilot.press(*said, *"yes", "enter")
        await until(pilot, lambda: "The words at the end are missing." in words_on(pilot))
        assert rows(folder, "SELECT id FROM talk") == []
        await pilot.press("t")
        await screen(pilot, "FormDialog")
        await pilot.press("enter", "enter", "enter", *(["backspace"] * 3), *"I spoke to them")
        await pilot.press("enter")
        await screen(pilot, "ToldScreen")
        assert "The hold has ended" in words_on(pilot)
        assert "Your talk is saved." in words_on(pilot)
        assert rows(folder, "SELECT method FROM clearance") == [("talk",)]


async def test_days_with_medicine(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "m")
        await screen(pilot, "FormDialog")
        await pilot.press(*"15", "enter", "enter")
        await until(pilot, lambda: "The days are counted over 14." in words_on(pilot))
        await pilot.press("m")
        await screen(pilot, "FormDialog")
        await pilot.press("backspace", "backspace", *"many", "enter", "enter")
        await until(pilot, lambda: "That is no number of days." in words_on(pilot))
        await pilot.press("m")
        await screen(pilot, "FormDialog")
        await pilot.press(*(["backspace"] * 4), "3", "enter", "enter")
        await until(pilot, lambda: SAVED in words_on(pilot))
        found = rows(folder, "SELECT days_of_14, strong_days_of_14 FROM medicine_days")
        assert found == [(3, None)]


async def test_a_walk_on_which_a_leg_gave_way_is_advised_on_at_once(
    place: tuple[Path, StoppedClock],
) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "w")
        await screen(pilot, "ChoiceDialog")
        await press_until(pilot, "w", lambda: name_of(pilot) == "OwnWalkScreen")
        await press_until(pilot, "y", lambda: name_of(pilot) == "AdviceScreen")
        await screen(pilot, "AdviceScreen")
        assert rows(folder, "SELECT rules FROM alert")
        assert rows(folder, "SELECT gave_way, session_id FROM walk_log") == [(1, None)]


async def test_days_off(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "a")
        await screen(pilot, "FormDialog")
        await pilot.press(*"soon", "enter", *"today", "enter", *"holiday", "enter")
        await until(pilot, lambda: "That is no date." in words_on(pilot))
        await pilot.press("a")
        await screen(pilot, "FormDialog")
        await pilot.press(*(["backspace"] * 4), *"today", "enter", "enter", "enter")
        await until(pilot, lambda: SAVED in words_on(pilot))
        assert rows(folder, "SELECT reason FROM pause_range") == [("holiday",)]


async def test_days_off_are_read_back_and_can_be_taken_back(
    place: tuple[Path, StoppedClock],
) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.log_pause(date(2026, 12, 1), date(2026, 12, 2), "a wedding")
    async with lived(folder, clock) as pilot:
        await opened(pilot, "a")
        await screen(pilot, "ChoiceDialog")
        assert "1 December to 2 December: a wedding" in words_on(pilot)
        await pilot.press("n")
        await screen(pilot, "FormDialog")
        await pilot.press(*"tomorrow", "enter", *"wednesday", "enter", *"holiday", "enter")
        await until(pilot, lambda: SAVED in words_on(pilot))
        await pilot.press("a")
        await screen(pilot, "ChoiceDialog")
        assert "24 November to 25 November: holiday" in words_on(pilot)
        await pilot.press("2")
        await until(pilot, lambda: "Take back these days off?" in words_on(pilot))
        await pilot.press("escape")
        await screen(pilot, "NotesScreen")
        assert rows(folder, "SELECT id FROM pause_taken_back") == []
        await pilot.press("a")
        await screen(pilot, "ChoiceDialog")
        await pilot.press("2")
        await until(pilot, lambda: "Take back these days off?" in words_on(pilot))
        await pilot.press("y")
        await until(pilot, lambda: SAVED in words_on(pilot))
        await pilot.press("a")
        await screen(pilot, "ChoiceDialog")
        assert "a wedding" not in words_on(pilot)
    assert rows(folder, "SELECT pause_id FROM pause_taken_back") == [(1,)]


async def test_a_leg_that_gave_way_is_advised_on_where_it_cannot_be_saved(
    place: tuple[Path, StoppedClock], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, clock = place

    def full(*_: object, **__: object) -> None:
        what_happened = "The disk is full."
        raise StoreFault(what_happened, "Make room.")

    async with lived(folder, clock) as pilot:
        await opened(pilot, "w")
        await screen(pilot, "ChoiceDialog")
        await press_until(pilot, "w", lambda: name_of(pilot) == "OwnWalkScreen")
        monkeypatch.setattr(Store, "log_walk", full)
        await press_until(pilot, "y", lambda: name_of(pilot) == "AdviceScreen")
        assert "could not be saved" in words_on(pilot)


async def test_saved_goes_when_another_entry_is_opened(place: tuple[Path, StoppedClock]) -> None:
    folder, clock = place
    async with lived(folder, clock) as pilot:
        await opened(pilot, "m")
        await screen(pilot, "FormDialog")
        await pilot.press("3", "enter", "enter")
        await until(pilot, lambda: SAVED in words_on(pilot))
        await pilot.press("p")
        await screen(pilot, "PainNowScreen")
        await press_until(pilot, "b", lambda: name_of(pilot) == "NotesScreen")
        assert SAVED not in words_on(pilot)
