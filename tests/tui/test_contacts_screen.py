"""Contacts in the full screen: the plan's numbers, and the patient's own below them (D11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import YES, Companion, Patient, StoppedClock, full_program, install, rows, visit
from lived import lived
from scripts import screen, until, words_on
from session_harness import text_of

from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(80, 24), (40, 12), (120, 40)]


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, StoppedClock]:
    folder, clock = tmp_path / "data", StoppedClock()
    install(folder, full_program(), clock)
    return folder, clock


@pytest.mark.parametrize("size", SIZES)
async def test_a_number_of_ones_own_is_kept_and_can_be_taken_away(
    place: tuple[Path, StoppedClock], size: tuple[int, int]
) -> None:
    folder, clock = place
    async with lived(folder, clock, size) as pilot:
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        await pilot.press("a")
        await screen(pilot, "FormDialog")
        await pilot.press(*"Nora", "enter", *"999", "enter")
        await until(pilot, lambda: "That number is here already: Emergency." in words_on(pilot))
        assert rows(folder, "SELECT id FROM own_contact") == []
        await pilot.press("a")
        await screen(pilot, "FormDialog")
        await pilot.press("enter", *"123", "enter")
        await until(pilot, lambda: "Saved." in words_on(pilot))
        await until(pilot, lambda: "Added by you" in words_on(pilot))
        assert rows(folder, "SELECT name, phone FROM own_contact") == [("Nora", "123")]
        numbers = [one.text for one in pilot.app.screen.query(BigNumber)]
        assert (numbers[0], numbers[-1]) == ("999", "123")
        await pilot.press("t")
        await screen(pilot, "ChoiceDialog")
        await pilot.press("1")
        await until(pilot, lambda: "It is taken away." in words_on(pilot))
        assert "Nora" not in words_on(pilot)
        await pilot.press("b")
        await screen(pilot, "TodayScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_the_emergency_number_and_the_way_back_are_in_sight(
    place: tuple[Path, StoppedClock], size: tuple[int, int]
) -> None:
    async with lived(*place, size) as pilot:
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        shown = pilot.app.screen.query_one("#body").region
        assert shown.contains_region(pilot.app.screen.query(BigNumber).first().region)
        for choice in pilot.app.screen.query(BigChoice):
            assert choice.content_region.width >= len(str(choice.render()).strip())
        assert "This app cannot call for you." in words_on(pilot)


@pytest.mark.parametrize("way_back", ["b", "q", "escape"])
async def test_the_other_pages_open_from_a_lock_and_lead_back_to_it(
    place: tuple[Path, StoppedClock], way_back: str
) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({"RF-DVT-01": YES}, begins=False))
    async with lived(folder, clock) as pilot:
        await pilot.press("enter")
        await screen(pilot, "LockedScreen")
        await pilot.press("d")
        await screen(pilot, "MenuScreen")
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        assert "You reported a warning sign." in words_on(pilot)
        await pilot.press(way_back)
        await screen(pilot, "MenuScreen")
        await pilot.pause(0.2)  # sooner the same key is one that is held down
        await pilot.press(way_back)
        await screen(pilot, "LockedScreen")


@pytest.mark.parametrize("size", [(80, 24), (90, 24)])
async def test_the_therapists_number_is_in_sight(
    place: tuple[Path, StoppedClock], size: tuple[int, int]
) -> None:
    async with lived(*place, size) as pilot:
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        await until(pilot, lambda: "020 7946 0123" in text_of(pilot.app))


@pytest.mark.parametrize("size", [(40, 12), (40, 14), (60, 12), (80, 24), (90, 24), (120, 40)])
async def test_no_number_is_cut(place: tuple[Path, StoppedClock], size: tuple[int, int]) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.add_contact("Nora", "123")
    async with lived(folder, clock, size) as pilot:
        await pilot.press("c")
        await screen(pilot, "ContactsScreen")
        body = pilot.app.screen.query_one("#body")
        await until(pilot, lambda: body.scrollable_content_region.height > 0)
        seen = body.scrollable_content_region
        for number in pilot.app.screen.query(BigNumber):
            lines = number.region.intersection(seen).height
            assert lines in {0, number.region.height}, number.text
        first, *others = pilot.app.screen.query(BigNumber)
        assert first.region.height == 3
        if size[0] == 40:
            assert {one.region.height for one in others} == {1}


@pytest.mark.parametrize("sign", ["RF-DVT-01", "RF-GEN-02"])
async def test_where_today_says_to_call_the_contacts_stay_in_the_bottom_line(
    place: tuple[Path, StoppedClock], sign: str
) -> None:
    folder, clock = place
    with Companion(folder, clock) as companion:
        companion.start()
        visit(companion, Patient({sign: YES}, begins=False))
    async with lived(folder, clock) as pilot:
        hints = [hint.text for hint in pilot.app.screen.query_one(KeyLine).hints]
        assert "C Contacts" in hints
        assert any(hint.startswith("!") for hint in hints)
