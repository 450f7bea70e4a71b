"""A head is right from every side: what faces the camera is drawn, and lies on the skull."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from mirrored import mirror
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from handouts.figures.assemble import assemble
from handouts.figures.body import ADULT, Body
from handouts.figures.camera import VIEWS, Camera
from handouts.figures.face import Hair, Look, face, hair_part
from handouts.figures.head import cast, head, neck, placed
from handouts.figures.layers import Layer
from handouts.figures.pose import Pose
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Hull, Part, Piece

HAIRS: tuple[Hair, ...] = ("short", "bun", "bob")
FRONT, PROFILE, BEHIND, ABOVE = Camera(90, 0), Camera(0, 0), Camera(-90, 0), Camera(0, 90)


def posed(base: str = "stand", body: Body = ADULT, **said: object) -> Skeleton:
    return assemble(Pose.model_validate({"base": base, "frames": [said]}), body)[0]


STANDING = posed()


def silhouette(hulls: tuple[Hull, ...], camera: Camera) -> BaseGeometry:
    flat = [camera.hull(hull) for hull in hulls]
    discs = [shapely.buffer(shapely.points(hull[:, :2]), hull[:, 3]) for hull in flat]
    return shapely.union_all([shapely.union_all(each).convex_hull for each in discs])


def hulls(part: Part | None) -> tuple[Hull, ...]:
    assert part is not None
    return tuple(h for piece in part.pieces if isinstance(piece, Piece) for h in piece.hulls)


def drawn(camera: Camera, look: Look | None = None, on: Skeleton = STANDING) -> dict[str, int]:
    """How many of each feature the picture has."""
    layers = face(on, camera, look or Look())
    return {
        "mouth": sum(layer.stroke == "mouth" for layer in layers),
        "eye": len(open_eyes(layers)),
        "brow": sum(layer.stroke == "hair" for layer in layers),
        "ear": sum(layer.fill == "skin" for layer in layers),
        "hair": sum(layer.fill == "hair" for layer in layers),
    }


def open_eyes(layers: tuple[Layer, ...]) -> list[Layer]:
    return [layer for layer in layers if layer.fill == "line"]


# --- head and neck ------------------------------------------------------------------------------


def test_the_head_reaches_from_the_chin_to_just_under_the_crown() -> None:
    outline = silhouette(hulls(head(STANDING)), PROFILE)
    left, low, right, high = outline.bounds
    joints = STANDING.joints
    assert 0 < joints["vertex"][2] - high < 1.5  # the rest is hair
    assert joints["chin"][2] - low == pytest.approx(1, abs=0.5)
    assert right == pytest.approx(joints["nose"][0], abs=0.6)
    assert right - left == pytest.approx(20, abs=1)  # a head is nearly as deep as it is high


@pytest.mark.parametrize("bend", [[0, 0, 0], [40, 0, 0], [-40, 0, 0], [0, 30, 0], [0, 0, 60]])
def test_the_neck_ends_inside_the_head_and_between_the_shoulders(bend: list[float]) -> None:
    bent = posed(neck=bend)
    first, *_, last = hulls(neck(bent))
    joints = bent.joints
    assert np.linalg.norm(first[0, :3] - joints["c7"]) < first[0, 3]
    for camera in (FRONT, PROFILE):
        skull = silhouette(hulls(head(bent))[:1], camera)
        assert skull.intersects(shapely.Point(camera.points(last[-1, :3])[:2]))


def test_rays_leave_a_hull_where_its_surface_is() -> None:
    rod: Hull = np.array([(0, 0, 0, 2), (10, 0, 0, 2)], dtype=np.float64)
    start = np.array([(0, 0, 0), (5, 0, 0), (10, 0, 0)], dtype=np.float64)
    towards = np.array([(-1, 0, 0), (0, 3, 4), (1, 0, 0)], dtype=np.float64)
    points, normals = cast(rod, start, towards)
    assert points == pytest.approx(np.array([(-2, 0, 0), (5, 1.2, 1.6), (12, 0, 0)]), abs=0.02)
    assert normals == pytest.approx(np.array([(-1, 0, 0), (0, 0.6, 0.8), (1, 0, 0)]), abs=0.1)  # 6°


def test_the_head_is_placed_by_its_joint_and_turned_by_its_axes() -> None:
    turned = posed(neck=[0, 0, 60])  # to the right, which is the world's -y
    at = turned.joints["atlas"]
    nose = placed(turned, np.array([(12, 0, 3, 1)], dtype=np.float64))[0]
    assert nose - [*at, 0] == pytest.approx([6, -12 * 0.75**0.5, 3, 1])
    assert nose[:3] == pytest.approx(turned.joints["nose"])


# --- what is seen from where --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("camera", "expected"),
    [
        (FRONT, {"mouth": 1, "eye": 2, "brow": 2, "ear": 2, "hair": 1}),
        (Camera(62, 6), {"mouth": 1, "eye": 2, "brow": 2, "ear": 1, "hair": 1}),
        (Camera(14, 9), {"mouth": 1, "eye": 1, "brow": 1, "ear": 1, "hair": 1}),
        (PROFILE, {"mouth": 1, "eye": 1, "brow": 1, "ear": 1, "hair": 1}),
        (BEHIND, {"mouth": 0, "eye": 0, "brow": 0, "ear": 2, "hair": 1}),
        (Camera(-60, 20), {"mouth": 0, "eye": 0, "brow": 0, "ear": 1, "hair": 1}),
    ],
)
def test_features_show_where_they_face_the_camera(camera: Camera, expected: dict[str, int]) -> None:
    assert drawn(camera) == expected


def test_from_above_there_is_hair_and_no_face() -> None:
    seen = drawn(ABOVE)
    assert (seen["hair"], seen["eye"], seen["mouth"]) == (1, 0, 0)


def test_who_lies_on_the_back_shows_the_face_to_a_camera_above() -> None:
    seen = drawn(ABOVE, on=posed("supine"))
    assert (seen["eye"], seen["brow"], seen["mouth"]) == (2, 2, 1)


def test_turning_the_head_is_as_walking_around_it() -> None:
    turned = posed(neck=[0, 0, 60])
    for azimuth in (90, 45, 0, -60):
        assert drawn(Camera(azimuth - 60, 0), on=turned) == drawn(Camera(azimuth, 0))


def test_the_far_eye_narrows_as_the_head_turns_until_it_is_gone() -> None:
    widths = []
    for azimuth in (90, 75, 60, 45, 30, 15):
        eyes = open_eyes(face(STANDING, Camera(azimuth, 0), Look()))
        bounds = sorted((layer.shape.bounds for layer in eyes), key=lambda box: box[0])
        widths.append(bounds[1][2] - bounds[1][0] if len(bounds) == 2 else 0.0)
    assert widths == sorted(widths, reverse=True)
    assert widths[0] > 1
    assert widths[-1] == 0


def test_closed_eyes_are_lines() -> None:
    closed = Look(eyes="closed")
    assert drawn(FRONT, closed)["eye"] == 0
    lines = [layer for layer in face(STANDING, FRONT, closed) if layer.stroke == "line"]
    opened = [layer for layer in face(STANDING, FRONT, Look()) if layer.stroke == "line"]
    assert len(lines) == len(opened) + 2


def test_the_mouth_smiles() -> None:
    (mouth,) = (la for la in face(STANDING, FRONT, Look()) if la.stroke == "mouth")
    height = [y for _, y in mouth.shape.coords]
    middle = height[len(height) // 2]
    assert 0.4 < height[0] - middle < 1.5  # the corners are raised, but it is no grin
    assert height[-1] == pytest.approx(height[0])


# --- hair ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("hair", HAIRS)
@pytest.mark.parametrize("view", VIEWS)
def test_hair_lies_close_to_the_head(hair: Hair, view: str) -> None:
    camera = Camera(*VIEWS[view])
    outline = silhouette(hulls(head(STANDING)), camera)
    if hair == "bob":
        outline = outline.union(silhouette(hulls(hair_part(STANDING, Look("bob"))), camera))
    for layer in face(STANDING, camera, Look(hair)):
        assert outline.buffer(2).covers(layer.shape)


@pytest.mark.parametrize("hair", HAIRS)
def test_hair_covers_the_back_of_the_head_and_leaves_the_face_free(hair: Hair) -> None:
    def covered(camera: Camera) -> float:
        (cap,) = (la for la in face(STANDING, camera, Look(hair)) if la.fill == "hair")
        outline = silhouette(hulls(head(STANDING)), camera)
        return float(cap.shape.intersection(outline).area / outline.area)

    assert covered(BEHIND) > 0.6
    assert 0.1 < covered(FRONT) < 0.4
    layers = face(STANDING, FRONT, Look(hair))
    (cap,) = (layer.shape for layer in layers if layer.fill == "hair")
    assert all(cap.disjoint(eye.shape) for eye in open_eyes(layers))


def test_only_hair_that_stands_off_is_a_part() -> None:
    assert hair_part(STANDING, Look("short")) is None
    bun = silhouette(hulls(hair_part(STANDING, Look("bun"))), PROFILE)
    assert bun.bounds[3] > STANDING.joints["vertex"][2] + 1
    bob = hair_part(STANDING, Look("bob"))
    assert bob is not None
    assert bob.nearer < neck(STANDING).nearer < 0  # behind the neck, which is behind the head


def test_a_bob_hides_the_ears() -> None:
    assert drawn(FRONT, Look("bob"))["ear"] == drawn(PROFILE, Look("bob"))["ear"] == 0


# --- for every head -----------------------------------------------------------------------------


@pytest.mark.parametrize("hair", HAIRS)
@pytest.mark.parametrize("view", ["side3", "front", "front3", "mat", "high"])
def test_the_mirror_image_is_drawn_as_a_reflection(hair: Hair, view: str) -> None:
    azimuth, elevation = VIEWS[view]
    look = Look(hair)
    original = posed(neck=[10, 15, 25])
    there = face(original, Camera(azimuth, elevation), look)
    here = list(face(mirror(original), Camera(180 - azimuth, elevation), look))
    assert len(here) == len(there)
    for layer in there:
        expected = affine_transform(layer.shape, [-1, 0, 0, 1, 0, 0])
        paint = (layer.fill, layer.stroke, layer.weight)
        same = [la for la in here if (la.fill, la.stroke, la.weight) == paint]
        nearest = min(same, key=lambda la: la.shape.hausdorff_distance(expected))
        assert nearest.shape.hausdorff_distance(expected) < 0.05
        here.remove(nearest)


def test_a_child_of_half_the_height_has_a_head_of_half_the_size() -> None:
    small = posed(body=Body.of_height(85))
    layers = zip(face(STANDING, FRONT, Look()), face(small, FRONT, Look()), strict=True)
    for large, little in layers:
        assert little.shape.bounds == pytest.approx(np.array(large.shape.bounds) / 2, abs=0.02)
    for part in (head, neck):
        for large_hull, little_hull in zip(hulls(part(STANDING)), hulls(part(small)), strict=True):
            assert little_hull == pytest.approx(large_hull / 2)


@settings(max_examples=25, deadline=None)
@given(
    azimuth=st.floats(-180, 180),
    elevation=st.floats(-90, 90),
    hair=st.sampled_from(HAIRS),
    base=st.sampled_from(["stand", "supine", "prone"]),
)
def test_from_anywhere_the_layers_are_sound(
    azimuth: float, elevation: float, hair: Hair, base: str
) -> None:
    lying, camera = posed(base), Camera(azimuth, elevation)
    layers = face(lying, camera, Look(hair))
    again = face(lying, camera, Look(hair))
    assert [layer.shape.wkb for layer in layers] == [layer.shape.wkb for layer in again]
    outline = silhouette(hulls(head(lying)), camera)
    for layer in layers:
        assert layer.shape.is_valid
        assert not layer.shape.is_empty
        assert {layer.fill, layer.stroke} <= {None, "skin", "hair", "line", "mouth"}
        if layer.stroke == "mouth" or layer.fill == "line":
            assert outline.buffer(0.1).covers(layer.shape)  # nothing floats beside the head
