"""Every shipped figure is a body: it keeps its lengths, its contacts and its joints' limits."""

from __future__ import annotations

import json
from itertools import pairwise
from math import acos, degrees, dist, hypot, isclose
from typing import TYPE_CHECKING

import pytest

from exercise_companion import catalogue
from exercise_companion.catalogue import figures
from exercise_companion.core.figure import ARMS, ByTarget
from exercise_companion.core.figure_body import SEGMENTS, length_of, minus
from exercise_companion.core.figure_motion import posture_at, rest_posture, round_posture
from exercise_companion.core.figure_props import behind_pieces, mark_pieces, sole_pieces
from exercise_companion.core.figure_shape import RADII, body_pieces, flat, frame_of, picture_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from exercise_companion.core.figure import Figure, Limb, Point, Posture

HALF_A_DOT = 0.5
"""In centimetres: at the largest size a dot is about one."""

SEEN_BY_ITS_MARKS = {"buttock-squeeze"}
"""What works without being seen to move: the marks beside it do."""

MOST_BENT = 160
"""No knee, elbow or hip folds further, in degrees."""
HARDLY = 12
"""A joint that is bent less than this is straight."""
IN_THE_PICTURE = 0.6
"""Of a limb that points out of the picture the picture does not show which way it bends."""

every_figure = pytest.mark.parametrize(
    "figure", [figures.figure(name) for name in figures.ids()], ids=lambda f: f.id
)


SOLE_DRAWN = 35
"""How long a sole is in the picture from above."""


def moments(figure: Figure) -> Iterator[Posture]:
    for mirrored in (False, True):
        for step in range(41):
            yield posture_at(figure, step / 40, mirrored=mirrored)
    if figure.motion == "round":
        for step in range(41):
            yield round_posture(figure, step / 40)
    yield rest_posture(figure)


def end_of(limb: Limb, way: ByTarget) -> str:
    side = limb.partition("_")[0]
    end = "hand" if limb in ARMS else "toe" if way.by_toe else "ankle"
    return f"{side}_{end}"


@every_figure
def test_no_part_of_the_body_ever_changes_its_length(figure: Figure) -> None:
    for posture in moments(figure):
        for start, end, length in SEGMENTS:
            assert isclose(
                dist(posture.joints[start], posture.joints[end]), length, abs_tol=1e-6
            ), (start, end)


@every_figure
def test_every_hand_and_foot_reaches_what_it_is_to_reach(figure: Figure) -> None:
    for pose in figure.poses:
        joints = posture_at(figure, pose.share).joints
        for limb, part in pose.limbs.items():
            if isinstance(part.way, ByTarget):
                assert dist(joints[end_of(limb, part.way)], part.way.point) < HALF_A_DOT, (
                    pose.share,
                    limb,
                )


def test_in_a_rest_of_its_own_hands_and_feet_reach_what_they_are_to_reach() -> None:
    figure = figures.figure("walk-in-bouts")
    joints = rest_posture(figure).joints
    assert figure.rest is not None
    for limb, part in figure.rest.limbs.items():
        assert isinstance(part.way, ByTarget)
        assert dist(joints[end_of(limb, part.way)], part.way.point) < HALF_A_DOT, limb


def test_rays_around_the_hand_show_that_it_is_tight_and_none_that_it_is_soft() -> None:
    figure = figures.figure("muscle-relaxation")
    rays = [
        [*mark_pieces(figure.props, posture_at(figure, share).joints)] for share in (0, 0.6, 1.0)
    ]
    assert [len(one) for one in rays] == [0, 3, 3]
    reach = [max(dist(start, end) for start, end, _ in one) for one in rays[1:]]
    assert reach[0] < reach[1]


@pytest.mark.parametrize(
    ("name", "at_the_end"),
    [("slow-breathing", 1), ("deep-breaths", 1), ("relaxation-lying", 1), ("tummy-brace", -1)],
)
def test_an_arrow_shows_which_way_the_breath_or_the_tummy_goes(name: str, at_the_end: int) -> None:
    figure = figures.figure(name)
    before, after = (
        [*mark_pieces(figure.props, posture_at(figure, share).joints)] for share in (0.0, 1.0)
    )
    assert before == []
    (tail, tip, _), (_, wing, _), _ = after
    assert (tail.y < tip.y) is (at_the_end > 0)
    assert (wing.y < tip.y) is (at_the_end > 0)


