from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exercise_companion.errors import StoreFault
from exercise_companion.store import unwritten

if TYPE_CHECKING:
    from pathlib import Path


def test_no_marker_means_no_lines(tmp_path: Path) -> None:
    assert unwritten.read(tmp_path) == ()
    assert unwritten.read(tmp_path / "missing") == ()
    unwritten.remove(tmp_path)


def test_lines_are_kept_until_removed(tmp_path: Path) -> None:
    unwritten.mark(tmp_path, ["RF-CES-01 E-go", "Geh jetzt \u2013 112"])
    unwritten.mark(tmp_path, ["RF-STR-01\nE-call"])
    assert unwritten.read(tmp_path) == (
        "RF-CES-01 E-go",
        "Geh jetzt \u2013 112",
        "RF-STR-01 E-call",
    )
    unwritten.remove(tmp_path)
    assert unwritten.read(tmp_path) == ()


def test_an_empty_marker_is_still_a_marker(tmp_path: Path) -> None:
    (tmp_path / unwritten.MARKER_NAME).touch()
    assert unwritten.read(tmp_path) == ("",)


def test_a_marker_nobody_can_read_is_still_a_marker(tmp_path: Path) -> None:
    (tmp_path / unwritten.MARKER_NAME).write_bytes(b"\xff\xfe")
    assert unwritten.read(tmp_path)
    (tmp_path / unwritten.MARKER_NAME).unlink()
    (tmp_path / unwritten.MARKER_NAME).mkdir()
    with pytest.raises(StoreFault):
        unwritten.read(tmp_path)


def test_a_marker_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        unwritten.mark(tmp_path / "missing", ["Stop."])
