"""A skeleton: where every joint is and how every part is turned, in world centimetres.

Joints: those of `anchors.JOINTS`, and `spine.0` (between the hips) to `spine.13` (top of the
trunk). Parts with axes: root (the base before any tilt), pelvis, thorax, neck, head, each row
of the spine, and of each side thigh, shank, foot, upper_arm, forearm and hand. A part's axes are
columns: anterior, left, cranial; standing straight they are the world's x, y and z. In a hanging
hand the palm looks to the body's middle and anterior is the thumb's side. Decides no pose.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from handouts.figures.anchors import BONES, Target
from handouts.figures.body import Body
from handouts.figures.ranges import Side
from handouts.figures.vectors import Axes, Vector, frozen, reflected, reflected_axes, vector

OUTWARD: dict[Side, int] = {"R": -1, "L": 1}
"""Which way along a part's left axis the side's own outside lies."""


@dataclass(frozen=True, slots=True, eq=False)
class Skeleton:
    """Joints and axes are read-only, arrays too: a change is a new skeleton."""

    body: Body
    joints: Mapping[str, Vector]
    axes: Mapping[str, Axes]

    def at(self, target: Target) -> Vector:
        """The point that a target names."""
        if target.share is None:
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
        return skeleton(self.body, {**self.joints, **joints}, {**self.axes, **axes})


def skeleton(body: Body, joints: Mapping[str, Vector], axes: Mapping[str, Axes]) -> Skeleton:
    return Skeleton(body, _sealed(joints), _sealed(axes))


def mirror(original: Skeleton) -> Skeleton:
    """The mirror image on the plane y = 0, in which right is named left: the other side's pose."""
    return skeleton(
        original.body,
        {_other_side(name): reflected(point) for name, point in original.joints.items()},
        {_other_side(name): reflected_axes(turned) for name, turned in original.axes.items()},
    )


def _other_side(name: str) -> str:
    return name[:-1] + {"R": "L", "L": "R"}.get(name[-1], name[-1])


def _sealed(arrays: Mapping[str, Vector]) -> Mapping[str, Vector]:
    return MappingProxyType({name: frozen(array) for name, array in arrays.items()})
