"""What a picture is made of in space: hulls of balls, and boxes; world centimetres, no camera.

A `Hull` is the convex body that some balls span. Seen from anywhere it is the hull of as many
circles, so flesh and cloth made of hulls are right from every side.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from handouts.figures.vectors import Axes, Vector

Hull = NDArray[np.float64]
"""Balls, one a row: x, y, z, radius."""

ALWAYS = 50.0
"""Cm: a part that covers another by so much does so however they lie."""

Ball = tuple[Vector, float]
"""Centre and radius."""


class Piece(Struct, frozen=True, eq=False):
    """Hulls of one material, such as the sleeve of an arm. `material` is a colour of the palette.

    `smoothing`: how far (cm) hollows of the outline are filled, as cloth and skin do; 0 for things
    with corners.
    """

    material: str
    hulls: tuple[Hull, ...]
    smoothing: float = 1.0


class Box(Struct, frozen=True, eq=False):
    """A block of furniture: its middle, its size along its own axes, and how these are turned."""

    material: str
    centre: Vector
    size: Vector
    axes: Axes


class Weld(Struct, frozen=True, eq=False):
    """Where this part runs into another: no outline is drawn inside the other near that point."""

    other: str
    at: Vector
    radius: float


class Part(Struct, frozen=True, eq=False):
    """What is drawn in one go, its pieces from back to front: an arm, the trunk, a chair's leg.

    Parts are sorted by depth as wholes, so a part is short or thin. Where anatomy or cloth outranks
    depth, `nearer` (cm) brings it to the front of all, and `covers` of the parts it names.
    """

    name: str
    pieces: tuple[Piece | Box, ...]
    welds: tuple[Weld, ...] = ()
    nearer: float = 0.0
    covers: tuple[tuple[str, float], ...] = ()


def hull(balls: Iterable[Ball]) -> Hull:
    """The hull that these balls span."""
    return np.array([(*centre, radius) for centre, radius in balls], dtype=np.float64)


def dense(hull: Hull, between: Sequence[float]) -> Hull:
    """The balls of a hull, and at these shares of the way from one to another, for its surface.

    In a large hull each ball has its neighbours and the first one only.
    """
    count = len(hull)
    pairs = [
        (first, second)
        for first, second in combinations(range(count), 2)
        if count < 7 or second - first < 3 or first == 0
    ]
    if not pairs:
        return hull
    first, second = np.array(pairs).T
    more = [hull[first] * (1 - share) + hull[second] * share for share in between]
    return np.concatenate([hull, *more])


def chain(balls: Iterable[Ball]) -> tuple[Hull, ...]:
    """A hull from each ball to the next: a limb, a rope."""
    return tuple(hull(pair) for pair in pairwise(balls))
