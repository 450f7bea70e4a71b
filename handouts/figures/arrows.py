"""Arrows: the way a joint moved since the frame before, and the way something is pushed."""

from __future__ import annotations

from typing import Annotated, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import AfterValidator, Field, model_validator
from shapely.geometry import LineString, Polygon

from handouts.errors import InvalidValueError
from handouts.figures.anchors import check_joint
from handouts.figures.camera import Camera
from handouts.figures.layers import Layer
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import Vector, direction, length, vector
from handouts.model.authored import Authored

AWAY = 9.0
"""Cm from the path of the joint to the arrow beside it."""
SHORTEST = 20.0
"""Cm: a smaller movement is shown by an arrow of this length about its middle."""
STILL = 4.0
"""Cm that a joint may move and still be what the rest turns about."""
STEM_MM, HEAD_MM, CASING_MM = 1.15, 3.4, 0.4
"""On paper: the stem's width where it meets the head, the head's length, the white around it."""

_TRUNKWARD = {
    "toe": ("ankle", "knee", "hip"), "heel": ("ankle", "knee", "hip"), "ankle": ("knee", "hip"),
    "knee": ("hip",), "hand": ("elbow", "shoulder"), "wrist": ("elbow", "shoulder"),
    "elbow": ("shoulder",),
}  # fmt: skip
_HEAD = ("head", "vertex", "nose", "chin")

Points = NDArray[np.float64]
JointName = Annotated[str, AfterValidator(check_joint)]


class Arrow(Authored):
    """`of`: the joint whose way it shows. `away`: cm from it. `shift`: cm right and up from it.

    `start` and `end` are shares of the way, so that an arrow can leave out what is hidden.
    """

    of: JointName
    away: float = AWAY
    shift: tuple[float, float] | None = None
    bow: float = 0.0
    """Cm by which the middle of a straight way is bent to its left, for what turns as it goes."""
    start: float = Field(0.0, ge=0, le=1)
    end: float = Field(1.0, ge=0, le=1)


class Push(Authored):
    """A force without a movement: from the joint `at`, `towards` a direction in the world."""

    at: JointName
    towards: tuple[float, float, float]
    gap: float = 7.0
    """Cm from the joint to the arrow."""
    length: float = SHORTEST

    @model_validator(mode="after")
    def _has_a_direction(self) -> Self:
        if not any(self.towards):
            raise InvalidValueError("goes nowhere", "write towards: [1, 0, 0]")
        return self


def moved_path(arrow: Arrow, before: Skeleton, after: Skeleton, camera: Camera) -> Points:
    """The way of a joint in the picture (n, 2): about what it turns on, or straight.

    Raises InvalidValueError for a joint that did not move.
    """
    start, end = before.joints[arrow.of], after.joints[arrow.of]
    if length(end - start) < 1:
        raise InvalidValueError(
            f"shows the way of {arrow.of}, which stays where it was", "name a joint that moves"
        )
    pivot = _pivot(arrow.of, before, after)
    away = 0.0 if arrow.shift is not None else arrow.away
    shares = np.linspace(arrow.start, arrow.end, 25)
    world = (
        [start + (end - start) * share for share in shares]
        if pivot is None
        else _arc(pivot, start, end, shares, away)
    )
    path = camera.points(np.array(world))[:, :2]
    along = direction(path[-1] - path[0], np.array([0.0, 1.0]))
    leftwards = np.array([-along[1], along[0]])
    if pivot is None and away:
        path = path + leftwards * away
    t = np.linspace(0, 1, len(path))[:, None]
    path = path + leftwards * arrow.bow * 4 * t * (1 - t)
    path = _lengthened(path)
    return path + np.array(arrow.shift) if arrow.shift is not None else path


def push_path(push: Push, skeleton: Skeleton, camera: Camera) -> Points:
    """A straight arrow (2, 2) from the joint."""
    along = direction(vector(*push.towards))
    at = skeleton.joints[push.at]
    ends = (at + along * push.gap, at + along * (push.gap + push.length))
    return camera.points(np.array(ends))[:, :2]


def draw_arrow(path: Points, cm_per_mm: float) -> tuple[Layer, ...]:
    """An arrow that swells towards its head, in a white casing so that it shows on everything."""
    line = LineString(path)
    whole = line.length
    head = min(HEAD_MM * cm_per_mm, 0.6 * whole)
    half = STEM_MM * cm_per_mm / 2
    reach = np.linspace(0, whole - 0.85 * head, 24)
    spine = np.array([line.interpolate(each).coords[0] for each in reach])
    along = np.gradient(spine, axis=0)
    along /= np.linalg.norm(along, axis=1)[:, None]
    aside = np.column_stack([-along[:, 1], along[:, 0]])
    swell = half * (0.45 + 0.55 * np.linspace(0, 1, 24))[:, None]
    stem = Polygon(np.vstack([spine + aside * swell, (spine - aside * swell)[::-1]]))
    tip = np.array(line.interpolate(whole).coords[0])
    foot = np.array(line.interpolate(whole - head).coords[0])
    forward = direction(tip - foot, along[-1])
    sideways = np.array([-forward[1], forward[0]]) * head * 0.5
    barbs = Polygon([tip, foot + sideways, foot + forward * head * 0.16, foot - sideways])
    arrow = shapely.union_all([stem.buffer(0.3 * half), barbs.buffer(0.3 * half)])
    casing = arrow.buffer(CASING_MM * cm_per_mm)
    return Layer(casing, "casing"), Layer(arrow, "arrow")


def _pivot(joint: str, before: Skeleton, after: Skeleton) -> Vector | None:
    """The nearest joint towards the trunk that stayed: what this one turns about."""
    name, _, side = joint.partition(".")
    trunkward = ("c7",) if name in _HEAD else _TRUNKWARD.get(name, ())
    for parent in trunkward:
        key = f"{parent}.{side}" if side else parent
        if length(after.joints[key] - before.joints[key]) < STILL:
            return after.joints[key]
    return None


def _arc(pivot: Vector, start: Vector, end: Vector, shares: Points, away: float) -> list[Vector]:
    """From start to end about the pivot, `away` farther out; no shorter than SHORTEST."""
    first, last = start - pivot, end - pivot
    one, other = direction(first), direction(last)
    angle = float(np.arccos(np.clip(one @ other, -1, 1)))
    if angle < 1e-3:
        return [start + (end - start) * share for share in shares]
    normal = direction(other - one * float(one @ other))
    radii = length(first) + (length(last) - length(first)) * shares + away
    short = max(0.0, SHORTEST / float(radii.mean()) - angle * (shares[-1] - shares[0])) / 2
    turns = np.linspace(angle * shares[0] - short, angle * shares[-1] + short, len(shares))
    return [
        pivot + (one * np.cos(turn) + normal * np.sin(turn)) * radius
        for turn, radius in zip(turns, radii, strict=True)
    ]


def _lengthened(path: Points) -> Points:
    """A path that is too short to be seen, drawn out to both sides of its middle."""
    whole = LineString(path).length
    if whole >= SHORTEST or whole < 1e-6:
        return path
    middle = path[len(path) // 2]
    longer: Points = middle + (path - middle) * (SHORTEST / whole)
    return longer
