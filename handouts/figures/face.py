"""Hair, ears and face: Skeleton, Camera and Look → Layers, painted after the head's silhouette.

Every feature lies on the surface of the skull in the head's own coordinates (head.py) and is drawn
where that surface faces the camera: it narrows as the head turns and is gone when it has turned
away. Few, bold features: on paper the head is a few millimetres high. Decides no colour and
knows nothing of other parts; hair that stands off the head is a Part of its own, `hair_part`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Literal

import numpy as np
import shapely
from msgspec import Struct
from numpy.typing import NDArray
from shapely import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from handouts.figures.camera import Camera
from handouts.figures.head import SKULL, cast, placed
from handouts.figures.layers import Layer
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Hull, Part, Piece

Hair = Literal["short", "bun", "bob"]
Eyes = Literal["open", "closed"]
Points = NDArray[np.float64]


class Look(Struct, frozen=True):
    """What is a person's own about a head, and whether the eyes are open."""

    hair: Hair = "short"
    eyes: Eyes = "open"


class _Seen(Struct, frozen=True, eq=False):
    """A head as a camera sees it."""

    turn: NDArray[np.float64]
    origin: Points
    k: float

    @classmethod
    def of(cls, skeleton: Skeleton, camera: Camera) -> _Seen:
        turn = camera.matrix @ skeleton.axes["head"]
        return cls(turn, camera.points(skeleton.joints["atlas"]), skeleton.body.skull_scale)

    def flat(self, points: Points) -> Points:
        """Points of the head in the picture."""
        return (self.origin + points @ self.turn.T * self.k)[..., :2]

    def facing(self, normals: Points) -> Points:
        """1 where a surface looks into the camera, 0 at its edge, negative behind."""
        return np.asarray(normals @ self.turn[2])

    def silhouette(self, hull: Hull) -> BaseGeometry:
        centres = self.flat(hull[:, :3])
        return shapely.union_all(
            shapely.buffer(shapely.points(centres), hull[:, 3] * self.k)
        ).convex_hull


def face(skeleton: Skeleton, camera: Camera, look: Look) -> tuple[Layer, ...]:
    """Features, then the hair that covers them, then the ears that stand out of the hair."""
    seen = _Seen.of(skeleton, camera)
    layers = [*_nose(seen), *_stroke(seen, *_mouth_line(), "mouth", 1.0, 0.2)]
    for side in (-1, 1):
        layers += _eye(seen, side, look.eyes)
        layers += _stroke(seen, *_brow_line(side), "hair", 1.0, 0.12)
    layers += _hair(seen, look.hair)
    if look.hair != "bob":
        for side in (-1, 1):
            layers += _ear(seen, side)
    return tuple(layers)


# --- hair ---------------------------------------------------------------------------------------

_MIDDLE = np.array([0.0, 0.0, 6.5])
_BOB: Hull = np.vstack(
    [
        SKULL[:2] + np.array([0, 0, 0, 0.2]),
        [(-3.4, 3.6, -1.6, 4.2), (-3.4, -3.6, -1.6, 4.2), (1, 5, -2.2, 3.2), (1, -5, -2.2, 3.2)],
    ]
)
_BUN: Hull = np.array([(-6.0, 0, 14.6, 3.5), (-6.6, 0, 13.6, 3.3)])

_HAIRLINES: dict[Hair, tuple[tuple[float, float], ...]] = {
    "short": (
        (0, 34), (18, 33), (32, 29.5), (45, 20), (55, 4), (64, -11), (72, -23), (79, -24),
        (88, -10), (104, -22), (120, -40), (145, -49), (180, -51),
    ),
    "bun": (
        (0, 36), (16, 35), (32, 30), (46, 20), (58, 5), (72, -14), (80, -16), (90, -8), (106, -22),
        (122, -36), (145, -44), (180, -47),
    ),
    "bob": (
        (0, 35), (15, 33.5), (30, 28), (42, 14), (54, -14), (62, -40), (72, -50), (90, -53),
        (130, -56), (180, -57),
    ),
}  # fmt: skip
"""Degrees around the head from the front, and above the middle of the skull: lower edge of hair."""

_LOCKS, _ROWS = 97, 27
_GROWN = np.array([0, 0, 0, 0.25])


