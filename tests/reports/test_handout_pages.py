"""The sheet on paper, as a browser prints it: a sensible number of pages, none mostly empty."""

from __future__ import annotations

import re
from datetime import date

import pytest
from harness.terminal import ROOT
from printed import how_full

from exercise_companion.clinic.handout import days_of, page, read_plan
from exercise_companion.reports import pdf

TODAY = date(2026, 11, 23)
PAGES = {
    "a-spinal-stenosis": (11, 19),
    "b-chronic-back-pain": (10, 18),
    "c-after-decompression": (15, 28),
}
"""How many pages two weeks of the example take, in usual type and in large."""
LEAST = 0.42
"""Of a page. A lone last exercise fills as much, and so does the end of a large grid."""


def sheet_of(name: str, *, large: bool) -> str:
    plan = read_plan(ROOT / "programs" / f"{name}.json", TODAY)
    return page(plan, days_of(plan, TODAY, None, None, None), large=large)


@pytest.mark.skipif(pdf.find_browser() is None, reason="no browser here that prints")
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_mostly_empty_and_there_are_no_more_than_it_takes(
    name: str, *, large: bool
) -> None:
    full = how_full(pdf.pdf_of(sheet_of(name, large=large)))
    assert len(full) <= PAGES[name][large], full
    assert min(full) >= LEAST, full


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_an_exercise_is_not_split_and_only_the_grid_begins_a_page(*, large: bool) -> None:
    text = sheet_of("a-spinal-stenosis", large=large)
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    assert re.search(r"^\.exercise \{ break-inside: avoid;", style, re.MULTILINE)
    begin = re.findall(r"^(.*?) \{[^}]*break-before: page", style, re.MULTILINE)
    assert begin == [".grid-page"]


def test_the_exercises_come_before_what_is_looked_up() -> None:
    text = sheet_of("a-spinal-stenosis", large=False)
    marks = ("Your exercises", "Pain: what", "In a flare-up", "Whom to call", "EMERGENCY")
    places = [text.index(f"<h2>{mark}") for mark in (*marks, "Warning signs")]
    assert places == sorted(places)


def test_large_print_has_a_week_on_each_part_of_the_grid() -> None:
    text = sheet_of("a-spinal-stenosis", large=True)
    assert text.count('<section class="grid-page">') == 2
