"""Layers of one part and of a whole picture: shade, welds, what recedes, shadow, and windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box
from test_figures_pose import pose

from handouts.figures.assemble import assemble
from handouts.figures.camera import VIEWS, Camera
from handouts.figures.face import Look
from handouts.figures.framing import HEIGHT_MM, WIDTH_MM, Crop, cropped, window_of
from handouts.figures.layers import Layer
from handouts.figures.outline import SeenPart, see
from handouts.figures.painting import cast_shadow, paint, recession, shade
from handouts.figures.person import person
from handouts.figures.posture import postures
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Box, Part, Piece, Weld, hull
from handouts.figures.vectors import UP, vector

SIDE, FRONT = Camera(*VIEWS["side"]), Camera(*VIEWS["front"])


def standing() -> tuple[Skeleton, dict[str, Part]]:
    said = pose("stand", {})
    (figure,), (posture,) = assemble(said), postures(said)
    parts = person(figure, posture, Look(), SIDE, shod=False)
    return figure, {part.name: part for part in parts}


def capsule(name: str, low: float, high: float, *welds: Weld) -> SeenPart:
    body = hull([(vector(0, 0, low), 4), (vector(0, 0, high), 4)])
    return see(Part(name, (Piece("skin", (body,), smoothing=0),), welds), SIDE)


# ------------------------------------------------------------------ one part


def test_the_shade_is_on_the_side_that_the_lamp_does_not_reach() -> None:
    (dark,) = shade(Point(0, 0).buffer(10), Point(0, 0).buffer(10))
    assert dark.fill == "shade"
    assert dark.opacity < 1
    assert dark.shape.centroid.x > 3
    assert dark.shape.centroid.y < -3
    assert dark.shape.within(Point(0, 0).buffer(10.1))


def test_what_is_thin_has_no_shade() -> None:
    thread = box(0, 0, 0.3, 3)
    assert shade(thread, thread) == []


def test_no_line_is_drawn_where_a_part_runs_into_one_that_shows_behind_it() -> None:
    weld = Weld("upper", vector(0, 0, 10), 6)
    upper, lower = capsule("upper", 10, 30), capsule("lower", -10, 10, weld)
    plain, welded = (
        sum(layer.shape.length for layer in paint(1, order, SIDE, 0) if layer.stroke)
        for order in ([upper, capsule("lower", -10, 10)], [upper, lower])
    )
    assert 9 < plain - welded < 4 * np.pi  # nearly all of the round end of the lower one
    cloth = Box("prop", vector(0, -9, 8), vector(30, 1, 30), np.eye(3))
    between = see(Part("cloth", (cloth,)), SIDE)
    (covered,) = [
        layer for layer in paint(2, [upper, between, lower], SIDE, 0) if layer.stroke == "line"
    ]
    assert covered.shape.length == pytest.approx(plain, rel=0.01)


def test_a_face_of_a_box_is_darker_the_more_it_turns_from_the_lamp() -> None:
    block = see(Part("block", (Box("prop", vector(0, 0, 0), vector(9, 9, 9), np.eye(3)),)),
                Camera(30, 30))  # fmt: skip
    fills = {
        layer.fill: layer.shape.centroid.y for layer in paint(0, [block], Camera(30, 30), 0)
        if layer.fill
    }  # fmt: skip
    top = max(fills, key=lambda fill: fills[fill])
    darkness = {fill: int(fill.rpartition("/")[2] if "/" in fill else 0) for fill in fills}
    assert len(fills) == 3
    assert darkness[top] == min(darkness.values())


def test_the_far_limbs_recede_and_the_near_ones_do_not() -> None:
    figure, parts = standing()
    recedes = {
        name: recession(see(parts[name], SIDE), figure, SIDE)
        for name in ("upper_arm.R", "upper_arm.L", "thigh.R", "thigh.L", "torso", "head")
    }
    assert recedes == {
        "upper_arm.R": 0, "upper_arm.L": 1, "thigh.R": 0, "thigh.L": 1, "torso": 0, "head": 0,
    }  # fmt: skip
    assert recession(see(parts["upper_arm.L"], FRONT), figure, FRONT) == 0
    far = see(parts["upper_arm.L"], SIDE)
    assert any("pale" in str(layer.fill) for layer in paint(0, [far], SIDE, 1.0))
    assert not any("pale" in str(layer.fill) for layer in paint(0, [far], SIDE, 0.0))


# ------------------------------------------------------------------ on the floor


@pytest.mark.parametrize("azimuth", [-90, 0, 45, 90, 180])
def test_who_is_seen_from_above_has_a_shadow_and_who_is_seen_level_has_none(azimuth: int) -> None:
    _, parts = standing()
    for elevation, count in ((12, 1), (0, 0), (2, 0)):
        camera = Camera(azimuth, elevation)
        seen = [see(part, camera) for part in parts.values()]
        assert len(cast_shadow(seen, camera, 0.0)) == count


def test_who_is_in_the_air_has_no_shadow_and_a_shadow_lies_at_the_feet() -> None:
    figure, parts = standing()
    camera = Camera(90, 12)
    (shadow,) = cast_shadow([see(part, camera) for part in parts.values()], camera, 0.0)
    feet = camera.points(figure.joints["ankle.R"] - UP * 6.6)[:2]
    assert shadow.shape.distance(Point(feet)) < 6
    assert cast_shadow([see(parts["head"], camera)], camera, 0.0) == []


# ------------------------------------------------------------------ the window


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(1, 300), st.floats(1, 300))
def test_a_window_holds_all_that_is_painted_with_a_margin(
    left: float, low: float, wide: float, high: float
) -> None:
    layers = [Layer(box(left, low, left + wide, low + high)), Layer(LineString())]
    window = window_of(layers)
    assert window.holds(layers[0])
    assert not window.grown(-wide / 2, -high / 2).holds(layers[0])
    assert window.width / WIDTH_MM <= window.cm_per_mm + 1e-9
    assert window.height / HEIGHT_MM <= window.cm_per_mm + 1e-9


def test_a_crop_is_about_its_joint_and_as_large_as_is_said() -> None:
    (figure,) = assemble(pose("stand", {}))
    crop = Crop.model_validate({"at": "waist", "width": 60, "shift": [5, -3]})
    x, y = SIDE.points(figure.joints["waist"])[:2]
    high = 60 * HEIGHT_MM / WIDTH_MM
    window = cropped(crop, figure, SIDE)
    assert (window.left, window.right) == pytest.approx((x - 25, x + 35))
    assert (window.bottom, window.top) == pytest.approx((y - 3 - high / 2, y - 3 + high / 2))
    tall = Crop.model_validate({"at": "waist", "width": 60, "height": 90})
    assert cropped(tall, figure, SIDE).height == pytest.approx(90)
