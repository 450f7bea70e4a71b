"""Arrows: the way a joint moved since the frame before, and the way something is pushed."""

from __future__ import annotations

from typing import Annotated, Literal, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from pydantic import AfterValidator, model_validator
from shapely.geometry import LineString, Polygon

from handouts.errors import InvalidValueError
from handouts.figures.anchors import check_joint
from handouts.figures.camera import Camera
from handouts.figures.layers import Layer
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import Vector, direction, length, vector
from handouts.model.authored import Authored, Number, Positive, Share

AWAY = 9.0
"""Cm from the path of the joint to the arrow beside it."""
SHORTEST_MM = 4.2
"""On paper: a smaller movement is shown by an arrow of this length about its middle."""
LEAST_SEEN = 0.35
"""Share of a way that a picture shows: of one that goes more to the eye, drift would be drawn."""
_LEAST_TURN = 0.05
_TURN_ARC = 110.0
"""Degrees of the arc that shows a turn: its length says nothing, its sense does."""
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


Shift = tuple[Number, Number]


class Way(Authored):
    """The way that the joint `of` went: beside it by `away` cm, or `shift` cm right and up from it.

    `start` and `end` are shares of the way, so that an arrow can leave out what is hidden.
    """

    of: JointName
    away: Number = AWAY
    shift: Shift | None = None
    bow: Number = 0.0
    """Cm by which the middle of a straight way is bent to its left, for what turns as it goes."""
    start: Share = 0.0
    end: Share = 1.0

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.start >= self.end:
            raise InvalidValueError("ends where it starts, or before", "write start: 0, end: 0.8")
        if self.shift is not None and "away" in self.model_fields_set:
            raise InvalidValueError(
                "has away and shift, but shift alone says how far from the joint it is",
                "take away out",
            )
        return self


class Turn(Authored):
    """An arc in the sense in which what only turns did so, such as a pelvis that rolls back."""

    turn: Literal["pelvis", "thorax", "head"]
    middle: Number = 90.0
    """Of the arc, in degrees: 0 is to the right of the part, 90 above it."""
    away: Number = AWAY
    """Cm from the middle of the part, which `shift` moves right and up."""
    shift: Shift = (0.0, 0.0)


Arrow = Way | Turn


def read_arrow(written: object) -> object:
    """`arrow: hand.R` is `arrow: {of: hand.R}`. Raises InvalidValueError for both kinds at once."""
    said = {"of": written} if isinstance(written, str) else written
    if not isinstance(said, dict):
        return said
    if ("of" in said) == ("turn" in said):
        raise InvalidValueError(
            "names a joint or what turns, one of them", "write of: hand.R, or turn: pelvis"
        )
    return (Way if "of" in said else Turn).model_validate(said)


class Push(Authored):
    """A force without a movement: from the joint `at`, `towards` a direction in the world."""

    at: JointName
    towards: tuple[Number, Number, Number]
    gap: Number = 7.0
    """Cm from the joint to the arrow."""
    length: Positive = 20.0

    @model_validator(mode="after")
    def _has_a_direction(self) -> Self:
        if not any(self.towards):
            raise InvalidValueError("goes nowhere", "write towards: [1, 0, 0]")
        return self


def arrow_path(
    arrow: Arrow, before: Skeleton, after: Skeleton, camera: Camera, shortest: float
) -> Points:
    """The way of a joint or the sense of a turn in the picture (n, 2), at least `shortest` cm.

    Raises InvalidValueError for what did not move, and for what cannot be seen to move from here.
    """
    if isinstance(arrow, Turn):
        return _turned_path(arrow, before, after, camera)
    return _moved_path(arrow, before, after, camera, shortest)


