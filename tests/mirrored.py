"""The mirror image of a skeleton: what a pose of the other side has to be."""

from __future__ import annotations

from handouts.figures.skeleton import Skeleton, skeleton
from handouts.figures.vectors import reflected, reflected_axes


def mirror(original: Skeleton) -> Skeleton:
    """The mirror image on the plane y = 0, in which right is named left: the other side's pose."""
    reflection = skeleton(
        original.body,
        {_other_side(name): reflected(point) for name, point in original.joints.items()},
        {_other_side(name): reflected_axes(turned) for name, turned in original.axes.items()},
    )
    return reflection.among(
        {_other_side(name): reflected(points) for name, points in original.props.items()}
    )


def _other_side(name: str) -> str:
    return name[:-1] + {"R": "L", "L": "R"}.get(name[-1], name[-1])
