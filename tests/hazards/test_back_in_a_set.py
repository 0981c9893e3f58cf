"""Back to the instructions in the middle of a set: what was done of it is not done once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import StoppedClock, in_a_set, rows

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

SETS = "SELECT set_number, done_reps, target_reps, counted_by FROM set_log ORDER BY id"


@pytest.mark.parametrize("by_clock", [True, False])
def test_h17_what_was_done_is_kept_and_the_next_set_comes_after_the_instructions(
    folder: Path,
    by_clock: bool,  # noqa: FBT001 - a parameter
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        first = in_a_set(companion)
        companion.reply(first, prompts.Back(prompts.DidSet(reps=4, by_clock=by_clock)))
        intro = companion.next()
        assert isinstance(intro, prompts.ShowIntro)
        assert (intro.item.item_id, intro.sets_done) == (first.item.item_id, 1)
        companion.reply(intro, prompts.Go())
        following = companion.next()
        assert isinstance(following, prompts.DoSet)
        assert following.target.set_number == first.target.set_number + 1
    assert rows(folder, SETS) == [(1, 4, first.target.reps, "clock" if by_clock else "patient")]


def test_where_nothing_of_it_was_done_the_set_is_still_to_do(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        first = in_a_set(companion)
        companion.reply(first, prompts.Back())
        intro = companion.next()
        assert isinstance(intro, prompts.ShowIntro)
        companion.reply(intro, prompts.Go())
        again = companion.next()
        assert isinstance(again, prompts.DoSet)
        assert again.target == first.target
    assert rows(folder, SETS) == []


def test_h17_with_the_last_set_the_exercise_is_over(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        shown = in_a_set(companion)
        while not shown.is_last:
            companion.reply(shown, prompts.DidSet())
            following = companion.next()
            assert isinstance(following, prompts.DoSet)
            shown = following
        companion.reply(shown, prompts.Back(prompts.DidSet(reps=2)))
        assert isinstance(companion.next(), prompts.AskPain)
    assert [row[1] for row in rows(folder, SETS)] == [8, 2]
