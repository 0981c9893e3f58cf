"""Whatever a draft lacks, it is checked, and each of its exercises can be looked at."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from builders import changed, without

from exercise_companion.catalogue.library import library
from exercise_companion.clinic.drafting import problems_of, read_draft, templates
from exercise_companion.core import draft_start
from exercise_companion.core.draft import Draft, entries_at, value_at, with_value
from exercise_companion.core.draft_history import DraftHistory
from exercise_companion.core.draft_items import resolved, with_phase
from exercise_companion.core.draft_problem_lines import problem_lines
from exercise_companion.core.draft_shape import misshapen
from exercise_companion.core.form_of_path import field_at
from exercise_companion.programs.dating import with_dates
from exercise_companion.tui.desk.seeing import NO_EASIER, seen_of
from exercise_companion.tui.desk.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from builders import Tree

    from exercise_companion.canonical import JsonValue
    from exercise_companion.core.problem import JsonPath

TODAY: Final = date(2026, 11, 29)
FIRST: Final = ("phases", 0, "items", 0)
SECOND: Final = ("phases", 0, "items", 1)
ODD: Final[tuple[JsonValue, ...]] = ("", "x", 0, -1, 10**9, True, [], {}, [""], "2026-11-22")
"""What may stand in the place of anything."""
FEWER: Final[dict[JsonPath, int]] = {
    ("phases",): 2,
    ("phases", 0, "items"): 3,
    ("phases", 1, "items"): 1,
    ("education",): 1,
    ("check_ins",): 1,
}
"""So many are enough of each."""
EASIER: Final = (*FIRST, "modify_down", "exercise")
HARDER: Final = (*SECOND, "modify_up")
REFERENCES: Final[dict[JsonPath, JsonValue]] = {
    EASIER: "pelvic-tilt",
    HARDER: {
        "instruction": "Go on a bike.",
        "exercise": "bike",
        "dose": {"type": "duration", "side": "none", "sets": 1, "duration_seconds": 900},
    },
    ("flare_plan",): {"text": "Do less.", "items": ["bridge"]},
    ("education", 0, "show_in_phase"): "settle",
}
"""What names something else of the draft."""
ROUNDS: Final = 150
NAMING: Final = {"phases", "education", "flare_plan", "reviews", "outcomes", "check_ins"}
"""Parts of a plan that name something, or are named."""
FEW: Final = 3
"""So many things at most are wrong at once."""


def begun() -> Draft:
    """A draft from a template with a little of everything: two phases, versions, cards."""
    shipped = next(each for each in templates() if each.name == "a-spinal-stenosis")
    tree = with_dates(read_draft(shipped.path).tree, TODAY)
    draft = draft_start.started(tree, TODAY, draft_start.NewIds("a", "b", "c"))
    for path, most in FEWER.items():
        draft = with_value(draft, path, list(entries_at(draft, path))[:most])
    for path, value in REFERENCES.items():
        draft = with_value(draft, path, value)
    return resolved(draft, library())


GOOD: Final = begun()


def look_at_all(draft: Draft) -> None:
    """Check it and look at each exercise, as the desk does while it is written."""
    sheet = Sheet("x", DraftHistory(draft), TODAY, "saved", problems_of(draft, TODAY))
    assert sheet.state_words
    problem_lines(
        sheet.problems, draft, sheet.names, lambda path: field_at(draft, path, TODAY, sheet.names)
    )
    for phase in range(len(entries_at(draft, ("phases",)))):
        for number in range(len(entries_at(draft, ("phases", phase, "items")))):
            seen = seen_of(sheet, phase, number, TODAY)
            assert seen.view is not None or seen.instead


WAYS: Final[dict[str, Callable[[Draft], Draft]]] = {
    "a missing dose": lambda draft: with_value(draft, (*SECOND, "dose"), None),
    "an empty dose": lambda draft: with_value(draft, (*SECOND, "dose"), {}),
    "an empty phase": lambda draft: with_phase(draft, 28),
    "no exercise in another": lambda draft: with_value(draft, (*SECOND, "exercise"), None),
    "another unknown one": lambda draft: with_value(draft, (*SECOND, "exercise"), "wolk"),
    "a date that is none": lambda draft: with_value(draft, ("phases", 0, "ends_on"), "soon"),
    "an unknown easier one": lambda draft: with_value(
        draft, (*SECOND, "modify_down"), {"exercise": "wolk", "instruction": "Less."}
    ),
    "a field nobody knows": lambda draft: with_value(draft, (*SECOND, "dosis"), 1),
}
"""What else may be unfinished."""


@pytest.mark.parametrize("way", WAYS)
def test_an_unknown_exercise_and_something_else_unfinished(way: str) -> None:
    draft = WAYS[way](with_value(GOOD, (*FIRST, "exercise"), "brige"))
    look_at_all(draft)
    sheet = Sheet("x", DraftHistory(draft), TODAY, "saved", problems_of(draft, TODAY))
    instead = seen_of(sheet, 0, 0, TODAY).instead
    assert "brige" in instead
    assert 'There is no exercise "brige" in this file.' in instead


def test_what_can_be_shown_beside_them_is_shown_whole() -> None:
    """The third exercise is finished: neither of the two before it takes anything from it."""
    draft = WAYS["a missing dose"](with_value(GOOD, (*FIRST, "exercise"), "brige"))
    sheet = Sheet("x", DraftHistory(draft), TODAY, "saved", problems_of(draft, TODAY))
    third = seen_of(sheet, 0, 2, TODAY)
    assert third.view is not None
    assert third.view.item_id == value_at(draft, ("phases", 0, "items", 2, "id"))
    assert third.view.minutes > 0


def test_whatever_one_part_lacks() -> None:
    for path in places(GOOD.tree):
        look_at_all(Draft(without(GOOD.tree, *path)))


@pytest.mark.parametrize("path", [EASIER, (*HARDER, "exercise")], ids=["easier", "next step"])
@pytest.mark.parametrize("name", ["", "p", "pelvic-til", "wolk", "No slug"])
def test_a_version_of_an_unknown_exercise_leaves_its_item_to_be_seen(
    path: JsonPath, name: str
) -> None:
    draft = with_value(GOOD, path, name)
    report = problems_of(draft, TODAY)
    assert [one.severity for one in report.at(path)] == ["error"]
    sheet = Sheet("x", DraftHistory(draft), TODAY, "saved", report)
    number = path[3]
    assert isinstance(number, int)
    seen = seen_of(sheet, 0, number, TODAY)
    assert seen.view is not None
    assert seen.view.minutes > 0
    assert seen.today is not None
    if path == EASIER:
        assert seen.left_out == (NO_EASIER, report.at(path)[0].what)


def test_an_easier_version_that_is_not_finished_takes_nothing_from_its_item() -> None:
    draft = with_value(GOOD, (*EASIER[:-1], "dose"), {"type": "reps", "side": "none"})
    sheet = Sheet("x", DraftHistory(draft), TODAY, "saved", problems_of(draft, TODAY))
    seen = seen_of(sheet, 0, 0, TODAY)
    assert seen.view is not None
    assert seen.view.minutes > 0
    assert seen.left_out[0] == NO_EASIER


def test_whatever_text_is_half_typed_or_another() -> None:
    for path in places(GOOD.tree):
        text = value_at(GOOD, path)
        for other in ("", "b", text[:-1]) if isinstance(text, str) and path[0] in NAMING else ():
            look_at_all(with_value(GOOD, path, other))


def test_whatever_else_is_wrong_where_an_exercise_is_unknown() -> None:
    unknown = with_value(GOOD, (*FIRST, "exercise"), "brige").tree
    for path in places(unknown):
        look_at_all(Draft(without(unknown, *path)))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_several_parts_lack_or_hold(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a test's, not a secret's
    for _ in range(ROUNDS):
        tree = GOOD.tree
        for _ in range(random.randint(1, FEW)):
            tree = damaged(tree, random)
        if misshapen(Draft(tree)) is None:
            look_at_all(Draft(tree))


def damaged(tree: Tree, random: Random) -> Tree:
    path = random.choice(list(places(tree)))
    if random.random() < 1 / 2:
        return without(tree, *path)
    return changed(tree, *path, to=random.choice(ODD))


def places(value: JsonValue, path: JsonPath = ()) -> Iterator[JsonPath]:
    if path:
        yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places(part, (*path, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield from places(part, (*path, number))
