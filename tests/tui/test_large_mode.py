"""Large mode can be read from two metres: huge digits, one instruction, fewer things."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from builders import a_step, a_target
from camera import Stage, at_rest, come_to
from fakes import FakeCompanion, today_view
from scripts import safety, screen, story, until, words_on
from session_harness import Clock, OneScreen, a_set, press, settle, text_of
from tour import TOUR
from world import World

from exercise_companion.core.prompts import AskPain, SiteAsked
from exercise_companion.core.settings import Settings
from exercise_companion.core.terms import Moment
from exercise_companion.tui.screens.pain import PainScreen
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.themes import LARGE, NIGHT
from exercise_companion.tui.widgets.answer_line import AnswerLine
from exercise_companion.tui.widgets.big_choice import BigChoice
from exercise_companion.tui.widgets.big_digits import BigDigits, draw, largest_size
from exercise_companion.tui.widgets.big_number import BigNumber
from exercise_companion.tui.widgets.headline import Enlargement, Headline, Outcome
from exercise_companion.tui.widgets.key_line import KeyLine
from exercise_companion.tui.widgets.marked_list import BIG_MARK, MarkedList
from exercise_companion.tui.widgets.plan_table import PlanTable
from exercise_companion.tui.widgets.set_face import Face, SetFace, face

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

    from exercise_companion.tui.screens.base import PromptScreen

SIZES = [(80, 24), (120, 40)]

MARK_OF_A_NUMBER = "●"
HOLD = a_step("hold", 5, instruction="Hold", rep=1, reps=8, side="left")
LEFT = a_target(side="left", reps=8)


def large_player() -> PlayerScreen:
    return PlayerScreen(a_set(LEFT, HOLD, a_step("release", 3, rep=1, reps=8)), clock=Clock())


class Large(OneScreen):
    """One screen in large mode."""

    def __init__(self, first: PromptScreen) -> None:  # type: ignore[type-arg]
        super().__init__(first)
        self.add_class(LARGE, update=False)


def large_choice(fake: FakeCompanion) -> FakeCompanion:
    fake.kept = Settings(text_size="large")
    return fake


def test_the_one_instruction_names_the_side() -> None:
    shown = face(HOLD, 5, LEFT)
    assert shown.word_with_side == "HOLD LEFT"
    assert replace(shown, word="PAUSED").word_with_side == "PAUSED"
    assert face(a_step("rep", 2, rep=1, reps=8, side="left"), 2, LEFT).word_with_side == "LEFT"
    assert face(HOLD, 5, a_target(reps=8)).word_with_side == "HOLD"
    assert Face("", "DONE?", "", side="LEFT").word_with_side == "DONE?"


@pytest.mark.parametrize("size", SIZES)
async def test_in_the_player_only_the_digits_and_the_instruction_are_left(
    size: tuple[int, int],
) -> None:
    shown = large_player()
    app = Large(shown)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, shown)
        word = shown.query_one("#face-word", BigDigits)
        number = shown.query_one("#face-number", BigDigits)
        assert word.value == "HOLD LEFT"
        assert largest_size(word.value, *word.size) == 2 + (size[0] > 80)
        assert largest_size(number.value, *number.size) >= (5 if size[0] == 80 else 8)
        for gone in ("#beside", "ActionRow", "#face-dots"):
            assert not shown.query_one(gone).display
        assert number.region.bottom <= size[1] - 1


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
async def test_which_set_it_is_stands_in_the_first_line(size: tuple[int, int]) -> None:
    shown = large_player()
    app = Large(shown)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, shown)
        first, *_ = text_of(app).splitlines()
        assert "Bridge" in first
        assert "set 1 of 2" in first
        assert ("about 12 minutes left" in first) is (size[0] >= 80)


REST = a_step("rest", 30, instruction="Rest", set_number=2)


@pytest.mark.parametrize("size", [*SIZES, (40, 12)])
@pytest.mark.parametrize("app_of", [Large, OneScreen])
async def test_a_rest_says_what_comes_next_and_nothing_of_the_work(
    app_of: type[OneScreen], size: tuple[int, int]
) -> None:
    prompt = a_set(a_target(reps=8, set_number=2), REST, a_step("hold", 4, rep=1, reps=8))
    shown = PlayerScreen(prompt, clock=Clock())
    app = app_of(shown)  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        await settle(pilot, shown)
        assert "Keep breathing." not in text_of(app)
        assert "hen set 2 of 2" in text_of(app)
        await press(pilot, "enter")
        assert "Keep breathing." in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_key_line_still_says_how_to_stop_and_that_it_hurts(size: tuple[int, int]) -> None:
    shown = large_player()
    async with Large(shown).run_test(size=size) as pilot:
        await settle(pilot, shown)
        said = [hint.text for hint in shown.query_one(KeyLine).hints]
        assert {"Enter Done", "Space Pause", "X Stop", "H It hurts"} <= set(said)


async def test_in_a_small_window_too_the_key_lines_say_how_to_go_on_and_that_it_hurts() -> None:
    shown = large_player()
    app = Large(shown)
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot, shown)
        first, second = text_of(app).splitlines()[-2:]
        assert first.split("   ") == [" Enter Done", "Space Pause", "X Stop"]
        assert second.startswith(" H It hurts   ")
        await pilot.click("KeyLine", offset=(14, 0))
        assert not shown.clock.is_running


async def test_what_was_done_is_asked_with_what_changes_it_in_sight() -> None:
    shown = large_player()
    app = Large(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        await press(pilot, "enter")
        assert shown.query_one(SetFace).has_class("-question")
        assert "Your LEFT side. How many did you do?" in text_of(app)
        assert "Change with + or -" in text_of(app)
        await press(pilot, "7")
        assert shown.query_one("#face-number", BigDigits).value == "7"


async def test_the_place_of_the_pain_and_the_chosen_number_are_drawn_large() -> None:
    sites = (SiteAsked("leg", "Left leg", 3), SiteAsked("back", "Back", None))
    asked = AskPain(Moment.BEFORE, sites, "Your pain now", False, False, False)  # noqa: FBT003
    shown = PainScreen(asked)
    app = Large(shown)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot, shown)
        words = [one.value for one in shown.query(BigDigits) if one.parent and one.region.height]
        assert words == ["LEFT LEG", ""]
        await press(pilot, "4")
        words = [one.value for one in shown.query(BigDigits) if one.region.height]
        assert words == ["LEFT LEG", "4"]
        assert shown.query_one("#keep", BigChoice).big == "KEEP 4"
        tiles = [shown.scale.render_line(y).text for y in range(4)]
        assert MARK_OF_A_NUMBER in tiles[0]
        assert "█ █" in tiles[1]
        assert "4" not in "".join(tiles)
        assert shown.query_one("#body").max_scroll_y == 0
        assert "10 the worst pain I can imagine" in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_the_three_answers_are_drawn_large_and_all_of_each_is_in_sight(
    size: tuple[int, int],
) -> None:
    fake = large_choice(FakeCompanion((safety(2),)))
    async with story(fake, size=size) as (pilot, _):
        await until(pilot, lambda: pilot.app.has_class(LARGE))
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        await pilot.pause()
        for choice in pilot.app.screen.query("#actions BigChoice").results(BigChoice):
            drawing = str(choice.render()).splitlines()
            assert choice.content_size.height >= len(drawing) == 4
            assert choice.content_size.width >= max(map(len, drawing))
            assert choice.region.right <= size[0]
        assert "Now you can answer" in words_on(pilot) or "Read the question" in words_on(pilot)
        assert not any(topic.display for topic in pilot.app.screen.query(".topic"))


@pytest.mark.parametrize("size", [(40, 12), (60, 16)])
async def test_in_a_small_window_nothing_is_cut_for_large_words(size: tuple[int, int]) -> None:
    fake = large_choice(FakeCompanion((safety(2),)))
    async with story(fake, size=size) as (pilot, _):
        await until(pilot, lambda: pilot.app.has_class(LARGE))
        await until(pilot, lambda: "Today: 6 exercises, about 18 minutes." in words_on(pilot))
        await pilot.pause()
        await pilot.press("enter")
        await screen(pilot, "SafetyScreen")
        assert pilot.app.screen.query_one("#question").region.height > 0
        answers = pilot.app.screen.query("#actions BigChoice")
        assert all(0 < one.region.bottom <= size[1] - 1 for one in answers)


async def test_today_shows_fewer_things_and_changes_at_once() -> None:
    view = replace(today_view(), precautions=("Keep a chair in reach.",))
    async with story(FakeCompanion(view=view)) as (pilot, _fake):
        await until(pilot, lambda: bool(pilot.app.screen.query("PlanTable")))
        await pilot.press("o")
        await screen(pilot, "SettingsScreen")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.has_class(LARGE))
        await pilot.press("b")
        await screen(pilot, "TodayScreen")
        await until(pilot, lambda: not pilot.app.screen.query("PlanTable"))
        drawn = [one.value for one in pilot.app.screen.query(BigDigits)]
        assert drawn == ["6 EXERCISES", "18 MINUTES"]
        assert pilot.app.screen.query_one("#wrong", BigChoice).big == "WRONG"
        assert "Keep a chair in reach." in words_on(pilot)
        primary = pilot.app.screen.query_one("#primary", BigChoice)
        await until(pilot, lambda: primary.size.height == 4)
        assert "█" in "".join(
            str(strip.text) for strip in primary.render_lines(primary.size.region)
        )


async def test_why_nothing_can_start_is_said_in_large_mode_too() -> None:
    view = today_view("locked", reasons=("Call your doctor.",), alert_line="You told a sign.")
    async with story(large_choice(FakeCompanion(view=view))) as (pilot, _fake):
        await until(pilot, lambda: pilot.app.has_class(LARGE))
        await until(pilot, lambda: "Call your doctor." in words_on(pilot))
        assert "You told a sign." in words_on(pilot)
        assert not pilot.app.screen.query(BigDigits)


async def test_the_view_and_the_size_may_come_in_one_moment() -> None:
    async with story() as (pilot, _fake):
        today = pilot.app.today
        for number in range(4):
            await pilot.app.preferences.change({"text_size": "large" if number % 2 else "normal"})
            await today.show(replace(today_view(), minutes=number, due=("One thing.",)))
        await until(pilot, lambda: len(pilot.app.screen.query("BigDigits")) == 2)
        assert len(pilot.app.screen.query("#due")) == 1


# --- before a session, in a walk, at a lock, in a crisis ------------------------------------------


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return World(tmp_path_factory.mktemp("world"))


@asynccontextmanager
async def in_large_mode(
    world: World, name: str, size: tuple[int, int]
) -> AsyncIterator[Pilot[None]]:
    """A screen of the tour, large and at rest."""
    stop = replace(TOUR[name], settings=Settings(text_size="large"))
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=size) as pilot:
        await come_to(pilot, TOUR[name])
        await at_rest(pilot)
        yield pilot


def height(pilot: Pilot[None], name: str) -> int:
    """Of what is in sight of it; 0 when that is not all of it."""
    one = pilot.app.screen.query_one(name)
    if not one.region.area:
        return 0
    shown = pilot.app.screen.find_widget(one).visible_region
    return shown.height if shown == one.region else 0


@pytest.mark.parametrize("size", SIZES)
async def test_an_exercise_is_announced_by_its_name_and_its_dose_in_block_letters(
    world: World, size: tuple[int, int]
) -> None:
    async with in_large_mode(world, "intro", size) as pilot:
        assert pilot.app.screen.query_one("#name-large", Headline).text == "Pelvic tilt"
        assert height(pilot, "#name-large") == 5
        assert height(pilot, "#dose-large") >= 5
        assert pilot.app.screen.query_one("#dose-rest", Headline).text == "hold 5 s"
        assert height(pilot, "#dose-rest") == 3


async def test_before_a_session_it_is_said_how_much_there_is_and_nothing_is_scrolled_for(
    world: World,
) -> None:
    async with in_large_mode(world, "decision", (80, 24)) as pilot:
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0
        drawn = [one.value for one in pilot.app.screen.query(BigDigits) if one.region.area]
        assert drawn == ["37 MINUTES"]
        await pilot.resize_terminal(40, 12)
        await at_rest(pilot)
        assert pilot.app.screen.query_one(PlanTable).region.area


@pytest.mark.parametrize("size", SIZES)
async def test_the_minutes_of_a_walk_are_what_is_largest(
    world: World, size: tuple[int, int]
) -> None:
    async with in_large_mode(world, "walk-running", size) as pilot:
        clock = pilot.app.screen.query_one("#face-number", BigDigits)
        word = pilot.app.screen.query_one("#face-word", BigDigits)
        assert largest_size(clock.value, *clock.size) >= 1 + largest_size(word.value, *word.size)
        assert pilot.app.screen.query_one("#legs", BigChoice).big == "LEGS"
        assert not pilot.app.screen.query_one("#beside").display


@pytest.mark.parametrize("size", SIZES)
async def test_a_lock_shows_whom_to_call_in_block_letters_before_anything_else(
    world: World, size: tuple[int, int]
) -> None:
    async with in_large_mode(world, "locked", size) as pilot:
        assert height(pilot, "#locked-title") >= 3
        number = pilot.app.screen.query_one("#call-first BigNumber", BigNumber)
        assert number.text == "01632 960100"
        assert "call today: DEMO clinic" in text_of(pilot.app)
        assert number.region.height == (3 if size[0] == 80 else 5)
        assert number.region.bottom < pilot.app.screen.query("#why Card").first().region.y + 1


@pytest.mark.parametrize("size", SIZES)
async def test_today_shows_at_a_lock_whom_to_call_in_block_letters(
    world: World, size: tuple[int, int]
) -> None:
    async with in_large_mode(world, "today-locked-large", size) as pilot:
        assert height(pilot, "#locked-title") == 3
        assert height(pilot, "#call-first BigNumber") == (3 if size[0] == 80 else 5)
        assert "call today: DEMO clinic" in text_of(pilot.app)
        await pilot.resize_terminal(40, 12)
        await at_rest(pilot)
        assert "01632 960100" in text_of(pilot.app)


@pytest.mark.parametrize("size", SIZES)
async def test_in_a_crisis_both_numbers_are_huge_and_in_sight(
    world: World, size: tuple[int, int]
) -> None:
    async with in_large_mode(world, "crisis-question", size) as pilot:
        for number in pilot.app.screen.query(BigNumber):
            assert number.region.height == (5 if size[0] == 80 else 8)
            assert pilot.app.screen.find_widget(number).visible_region == number.region


async def test_a_single_question_is_drawn_where_there_is_room_and_a_private_one_never(
    world: World,
) -> None:
    stop = TOUR["safety-sign-large"]
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(120, 40)) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        drawn = pilot.app.screen.query_one("#question-large", Headline)
        assert drawn.text == pilot.app.screen.prompt.question.text
        assert drawn.region.height > 5
        words = pilot.app.screen.query_one(".question-text")
        assert str(words.render()) == drawn.text
        assert words.region.y > drawn.region.bottom, "its own words stand below"
        assert pilot.app.screen.query_one("#body").max_scroll_y == 0
        await pilot.resize_terminal(80, 24)
        await at_rest(pilot)
        assert not drawn.region.area
        assert words.region.area
    private = TOUR["safety-large"]
    async with Stage(private, private.make(world), NIGHT).run_test(size=(120, 40)) as pilot:
        await come_to(pilot, private)
        assert pilot.app.screen.prompt.question.sensitive
        assert not pilot.app.screen.query("#question-large")


# --- what is to be read ---------------------------------------------------------------------------


@pytest.mark.parametrize(("text_size", "apart"), [("large", 2), ("normal", 1)])
async def test_lines_stand_apart_where_all_of_them_stay_in_sight(
    world: World, text_size: str, apart: int
) -> None:
    stop = replace(TOUR["what-is-new"], settings=Settings(text_size=text_size))
    async with Stage(stop, stop.make(world), NIGHT).run_test(size=(80, 24)) as pilot:
        await come_to(pilot, stop)
        await at_rest(pilot)
        body = pilot.app.screen.query_one("#body")
        first, second, *_ = (one.region.y for one in body.query("Card").last().children)
        assert second - first == apart
        assert body.max_scroll_y == 0
        await pilot.resize_terminal(80, 20)
        await at_rest(pilot)
        first, second, *_ = (one.region.y for one in body.query("Card").last().children)
        assert second - first == 1


# --- lists, answers, dialogs ----------------------------------------------------------------------


async def test_a_row_of_a_list_has_its_word_drawn_and_the_marked_one_is_pointed_at(
    world: World,
) -> None:
    async with in_large_mode(world, "menu", (80, 24)) as pilot:
        listed = pilot.app.screen.query_one(MarkedList)
        assert [listed.place_of(row) for row in range(3)] == [0, 5, 10]
        assert "\n".join(draw("DIARY", 1)).splitlines()[0] in text_of(pilot.app)
        marks = [line[3:5] for line in text_of(pilot.app).splitlines()[3:6]]
        assert tuple(marks) == BIG_MARK
        await pilot.press(*["down"] * 7)
        await at_rest(pilot)
        assert listed.marked == 7
        assert "\n".join(draw("LOAD", 1)).splitlines()[2].rstrip() in text_of(pilot.app)
        await pilot.resize_terminal(40, 12)
        await at_rest(pilot)
        assert "▀" not in text_of(pilot.app)


async def test_rows_of_a_list_are_drawn_in_one_size_and_changes_are_seen_at_once(
    world: World,
) -> None:
    async with in_large_mode(world, "settings", (120, 40)) as pilot:
        listed = pilot.app.screen.query_one(MarkedList)
        assert {listed.place_of(row + 1) - listed.place_of(row) for row in range(6)} == {6}
        pilot.app.remove_class(LARGE)
        await at_rest(pilot)
        assert "▀█▀ █▀▀" not in text_of(pilot.app)


@pytest.mark.parametrize(
    ("name", "size", "drawn"),
    [
        ("flare", (120, 40), [5, 5]),
        ("stop-reason", (120, 40), [3] * 6),
        ("stop-reason", (80, 24), [0] * 6),
        ("stop-reason", (40, 12), [0] * 6),
        ("leave", (80, 24), [3, 3]),
    ],
)
async def test_answers_are_drawn_in_one_size_where_all_stay_in_sight_or_not_at_all(
    world: World, name: str, size: tuple[int, int], drawn: list[int]
) -> None:
    async with in_large_mode(world, name, size) as pilot:
        screen = pilot.app.screen
        answers = list(screen.query(AnswerLine))
        assert [len(one.drawing) for one in answers] == drawn
        assert all(
            one.region.height == 1 + lines for one, lines in zip(answers, drawn, strict=True)
        )
        assert all(screen.find_widget(one).visible_region == one.region for one in answers)


async def test_the_marked_answer_is_drawn_where_not_all_have_room(world: World) -> None:
    async with in_large_mode(world, "check-in-choice", (80, 24)) as pilot:
        answers = list(pilot.app.screen.query(AnswerLine))
        assert [bool(one.drawing) for one in answers] == [one.has_focus for one in answers]
        await pilot.press("7")
        await at_rest(pilot)
        assert [len(one.drawing) for one in answers] == [0, 0, 0, 0, 0, 0, 3]
        pilot.app.remove_class(LARGE)
        await at_rest(pilot)
        assert not any(one.drawing for one in answers)


async def test_the_chosen_answer_keeps_its_sign_in_block_letters(world: World) -> None:
    async with in_large_mode(world, "late-day", (120, 40)) as pilot:
        await pilot.press("t")
        await at_rest(pilot)
        words = [one.word for one in pilot.app.screen.query(AnswerLine)]
        assert words == ["● Today", "Yesterday", "Another day", "Memory", "Paper"]


async def test_that_it_is_saved_is_what_is_largest_after_a_session(world: World) -> None:
    async with in_large_mode(world, "summary", (80, 24)) as pilot:
        saved = pilot.app.screen.query_one(Enlargement)
        assert (saved.text, saved.region.height) == ("Saved", 6)
        await pilot.resize_terminal(40, 12)
        await at_rest(pilot)
        assert not saved.region.area


async def test_that_an_entry_is_saved_is_drawn_and_said_in_full(world: World) -> None:
    async with in_large_mode(world, "notes", (80, 24)) as pilot:
        page = pilot.app.screen
        page.renew(page.view, "Saved. If something new or worrying started, press !")
        await at_rest(pilot)
        assert page.query_one(Outcome).region.height == 5
        assert draw("SAVED", 1)[0] in text_of(pilot.app)
        assert "Saved. If something new or worrying started, press !" in text_of(pilot.app)


async def test_a_text_is_read_on_by_what_stands_in_it(world: World) -> None:
    async with in_large_mode(world, "goals", (80, 24)) as pilot:
        screen = pilot.app.screen
        body, cards = screen.query_one("#body"), list(screen.query("Card"))
        for card in cards[:2]:
            await pilot.press("down")
            await at_rest(pilot)
            assert card.region.y == body.region.y + 1 or body.scroll_y == body.max_scroll_y
        await pilot.press("up")
        await at_rest(pilot)
        assert cards[0].region.y <= body.region.y + 1
        pilot.app.remove_class(LARGE)
        await at_rest(pilot)
        await pilot.press("home", "down")
        await at_rest(pilot)
        assert body.scroll_y == 1
