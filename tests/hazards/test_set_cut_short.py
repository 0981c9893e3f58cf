"""A set that pain or the patient cuts short counts as far as it came, and is not begun anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import make_dose, make_item, without
from journeys import Patient, StoppedClock, full_program, in_a_set, install, rows, visit

from exercise_companion.companion import Companion
from exercise_companion.core import prompts

if TYPE_CHECKING:
    from pathlib import Path

    from builders import Tree

SETS = "SELECT set_number, done_reps, target_reps, counted_by FROM set_log ORDER BY id"


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


@pytest.mark.parametrize(
    ("side", "done", "left"),
    [("each_side", 3, "1 set on the right"), ("both_together", 1, "1 set")],
)
def test_the_instructions_of_the_easier_version_announce_no_more_than_follows(
    tmp_path: Path, side: str, done: int, left: str
) -> None:
    dose = make_dose(side=side)
    easier = {"instruction": "Half as high.", "dose": make_dose(side=side, reps=4)}
    program = full_program()
    program["phases"][0]["items"] = [make_item(dose=dose, modify_down=easier)]
    install(tmp_path / "data", program, StoppedClock())
    with Companion(tmp_path / "data", StoppedClock()) as companion:
        shown: prompts.Prompt | None = in_a_set(companion)
        for _ in range(done):
            assert isinstance(shown, prompts.DoSet)
            companion.reply(shown, prompts.DidSet())
            shown = companion.next()
        assert isinstance(shown, prompts.DoSet)
        companion.reply(shown, prompts.UseEasier())
        intro = companion.next()
        assert isinstance(intro, prompts.ShowIntro)
        assert (intro.sets_done, intro.sets, intro.left) == (0, 1, left)
        companion.reply(intro, prompts.Go())
        last = companion.next()
    assert isinstance(last, prompts.DoSet)
    assert (last.target.set_number, last.target.sets, last.is_last) == (1, 1, True)


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


def on_a_store(folder: Path, *items: Tree) -> Path:
    """A store whose plan has these exercises alone."""
    program = full_program()
    program["phases"][0]["items"] = list(items)
    install(folder, program, StoppedClock())
    return folder


def next_set(companion: Companion) -> prompts.DoSet:
    """The set that comes next, past instructions."""
    while not isinstance(shown := companion.next(), prompts.DoSet):
        assert isinstance(shown, prompts.ShowIntro)
        companion.reply(shown, prompts.Go())
    return shown


@pytest.mark.parametrize("by_clock", [True, False])
def test_h17_the_easier_version_is_for_the_sets_after_the_one_it_cuts_short(
    folder: Path,
    by_clock: bool,  # noqa: FBT001 - a parameter
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        first = in_a_set(companion)
        companion.reply(first, prompts.UseEasier(prompts.DidSet(reps=5, by_clock=by_clock)))
        easier = next_set(companion)
        assert (easier.target.reps, easier.target.sets, easier.is_last) == (4, 1, True)
        companion.reply(easier, prompts.DidSet())
        assert isinstance(companion.next(), prompts.AskPain)
    who = "clock" if by_clock else "patient"
    assert rows(folder, "SELECT variant, done_reps, target_reps, counted_by FROM set_log") == [
        ("as_written", 5, 8, who),
        ("easier", 4, 4, "patient"),
    ]


def test_h17_never_more_easier_sets_than_were_left(tmp_path: Path) -> None:
    easier = {"instruction": "Half as high.", "dose": make_dose(sets=3, reps=4)}
    folder = on_a_store(tmp_path / "data", make_item(dose=make_dose(sets=2), modify_down=easier))
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(in_a_set(companion), prompts.UseEasier(prompts.DidSet(reps=3)))
        assert next_set(companion).is_last


def test_h17_of_the_last_set_no_easier_one_is_left_and_what_was_done_is_kept(
    folder: Path,
) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(in_a_set(companion), prompts.DidSet())
        companion.reply(next_set(companion), prompts.UseEasier(prompts.DidSet(reps=6)))
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        companion.reply(asked, Patient().reply(asked))
        following = companion.next()
        assert isinstance(following, prompts.ShowIntro)
        assert following.item.item_id == "reach-1"
    assert [row[1] for row in rows(folder, SETS)] == [8, 6]
    assert rows(folder, "SELECT variant FROM variant_change") == []


def test_h13_where_only_the_right_side_is_left_the_easier_version_is_for_the_right_side(
    tmp_path: Path,
) -> None:
    easier = {
        "instruction": "Half as far.",
        "dose": make_dose(sets=1, reps=4, side="each_side"),
    }
    folder = on_a_store(
        tmp_path / "data",
        make_item(dose=make_dose(sets=1, side="each_side"), modify_down=easier),
    )
    with Companion(folder, StoppedClock()) as companion:
        left = in_a_set(companion)
        assert left.target.side == "left"
        companion.reply(left, prompts.UseEasier(prompts.DidSet(reps=5)))
        right = next_set(companion)
        assert (right.target.side, right.target.reps, right.is_last) == ("right", 4, True)


def test_a_set_the_easier_version_cuts_short_is_asked_about_where_every_set_is(
    tmp_path: Path,
) -> None:
    easier = {"instruction": "Half as high.", "dose": make_dose(sets=2, reps=4)}
    folder = on_a_store(tmp_path / "data", make_item(modify_down=easier, ask_each_set=True))
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(in_a_set(companion), prompts.UseEasier(prompts.DidSet(reps=5)))
        asked = companion.next()
        assert isinstance(asked, prompts.AskPain)
        companion.reply(asked, Patient().reply(asked))
        assert next_set(companion).target.reps == 4


def test_h17_what_was_done_of_a_skipped_set_is_on_record(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(in_a_set(companion), prompts.Skip("tired", prompts.DidSet(reps=3)))
        following = companion.next()
        assert isinstance(following, prompts.ShowIntro)
        assert following.item.item_id == "reach-1"
    assert [row[1] for row in rows(folder, SETS)] == [3]
    ended = rows(folder, "SELECT outcome, reason FROM item_end")
    assert ended == [("partly", "tired")]


def test_a_skip_before_the_set_began_is_a_skip(folder: Path) -> None:
    with Companion(folder, StoppedClock()) as companion:
        companion.reply(in_a_set(companion), prompts.Skip("tired"))
    assert rows(folder, SETS) == []
    assert rows(folder, "SELECT outcome FROM item_end") == [("skipped",)]


def test_of_holds_on_sides_in_turn_one_side_alone_may_be_on_record(tmp_path: Path) -> None:
    dose = without(make_dose(type="hold", reps=4, hold_seconds=20, side="alternate"), "tempo")
    folder = on_a_store(tmp_path / "data", make_item(dose=dose))
    with Companion(folder, StoppedClock()) as companion:
        did = prompts.DidSet(left_reps=1, right_reps=0, seconds=7)
        companion.reply(in_a_set(companion), prompts.Leave(did=did))
    kept = rows(folder, "SELECT done_left_reps, done_right_reps, done_seconds FROM set_log")
    assert kept == [(1, 0, 7)]
