"""Parts in space → parts as the camera sees them: outlines in picture centimetres, and depth."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from msgspec import Struct
from numpy.typing import NDArray
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from handouts.figures.camera import Camera
from handouts.figures.solids import Box, Hull, Part, Piece, dense

Numbers = NDArray[np.float64]

_TURNS = np.linspace(0, 2 * np.pi, 48, endpoint=False)
_CIRCLE = np.column_stack([np.cos(_TURNS), np.sin(_TURNS)])
_FINEST = 0.01
"""Cm: corners of an outline nearer than this to its line are left out."""
_NOWHERE = -1e9
_BETWEEN = (0.25, 0.5, 0.75)
_LIGHT = np.array([-0.25, -0.45, 0.86])


class Face(Struct, frozen=True, eq=False):
    """One visible side of a box; `light` from -1 (turned away from the lamp) to 1."""

    outline: Polygon
    light: float


class SeenPiece(Struct, frozen=True, eq=False):
    """A piece of one material; `faces` only where it is a box."""

    material: str
    outline: BaseGeometry
    faces: tuple[Face, ...] = ()


class SeenPart(Struct, frozen=True, eq=False):
    """A part in the picture: its pieces, the outline of them all, and what gives its depth."""

    part: Part
    pieces: tuple[SeenPiece, ...]
    outline: BaseGeometry
    balls: Numbers
    """(n, 4): x, y, depth, radius; so dense that they stand for the surface."""
    boxes: tuple[tuple[Numbers, Numbers, Numbers], ...] = ()
    """Middle, half size and axes of each box, in the camera's axes."""

    def depth(self, x: Numbers, y: Numbers) -> Numbers:
        """How near to the eye the surface is at these points; very far where it is not."""
        depths = [_depth_of_balls(self.balls, x, y)]
        depths += [_depth_of_box(*box, x, y) for box in self.boxes]
        nearest: Numbers = np.max(depths, axis=0)
        return nearest


def nowhere(depth: Numbers) -> NDArray[np.bool_]:
    """Where a depth says that there is nothing."""
    return depth <= _NOWHERE / 2


def see(part: Part, camera: Camera) -> SeenPart:
    """The part as this camera sees it."""
    pieces = tuple(
        _seen_box(piece, camera) if isinstance(piece, Box) else _seen_piece(piece, camera)
        for piece in part.pieces
    )
    hulls = [
        camera.hull(hull)
        for piece in part.pieces
        if isinstance(piece, Piece)
        for hull in piece.hulls
    ]
    boxes = tuple(
        (camera.points(box.centre), box.size / 2, camera.matrix @ box.axes)
        for box in part.pieces
        if isinstance(box, Box)
    )
    balls = np.concatenate([dense(hull, _BETWEEN) for hull in hulls]) if hulls else np.empty((0, 4))
    outline = shapely.union_all([piece.outline for piece in pieces])
    return SeenPart(part, pieces, outline, balls, boxes)


def silhouette(hulls: Iterable[Hull], smoothing: float = 1.0) -> BaseGeometry:
    """The outline of hulls that the camera sees, hollows narrower than `smoothing` (cm) filled."""
    discs = [
        shapely.multipoints((hull[:, None, :2] + hull[:, 3, None, None] * _CIRCLE).reshape(-1, 2))
        for hull in hulls
    ]
    whole = shapely.union_all(shapely.convex_hull(discs))
    if smoothing:
        whole = whole.buffer(smoothing, 8).buffer(-smoothing - 0.3, 8).buffer(0.3, 6)
    return whole.simplify(_FINEST)


def _seen_piece(piece: Piece, camera: Camera) -> SeenPiece:
    seen = [camera.hull(hull) for hull in piece.hulls]
    return SeenPiece(piece.material, silhouette(seen, piece.smoothing))


def _seen_box(box: Box, camera: Camera) -> SeenPiece:
    faces = []
    half = box.size / 2
    for axis, sign in ((axis, sign) for axis in range(3) for sign in (-1, 1)):
        normal = box.axes[:, axis] * sign
        if float(camera.matrix[2] @ normal) <= 0.02:
            continue
        first, second = (other for other in range(3) if other != axis)
        corners = np.zeros((4, 3))
        corners[:, axis] = sign * half[axis]
        corners[:, first] = np.array([-1, 1, 1, -1]) * half[first]
        corners[:, second] = np.array([-1, -1, 1, 1]) * half[second]
        outline = Polygon(camera.points(box.centre + corners @ box.axes.T)[:, :2])
        if outline.area > 0.05:
            faces.append(Face(outline, float(normal @ _LIGHT)))
    whole = shapely.union_all([face.outline.buffer(0.02) for face in faces])
    return SeenPiece(box.material, whole, tuple(faces))


def _depth_of_balls(balls: Numbers, x: Numbers, y: Numbers) -> Numbers:
    reach = balls[:, 3]
    near = (
        (balls[:, 0] + reach > x.min())
        & (balls[:, 0] - reach < x.max())
        & (balls[:, 1] + reach > y.min())
        & (balls[:, 1] - reach < y.max())
    )
    if not near.any():
        return np.full(len(x), _NOWHERE)
    cx, cy, depth, radius = (column[:, None] for column in balls[near].T)
    square = radius**2 - (cx - x) ** 2 - (cy - y) ** 2
    front = np.where(square > 0, depth + np.sqrt(np.maximum(square, 0)), _NOWHERE)
    nearest: Numbers = front.max(axis=0)
    return nearest


def _depth_of_box(middle: Numbers, half: Numbers, axes: Numbers, x: Numbers, y: Numbers) -> Numbers:
    """The nearer end of the sight line's way through the box (the slab method)."""
    start = np.column_stack([x, y, np.zeros_like(x)]) - middle
    local, along = start @ axes, axes[2]
    along = np.where(np.abs(along) < 1e-9, 1e-9, along)
    one, other = (-half - local) / along, (half - local) / along
    enters, leaves = np.minimum(one, other).max(axis=1), np.maximum(one, other).min(axis=1)
    return np.where(enters <= leaves, leaves, _NOWHERE)
