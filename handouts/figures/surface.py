"""The surface of the clothed body, found by rays: where on it a height and an angle are.

In: a skeleton, a stretch of the body and lines along and around it. Out: points in world
centimetres. Rays start on the stretch's axis and end where they leave what is drawn of it, so
that what is laid on these points lies on the cloth or skin of the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray

from handouts.figures.anchors import BONES
from handouts.figures.clothing import arm, leg, trousers_and_shirt
from handouts.figures.flesh import trunk_point
from handouts.figures.head import neck
from handouts.figures.kinematics import SPINE_ROWS
from handouts.figures.ranges import Side
from handouts.figures.skeleton import OUTWARD, Skeleton
from handouts.figures.solids import Hull, Part, Piece, dense
from handouts.figures.vectors import Axes, Vector, direction, vector

Points = NDArray[np.float64]
"""(…, 3), world centimetres; NaN where a ray meets nothing."""

Axis = Callable[[Skeleton, Side, float], tuple[Vector, Axes]]
"""Where a ray starts, so far along a stretch, and columns: ahead, left, along."""

_BETWEEN = np.linspace(0, 1, 8)[1:-1].tolist()
"""Shares at which balls stand between two of a hull, so that they are its surface."""


def surface(
    skeleton: Skeleton,
    stretch: str,
    side: Side,
    along: Sequence[float],
    around: NDArray[np.float64],
) -> tuple[Points, Points]:
    """A grid on a stretch of the body (see STRETCHES), and the rays that found it.

    `along` has the height of each row. `around` holds a row of degrees for each: 0 straight ahead,
    90 to the outside of that side.
    """
    axis, parts = STRETCHES[stretch]
    turns = np.radians(around)
    found, outwards = [], []
    balls = _balls(parts(skeleton, side))
    for at, turn in zip(along, turns, strict=True):
        start, axes = axis(skeleton, side, at)
        level = np.stack([np.cos(turn), OUTWARD[side] * np.sin(turn), np.zeros_like(turn)], axis=-1)
        outwards.append(level @ axes.T)
        found.append(_leaving(balls, start, outwards[-1]))
    return np.array(found), np.array(outwards)


def _on_trunk(skeleton: Skeleton, _: Side, height: float) -> tuple[Vector, Axes]:
    """By cm above the hips, of a body of 170 cm."""
    spacing = skeleton.body.trunk / (SPINE_ROWS - 1) / skeleton.body.scale
    row = int(np.clip(round(height / spacing), 0, SPINE_ROWS - 1))
    return trunk_point(skeleton, height, 0, 0), skeleton.axes[f"spine.{row}"]


def _on_neck(skeleton: Skeleton, _: Side, share: float) -> tuple[Vector, Axes]:
    """By the share of the way from C7 to the skull, in the middle of the neck's flesh."""
    c7, atlas = skeleton.joints["c7"], skeleton.joints["atlas"]
    axes = skeleton.axes["neck"]
    ahead = axes @ vector(2.2 - share, 0, 0) * (skeleton.body.neck / 11.5)
    return c7 + (atlas - c7) * share + ahead, axes


def _on_shoulder(skeleton: Skeleton, side: Side, share: float) -> tuple[Vector, Axes]:
    """By the share of the way from C7 to the shoulder; 0° is ahead, 90° up, 180° behind."""
    thorax, out = skeleton.axes["thorax"], OUTWARD[side]
    base = skeleton.joints["c7"] + thorax @ vector(1, 0, -3) * skeleton.body.scale
    shoulder = skeleton.joints[f"shoulder.{side}"]
    along = direction(shoulder - base)
    ahead = direction(thorax[:, 0] - along * float(thorax[:, 0] @ along))
    upwards = np.cross(along, ahead) * -out
    return base + (shoulder - base) * share, np.column_stack([ahead, upwards * out, along])


def _on_limb(bone: str, skeleton: Skeleton, side: Side, share: float) -> tuple[Vector, Axes]:
    """By the share of the way down the bone."""
    upper, lower = (skeleton.joints[joint] for joint in BONES[f"{bone}.{side}"])
    return upper + (lower - upper) * share, skeleton.axes[f"{bone}.{side}"]


def _trunk(skeleton: Skeleton, _: Side) -> tuple[Part, ...]:
    return trousers_and_shirt(skeleton)


STRETCHES: dict[str, tuple[Axis, Callable[[Skeleton, Side], tuple[Part, ...]]]] = {
    "trunk": (_on_trunk, _trunk),
    "neck": (_on_neck, lambda skeleton, _: (neck(skeleton),)),
    "shoulder": (_on_shoulder, _trunk),
    "upper_arm": (partial(_on_limb, "upper_arm"), lambda s, side: arm(s, side, ())[:1]),
    "forearm": (partial(_on_limb, "forearm"), lambda s, side: arm(s, side, ())[1:]),
    "thigh": (partial(_on_limb, "thigh"), lambda s, side: leg(s, side, ())[:1]),
    "shank": (partial(_on_limb, "shank"), lambda s, side: leg(s, side, ())[1:]),
}
"""How rays start along each stretch of the body, and the parts that they leave."""


def _balls(parts: Sequence[Part]) -> Hull:
    hulls = [
        h
        for part in parts
        for piece in part.pieces
        if isinstance(piece, Piece)
        for h in piece.hulls
    ]
    return np.concatenate([dense(hull, _BETWEEN) for hull in hulls])


def _leaving(balls: Hull, start: Vector, rays: Points) -> Points:
    """Where rays (n, 3) of length 1 leave the last of the balls that they meet."""
    to = balls[:, :3] - start
    middle = rays @ to.T
    square = balls[:, 3] ** 2 - (to**2).sum(axis=1) + middle**2
    reach = np.where(square > 0, middle + np.sqrt(np.maximum(square, 0)), -np.inf).max(axis=1)
    reach = np.where(reach > 0, reach, np.nan)
    left: Points = start + rays * reach[:, None]
    return left
