"""Which questions follow a yes: only those that can change the outcome."""

from __future__ import annotations

import pytest
from evidence import evidence, past

from exercise_companion import catalogue
from exercise_companion.core.background import Background, PastCheck
from exercise_companion.core.follow_ups import (
    FollowUp,
    due,
    due_of_earlier,
    follow_up_of,
    question_id,
)
from exercise_companion.core.terms import Answer

KNOWN = catalogue.load()
YES, NO, NOT_SURE = Answer.YES, Answer.NO, Answer.NOT_SURE


def asked_about(flag: str, *others: str, **known: object) -> list[FollowUp]:
    """Every follow-up of a sign in turn, each answered no."""
    told: dict[tuple[str, FollowUp], Answer] = {}
    turn = []
    background = Background(**known)  # type: ignore[arg-type]
    while (
        next_one := due(flag, evidence(flag, *others, follow_ups=told, background=background))
    ) is not None:
        turn.append(next_one)
        told[flag, next_one] = NO
    return turn


@pytest.mark.parametrize(
    ("flag", "others", "expected"),
    [
        ("RF-CES-01", (), [FollowUp.ONSET_14_DAYS, FollowUp.ONSET_3_MONTHS]),
        ("RF-CES-07", (), []),
        ("RF-NEU-01", (), [FollowUp.RECENT]),
        ("RF-NEU-02", (), [FollowUp.RECENT, FollowUp.BOTH_LEGS]),
        ("RF-NEU-03", (), []),
        ("RF-NEU-04", (), []),
        ("RF-NEU-04", ("RF-NEU-01",), [FollowUp.RECENT]),
        ("RF-NEU-04", ("RF-NEU-02",), [FollowUp.RECENT]),
        ("RF-NEU-04", ("RF-NEU-03",), []),
        ("RF-NEU-04", ("RF-CES-02",), [FollowUp.RECENT]),
        ("RF-PAIN-01", (), []),
        ("RF-FALL-01", (), [FollowUp.HEAD_INJURY]),
        ("RF-FX-01", (), []),
        ("RF-FX-01", ("RF-NEU-03",), [FollowUp.AFTER_FALL]),
        ("RF-FX-01", ("RF-CES-07",), [FollowUp.AFTER_FALL]),
        ("RF-NEU-03", ("RF-FX-01",), [FollowUp.AFTER_FALL]),
        ("RF-NEU-03", ("RF-FALL-03",), []),
        ("RF-CAR-04", (), [FollowUp.SETTLED]),
        ("RF-GEN-04", (), []),
    ],
)
def test_only_what_can_change_the_outcome_is_asked(
    flag: str, others: tuple[str, ...], expected: list[FollowUp]
) -> None:
    assert asked_about(flag, *others) == expected


@pytest.mark.parametrize("sign", ["RF-CES-02", "RF-NEU-01", "RF-NEU-02"])
def test_c02_unsteadiness_told_before_is_asked_about_once_another_joins_it(sign: str) -> None:
    earlier = Background(past=(past("RF-NEU-04"),))
    asks = ("RF-NEU-04", FollowUp.RECENT)
    assert due_of_earlier(evidence(sign, background=earlier)) == asks
    answered = evidence(sign, background=earlier, follow_ups={asks: NO})
    assert due_of_earlier(answered) is None


@pytest.mark.parametrize(
    ("earlier", "signs"),
    [
        (past("RF-NEU-04"), ("RF-NEU-03",)),
        (past("RF-NEU-04", within_24_hours=False), ("RF-NEU-01",)),
        (past("RF-NEU-04", cleared=("RF-NEU-04",)), ("RF-NEU-01",)),
        (past("RF-NEU-03"), ("RF-NEU-01",)),
        (past("RF-NEU-04"), ("RF-NEU-04", "RF-NEU-01")),
    ],
)
def test_c02_otherwise_it_is_not(earlier: PastCheck, signs: tuple[str, ...]) -> None:
    assert due_of_earlier(evidence(*signs, background=Background(past=(earlier,)))) is None


def test_c14_asks_when_uncontrolled_pain_began_only_with_a_blood_thinner() -> None:
    thinner = frozenset({"anticoagulant"})
    assert asked_about("RF-PAIN-01", risks=thinner) == [FollowUp.RECENT]


def test_a_recent_onset_needs_no_second_question() -> None:
    for value in (YES, NOT_SURE):
        told = {("RF-CES-01", FollowUp.ONSET_14_DAYS): value}
        assert due("RF-CES-01", evidence("RF-CES-01", follow_ups=told)) is None


def test_a_follow_up_is_stored_under_its_sign() -> None:
    stored = question_id("RF-CES-01", FollowUp.ONSET_14_DAYS)
    assert stored == "RF-CES-01/ces_onset_14_days"
    assert follow_up_of(stored) == ("RF-CES-01", FollowUp.ONSET_14_DAYS)
    assert follow_up_of("RF-CES-01") is None


def test_every_follow_up_has_its_words() -> None:
    for follow_up in FollowUp:
        assert KNOWN.follow_up(follow_up).question.endswith("?")