def hair_part(skeleton: Skeleton, look: Look) -> Part | None:
    """The hair that stands off the head: a bun, or the back of a bob, behind the face and neck."""
    if look.hair == "bun":
        return Part("hair", (Piece("hair", (placed(skeleton, _BUN),), smoothing=0.5),))
    if look.hair == "bob":
        bob = Piece("hair", (placed(skeleton, np.delete(_BOB, 1, axis=0) + _GROWN),), smoothing=0.5)
        # The near side of a bob is painted with the face; this is what shows past cheek and neck.
        return Part("hair", (bob,), nearer=-10 * skeleton.body.skull_scale)
    return None


@cache
def _locks(hair: Hair) -> tuple[Points, Points]:
    """Points and normals of the hair: from the crown down (rows) and around the head (columns)."""
    around = np.radians(np.linspace(-180, 180, _LOCKS))
    share = np.linspace(0, 1, _ROWS)[:, None]
    up = np.radians(90 + (_hairline(hair) - 90) * share)
    towards = np.stack([np.cos(up) * np.cos(around), np.cos(up) * np.sin(around), np.sin(up)], -1)
    rays = towards.reshape(-1, 3)
    points, normals = cast(_BOB if hair == "bob" else SKULL, _MIDDLE + 0 * rays, rays)
    # Hair is thickest on top and runs out into the skin at its lower edge.
    thick = (0.5 + (0.4 if hair == "bun" else 0.9) * np.clip(towards[..., 2:], 0, 1) ** 2) * (
        1 - 0.8 * share[..., None] ** 4
    )
    normals = normals.reshape(towards.shape)
    return points.reshape(towards.shape) + thick * normals, normals


def _hairline(hair: Hair) -> Points:
    """Degrees above the middle of the skull at each of the columns, without corners."""
    written = np.array(_HAIRLINES[hair])
    columns = np.linspace(-180, 180, _LOCKS)
    window = np.hanning(13)[1:-1] / np.hanning(13).sum()
    nearby = [np.abs((columns + step + 180) % 360 - 180) for step in np.arange(-5, 6) * 2.0]
    return np.asarray(
        sum(
            weight * np.interp(at, written[:, 0], written[:, 1])
            for weight, at in zip(window, nearby, strict=True)
        )
    )


def _hair(seen: _Seen, hair: Hair) -> Iterator[Layer]:
    """The side of the hair that is seen; the hairline is drawn finer than the outline."""
    points, normals = _locks(hair)
    flat, facing = seen.flat(points), seen.facing(normals)
    corners = [
        np.stack([a[:-1, :-1], a[:-1, 1:], a[1:, 1:], a[1:, :-1]], axis=2)
        for a in (flat, facing[..., None])
    ]
    cells, front = corners[0].reshape(-1, 4, 2), corners[1].reshape(-1, 4)
    whole = shapely.polygons(cells[(front > 0).all(axis=1)])
    edges = (front > 0).any(axis=1) & (front <= 0).any(axis=1)
    cut = [_cut(*cell) for cell in zip(cells[edges], front[edges], strict=True)]
    drawn = [cell for cell in [*whole, *cut] if cell.area > 1e-4 * seen.k**2]
    if not drawn:
        return
    k = seen.k
    shape = shapely.union_all(shapely.buffer(drawn, 0.05 * k, quad_segs=1))
    shape = shape.buffer(0.4 * k).buffer(-0.85 * k).buffer(0.4 * k)
    if shape.is_empty:
        return
    lowest = facing[-1, :-1] + facing[-1, 1:] > 0
    edge = np.stack([flat[-1, :-1], flat[-1, 1:]], axis=1)[lowest]
    hairline = shapely.union_all(shapely.buffer(shapely.linestrings(edge), 0.5 * k))
    outline = shape.boundary
    yield Layer(shape, fill="hair")
    for line, weight in (
        (outline.intersection(hairline), 0.7),
        (outline.difference(hairline), 1.0),
    ):
        if not line.is_empty:
            yield Layer(shapely.line_merge(line), stroke="line", weight=weight)


def _cut(cell: Points, front: Points) -> Polygon:
    """The part of a cell that faces the camera."""
    kept: list[Points] = []
    for i in range(4):
        j = (i + 1) % 4
        if front[i] > 0:
            kept.append(cell[i])
        if (front[i] > 0) != (front[j] > 0):
            kept.append(cell[i] + (cell[j] - cell[i]) * front[i] / (front[i] - front[j]))
    return Polygon(kept)


