"""Lines on a terminal are broken between words; in a pipe they stay whole."""

from __future__ import annotations

import io

import pytest

from exercise_companion.cli.fitting import fitting

LINES = ["- In an emergency you will be told to call 999.", "", "  back 4, leg 3 left, neck, hip"]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def twenty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")


def test_a_line_goes_on_under_its_words() -> None:
    assert list(fitting(LINES, Screen())) == [
        "- In an emergency\n  you will be told\n  to call 999.",
        "",
        "  back 4, leg 3\n  left, neck, hip",
    ]


def test_a_command_stays_in_one_piece() -> None:
    line = "Next: exercise-companion-with-a-long-name --out p-1-v1.json"
    assert list(fitting([line], Screen())) == [
        "Next:\nexercise-companion-with-a-long-name\n--out p-1-v1.json"
    ]


def test_where_there_is_no_terminal_a_line_stays_one() -> None:
    assert list(fitting(LINES, io.StringIO())) == LINES
