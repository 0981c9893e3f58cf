"""Where a walk stands, told by its numbers alone: what is left of it, and how it ends."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import make_item, make_walk_dose

from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import DurationDose, Item
from exercise_companion.core.records import VariantRecord
from exercise_companion.core.walk_in_progress import (
    LEAST_SECONDS,
    WalkState,
    advise,
    as_walk,
    rested_seconds,
    version_state,
)
from exercise_companion.core.walk_records import LegReport, WalkMark
from exercise_companion.core.walking import WalkAdvice

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def dose(**changes: JsonValue) -> DurationDose:
    item = Item.model_validate_json(json.dumps(make_item(dose=make_walk_dose(**changes))))
    assert isinstance(item.dose, DurationDose)
    return item.dose


def walk(of: DurationDose | None = None, **facts: object) -> WalkState:
    of = of or dose()
    return WalkState(of, 2, of.sets, **facts)  # type: ignore[arg-type]


# --- which doses ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mode", "is_walk"),
    [("walk", True), ("treadmill", True), ("bike", True), ("other", False), (None, False)],
)
def test_walks_and_rides_are_done_in_bouts(mode: str | None, is_walk: bool) -> None:  # noqa: FBT001
    assert (as_walk(dose(mode=mode)) is not None) is is_walk


def test_what_is_counted_or_held_is_no_walk() -> None:
    counted = Item.model_validate_json(json.dumps(make_item()))
    assert as_walk(counted.dose) is None


def test_the_upper_value_of_a_range_is_asked_and_the_lower_is_enough() -> None:
    state = walk(dose(duration_seconds=[180, 240]))
    assert (state.seconds, state.least) == (240, 180)
    assert (walk().seconds, walk().least) == (240, 240)
    assert [one.enough_from for one in state.targets()] == [180, 180, 180]


# --- what is left ---------------------------------------------------------------------------------


def test_a_new_walk_has_nothing_on_record_and_all_its_bouts_left() -> None:
    state = walk()
    assert (state.is_under_way, state.has_begun, state.stage) == (False, False, "bout")
    assert (state.walked, state.told, state.changed, state.felt) == (0, False, False, False)
    assert (state.slow, state.over, state.typed, state.interrupted) == (False,) * 4
    assert state.bouts_left == (240, 240, 240)
    assert (state.limit, state.outcome) == (3, "partly")


@pytest.mark.parametrize(
    "facts", [{"done": 1}, {"so_far": 10}, {"felt": True}, {"interrupted": True}]
)
def test_any_of_these_is_a_walk_under_way(facts: dict[str, object]) -> None:
    assert walk(**facts).is_under_way


def test_in_another_version_it_has_begun_all_the_same() -> None:
    assert walk(changed=True).has_begun
    assert not walk(changed=True).is_under_way


def test_the_bouts_are_those_written_until_the_legs_interrupt_one() -> None:
    assert walk(done=2, walked=300).bouts_left == (240,)
    assert walk(done=2, walked=700).bouts_left == (240,)  # longer than asked takes nothing away
    # Two bouts cut short: 12 minutes were written, 5 are walked, and two more bouts are allowed.
    assert walk(done=2, walked=300, interrupted=True).bouts_left == (240, 180)


def test_what_the_therapist_allowed_for_an_interrupted_walk_is_the_limit() -> None:
    assert walk(interrupted=True).limit == 4
    assert walk().limit == 3
    assert walk(dose(max_bouts=None), interrupted=True).limit == 3
    one = WalkState(dose(sets=3, max_bouts=3), 2, 1, interrupted=True)
    assert one.limit == 1
    none_left = WalkState(dose(sets=3, max_bouts=3), 2, 0, interrupted=True)
    assert none_left.limit == 1


def test_a_rest_of_the_dose_is_walked_from_half_a_minute_on() -> None:
    written = 3 * 240
    just = walk(done=3, walked=written - LEAST_SECONDS, interrupted=True)
    short = walk(done=3, walked=written - LEAST_SECONDS + 1, interrupted=True)
    assert (LEAST_SECONDS, just.bouts_left, short.bouts_left) == (30, (30,), ())


@pytest.mark.parametrize("facts", [{"over": True}, {"told": True}])
def test_a_walk_that_is_over_has_no_bout_left(facts: dict[str, object]) -> None:
    assert walk(**facts).bouts_left == ()


# --- the bouts as sets ----------------------------------------------------------------------------


def test_the_bouts_that_follow_are_numbered_from_the_next() -> None:
    assert [(one.set_number, one.sets, one.seconds) for one in walk(done=1).targets()] == [
        (2, 3, 240),
        (3, 3, 240),
    ]


def test_more_bouts_than_written_are_counted_as_they_come() -> None:
    state = walk(dose(duration_seconds=[180, 240]), done=3, walked=600, interrupted=True)
    ((number, of, seconds, enough),) = [
        (one.set_number, one.sets, one.seconds, one.enough_from) for one in state.targets()
    ]
    assert (number, of, seconds, enough) == (4, 4, 120, None)


# --- a bout that is cut ---------------------------------------------------------------------------


def test_a_running_bout_that_is_cut_counts_as_far_as_it_came() -> None:
    cut = walk(done=1, walked=240, so_far=70).with_bout_cut()
    assert (cut.done, cut.walked, cut.so_far) == (2, 310, 0)


def test_where_no_bout_runs_nothing_is_cut() -> None:
    still = walk(done=1, walked=240)
    assert still.with_bout_cut() == still
    over = walk(done=1, so_far=70, over=True)
    assert over.with_bout_cut() == over


# --- how it ends ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ended", "too_little"), [("over", 1), ("typed", 1), ("interrupted", LEAST_SECONDS)]
)
def test_a_walk_below_what_was_written_ends_partly(ended: str, too_little: int) -> None:
    """After a rest of the legs, what is too short to be walked any more is not missed."""
    written = 3 * 240
    short = walk(walked=written - too_little, **{ended: True})
    whole = walk(walked=written - too_little + 1, **{ended: True})
    assert (short.outcome, whole.outcome) == ("partly", "done")


def test_a_walk_of_a_second_that_nothing_cut_short_is_not_done() -> None:
    assert walk(done=3, walked=1).outcome == "partly"


def test_of_a_range_the_lower_value_is_enough_to_have_done_it() -> None:
    ranged = dose(duration_seconds=[180, 240])
    assert walk(ranged, walked=3 * 180, over=True).outcome == "done"
    assert walk(ranged, walked=3 * 180 - LEAST_SECONDS, over=True).outcome == "partly"


# --- another version ------------------------------------------------------------------------------


def after(*events: WalkMark | VariantRecord | LegReport) -> WalkState:
    easier = dose(sets=2, max_bouts=3)
    found = version_state(
        lambda variant: easier if variant == "easier" else dose(), "as_written", events, 2
    )
    assert isinstance(found, WalkState)
    return found


def test_another_version_has_all_its_bouts_before_anything_is_walked() -> None:
    fresh = after(VariantRecord("walk", "easier", "chosen"))
    assert (fresh.sets, fresh.changed) == (2, False)


def test_another_version_has_no_more_bouts_than_were_left() -> None:
    ended = after(WalkMark("walk", "ended"), VariantRecord("walk", "easier", "chosen"))
    begun = after(WalkMark("walk", "so_far", 60), VariantRecord("walk", "easier", "chosen"))
    assert (begun.sets, begun.changed, begun.has_begun) == (2, True, True)
    assert ended.sets == 2


# --- how the legs are -----------------------------------------------------------------------------


def report(advice: WalkAdvice, rule: str, minutes: float, leg: int = 5) -> LegReport:
    return LegReport("walk", NINE + timedelta(minutes=minutes), leg, "none", None, advice, rule)


def test_nc2_a_rest_that_was_slow_stays_slow_when_the_walk_ends() -> None:
    rest = report(WalkAdvice.REST, "NC-1", 0)
    slow = after(rest, report(WalkAdvice.END, "NC-2", 10))
    assert slow.slow
    assert after(rest, report(WalkAdvice.END, "NC-2", 10), report(WalkAdvice.END, "", 12, 2)).slow
    assert not after(rest, report(WalkAdvice.END, "", 3, 2)).slow


def test_pr02b_a_walk_that_pain_ended_stays_stopped_by_it_through_its_rest() -> None:
    pain = report(WalkAdvice.END, "PR-02b", 1)
    slow = report(WalkAdvice.END, "NC-2", 12)
    hurt = after(report(WalkAdvice.REST, "NC-1", 0), pain)
    assert (hurt.pain_stopped, hurt.outcome) == (True, "stopped_by_pain")
    rested = after(report(WalkAdvice.REST, "NC-1", 0), pain, slow)
    assert (rested.slow, rested.pain_stopped, rested.outcome) == (True, True, "stopped_by_pain")
    only_slow = after(report(WalkAdvice.REST, "NC-1", 0), slow)
    assert (only_slow.slow, only_slow.pain_stopped, only_slow.outcome) == (True, False, "partly")


def test_a_rest_is_counted_in_whole_seconds_and_never_below_none() -> None:
    resting = after(report(WalkAdvice.REST, "NC-1", 0))
    assert rested_seconds(resting, NINE + timedelta(seconds=90.4)) == 90
    assert rested_seconds(resting, NINE - timedelta(hours=1)) == 0
    assert rested_seconds(walk(), NINE) is None


@pytest.mark.parametrize(
    ("walked", "advice"),
    [(480, WalkAdvice.WALK), (720, WalkAdvice.END), (720 - LEAST_SECONDS + 1, WalkAdvice.END)],
)
def test_nc1_after_an_eased_rest_it_goes_on_as_long_as_a_bout_is_left(
    walked: int, advice: WalkAdvice
) -> None:
    resting = walk(done=2, walked=walked, interrupted=True, rest_from=NINE)
    step = advise(Parameters(), resting, 2, "none", NINE + timedelta(minutes=3))
    assert step.advice is advice
