"""Shared by every test; its being here lets each of them import `builders`."""

from __future__ import annotations

import gc
import os

import pytest

from exercise_companion.tui import keygate

gc.set_threshold(20_000, 10, 10)  # a story makes many objects and ends soon


def pytest_xdist_auto_num_workers() -> int:
    """Two for each core: a story waits for its screen a third of the time."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(autouse=True)
def untouched_keyboard() -> None:
    """The gate is one for all screens: the last key of the story before is none of this one."""
    keygate.THE_GATE._key = ""
