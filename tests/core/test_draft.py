"""A draft is edited by making a new one: nothing is lost, no amount is invented."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

import pytest
from builders import make_exercise, make_item, make_program
from hypothesis import given
from hypothesis import strategies as st

from exercise_companion.catalogue.library import library
from exercise_companion.core.draft import (
    Draft,
    NoSuchPlaceError,
    entries_at,
    moved,
    value_at,
    with_entry,
    with_value,
)
from exercise_companion.core.draft_items import (
    moved_item,
    resolved,
    shifted,
    with_easier,
    with_item,
    with_phase,
    without_item,
    without_phase,
)

if TYPE_CHECKING:
    from exercise_companion.core.library import LibraryExercise
    from exercise_companion.core.problem import JsonPath

ITEMS: JsonPath = ("phases", 0, "items")
AMOUNTS = ("sets", "reps", "hold_seconds", "duration_seconds", "rest_seconds")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)
json_objects = st.dictionaries(st.sampled_from(["phases", "exercises", "a"]), json_values)
json_paths = st.lists(
    st.sampled_from(["phases", "exercises", "items", "a", 0, 1, 2]), max_size=4
).map(tuple)


@pytest.fixture
def draft() -> Draft:
    return Draft(make_program())


def bridge() -> LibraryExercise:
    return library().exercise("bridge")


# --- what cannot be done ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        (),
        ("title", "inside"),
        ("phases", "first"),
        ("phases", 7, "title"),
        ("phases", -1, "title"),
        ("patient", 0),
        ("time_budget_minutes", "hours"),
    ],
)
def test_a_value_is_not_put_where_there_is_no_place(draft: Draft, path: JsonPath) -> None:
    before = deepcopy(draft.tree)
    with pytest.raises(NoSuchPlaceError):
        with_value(draft, path, "x")
    assert draft.tree == before


def test_an_item_goes_into_no_phase_that_is_not_there(draft: Draft) -> None:
    with pytest.raises(NoSuchPlaceError):
        with_item(draft, 3, bridge())
    with pytest.raises(NoSuchPlaceError):
        moved_item(draft, 0, 5, 1)
    with pytest.raises(NoSuchPlaceError):
        with_entry(draft, ("title",), "x")


@given(json_objects, json_paths, json_values)
def test_no_edit_changes_the_draft_it_is_made_from(
    tree: dict[str, object], path: JsonPath, value: object
) -> None:
    draft, before = Draft(tree), deepcopy(tree)
    edits = (
        lambda: with_value(draft, path, value),
        lambda: with_entry(draft, path, value),
        lambda: moved(draft, path, 1),
        lambda: with_item(draft, 0, bridge()),
        lambda: without_item(draft, 0, 0),
        lambda: with_phase(draft, 14),
        lambda: without_phase(draft, 0),
        lambda: resolved(draft, library()),
    )
    for edit in edits:
        try:
            json.dumps(edit().tree)
        except NoSuchPlaceError:
            continue
    assert draft.tree == before


# --- values -------------------------------------------------------------------------------------


@given(json_objects, json_paths.filter(bool), json_values.filter(lambda value: value is not None))
def test_what_was_set_is_there(tree: dict[str, object], path: JsonPath, value: object) -> None:
    try:
        changed = with_value(Draft(tree), path, value)
    except NoSuchPlaceError:
        return
    assert value_at(changed, path) == value


def test_parents_are_made_and_none_takes_out(draft: Draft) -> None:
    written = with_value(draft, ("post_op", "restrictions", 0), "No lifting.")
    assert value_at(written, ("post_op",)) == {"restrictions": ["No lifting."]}
    assert "post_op" not in with_value(written, ("post_op",), None).tree
    assert with_value(draft, ("post_op", "date"), None) is draft


def test_a_written_null_can_be_taken_out() -> None:
    draft = Draft({"education": [{"id": "a", "reviewed_by": None}]})
    less = with_value(draft, ("education", 0, "reviewed_by"), None)
    assert less.tree == {"education": [{"id": "a"}]}


def test_an_entry_comes_where_it_is_wanted() -> None:
    draft = Draft({"a": [1, 2]})
    assert with_entry(draft, ("a",), 3).tree == {"a": [1, 2, 3]}
    assert with_entry(draft, ("a",), 0, at=0).tree == {"a": [0, 1, 2]}
    assert with_entry(draft, ("b",), 1).tree == {"a": [1, 2], "b": [1]}


def test_moving_stops_at_the_ends() -> None:
    draft = Draft({"a": [1, 2, 3]})
    assert moved(draft, ("a", 0), -1).tree == {"a": [1, 2, 3]}
    assert moved(draft, ("a", 0), 1).tree == {"a": [2, 1, 3]}
    assert moved(draft, ("a", 0), 99).tree == {"a": [2, 3, 1]}


# --- items and phases ---------------------------------------------------------------------------


@pytest.mark.parametrize("exercise", library().exercises, ids=lambda each: each.id)
def test_no_dose_is_invented(draft: Draft, exercise: LibraryExercise) -> None:
    item = entries_at(with_item(draft, 0, exercise), ITEMS)[-1]
    assert item["exercise"] == exercise.id
    assert item["dose"]["side"] == exercise.side
    assert not set(AMOUNTS) & item["dose"].keys()


def test_the_same_exercise_twice_has_two_ids(draft: Draft) -> None:
    twice = with_item(with_item(draft, 0, bridge()), 0, bridge())
    assert [item["id"] for item in entries_at(twice, ITEMS)] == ["bridge-1", "bridge", "bridge-2"]


def test_an_easier_way_is_the_librarys_words_without_an_amount(draft: Draft) -> None:
    easier = value_at(with_easier(draft, 0, 0, library()), (*ITEMS, 0, "modify_down"))
    assert easier == {
        "instruction": "Lift your hips less high.",
        "exercise": "small-bridge",
        "dose": {"side": "both_together", "type": "reps"},
    }


def test_an_exercise_the_library_does_not_know_gets_no_easier_way() -> None:
    draft = Draft({"phases": [{"items": [make_item("own-1", "my-own")]}]})
    assert with_easier(draft, 0, 0, library()) is draft


def test_the_flare_plan_does_not_name_an_item_that_is_gone(draft: Draft) -> None:
    two = with_item(draft, 0, library().exercise("clamshell"))
    planned = with_value(
        two, ("flare_plan",), {"text": "Rest.", "items": ["bridge-1", "clamshell"]}
    )
    less = without_item(planned, 0, 0)
    assert value_at(less, ("flare_plan", "items")) == ["clamshell"]
    assert value_at(without_phase(planned, 0), ("flare_plan", "items")) == []


def test_items_change_places(draft: Draft) -> None:
    two = with_item(draft, 0, library().exercise("clamshell"))
    swapped = moved_item(two, 0, 1, -1)
    assert [item["id"] for item in entries_at(swapped, ITEMS)] == ["clamshell", "bridge-1"]


def test_a_new_phase_follows_on_the_last(draft: Draft) -> None:
    longer = with_phase(draft, 14)
    assert value_at(longer, ("phases", 1)) == {
        "id": "phase-2",
        "starts_on": "2027-01-03",
        "ends_on": "2027-01-16",
        "items": [],
    }
    first = with_phase(Draft({"valid_from": "2026-11-22"}), 7)
    assert value_at(first, ("phases", 0, "ends_on")) == "2026-11-28"
    assert value_at(with_phase(Draft({}), 7), ("phases", 0, "starts_on")) is None


def test_days_move_on_as_dates_and_as_offsets() -> None:
    assert shifted("2026-12-31", 1) == "2027-01-01"
    assert shifted("+13d", 1) == "+14d"
    assert shifted("-1d", 1) == "+0d"
    assert shifted("9999-12-31", 1) is None
    assert shifted("2026-02-31", 1) is None
    assert shifted("soon", 1) is None


# --- self-contained -----------------------------------------------------------------------------


def test_what_items_name_is_copied_in_full(draft: Draft) -> None:
    added = with_easier(with_item(draft, 0, library().exercise("clamshell")), 0, 0, library())
    exercises = entries_at(resolved(added, library()), ("exercises",))
    assert [exercise["id"] for exercise in exercises] == ["bridge", "small-bridge", "clamshell"]
    assert exercises[2] == library().exercise("clamshell").in_program()


def test_a_therapists_own_words_are_kept(draft: Draft) -> None:
    own = make_exercise(purpose="For you to get up the stairs.")
    written = with_value(draft, ("exercises",), [own, make_exercise("clamshell")])
    assert value_at(resolved(written, library()), ("exercises",)) == [own]


def test_what_the_library_does_not_know_stays_missing() -> None:
    draft = Draft({"phases": [{"items": [make_item("own-1", "my-own")]}]})
    assert resolved(draft, library()) is draft


@given(json_objects)
def test_resolving_twice_changes_nothing_more(tree: dict[str, object]) -> None:
    once = resolved(Draft(tree), library())
    assert resolved(once, library()).tree == once.tree
