"""A new draft at the desk: hours to call are those of a clock that is written down (H-09)."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

import pytest
from builders import changed, make_sound_program

from exercise_companion.clinic import desk as service
from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft import value_at

if TYPE_CHECKING:
    from pathlib import Path

TODAY: Final = date(2026, 11, 29)
ZONE: Final = ("contacts", "time_zone")


def a_desk(folder: Path) -> Desk:
    return Desk(folder, lambda: TODAY)


@pytest.mark.parametrize("source", ["blank", "hip-pain"])
def test_h09_a_new_draft_has_the_zone_of_this_computer(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "machine_zone", lambda: ZoneInfo("America/New_York"))
    assert value_at(a_desk(tmp_path).begin(source).draft, ZONE) == "America/New_York"


def test_h09_the_zone_of_the_therapists_other_files_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "machine_zone", lambda: ZoneInfo("America/New_York"))
    other = changed(make_sound_program(), *ZONE, to="Europe/Dublin")
    (tmp_path / "other.json").write_text(json.dumps(other), "utf-8")
    assert value_at(a_desk(tmp_path).begin("blank").draft, ZONE) == "Europe/Dublin"


def test_h09_where_the_computer_names_no_zone_none_is_made_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "machine_zone", lambda: None)
    assert value_at(a_desk(tmp_path).begin("blank").draft, ZONE) is None
