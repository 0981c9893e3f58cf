"""What a draft notes of questions that were left open is in no program."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_sound_program

from exercise_companion.clinic.desk import Desk
from exercise_companion.clinic.drafting import problems_of
from exercise_companion.core.draft import Draft
from exercise_companion.core.draft_left import LEFT, was_left, with_left
from exercise_companion.programs import ProgramProblems, default_tables, read_any

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = date(2026, 11, 22)
DRAFT: Final = with_left(Draft(make_sound_program()), ("post_op",))


def test_it_stands_against_nothing_and_the_desk_writes_a_program_without_it(tmp_path: Path) -> None:
    assert was_left(DRAFT, ("post_op",))
    assert problems_of(DRAFT, TODAY) == problems_of(Draft(make_sound_program()), TODAY)
    (tmp_path / "p.draft.json").write_text(json.dumps(DRAFT.tree))
    desk = Desk(tmp_path, lambda: TODAY)
    name = desk.finish("p.draft.json", desk.open("p.draft.json").draft)
    assert LEFT not in json.loads((tmp_path / name).read_bytes())
    assert desk.look_at(name).state == "ready"


def test_a_program_with_it_is_refused_with_how_to_go_on() -> None:
    with pytest.raises(ProgramProblems) as refused:
        read_any(json.dumps(DRAFT.tree).encode(), anchor=TODAY, tables=default_tables())
    (problem,) = refused.value.problems
    assert (problem.code, problem.what) == ("V-03", "Questions of a draft were left open here.")


@pytest.mark.parametrize("odd", ["x", 3, [1, None], {"a": 1}])
def test_another_shape_stops_nothing(odd: object) -> None:
    draft = Draft(DRAFT.tree | {LEFT: odd})  # type: ignore[dict-item]
    assert not was_left(draft, ("post_op",))
    assert was_left(with_left(draft, ("post_op",)), ("post_op",))
