"""A store with a prescription loaded, copied afresh for every test."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from journeys import Patient, StoppedClock, full_program, install, visit

from exercise_companion.companion import Companion

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("prepared") / "data"
    install(folder, full_program(), StoppedClock())
    return folder


@pytest.fixture(scope="session")
def second_day(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on whose first day a session was done: from now on topics are asked, not items."""
    folder = shutil.copytree(prepared, tmp_path_factory.mktemp("second") / "data")
    with Companion(folder, StoppedClock()) as companion:
        companion.start()
        visit(companion, Patient())
    return folder


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Path:
    return shutil.copytree(prepared, tmp_path / "data")


@pytest.fixture
def plan(prepared: Path) -> Path:
    """The program file, as the therapist has it."""
    return prepared.parent / "data-program.json"


@pytest.fixture
def companion(folder: Path, clock: StoppedClock) -> Iterator[Companion]:
    with Companion(folder, clock) as opened:
        yield opened