@pytest.mark.parametrize(
    ("name", "way"), [("pelvic-tilt", (0, -1)), ("seated-pelvic-tilt", (-1, 0))]
)
def test_an_arrow_shows_which_way_the_low_back_goes(name: str, way: tuple[int, int]) -> None:
    figure = figures.figure(name)
    before, after = (
        [*mark_pieces(figure.props, posture_at(figure, share).joints)] for share in (0.0, 1.0)
    )
    assert before == []
    (tail, tip, _), *_ = after
    along_it = ((tip.x - tail.x) * way[0] + (tip.y - tail.y) * way[1]) / dist(tip, tail)
    assert along_it > 0.9


def soles(name: str, share: float, *, mirrored: bool = False) -> list[tuple[float, float]]:
    """Of each foot, the far one last: where its heel begins and how high in the picture it is."""
    figure = figures.figure(name)
    lines = [*sole_pieces(figure.props, posture_at(figure, share, mirrored=mirrored).joints)]
    return [(start.x, start.y) for start, _, _ in lines[::2]]


@pytest.mark.parametrize("mirrored", [False, True])
def test_soles_tell_a_heel_to_toe_stand_from_half_a_step(mirrored: bool) -> None:  # noqa: FBT001 - a case
    for name in ("heel-to-toe-stand", "half-step-stand"):
        (near, near_up), (far, far_up) = soles(name, 0.0, mirrored=mirrored)
        assert near == far, "side by side"
        assert near_up < far_up, "the near foot is below"
    (near, near_up), (far, far_up) = soles("heel-to-toe-stand", 1.0, mirrored=mirrored)
    assert near_up == far_up, "in one line"
    assert abs(near - far) > SOLE_DRAWN
    (near, near_up), (far, far_up) = soles("half-step-stand", 1.0, mirrored=mirrored)
    assert near_up < far_up, "beside each other"
    assert 0 < abs(near - far) < SOLE_DRAWN
    assert (near > far) is not mirrored, "the side that is named is in front"


def test_soles_stand_below_the_floor_line_under_the_feet() -> None:
    for name in ("heel-to-toe-stand", "half-step-stand"):
        figure = figures.figure(name)
        frame = frame_of(figure)
        for share in (0.0, 0.5, 1.0):
            joints = posture_at(figure, share).joints
            lines = [*sole_pieces(figure.props, joints)]
            highest = max(start.y + width for start, _, width in lines)
            assert highest < frame.floor
            assert min(start.y - width for start, _, width in lines) >= frame.bottom
            middle = (lines[0][0].x + lines[-1][1].x) / 2
            assert abs(middle - joints["pelvis"].x) < SOLE_DRAWN


def test_the_hips_alone_are_drawn_as_what_works_where_only_they_do() -> None:
    figure = figures.figure("buttock-squeeze")
    posture = posture_at(figure, 1.0)
    moving = [piece for piece in body_pieces(posture) if piece.kind == "moving"]
    chest = flat(posture.joints["chest"], figure.view)
    hips = flat(posture.joints["pelvis"], figure.view)
    (hip_piece,) = moving
    centres = [(one.ax, one.ay) for one in hip_piece.capsules]
    assert all(dist(centre, hips[:2]) < dist(centre, chest[:2]) for centre in centres)


def test_a_corridor_runs_along_the_way_and_no_two_walks_look_the_same() -> None:
    corridor = figures.figure("walk-the-corridor")
    assert [prop.kind for prop in corridor.props] == ["corridor"]
    level = [(start, end) for start, end, _ in behind_pieces(corridor.props) if start.y == end.y]
    stride = [posture.joints["right_toe"].x for posture in moments(corridor)]
    assert any(start.x < min(stride) and max(stride) < end.x for start, end in level)
    door = max(start.x for start, _ in level)
    assert all(end.x < door for start, end in level if start.x < door and start.y > 50), (
        "no rail before the door"
    )
    looks = {figures.figure(name).props for name in ("walk", "flat-walk", "walk-the-corridor")}
    assert len(looks) == 3


def reach_of(figure: Figure, *, mirrored: bool) -> tuple[float, float]:
    """From where to where the things behind somebody are, of either side."""
    posture = posture_at(figure, 1.0, mirrored=mirrored)
    things, *_ = picture_pieces(figure, posture, frame_of(figure))
    ends = [x for one in things.capsules for x in (one.ax, one.bx)]
    return min(ends), max(ends)


