"""Flare-ups: begun and ended by numbers, never by silence; how long; how often."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes, make_dose, make_item, make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import flare
from exercise_companion.core.noticed import Weight
from exercise_companion.core.parameters import Parameters
from exercise_companion.core.program import Item, Program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from builders import Tree

    from exercise_companion.core.flare import DayScores
    from exercise_companion.core.terms import Site

START = date(2026, 5, 3)
TODAY = START + timedelta(days=9)
BASE: Mapping[Site, float] = {"back": 3, "leg": 2}

by_day = st.dictionaries(
    st.integers(0, 9).map(lambda n: START + timedelta(days=n)), st.integers(0, 10)
)
all_scores = st.fixed_dictionaries({"back": by_day, "leg": by_day})


def test_a_site_without_a_recorded_level_begins_nothing_and_none_ends_nothing() -> None:
    high: DayScores = {"knee": {TODAY - timedelta(days=1): 9, TODAY: 9}}
    assert not flare.begins(BASE, high, TODAY)
    assert not flare.ends({}, high, TODAY, START)


def test_the_course_is_said_where_it_is_known() -> None:
    known = flare.lasts(Parameters(), {"back": {START: 7, TODAY: 6}}, START, TODAY)
    assert known is not None
    assert known.numbers == "Flare-up since 3 May: 7 → 6"
    unknown = flare.lasts(Parameters(), {}, START, TODAY)
    assert unknown is not None
    assert unknown.numbers == "Flare-up since 3 May"


@given(all_scores, st.sampled_from(["back", "leg"]), st.integers(0, 9))
def test_a_higher_score_never_ends_one_and_never_undoes_a_beginning(
    scores: dict[Site, dict[date, float]], site: Site, number: int
) -> None:
    when = START + timedelta(days=number)
    if when not in scores[site]:
        return
    worse = {**scores, site: {**scores[site], when: min(10, scores[site][when] + 1)}}
    assert flare.begins(BASE, worse, TODAY) >= flare.begins(BASE, scores, TODAY)
    assert flare.ends(BASE, worse, TODAY, START) <= flare.ends(BASE, scores, TODAY, START)


@given(all_scores, st.sampled_from(["back", "leg"]), st.integers(0, 9))
def test_a_day_that_is_missing_never_ends_one_and_is_never_a_fall(
    scores: dict[Site, dict[date, float]], site: Site, number: int
) -> None:
    when = START + timedelta(days=number)
    fewer = {**scores, site: {day: v for day, v in scores[site].items() if day != when}}
    assert flare.ends(BASE, fewer, TODAY, START) <= flare.ends(BASE, scores, TODAY, START)
    nothing = flare.lasts(Parameters(), {}, TODAY - timedelta(days=2), TODAY)
    assert nothing is not None
    assert nothing.weight is Weight.NOTE


YESTERDAY = TODAY - timedelta(days=1)


def test_the_worst_of_yesterday_and_today_is_compared_with_the_first_day() -> None:
    scores: DayScores = {"back": {START: 5, YESTERDAY: 6}, "leg": {START: 8, YESTERDAY: 3}}
    found = flare.lasts(Parameters(), scores, START, TODAY)
    assert found is not None
    assert found.numbers == "Flare-up since 3 May: 8 → 6"


@pytest.mark.parametrize(
    ("day_of_score", "score", "noted"),
    [(YESTERDAY, 6, False), (TODAY, 6, False), (YESTERDAY, 7, True), (TODAY, 7, True)],
)
def test_fl4_a_fall_since_the_first_day_is_no_reminder(
    day_of_score: date, score: int, *, noted: bool
) -> None:
    began = TODAY - timedelta(days=2)
    found = flare.lasts(Parameters(), {"back": {began: 7, day_of_score: score}}, began, TODAY)
    assert (found is not None) is noted


@pytest.mark.parametrize(
    ("ago", "contact_ago", "fires"),
    [
        ((27, 10, 0), None, True),
        ((28, 10, 0), None, False),
        ((27, 10, -1), None, False),
        ((27, 10, 0), 28, True),
        ((27, 10, 0), 27, False),
    ],
)
def test_tr11_three_in_28_days_and_after_the_contact(
    ago: tuple[int, ...], contact_ago: int | None, *, fires: bool
) -> None:
    starts = [TODAY - timedelta(days=days) for days in ago]
    contact = None if contact_ago is None else TODAY - timedelta(days=contact_ago)
    assert (flare.many(starts, TODAY, contact) is not None) is fires


def test_the_therapists_words_are_given_and_where_there_are_none_rest_and_a_contact() -> None:
    """Rule FL-2: no dose but the therapist's, and nothing that reassures."""
    tree = make_program(flare_plan={"text": "Lie down twice a day."})
    written = Program.model_validate_json(as_bytes(tree))
    assert flare.plan_words(written) == (
        "Your therapist wrote for a flare-up:",
        "Lie down twice a day.",
    )
    assert flare.plan_words(written.model_copy(update={"flare_plan": None})) == (
        "Leave the exercises today. Move gently as you can.",
        "Contact your therapist.",
    )


# --- what is done in one (FL-2) -----------------------------------------------------------------

SMALL = make_dose(sets=1, reps=3)
EASIER = {"instruction": "Make it small.", "dose": make_dose(sets=1, reps=5)}


@pytest.mark.parametrize(
    ("changes", "version"),
    [
        ({}, None),
        ({"modify_down": EASIER}, None),
        ({"flare_safe": True}, None),
        ({"flare_safe": True, "modify_down": EASIER}, "easier"),
        ({"flare_safe": True, "flare_dose": SMALL}, "flare"),
        ({"flare_safe": True, "flare_dose": SMALL, "modify_down": EASIER}, "flare"),
    ],
)
def test_fl2_only_what_is_marked_is_done_and_at_the_dose_written_for_it(
    changes: Tree, version: str | None
) -> None:
    item = Item.model_validate_json(json.dumps(make_item(**changes)))
    assert flare.version(item) == version
    if version == "flare":
        assert item.dose_of("flare") == item.flare_dose
