"""A figure on paper: one closed picture with its words, whatever the words are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from exercise_companion.catalogue import figures
from exercise_companion.core.figure_motion import posture_at
from exercise_companion.reports.figure_svg import picture, still

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", figures.ids())
def test_every_figure_is_a_picture_with_its_words_and_nothing_from_outside(name: str) -> None:
    text = picture(figures.figure(name), "Start: you lie. Movement: you lift. End: you hold.")
    tree = ET.fromstring(text)  # noqa: S314 - our own output
    assert tree.tag == f"{SVG}svg"
    assert tree.findtext(f"{SVG}title") == "Start: you lie. Movement: you lift. End: you hold."
    assert "href" not in text
    assert "url(" not in text
    assert re.findall(r"https?://[^\"]+", text) == ["http://www.w3.org/2000/svg"]
    assert "nan" not in text


def test_the_words_are_data() -> None:
    words = "</title><script>alert(\"1\")</script> & 'more'"
    tree = ET.fromstring(picture(figures.figure("bridge"), words))  # noqa: S314 - our own output
    assert tree.findtext(f"{SVG}title") == words
    assert tree.get("aria-label") == words
    assert tree.find(f".//{SVG}script") is None


def test_an_arrow_shows_where_a_movement_leads() -> None:
    assert 'stroke-linecap="round"' in picture(figures.figure("bridge"), "Bridge")


def test_everything_drawn_is_inside_the_picture() -> None:
    figure = figures.figure("bird-dog")
    tree = ET.fromstring(picture(figure, "Bird dog"))  # noqa: S314 - our own output
    left, top, width, height = map(float, str(tree.get("viewBox")).split())
    for path in tree.iter(f"{SVG}path"):
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", str(path.get("d"))):
            assert left - 1 <= float(x) <= left + width + 1
            assert top - 1 <= float(y) <= top + height + 1


def test_one_posture_alone() -> None:
    figure = figures.figure("bridge")
    start, end = (still(figure, posture_at(figure, share), "Bridge") for share in (0.0, 1.0))
    assert start != end
    assert ET.fromstring(start).findtext(f"{SVG}title") == "Bridge"  # noqa: S314 - our own output


def test_the_other_side_is_another_picture() -> None:
    figure = figures.figure("clamshell")
    assert picture(figure, "Clam") != picture(figure, "Clam", mirrored=True)


def test_a_rest_of_its_own_stands_beside_the_walk() -> None:
    walk, bouts = (picture(figures.figure(name), "x") for name in ("walk", "walk-in-bouts"))
    assert bouts.count("<path") > walk.count("<path") + 6
