"""The walk-through of docs/round-trip.md is run as it stands, and shows what it says it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harness.terminal import ROOT
from walkthrough import Step, Walk, parts_of

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENT = (ROOT / "docs" / "round-trip.md").read_text(encoding="utf-8")


def test_the_round_trip_goes_as_it_is_written(tmp_path: Path) -> None:
    Walk(DOCUMENT, tmp_path).run()


@pytest.mark.parametrize(
    "command",
    [
        "program new --patient",
        "program check",
        "program preview",
        "program key new",
        "program sign",
        "program verify",
        "program handout",
        "load",
        "session --plain",
        "report",
        "wrong",
        "clear",
        "program new --from",
        "program diff",
    ],
)
def test_the_round_trip_leaves_no_part_out(command: str) -> None:
    run = [part.command for part in parts_of(DOCUMENT) if isinstance(part, Step)]
    assert any(line.startswith(f"exercise-companion {command}") for line in run)


def test_a_line_that_is_not_shown_is_noticed(tmp_path: Path) -> None:
    for said in ("two", "one\ntwo", "…\ntwo", "one\n…\ntwo"):
        folder = tmp_path / str(len(said))
        folder.mkdir()
        with pytest.raises(AssertionError, match="two"):
            Walk(f"```console\n$ echo one\n{said}\n```\n", folder).run()