def test_the_wall_stands_where_the_other_arm_leans() -> None:
    figure = figures.figure("wall-lean-side-plank")
    for mirrored, side in ((False, "right"), (True, "left")):
        hand = posture_at(figure, 1.0, mirrored=mirrored).joints[f"{side}_hand"]
        left, right = reach_of(figure, mirrored=mirrored)
        assert left == right
        assert abs(left - hand.x) < 12


@pytest.mark.parametrize("name", ["clamshell", "side-leg-lift"])
def test_the_pillow_is_under_the_head_on_either_side(name: str) -> None:
    figure = figures.figure(name)
    for mirrored in (False, True):
        posture = posture_at(figure, 0.0, mirrored=mirrored)
        things, *_ = picture_pieces(figure, posture, frame_of(figure))
        pillow = max(things.capsules, key=lambda one: one.a_radius)
        head = flat(posture.joints["head"], figure.view)
        assert min(pillow.ax, pillow.bx) - 6 < head.x < max(pillow.ax, pillow.bx) + 6


@every_figure
def test_what_is_planted_in_two_poses_stays_still_between_them(figure: Figure) -> None:
    for one, other in pairwise(figure.poses):
        places: dict[str, Point] = {}
        if one.anchor == other.anchor and one.at == other.at:
            places[one.anchor] = one.at
        for limb, part in one.limbs.items():
            if isinstance(part.way, ByTarget) and part == other.limbs[limb]:
                places[end_of(limb, part.way)] = part.way.point
        for step in range(1, 20):
            joints = posture_at(figure, one.share + (other.share - one.share) * step / 20).joints
            for name, place in places.items():
                assert dist(joints[name], place) < HALF_A_DOT, (one.share, name)


@every_figure
def test_nothing_is_below_the_floor(figure: Figure) -> None:
    for posture in moments(figure):
        for name, place in posture.joints.items():
            radius = RADII.get(name.rpartition("_")[2], 0.0) if name != "face" else 0.0
            assert place.y - radius > -HALF_A_DOT - 1, name


def bent_by(posture: Posture, *names: str) -> tuple[float, float, float]:
    """How far a joint is bent, which way round in the picture, and how much of it is seen there."""
    first, middle, last = (posture.joints[name] for name in names)
    upper, lower = minus(middle, first), minus(last, middle)
    along_both = upper.x * lower.x + upper.y * lower.y + upper.z * lower.z
    cosine = along_both / (length_of(upper) * length_of(lower))
    seen = hypot(upper.x, upper.y) * hypot(lower.x, lower.y) / length_of(upper) / length_of(lower)
    turn = upper.x * lower.y - upper.y * lower.x
    return degrees(acos(max(-1.0, min(1.0, cosine)))), turn, seen


@every_figure
def test_nothing_is_drawn_below_the_floor_line(figure: Figure) -> None:
    """A foot that comes towards the viewer is seen further down, and so is the floor under it."""
    if figure.view == "above":
        return
    frame = frame_of(figure)
    for posture in moments(figure):
        soles = len([*sole_pieces(figure.props, posture.joints)])
        *above, under, floor = picture_pieces(figure, posture, frame)
        assert len(under.capsules) == soles
        body = above
        (line,) = floor.capsules
        lowest = min(
            min(one.ay - one.a_radius, one.by - one.b_radius)
            for piece in body
            for one in piece.capsules
        )
        assert lowest >= line.ay - line.a_radius - HALF_A_DOT


@every_figure
def test_knees_and_elbows_bend_only_the_way_they_do(figure: Figure) -> None:
    for posture in moments(figure):
        for side in ("right", "left"):
            knee, knee_turn, knee_seen = bent_by(
                posture, f"{side}_hip", f"{side}_knee", f"{side}_ankle"
            )
            elbow, elbow_turn, elbow_seen = bent_by(
                posture, f"{side}_shoulder", f"{side}_elbow", f"{side}_hand"
            )
            assert knee < MOST_BENT, side
            assert elbow < MOST_BENT, side
            if figure.view == "side":
                assert knee_turn <= 0 or knee < HARDLY or knee_seen < IN_THE_PICTURE, (side, knee)
                assert elbow_turn >= 0 or elbow < HARDLY or elbow_seen < IN_THE_PICTURE, (
                    side,
                    elbow,
                )


