"""The form of what a plan asks before a session: measures by name, and questions of one's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_program

from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_paths import typed_path
from exercise_companion.core.form_edit import tidied
from exercise_companion.core.form_of_path import field_at
from exercise_companion.core.form_questions import (
    MEASURE_WORDS,
    new_id,
    place_in_form,
    questions_fields,
    value_in_form,
    with_question_field,
)
from exercise_companion.core.how_often import days_words, read_days

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonObject, JsonValue
    from exercise_companion.core.form_field import Field
    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 29)
MOOD: Final[JsonObject] = {"measure": "mood", "every_days": 7}
SLEEP: Final[JsonObject] = {"measure": "sleep", "every_days": 14}
STIFF: Final[JsonObject] = {"id": "stiff", "question": "How stiff were you?", "kind": "score"}


def asking(*outcomes: JsonValue, own: tuple[JsonObject, ...] = (), **more: JsonValue) -> Draft:
    lists: JsonObject = {"outcomes": list(outcomes), "check_ins": list(own)}
    return Draft(make_program(**more) | lists)


def field(draft: Draft, *path: str | int) -> Field:
    return next(each for each in questions_fields(draft) if each.path == path)


def filled(draft: Draft, *path: str | int, to: JsonValue) -> Draft:
    return with_question_field(draft, field(draft, *path), to)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("7", 7), ("10 d", 10), ("1w", 7), ("2 weeks", 14), ("2 we", 14), ("every 3 days", 3),
        ("daily", 1), ("Weekly", 7), ("1 month", None), ("often", None), ("", None), ("w", None),
        ("2.5 weeks", None), ("-3 days", None),
    ],
)  # fmt: skip
def test_how_often_is_read_as_days(typed: str, days: int | None) -> None:
    assert read_days(typed) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (7, "1 week"), (10, "10 days"), (14, "2 weeks"), (0, "0 days")],
)
def test_days_are_shown_as_they_are_typed(days: int, words: str) -> None:
    assert days_words(days) == words
    assert read_days(words) == days


def test_what_is_not_how_often_is_kept_and_said() -> None:
    mood = field(asking(), "outcomes", "mood")
    assert mood.typed("now and then", TODAY) == "now and then"
    assert "is not a number of days or weeks, such as 2 weeks" in mood.misread("now and then")


def test_each_measure_has_its_field_and_only_what_is_asked_is_filled_in() -> None:
    draft = asking(MOOD)
    fields = questions_fields(draft)
    named = [one.path[1] for one in fields if one.path[0] == "outcomes"]
    assert named == list(MEASURE_WORDS)
    shown = {name: value_in_form(draft, ("outcomes", name)) for name in MEASURE_WORDS}
    assert {name: days for name, days in shown.items() if days is not None} == {"mood": 7}
    assert all(one.empty == "not asked" for one in fields if one.path[0] == "outcomes")


def test_a_measure_is_switched_on_changed_and_off_and_the_others_keep_their_place() -> None:
    draft = filled(asking(MOOD), "outcomes", "sleep", to=14)
    assert draft.tree["outcomes"] == [MOOD, SLEEP]
    changed = filled(draft, "outcomes", "mood", to=28)
    assert changed.tree["outcomes"] == [MOOD | {"every_days": 28}, SLEEP]
    off = filled(changed, "outcomes", "mood", to=None)
    assert off.tree["outcomes"] == [SLEEP]
    assert "outcomes" not in filled(off, "outcomes", "sleep", to=None).tree
    assert filled(asking(MOOD), "outcomes", "sleep", to=None).tree["outcomes"] == [MOOD]


def test_a_place_in_the_file_is_led_to_its_field() -> None:
    draft = asking(MOOD, SLEEP, own=(STIFF,))
    assert place_in_form(draft, ("outcomes", 1, "every_days")) == ("outcomes", "sleep")
    assert place_in_form(draft, ("outcomes",)) == ("outcomes",)
    places: dict[JsonPath, str] = {
        ("outcomes", 1, "every_days"): "Sleep",
        ("check_ins", 0, "kind"): "Answered by",
    }
    for path, label in places.items():
        found = field_at(draft, path, TODAY, {})
        assert found is not None
        assert found.label == label


def test_the_first_letter_of_a_question_begins_it_with_an_id_of_its_own() -> None:
    draft = filled(asking(own=(STIFF,)), "check_ins", 1, "question", to="H")
    assert value_at(draft, ("check_ins", 1)) == {"id": "own-2", "question": "H"}
    later = filled(draft, "check_ins", 2, "question", to="Which chair?")
    ids = [value_at(later, ("check_ins", number, "id")) for number in range(3)]
    assert ids == ["stiff", "own-2", "own-3"]
    fewer = with_value(later, ("check_ins", 0), None)
    assert new_id(fewer) == "own-3-2", "an id that is there is not given again"


def test_a_later_version_never_gives_the_id_of_a_question_it_took_out() -> None:
    assert new_id(asking(version=1)) == "own-1"
    assert new_id(asking(version=3)) == "own-v3-1"


def test_what_is_asked_for_follows_from_the_kind_of_answer() -> None:
    draft = asking(own=(STIFF,))

    def names(draft: Draft) -> set[str | int]:
        return {one.path[2] for one in questions_fields(draft) if one.path[:2] == ("check_ins", 0)}

    assert names(draft) == {"question", "kind", "every_days"}
    counted = filled(draft, "check_ins", 0, "kind", to="number")
    assert names(counted) == {"question", "kind", "unit", "every_days"}
    chosen = filled(draft, "check_ins", 0, "kind", to="choice")
    assert names(chosen) == {"question", "kind", "choices", "every_days"}
    chosen = filled(chosen, "check_ins", 0, "choices", 0, to="no")
    chosen = filled(chosen, "check_ins", 0, "choices", 1, to="a little")
    assert value_at(chosen, ("check_ins", 0, "choices")) == ["no", "a little"]
    back = filled(chosen, "check_ins", 0, "kind", to="score")
    assert value_at(back, ("check_ins", 0)) == STIFF, "choices that are never shown are left out"


def test_a_question_without_words_and_a_choice_without_any_are_not_left_behind() -> None:
    chosen: JsonObject = STIFF | {"id": "b", "kind": "choice", "choices": ["no", "", "yes"]}
    draft = asking(own=(STIFF, chosen))
    kept = tidied(filled(draft, "check_ins", 0, "question", to=None))
    assert kept.tree["check_ins"] == [chosen | {"choices": ["no", "yes"]}]


def test_there_is_no_eleventh_question() -> None:
    ten = tuple(STIFF | {"id": f"q-{number}"} for number in range(10))
    last = max(
        one.path[1] for one in questions_fields(asking(own=ten)) if one.path[0] != "outcomes"
    )
    assert last == 9


def test_a_measure_is_named_by_itself_in_a_typed_place() -> None:
    draft = asking(MOOD, SLEEP)
    assert typed_path(draft, "outcomes.sleep.every_days") == ("outcomes", 1, "every_days")
