"""The contact sheet shows every figure it is asked for, in every way it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harness import contact_sheet

from exercise_companion.catalogue import figures

if TYPE_CHECKING:
    from pathlib import Path


def test_one_page_shows_print_poses_and_dots(tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    contact_sheet.main([str(page), "bridge", "walk"])
    text = page.read_text(encoding="utf-8")
    assert text.count("<section>") == 2
    assert text.count("<pre>") == 4
    assert "⣿" in text


def test_without_names_every_figure_has_its_row(tmp_path: Path) -> None:
    page = tmp_path / "sheet.html"
    contact_sheet.main([str(page)])
    assert page.read_text(encoding="utf-8").count("<section>") == len(figures.ids())
