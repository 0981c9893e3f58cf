"""The screens of a walk: one key says that the legs feel it, and nothing is taken for granted."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from builders import a_step, a_target
from journeys import Patient, StoppedClock, install, rows, visit
from session_harness import PLACE, Clock, OneScreen, Shown, an_item, settle, text_of
from walks import BOUT, Walker, walk_program

from exercise_companion.catalogue import figures
from exercise_companion.companion import Companion
from exercise_companion.core import walk_prompts as walks
from exercise_companion.core.dose import CHANGE_OVER_SECONDS
from exercise_companion.core.figure_shape import frame_of, rest_frame
from exercise_companion.core.prompts import Back, DidSet, Hurts, ShowIntro, Skip, Stop
from exercise_companion.core.settings import Settings
from exercise_companion.core.walk_measured import Measured
from exercise_companion.core.walk_prompts import AskLegs, AskWalk, DoBout, Resting
from exercise_companion.core.walk_questions import WalkAbout
from exercise_companion.tui.app import ExerciseApp
from exercise_companion.tui.screens.base import CompanionScreen
from exercise_companion.tui.screens.base_heard import GOES_BY_ITSELF
from exercise_companion.tui.screens.legs import LegsScreen
from exercise_companion.tui.screens.walk import WalkScreen
from exercise_companion.tui.screens.walk_told import WalkToldScreen
from exercise_companion.tui.widgets.big_digits import BigDigits, largest_size
from exercise_companion.tui.widgets.by_itself import HELD, ByItself
from exercise_companion.tui.widgets.figure_view import ARROW, LEAST_HEIGHT, LEAST_WIDTH, FigureView
from exercise_companion.tui.widgets.rest_view import RestView

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORK = a_step("work", 240.0, instruction="Go")
STEPS = (a_step("ready", 5.0, instruction="Get ready"), WORK)


def a_bout(**changes: object) -> DoBout:
    facts: dict[str, Any] = {
        "item": an_item(name="Walk in bouts"),
        "place": PLACE,
        "target": a_target(seconds=240, sets=3),
        "steps": STEPS,
        "seconds_so_far": 0,
        "is_walk": True,
        "waits": True,
        "eased": False,
        "has_begun": False,
        "next_name": "",
    }
    return DoBout(**(facts | changes))


BEGUN = a_bout(waits=False, has_begun=True, target=a_target(seconds=240, sets=3, set_number=2))


def a_rest(rested: int = 0, limit: int = 600, *, over: bool = False) -> AskLegs:
    lines = ("Sit and bend forward until it eases.", "Then you go on. 2 parts are left.")
    since = NINE - timedelta(seconds=rested)
    return AskLegs(
        an_item(name="Walk in bouts"), PLACE, 2, Resting(since, NINE, limit, lines, over=over)
    )


WALKING = AskLegs(an_item(name="Walk in bouts"), PLACE, 2, None)


@asynccontextmanager
async def showing(
    prompt: DoBout | AskLegs | AskWalk,
    size: tuple[int, int] = (80, 24),
    *,
    settings: Settings | None = None,
) -> AsyncIterator[Shown]:
    clock = Clock()
    screen: WalkScreen | LegsScreen | WalkToldScreen
    if isinstance(prompt, DoBout):
        screen = WalkScreen(prompt, clock=clock)
    elif isinstance(prompt, AskLegs):
        screen = LegsScreen(prompt, clock=clock)
    else:
        screen = WalkToldScreen(prompt)
    screen.settings = settings or Settings()
    app = OneScreen(screen)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, screen)
        yield Shown(app, screen, pilot, clock)


# --- the figure -----------------------------------------------------------------------------------


def pictured(name: str) -> DoBout:
    return a_bout(item=an_item(name="Walk in bouts", figure=figures.figure(name)))


@pytest.mark.parametrize("name", ["walk", "walk-in-bouts", "bike"])
async def test_the_figure_walks_while_the_part_runs_and_rests_with_the_clock(name: str) -> None:
    async with showing(pictured(name)) as walk:
        view = walk.screen.query_one(FigureView)
        assert view.size.width >= LEAST_WIDTH
        assert view.size.height >= LEAST_HEIGHT
        assert view._timer is None, "nothing has been started"
        await walk.press("enter")
        await walk.wait(6)
        before = view._posture
        walk.clock.now += 0.4
        view._next()
        assert view._timer is not None
        assert view._posture != before
        await walk.press("space")
        assert view._timer is None
        await walk.press("space", "enter")
        assert walk.screen.asks_what_was_done
        assert view._timer is None


@pytest.mark.parametrize(("size", "least"), [((80, 24), 3), ((120, 40), 4)])
async def test_the_clock_of_a_walk_is_as_large_with_a_figure_as_without(
    size: tuple[int, int], least: int
) -> None:
    drawn = []
    for prompt in (a_bout(), pictured("walk")):
        async with showing(prompt, size) as walk:
            await walk.press("enter")
            await walk.wait(10)
            clock = walk.screen.query_one("#face-number", BigDigits)
            drawn.append(largest_size("3:55", *clock.size))
            legs = walk.screen.query_one("#legs")
            assert legs.region.area
            assert legs.region.bottom < size[1]
    assert drawn == [least, least]


@pytest.mark.parametrize("size", [(40, 12), (60, 20)])
async def test_in_a_small_window_a_walk_has_no_figure(size: tuple[int, int]) -> None:
    async with showing(pictured("walk"), size) as walk:
        assert not walk.screen.query_one(FigureView).region.area


# --- hands-free -----------------------------------------------------------------------------------

BY_ITSELF = Settings(hands_free=True)


async def test_hands_free_the_first_part_starts_by_itself_and_is_kept_as_counted_by_the_clock() -> (
    None
):
    async with showing(a_bout(), settings=BY_ITSELF) as walk:
        line = walk.screen.query_one(ByItself)
        for _ in range(2 * int(CHANGE_OVER_SECONDS) + 1):
            walk.clock.now += 0.5
            line.clock.look()
        await walk.pilot.pause()
        assert GOES_BY_ITSELF in walk.text
        await walk.wait(5 + 240 + 1)
        assert walk.replies == [DidSet(seconds=240, by_clock=True)]


async def test_hands_free_whoever_is_at_the_keys_is_waited_for() -> None:
    async with showing(a_bout(), settings=BY_ITSELF) as walk:
        assert "Starts in 30 s" in walk.text
        await walk.press("down")
        assert HELD in walk.text
        assert not walk.screen.query_one(ByItself).is_counting
        await walk.press("o")
        assert walk.replies == [walks.WasOut()]


async def test_hands_free_any_key_pauses_a_part_and_the_legs_are_asked_at_once() -> None:
    async with showing(BEGUN, settings=BY_ITSELF) as walk:
        await walk.wait(10)
        await walk.press("enter")
        assert not walk.screen.clock.is_running
        assert walk.replies == []
        await walk.press("space", "l")
        assert walk.replies == [walks.FeltLegs(5)]


# --- a bout ---------------------------------------------------------------------------------------


async def test_the_first_part_waits_and_offers_both_ways() -> None:
    async with showing(a_bout()) as walk:
        await walk.wait(30)
        assert "I walk near the screen" in walk.text
        assert "I was out: type it in" in walk.text
        await walk.press("l", "space", "f")
        assert walk.replies == []
        await walk.press("o")
        assert walk.replies == [walks.WasOut()]


async def test_the_legs_may_be_said_to_feel_it_at_any_time() -> None:
    async with showing(a_bout()) as walk:
        await walk.press("enter")
        await walk.wait(5 + 70)
        await walk.press("l")
        assert walk.replies == [walks.FeltLegs(70)]


async def test_a_part_that_was_interrupted_counts_on() -> None:
    rest = a_bout(waits=False, has_begun=True, seconds_so_far=100, steps=(a_step("work", 140.0),))
    async with showing(rest) as walk:
        await walk.wait(20)
        await walk.press("l")
        assert walk.replies == [walks.FeltLegs(120)]


async def test_less_of_a_part_than_is_on_record_is_neither_shown_nor_saved() -> None:
    rest = a_bout(waits=False, has_begun=True, seconds_so_far=100, steps=(a_step("work", 140.0),))
    async with showing(rest) as walk:
        await walk.wait(8)
        await walk.press("enter", *["minus"] * 5)
        assert "Save 1 min 40 s" in walk.text
        await walk.press("plus", "enter")
        assert walk.replies == [DidSet(seconds=105)]


async def test_time_that_runs_out_asks_and_marks_nothing_done() -> None:
    async with showing(BEGUN) as walk:
        await walk.wait(5 + 240 + 1)
        assert walk.replies == []
        assert "Save 4 min" in walk.text
        await walk.press("enter")
        assert walk.replies == [DidSet(seconds=240)]


async def test_a_part_done_early_can_be_mended_saved_or_end_the_walk() -> None:
    async with showing(BEGUN) as walk:
        await walk.wait(5 + 60)
        await walk.press("enter")
        assert "Save 1 min" in walk.text
        await walk.press("plus", "enter")
        assert walk.replies == [DidSet(seconds=65)]
    async with showing(BEGUN) as walk:
        await walk.wait(5 + 60)
        await walk.press("enter", "f")
        assert walk.replies == [walks.EndWalk(60)]


async def test_h20_much_more_than_a_part_asks_is_asked_back_before_it_is_saved() -> None:
    short = a_bout(waits=False, has_begun=True, target=a_target(seconds=20, sets=3, set_number=2))
    async with showing(short) as walk:
        await walk.wait(5 + 20)
        await walk.press("enter", *["plus"] * 5, "enter")
        assert walk.replies == []
        assert "You chose 45 s instead of 20 s." in walk.text
        await walk.press("y")
        assert walk.replies == [DidSet(seconds=45)]


async def test_pause_stops_the_clock_and_a_jump_waits_for_the_patient() -> None:
    async with showing(BEGUN) as walk:
        await walk.wait(5 + 60)
        await walk.press("space")
        walk.clock.now += 100
        await walk.press("space")
        await walk.wait(1)
        walk.clock.now += 500
        walk.screen.clock.look()
        await walk.pilot.pause()
        assert "The clock was interrupted." in walk.text
        await walk.press("l")
        assert walk.replies == [walks.FeltLegs(61)]


@pytest.mark.parametrize(("key", "reply"), [("h", Hurts(60)), ("x", Stop(60))])
async def test_what_was_walked_is_handed_over_with_pain_and_stop(key: str, reply: object) -> None:
    async with showing(BEGUN) as walk:
        await walk.wait(5 + 60)
        await walk.press(key)
        assert walk.replies == [reply]


async def test_it_can_be_left_out_or_typed_in_only_before_anything_is_on_record() -> None:
    async with showing(a_bout()) as walk:
        await walk.press("s", "d")
        await walk.pilot.pause()
        assert walk.replies == [Skip("not_today")]
    async with showing(BEGUN) as walk:
        await walk.wait(5 + 60)
        await walk.press("s", "o", "b", "e")
        assert walk.replies == []
        assert walk.app.screen is walk.screen


# --- the legs -------------------------------------------------------------------------------------


async def test_a_number_and_one_key_are_the_answer() -> None:
    async with showing(WALKING) as legs:
        await legs.press("n")
        assert legs.replies == []
        assert "Choose a number from 0 to 10 first." in legs.text
        await legs.press("4", "n")
        assert legs.replies == [walks.Legs(4, "none")]


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (("w",), walks.Legs(None, "numb_or_weak")),
        (("g",), walks.Legs(None, "gave_way")),
        (("1", "0", "w"), walks.Legs(10, "numb_or_weak")),
        (("x",), Stop()),
    ],
)
async def test_the_worst_needs_no_number(keys: tuple[str, ...], reply: object) -> None:
    async with showing(WALKING) as legs:
        await legs.press("t")
        assert legs.replies == []
        await legs.press(*keys)
        assert legs.replies == [reply]


async def test_a_rest_counts_up_and_says_what_to_do() -> None:
    async with showing(a_rest(125)) as legs:
        legs.clock.now += 10
        legs.screen._count()
        await legs.pilot.pause()
        assert "Sit and bend forward until it eases." in legs.text
        assert "resting 2:15" in legs.text
        await legs.press("t")
        assert legs.replies == [walks.LeaveRest()]


async def test_silence_until_the_limit_is_kept_as_not_given() -> None:
    async with showing(a_rest(590)) as legs:
        legs.clock.now += 9
        legs.screen._count()
        assert legs.replies == []
        legs.clock.now += 1
        legs.screen._count()
        await legs.pilot.pause()
        assert legs.replies == [walks.Legs()]


@pytest.mark.parametrize("size", [(40, 12), (80, 24)])
async def test_in_any_window_what_to_do_the_question_and_the_answers_are_in_sight(
    size: tuple[int, int],
) -> None:
    async with showing(a_rest(125), size) as legs:
        for words in ("Sit and bend forward", "How are your legs now?", "A leg gave way", " 10"):
            assert words in legs.text
        assert "resting 2:0" in legs.text
    async with showing(BEGUN, size) as walk:
        await walk.wait(5 + 60)
        for words in ("Done", "My legs feel it", "left of 4 min"):
            assert words in walk.text


# --- what is left to say --------------------------------------------------------------------------

RESTED = WalkAbout(
    "outdoor_walk",
    asks_support=True,
    measured=Measured(seconds=300, bouts=2, first_felt=100, relief_seconds=120),
)
TYPED = WalkAbout("outdoor_walk", asks_support=False, measured=None)


def about(what: WalkAbout) -> AskWalk:
    return AskWalk("Walk in bouts", PLACE, what)


async def test_each_question_takes_one_key() -> None:
    async with showing(about(RESTED)) as told:
        await told.press("s", "h", "b", "t", "y")
        await told.pilot.pause()
        assert told.replies == [
            walks.WalkTold(
                (
                    ("support", "stick"),
                    ("symptom", "heavy"),
                    ("side", "both"),
                    ("relief_action", "stood_still"),
                    ("in_calf", "yes"),
                )
            )
        ]


async def test_an_answer_can_be_changed_and_one_can_be_left_out() -> None:
    async with showing(about(RESTED)) as told:
        await told.press("k", "h", "c", "k", "b", "s")
        await told.pilot.pause()
        assert told.replies == [
            walks.WalkTold(
                (("support", None), ("symptom", None), ("side", "both"), ("relief_action", "sat"))
            )
        ]


async def test_where_no_number_was_typed_yet_it_says_so_and_draws_no_bar() -> None:
    async with showing(about(TYPED)) as told:
        await told.press("n")
        assert "No number yet." in told.text
        assert "█" not in told.text
        await told.press("7")
        assert "No number yet." not in told.text
        assert "█" in told.text


async def test_a_number_that_cannot_be_is_not_taken() -> None:
    async with showing(about(TYPED)) as told:
        await told.press("n", "enter")
        assert "Type the number first." in told.text
        await told.press("0", "enter")
        assert "Type a number from 1 to 1440." in told.text
        await told.press("1", "2", "enter", "2", "enter", "k", "d")
        assert "After how many minutes did your legs first feel it?" in told.text
        await told.press("1", "3")
        assert "You typed 3." in told.text
        assert told.replies == []


async def test_a_typed_walk_is_told_to_its_end_or_left_for_the_walk() -> None:
    async with showing(about(TYPED)) as told:
        await told.press("n", "9", "enter", "2", "enter", "k", "d", "n")
        await told.pilot.pause()
        assert told.replies == [
            walks.WalkTold(
                (
                    ("gave_way", "no"),
                    ("minutes", 9.0),
                    ("bouts", 2.0),
                    ("distance", None),
                    ("stop_reason", "done"),
                    ("first_symptom", "none"),
                )
            )
        ]
    async with showing(about(TYPED)) as told:
        await told.press("c")
        assert told.replies == [Back()]


async def test_nc5_a_leg_that_gave_way_is_told_at_once() -> None:
    async with showing(about(TYPED)) as told:
        await told.press("y")
        assert told.replies == [walks.WalkTold((("gave_way", "yes"),))]


# --- the whole walk through the keyboard ----------------------------------------------------------


@asynccontextmanager
async def told_by_keys(
    folder: Path, clock: StoppedClock
) -> AsyncIterator[tuple[Pilot[int], ExerciseApp]]:
    app = ExerciseApp(lambda: Companion(folder, clock), None)
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.today.confirmed)
            yield pilot, app
    finally:
        app.background.close()


async def until(pilot: Pilot[int], true: Any) -> None:  # noqa: ANN401 - a question
    for _ in range(300):
        if true():
            return
        await pilot.pause(0.02)
    pytest.fail(f"still {type(pilot.app.screen).__name__}")


async def at(pilot: Pilot[int], name: str, *keys: str) -> None:
    """Wait for a screen that takes answers, then press."""
    screen = pilot.app.screen
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name)
    await until(pilot, lambda: getattr(pilot.app.screen, "_shown_at", None) is not None)
    screen = pilot.app.screen
    assert isinstance(screen, CompanionScreen)
    assert screen._shown_at is not None
    screen._shown_at -= 60
    for key in keys:
        CompanionScreen.gate._key = ""
        await pilot.press(key)


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """The walk is next."""
    folder = tmp_path / "data"
    install(folder, walk_program(), StoppedClock())
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient(), until=ShowIntro)
    return folder


async def test_legs_feel_it_twice_and_the_second_rest_is_too_long(begun: Path) -> None:
    clock = StoppedClock()
    with Companion(begun, clock) as companion:
        companion.start()
        walker = Walker(clock, BOUT)
        while walker.script:
            prompt = companion.next()
            assert prompt is not None
            companion.reply(prompt, walker.reply(prompt))
    async with told_by_keys(begun, clock) as (pilot, _):
        await pilot.press("enter")
        await at(pilot, "GoOnScreen", "enter")
        await at(pilot, "IntroScreen", "enter")
        await at(pilot, "WalkScreen", "enter", "enter", "l")
        await at(pilot, "LegsScreen", "5", "n")
        await until(pilot, lambda: len(rows(begun, "SELECT id FROM leg_report")) == 1)
        clock.advance(180)
        await at(pilot, "LegsScreen", "3", "n")
        await at(pilot, "WalkScreen", "enter", "enter", "l")
        await at(pilot, "LegsScreen", "w")
        await until(pilot, lambda: len(rows(begun, "SELECT id FROM leg_report")) == 3)
        clock.advance(600)
        await at(pilot, "LegsScreen", "5", "n")
        await until(pilot, lambda: len(rows(begun, "SELECT id FROM leg_report")) == 4)
        assert "the walk is over for today" in text_of(pilot.app)
        clock.advance(240)
        await at(pilot, "LegsScreen", "2", "n")
        await at(pilot, "WalkToldScreen", "w", "l", "s")
        await at(pilot, "PainScreen")
    advice = rows(begun, "SELECT advice, rule FROM leg_report ORDER BY id")
    assert advice == [
        ("REST", "NC-1"),
        ("WALK", "NC-1"),
        ("REST", "NC-1"),
        ("END", "NC-2"),
        ("END", "NC-2"),
    ]
    told = rows(
        begun, "SELECT symptom, side, relief_action, minutes_to_relief, timed FROM walk_log"
    )
    assert told == [("weak", "left", "sat", 14, 1)]


async def test_a_leg_that_gives_way_shows_what_to_do_now(begun: Path) -> None:
    clock = StoppedClock()
    async with told_by_keys(begun, clock) as (pilot, _):
        await pilot.press("enter")
        await at(pilot, "GoOnScreen", "enter")
        await at(pilot, "IntroScreen", "enter")
        await at(pilot, "WalkScreen", "enter", "enter", "l")
        await at(pilot, "LegsScreen", "g")
        await at(pilot, "AdviceScreen")
    assert rows(begun, "SELECT flag_id FROM alert") == [("RF-NEU-02",)]


async def test_a_walk_outside_is_typed_in_on_the_same_screen(begun: Path) -> None:
    clock = StoppedClock()
    async with told_by_keys(begun, clock) as (pilot, _):
        await pilot.press("enter")
        await at(pilot, "GoOnScreen", "enter")
        await at(pilot, "IntroScreen", "enter")
        await at(pilot, "WalkScreen", "o")
        await at(pilot, "WalkToldScreen", "n", "1", "2", "enter", "2", "enter", "k", "d", "n")
        await at(pilot, "PainScreen")
    assert rows(begun, "SELECT minutes_total, bouts, timed FROM walk_log") == [(12, 2, 0)]
    assert rows(begun, "SELECT target_seconds, done_seconds FROM set_log") == [(720, 720)]


# --- the picture of a rest ------------------------------------------------------------------------


@pytest.mark.parametrize("motion", ["full", "none"])
async def test_a_rest_shows_how_the_body_rests_and_nothing_moves(motion: str) -> None:
    rest = a_rest()
    shown = replace(rest, item=replace(rest.item, figure=figures.figure("walk-in-bouts")))
    app = OneScreen(LegsScreen(shown, clock=Clock()))
    app.animation_level = motion  # type: ignore[assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        view = app.screen.query_one(RestView)
        drawn = [view.render_line(y).text for y in range(view.size.height)]
        assert view.size.height >= LEAST_HEIGHT
        assert sum(letter not in {"\u2800", " "} for line in drawn for letter in line) > 20
        assert not any(ARROW in line for line in drawn), "no start beside it"
        assert view._timer is None
        assert app.screen.query_one("#body").max_scroll_y == 0


async def test_a_walk_with_no_rest_of_its_own_shows_the_time_alone() -> None:
    rest = a_rest()
    for figure in (None, figures.figure("flat-walk")):
        shown = replace(rest, item=replace(rest.item, figure=figure))
        async with OneScreen(LegsScreen(shown, clock=Clock())).run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert not pilot.app.screen.query(RestView)
            assert pilot.app.screen.query_one("#rest-clock").size.width > 60


def test_the_picture_of_a_rest_has_no_room_for_the_walk() -> None:
    figure = figures.figure("walk-in-bouts")
    assert rest_frame(figure).width < frame_of(figure).width / 1.5
