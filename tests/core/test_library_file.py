"""The file of the exercise library: found by what is wanted, refused whole when damaged."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exercise_companion import catalogue
from exercise_companion.catalogue.library import library
from exercise_companion.core.library import Wanted, needs

if TYPE_CHECKING:
    from collections.abc import Iterator

# --- looking for one ------------------------------------------------------------------------------


def test_what_is_wanted_is_met_in_everything() -> None:
    wanted = Wanted(body_part="hip", position="side_lying", category="strength", equipment="PILLOW")
    found = [exercise.id for exercise in library().all_that_fit(wanted)]
    assert found == ["clamshell", "side-leg-lift"]


def test_nothing_wanted_is_everything() -> None:
    assert tuple(library().all_that_fit(Wanted())) == library().exercises


def test_none_is_what_needs_nothing() -> None:
    found = list(library().all_that_fit(Wanted(equipment="none")))
    assert found
    assert all(not exercise.equipment for exercise in found)
    assert not needs(library().exercise("bike"), "none")


def test_an_exercise_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        library().exercise("headstand")


# --- damaged --------------------------------------------------------------------------------------


def as_shipped() -> dict[str, Any]:
    text = (files("exercise_companion.catalogue") / "exercises.json").read_text("utf-8")
    return json.loads(text)


def edited(field: str, value: object) -> str:
    data = as_shipped()
    data["exercises"][0][field] = value
    return json.dumps(data)


def without(field: str) -> str:
    data = as_shipped()
    del data["exercises"][0][field]
    return json.dumps(data)


def doubled() -> str:
    data = as_shipped()
    data["exercises"].append(data["exercises"][0])
    return json.dumps(data)


@pytest.fixture
def fresh_library() -> Iterator[None]:
    """Nothing read before or after is remembered."""
    library.cache_clear()
    yield
    library.cache_clear()


@pytest.mark.usefixtures("fresh_library")
@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[]",
        '{"version": "1", "exercises": []}',
        '{"exercises": [{"id": "bridge"}]}',
        edited("name", " "),
        edited("category", "magic"),
        edited("position", "flying"),
        edited("side", "both"),
        edited("body_parts", ["tail"]),
        edited("steps", []),
        edited("stop_signs", []),
        edited("stop_signs", [7]),
        edited("contraindications", ["pregnant"]),
        edited("contraindications", None),
        edited("helper_needed", "maybe"),
        edited("easier", {"words": ""}),
        edited("easier", {"words": "Do less.", "exercise": "headstand"}),
        edited("harder", "Do more."),
        edited("media", {"figure": "pelvic-tilt"}),
        edited("media", None),
        without("easier"),
        without("space"),
        doubled(),
    ],
)
def test_a_damaged_library_is_refused_whole_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None
) -> None:
    folder = tmp_path / "catalogue"
    shutil.copytree(Path(str(files("exercise_companion.catalogue"))), folder)
    (folder / "exercises.json").unlink()
    if text is not None:
        (folder / "exercises.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "files", lambda _package: folder)
    with pytest.raises(catalogue.CatalogueFault) as fault:
        library()
    assert "exercises.json" in fault.value.what_happened
    assert "Install the program again" in fault.value.what_to_do
