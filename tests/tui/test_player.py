"""The player counts by the clock, stops when it jumps, and saves only what the patient says."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from builders import a_step, a_target
from session_harness import Clock, OneScreen, Shown, a_set, settle

from exercise_companion.core.cues import PAUSED
from exercise_companion.core.dose import Turn
from exercise_companion.core.prompts import Back, DidSet, Hurts, Skip, Stop, UseEasier
from exercise_companion.tui.screens.player import PlayerScreen
from exercise_companion.tui.widgets.set_face import SetFace, face, whole_sentences

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from exercise_companion.core.prompts import DoSet, Reply

READY = a_step("ready", 5.0, instruction="Get ready")
EIGHT = a_set(
    a_target(reps=8),
    READY,
    *(a_step("rep", 4.0, instruction="Move", rep=rep, reps=8) for rep in range(1, 9)),
)
RANGE = a_set(
    a_target(reps=8, enough_from=6),
    *(a_step("rep", 4.0, instruction="Move", rep=rep, reps=8) for rep in range(1, 9)),
)
WALK = a_set(a_target(seconds=600, enough_from=300), a_step("work", 600.0, instruction="Go"))
FAR = a_set(a_target(metres=200), a_step("work", None, instruction="Go"))
RIGHT_AFTER_LEFT = a_set(
    a_target(reps=8, side="right"),
    a_step("switch_side", 10.0, instruction="Now your RIGHT side", side="right"),
    READY,
)


@asynccontextmanager
async def playing(prompt: DoSet, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Shown]:
    clock = Clock()
    screen = PlayerScreen(prompt, clock=clock)
    app = OneScreen(screen)
    async with app.run_test(size=size) as pilot:
        await settle(pilot, screen)
        yield Shown(app, screen, pilot, clock)


async def test_time_that_runs_out_marks_nothing_done_it_asks() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 8 * 4 + 1)
        assert player.replies == []
        assert "How many did you do?" in player.text
        assert "Save 8" in player.text
        await player.press("enter")
        assert player.replies == [DidSet(reps=8)]


async def test_the_count_can_be_mended_before_it_is_saved() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 8 * 4 + 1)
        await player.press("minus", "left")
        assert "Save 6" in player.text
        assert "Asked for 8" in player.text
        await player.press("1", "2", "plus", "enter")
        assert player.replies == [DidSet(reps=13)]


async def test_h20_more_than_twice_of_what_was_asked_is_asked_back_before_it_is_saved() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 8 * 4 + 1)
        await player.press("8", "8", "enter")
        assert player.replies == []
        assert "You chose 88 instead of 8." in player.text
        await player.press("escape")
        await player.press("8", "enter")
        assert player.replies == [DidSet(reps=8)]
    async with playing(EIGHT) as player:
        await player.wait(5 + 8 * 4 + 1)
        await player.press("1", "7", "enter", "y")
        assert player.replies == [DidSet(reps=17)]


async def test_none_of_a_set_is_left_out_and_not_saved_as_one() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 8 * 4 + 1)
        await player.press("0")
        assert "None: leave it out" in player.text
        assert "Save 1" not in player.text
        await player.press("enter")
        assert "Why?" in player.text
        assert "is kept" not in player.text
        await player.press("t")
        assert player.replies == [Skip("tired")]


async def test_none_can_still_be_mended() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 8 * 4 + 1)
        await player.press("0", "enter", "escape", "7", "enter")
        assert player.replies == [DidSet(reps=7)]


async def test_done_early_offers_what_was_counted_and_all_of_it_by_one_key() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 4 * 3 + 1)
        await player.press("enter")
        assert "Save 4" in player.text
        assert player.replies == []
        await player.press("a", "enter")
        assert player.replies == [DidSet(reps=8)]


async def test_enter_in_the_lead_in_only_starts_the_set() -> None:
    async with playing(EIGHT) as player:
        await player.press("enter")
        assert "Repetition 1 of 8" in player.text
        assert player.replies == []


async def test_a_repetition_with_a_tempo_says_when_to_come_back() -> None:
    turns = (Turn(1.5, "Hold"), Turn(2.5, "Return"))
    slow = a_step("rep", 5.0, instruction="1.5 s out", rep=1, reps=1, turns=turns)
    async with playing(a_set(a_target(reps=1), slow)) as player:
        words = []
        for _ in range(6):
            words.append(player.screen.query_one(SetFace)._shown.word)
            await player.wait(0.5)
        assert words == ["MOVE", "MOVE", "MOVE", "HOLD", "HOLD", "RETURN"]


async def test_asking_can_be_left_again_to_go_on() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 4 + 1)
        await player.press("enter", "space")
        await player.wait(4)
        assert "Repetition 3 of 8" in player.text


async def test_a_pause_stands_still_and_goes_on_where_it_was() -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 1)
        await player.press("space")
        player.clock.now += 3600
        player.screen.clock.look()
        assert "PAUSED" not in player.text  # the word is drawn large, the line says what to do
        assert "Press Space to go on." in player.text
        await player.press("space")
        await player.wait(2)
        assert "Repetition 1 of 8" in player.text
        await player.wait(1)
        assert "Repetition 2 of 8" in player.text


@pytest.mark.parametrize("jump", [-3600.0, 3600.0, 600.0, 3.0])
async def test_a_jump_of_the_clock_pauses_and_counts_nothing(jump: float) -> None:
    async with playing(EIGHT) as player:
        await player.wait(5 + 1)
        player.clock.now += jump
        player.screen.clock.look()
        await player.pilot.pause()
        assert "The clock was interrupted." in player.text
        assert "Repetition 1 of 8" in player.text
        assert not player.screen.clock.is_running
        assert player.replies == []


async def test_a_range_is_enough_from_its_lower_value() -> None:
    async with playing(RANGE) as player:
        await player.wait(4 * 4 + 1)
        assert "Enough" not in player.text
        await player.wait(4)
        assert "Repetition 6 of 8. Enough: press Enter." in player.text
        await player.press("enter", "enter")
        assert player.replies == [DidSet(reps=6)]


async def test_a_walk_is_saved_in_seconds_and_shown_with_its_unit() -> None:
    async with playing(WALK) as player:
        await player.wait(301)
        assert "left of 10 min. Enough: press Enter." in player.text
        await player.press("enter")
        assert "Save 5 min 1 s" in player.text
        assert "Asked for 10 min" in player.text
        await player.press("minus", "enter")
        assert player.replies == [DidSet(seconds=296)]


@pytest.mark.parametrize("key", ["enter", "space", "h", "x"])
async def test_a_distance_that_took_its_time_is_no_interruption(key: str) -> None:
    async with playing(a_set(a_target(metres=200), READY, *FAR.steps)) as player:
        await player.wait(6)
        assert player.screen.clock.step.kind == "work"
        player.clock.now += 300
        player.app.cued.clear()
        await player.press(key)
        assert PAUSED.say not in player.app.cued
        assert "interrupted" not in player.text


async def test_work_by_distance_waits_for_a_key_and_never_ticks() -> None:
    async with playing(FAR) as player:
        assert player.screen.clock._timer is None
        await player.press("enter")
        assert "Save 200 m" in player.text
        await player.press("enter")
        assert player.replies == [DidSet(metres=200)]


async def test_a_change_of_side_is_said_in_full_words() -> None:
    async with playing(RIGHT_AFTER_LEFT) as player:
        assert "Now your RIGHT side" in player.text
        await player.wait(11)
        assert "Get ready. Your RIGHT side" in player.text
        await player.press("space")
        assert "Your RIGHT side. Press Space to go on." in player.text
        await player.press("enter", "space", "enter")
        await player.wait(60)
        assert "Your RIGHT side. How many did you do?" in player.text


@pytest.mark.parametrize(("key", "reply"), [("h", Hurts()), ("b", Back()), ("x", Stop())])
async def test_si09_stop_is_one_key_no_question(key: str, reply: object) -> None:
    async with playing(EIGHT) as player:
        await player.press(key)
        assert player.replies == [reply]
        assert not player.screen.clock.is_running


async def test_skipping_asks_why_and_the_clock_waits_meanwhile() -> None:
    async with playing(EIGHT) as player:
        await player.press("s")
        assert not player.screen.clock.is_running
        await player.press("enter", "space")
        assert player.replies == []
        await player.press("t")
        assert player.replies == [Skip("tired")]


async def test_a_skip_can_be_taken_back() -> None:
    async with playing(EIGHT) as player:
        await player.press("s", "escape")
        assert player.replies == []
        assert "Press Space to go on." in player.text


async def test_easier_shows_the_therapists_words_before_it_is_taken() -> None:
    async with playing(EIGHT) as player:
        await player.press("e", "e")
        assert "Lift only half as high." in player.text
        assert "1 × 6, hold 2 s" in player.text
        assert player.replies == []
        await player.press("y")
        assert player.replies == [UseEasier()]


@pytest.mark.parametrize(
    ("key", "choice", "reply"), [("e", "y", UseEasier), ("s", "t", partial(Skip, "tired"))]
)
async def test_h17_what_was_done_of_a_set_is_kept_and_said_so(
    key: str, choice: str, reply: Callable[..., Reply]
) -> None:
    async with playing(EIGHT) as player:
        await player.press("enter")
        await player.wait(9)
        await player.press(key)
        assert "What you did of this set is kept: 3." in player.text
        await player.press(choice)
        assert player.replies == [reply(did=DidSet(reps=3))]


@pytest.mark.parametrize(
    ("key", "choice", "reply"), [("e", "y", UseEasier), ("s", "t", partial(Skip, "tired"))]
)
async def test_h17_a_mended_count_is_kept_as_mended(
    key: str, choice: str, reply: Callable[..., Reply]
) -> None:
    async with playing(EIGHT) as player:
        await player.press("enter", "enter", "6", key, choice)
        assert player.replies == [reply(did=DidSet(reps=6))]


async def test_h17_the_easier_version_of_a_running_last_set_ends_the_exercise() -> None:
    async with playing(replace(EIGHT, is_last=True)) as player:
        await player.press("enter")
        await player.wait(9)
        await player.press("e")
        assert "This is the last set" in player.text
        assert "What you did of this set is kept: 3." in player.text
        await player.press("y")
        assert player.replies == [UseEasier(did=DidSet(reps=3))]


async def test_no_easier_version_no_key() -> None:
    async with playing(a_set(a_target(reps=8), READY, easier=None)) as player:
        await player.press("e")
        assert player.replies == []
        assert "Easier" not in player.text


async def test_when_to_stop_is_in_sight_and_down_reads_on() -> None:
    long = "word " * 27
    prompt = a_set(a_target(reps=8), READY, steps=(long, long, long, "The very end."))
    async with playing(prompt) as player:
        assert "Pain goes" in player.text
        assert "The very end." not in player.text
        await player.press(*["down"] * 40)
        assert "The very end." in player.text


async def test_a_failed_save_can_be_saved_again() -> None:
    async with playing(EIGHT) as player:
        await player.press("enter", "enter", "enter")
        player.screen.reopen()
        await player.press("enter")
        assert player.replies == [DidSet(reps=1), DidSet(reps=1)]


async def test_the_top_line_says_where_the_session_stands() -> None:
    async with playing(EIGHT) as player:
        top = player.text.splitlines()[0]
        assert "Bridge   3 of 6" in top
        assert "set 1 of 2   about 12 minutes left" in top


def test_a_hold_counts_down_and_says_which_it_is() -> None:
    step = a_step("hold", 5.0, instruction="Hold", rep=3, reps=8)
    shown = face(step, 2.2, a_target(reps=8, seconds=5))
    assert (shown.word, shown.number, shown.count) == ("HOLD", "3", "3/8")
    assert shown.caption == "left of 5 s. Hold 3 of 8"
    assert shown.dots == "● ● ● ○ ○ ○ ○ ○"


def test_letting_go_names_the_next_hold_but_counts_only_those_done() -> None:
    step = a_step("release", 3.0, instruction="Let go", rep=4, reps=8)
    shown = face(step, 3.0, a_target(reps=8, seconds=5))
    assert (shown.word, shown.count, shown.caption) == (
        "LET GO",
        "3/8",
        "s left. Next: hold 4 of 8",
    )


def test_sides_in_turn_are_the_large_word() -> None:
    step = a_step("rep", 4.0, instruction="Move. Your LEFT side", rep=1, reps=8, side="left")
    shown = face(step, 4.0, a_target(reps=8, side="alternate"))
    assert (shown.word, shown.line) == ("LEFT", "Move. Your LEFT side")


TURNS = (Turn(2.5, "Hold"), Turn(4.0, "Return"))


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("of", ["one side", "alternate"])
def test_h13_a_turn_is_seen_on_a_side_as_well_and_the_side_stays(of: str, side: str) -> None:
    words = f"2.5 s out, hold 1.5 s, 3 s back. Your {side.upper()} side"
    step = a_step("rep", 7.0, instruction=words, rep=1, reps=8, side=side, turns=TURNS)
    target = a_target(reps=8, side=side if of == "one side" else of)
    faces = [face(step, 7.0, target, turn) for turn in (None, *TURNS)]
    assert [one.word for one in faces] == [side.upper(), "HOLD", "RETURN"]
    assert all(f"Your {side.upper()} side" in one.line for one in faces)
    assert [one.word_with_side for one in faces] == [
        side.upper(),
        f"HOLD {side.upper()}",
        f"RETURN {side.upper()}",
    ]


ONE_SIDED = a_set(
    a_target(reps=2, side="left"),
    *(
        a_step(
            "rep",
            7.0,
            instruction="2.5 s out, pause 1.5 s, 3 s back",
            rep=rep,
            reps=2,
            side="left",
            turns=TURNS,
        )
        for rep in (1, 2)
    ),
)
BOTH_SIDES = a_set(
    a_target(reps=2), *(a_step("rep", 7.0, instruction="Move", rep=1, reps=2, turns=TURNS),)
)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (30, 8)])
@pytest.mark.parametrize("prompt", [ONE_SIDED, BOTH_SIDES])
async def test_what_is_said_of_a_turn_stands_on_every_screen(
    prompt: DoSet, size: tuple[int, int]
) -> None:
    async with playing(prompt, size) as player:
        seen = []
        for seconds in (3, 2, 0):
            line, words = player.screen.query("#face-line, #face-word")
            seen.append(f"{words.value if words.display else ''} {line.render()}".upper())
            await player.wait(seconds)
        for word, said in zip(("", "HOLD", "RETURN"), seen, strict=True):
            assert word in said
            assert "LEFT" in said or prompt is BOTH_SIDES
        assert "HOLD" not in seen[0]


@pytest.mark.parametrize(
    ("kind", "instruction", "said"),
    [
        ("hold", "Hold", "Hold. Your LEFT side"),
        ("ready", "Get ready. Your LEFT side", "Get ready. Your LEFT side"),
        ("rest", "Rest. Then your LEFT side", "Rest. Then your LEFT side"),
        ("release", "Let go", "Let go. Your LEFT side"),
    ],
)
@pytest.mark.parametrize("size", [(40, 12), (30, 8)])
async def test_a_low_window_says_no_word_twice(
    size: tuple[int, int], kind: str, instruction: str, said: str
) -> None:
    step = a_step(kind, 20.0, instruction=instruction, rep=1, reps=2, side="left")
    async with playing(a_set(a_target(reps=2, seconds=20, side="left"), step), size) as player:
        assert str(player.screen.query_one("#face-line").render()) == said


def test_a_low_window_shows_whole_sentences() -> None:
    said = "Hold. Breathe out as you work. Never hold your breath"
    assert whole_sentences(said, 60) == said
    assert whole_sentences(said, 38) == "Hold. Breathe out as you work."
    assert whole_sentences(said, 10) == "Hold."
    assert whole_sentences("Lie on your back", 5) == "Lie on your back"


IN_TURN = a_set(
    a_target(reps=8, side="alternate"),
    READY,
    *(
        a_step("rep", 4.0, instruction=f"Your {side.upper()} side", rep=rep, reps=8, side=side)
        for rep in range(1, 9)
        for side in ("left", "right")
    ),
)


async def test_h13_sides_in_turn_are_saved_apart_and_mended_apart() -> None:
    async with playing(IN_TURN) as player:
        await player.press("enter")
        await player.wait(6 * 4 + 1)
        await player.press("enter")
        assert "How many on your LEFT side?" in player.text
        assert "Save left 4, right 3" in player.text
        await player.press("w", "plus")
        assert "How many on your RIGHT side?" in player.text
        assert "Save left 4, right 4" in player.text
        await player.press("minus", "enter")
        assert player.replies == [DidSet(left_reps=4, right_reps=3)]


async def test_h13_stopped_in_the_middle_the_side_that_was_reached_is_kept() -> None:
    async with playing(IN_TURN) as player:
        await player.press("enter")
        await player.wait(6 * 4 + 1)
        await player.press("x")
        assert player.replies == [Stop(did=DidSet(left_reps=4, right_reps=3))]


# --- back to the instructions, or once more ---------------------------------------------------


async def three_done(player: Shown, key: str) -> None:
    """Three repetitions are counted when a key is pressed."""
    await player.press("enter")
    await player.wait(9)
    await player.press(key)
    assert "Did you do what was counted of this set?" in player.text
    assert "keep it: 3" in player.text


async def test_h17_back_keeps_what_was_done() -> None:
    async with playing(EIGHT) as player:
        await three_done(player, "b")
        await player.press("y")
        assert player.replies == [Back(DidSet(reps=3))]


async def test_back_to_a_set_of_which_nothing_was_done_keeps_nothing() -> None:
    async with playing(EIGHT) as player:
        await three_done(player, "b")
        await player.press("n")
        assert player.replies == [Back()]


@pytest.mark.parametrize("key", ["b", "r"])
async def test_the_set_goes_on_where_it_was_when_neither_is_said(key: str) -> None:
    async with playing(EIGHT) as player:
        await three_done(player, key)
        await player.press("escape")
        assert player.replies == []
        assert "Press Space to go on." in player.text
        assert player.screen._state.cut_short == DidSet(reps=3)


async def test_h17_again_is_no_second_set_when_the_first_was_done() -> None:
    async with playing(EIGHT) as player:
        await three_done(player, "r")
        await player.press("y")
        assert "Save 3" in player.text
        await player.press("enter")
        assert player.replies == [DidSet(reps=3)]


async def test_again_begins_anew_when_nothing_was_done() -> None:
    async with playing(EIGHT) as player:
        await three_done(player, "r")
        await player.press("n")
        assert player.screen.clock.step is EIGHT.steps[0]
        assert player.replies == []


async def test_back_from_a_running_last_set_says_that_it_is_the_last() -> None:
    async with playing(replace(EIGHT, is_last=True)) as player:
        await three_done(player, "b")
        assert "It is the last set of this exercise." in player.text


# --- a rest between the sides ------------------------------------------------------------------


async def test_h13_a_rest_between_the_sides_is_seen_to_be_one() -> None:
    rests = a_set(
        a_target(reps=8, side="right"),
        a_step("rest", 40.0, instruction="Rest. Then your RIGHT side", side="right"),
        a_step("ready", 5.0, instruction="Get ready. Your RIGHT side", side="right"),
    )
    async with playing(rests) as player:
        shown = player.screen.query_one(SetFace)._shown
        assert (shown.word, shown.number) == ("REST", "40")
        assert "Rest. Then your RIGHT side" in player.text
        await player.wait(41)
        assert "Get ready. Your RIGHT side" in player.text


# --- holds -------------------------------------------------------------------------------------

ONE_HOLD = a_set(
    a_target(reps=1, seconds=40), a_step("hold", 40.0, instruction="Hold", rep=1, reps=1)
)
LONG_HOLDS = a_set(
    a_target(reps=5, seconds=120),
    *(a_step("hold", 120.0, instruction="Hold", rep=rep, reps=5) for rep in range(1, 6)),
)
HELD = DidSet(reps=1, seconds=38)


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        ("h", Hurts(did=HELD)),
        ("x", Stop(did=HELD)),
        ("ey", UseEasier(HELD)),
        ("sp", Skip("pain", HELD)),
        ("by", Back(HELD)),
    ],
)
async def test_h17_a_single_hold_that_is_cut_short_is_kept_with_its_seconds(
    keys: str, reply: Reply
) -> None:
    async with playing(ONE_HOLD) as player:
        await player.wait(38)
        await player.press(*keys[:1])
        if keys[1:]:
            assert "1 hold of 38 s" in player.text
            await player.press(*keys[1:])
        assert player.replies == [reply]


async def test_a_hold_that_is_ended_early_is_not_saved_as_a_whole_one() -> None:
    async with playing(LONG_HOLDS) as player:
        await player.wait(3)
        await player.press("enter")
        assert "Save 1, each hold 3 s" in player.text
        await player.press("w")
        assert "Asked for 2 min" in player.text
        await player.press("enter")
        assert player.replies == [DidSet(reps=1, seconds=3)]


async def test_of_several_holds_those_count_that_have_ended() -> None:
    async with playing(LONG_HOLDS) as player:
        await player.wait(125)
        await player.press("h")
        assert player.replies == [Hurts(did=DidSet(reps=1, seconds=120))]


async def test_a_range_of_holds_is_enough_once_the_last_of_the_least_has_ended() -> None:
    holds = replace(LONG_HOLDS, target=replace(LONG_HOLDS.target, enough_from=1))
    async with playing(holds) as player:
        await player.wait(60)
        assert "Enough" not in player.text
        await player.wait(61)
        assert "Enough: press Enter." in player.screen.query_one(SetFace)._shown.caption