def _turned_path(arrow: Turn, before: Skeleton, after: Skeleton, camera: Camera) -> Points:
    part = arrow.turn
    turned = after.axes[part] @ before.axes[part].T
    about = np.array([turned[2, 1] - turned[1, 2], turned[0, 2] - turned[2, 0],
                      turned[1, 0] - turned[0, 1]]) / 2  # fmt: skip
    sense = float(about @ camera.matrix[2])  # the sine of what the eye sees of it
    if abs(sense) < _LEAST_TURN:
        raise InvalidValueError(
            f"shows how {part} turns, which cannot be seen from here",
            "name a joint that moves, or choose another view",
        )
    joint = {"pelvis": "pelvis", "thorax": "chest", "head": "head"}[part]
    middle = camera.points(after.joints[joint])[:2] + np.array(arrow.shift)
    half = np.radians(_TURN_ARC / 2) * np.sign(sense)
    turns = np.radians(arrow.middle) + np.linspace(-half, half, 25)
    path: Points = middle + arrow.away * np.column_stack([np.cos(turns), np.sin(turns)])
    return path


def _moved_path(
    arrow: Way, before: Skeleton, after: Skeleton, camera: Camera, shortest: float
) -> Points:
    """About what the joint turns on, or straight."""
    joint = arrow.of
    start, end = before.joints[joint], after.joints[joint]
    if length(end - start) < 1:
        raise InvalidValueError(
            f"shows the way of {joint}, which stays where it was", "name a joint that moves"
        )
    _refuse_what_is_foreshortened(f"shows the way of {joint}, which", end - start, camera)
    pivot = _pivot(joint, before, after)
    away = 0.0 if arrow.shift is not None else arrow.away
    shares = np.linspace(arrow.start, arrow.end, 25)
    world = (
        [start + (end - start) * share for share in shares]
        if pivot is None
        else _arc(pivot, start, end, shares, away, shortest)
    )
    path = camera.points(np.array(world))[:, :2]
    along = direction(path[-1] - path[0], np.array([0.0, 1.0]))
    leftwards = np.array([-along[1], along[0]])
    if pivot is None and away:
        path = path + leftwards * away
    t = np.linspace(0, 1, len(path))[:, None]
    path = path + leftwards * arrow.bow * 4 * t * (1 - t)
    path = _lengthened(path, shortest)
    return path + np.array(arrow.shift) if arrow.shift is not None else path


def push_path(push: Push, skeleton: Skeleton, camera: Camera) -> Points:
    """A straight arrow (2, 2) from the joint. Raises InvalidValueError for one to the eye."""
    along = direction(vector(*push.towards))
    _refuse_what_is_foreshortened("points where it", along, camera)
    at = skeleton.joints[push.at]
    ends = (at + along * push.gap, at + along * (push.gap + push.length))
    return camera.points(np.array(ends))[:, :2]


def _refuse_what_is_foreshortened(what: str, way: Vector, camera: Camera) -> None:
    seen = camera.points(way)
    if length(seen[:2]) < LEAST_SEEN * length(way):
        sense = "comes towards the eye" if seen[2] > 0 else "goes away from the eye"
        raise InvalidValueError(f"{what} {sense} here", "choose another view, or use turn")


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


def _arc(
    pivot: Vector, start: Vector, end: Vector, shares: Points, away: float, shortest: float
) -> list[Vector]:
    """From start to end about the pivot, `away` farther out; no shorter than `shortest`."""
    first, last = start - pivot, end - pivot
    one, other = direction(first), direction(last)
    angle = float(np.arccos(np.clip(one @ other, -1, 1)))
    if angle < 1e-3:
        return [start + (end - start) * share for share in shares]
    normal = direction(other - one * float(one @ other))
    radii = length(first) + (length(last) - length(first)) * shares + away
    short = max(0.0, shortest / float(radii.mean()) - angle * (shares[-1] - shares[0])) / 2
    turns = np.linspace(angle * shares[0] - short, angle * shares[-1] + short, len(shares))
    return [
        pivot + (one * np.cos(turn) + normal * np.sin(turn)) * radius
        for turn, radius in zip(turns, radii, strict=True)
    ]


def _lengthened(path: Points, shortest: float) -> Points:
    """A path that is too short to be seen, drawn out to both sides of its middle."""
    whole = LineString(path).length
    if whole >= shortest or whole < 1e-6:
        return path
    middle = path[len(path) // 2]
    longer: Points = middle + (path - middle) * (shortest / whole)
    return longer
