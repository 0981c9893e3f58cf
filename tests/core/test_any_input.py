"""Whatever is well-formed is answered, and whatever is unknown is refused: no rule breaks down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest
from evidence import NOTHING
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion import catalogue
from exercise_companion.core import pain, trend
from exercise_companion.core.checkplan import CheckFacts, plan_for
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.records import AnswerRecord, CheckPurpose
from exercise_companion.core.screening import walk
from exercise_companion.core.screening_plan import Entry, How, Plan
from exercise_companion.core.terms import Answer, Site

KNOWN = catalogue.load()
SCORES = st.integers(0, 10)
USUAL = st.one_of(st.none(), st.floats(0, 10))
DAYS = st.dates(date(2024, 1, 1), date(2030, 1, 1))
MAYBE_DAYS = st.one_of(st.none(), DAYS)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
SITES = st.sampled_from(get_args(Site))

PARAMETERS = st.builds(
    Parameters,
    pain_mode=st.sampled_from(("relative", "absolute")),
    pain_limit=st.integers(0, 7),
    exercise_hard=st.integers(7, 9),
    hard_cap=st.integers(7, 9),
    pre_block=st.integers(6, 9),
    pre_block_cap=st.integers(6, 9),
    limit_cap=st.integers(5, 8),
    leg_limit_cap=st.integers(4, 7),
    delta_reduce=st.integers(2, 4),
    next_red=st.integers(2, 4),
    trend_rise=st.integers(1, 3),
)
"""Within what a therapist may set (clinical-spec 2.8)."""

CHECK_FACTS = st.builds(
    CheckFacts,
    day=DAYS,
    now_utc=MOMENTS,
    post_op=st.booleans(),
    last_full=MAYBE_DAYS,
    last_daily=MAYBE_DAYS,
    last_weekly=MAYBE_DAYS,
    last_fortnightly=MAYBE_DAYS,
    lock_cleared_since_full=st.booleans(),
    recheck=st.booleans(),
    complete_today_utc=st.one_of(st.none(), MOMENTS),
    session_since_check=st.booleans(),
    valid_hours=st.integers(1, 8),
    gap_days=st.integers(1, 30),
)


@given(PARAMETERS, SITES, USUAL, st.one_of(st.none(), SCORES), st.booleans())
def test_limits_lie_on_the_scale_and_in_their_order(
    parameters: Parameters,
    site: Site,
    usual: float | None,
    own: int | None,
    after_surgery: bool,  # noqa: FBT001 - drawn
) -> None:
    found = pain.limits(parameters, site, usual, own, after_surgery=after_surgery)
    assert 0 <= found.limit <= 10
    assert found.pre_easy <= found.limit + 1
    assert found.pre_block <= found.hard <= 9


@given(PARAMETERS, SITES, USUAL, st.tuples(SCORES, SCORES), st.one_of(st.none(), SCORES))
def test_every_score_has_an_outcome(
    parameters: Parameters,
    site: Site,
    usual: float | None,
    scores: tuple[int, int],
    morning: int | None,
) -> None:
    before, during = scores
    found = pain.limits(parameters, site, usual)
    assert pain.before(found, before) in pain.BeforeOutcome
    for easy_day in (False, True):
        outcome = pain.during(
            pain_pre=before,
            pain_during=during,
            limits=found,
            parameters=parameters,
            easy_day=easy_day,
        )
        assert outcome in pain.DuringOutcome
    outcome_next = pain.next_morning(parameters, found.limit, before, morning, usual)
    assert (outcome_next is pain.MorningOutcome.UNKNOWN) == (morning is None)


@given(PARAMETERS, USUAL, st.lists(SCORES, max_size=20), st.integers(0, 20))
def test_every_run_of_scores_has_a_level(
    parameters: Parameters, usual: float | None, scores: list[int], days: int
) -> None:
    assert trend.level(parameters, usual, scores, days) in trend.TrendOutcome
    assert (trend.baseline(scores) is None) == (len(scores) < 4)


@given(CHECK_FACTS, st.sampled_from(get_args(CheckPurpose)))
def test_every_purpose_asks_what_the_catalogue_knows(
    facts: CheckFacts, purpose: CheckPurpose
) -> None:
    plan = plan_for(purpose, facts, KNOWN)
    assert plan.entries
    assert Plan.decode(plan.encode()) == plan
    assert walk(plan, (), KNOWN, lambda _: NOTHING).question is not None


UNKNOWN = st.from_regex(r"[A-Z]{1,3}-?[0-9]{2}", fullmatch=True).filter(
    lambda name: name not in {item.id for item in KNOWN.items} | {one.id for one in KNOWN.topics}
)


@given(UNKNOWN, st.sampled_from((How.TOPIC, How.BY_ITEM, How.SINGLE)))
def test_an_unknown_question_is_never_passed_over(name: str, how: How) -> None:
    with pytest.raises(KeyError):
        walk(Plan((Entry(how, name),)), (), KNOWN, lambda _: NOTHING)


@given(UNKNOWN, st.sampled_from(Answer))
def test_an_answer_to_an_unknown_question_is_refused(name: str, value: Answer) -> None:
    with pytest.raises(ValueError, match=name):
        walk(Plan.decode("T1"), (AnswerRecord(name, 1, value, None),), KNOWN, lambda _: NOTHING)
