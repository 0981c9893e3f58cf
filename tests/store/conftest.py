"""A store with a stopped clock, and the records the tests put into it."""

from __future__ import annotations

import hashlib
import shutil
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from exercise_companion.clock import Clock
from exercise_companion.core.records import AlertRecord, PlannedItem, SetRecord
from exercise_companion.core.terms import Action, Tier
from exercise_companion.store import key, open_store
from exercise_companion.store.guard import FILE_NAME
from exercise_companion.store.rekeying import rekey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exercise_companion.store import Store

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


class StoppedClock(Clock):
    """A clock that moves only when told to."""

    def __init__(self, instant: datetime = START) -> None:
        super().__init__(zone=LONDON)
        self.instant = instant

    def now_utc(self) -> datetime:
        return self.instant

    def advance(self, seconds: float) -> None:
        self.instant += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> StoppedClock:
    return StoppedClock()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture(scope="session")
def encrypted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new store with a passphrase, whose key this process holds."""
    pytest.importorskip("sqlcipher3")
    folder = tmp_path_factory.mktemp("encrypted") / "data"
    open_store(folder, clock=StoppedClock(), create="test").close()
    rekey(folder, "a passphrase")
    return folder


@pytest.fixture(params=["plain", "encrypted"])
def store(request: pytest.FixtureRequest, folder: Path, clock: StoppedClock) -> Iterator[Store]:
    """An open store; each test sees one without a passphrase, then one with."""
    if request.param == "encrypted":
        made = request.getfixturevalue("encrypted")
        shutil.copytree(made, folder)
        key.hold(folder / FILE_NAME, key.held(made / FILE_NAME))
    with open_store(folder, clock=clock, create="test") as opened:
        yield opened


@pytest.fixture
def install() -> Callable[[Store, int], int]:
    def install_version(store: Store, version: int = 1) -> int:
        return store.install_program(
            program_id="5d0cf1d2-0000-4000-8000-000000000001",
            version=version,
            sha256=hashlib.sha256(str(version).encode()).hexdigest(),
            document=f'{{"version": {version}}}',
            anchor_day=date(2026, 11, 22),
            demo=False,
        )

    return install_version


@pytest.fixture
def served(store: Store, install: Callable[[Store, int], int]) -> Store:
    """A store with a program."""
    install(store, 1)
    return store


@pytest.fixture
def planned() -> tuple[PlannedItem, ...]:
    return (
        PlannedItem(1, "A1", "bridge", "as_written"),
        PlannedItem(2, "A2", "walk", "easier"),
    )


@pytest.fixture
def lock() -> AlertRecord:
    return AlertRecord("RF-CES-01", ("RF-CES-01", "C-01"), Tier.EMERGENCY_GO, Action.LOCK)


@pytest.fixture
def one_set() -> SetRecord:
    return SetRecord("A1", "bridge", "as_written", 1, "left", 10, 8, 5, 5, 2.5, 2.0, None, None)
