"""Hands and feet have the shape that is asked for, on either side, and meet what they touch."""

from __future__ import annotations

from itertools import combinations
from typing import Any, get_args

import numpy as np
import pytest
from mirrored import mirror
from numpy.typing import NDArray
from test_figures_pose import last, pose
from test_figures_skeleton import bent

from handouts.figures.assemble import assemble
from handouts.figures.body import Body
from handouts.figures.contact import on_floor
from handouts.figures.feet import foot
from handouts.figures.hands import HandShape, finger_lines, grip_axis, hand
from handouts.figures.kinematics import skeleton_of
from handouts.figures.ranges import SIDES, Side
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Hull
from handouts.figures.vectors import UP, length, reflected, vector

SHAPES: tuple[HandShape, ...] = get_args(HandShape)
HANGING = bent()  # the arms straight down: thumbs ahead (x), palms to the middle, fingers down
TIPTOE = on_floor(bent(ankle=-36, hip_R=[0, 5, 10]))
POSED = bent(shoulder_R=[50, 30, 20], elbow_R=70, forearm_R=40, wrist_R=[20, 10], hip_R=[40, 20])


def farthest(hulls: tuple[Hull, ...], *towards: float) -> float:
    """How far the hulls go in a direction, in cm from the world's origin."""
    return max(float((h[:, :3] @ np.array(towards) + h[:, 3]).max()) for h in hulls)


def size(hulls: tuple[Hull, ...]) -> NDArray[np.float64]:
    """Length, breadth and thickness of a hanging hand: along z, x and y."""
    axes = np.eye(3)[[2, 0, 1]]
    return np.array([farthest(hulls, *axis) + farthest(hulls, *-axis) for axis in axes])


def below_wrist(shape: HandShape) -> float:
    wrist = float(HANGING.joints["wrist.R"][2])
    return wrist + farthest(hand(HANGING, "R", shape), 0, 0, -1)


def _directions(count: int = 2000) -> NDArray[np.float64]:
    """Directions spread evenly over a sphere."""
    height = 1 - 2 * (np.arange(count) + 0.5) / count
    turn = np.pi * (1 + 5**0.5) * np.arange(count)
    round_it = np.sqrt(1 - height**2)
    return np.column_stack([round_it * np.cos(turn), round_it * np.sin(turn), height])


ALL_WAYS = _directions()


def depth(point: NDArray[np.float64], hulls: tuple[Hull, ...]) -> float:
    """How deep (cm) the point is in the one hull where it is deepest; outside it is negative."""
    return max(
        float(((h[:, :3] @ ALL_WAYS.T + h[:, 3:]).max(axis=0) - ALL_WAYS @ point).min())
        for h in hulls
    )


def mirrored(hull: Hull) -> Hull:
    return hull * np.array([1, -1, 1, 1])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_left_hand_is_the_mirror_image_of_a_right_one(shape: HandShape) -> None:
    image = mirror(POSED)
    for right, left in zip(hand(POSED, "R", shape), hand(image, "L", shape), strict=True):
        assert left == pytest.approx(mirrored(right))
    for line, other in zip(
        finger_lines(POSED, "R", shape), finger_lines(image, "L", shape), strict=True
    ):
        assert other.normal == pytest.approx(reflected(line.normal))
    assert grip_axis(image, "L")[1] == pytest.approx(reflected(grip_axis(POSED, "R")[1]))


@pytest.mark.parametrize("shod", [True, False])
@pytest.mark.parametrize("figure", [POSED, TIPTOE])
def test_a_left_foot_is_the_mirror_image_of_a_right_one(figure: Skeleton, shod: bool) -> None:
    for right, left in zip(
        foot(figure, "R", shod=shod), foot(mirror(figure), "L", shod=shod), strict=True
    ):
        assert left.material == right.material
        for one, other in zip(right.hulls, left.hulls, strict=True):
            assert other == pytest.approx(mirrored(one))


def test_an_open_hand_has_the_measures_of_a_hand() -> None:
    assert below_wrist("open") == pytest.approx(18, abs=0.5)
    palm = hand(HANGING, "R", "open")[0]
    assert 8 < np.ptp(palm[5:, 0]) + 2 * palm[5, 3] < 8.8  # across the knuckles
    fingertips = [h for h in hand(HANGING, "R", "open") if h[:, 2].min() < palm[:, 2].min() - 4]
    assert 2 < size(tuple(fingertips))[2] < 3  # thick


def test_a_fist_is_short_and_a_relaxed_hand_shorter_than_an_open_one() -> None:
    assert below_wrist("open") - below_wrist("fist") > 6
    assert below_wrist("open") - below_wrist("grip") > 5
    assert 0.5 < below_wrist("open") - below_wrist("relaxed") < 2.5
    assert below_wrist("palm") == pytest.approx(below_wrist("open"), abs=0.5)


