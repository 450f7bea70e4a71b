"""Orthographic projection: world centimetres → picture centimetres, x right, y up, z to the eye.

Parallel lines stay parallel and nothing grows nearer, so a picture can be measured.
"""

from __future__ import annotations

from math import cos, radians, sin

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from handouts.figures.solids import Hull

VIEWS: dict[str, tuple[float, float]] = {
    "side": (0, 0),
    "side3": (14, 9),
    "rear3": (-16, 9),
    "front": (90, 0),
    "front3": (62, 6),
    "back": (-90, 0),
    "mat": (10, 16),
    "high": (0, 55),
    "top": (0, 90),
}
"""Azimuth and elevation by name. 0/0 sees a standing body from its right side, facing right."""


class Camera(Struct, frozen=True):
    """Where the picture is seen from, in degrees: around the figure, and above the floor."""

    azimuth: float
    elevation: float

    @property
    def matrix(self) -> NDArray[np.float64]:
        """Rows: right, up, and towards the eye, in world axes."""
        a, e = radians(self.azimuth), radians(self.elevation)
        right = np.array([cos(a), sin(a), 0.0])
        near = np.array([sin(a), -cos(a), 0.0])
        up = np.array([0.0, 0.0, 1.0])
        return np.array([right, up * cos(e) - near * sin(e), near * cos(e) + up * sin(e)])

    def points(self, world: NDArray[np.float64]) -> NDArray[np.float64]:
        """Points (…, 3) as the camera sees them."""
        return world @ self.matrix.T

    def hull(self, hull: Hull) -> Hull:
        """Balls as the camera sees them: circles with a depth."""
        return np.column_stack([self.points(hull[:, :3]), hull[:, 3]])
