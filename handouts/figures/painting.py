"""Seen parts, sorted → Layers: fills, a shade away from the lamp, outlines welded at the joints."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import affinity
from shapely.geometry import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from handouts.figures.camera import Camera
from handouts.figures.layers import Layer, mixed
from handouts.figures.outline import SeenPart, SeenPiece
from handouts.figures.skeleton import Skeleton

SHADE = 0.10
"""Opacity of the shade on flesh and cloth."""
_LAMP = (-0.9, 1.4)
"""Cm in the picture from a thing towards where the light comes from."""
_SMALLEST_SHADE = 2.5
_SHADOW_BELOW = 7.0
"""Cm above the ground from which flesh casts no shadow."""
_LIMBS = ({"upper_arm", "forearm"}, {"thigh", "shank", "pelvis"})
_FAR_SHARE, _FAR_LINE = 0.36, 0.36
_ROOT = {"upper_arm": "shoulder", "forearm": "shoulder", "thigh": "hip", "shank": "hip"}


def paint(at: int, order: Sequence[SeenPart], camera: Camera, far: float) -> list[Layer]:
    """The coats of one part of those sorted; `far` (0 to 1) is how far a limb recedes."""
    layers = []
    seen = order[at]
    line = mixed("line", "pale", _FAR_LINE * far)
    host = _limb(seen, order)
    joined = _joined(at, order, camera)
    for piece in seen.pieces:
        if piece.faces:
            layers += _box(piece)
            continue
        layers.append(Layer(piece.outline, mixed(piece.material, "pale", _FAR_SHARE * far)))
        layers += shade(piece.outline, host)
        layers.append(Layer(piece.outline.boundary.difference(joined), stroke=line))
    return layers


def shade(outline: BaseGeometry, whole: BaseGeometry) -> list[Layer]:
    """The edge that the lamp does not reach; `whole` is the limb that the outline belongs to."""
    dark = outline.difference(affinity.translate(whole, *_LAMP)).buffer(-0.2, 3).buffer(0.2, 3)
    parts = [part for part in getattr(dark, "geoms", [dark]) if part.area > _SMALLEST_SHADE]
    return [Layer(MultiPolygon(parts), "shade", opacity=SHADE)] if parts else []


def recession(seen: SeenPart, skeleton: Skeleton, camera: Camera) -> float:
    """How far a limb recedes, 0 (beside the trunk or nearer) to 1 (wholly behind it)."""
    kind, _, side = seen.part.name.partition(".")
    if kind not in _ROOT:
        return 0.0
    of_arm = _ROOT[kind] == "shoulder"
    middle = skeleton.joints["spine.12" if of_arm else "pelvis"]
    half = skeleton.body.shoulder_half if of_arm else skeleton.body.hip_half
    behind = float(
        camera.points(middle)[2] - camera.points(skeleton.joints[f"{_ROOT[kind]}.{side}"])[2]
    )
    return round(float(np.clip(behind / half, 0, 1)) ** 2, 1) if behind > half * 0.4 else 0.0


def _limb(seen: SeenPart, order: Sequence[SeenPart]) -> BaseGeometry:
    """The outline of the limb that a part belongs to, so that joints have no shade across them."""
    kind, _, side = seen.part.name.partition(".")
    for limb in _LIMBS:
        if kind in limb and kind != "pelvis":
            names = {part if part == "pelvis" else f"{part}.{side}" for part in limb}
            return shapely.union_all([each.outline for each in order if each.part.name in names])
    return seen.outline


def _joined(at: int, order: Sequence[SeenPart], camera: Camera) -> BaseGeometry:
    """Where this part runs into one that shows behind it: no outline is drawn there."""
    names = [each.part.name for each in order]
    regions = []
    for weld in order[at].part.welds:
        if weld.other not in names:
            continue
        behind = names.index(weld.other)
        between = [each.outline for each in order[behind + 1 : at]]
        shows = order[behind].outline.buffer(-0.15).difference(shapely.union_all(between))
        near = Point(camera.points(weld.at)[:2]).buffer(weld.radius)
        regions.append(shows.intersection(near))
    return shapely.union_all(regions)


def _box(piece: SeenPiece) -> list[Layer]:
    """Faces darker the more they turn from the lamp, thin lines inside, the usual one around."""
    layers = [
        Layer(face.outline, mixed(piece.material, "shade", 0.16 * (1 - max(0.0, face.light))))
        for face in piece.faces
    ]
    layers += [
        Layer(face.outline.exterior, stroke="prop-line", weight=0.55) for face in piece.faces
    ]
    return [*layers, Layer(piece.outline.boundary, stroke="prop-line", weight=0.8)]


def cast_shadow(seen: Sequence[SeenPart], camera: Camera, floor: float) -> list[Layer]:
    """Where the body is near the ground: a soft dark patch on it, seen from above."""
    m = camera.matrix
    balls = np.concatenate([each.balls for each in seen])
    world = balls[:, :3] @ m
    low = world[:, 2] - balls[:, 3] < floor + _SHADOW_BELOW
    seen_from_above = m[2, 2] > 0.05
    if not seen_from_above or not low.any():
        return []
    spots = np.unique(np.rint(np.column_stack([world[low, :2], balls[low, 3]])), axis=0)
    discs = shapely.buffer(shapely.points(spots[:, :2]), 0.95 * spots[:, 2], quad_segs=6)
    flat = shapely.union_all(discs).buffer(3).buffer(-3.5)
    down = [m[0, 0], m[0, 1], m[1, 0], m[1, 1], 0.8, m[1, 2] * floor - 0.5]
    return [Layer(affinity.affine_transform(flat, down), "shade", opacity=0.13)]
