"""Points and turns in space, in centimetres and degrees; what they mean is for others to know.

World axes: x to the picture's right, y away from the viewer of a side view, z up.
"""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from numpy.typing import ArrayLike, NDArray

Vector = NDArray[np.float64]
"""A point or direction: three numbers."""

Axes = NDArray[np.float64]
"""How a part is turned: a 3 × 3 rotation whose columns are its anterior, left and cranial axis."""

UP: Vector = np.array([0.0, 0.0, 1.0])
_FLIP = np.diag([1.0, -1.0, 1.0])


def vector(x: float, y: float, z: float) -> Vector:
    return np.array([x, y, z], dtype=np.float64)


def frozen(numbers: ArrayLike) -> Vector:
    """A copy that cannot be changed."""
    copy = np.array(numbers, dtype=np.float64)
    copy.setflags(write=False)
    return copy


def turn_x(degrees: float) -> Axes:
    """Right-handed turn about the first axis: from the second towards the third."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[1, 0, 0], [0, c, -s], [0, s, c]], dtype=np.float64)


def turn_y(degrees: float) -> Axes:
    """Right-handed turn about the second axis: from the third towards the first."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]], dtype=np.float64)


def turn_z(degrees: float) -> Axes:
    """Right-handed turn about the third axis: from the first towards the second."""
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]], dtype=np.float64)


def axes(anterior: Vector, left: Vector, cranial: Vector) -> Axes:
    return np.column_stack([anterior, left, cranial])


def length(v: Vector) -> float:
    return float(np.linalg.norm(v))


def direction(v: Vector, *otherwise: Vector) -> Vector:
    """`v` at length 1; where it has none, the first of `otherwise` that has."""
    for candidate in (v, *otherwise):
        if (size := length(candidate)) > 1e-6:
            return candidate / size
    raise ValueError("no vector has a direction")


def across(v: Vector, axis: Vector) -> Vector:
    """The part of `v` at a right angle to `axis` (of length 1)."""
    return v - axis * float(v @ axis)


def level(v: Vector) -> Vector:
    """The horizontal part of `v`."""
    return across(v, UP)


def reflected(v: Vector) -> Vector:
    """A point, or points (n, 3), seen in a mirror that stands on the plane y = 0."""
    return v @ _FLIP


def reflected_axes(turned: Axes) -> Axes:
    """The axes of the mirror image: a rotation again, since left is named anew."""
    return _FLIP @ turned @ _FLIP
