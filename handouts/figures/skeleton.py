"""A skeleton: where every joint is and how every part is turned, in world centimetres.

Joints: those of `anchors.JOINTS`, and `spine.0` (between the hips) to `spine.13` (top of the
trunk). Parts with axes: root (the base before any tilt), pelvis, thorax, neck, head, each row
of the spine, and of each side thigh, shank, foot, upper_arm, forearm and hand. A part's axes are
columns: anterior, left, cranial; standing straight they are the world's x, y and z. In a hanging
hand the palm looks to the body's middle and anterior is the thumb's side. Decides no pose.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from handouts.errors import InvalidValueError
from handouts.figures.anchors import BONES, HELD_LINES, Target
from handouts.figures.body import Body
from handouts.figures.ranges import Side
from handouts.figures.vectors import Axes, Vector, frozen, vector

OUTWARD: dict[Side, int] = {"R": -1, "L": 1}
"""Which way along a part's left axis the side's own outside lies."""


class Skeleton(Struct, frozen=True, eq=False):
    """Joints and axes are read-only, arrays too: a change is a new skeleton."""

    body: Body
    joints: Mapping[str, Vector]
    axes: Mapping[str, Axes]
    props: Mapping[str, Vector] = field(default_factory=lambda: MappingProxyType({}))
    """Points of the props around it by `anchors.THINGS`, lines (n, 3) by `anchors.HELD_LINES`."""

    def at(self, target: Target) -> Vector:
        """The point that a target names. Raises InvalidValueError for a prop that is not there."""
        if target.anchor in self.props:
            start = _along(self.props[target.anchor], target.share or 0.0)
        elif target.anchor not in self.joints and target.anchor not in BONES:
            place = "the frame" if target.anchor in HELD_LINES else "props"
            thing = target.anchor.partition(".")[0]
            raise InvalidValueError(f"needs a {thing}, and there is none", f"add it to {place}")
        elif target.share is None:
            start = self.joints[target.anchor]
        else:
            upper, lower = (self.joints[joint] for joint in BONES[target.anchor])
            start = upper + (lower - upper) * target.share
        return start + vector(*target.offset)

    def moved(self, by: Vector) -> Skeleton:
        """The same skeleton `by` centimetres elsewhere."""
        return replace(self, joints=_sealed({name: p + by for name, p in self.joints.items()}))

    def changed(self, joints: Mapping[str, Vector], axes: Mapping[str, Axes]) -> Skeleton:
        """The same but for these joints and axes."""
        changed = skeleton(self.body, {**self.joints, **joints}, {**self.axes, **axes})
        return replace(changed, props=self.props)

    def among(self, props: Mapping[str, Vector]) -> Skeleton:
        """The same with these props too."""
        return replace(self, props=_sealed({**self.props, **props}))


def skeleton(body: Body, joints: Mapping[str, Vector], axes: Mapping[str, Axes]) -> Skeleton:
    return Skeleton(body, _sealed(joints), _sealed(axes))


def _along(points: Vector, share: float) -> Vector:
    """The point at this share of a line's length; a point stays where it is."""
    if points.ndim == 1:
        return points
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    return np.array([np.interp(share * run[-1], run, points[:, axis]) for axis in range(3)])


def _sealed(arrays: Mapping[str, Vector]) -> Mapping[str, Vector]:
    return MappingProxyType({name: frozen(array) for name, array in arrays.items()})
