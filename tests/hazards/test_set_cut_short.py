"""A set that pain or the patient cuts short counts as far as it came, and is not begun anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, full_program, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

SETS = "SELECT set_number, done_reps, target_reps, counted_by FROM set_log ORDER BY id"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    install(tmp_path / "data", full_program(), StoppedClock())
    return tmp_path / "data"


def in_a_set(companion: Companion) -> prompts.DoSet:
    companion.start()
    shown = visit(companion, Patient(), until=prompts.DoSet)[-1]
    assert isinstance(shown, prompts.DoSet)
    return shown


@pytest.mark.parametrize("by_clock", [True, False])
def test_h17_after_it_hurts_the_next_set_comes_not_the_same_again(
    folder: Path,
    by_clock: bool,  # noqa: FBT001 - a parameter
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        first = in_a_set(companion)
        companion.reply(first, prompts.Hurts(did=prompts.DidSet(reps=4, by_clock=by_clock)))
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        companion.reply(asked, Patient().reply(asked))
        while not isinstance(shown := companion.next(), prompts.DoSet):
            assert shown is not None
            companion.reply(shown, prompts.Go())
        assert shown.target.set_number == first.target.set_number + 1
    assert rows(folder, SETS) == [(1, 4, first.target.reps, "clock" if by_clock else "patient")]


def test_h17_where_the_set_had_not_begun_it_is_still_to_do(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        first = in_a_set(companion)
        companion.reply(first, prompts.Hurts())
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        companion.reply(asked, Patient().reply(asked))
        while not isinstance(shown := companion.next(), prompts.DoSet):
            assert shown is not None
            companion.reply(shown, prompts.Go())
        assert shown.target == first.target
    assert rows(folder, SETS) == []


def test_pr07_what_was_done_before_stop_is_on_record(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        first = in_a_set(companion)
        companion.reply(first, prompts.Stop(did=prompts.DidSet(reps=3)))
        visit(companion, Patient())
    assert rows(folder, SETS) == [(1, 3, first.target.reps, "patient")]
    assert rows(folder, "SELECT outcome FROM item_end ORDER BY id LIMIT 1") == [("partly",)]


def test_the_last_set_cut_short_ends_its_exercise(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        shown = in_a_set(companion)
        while not shown.is_last:
            companion.reply(shown, prompts.DidSet())
            following = companion.next()
            assert isinstance(following, prompts.DoSet)
            shown = following
        companion.reply(shown, prompts.Hurts(did=prompts.DidSet(reps=2)))
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        companion.reply(asked, Patient().reply(asked))
        after = companion.next()
        assert not (isinstance(after, prompts.DoSet) and after.item.item_id == shown.item.item_id)
