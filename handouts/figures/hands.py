"""The shapes of a hand as hulls of balls, and the creases that a drawing may stroke on them.

A hand is measured in its own directions, in cm at 170 cm from the wrist: towards the thumb,
towards the palm, towards the fingertips. `kinematics` says how the hand is turned.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, radians, sin, sqrt
from typing import Literal

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from handouts.figures.ranges import Side
from handouts.figures.skeleton import OUTWARD, Skeleton
from handouts.figures.solids import Ball, Hull, chain, hull
from handouts.figures.vectors import Axes, Vector, across, direction, length, vector

HandShape = Literal["relaxed", "open", "fist", "grip", "palm"]
"""`relaxed` hangs, `open` is flat with its fingers together, `fist` has the thumb across,
`grip` is closed round a stick, `palm` lies on a surface with its fingers spread.

The surface under a `palm` is the body's wrist radius away from the wrist, on the palm's side.
"""

SMOOTHING = 0.3
"""For the `Piece` of a hand: more would fill the gaps between its fingers."""


class Crease(Struct, frozen=True, eq=False):
    """A line on the skin, to be drawn from where `normal · towards the eye` is above `facing`."""

    points: NDArray[np.float64]
    """(n, 3), world cm."""
    normal: Vector
    """Where the skin looks to there; length 1."""
    facing: float
    """The outline of a thumb holds only from near its normal; a gap between fingers from afar."""


Point = tuple[float, float, float]
Line = tuple[list[Vector], Vector, float]
"""A crease in the hand's own directions."""

_FROM_AFAR, _FROM_NEAR = 0.35, 0.92

_THUMBWARDS, _PALMWARDS = vector(1, 0, 0), vector(0, 1, 0)


class _Form(Struct, frozen=True):
    """How the fingers of a shape are held."""

    flexion: tuple[Point, ...]
    """Degrees at the knuckle and the two joints after it, from the index to the little finger."""
    fan: tuple[float, ...]
    """Degrees towards the thumb."""
    thumb: tuple[Point, ...]
    """Its joints from the root to the middle of the tip."""


_WRIST = 2.35
_PALM: tuple[tuple[Point, float], ...] = (
    ((0.0, 0.0, 0.2), _WRIST),
    ((1.7, 0.5, 3.0), 1.75),
    ((-1.9, 0.4, 3.0), 1.6),
    ((2.3, 0.3, 6.2), 1.5),
    ((-2.4, 0.2, 6.2), 1.4),
)
_KNUCKLES: tuple[Point, ...] = (
    (3.05, -0.2, 9.0),
    (1.05, -0.4, 9.3),
    (-0.9, -0.3, 8.9),
    (-2.8, 0.0, 8.1),
)
_KNUCKLE = 1.15
_PHALANGES: tuple[Point, ...] = (
    (3.8, 2.3, 1.2),
    (4.2, 2.6, 1.25),
    (3.9, 2.4, 1.25),
    (3.2, 1.9, 1.1),
)
_FINGER = (*((1.02, 0.98, 0.92, 0.8),) * 3, (0.95, 0.9, 0.82, 0.7))
_THUMB = (1.6, 1.3, 1.02, 0.82)

_FORMS: dict[HandShape, _Form] = {
    "relaxed": _Form(
        ((11, 20, 12), (14, 23, 14), (13, 23, 14), (8, 18, 16)),
        (-1, 0, 0.5, 1),
        ((2.0, 0.7, 2.6), (4.2, 1.5, 5.4), (5.3, 1.9, 8.2), (5.5, 2.2, 10.6)),
    ),
    "open": _Form(
        ((2, 4, 3),) * 4,
        (0, 0, 0, -0.5),
        ((1.9, 0.8, 2.4), (4.4, 1.2, 5.0), (6.2, 1.1, 7.5), (7.3, 0.9, 9.6)),
    ),
    "fist": _Form(
        ((82, 95, 60),) * 4,
        (-2, 0, 1, 3),
        ((2.0, 0.9, 2.6), (3.9, 2.6, 4.6), (3.4, 4.6, 6.2), (0.8, 5.0, 6.7)),
    ),
    "grip": _Form(
        ((60, 80, 58),) * 4,
        (-1, 0, 1, 2),
        ((2.0, 1.0, 2.4), (4.3, 2.9, 3.9), (4.9, 5.0, 5.6), (3.9, 5.6, 8.0)),
    ),
    "palm": _Form(
        ((0, 0, 0),) * 4,
        (9, -0.5, -0.5, -14),
        ((1.9, 0.8, 2.2), (4.9, 1.0, 4.4), (7.2, 1.1, 6.2), (8.9, 0.9, 8.0)),
    ),
}
_PARTED = 0.35
"""From this gap between two fingers on, the outline parts them."""
_BEFORE_THUMB = 0.45
"""The share of the second bone that a thumb across it leaves to be seen."""
_CLOSED = frozenset({"fist", "grip"})
_AXIS = (2.5, 6.9)
"""Where a grip's axis runs: towards the palm and the fingertips."""
_CORE = 1.5
_REACH = (-3.8, 4.2)
"""How far along the axis the fingers go, from the little one to the thumb."""


