"""A figure on paper: one closed picture with its words, whatever the words are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from math import dist

import pytest

from exercise_companion.catalogue import figures
from exercise_companion.core.figure_motion import posture_at
from exercise_companion.core.figure_shape import flat
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


ARROW = 'stroke-linecap="round"'


def test_a_walk_and_a_bike_have_no_start_and_end_and_so_no_arrow() -> None:
    for name in figures.ids():
        figure = figures.figure(name)
        if figure.motion in {"stride", "round"}:
            assert ARROW not in picture(figure, name), name


def test_where_a_mark_says_the_way_there_is_no_second_arrow() -> None:
    for name in ("pelvic-tilt", "seated-pelvic-tilt", "deep-breaths", "tummy-brace"):
        assert ARROW not in picture(figures.figure(name), name), name


def test_where_the_ankle_stays_the_arrow_follows_the_toes() -> None:
    figure = figures.figure("ankle-pumps")
    start, end = (posture_at(figure, share) for share in (0.0, 1.0))
    assert dist(start.joints["right_ankle"], end.joints["right_ankle"]) < 1
    toes = flat(end.joints["right_toe"], figure.view)
    far_toes = flat(end.joints["left_toe"], figure.view)
    drawn = picture(figure, "Pump")
    assert ARROW in drawn
    tips = [f"{toe.x:.1f} {-toe.y:.1f}" for toe in (toes, far_toes)]
    assert any(tip in drawn.rpartition("M")[0] for tip in tips)
