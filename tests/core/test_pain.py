"""The pain rules, named one by one and as properties (clinical-spec 2.3, 2.4; decisions C)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import pain
from exercise_companion.core.pain import BeforeOutcome, DuringOutcome, Limits, MorningOutcome
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import PostOp, Program, SafetyParameters

DEFAULTS = Parameters()
FIVE = pain.limits(DEFAULTS, "back", 2)

scores = st.integers(min_value=0, max_value=10)
baselines = st.one_of(st.none(), st.integers(min_value=0, max_value=20).map(lambda half: half / 2))
sites = st.sampled_from(("back", "leg", "knee"))


@st.composite
def parameter_sets(draw: st.DrawFn) -> Parameters:
    """Numbers a therapist may set: within the bounds and in the order of clinical-spec 2.8."""
    limit_cap = draw(st.integers(5, 8))
    pain_limit = draw(st.integers(1, min(7, limit_cap)))
    hard_cap = draw(st.integers(max(7, limit_cap + 1), 9))
    pre_block = draw(st.integers(6, 9))
    return Parameters(
        pain_mode=draw(st.sampled_from(("relative", "absolute"))),
        pain_limit=pain_limit,
        green_max=draw(st.integers(0, min(6, pain_limit - 1))),
        delta_reduce=draw(st.integers(2, 4)),
        exercise_hard=draw(st.integers(max(7, pain_limit + 1), hard_cap)),
        hard_cap=hard_cap,
        pre_easy=draw(st.integers(1, pre_block - 1)),
        pre_block=pre_block,
        pre_block_cap=draw(st.integers(pre_block, 9)),
        limit_cap=limit_cap,
        leg_limit_cap=draw(st.integers(4, 7)),
        rel_delta=draw(st.integers(1, 3)),
        next_amber=draw(st.integers(1, 3)),
        next_red=draw(st.integers(2, 4)),
    )


@st.composite
def site_limits(draw: st.DrawFn, parameters: Parameters) -> Limits:
    return pain.limits(
        parameters,
        draw(sites),
        draw(baselines),
        draw(st.one_of(st.none(), st.integers(0, 7))),
        after_surgery=draw(st.booleans()),
    )


# --- limits -----------------------------------------------------------------------------------


def test_the_defaults_are_those_a_program_has() -> None:
    program_defaults = SafetyParameters()
    for name in Parameters.__slots__:
        assert getattr(DEFAULTS, name) == getattr(program_defaults, name), name


def test_an_exercises_own_limit_never_exceeds_the_sites_cap() -> None:
    assert pain.limits(DEFAULTS, "leg", 2, 7).limit == 6
    assert pain.limits(DEFAULTS, "back", 2, 7).limit == 7
    assert pain.limits(DEFAULTS, "back", 2, 3).limit == 3


def test_a_programs_limit_never_exceeds_the_legs_cap() -> None:
    assert pain.limits(replace(DEFAULTS, pain_limit=7), "leg", None).limit == 6


def test_limits_use_the_programs_numbers_and_not_the_default_ones() -> None:
    strict = replace(DEFAULTS, pain_limit=4, pre_block=7, pre_easy=5, exercise_hard=7, rel_delta=1)
    assert pain.limits(strict, "back", 2) == Limits(4, 7, 5, 7)
    assert pain.limits(strict, "back", 5) == Limits(6, 8, 6, 8)


def test_after_surgery_limits_do_not_rise_with_usual_pain() -> None:
    assert pain.limits(DEFAULTS, "back", 6).limit == 8
    assert pain.limits(DEFAULTS, "back", 6, after_surgery=True) == pain.limits(
        DEFAULTS, "back", None
    )


def test_absolute_mode_ignores_usual_pain() -> None:
    absolute = replace(DEFAULTS, pain_mode="absolute")
    assert pain.limits(absolute, "back", 6) == pain.limits(DEFAULTS, "back", None)


# --- during -----------------------------------------------------------------------------------


def test_on_an_easy_day_the_pain_before_is_the_limit_where_it_is_higher() -> None:
    def outcome(pain_during: int, *, easy_day: bool) -> DuringOutcome:
        return pain.during(
            pain_pre=6,
            pain_during=pain_during,
            limits=FIVE,
            parameters=DEFAULTS,
            easy_day=easy_day,
        )

    assert outcome(6, easy_day=False) is DuringOutcome.STOP_EXERCISE
    assert outcome(6, easy_day=True) is DuringOutcome.CONTINUE_CARE
    assert outcome(7, easy_day=True) is DuringOutcome.STOP_EXERCISE
    assert outcome(8, easy_day=True) is DuringOutcome.STOP_SESSION


def test_an_exercises_own_limit_stays_on_an_easy_day() -> None:
    outcome = pain.during(
        pain_pre=6,
        pain_during=5,
        limits=pain.limits(DEFAULTS, "back", 2, 4),
        parameters=DEFAULTS,
        easy_day=True,
        own_limit=True,
    )
    assert outcome is DuringOutcome.STOP_EXERCISE


@pytest.mark.parametrize(
    ("own_limit", "expected"),
    [(False, DuringOutcome.REDUCE), (True, DuringOutcome.CONTINUE_CARE)],
)
def test_an_own_limit_switches_reducing_off(own_limit: bool, expected: DuringOutcome) -> None:  # noqa: FBT001
    outcome = pain.during(
        pain_pre=0,
        pain_during=4,
        limits=pain.limits(DEFAULTS, "leg", 2, 4),
        parameters=DEFAULTS,
        own_limit=own_limit,
    )
    assert outcome is expected


# --- the morning ------------------------------------------------------------------------------


def test_a_usual_morning_between_two_scores_leaves_no_gap_between_green_and_amber() -> None:
    def morning(pain_next: int) -> MorningOutcome:
        return pain.next_morning(DEFAULTS, 7, 2, pain_next, 3.5)

    assert [morning(score) for score in (4, 5, 6, 7)] == [
        MorningOutcome.GREEN,
        MorningOutcome.AMBER,
        MorningOutcome.AMBER,
        MorningOutcome.RED,
    ]


def test_a_low_usual_morning_never_stands_in_for_the_pain_before() -> None:
    assert pain.next_morning(DEFAULTS, 5, 4, 5, 1) is MorningOutcome.GREEN


def test_the_usual_morning_is_the_therapists_or_the_median_of_the_first_five() -> None:
    assert pain.usual_morning_score(2.5, [7, 7, 7, 7, 7]) == 2.5
    assert pain.usual_morning_score(None, [4, 4, 4, 4]) is None
    assert pain.usual_morning_score(None, [4, 1, 5, 3, 2, 9, 9, 9, 9]) == 3


# --- sessions and sites -----------------------------------------------------------------------


def test_the_second_exercise_stopped_by_pain_ends_the_session() -> None:
    assert not pain.stops_end_session(DEFAULTS, 1)
    assert pain.stops_end_session(DEFAULTS, 2)
    assert pain.stops_end_session(replace(DEFAULTS, stops_per_session=1), 1)


def test_a_rise_of_three_at_any_site_marks_the_session_amber() -> None:
    """Rule PR-06."""
    assert not pain.is_amber({"back": 2, "leg": 0}, {"back": 4, "leg": 2})
    assert pain.is_amber({"back": 2, "leg": 0}, {"back": 2, "leg": 3})
    assert not pain.is_amber({"back": 2}, {"leg": 9})


def test_the_most_severe_site_wins_and_not_the_last_in_spelling() -> None:
    assert pain.worst(BeforeOutcome) is BeforeOutcome.HOLD_TODAY
    assert pain.worst(reversed(DuringOutcome)) is DuringOutcome.STOP_SESSION
    assert pain.worst([MorningOutcome.GREEN, MorningOutcome.UNKNOWN]) is MorningOutcome.UNKNOWN
    assert pain.worst([MorningOutcome.UNKNOWN, MorningOutcome.AMBER]) is MorningOutcome.AMBER
    with pytest.raises(ValueError, match="empty"):
        pain.worst(iter(()))


def a_program(**changes: object) -> Program:
    return Program.model_construct(
        safety_parameters=SafetyParameters(),
        baseline_pain={"back": 6.0, "leg": 2.0},
        usual_morning={"back": 7.0},
        **changes,
    )


def test_every_site_is_judged_with_its_own_usual_pain() -> None:
    facts = pain.facts_of(a_program())
    assert pain.before_all(facts, {"back": 7, "leg": 6}) == {
        "back": BeforeOutcome.GO,
        "leg": BeforeOutcome.EASY_ONLY,
    }
    assert pain.during_all(facts, {"back": 6, "leg": 2}, {"back": 8, "leg": 6}) == {
        "back": DuringOutcome.CONTINUE_CARE,
        "leg": DuringOutcome.STOP_EXERCISE,
    }
    assert pain.next_morning_all(facts, {"back": 5, "leg": 1}, {"back": 8}) == {
        "back": MorningOutcome.GREEN,
        "leg": MorningOutcome.UNKNOWN,
    }


def test_an_exercises_own_limit_holds_at_every_site() -> None:
    facts = pain.facts_of(a_program())
    outcomes = pain.during_all(
        facts, {"back": 5, "leg": 0}, {"back": 5, "leg": 4}, exercise_limit=4, easy_day=True
    )
    assert outcomes == {"back": DuringOutcome.STOP_EXERCISE, "leg": DuringOutcome.CONTINUE_CARE}


def test_a_site_without_a_score_before_is_an_error_and_no_pass() -> None:
    with pytest.raises(KeyError):
        pain.during_all(pain.facts_of(a_program()), {"back": 2}, {"leg": 2})


@pytest.mark.parametrize(("active", "limit"), [(True, 5), (False, 8)])
def test_surgery_counts_while_the_program_says_so(active: bool, limit: int) -> None:  # noqa: FBT001
    post_op = PostOp.model_construct(active=active)
    assert pain.facts_of(a_program(post_op=post_op)).limits("back").limit == limit


# --- properties (decisions C1, C6) ------------------------------------------------------------


@given(st.data(), parameter_sets(), scores, scores)
def test_more_pain_in_an_exercise_is_never_judged_milder(
    data: st.DataObject, parameters: Parameters, pain_pre: int, pain_during: int
) -> None:
    limits = data.draw(site_limits(parameters))
    easy_day, own_limit = data.draw(st.tuples(st.booleans(), st.booleans()))

    def severity(score: int) -> int:
        return pain.during(
            pain_pre=pain_pre,
            pain_during=score,
            limits=limits,
            parameters=parameters,
            easy_day=easy_day,
            own_limit=own_limit,
        ).severity

    assert severity(pain_during) <= severity(min(10, pain_during + 1))


@given(st.data(), parameter_sets(), scores)
def test_more_pain_before_is_never_judged_milder(
    data: st.DataObject, parameters: Parameters, pain_pre: int
) -> None:
    limits = data.draw(site_limits(parameters))
    milder = pain.before(limits, pain_pre)
    assert milder.severity <= pain.before(limits, min(10, pain_pre + 1)).severity


@given(
    parameter_sets(),
    st.integers(0, 8),
    scores,
    scores,
    st.one_of(st.none(), st.integers(0, 20).map(lambda half: half / 2)),
)
def test_more_pain_in_the_morning_is_never_judged_milder(
    parameters: Parameters, limit: int, pain_pre: int, pain_next: int, usual: float | None
) -> None:
    def severity(score: int) -> int:
        return pain.next_morning(parameters, limit, pain_pre, score, usual).severity

    assert severity(pain_next) <= severity(min(10, pain_next + 1))


@given(parameter_sets(), sites, baselines, scores)
def test_nobody_is_let_in_whom_the_first_repetition_would_stop(
    parameters: Parameters, site: str, baseline: float | None, pain_pre: int
) -> None:
    limits = pain.limits(parameters, site, baseline)
    gate = pain.before(limits, pain_pre)
    if gate is BeforeOutcome.HOLD_TODAY:
        return
    unchanged = pain.during(
        pain_pre=pain_pre,
        pain_during=pain_pre,
        limits=limits,
        parameters=parameters,
        easy_day=gate is BeforeOutcome.EASY_ONLY,
    )
    assert unchanged.severity < DuringOutcome.STOP_EXERCISE.severity


@given(parameter_sets(), sites, baselines, st.one_of(st.none(), st.integers(0, 7)))
def test_a_stop_always_exists_below_ten(
    parameters: Parameters, site: str, baseline: float | None, exercise_limit: int | None
) -> None:
    limits = pain.limits(parameters, site, baseline, exercise_limit)
    assert limits.limit <= (parameters.leg_limit_cap if site == "leg" else parameters.limit_cap)
    assert limits.limit < 10
    assert limits.hard <= 9
    assert limits.pre_block <= 9