# --- ears ---------------------------------------------------------------------------------------


def _ear(seen: _Seen, side: int) -> Iterator[Layer]:
    """Whole when it faces the camera, else what stands out behind the cheek."""
    balls = ((-0.9, 7.4, 4.6, 1.4), (-0.3, 7.2, 2.0, 1.0), (-1.6, 7.8, 4.2, 1.0))
    ear = np.array([(x, side * y, z, radius) for x, y, z, radius in balls])
    shape = seen.silhouette(ear)
    facing = float(seen.facing(np.array([0.15, side * 0.99, 0.0])))
    if facing < -0.3:
        return
    if facing < 0.3:
        shape = shape.difference(seen.silhouette(SKULL)).buffer(-0.3 * seen.k).buffer(0.3 * seen.k)
    if shape.area < 0.5 * seen.k**2:
        return
    yield Layer(shape, fill="skin", stroke="line", weight=0.85)
    if facing > 0.6:
        turn = np.radians(np.linspace(160, -40, 12))
        rim = np.stack([-1.0 + 0.75 * np.cos(turn), side * 9 + 0 * turn, 4.5 + np.sin(turn)], -1)
        yield Layer(LineString(seen.flat(rim)), stroke="line", weight=0.5)


# --- face ---------------------------------------------------------------------------------------


def _on_face(
    across: Points, height: Points, sunk: float = 0.0, rounder: float = 0.0
) -> tuple[Points, Points]:
    """Points of the face so far to the left and up, and its normals there.

    Eyes are `sunk` into it; where it is `rounder` than the skull it falls back by that times the
    square of the distance from the middle.
    """
    start = np.column_stack([np.full(len(across), 2.0), across, height])
    points, normals = cast(SKULL, start, np.tile([1.0, 0.0, 0.0], (len(across), 1)))
    points[:, 0] -= sunk + rounder * across**2
    normals = normals + np.outer(2 * rounder * across * normals[:, 0], [0.0, 1.0, 0.0])
    return points, normals / np.linalg.norm(normals, axis=1, keepdims=True)


def _stroke(
    seen: _Seen, points: Points, normals: Points, stroke: str, weight: float, limit: float
) -> Iterator[Layer]:
    """The part of a line on the head that faces the camera by more than `limit`."""
    kept = seen.flat(points)[seen.facing(normals) > limit]
    if len(kept) > 2:
        line = LineString(kept)
        if line.length > 0.5 * seen.k:
            yield Layer(line, stroke=stroke, weight=weight)


def _eye(seen: _Seen, side: int, eyes: Eyes) -> Iterator[Layer]:
    points, normals = _eye_line(side, eyes)
    if eyes == "closed":
        yield from _stroke(seen, points, normals, "line", 1.0, 0.15)
    elif float(seen.facing(normals).mean()) > 0.2:
        yield Layer(Polygon(seen.flat(points)), fill="line")


@cache
def _eye_line(side: int, eyes: Eyes) -> tuple[Points, Points]:
    """A closed eye's lashes, or all around the dark of an open one: no white, so no stare."""
    if eyes == "closed":
        along = np.linspace(-1, 1, 13)
        return _on_face(side * (3.15 + 1.3 * along), 3.75 + 0.55 * along**2, sunk=0.5)
    turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    return _on_face(side * (3.15 + 0.64 * np.cos(turn)), 4.1 + 0.82 * np.sin(turn), sunk=0.5)


@cache
def _brow_line(side: int) -> tuple[Points, Points]:
    along = np.linspace(-1, 1, 15)
    return _on_face(side * (3.2 + 1.5 * along), 6.9 - 0.55 * along**2 - 0.3 * along)


@cache
def _mouth_line() -> tuple[Points, Points]:
    across = np.linspace(-2.5, 2.5, 25)
    return _on_face(across, -2.0 + 0.13 * across**2, rounder=0.06)


def _nose(seen: _Seen) -> Iterator[Layer]:
    around = np.linspace(-1, 1, 15) * 1.9
    points = np.column_stack(
        [9.3 + 1.0 * np.cos(around), 1.3 * np.sin(around), 1.55 - 0.5 * np.cos(around)]
    )
    normals = np.column_stack([np.cos(around), np.sin(around), -0.2 + 0 * around])
    yield from _stroke(seen, points, normals, "line", 0.7, 0.5)
