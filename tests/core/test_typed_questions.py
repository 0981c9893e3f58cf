"""What is asked before a session on one line: it changes what it names, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from builders import make_program

from exercise_companion.core.draft import Draft, value_at
from exercise_companion.core.draft_questions_asked import offers
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.core.typed_questions import with_typed_questions
from exercise_companion.core.understood import understood

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue

MOOD: Final[JsonObject] = {"measure": "mood", "every_days": 7}
STIFF: Final[JsonObject] = {"id": "own-1", "question": "How stiff?", "kind": "score"}
PHQ2: Final[JsonObject] = {"measure": "phq2", "every_days": 14}


def asking(*outcomes: JsonValue, own: tuple[JsonObject, ...] = ()) -> Draft:
    return Draft(make_program() | {"outcomes": list(outcomes), "check_ins": list(own)})


@pytest.mark.parametrize(
    ("line", "outcomes"),
    [
        ("sleep 2 weeks", [MOOD, {"measure": "sleep", "every_days": 14}]),
        ("Medicine days, weekly", [MOOD, {"measure": "analgesic_days", "every_days": 7}]),
        ("act 1 week; mood 10 days", [
            MOOD | {"every_days": 10}, {"measure": "activities", "every_days": 7},
        ]),
        ("mood never", None),
    ],
)  # fmt: skip
def test_a_measure_is_named_and_how_often(line: str, outcomes: JsonValue) -> None:
    assert with_typed_questions(asking(MOOD), line).tree.get("outcomes") == outcomes


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("0 to 10, 2 weeks", {"kind": "score", "every_days": 14}),
        ("0 to 10", {"kind": "score"}),
        ("yes or no, daily", {"kind": "yes_no", "every_days": 1}),
        ("words", {"kind": "text"}),
        ("number of minutes, weekly", {"kind": "number", "unit": "minutes", "every_days": 7}),
        ("choice of no / some / a lot", {"kind": "choice", "choices": ["no", "some", "a lot"]}),
    ],
)
def test_a_question_of_ones_own_says_how_it_is_answered(answer: str, said: JsonObject) -> None:
    draft = with_typed_questions(asking(MOOD), f'"Did you sit; and for long?" {answer}')
    words: JsonObject = {"id": "own-1", "question": "Did you sit; and for long?"}
    assert draft.tree["check_ins"] == [words | said]
    assert draft.tree["outcomes"] == [MOOD]


def test_the_same_words_change_their_answer_and_never_takes_them_out() -> None:
    draft = asking(own=(STIFF,))
    changed = with_typed_questions(draft, "“How stiff?” words, 3 days")
    assert changed.tree["check_ins"] == [STIFF | {"kind": "text", "every_days": 3}]
    assert with_typed_questions(draft, '"How stiff?" never').tree["check_ins"] == []


@pytest.mark.parametrize(
    "line", ['"how STIFF?" never', '" How stiff? " never', "“How stiff?”, never"]
)
def test_the_same_words_are_the_same_question_however_they_are_written(line: str) -> None:
    assert with_typed_questions(asking(own=(STIFF,)), line).tree["check_ins"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('"How stif?" never', 'There is no question "How stif?" of your own. Yours: "How stiff?".'),
        ('"sleep" never', "A measure has no quotes: sleep never."),
        ('mood 2 weeks" sleep never', "There is a quote mark without another one."),
        ('mood 2 weeks; "sleep never', "There is a quote mark without another one."),
        ('mood "2 weeks" sleep never', "is no measure with how often"),
        ('"" never', "is no measure with how often"),
        ('"A" choice of a / a / b, 1 week', '"a" is among the choices twice. Type it once.'),
        ('"A" choice of None / none', '"None" is among the choices twice.'),
        ('"A" choice of a / / b', "no way to answer"),
    ],
)
def test_nothing_of_a_line_is_passed_over(line: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError) as raised:
        with_typed_questions(asking(MOOD, own=(STIFF,)), line)
    assert said in raised.value.what


def test_where_nothing_of_ones_own_is_asked_there_is_nothing_to_take_out() -> None:
    with pytest.raises(NotUnderstoodError, match=r"of your own\. You have none\."):
        with_typed_questions(asking(MOOD), '"How stiff?" never')


def test_all_that_is_asked_is_said_back() -> None:
    line = 'sleep 2 weeks; "Steps?" number of steps, daily; "Sat?" choice of no / yes'
    draft = with_typed_questions(asking(MOOD, PHQ2, own=(STIFF,)), line)
    assert understood(draft, ("outcomes",)) == (
        'asked before a session: mood 1 week, sleep 2 weeks, "How stiff?" 0 to 10,'
        ' "Steps?" number of steps 1 day, "Sat?" choice of no / yes'
    )
    nothing = with_typed_questions(draft, "none")
    assert understood(nothing, ("outcomes",)) == "asked before a session: nothing"


def test_none_takes_everything_out() -> None:
    left = with_typed_questions(asking(MOOD, own=(STIFF,)), "none").tree
    assert not {"outcomes", "check_ins"} & left.keys()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("yes", "no measure with how often"),
        ("sleep", "no measure with how often"),
        ("sleep often", "no measure with how often"),
        ("a 1 week", "no measure with how often"),  # activities, or anger
        ("sleep 30 weeks", "Asked too seldom"),
        ("sleep 0 days", "Asked too seldom"),
        ('"How stiff?"', "no way to answer"),
        ('"How stiff?" 0 to 10 weekly', "no way to answer"),
        ('"How stiff?" choice of no', "no way to answer"),
        ('"How stiff?" 0 to 10, sometimes', "is not how often"),
        ('"How stiff?" 0 to 10, 30 weeks', "Asked too seldom"),
        (f'"{"x" * 141}" words', "Too long"),
        ("?", "Measures: activities, walking"),
    ],
)
def test_what_cannot_be_read_is_said_and_changes_nothing(line: str, said: str) -> None:
    with pytest.raises(NotUnderstoodError) as raised:
        with_typed_questions(asking(MOOD), line)
    assert said in raised.value.what


def test_an_eleventh_question_is_refused() -> None:
    ten = tuple(STIFF | {"id": f"q-{n}", "question": f"Question {n}?"} for n in range(10))
    with pytest.raises(NotUnderstoodError, match="at most 10"):
        with_typed_questions(asking(own=ten), '"One more?" words')


def test_the_offer_says_what_is_asked_now_and_may_stay_open() -> None:
    (offer,) = offers(asking(MOOD, PHQ2, own=(STIFF,)))
    assert offer.asks.endswith("Now: mood 1 week, 1 question of your own.")
    assert offer.may_stay_open
    (offer,) = offers(asking())
    assert offer.asks.endswith("Now: nothing.")
    changed = offer.answered(asking(), "mood 1 week")
    assert value_at(changed, ("outcomes",)) == [MOOD]


def test_another_way_to_answer_leaves_how_often_as_it_was() -> None:
    draft = asking(own=(STIFF | {"every_days": 30},))
    changed = with_typed_questions(draft, '"How stiff?" yes or no')
    assert value_at(changed, ("check_ins", 0)) == {
        "id": "own-1", "question": "How stiff?", "kind": "yes_no", "every_days": 30,
    }  # fmt: skip
    again = with_typed_questions(changed, '"How stiff?" yes or no, weekly')
    assert value_at(again, ("check_ins", 0, "every_days")) == 7


def test_a_question_that_was_written_without_an_id_gets_one() -> None:
    draft = asking(own=({"question": "How stiff?"},))
    changed = with_typed_questions(draft, '"How stiff?" yes or no')
    assert value_at(changed, ("check_ins",)) == [
        {"id": "own-2", "question": "How stiff?", "kind": "yes_no"}
    ]


@pytest.mark.parametrize("measure", [[], {}, 3, None])
def test_a_measure_of_another_shape_stops_no_question(measure: JsonValue) -> None:
    assert next(offers(asking({"measure": measure}))).may_stay_open
