"""Which questions of a plan are due, how they are worded, and what can be an answer (5.1)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import pytest
from builders import as_bytes, make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.core import check_ins
from exercise_companion.core.check_ins import (
    CheckedIn,
    CheckInQuestion,
    CheckInRecord,
    due,
    fits,
    questions,
    strong_days,
)
from exercise_companion.core.program import Outcome, Program
from exercise_companion.core.readability import grade

if TYPE_CHECKING:
    from exercise_companion.core.check_ins import AnswerKind

BEGAN = date(2026, 11, 23)
MEASURES = get_args(Outcome.model_fields["measure"].annotation)


def asked_by(*measures: str, days: int = 7, own: tuple[dict[str, object], ...] = ()) -> Program:
    tree = make_program(
        outcomes=[{"measure": one, "every_days": days} for one in measures],
        check_ins=list(own),  # type: ignore[arg-type]
    )
    return Program.model_validate_json(as_bytes(tree))


def after(days: int) -> date:
    return BEGAN + timedelta(days=days)


def question(kind: AnswerKind, name: str = "own:x", **rest: object) -> CheckInQuestion:
    return CheckInQuestion(name, "What?", kind, **rest)  # type: ignore[arg-type]


# --- what is asked --------------------------------------------------------------------------------


def test_every_measure_of_the_format_has_its_questions() -> None:
    assert {*check_ins.MEASURES, "activities"} == {*MEASURES}


def test_an_activity_is_asked_in_the_patients_own_words_for_each_goal() -> None:
    program = asked_by("activities")
    assert [one.text for one in questions(program)] == [
        f"How well can you do this now? {goal.activity}" for goal in program.goals
    ]
    assert questions(program)[0].id == f"activity:{program.goals[0].id}"


def test_low_mood_is_asked_with_the_safety_questions_and_not_again() -> None:
    assert questions(asked_by("phq2")) == ()


def test_measures_come_in_the_plans_order_and_the_therapists_own_last() -> None:
    own = {"id": "stick", "question": "What did you walk with?", "kind": "text"}
    found = questions(asked_by("sleep", "interference", "mood", own=(own,)))
    assert [one.id for one in found] == [
        "sleep", "interference_tasks", "interference_joys", "mood", "own:stick",
    ]  # fmt: skip
    assert [one.is_own for one in found] == [False] * 4 + [True]


def test_every_question_is_plain() -> None:
    texts = [one.text for each in check_ins.MEASURES.values() for one in each]
    assert len(texts) == 9
    assert [text for text in texts if grade(text) > 7] == []


# --- when -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "first"), [(1, 0), (7, 6), (14, 13), (42, 41)])
def test_the_first_time_is_when_its_days_have_gone_by(days: int, first: int) -> None:
    asked_for = questions(asked_by("mood", days=days))
    assert due(asked_for, {}, BEGAN, after(first)) == asked_for
    assert first == 0 or due(asked_for, {}, BEGAN, after(first - 1)) == ()


def test_it_comes_again_so_many_days_after_it_was_asked() -> None:
    asked_for = questions(asked_by("mood"))
    asked = {"mood": after(6)}
    assert due(asked_for, asked, BEGAN, after(12)) == ()
    assert due(asked_for, asked, BEGAN, after(13)) == asked_for
    assert due(asked_for, asked, BEGAN, after(40)) == asked_for


MANY = ("walking", "interference", "mood", "anger", "sleep")


def names(found: tuple[CheckInQuestion, ...]) -> list[str]:
    return [one.id for one in found]


def test_of_the_measures_three_are_asked_on_a_day_and_the_rest_on_the_next() -> None:
    asked_for = questions(asked_by(*MANY))
    first = ["walking", "interference_tasks", "interference_joys", "mood"]
    assert names(due(asked_for, {}, BEGAN, after(6))) == first
    asked = dict.fromkeys(first[:2], after(6))
    assert names(due(asked_for, asked, BEGAN, after(6))) == first[2:]
    asked = dict.fromkeys(first, after(6))
    assert due(asked_for, asked, BEGAN, after(6)) == ()
    assert names(due(asked_for, asked, BEGAN, after(7))) == ["anger", "sleep"]


def test_what_waited_longest_comes_first() -> None:
    asked_for = questions(asked_by(*MANY))
    asked = {one.id: after(7) for one in asked_for} | {"sleep": after(6)}
    found = names(due(asked_for, asked, BEGAN, after(14)))
    assert found == ["walking", "interference_tasks", "interference_joys", "sleep"]


def test_tr4_the_activities_are_asked_on_one_day_however_many_measures_there_are() -> None:
    goals = [
        {"id": f"g{at}", "activity": f"Walk {at}", "start_score": 3, "target_score": 7,
         "target_date": "2027-01-02"}
        for at in range(5)
    ]  # fmt: skip
    tree = make_program(
        goals=goals,  # type: ignore[arg-type]
        outcomes=[{"measure": one, "every_days": 7} for one in (*MANY, "activities")],  # type: ignore[arg-type]
    )
    asked_for = questions(Program.model_validate_json(as_bytes(tree)))
    asked: dict[str, date] = {}
    days: dict[str, set[date]] = {}
    for day in map(after, range(40)):
        while found := due(asked_for, asked, BEGAN, day):
            assert len({one.measure for one in found}) <= 3
            asked[found[0].id] = day
            days.setdefault(found[0].id, set()).add(day)
    assert len({frozenset(days[f"activity:g{at}"]) for at in range(5)}) == 1
    assert len(days["activity:g0"]) >= 4


def test_an_activity_that_was_written_down_brings_the_others_the_same_day() -> None:
    asked_for = questions(asked_by("sleep", "walking", "anger", "interference"))
    asked = {"interference_tasks": after(6)}
    assert "interference_joys" in names(due(asked_for, asked, BEGAN, after(6)))


def test_the_therapists_own_are_all_asked_beside_the_measures() -> None:
    own = tuple(
        {"id": f"q{at}", "question": "How was it?", "kind": "text", "every_days": 1}
        for at in range(6)
    )
    asked_for = questions(asked_by("walking", "mood", "anger", "sleep", own=own, days=1))
    found = due(asked_for, {}, BEGAN, BEGAN)
    assert [one.is_own for one in found] == [False] * 3 + [True] * 6
    asked = {one.id: BEGAN for one in found if one.is_own}
    assert len(due(asked_for, asked, BEGAN, BEGAN)) == 3


@given(
    late=st.integers(min_value=0, max_value=400),
    asked=st.dictionaries(st.sampled_from(["mood", "sleep", "anger"]), st.integers(0, 400)),
)
def test_nothing_is_asked_twice_within_its_days(late: int, asked: dict[str, int]) -> None:
    asked_for = questions(asked_by("mood", "sleep", "anger"))
    last = {name: after(day) for name, day in asked.items()}
    for one in due(asked_for, last, BEGAN, after(late)):
        assert (after(late) - last.get(one.id, BEGAN - timedelta(days=1))).days >= 7


# --- what can be an answer ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "given_number", "good"),
    [
        (question("score"), 0, True),
        (question("score"), 10, True),
        (question("score"), 11, False),
        (question("score"), -1, False),
        (question("score"), 4.5, False),
        (question("number", "sleep", most=7, measure="sleep"), 7, True),
        (question("number", "sleep", most=7, measure="sleep"), 8, False),
        (question("number", "sleep", most=7, measure="sleep"), 2.5, False),
        (question("number"), 7.5, True),
        (question("number"), 100_000, True),
        (question("number"), 100_001, False),
        (question("text"), 1, False),
        (question("yes_no"), 1, False),
        (question("choice", choices=("A", "B")), 1, False),
    ],
)
def test_a_number_fits_only_within_its_bounds(
    asked: CheckInQuestion, given_number: float, *, good: bool
) -> None:
    assert fits(asked, CheckedIn(given_number)) is good


@pytest.mark.parametrize(
    ("asked", "words", "good"),
    [
        (question("yes_no"), "yes", True),
        (question("yes_no"), "no", True),
        (question("yes_no"), "perhaps", False),
        (question("choice", choices=("A", "B")), "B", True),
        (question("choice", choices=("A", "B")), "C", False),
        (question("text"), "x" * 500, True),
        (question("text"), "x" * 501, False),
        (question("text"), "", False),
        (question("score"), "7", False),
        (question("number"), "7", False),
    ],
)
def test_words_fit_only_where_they_are_offered(
    asked: CheckInQuestion, words: str, *, good: bool
) -> None:
    assert fits(asked, CheckedIn(words=words)) is good


@pytest.mark.parametrize("kind", ["score", "choice", "number", "yes_no", "text"])
def test_each_may_be_left_out_and_none_takes_both(kind: AnswerKind) -> None:
    assert fits(question(kind, choices=("yes", "B")), CheckedIn())
    assert not fits(question(kind, choices=("yes", "B")), CheckedIn(1, "yes"))


def test_strong_medicine_is_asked_of_the_days_that_were_given() -> None:
    assert strong_days(5).most == 5
    assert strong_days(5).text.startswith(
        "You took medicine for bad pain on 5 of the last 14 days."
    )
    assert grade(strong_days(5).text) <= 7
    assert not fits(strong_days(5), CheckedIn(6))


@pytest.mark.parametrize(
    ("kind", "answer", "words"),
    [
        ("score", CheckedIn(7), "7 of 10"),
        ("number", CheckedIn(7.5), "7.5 hours"),
        ("choice", CheckedIn(words="Stick"), "Stick"),
        ("text", CheckedIn(), "left out"),
    ],
)
def test_an_answer_reads_as_it_was_given(kind: AnswerKind, answer: CheckedIn, words: str) -> None:
    assert CheckInRecord("x", "What?", kind, 7, "hours", answer).answer == words
