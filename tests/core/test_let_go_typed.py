"""What lies between two holds is typed and said back: no amount of it is filled in (H-17)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_item, make_sound_program

from exercise_companion.clinic.desk_folder import Listing
from exercise_companion.clinic.drafting import problems_of
from exercise_companion.core.dose_kept import kept_words
from exercise_companion.core.dose_line import line_fault, with_line, with_line_taken
from exercise_companion.core.dose_typed import read_dose, with_typed_dose
from exercise_companion.core.draft import Draft, value_at, with_value
from exercise_companion.core.draft_start import NewIds, next_version, started
from exercise_companion.core.let_go import with_let_go_written
from exercise_companion.core.typed import NotUnderstoodError
from exercise_companion.core.understood import understood

if TYPE_CHECKING:
    from pathlib import Path

    from exercise_companion.canonical import JsonObject
    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 22)
ITEM: Final[JsonPath] = ("phases", 0, "items", 0)
DOSE: Final[JsonPath] = (*ITEM, "dose")
HELD: Final[JsonObject] = {
    "type": "hold", "side": "both_together", "sets": 2, "reps": 8, "hold_seconds": 5,
}  # fmt: skip


def having(dose: JsonObject, **item: object) -> Draft:
    tree = make_sound_program()
    tree["phases"][0]["items"][0] = make_item(dose=dose, **item)
    return Draft(tree)


def empty(side: str = "none") -> Draft:
    return having({"type": "reps", "side": side})


def refusal(line: str, draft: Draft | None = None) -> str:
    """Why a line is refused as the dose of an exercise."""
    with pytest.raises(NotUnderstoodError) as raised:
        with_typed_dose(draft or empty(), 0, 0, read_dose(line))
    return raised.value.what


@pytest.mark.parametrize(
    ("line", "rest", "holds"),
    [
        ("1 x 10, hold 5 s, rest 10 s", "rest 10 s", '"let go 10 s"'),
        ("3x10 hold 5 s, rest 5 s", "rest 5 s", '"let go 5 s"'),
        ("2 x 8 x 5 s, 1 min rest", "1 min rest", '"let go 60 s"'),
        ("2 x 1-3, hold 5 s, rest 30 s", "rest 30 s", '"let go 30 s"'),
        ("3 x 30 s hold each side, in turn, rest 30 s", "rest 30 s", '"let go 30 s"'),
        ("3 x 10, hold 5 s, rest 120 s", "rest 120 s", '"let go", up to 60 s'),
    ],
)
def test_a_rest_behind_holds_may_be_between_them_or_between_sets(
    line: str, rest: str, holds: str
) -> None:
    assert refusal(line) == (
        f'"{rest}" may mean between two holds, or between two sets.'
        f" Between holds, type {holds}."
        ' Between sets, type both: "3 x 10, hold 5 s, let go 3 s, rest 30 s".'
    )


@pytest.mark.parametrize(
    "line",
    ["2 x 8, hold 5 s", "2 x 8-12 hold 5 s", "1 x 5 x 10 s", "3 x 30 s hold each side, in turn"],
)
def test_how_long_to_let_go_between_two_holds_is_typed(line: str) -> None:
    assert refusal(line) == (
        "How long to let go between two holds is not said."
        ' Type it behind: "let go 3 s", or "no time to let go".'
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("2 x 8, hold 5 s, let go 3 s", "2 × 8, hold 5 s, let go 3 s, every day"),
        (
            "3 x 10 hold 5 s, let go 3 s, rest 30 s",
            "3 × 10, hold 5 s, let go 3 s, rest 30 s, every day",
        ),
        ("2 x 8 x 5 s, no time to let go", "2 × 8, hold 5 s, no time to let go, every day"),
        ("3 x 30 s hold", "3 × 1, hold 30 s, every day"),
        ("3 x 30 s hold, rest 30 s", "3 × 1, hold 30 s, rest 30 s, every day"),
        (
            "1 x 3 each side, hold 20 s, let go 5 s, rest 30 s",
            "1 × 3 each side, hold 20 s, let go 5 s, rest 30 s, every day",
        ),
    ],
)
def test_every_amount_is_typed_and_said_back(line: str, said: str) -> None:
    assert understood(with_typed_dose(empty(), 0, 0, read_dose(line)), DOSE) == said


@pytest.mark.parametrize(
    "line", ["1 x 10, rest 60 s", "10 min, rest 60 s", "1 x 8, hold 5 s, let go 2 s, rest 60 s"]
)
def test_a_rest_that_never_comes_is_refused(line: str) -> None:
    assert refusal(line) == (
        'A rest of 60 s would never come: it is between sets, and this is one set. "3 x 10, rest'
        ' 60 s" has it; without, leave it out.'
    )
    between_sides = with_typed_dose(empty("each_side"), 0, 0, read_dose(line))
    assert "rest 60 s" in understood(between_sides, DOSE)


def test_h17_a_let_go_that_stands_there_is_kept_and_said() -> None:
    draft = having(HELD | {"release_seconds": 2})
    again = with_typed_dose(draft, 0, 0, read_dose("3 x 8, hold 9 s"))
    assert value_at(again, (*DOSE, "release_seconds")) == 2
    assert kept_words(draft, ITEM, "3 x 8, hold 9 s") == "Kept: let go 2 s."
    assert "between two holds" in refusal("3 x 8, hold 9 s", having(HELD))


def test_at_the_desk_such_a_line_is_not_taken_and_why_is_said() -> None:
    draft = with_line(empty(), ITEM, "2 x 8, hold 5 s")
    assert with_line_taken(draft, ITEM) == draft
    assert "let go" in line_fault("2 x 8, hold 5 s", value_at(draft, DOSE))
    assert line_fault("2 x 8, hold 5 s", HELD | {"release_seconds": 0}) == ""


@pytest.mark.parametrize(
    ("place", "item"),
    [
        (("dose",), {}),
        (("modify_down", "dose"), {"modify_down": {"instruction": "Less.", "dose": HELD}}),
        (("modify_up", "dose"), {"modify_up": {"instruction": "More.", "dose": HELD}}),
        (("flare_dose",), {"flare_safe": True, "flare_dose": HELD}),
    ],
)
def test_no_program_is_finished_and_nothing_shown_with_a_let_go_nobody_wrote(
    place: JsonPath, item: JsonObject
) -> None:
    own = HELD if place == ("dose",) else HELD | {"reps": 9, "release_seconds": 4}
    draft, path = having(own, **item), (*ITEM, *place, "release_seconds")
    report = problems_of(draft, TODAY)
    assert not report.is_whole
    (problem,) = [each for each in report.errors if each.path == path]
    assert problem.what == "How long to let go between two holds is not written."
    assert "release_seconds=3" not in str(report.plan)
    assert problems_of(with_value(draft, path, 2), TODAY).at(path) == ()


@pytest.mark.parametrize(
    "dose",
    [
        HELD | {"reps": 1},
        HELD | {"release_seconds": 0},
        {"type": "hold", "side": "left"},
        {"type": "hold", "side": "left", "reps": "x"},
        {"type": "reps", "side": "left", "sets": 2, "reps": 8},
    ],
)
def test_nothing_is_asked_where_nothing_is_between(dose: JsonObject) -> None:
    assert problems_of(having(dose), TODAY).at((*DOSE, "release_seconds")) == ()


def test_what_begins_from_a_file_has_it_written_out() -> None:
    """The format's own amount stays for files; a draft begun from one shows it."""
    old = having(HELD, flare_safe=True, flare_dose=HELD | {"sets": 1})
    tree = old.tree | {"kind": "template", "template_id": "t"}
    ids = NewIds("00000000-0000-4000-8000-000000000000", "A" * 32, "p-1")
    for begun in (next_version(old, TODAY, TODAY), started(tree, TODAY, ids)):
        assert value_at(begun, (*DOSE, "release_seconds")) == 3
        assert value_at(begun, (*ITEM, "flare_dose", "release_seconds")) == 3
    assert with_let_go_written(with_let_go_written(old)) == with_let_go_written(old)


@pytest.mark.parametrize(("name", "errors"), [("p.json", 0), ("p.draft.json", 1)])
def test_a_file_in_the_folder_keeps_its_meaning_and_a_draft_asks(
    tmp_path: Path, name: str, errors: int
) -> None:
    (tmp_path / name).write_text(json.dumps(having(HELD).tree))
    assert Listing(tmp_path).checked(tmp_path / name, TODAY).errors == errors