def hand(skeleton: Skeleton, side: Side, shape: HandShape) -> tuple[Hull, ...]:
    """The hulls of a hand below its wrist joint, in world cm."""
    fingers, thumb = _fingers(shape), _thumb(shape)
    palm = _laid([(vector(*point), radius) for point, radius in _PALM], shape)
    knuckles = _laid([(finger[0][0], _KNUCKLE) for finger in fingers], shape)
    root_of_web = (thumb[0][0] * 0.4 + thumb[1][0] * 0.6, thumb[1][1])
    hulls = [hull(palm + knuckles), hull([thumb[0], root_of_web, palm[3], fingers[0][0]])]
    for finger in fingers:
        hulls += [hull(finger)] if shape in _CLOSED else chain(finger)
    hulls += chain(thumb)
    if shape == "grip":
        core = [(vector(along, *_AXIS), _CORE) for along in (-2.6, 2.8)]
        hulls += [hull(core), hull([core[1], *thumb[1:]])]
    return tuple(_placed(one, skeleton, side) for one in hulls)


def grip_axis(skeleton: Skeleton, side: Side) -> tuple[Vector, Vector]:
    """Where a stick runs through a `grip`: in at the little finger, out at the thumb; world cm."""
    start, end = (_world(vector(along, *_AXIS), skeleton, side) for along in _REACH)
    return start, end


def finger_lines(skeleton: Skeleton, side: Side, shape: HandShape) -> tuple[Crease, ...]:
    """Lines between the fingers, and round the thumb where it lies before the rest of the hand.

    From one side at most three run between the fingers; both sides of the hand have theirs.
    """
    fingers, thumb = _fingers(shape), _thumb(shape)
    lines: list[Line] = []
    for first, second in pairwise(fingers):
        if shape in _CLOSED:
            lines += _closed_gap(first, second, thumb)
        else:
            lines += _open_gap(first, second)
    if shape in _CLOSED:
        lines += [_around(thumb[1:], _PALMWARDS), _around(thumb[1:3], _THUMBWARDS)]
    elif shape != "palm":
        lines.append(_around(thumb[1:], _THUMBWARDS))
    turned = _axes(skeleton, side)
    return tuple(
        Crease(_world(np.array(points), skeleton, side), turned @ normal, facing)
        for points, normal, facing in lines
        if len(points) > 1
    )


def _open_gap(first: list[Ball], second: list[Ball]) -> list[Line]:
    """The valleys between two straight fingers, on the back and on the palm's side."""
    back, front, looks = [], [], []
    pairs = zip(_from_the_web(first), _from_the_web(second), _bones(first), strict=True)
    for a, b, bone in pairs:
        gap = abs(a[0][0] - b[0][0])
        if gap > a[1] + b[1] + _PARTED:
            break
        outward, rise = _backwards(bone), sqrt(max(0.0, min(a[1], b[1]) ** 2 - (gap / 2) ** 2))
        nearer = min(a[0], b[0], key=lambda centre: float(centre[2]))
        middle = vector((a[0][0] + b[0][0]) / 2, nearer[1], nearer[2])
        back.append(middle + outward * rise)
        front.append(middle - outward * rise)
        looks.append(outward)
    if not looks:
        return []
    normal = direction(np.sum(looks, axis=0))
    return [(back, normal, _FROM_AFAR), (front, -normal, _FROM_AFAR)]


def _from_the_web(finger: list[Ball]) -> list[Ball]:
    (knuckle, _), (joint, radius), *rest = finger
    return [((knuckle + joint) / 2, radius), (joint, radius), *rest]


