"""A table for a paper grid, as `program handout` writes it, and what is written into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exercise_companion.cli import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def made_grid(folder: Path, day: str) -> Path:
    """The empty table of a day, for the program `plan.json` of a folder."""
    path, page = folder / "grid.csv", folder / "page.html"
    made = ["--out", str(page), "--grid", str(path), "--from", day, "--to", day]
    assert run(["program", "handout", str(folder / "plan.json"), *made]) == 0
    return path


def write_into(grid: Path, written: Mapping[str, str]) -> None:
    """Write behind lines of the table, named by kind and what they are of: "sets,A1"."""
    lines = grid.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(lines):
        for of, value in written.items():
            if f",{of}," in line:
                lines[at] = f"{line}{value}"
    grid.write_text("\n".join(lines), encoding="utf-8")
