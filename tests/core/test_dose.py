"""A dose unfolds into sets, timed steps, minutes and words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from exercise_companion.core import dose as doses
from exercise_companion.core.dose import SetTarget, set_steps, set_targets, sets_for_the_rest
from exercise_companion.core.program import Dose, Frequency, Item, Phase, Program
from exercise_companion.core.session_length import session_minutes

DOSE: TypeAdapter[Dose] = TypeAdapter(Dose)


def a_dose(**fields: object) -> Dose:
    return DOSE.validate_python({"side": "both_together", "sets": 1, **fields})


TILT = a_dose(type="hold", sets=2, reps=10, hold_seconds=5, rest_seconds=30)
STAND = a_dose(type="duration", side="each_side", sets=2, duration_seconds=20, rest_seconds=20)
SLIDE = a_dose(
    type="reps",
    side="alternate",
    sets=2,
    reps=8,
    rest_seconds=30,
    tempo={"out_seconds": 3.0, "back_seconds": 3.0},
)
WALK = a_dose(type="duration", side="none", sets=3, duration_seconds=(180, 240), mode="walk")
LAP = a_dose(type="distance", side="none", distance_metres=200, expected_seconds=180)

sides = st.sampled_from(("left", "right", "each_side", "alternate", "both_together", "none"))
ranges = st.one_of(st.integers(1, 20), st.tuples(st.integers(1, 10), st.integers(11, 20)))


@st.composite
def any_dose(draw: st.DrawFn) -> Dose:
    common = {
        "side": draw(sides),
        "sets": draw(st.integers(1, 4)),
        "rest_seconds": draw(st.sampled_from((0, 2, 30))),
    }
    tempo = {"out_seconds": 2.0, "hold_seconds": 0.5, "back_seconds": 3.0}
    own = draw(
        st.sampled_from(
            (
                {"type": "reps", "reps": draw(ranges)},
                {"type": "reps", "reps": draw(ranges), "tempo": tempo},
                {"type": "hold", "reps": draw(ranges), "hold_seconds": 5},
                {"type": "hold", "reps": draw(ranges), "hold_seconds": 5, "release_seconds": 0},
                {"type": "duration", "duration_seconds": draw(ranges)},
                {"type": "distance", "distance_metres": 200, "expected_seconds": 90},
            )
        )
    )
    return a_dose(**common, **own)


# --- sets -------------------------------------------------------------------------------------


def test_each_side_does_every_set_left_then_right() -> None:
    assert [(one.set_number, one.side) for one in set_targets(STAND)] == [
        (1, "left"),
        (1, "right"),
        (2, "left"),
        (2, "right"),
    ]
    assert {one.seconds for one in set_targets(STAND)} == {20}


def test_a_range_asks_for_its_upper_value_and_says_from_where_it_is_enough() -> None:
    target = set_targets(a_dose(type="reps", reps=(8, 12)))[0]
    assert (target.reps, target.enough_from, target.seconds) == (12, 8, None)
    walk = set_targets(WALK)[0]
    assert (walk.seconds, walk.enough_from, walk.reps) == (240, 180, None)


def test_a_target_carries_load_and_distance_as_written() -> None:
    loaded = a_dose(type="reps", reps=8, load={"type": "weight", "load_kg": 4.0})
    assert set_targets(loaded) == (SetTarget(1, 1, "both_together", 8, None, None, 4.0, None),)
    assert set_targets(LAP) == (SetTarget(1, 1, "none", None, None, None, None, 200),)


@given(any_dose())
def test_every_set_of_every_side_is_there_once(dose: Dose) -> None:
    targets = set_targets(dose)
    places = [(one.set_number, one.side) for one in targets]
    assert len(places) == len(set(places)) == dose.sets * (2 if dose.side == "each_side" else 1)


# --- steps ------------------------------------------------------------------------------------


def kinds(dose: Dose, index: int, *, first: bool = False) -> list[tuple[str, float | None]]:
    steps = set_steps(dose, set_targets(dose)[index], first=first)
    return [(step.kind, step.seconds) for step in steps]


def test_the_first_set_has_no_rest_before_it() -> None:
    assert kinds(WALK, 0, first=True) == [("ready", 5), ("work", 240)]
    assert kinds(STAND, 1, first=True) == [("ready", 5), ("work", 20)]


def test_holds_have_time_to_let_go_between_them_and_none_after_the_last() -> None:
    dose = a_dose(type="hold", reps=2, sets=2, hold_seconds=5, rest_seconds=30)
    assert kinds(dose, 1) == [
        ("rest", 30),
        ("ready", 5),
        ("hold", 5),
        ("release", 3),
        ("hold", 5),
    ]


def test_no_time_to_let_go_is_no_step() -> None:
    dose = a_dose(type="hold", reps=2, hold_seconds=5, release_seconds=0)
    assert kinds(dose, 0, first=True) == [("ready", 5), ("hold", 5), ("hold", 5)]


def test_a_change_of_side_is_announced_and_takes_at_least_a_few_seconds() -> None:
    no_rest = a_dose(type="duration", side="each_side", sets=2, duration_seconds=20)
    assert kinds(no_rest, 1)[0] == ("switch_side", 5)
    assert kinds(no_rest, 2)[0] == ("switch_side", 5)


@pytest.mark.parametrize(
    ("authored", "right", "left"),
    [
        (0, ("switch_side", 5), ("switch_side", 5)),
        (3, ("switch_side", 5), ("rest", 3)),
        (5, ("rest", 5), ("rest", 5)),
        (20, ("rest", 20), ("rest", 20)),
    ],
)
def test_a_rest_that_is_authored_between_the_sides_is_a_rest(
    authored: int, right: tuple[str, float], left: tuple[str, float]
) -> None:
    dose = a_dose(
        type="duration", side="each_side", sets=2, duration_seconds=20, rest_seconds=authored
    )
    assert kinds(dose, 1)[0] == right
    assert kinds(dose, 2)[0] == left


def test_the_side_is_in_words_on_every_set() -> None:
    def said(index: int, dose: Dose = STAND) -> list[str]:
        return [
            step.instruction for step in set_steps(dose, set_targets(dose)[index], first=index == 0)
        ]

    assert said(0) == ["Get ready. Your LEFT side", "Go"]
    assert said(1) == ["Rest. Then your RIGHT side", "Get ready. Your RIGHT side", "Go"]
    assert said(2)[0] == "Rest. Then your LEFT side"
    no_rest = a_dose(type="duration", side="each_side", sets=2, duration_seconds=20)
    assert said(1, no_rest)[:2] == ["Now your RIGHT side", "Get ready. Your RIGHT side"]


def test_alternating_repetitions_are_counted_for_each_side() -> None:
    steps = set_steps(SLIDE, set_targets(SLIDE)[0], first=True)[1:]
    assert len(steps) == 16
    assert [(step.rep, step.reps, step.side) for step in steps[:3]] == [
        (1, 8, "left"),
        (1, 8, "right"),
        (2, 8, "left"),
    ]
    assert steps[0].instruction == "3 s out, 3 s back. Your LEFT side"
    assert steps[0].seconds == 6


def test_a_tempo_with_a_hold_is_said_in_full() -> None:
    tempo = {"out_seconds": 2.0, "hold_seconds": 1.0, "back_seconds": 2.5}
    step = set_steps(
        one := a_dose(type="reps", reps=1, tempo=tempo), set_targets(one)[0], first=True
    )[1]
    assert (step.instruction, step.seconds) == ("2 s out, hold 1 s, 2.5 s back", 5.5)


@pytest.mark.parametrize(
    ("tempo", "turns"),
    [
        ({"out_seconds": 2.0, "back_seconds": 3.0}, ((2.0, "Return"),)),
        (
            {"out_seconds": 2.0, "hold_seconds": 0.5, "back_seconds": 3.0},
            ((2.0, "Hold"), (2.5, "Return")),
        ),
    ],
)
def test_a_repetition_turns_where_its_tempo_says(
    tempo: dict[str, float], turns: tuple[tuple[float, str], ...]
) -> None:
    one = a_dose(type="reps", reps=2, tempo=tempo)
    steps = set_steps(one, set_targets(one)[0], first=True)
    assert [step.kind for step in steps] == ["ready", "rep", "rep"]
    assert steps[0].turns == ()
    assert [tuple((turn.at_seconds, turn.words) for turn in step.turns) for step in steps[1:]] == [
        turns,
        turns,
    ]


def test_a_repetition_without_a_tempo_has_no_turns() -> None:
    one = a_dose(type="reps", reps=1)
    assert all(step.turns == () for step in set_steps(one, set_targets(one)[0], first=True))


def test_without_a_tempo_the_screen_counts_at_its_own_pace() -> None:
    assert kinds(a_dose(type="reps", reps=2), 0, first=True)[1:] == [("rep", 4), ("rep", 4)]


def test_distance_waits_for_a_key() -> None:
    assert kinds(LAP, 0, first=True)[1:] == [("work", None)]


@given(any_dose())
def test_each_steps_side_is_the_sets_side_or_one_of_an_alternating_pair(dose: Dose) -> None:
    for target in set_targets(dose):
        for step in set_steps(dose, target, first=False):
            assert step.set_number == target.set_number
            if target.side == "alternate" and step.rep is not None:
                assert step.side in {"left", "right"}
            else:
                assert step.side == target.side


# --- time -------------------------------------------------------------------------------------


@given(any_dose())
def test_the_estimate_is_the_players_own_time(dose: Dose) -> None:
    targets = set_targets(dose)
    steps = [
        step
        for index, target in enumerate(targets)
        for step in set_steps(dose, target, first=index == 0)
    ]
    untimed = 90 if dose.type == "distance" else 0
    played = sum(untimed if step.seconds is None else step.seconds for step in steps)
    assert doses.item_seconds(dose) == pytest.approx(played)


def test_seconds_count_both_sides_and_the_upper_value() -> None:
    assert doses.item_seconds(STAND) == 4 * (5 + 20) + 3 * 20
    assert doses.item_seconds(WALK) == 3 * (5 + 240)
    assert doses.item_seconds(SLIDE) == 2 * (5 + 16 * 6) + 30
    assert doses.item_seconds(LAP) == 5 + 180


def test_minutes_are_rounded_up_and_count_a_change_over_for_each_exercise() -> None:
    minute = a_dose(type="duration", side="none", duration_seconds=60)
    assert doses.minutes([]) == 0
    assert doses.minutes([minute]) == 2
    assert doses.minutes([minute, minute]) == 4


def an_item(name: str, seconds: int, **when: object) -> Item:
    dose = a_dose(type="duration", side="none", duration_seconds=seconds)
    return Item(id=name, exercise=name, dose=dose, when=Frequency(**when))


def test_the_longest_day_of_a_phase_leaves_out_what_falls_on_other_days() -> None:
    phases = (
        Phase.model_construct(
            id="settle",
            items=(
                an_item("daily", 85),
                an_item("monday", 145, days=("mon",)),
                an_item("both", 25, days=("mon", "tue")),
                an_item("tuesday", 205, days=("tue",)),
            ),
        ),
        Phase.model_construct(id="build", items=(an_item("weekly", 265, days_per_week=1),)),
    )
    program = Program.model_construct(phases=phases)
    assert session_minutes(program) == {"settle": 2 + 1 + 4, "build": 5}


# --- words ------------------------------------------------------------------------------------

BAND = {"type": "band", "label": "red band"}


def with_sign(figures: str) -> str:
    """Figures with the multiplication sign that is shown, written "x" in this file."""
    return figures.replace(" x ", " \u00d7 ")


@pytest.mark.parametrize(
    ("fields", "figures", "words"),
    [
        (
            {"type": "hold", "sets": 2, "reps": 10, "hold_seconds": 5},
            "2 x 10, hold 5 s",
            "2 sets of 10, hold 5 seconds",
        ),
        (
            {"type": "hold", "sets": 2, "reps": 10, "hold_seconds": 1, "side": "each_side"},
            "2 x 10 each side, hold 1 s",
            "2 sets of 10, hold 1 second, left and right",
        ),
        (
            {"type": "duration", "sets": 2, "duration_seconds": 20, "side": "each_side"},
            "2 x 20 s each side",
            "2 sets of 20 seconds, left and right",
        ),
        (
            {"type": "duration", "sets": 3, "duration_seconds": 240, "side": "none"},
            "3 x 4 min",
            "3 sets of 4 minutes",
        ),
        (
            {"type": "duration", "duration_seconds": (45, 60), "side": "left"},
            "45 to 60 s left side",
            "45 to 60 seconds, left side",
        ),
        (
            {"type": "duration", "duration_seconds": (480, 720), "side": "none"},
            "8 to 12 min",
            "8 to 12 minutes",
        ),
        (
            {"type": "duration", "duration_seconds": 60, "side": "none"},
            "1 min",
            "1 minute",
        ),
        (
            {"type": "reps", "sets": 2, "reps": (8, 12), "load": {"type": "weight", "load_kg": 4}},
            "2 x 8 to 12, 4 kg",
            "2 sets of 8 to 12, 4 kilograms",
        ),
        (
            {"type": "reps", "reps": 8, "side": "alternate", "load": BAND},
            "1 x 8 each side, in turn, red band",
            "1 set of 8, on each side, left and right in turn, red band",
        ),
        (
            {"type": "reps", "reps": 8, "side": "right", "load": {"type": "band"}},
            "1 x 8 right side, band",
            "1 set of 8, right side, band",
        ),
        (
            {"type": "reps", "reps": 8, "load": {"type": "bodyweight"}},
            "1 x 8",
            "1 set of 8",
        ),
        (
            {
                "type": "reps",
                "reps": 8,
                "load": {"type": "weight", "load_kg": 1, "label": "a soup tin"},
                "tempo": {"out_seconds": 1, "hold_seconds": 2, "back_seconds": 3.5},
                "intensity": {"target": (3, 4)},
            },
            "1 x 8, 1 s out, hold 2 s, 3.5 s back, 1 kg (a soup tin), effort 3 to 4 out of 10",
            (
                "1 set of 8, 1 second out, hold 2 seconds, 3.5 seconds back, "
                "1 kilogram (a soup tin), effort 3 to 4 out of 10"
            ),
        ),
        (
            {"type": "distance", "sets": 2, "distance_metres": 200, "expected_seconds": 180},
            "2 x 200 m",
            "2 sets of 200 metres",
        ),
        (
            {
                "type": "distance",
                "distance_metres": 1000,
                "expected_seconds": 900,
                "intensity": {"target": (3, 3)},
            },
            "1000 m, effort 3 out of 10",
            "1000 metres, effort 3 out of 10",
        ),
    ],
)
def test_a_dose_in_figures_and_in_words(
    fields: dict[str, object], figures: str, words: str
) -> None:
    dose = a_dose(**fields)
    assert doses.describe(dose) == with_sign(figures)
    assert doses.spoken(dose) == words


@pytest.mark.parametrize(
    ("kilograms", "figures", "words"),
    [(5, "1 x 8, 11 lb", "11 pounds"), (4, "1 x 8, 8.8 lb", "8.8 pounds")],
)
def test_a_weight_in_pounds_is_never_the_number_of_kilograms(
    kilograms: float, figures: str, words: str
) -> None:
    dose = a_dose(type="reps", reps=8, load={"type": "weight", "load_kg": kilograms})
    assert doses.describe(dose, "imperial") == with_sign(figures)
    assert doses.spoken(dose, "imperial") == f"1 set of 8, {words}"


@pytest.mark.parametrize(
    ("metres", "figures", "words"),
    [(200, "656 ft", "656 feet"), (1610, "1 mi", "1 mile"), (5000, "3.1 mi", "3.1 miles")],
)
def test_a_distance_in_feet_or_miles(metres: int, figures: str, words: str) -> None:
    dose = a_dose(type="distance", side="none", distance_metres=metres, expected_seconds=60)
    assert doses.describe(dose, "imperial") == figures
    assert doses.spoken(dose, "imperial") == words


def test_a_list_leaves_out_tempo_and_effort_and_keeps_hold_and_load() -> None:
    effort = {"target": (3, 4)}
    tempo = {"out_seconds": 3.0, "back_seconds": 3.0}
    moved = a_dose(
        type="reps",
        sets=2,
        reps=8,
        tempo=tempo,
        intensity=effort,
        load={"type": "weight", "load_kg": 4.0},
    )
    assert "effort" in doses.describe(moved)
    assert doses.brief(moved) == "2 × 8, 4 kg"
    held = a_dose(type="hold", sets=2, reps=10, hold_seconds=5, intensity=effort)
    assert doses.brief(held) == "2 × 10, hold 5 s"


# --- another version for the sets that are left ---------------------------------------------------

both_sides = st.sampled_from(("each_side", "alternate", "both_together", "none"))


def worked(targets: tuple[SetTarget, ...], side: str) -> int:
    """Sets in which a side works."""
    other = {"left": "right", "right": "left"}[side]
    return sum(target.side != other for target in targets)


@given(
    before=both_sides,
    after=both_sides,
    sets=st.tuples(*[st.integers(1, 4)] * 2),
    done=st.integers(1, 3),
)
def test_h17_another_version_never_has_more_sets_on_a_side_than_were_left(
    before: str, after: str, sets: tuple[int, int], done: int
) -> None:
    dose = a_dose(type="reps", reps=8, sets=sets[0], side=before)
    other = a_dose(type="reps", reps=4, sets=sets[1], side=after)
    rest = set_targets(dose)[done:]
    taken = sets_for_the_rest(other, dose, rest)
    written = {replace(one, sets=0) for one in set_targets(other)}
    assert {replace(one, sets=0) for one in taken} <= written
    assert {one.sets for one in taken} <= {max((one.set_number for one in taken), default=0)}
    assert len(set(taken)) == len(taken)
    for side in ("left", "right"):
        assert worked(taken, side) <= worked(rest, side)


def test_no_more_sets_are_announced_than_follow() -> None:
    dose = a_dose(type="reps", reps=8, sets=2, side="each_side")
    other = a_dose(type="reps", reps=4, sets=2, side="each_side")
    (last,) = sets_for_the_rest(other, dose, set_targets(dose)[3:])
    assert (last.set_number, last.sets, last.side) == (1, 1, "right")


def test_the_side_that_comes_next_comes_next_in_another_version() -> None:
    dose = a_dose(type="reps", reps=8, sets=2, side="each_side")
    other = a_dose(type="reps", reps=4, sets=2, side="each_side")
    taken = sets_for_the_rest(other, dose, set_targets(dose)[1:])
    assert [(one.set_number, one.side) for one in taken] == [
        (1, "right"),
        (1, "left"),
        (2, "right"),
    ]
