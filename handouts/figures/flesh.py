"""The flesh on a skeleton: hulls of balls about its bones, in world centimetres.

Measures are the draughtsman's, for a body of 170 cm and average build; they grow with the body.
What is worn over it is clothing.py's.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from handouts.figures.anchors import BONES
from handouts.figures.kinematics import SPINE_ROWS
from handouts.figures.ranges import Side
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Ball
from handouts.figures.vectors import vector

Profile = Sequence[tuple[float, float, float]]
"""A limb's girth: (share of the way down its bone, radius in cm, cm the flesh stands ahead)."""

LIMBS: dict[str, Profile] = {
    "thigh": ((0, 8.5, 0), (0.2, 8.2, 0.6), (0.45, 7.3, 0.7), (0.75, 5.9, 0.3), (1, 5.1, 0)),
    "shank": (
        (0, 5.1, 0), (0.12, 4.9, -0.4), (0.3, 5.1, -1.2), (0.55, 4.3, -0.8),
        (0.8, 3.4, -0.2), (1, 3.1, 0),
    ),
    "upper_arm": ((0, 4.5, 0), (0.25, 4.6, 0), (0.5, 4.1, 0.2), (0.8, 3.55, 0), (1, 3.45, 0)),
    "forearm": ((0, 3.45, 0), (0.22, 3.75, 0), (0.6, 3.15, 0), (1, 2.35, 0)),
}  # fmt: skip

TRUNK: Sequence[tuple[float, float, float, float]] = (
    (0, 0.2, 7.6, 8.5), (8, -0.3, 6.6, 8.0), (17, 0.7, 4.9, 7.8), (28, 0.5, 5.4, 8.8),
    (36, 0.8, 6.0, 9.1), (44, -0.7, 8.0, 6.4), (47.5, -1.6, 9.4, 4.4),
)  # fmt: skip
"""Two balls at each height above the hips: (height, ahead, to either side, radius), cm."""

TRUNK_HEIGHTS = (*range(0, 48, 4), 47.5)
BUTTOCKS = (-0.5, -3.4, 7.0, 8.9)
"""As a row of TRUNK."""

Row = tuple[Ball, Ball]
"""The right and the left ball of the trunk at one height."""


def trunk(skeleton: Skeleton) -> tuple[Row, ...]:
    """The trunk from hips to shoulders, a row every 4 cm."""
    heights, ahead, aside, radius = np.array(TRUNK, dtype=np.float64).T
    return tuple(
        trunk_row(skeleton, height, *(float(at) for at in measures))
        for height, *measures in zip(
            TRUNK_HEIGHTS,
            *(smooth(heights, each, TRUNK_HEIGHTS) for each in (ahead, aside, radius)),
            strict=True,
        )
    )


def buttocks(skeleton: Skeleton) -> Row:
    return trunk_row(skeleton, *BUTTOCKS)


def trunk_row(skeleton: Skeleton, height: float, ahead: float, aside: float, radius: float) -> Row:
    """A ball to the right and one to the left of the spine, bent and turned as the spine is."""
    right, left = (trunk_point(skeleton, height, ahead, sideways) for sideways in (-aside, aside))
    k = skeleton.body.scale
    return (right, radius * k), (left, radius * k)


def trunk_point(
    skeleton: Skeleton, height: float, ahead: float, leftwards: float
) -> NDArray[np.float64]:
    """A point of the trunk: cm above the hips, ahead of the spine and to its left, at 170 cm."""
    k = skeleton.body.scale
    spacing = skeleton.body.trunk / k / (SPINE_ROWS - 1)
    row = int(np.clip(round(height / spacing), 0, SPINE_ROWS - 1))
    offset = vector(ahead, leftwards, height - row * spacing) * k
    return skeleton.joints[f"spine.{row}"] + skeleton.axes[f"spine.{row}"] @ offset


def limb(skeleton: Skeleton, bone: str, side: Side, shares: Sequence[float]) -> tuple[Ball, ...]:
    """Balls down a limb, at these shares of its bone."""
    down, radius, ahead = np.array(LIMBS[bone], dtype=np.float64).T
    return tuple(
        (limb_point(skeleton, bone, side, share, forward), thick * skeleton.body.scale)
        for share, thick, forward in zip(
            shares, smooth(down, radius, shares), smooth(down, ahead, shares), strict=True
        )
    )


def limb_point(
    skeleton: Skeleton, bone: str, side: Side, share: float, ahead: float, leftwards: float = 0.0
) -> NDArray[np.float64]:
    """A point by a bone: so far down it, and cm ahead and to the left of it, at 170 cm."""
    upper, lower = (skeleton.joints[joint] for joint in BONES[f"{bone}.{side}"])
    offset = vector(ahead, leftwards, 0) * skeleton.body.scale
    along: NDArray[np.float64] = upper + (lower - upper) * share
    return along + skeleton.axes[f"{bone}.{side}"] @ offset


def smooth(
    known: NDArray[np.float64], values: NDArray[np.float64], wanted: Sequence[float]
) -> NDArray[np.float64]:
    """Values between the known ones on a cubic Hermite curve: no ridge at a table's row."""
    slopes = np.gradient(values, known)
    at = np.asarray(wanted, dtype=np.float64)
    left = np.clip(np.searchsorted(known, at) - 1, 0, len(known) - 2)
    width = known[left + 1] - known[left]
    u = (at - known[left]) / width
    curve: NDArray[np.float64] = (
        (2 * u**3 - 3 * u**2 + 1) * values[left]
        + (u**3 - 2 * u**2 + u) * width * slopes[left]
        + (3 * u**2 - 2 * u**3) * values[left + 1]
        + (u**3 - u**2) * width * slopes[left + 1]
    )
    return curve
