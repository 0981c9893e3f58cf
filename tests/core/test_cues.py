"""What is said at every turn of a set, in words that leave no doubt about side and count."""

from __future__ import annotations

import pytest
from builders import a_step, a_target

from exercise_companion.core.cues import (
    Cue,
    at_end,
    at_second,
    at_step,
    intro_seconds,
    spoken_time,
)
from exercise_companion.core.dose import CHANGE_OVER_SECONDS, SetTarget, Step


def target(side: str = "none") -> SetTarget:
    return a_target(side=side, reps=8)


def step(kind: str, seconds: float | None = 5.0, **changes: object) -> Step:
    """A step of the second set of two."""
    return a_step(kind, seconds, **({"set_number": 2, "instruction": ""} | changes))


@pytest.mark.parametrize(
    ("now", "of", "said"),
    [
        (step("ready"), target(), "Get ready. Set 1 of 2."),
        (step("ready"), target("left"), "Get ready. Set 1 of 2, your LEFT side."),
        (step("rep", rep=1, reps=8), target(), "Go. 1"),
        (step("rep", rep=2, reps=8), target(), "2"),
        (step("rep", rep=2, reps=8, side="right"), target("alternate"), "RIGHT. 2"),
        (step("hold", rep=3, reps=8), target(), "Hold. 3 of 8."),
        (step("hold", rep=3, reps=8, side="left"), target("alternate"), "Hold. LEFT. 3 of 8."),
        (step("hold", rep=1, reps=1), target(), "Hold."),
        (step("release"), target(), "Let go."),
        (step("work", 90.0), target(), "Go. 1 minute 30 seconds."),
        (step("work", None), target(), "Go. Press Enter when you are done."),
        (step("switch_side", instruction="Now your RIGHT side"), target("right"),
         "Now your RIGHT side."),
        (step("rest", 60.0), target(), "Rest for 1 minute. Then set 2 of 2."),
        (step("rest", 30.0), target("left"),
         "Rest for 30 seconds. Then set 2 of 2, your LEFT side."),
        (step("rest", 40.0, set_number=1), target("right"),
         "Rest for 40 seconds. Then set 1 of 2, your RIGHT side."),
    ],
)  # fmt: skip
def test_every_kind_of_step_has_its_words_and_its_sound(
    now: Step, of: SetTarget, said: str
) -> None:
    cue = at_step(now, of)
    assert cue.say == said
    assert cue.tone is not None


def test_every_turn_is_seen_as_well_as_heard() -> None:
    flashed = {kind for kind in ("ready", "hold", "switch_side", "rest", "work")
               if at_step(step(kind, rep=1, reps=8), target()).flash}  # fmt: skip
    assert flashed == {"ready", "hold", "switch_side", "rest", "work"}
    assert at_step(step("rep", rep=1, reps=8), target()).flash
    assert not at_step(step("rep", rep=2, reps=8), target()).flash


def heard(now: Step) -> dict[int, str]:
    """What is said within a step, by whole seconds left."""
    assert now.seconds is not None
    said = {left: at_second(now, left) for left in range(int(now.seconds), -1, -1)}
    return {left: cue.say for left, cue in said.items() if cue is not None}


def test_the_end_of_a_long_stretch_is_counted_down() -> None:
    assert heard(step("rest", 30.0)) == {3: "3", 2: "2", 1: "1"}
    assert heard(step("hold", 10.0)) == {3: "3", 2: "2", 1: "1"}


def test_a_short_stretch_and_a_repetition_are_not_talked_into() -> None:
    assert heard(step("hold", 5.0)) == {}
    assert heard(step("rep", 12.0)) == {}
    assert heard(step("release", 10.0)) == {}


def test_long_work_says_how_far_it_is() -> None:
    assert heard(step("work", 240.0)) == {
        120: "Half way. 2 minutes left.",
        60: "One minute left.",
        3: "3",
        2: "2",
        1: "1",
    }
    assert heard(step("work", 120.0))[60] == "Half way. 1 minute left."


def test_the_end_of_a_set_says_which_and_on_which_side() -> None:
    assert at_end(target("right"), last=False).say == "Set 1 of 2 is done, your RIGHT side."
    assert "last set" in at_end(target(), last=True).say


def test_an_introduction_stays_for_the_change_over_and_for_its_words() -> None:
    assert intro_seconds(Cue("Short.")) == CHANGE_OVER_SECONDS
    assert intro_seconds(Cue("word " * 110)) == 58


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (60, "1 minute"), (121, "2 minutes 1 second")],
)
def test_times_are_said_in_full(seconds: float, words: str) -> None:
    assert spoken_time(seconds) == words