def _bones(finger: list[Ball]) -> list[Vector]:
    """The bone at each of the finger's balls: at a joint the one before it."""
    bones = [end[0] - start[0] for start, end in pairwise(finger)]
    return [bones[0], *bones]


def _backwards(bone: Vector) -> Vector:
    """Where the back of a finger looks to: a right angle to the bone, away from the palm."""
    return direction(np.cross(_THUMBWARDS, bone))


def _closed_gap(first: list[Ball], second: list[Ball], thumb: list[Ball]) -> list[Line]:
    """Between two bent fingers: behind the knuckles, then along the first and second bones."""
    points = [(a[0] + b[0]) / 2 for a, b in zip(first[:3], second, strict=False)]
    tip, thickness = thumb[-1]
    if points[2][0] > tip[0] - thickness:
        points[2] = points[1] + (points[2] - points[1]) * _BEFORE_THUMB
    radius = first[1][1]
    half = length(first[1][0] - second[1][0]) / 2
    rise = sqrt(max(0.0, radius**2 - half**2))
    lines: list[Line] = []
    for start, end in pairwise(points):
        outward = _backwards(end - start)
        low = _KNUCKLE if start is points[0] else rise
        lines.append(([start + outward * low, end + outward * rise], outward, _FROM_AFAR))
    knuckle = points[0] - _PALMWARDS * (_KNUCKLE - 0.1)
    lines.append(([knuckle, knuckle - vector(0, 0, 1.4)], -_PALMWARDS, _FROM_AFAR))
    return lines


def _around(balls: list[Ball], normal: Vector) -> Line:
    """The outline of the thumb about its tip, as it is seen from where `normal` looks to."""
    (before, _), (tip, radius) = balls[-2:]
    ahead = direction(across(tip - before, normal))
    aside = np.cross(normal, ahead)
    turns = [radians(degrees) for degrees in range(90, -91, -20)]
    tip_arc = [tip + radius * (sin(a) * aside + cos(a) * ahead) for a in turns]
    one_flank = [centre + r * aside for centre, r in balls[:-1]]
    other_flank = [centre - r * aside for centre, r in reversed(balls[:-1])]
    return [*one_flank, *tip_arc, *other_flank], normal, _FROM_NEAR


def _fingers(shape: HandShape) -> list[list[Ball]]:
    """The four fingers from the index on: balls from the knuckle to the tip."""
    return [_laid(_finger(_FORMS[shape], index), shape) for index in range(4)]


def _thumb(shape: HandShape) -> list[Ball]:
    joints = zip(_FORMS[shape].thumb, _THUMB, strict=True)
    return _laid([(vector(*point), radius) for point, radius in joints], shape)


def _finger(form: _Form, index: int) -> list[Ball]:
    at, fan, bend = vector(*_KNUCKLES[index]), radians(form.fan[index]), 0.0
    balls = [(at, _FINGER[index][0])]
    bones = zip(_PHALANGES[index], form.flexion[index], _FINGER[index][1:], strict=True)
    for bone, flexion, radius in bones:
        bend += radians(flexion)
        at = at + bone * vector(sin(fan) * cos(bend), sin(bend), cos(fan) * cos(bend))
        balls.append((at, radius))
    return balls


def _laid(balls: list[Ball], shape: HandShape) -> list[Ball]:
    """The balls of a `palm` moved onto its surface; those of other shapes as they are."""
    if shape != "palm":
        return balls
    return [(vector(c[0], _WRIST - radius, c[2]), radius) for c, radius in balls]


def _axes(skeleton: Skeleton, side: Side) -> Axes:
    """Columns: towards the thumb, the palm and the fingertips."""
    turned = skeleton.axes[f"hand.{side}"]
    return np.asarray(turned * np.array([1.0, -OUTWARD[side], -1.0]), dtype=np.float64)


def _placed(local: Hull, skeleton: Skeleton, side: Side) -> Hull:
    scale = skeleton.body.scale
    return np.column_stack([_world(local[:, :3], skeleton, side), scale * local[:, 3]])


def _world(points: NDArray[np.float64], skeleton: Skeleton, side: Side) -> NDArray[np.float64]:
    scale = skeleton.body.scale
    return skeleton.joints[f"wrist.{side}"] + scale * points @ _axes(skeleton, side).T