@pytest.mark.parametrize(("one", "other"), list(combinations(SHAPES, 2)))
def test_any_two_shapes_differ_by_a_centimetre_somewhere(one: HandShape, other: HandShape) -> None:
    difference = size(hand(HANGING, "R", one)) - size(hand(HANGING, "R", other))
    assert np.abs(difference).max() > 1


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("shape", ["relaxed", "open", "palm"])
def test_the_thumb_is_apart_and_ahead(shape: HandShape, side: Side) -> None:
    wrist = HANGING.joints[f"wrist.{side}"]
    hulls = hand(HANGING, side, shape)
    ahead, behind = farthest(hulls, 1, 0, 0) - wrist[0], farthest(hulls, -1, 0, 0) + wrist[0]
    assert ahead > behind + 1.5


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("shape", ["relaxed", "fist", "grip"])
def test_fingers_bend_to_the_palm_which_looks_to_the_body(shape: HandShape, side: Side) -> None:
    middle = 1 if side == "R" else -1
    wrist = HANGING.joints[f"wrist.{side}"]
    hulls = hand(HANGING, side, shape)
    inwards = farthest(hulls, 0, middle, 0) - middle * wrist[1]
    assert inwards > farthest(hulls, 0, -middle, 0) + middle * wrist[1] + 1


@pytest.mark.parametrize("side", SIDES)
def test_a_stick_runs_through_a_grip_from_the_little_finger_to_the_thumb(side: Side) -> None:
    start, end = grip_axis(POSED, side)
    along = POSED.axes[f"hand.{side}"][:, 0]
    assert (end - start) / length(end - start) == pytest.approx(along)
    hulls = hand(POSED, side, "grip")
    for share in np.linspace(0, 1, 9):
        assert depth(start + (end - start) * share, hulls) > 0.2
    for beyond in (start - 2.5 * along, end + 2.5 * along):
        assert depth(beyond, hulls) < 0  # there the stick is seen


def test_the_wrist_is_as_thick_as_the_forearm_ends() -> None:
    joint, radius = POSED.joints["wrist.R"], POSED.body.wrist_radius
    for shape in SHAPES:
        assert depth(joint, hand(POSED, "R", shape)) == pytest.approx(radius, abs=0.25)


def test_a_palm_lies_flat_on_the_floor() -> None:
    (figure,) = assemble(pose("quad", {"hand": "floor"}))
    for side in SIDES:
        hulls = hand(figure, side, "palm")
        bottoms = [float((h[:, 2] - h[:, 3]).min()) for h in hulls]
        assert bottoms == pytest.approx([0] * len(hulls), abs=0.01)


@pytest.mark.parametrize("shape", SHAPES)
def test_creases_lie_on_the_skin_and_look_out_of_it(shape: HandShape) -> None:
    hulls = hand(POSED, "R", shape)
    lines = finger_lines(POSED, "R", shape)
    assert lines
    for line in lines:
        assert length(line.normal) == pytest.approx(1)
        for point in line.points:
            assert abs(depth(point, hulls)) < 0.8, point
            assert depth(point + 3 * line.normal, hulls) < 0


def test_three_creases_part_the_four_fingers_on_the_back_of_an_open_hand() -> None:
    outwards = [line.normal @ [0, -1, 0] for line in finger_lines(HANGING, "R", "open")]
    assert sum(outward > 0.9 for outward in outwards) == 3


def test_hands_and_feet_grow_with_the_body() -> None:
    posture = last("stand", {})
    small, large = (skeleton_of(posture, Body.of_height(height)) for height in (85, 170))

    def from_joint(figure: Skeleton, hulls: tuple[Hull, ...], joint: str) -> list[Any]:
        return [h - np.append(figure.joints[joint], 0) for h in hulls]

    for shape in SHAPES:
        halves = from_joint(small, hand(small, "R", shape), "wrist.R")
        for half, whole in zip(
            halves, from_joint(large, hand(large, "R", shape), "wrist.R"), strict=True
        ):
            assert half == pytest.approx(whole / 2)
    for shod in (True, False):
        pairs = zip(foot(small, "R", shod=shod), foot(large, "R", shod=shod), strict=True)
        for lesser, greater in pairs:
            halves = from_joint(small, lesser.hulls, "ankle.R")
            for half, whole in zip(
                halves, from_joint(large, greater.hulls, "ankle.R"), strict=True
            ):
                assert half == pytest.approx(whole / 2)


def everything(figure: Skeleton, side: Side, *, shod: bool) -> tuple[Hull, ...]:
    return tuple(h for piece in foot(figure, side, shod=shod) for h in piece.hulls)


