"""Hulls and boxes as a camera sees them: outlines, depth, and the order of painting."""

from __future__ import annotations

from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.figures.camera import VIEWS, Camera
from handouts.figures.depth import back_to_front
from handouts.figures.outline import nowhere, see, silhouette
from handouts.figures.solids import ALWAYS, Box, Part, Piece, hull
from handouts.figures.vectors import vector

SIDE, FRONT, TOP = (Camera(*VIEWS[name]) for name in ("side", "front", "top"))


def ball(name: str, at: tuple[float, float, float], radius: float = 5, **more: object) -> Part:
    piece = Piece("skin", (hull([(vector(*at), radius)]),), smoothing=0)
    return Part(name, (piece,), **more)  # type: ignore[arg-type]


def box(centre: tuple[float, float, float], size: tuple[float, float, float]) -> Part:
    return Part("box", (Box("prop", vector(*centre), vector(*size), np.eye(3)),))


def order(camera: Camera, *parts: Part) -> list[str]:
    return [seen.part.name for seen in back_to_front([see(part, camera) for part in parts])]


def test_a_camera_from_the_side_sees_ahead_as_right_and_up_as_up() -> None:
    assert SIDE.points(vector(1, 2, 3)) == pytest.approx([1, 3, -2])
    assert FRONT.points(vector(1, 2, 3)) == pytest.approx([2, 3, 1])
    assert TOP.points(vector(1, 2, 3)) == pytest.approx([1, 2, 3])


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_camera_keeps_lengths_and_does_not_mirror(azimuth: float, elevation: float) -> None:
    matrix = Camera(azimuth, elevation).matrix
    assert matrix @ matrix.T == pytest.approx(np.eye(3), abs=1e-9)
    assert np.linalg.det(matrix) == pytest.approx(1)


def test_a_ball_is_a_disc_and_two_are_a_capsule_from_every_side() -> None:
    two = hull([(vector(0, 0, 0), 3), (vector(0, 0, 10), 3)])
    assert silhouette([SIDE.hull(two[:1])], 0).area == pytest.approx(9 * pi, rel=0.01)
    assert silhouette([SIDE.hull(two)], 0).area == pytest.approx(9 * pi + 60, rel=0.01)
    assert silhouette([TOP.hull(two)], 0).area == pytest.approx(9 * pi, rel=0.01)


def test_smoothing_fills_a_narrow_hollow_and_keeps_the_size() -> None:
    beside = [hull([(vector(x, 0, 0), 3)]) for x in (0, 5)]
    sharp, soft = (silhouette(map(SIDE.hull, beside), by) for by in (0, 1.0))
    assert soft.area > sharp.area
    assert soft.bounds == pytest.approx(sharp.bounds, abs=0.1)


def test_a_box_shows_one_face_straight_on_and_three_at_an_angle() -> None:
    straight, angled = (
        see(box((0, 0, 0), (4, 6, 8)), camera).pieces[0] for camera in (SIDE, Camera(20, 20))
    )
    assert [face.outline.area for face in straight.faces] == [pytest.approx(32)]
    assert len(angled.faces) == 3


def test_the_depth_of_a_ball_and_of_a_box_is_that_of_their_near_surface() -> None:
    x, z = np.array([0.0, 3.0, 40.0]), np.zeros(3)
    of_ball = see(ball("b", (0, -10, 0)), SIDE).depth(x, z)
    assert of_ball[:2] == pytest.approx([15, 14])
    of_box = see(box((0, -10, 0), (8, 6, 8)), SIDE).depth(x, z)
    assert of_box[:2] == pytest.approx([13, 13])
    assert nowhere(of_ball).tolist() == nowhere(of_box).tolist() == [False, False, True]


def test_the_nearer_part_is_painted_later_from_either_side() -> None:
    near, far = ball("near", (0, -20, 0)), ball("far", (3, 20, 0))
    assert order(SIDE, near, far) == order(SIDE, far, near) == ["far", "near"]
    assert order(Camera(180, 0), near, far) == ["near", "far"]


def test_what_covers_another_is_painted_later_however_they_lie() -> None:
    near, far = ball("near", (0, -20, 0)), ball("far", (3, 20, 0), covers=(("near", ALWAYS),))
    assert order(SIDE, near, far) == ["near", "far"]


def test_a_ring_of_parts_each_before_the_next_still_has_an_order() -> None:
    ring = [
        ball(name, (0, 0, 0), covers=((other, ALWAYS),))
        for name, other in (("a", "b"), ("b", "c"), ("c", "a"))
    ]
    assert sorted(order(SIDE, *ring)) == ["a", "b", "c"]
