"""Where a draft begins, and the places in it that somebody types."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from builders import make_program, make_template

from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_paths import typed_path
from exercise_companion.core.draft_start import (
    PERSON,
    PLAN,
    NewIds,
    blank,
    next_version,
    started,
    with_plan,
)
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.programs.dating import with_dates

START, TODAY = date(2026, 12, 1), date(2026, 11, 30)
IDS = NewIds("3f2b8a1c-5d4e-4f6a-8b7c-9d0e1f2a3b4c", "A" * 32, "p-1")
EXAMPLES = Path(__file__).parents[2] / "programs"


def test_a_first_version_has_nobody_in_it_and_no_country() -> None:
    template = make_template(**{"$comment": "An example."})
    tree = started(template, START, IDS).tree
    assert tree["patient"] == {"patient_id": "p-1"}
    assert (tree["kind"], tree["version"], tree["program_id"]) == (
        "prescription",
        1,
        IDS.program_id,
    )
    assert not {"template_id", "region", "$comment", "demo", "prescriber"} & tree.keys()
    assert tree["valid_until"] == template["phases"][-1]["ends_on"]


def test_a_blank_draft_has_no_item_and_no_end() -> None:
    tree = blank(START, IDS).tree
    assert tree["phases"] == [{"id": "phase-1", "starts_on": "2026-12-01", "items": []}]
    assert "valid_until" not in tree


def test_every_day_offset_becomes_a_date_and_no_other_text_does() -> None:
    tree = json.loads((EXAMPLES / "b-chronic-back-pain.json").read_bytes())
    tree["title"] = "+14d"
    dated = with_dates(tree, START)
    assert dated["title"] == "+14d"
    assert dated["phases"][1]["starts_on"] == "2026-12-15"
    assert dated["valid_from"] == "2026-12-01"
    assert dated["reviews"][0]["date"].startswith("202")
    assert '"+' not in json.dumps(dated | {"title": "Back"})
    assert tree["valid_from"] == "+0d"


def test_an_offset_beyond_the_calendar_stays() -> None:
    assert with_dates({"valid_from": "+9d"}, date(9999, 12, 30)) == {"valid_from": "+9d"}


def test_every_field_of_a_program_is_the_plan_or_the_persons() -> None:
    assert {"phases", "exercises", "flare_plan"} <= PLAN
    assert {"patient", "risk", "post_op", "contacts"} <= PERSON
    assert not PLAN & {"patient", "region"}


def test_reviews_that_are_over_and_the_second_reviewer_are_not_taken_along() -> None:
    old = Draft(
        make_program(
            reviews=[
                {"date": "2026-11-25", "kind": "phone", "label": "Early"},
                {"date": "2026-12-30", "kind": "visit", "label": "Six weeks"},
            ],
            second_reviewer=make_program()["prescriber"],
            recheck=True,
            integrity={"sha256": "0" * 64},
        )
    )
    tree = next_version(old, START, TODAY).tree
    assert [review["date"] for review in tree["reviews"]] == ["2026-12-30"]
    assert not {"second_reviewer", "recheck", "integrity", "version_note"} & tree.keys()
    assert tree["prescriber"]["signed_on"] == "2026-11-30"


def test_a_third_version_knows_both_before() -> None:
    second = next_version(Draft(make_program()), START, TODAY).tree | {"version_note": "More."}
    third = next_version(Draft(second), date(2026, 12, 20), TODAY).tree
    assert third["version"] == 3
    assert [(each["version"], each["note"]) for each in third["history"]] == [
        (1, "First version."),
        (2, "More."),
    ]


def test_a_demonstration_keeps_its_day_offsets() -> None:
    tree = json.loads((EXAMPLES / "a-spinal-stenosis.json").read_bytes())
    later = next_version(Draft(tree), START, TODAY).tree
    assert later["valid_from"] == "+0d"
    assert later["reviews"] == tree["reviews"]


def test_another_plan_leaves_nothing_of_the_old_one() -> None:
    old = Draft(make_program(flare_plan={"text": "Rest."}))
    tree = with_plan(old, make_template(title="Next stage")).tree
    assert tree["title"] == "Next stage"
    assert "flare_plan" not in tree
    assert tree["patient"] == old.tree["patient"]


@pytest.mark.parametrize(
    "broken", [{}, {"version": "two", "history": 7, "reviews": {}}, {"prescriber": []}]
)
def test_a_broken_program_begins_a_broken_draft(broken: dict[str, object]) -> None:
    json.dumps(next_version(Draft(broken), START, TODAY).tree)
    json.dumps(with_plan(Draft(broken), broken).tree)
    json.dumps(started(broken, START, IDS).tree)


@pytest.mark.parametrize("typed", ["", ".", "a..b", "phases.never", "phases.settle.items.none.id"])
def test_a_place_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(NotUnderstoodError):
        typed_path(Draft(make_program()), typed)


def test_a_place_goes_by_names_ids_and_numbers() -> None:
    draft = Draft(make_program())
    path = ("phases", 0, "items", 0, "dose", "sets")
    assert typed_path(draft, "phases.settle.items.bridge-1.dose.sets") == path
    assert typed_path(draft, "phases.0.items.0.dose.sets") == path
    assert typed_path(draft, "post_op.restrictions.0") == ("post_op", "restrictions", 0)