@pytest.mark.parametrize("shod", [True, False])
@pytest.mark.parametrize("height", [140, 170, 195])
def test_a_standing_foot_has_its_sole_on_the_floor(height: float, shod: bool) -> None:
    flat = on_floor(skeleton_of(last("stand", {}), Body.of_height(height)))
    for side in SIDES:
        hulls = everything(flat, side, shod=shod)
        assert farthest(hulls, 0, 0, -1) == pytest.approx(0, abs=0.1)
        for joint in ("heel", "toe"):
            under = flat.joints[f"{joint}.{side}"] * [1, 1, 0]
            assert -0.5 < depth(under, hulls) < 0.5


@pytest.mark.parametrize("shod", [True, False])
@pytest.mark.parametrize("ankle", [-40, 20])
def test_on_tiptoe_and_on_the_heels_no_foot_goes_into_the_floor(ankle: float, shod: bool) -> None:
    lifted = on_floor(bent(ankle=ankle))
    assert farthest(everything(lifted, "R", shod=shod), 0, 0, -1) == pytest.approx(0, abs=0.5)


@pytest.mark.parametrize("shod", [True, False])
def test_on_tiptoe_all_the_toes_lie_on_the_floor_and_the_heel_is_up(shod: bool) -> None:
    raised = on_floor(bent(ankle=-36))
    hulls = everything(raised, "R", shod=shod)
    assert farthest(hulls, 0, 0, -1) == pytest.approx(0, abs=0.1)
    ball = raised.joints["toe.R"] - [4.6, 0, 1.6]  # on the floor below the ball's middle
    for ahead in (0.0, 2.3, 4.6):
        assert depth(ball + vector(ahead, 0, 0), hulls) == pytest.approx(0, abs=0.5)
    # Toes as thick as in a flat foot: none stands up.
    assert depth(ball + vector(4.6, 0, 4.5), hulls) < 0
    heel = raised.joints["heel.R"]
    assert heel[2] == pytest.approx(1.95 + 15.6 * np.sin(0.6283) + 1.05 * np.cos(0.6283), abs=0.01)
    assert depth(heel, hulls) > 1
    assert depth(heel * [1, 1, 0] + [0, 0, heel[2] / 2], hulls) < 0


@pytest.mark.parametrize("shod", [True, False])
def test_a_pitched_foot_in_the_air_keeps_its_toes_straight(shod: bool) -> None:
    down = bent(ankle=-36).moved(UP * 200)
    in_air = [h - np.append(down.joints["ankle.R"], 0) for h in everything(down, "R", shod=shod)]
    flat = everything(HANGING, "R", shod=shod)
    turn = down.axes["foot.R"]
    below = [h for h in flat if not np.allclose(h[0, :3], HANGING.joints["ankle.R"])]
    turned = [
        np.column_stack([(h[:, :3] - HANGING.joints["ankle.R"]) @ turn.T, h[:, 3]]) for h in below
    ]
    for expected in turned:
        assert any(h.shape == expected.shape and np.allclose(h, expected) for h in in_air)


def test_a_bent_shoe_seen_from_below_shows_no_sole_of_its_toes() -> None:
    pieces = foot(TIPTOE, "R", shod=True, from_below=True)
    assert [piece.material for piece in pieces] == ["skin", "sole", "shoe", "sole"]
    toes, rear = pieces[1].hulls, pieces[3].hulls
    assert farthest(toes, 1, 0, 0) > farthest(rear, 1, 0, 0) + 4
    assert farthest(toes, 0, 0, 1) < 3 < farthest(rear, 0, 0, 1)


def test_a_bare_foot_is_long_and_its_big_toe_is_on_the_inside() -> None:
    hulls = everything(HANGING, "R", shod=False)
    assert 23.5 < farthest(hulls, 1, 0, 0) + farthest(hulls, -1, 0, 0) < 26
    big_toe = max(hulls, key=lambda h: h[:, 0].max())
    foremost = big_toe[big_toe[:, 0].argmax()]
    assert foremost[1] > HANGING.joints["ankle.R"][1]


def test_a_bare_foot_holds_the_balls_that_it_stands_on() -> None:
    hulls = everything(POSED, "R", shod=False)
    assert depth(POSED.joints["heel.R"], hulls) >= POSED.body.heel_radius - 0.05
    assert depth(POSED.joints["toe.R"], hulls) >= POSED.body.toe_radius - 0.05


def test_a_shoe_hides_its_sole_unless_it_is_seen_from_below() -> None:
    assert [piece.material for piece in foot(POSED, "R", shod=False)] == ["skin"]
    above = [piece.material for piece in foot(POSED, "R", shod=True)]
    below = [piece.material for piece in foot(POSED, "R", shod=True, from_below=True)]
    assert above == ["skin", "sole", "shoe"]
    assert below == ["skin", "shoe", "sole"]
