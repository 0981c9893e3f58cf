"""What was set is kept with the patient's data, and known before the first paint."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from builders import as_bytes
from journeys import BORN, NAME, StoppedClock, full_program, install

from exercise_companion.companion import Companion
from exercise_companion.companion.projection import FirstLook, first_look
from exercise_companion.core.settings import Settings
from exercise_companion.errors import UsageFault
from exercise_companion.store.guard import FILE_NAME

if TYPE_CHECKING:
    from pathlib import Path

LARGE_DAY = Settings(text_size="large", theme="day")


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    install(folder, full_program(), StoppedClock())
    return folder


def test_what_was_chosen_is_there_the_next_time(loaded: Path) -> None:
    clock = StoppedClock()
    with Companion(loaded, clock) as companion:
        assert companion.settings() == Settings()
        changed = companion.change_settings({"text_size": "large", "theme": "day"})
        assert changed == companion.settings() == LARGE_DAY
    with Companion(loaded, clock) as companion:
        assert companion.settings() == LARGE_DAY
        companion.change_settings({"text_size": "normal"})
        assert companion.settings() == Settings(theme="day")


def test_the_first_look_knows_the_colours_and_the_size(loaded: Path) -> None:
    clock = StoppedClock()
    with Companion(loaded, clock) as companion:
        companion.change_settings({"text_size": "large", "theme": "day"})
    look = first_look(loaded, clock.local())
    assert look.settings == LARGE_DAY
    assert look.view is not None, "setting something does not make the kept plan older"


def test_the_colours_are_known_also_where_today_has_to_be_worked_out(loaded: Path) -> None:
    with Companion(loaded, StoppedClock()) as companion:
        companion.change_settings({"theme": "day"})
    long_away = StoppedClock()
    long_away.advance(60 * 24 * 3600)
    assert first_look(loaded, long_away.local()) == FirstLook(None, Settings(theme="day"))


def test_of_two_wrong_changes_none_is_kept(loaded: Path) -> None:
    with Companion(loaded, StoppedClock()) as companion:
        with pytest.raises(UsageFault):
            companion.change_settings({"theme": "day", "text_size": "huge"})
        assert companion.settings() == Settings()


def test_a_value_of_another_version_is_as_if_it_was_never_chosen(loaded: Path) -> None:
    with closing(sqlite3.connect(loaded / FILE_NAME, isolation_level=None)) as stranger:
        stranger.execute("INSERT INTO setting VALUES ('theme', 'sunset'), ('sound', 'off')")
    clock = StoppedClock()
    assert first_look(loaded, clock.local()).settings == Settings(sound=False)
    with Companion(loaded, clock) as companion:
        assert companion.settings() == Settings(sound=False)


def test_without_data_the_defaults_hold_and_nothing_is_made(tmp_path: Path) -> None:
    folder, clock = tmp_path / "none", StoppedClock()
    assert first_look(folder, clock.local()) == FirstLook(None, Settings())
    with Companion(folder, clock) as companion:
        assert companion.settings() == Settings()
        assert companion.change_settings({"theme": "day"}) == Settings(theme="day")
    assert not folder.exists()


def test_what_was_chosen_before_the_first_program_is_kept_with_it(tmp_path: Path) -> None:
    path, folder, clock = tmp_path / "plan.json", tmp_path / "data", StoppedClock()
    path.write_bytes(as_bytes(full_program()))
    with Companion(folder, clock) as companion:
        companion.change_settings({"theme": "day", "text_size": "large"})
        companion.change_settings({"theme": "night"})
        companion.install(path, NAME, BORN)
        companion.change_settings({"theme": "day"})
    with Companion(folder, clock) as companion:
        assert companion.settings() == LARGE_DAY
