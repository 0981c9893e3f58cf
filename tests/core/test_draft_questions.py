"""What is asked: only what is missing, in an order, each until its field is filled."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from builders import make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.catalogue.library import library
from exercise_companion.clinic.beginning import setting
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_items import with_item
from exercise_companion.core.draft_questions import open_questions
from exercise_companion.core.draft_questions_patient import LAST_DAYS, RISKS
from exercise_companion.core.draft_start import NewIds, blank
from exercise_companion.core.typed import NotUnderstoodError

if TYPE_CHECKING:
    from exercise_companion.core.problem import JsonPath

TODAY = date(2026, 11, 22)
SETTING = setting(TODAY)
NOTHING = with_item(
    blank(TODAY, NewIds("p", "k", "p-1")), 0, library().exercise("heel-to-toe-stand")
)
ANSWERS: dict[JsonPath, str] = {
    ("title",): "Balance",
    ("phases", 0, "aim"): "Stand more steadily",
    ("phases", 0, "ends_on"): "6",
    ("time_budget_minutes",): "20",
    ("phases", 0, "items", 0, "dose"): "2 x 20 s, mon wed fri",
    ("patient", "display_name"): "Ana Novak",
    ("patient", "birth_date"): "4.3.1957",
    ("diagnosis_label",): "a fall",
    ("baseline_pain",): "knee 6 left",
    ("high_baseline_reason",): "Talked through.",
    ("risk",): "falls, blood, spinal inj",
    ("risk", "spinal_injection_date"): "4 March 2026",
    ("post_op",): "Knee surgery, 2026-11-01",
    ("phases", 0, "items", 0, "clash_accepted_reason"): "Her son is there.",
    ("goals",): "Stand to cook, 3, 7",
    ("reviews",): "2026-12-20",
    ("prescriber", "name"): "Ruth Hall",
    ("prescriber", "profession"): "Physiotherapist",
    ("prescriber", "regulator"): "HCPC",
    ("prescriber", "licence_no"): "PH-104233",
    ("prescriber", "clinic"): "Hill Road",
    ("prescriber", "phone"): "020 7946 0123",
    ("region",): "zz",
    ("contacts", "emergency_number"): "112",
    ("contacts", "emergency_override_reason"): "Rung from there in May",
    ("contacts", "therapist"): "mon-fri 9-17",
    ("contacts", "surgical_team"): "Ward 4, 020 7946 0100",
    ("contacts", "therapist", "tested_on"): "20 November 2026",
    ("contacts", "surgical_team", "tested_on"): "2026-11-21",
}


def answered(draft: Draft) -> tuple[Draft, list[JsonPath]]:
    """The draft with every question answered, and in which order they came."""
    asked: list[JsonPath] = []
    while question := next(open_questions(draft, SETTING), None):
        assert question.path not in asked
        asked.append(question.path)
        draft = question.answered(draft, ANSWERS[question.path])
    return draft, asked


def test_from_nothing_each_is_asked_once_and_then_nothing_is_open() -> None:
    draft, asked = answered(NOTHING)
    assert set(asked) == ANSWERS.keys()
    assert value_at(draft, ("risk", "falls")) == "yes"
    assert value_at(draft, ("risk", "anticoagulant")) == "yes"
    assert value_at(draft, ("risk", "cancer")) == "no"
    assert value_at(draft, ("risk", "spinal_injection_date")) == "2026-03-04"
    assert value_at(draft, ("risk", "spinal_surgery_date")) == "no"
    assert value_at(draft, ("phases", 0, "title")) == "Weeks 1 to 6"
    assert value_at(draft, ("valid_until",)) == "2027-01-02"
    assert value_at(draft, ("pain_sides",)) == {"knee": "left"}


def test_a_whole_program_is_asked_nothing_but_whether_there_was_an_operation() -> None:
    draft = Draft(make_program())
    (question,) = open_questions(draft, SETTING)
    assert question.path == ("post_op",)
    assert question.may_stay_open


@pytest.mark.parametrize(
    ("line", "day"), [("6w", "2027-01-03"), ("10 days", "2026-12-02"), ("2.12.2026", "2026-12-02")]
)
def test_the_first_review_may_be_counted_from_the_start(line: str, day: str) -> None:
    draft = with_value(Draft(make_program()), ("reviews",), None)
    draft = with_value(draft, ("valid_from",), "2026-11-22")
    question = next(each for each in open_questions(draft, SETTING) if each.path == ("reviews",))
    assert value_at(question.answered(draft, line), ("reviews", 0, "date")) == day
    for first_day, wrong in (("2026-11-22", "w6"), ("+0d", "6w"), ("9999-12-01", "6w")):
        with pytest.raises(NotUnderstoodError):
            question.answered(with_value(draft, ("valid_from",), first_day), wrong)


def test_weeks_that_are_too_many_are_refused_and_a_title_made_from_them_follows() -> None:
    draft, _ = answered(NOTHING)
    path: JsonPath = ("phases", 0, "ends_on")
    asks = with_value(draft, path, None)
    question = next(each for each in open_questions(asks, SETTING) if each.path == path)
    with pytest.raises(NotUnderstoodError, match="at most 27 weeks"):
        question.answered(asks, "28")
    twelve = question.answered(asks, "12")
    assert value_at(twelve, ("phases", 0, "title")) == "Weeks 1 to 12"
    named = with_value(asks, ("phases", 0, "title"), "Settle")
    assert value_at(question.answered(named, "12"), ("phases", 0, "title")) == "Settle"


def test_only_risks_that_are_not_recorded_are_asked() -> None:
    draft = with_value(Draft(make_program()), ("risk", "aaa"), None)
    question = next(each for each in open_questions(draft, SETTING) if each.path == ("risk",))
    assert RISKS["aaa"] in question.expects
    assert RISKS["falls"] not in question.expects
    with pytest.raises(NotUnderstoodError):
        question.answered(draft, "falls")


@pytest.mark.parametrize(
    ("line", "kept"), [("no", "no"), ("None", "no"), ("2.5.2020", "2020-05-02")]
)
def test_the_last_surgery_is_a_day_or_no(line: str, kept: str) -> None:
    path: JsonPath = ("risk", "spinal_surgery_date")
    draft = with_value(Draft(make_program()), path, None)
    question = next(each for each in open_questions(draft, SETTING) if each.path == path)
    assert question.may_stay_open
    assert value_at(question.answered(draft, line), path) == kept
    with pytest.raises(NotUnderstoodError):
        question.answered(draft, "lately")


@pytest.mark.parametrize("line", ["no", "None", "none"])
def test_no_is_none_of_them(line: str) -> None:
    draft = with_value(Draft(make_program()), ("risk",), None)
    asked = {question.path: question for question in open_questions(draft, SETTING)}
    risk = value_at(asked["risk",].answered(draft, line), ("risk",))
    assert risk == dict.fromkeys([*RISKS, *LAST_DAYS], "no")
    assert asked["post_op",].answered(draft, line) == draft


def test_the_last_surgery_is_asked_beside_an_operation_which_may_be_another() -> None:
    operation = {"active": True, "procedure": "Knee replacement", "date": "2026-11-01"}
    draft = with_value(Draft(make_program()), ("risk", "spinal_surgery_date"), None)
    asked = open_questions(with_value(draft, ("post_op",), operation), SETTING)
    assert ("risk", "spinal_surgery_date") in {question.path for question in asked}


@pytest.mark.parametrize("line", ["d", "e, c", "heart disease and falls", "none, falls"])
def test_a_risk_that_could_be_several_is_asked_again(line: str) -> None:
    question = next(each for each in open_questions(NOTHING, SETTING) if each.path == ("risk",))
    with pytest.raises(NotUnderstoodError):
        question.answered(NOTHING, line)


@pytest.mark.parametrize("line", ["22.11.2026", "4 March 2062", "4.3.1857"])
def test_a_birth_date_that_cannot_be_right_is_asked_again(line: str) -> None:
    born = ("patient", "birth_date")
    question = next(each for each in open_questions(NOTHING, SETTING) if each.path == born)
    with pytest.raises(NotUnderstoodError, match="cannot be right"):
        question.answered(NOTHING, line)


def test_the_country_brings_its_emergency_number() -> None:
    question = next(each for each in open_questions(NOTHING, SETTING) if each.path == ("region",))
    assert value_at(question.answered(NOTHING, "gb"), ("contacts", "emergency_number")) == "999"
    assert value_at(question.answered(NOTHING, "zz"), ("contacts", "emergency_number")) is None


IN_PARTS: dict[JsonPath, JsonPath] = {
    ("post_op",): ("date",),
    ("contacts", "therapist"): ("hours",),
    ("contacts", "surgical_team"): ("phone",),
    ("risk",): ("falls",),
}
"""What is refused of answers that fill more than they ask for."""
REASON = ("phases", 0, "items", 0, "clash_accepted_reason")


@pytest.mark.parametrize("path", [path for path in ANSWERS if path != REASON])
def test_what_is_there_and_refused_is_asked_again_and_nothing_else(path: JsonPath) -> None:
    whole, _ = answered(NOTHING)
    refused = (*path, *IN_PARTS.get(path, ()))
    (question,) = open_questions(whole, replace(SETTING, refused=frozenset({refused})))
    assert question.fills(refused)
    line = "falls" if path == ("risk",) else ANSWERS[path]  # only that one is asked for
    assert value_at(question.answered(whole, line), path) == value_at(whole, path)


@pytest.mark.parametrize(
    ("refused", "asked"),
    [
        (("phases", 0, "items", 0, "when", "slots"), ("phases", 0, "items", 0, "dose")),
        (("valid_until",), ("phases", 0, "ends_on")),
        (("pain_sides", "hip"), ("baseline_pain",)),
        (("goals", 0, "target_score"), ("goals",)),
        (("contacts", "therapist", "hours", 0, "closes"), ("contacts", "therapist")),
        (("contacts", "therapist", "phone"), ("contacts", "therapist", "phone")),
        (("contacts", "surgical_team", "name"), ("contacts", "surgical_team", "phone")),
        (("reviews", 0, "date"), ("reviews",)),
    ],
)
def test_a_part_of_an_answer_that_is_refused_asks_for_the_answer(
    refused: JsonPath, asked: JsonPath
) -> None:
    whole, _ = answered(NOTHING)
    (question,) = open_questions(whole, replace(SETTING, refused=frozenset({refused})))
    assert question.path == asked


def test_another_contact_keeps_its_hours_but_was_not_rung() -> None:
    whole, _ = answered(NOTHING)
    phone = ("contacts", "therapist", "phone")
    question = next(open_questions(whole, replace(SETTING, refused=frozenset({phone}))))
    changed = value_at(question.answered(whole, "Desk, 020 7946 0199"), phone[:-1])
    hours = value_at(whole, (*phone[:-1], "hours"))
    assert changed == {"name": "Desk", "phone": "020 7946 0199", "hours": hours}


def test_a_goal_that_is_typed_again_is_still_the_same_goal() -> None:
    whole, _ = answered(NOTHING)
    named = with_value(whole, ("goals", 0, "id"), "cook")
    setting = replace(SETTING, refused=frozenset({("goals",)}))
    (question,) = open_questions(named, setting)
    again = question.answered(named, "Stand to cook, 3, 8; Walk, 2, 5")
    assert [value_at(again, ("goals", at, "id")) for at in (0, 1)] == ["cook", "goal-2"]


def test_an_operation_that_was_refused_may_be_none() -> None:
    whole, _ = answered(NOTHING)
    setting = replace(SETTING, refused=frozenset({("post_op", "date")}))
    (question,) = open_questions(whole, setting)
    assert value_at(question.answered(whole, "no"), ("post_op",)) is None


@pytest.mark.parametrize("line", ["UKX", "G", "12"])
def test_a_country_has_two_letters(line: str) -> None:
    question = next(each for each in open_questions(NOTHING, SETTING) if each.path == ("region",))
    with pytest.raises(NotUnderstoodError, match="two letters, such as GB"):
        question.answered(NOTHING, line)


@given(st.sampled_from(sorted(ANSWERS, key=str)), st.text(max_size=30))
def test_any_answer_is_taken_or_asked_again(path: JsonPath, line: str) -> None:
    for question in open_questions(NOTHING, SETTING):
        if question.path == path:
            with suppress(NotUnderstoodError):
                question.answered(NOTHING, line)


@given(st.dictionaries(st.sampled_from(["phases", "risk", "post_op", "contacts"]), st.text()))
def test_a_broken_draft_is_asked_about_all_the_same(tree: dict[str, object]) -> None:
    assert list(open_questions(Draft(tree), SETTING))


def test_every_exercise_of_the_library_is_found_by_its_name_among_others() -> None:
    empty = blank(TODAY, NewIds("p", "k", "p-1"))
    (which,) = (each for each in open_questions(empty, SETTING) if each.path == ("exercises",))
    chosen = which.answered(empty, ", ".join(one.name for one in library().exercises))
    items = value_at(chosen, ("phases", 0, "items"))
    assert isinstance(items, list)
    assert [item["exercise"] for item in items if isinstance(item, dict)] == [
        one.id for one in library().exercises
    ]