@every_figure
def test_the_back_and_the_hips_stay_within_what_a_body_can_do(figure: Figure) -> None:
    for pose in figure.poses:
        if figure.view == "side":
            rounded = pose.lower_trunk.angle - pose.upper_trunk.angle
            assert -40 <= rounded <= 70
            nod = pose.upper_trunk.angle - pose.head.angle
            assert -50 <= nod <= 60
    for posture in moments(figure):
        for side in ("right", "left"):
            hip, _, _ = bent_by(posture, "waist", "pelvis", f"{side}_knee")
            assert hip < MOST_BENT


@every_figure
def test_a_figure_moves_and_is_seen_to_move(figure: Figure) -> None:
    start, end = posture_at(figure, 0.0), posture_at(figure, 1.0)
    furthest = max(
        dist(flat(start.joints[n], figure.view), flat(end.joints[n], figure.view))
        for n in start.joints
    )
    assert furthest > 3 or figure.id in SEEN_BY_ITS_MARKS


@every_figure
def test_the_last_picture_of_a_round_is_its_first(figure: Figure) -> None:
    if figure.motion == "round":
        assert round_posture(figure, 1.0).joints == round_posture(figure, 0.0).joints
    if figure.motion == "stride":
        second = posture_at(figure, 0.0, mirrored=True).joints
        first = posture_at(figure, 1.0).joints
        assert all(dist(first[name], second[name]) < HALF_A_DOT for name in first)


# --- the file -------------------------------------------------------------------------------------


@pytest.fixture
def fresh() -> Iterator[None]:
    """The catalogue as a program that just started, before and after."""
    kept = (figures.ids, figures.figure, figures._rows)
    for read in kept:
        read.cache_clear()
    yield
    for read in kept:
        read.cache_clear()


def row(**changes: object) -> dict[str, object]:
    facts: dict[str, object] = {
        "id": "nod",
        "view": "side",
        "motion": "repeat",
        "seconds": 4,
        "moving": ["head"],
        "poses": [{"head": 90}, {"head": 60}],
    }
    return {name: value for name, value in (facts | changes).items() if value is not None}


def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None, fresh: object) -> None:
    folder = tmp_path / "catalogue"
    folder.mkdir()
    if text is not None:
        (folder / "figures.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(catalogue, "files", lambda _: folder)


def as_file(*rows: dict[str, object]) -> str:
    return json.dumps({"figures": list(rows)})


def test_a_figure_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None) -> None:
    use(monkeypatch, tmp_path, as_file(row()), fresh)
    nod = figures.find("nod")
    assert nod is not None
    assert nod.moving == {"head"}
    assert [pose.head.angle for pose in nod.poses] == [90, 60]


@pytest.mark.parametrize(
    "changes",
    [
        {"view": "inside"},
        {"motion": "fast"},
        {"seconds": "four"},
        {"seconds": None},
        {"moving": ["tail"]},
        {"alternates": 1},
        {"poses": []},
        {"poses": [{"head": 90}]},
        {"poses": [{"head": "up"}, {"head": 60}]},
        {"poses": [{"trunk": [1, 2, 3]}, {}]},
        {"poses": [{"pelvis": [1]}, {}]},
        {"poses": [{}, {"share": 0.4}]},
        {"poses": [{"share": 0.4}, {}]},
        {"poses": [{}, {"share": 0}]},
        {"poses": [{"right_leg": {}}, {}]},
        {"props": [{"kind": "sofa", "at": []}]},
        {"props": [{"kind": "wall", "at": [1, 2]}]},
    ],
)
def test_a_damaged_figure_is_refused_in_plain_words_and_never_shown(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None, changes: dict[str, object]
) -> None:
    use(monkeypatch, tmp_path, as_file(row(**changes)), fresh)
    assert figures.find("nod") is None
    with pytest.raises(catalogue.CatalogueFault, match=r"missing or damaged \(figures.json"):
        figures.figure("nod")


@pytest.mark.parametrize("text", [None, "{", "[]", '{"figures": []}', as_file(row(), row())])
def test_a_damaged_file_shows_no_picture_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fresh: None, text: str | None
) -> None:
    use(monkeypatch, tmp_path, text, fresh)
    assert figures.find("nod") is None
    assert figures.known() == frozenset()
    with pytest.raises(catalogue.CatalogueFault):
        figures.ids()


def test_an_unknown_figure_is_no_figure() -> None:
    assert figures.find("moon-walk") is None
    assert figures.find(None) is None
