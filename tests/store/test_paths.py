from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from exercise_companion import paths
from exercise_companion.errors import CompanionError
from exercise_companion.paths import data_folder, programs_folder

PROJECT = '[project]\nname = "exercise-companion"\n'


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed package outside any checkout."""
    package = tmp_path / "somewhere" / "exercise_companion"
    package.mkdir(parents=True)
    monkeypatch.setattr(paths, "_PACKAGE", package)
    return package


def test_the_option_wins(package: Path, tmp_path: Path) -> None:
    assert data_folder(tmp_path / "a", {"EXERCISE_COMPANION_DATA": "/b"}) == tmp_path / "a"


def test_the_environment_is_next(package: Path) -> None:
    (package.parent / "pyproject.toml").write_text(PROJECT)
    assert data_folder(None, {"EXERCISE_COMPANION_DATA": "/b"}) == Path("/b")


def test_a_checkout_keeps_its_own_data(package: Path) -> None:
    (package.parent / "pyproject.toml").write_text(PROJECT)
    assert data_folder(None, {"EXERCISE_COMPANION_DATA": ""}) == package.parent / "data"


@pytest.mark.parametrize(
    "neighbour", [b'[project]\nname = "another"\n', b"\xff\xfe", b'# name = "exercise-companion"\n']
)
def test_another_project_beside_the_package_is_no_checkout(neighbour: bytes, package: Path) -> None:
    (package.parent / "pyproject.toml").write_bytes(neighbour)
    expected = platformdirs.user_data_path("exercise-companion", appauthor=False)
    assert data_folder(None, {}) == expected


def test_asking_creates_nothing(package: Path, tmp_path: Path) -> None:
    wanted = data_folder(tmp_path / "new", {})
    assert not wanted.exists()


def test_packaged_programs_come_first(package: Path) -> None:
    (package / "_programs").mkdir()
    (package.parent / "programs").mkdir()
    (package.parent / "pyproject.toml").write_text(PROJECT)
    assert programs_folder() == package / "_programs"


def test_a_checkout_has_programs_beside_the_package(package: Path) -> None:
    (package.parent / "programs").mkdir()
    (package.parent / "pyproject.toml").write_text(PROJECT)
    assert programs_folder() == package.parent / "programs"


def test_missing_programs_are_said(package: Path) -> None:
    with pytest.raises(CompanionError, match="example programs"):
        programs_folder()
