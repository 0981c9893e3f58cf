"""A folder full of files that are no prescription: each is listed, looked at, opened or refused."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from builders import as_bytes, make_program
from hostile_bytes import BYTE_GROUPS
from hostile_places import PLACES
from hostile_plans import PLAN_GROUPS

from exercise_companion.clinic.desk import Desk
from exercise_companion.core.draft_mark import DRAFT_SUFFIX
from exercise_companion.errors import CompanionError

if TYPE_CHECKING:
    from exercise_companion.canonical import JsonValue

TODAY: Final = date(2026, 11, 22)
ODD: Final[tuple[JsonValue, ...]] = ([], {}, [[]], [{}], {"a": []}, "", 0, -1.5, True, None)
"""What may stand where something else is meant."""
SPOTS: Final = ("kind", "version", "patient", "phases", "program_id", "valid_until", "integrity")
"""The fields that the list of the desk reads before any check."""
GROUPS: Final = BYTE_GROUPS | PLAN_GROUPS


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.json").write_bytes(as_bytes(make_program()))
    return Desk(tmp_path, lambda: TODAY)


def test_no_file_of_the_corpus_stops_the_desk(desk: Desk) -> None:
    for number, content in enumerate(_corpus()):
        (desk.folder / f"{number}.json").write_bytes(content)
        (desk.folder / f"{number}{DRAFT_SUFFIX}").write_bytes(content)
    _is_usable(desk, opened=DRAFT_SUFFIX)


@pytest.mark.parametrize("group", GROUPS)
def test_each_file_of_the_corpus_is_opened_or_refused_in_words(desk: Desk, group: str) -> None:
    """By group: each is opened beside the others, which are all read for a later version."""
    for number, (content, _) in enumerate(GROUPS[group].values()):
        (desk.folder / f"{number}.json").write_bytes(content)
    _is_usable(desk)


def test_nothing_else_that_is_named_like_a_program_stops_the_desk(desk: Desk) -> None:
    for number, make in enumerate(PLACES.values()):
        place = make(desk.folder)
        if Path("/dev") in place.parents or not place.name.endswith(".json"):
            with suppress(OSError):
                (desk.folder / f"place-{number}.json").symlink_to(place)
    _is_usable(desk)


@pytest.mark.parametrize("spot", SPOTS)
def test_a_field_that_is_something_else_stops_nothing(desk: Desk, spot: str) -> None:
    for number, odd in enumerate(ODD):
        content = as_bytes(make_program(**{spot: odd}))
        (desk.folder / f"{number}.json").write_bytes(content)
        (desk.folder / f"{number}{DRAFT_SUFFIX}").write_bytes(content)
    _is_usable(desk)


def _is_usable(desk: Desk, opened: str = ".json") -> None:
    """Every file is listed, looked at and opened or refused in words, the good one as ever."""
    names = [entry.name for entry in desk.entries()]
    assert len(names) == len(list(desk.folder.glob("*.json")))
    for name in names:
        assert desk.look_at(name).name == name
        if name.endswith(opened):
            with suppress(CompanionError):
                assert desk.open(name).draft
    assert desk.look_at("good.json").state == "ready"


def _corpus() -> list[bytes]:
    return [content for group in GROUPS.values() for content, _ in group.values()]
