"""What the screen acknowledged is on disk, although the program is killed at random moments.

The hundred kills: pytest -m harness tests/harness/test_kill9.py
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from harness.kill9 import Killer

if TYPE_CHECKING:
    from pathlib import Path

    from harness.kill9 import Way


@pytest.mark.parametrize("way", ["plain", "screen"])
def test_three_kills_lose_nothing(way: Way, tmp_path: Path) -> None:
    _kill(Killer(way, tmp_path, seed=3, most=1), 3)


@pytest.mark.harness
@pytest.mark.parametrize("way", ["plain", "screen"])
def test_fifty_kills_lose_nothing(way: Way, tmp_path: Path) -> None:
    _kill(Killer(way, tmp_path, seed=50), 50)


def _kill(killer: Killer, times: int) -> None:
    tally = killer.kill(times)
    print(asdict(tally))
    assert tally.is_clean, asdict(tally)
    assert tally.kills == times
    assert tally.resumed > 0
