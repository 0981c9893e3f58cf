"""V-04: at the desk no program is finished in which what has happened is still ahead."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from builders import make_program

from exercise_companion.clinic.desk import Desk, NotFinishedError
from exercise_companion.core.draft import with_value

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = date(2026, 11, 29)
LAST: Final = ("risk", "spinal_injection_date")


def test_a_last_injection_after_today_is_a_problem_until_its_day_is_right(tmp_path: Path) -> None:
    (tmp_path / "ana.json").write_text(json.dumps(make_program()), "utf-8")
    desk = Desk(tmp_path, lambda: TODAY)
    draft = with_value(desk.open("ana.json").draft, ("version_note",), "Another dose.")
    ahead = with_value(draft, LAST, "2026-12-05")
    (problem,) = desk.check(ahead).errors
    assert (problem.code, problem.path) == ("V-04", LAST)
    with pytest.raises(NotFinishedError):
        desk.to_confirm(ahead)
    assert desk.to_confirm(with_value(draft, LAST, "2026-11-28"))
