"""Shared by every test; its being here lets each of them import `builders`."""

from __future__ import annotations

import gc

import pytest

from exercise_companion.tui import keygate

gc.set_threshold(20_000, 10, 10)  # a story makes many objects and ends soon


@pytest.fixture(autouse=True)
def untouched_keyboard() -> None:
    """The gate is one for all screens: the last key of the story before is none of this one."""
    keygate.THE_GATE._key = ""
