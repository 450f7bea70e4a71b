"""Bands, straps and sticks: balls swept along a line and cut into short parts; world cm."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from handouts.figures.solids import Part, Piece, Weld, chain
from handouts.figures.vectors import Vector, across, direction, length

Line = NDArray[np.float64]
"""Points, one a row."""

_PIECE = 13.0
"""Cm: about how long a part is, so that one lies wholly before a limb or behind it."""
_TURN_STEPS = 8


def spline(points: Sequence[Vector], steps: int = 6) -> Line:
    """A smooth line through all points (Catmull and Rom 1974), so many steps between two."""
    p = np.array([2 * points[0] - points[1], *points, 2 * points[-1] - points[-2]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    found = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
        + 0.5 * (3 * b - a - 3 * c + d) * t**3
        for a, b, c, d in zip(p, p[1:], p[2:], p[3:], strict=False)
    ]
    return np.concatenate([*found, p[-2:-1]])


def rope(
    name: str, material: str, line: Line, radius: float, knob: float = 0.0
) -> tuple[Part, ...]:
    """The parts of a rope or stick along this line; `knob` is the radius of a ball at its start."""
    cuts = _cuts(line)
    parts = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        balls = [(point, radius) for point in line[start : end + 1]]
        hulls = chain(balls)
        if number == 0 and knob:
            hulls = (*hulls, np.array([[*line[0], knob]]))
        welds = tuple(
            Weld(f"{name}.{other}", line[at], 2.5 * radius)
            for other, at in ((number - 1, start), (number + 1, end))
            if 0 <= other < len(cuts) - 1
        )
        parts.append(Part(f"{name}.{number}", (Piece(material, hulls, smoothing=0.0),), welds))
    return tuple(parts)


def straight(start: Vector, end: Vector) -> Line:
    """The way from start to end in steps short enough to be cut."""
    steps = max(2, round(length(end - start) / _PIECE) + 1)
    return np.linspace(start, end, steps)


def turn(
    before: Vector, middle: Vector, after: Vector, aside: Vector, wide: float, deep: float
) -> Line:
    """Half round a thing at `middle`, on the side away from where the rope comes from and goes.

    `wide` and `deep` are the thing's half axes (cm): across the rope's way, and along it. `aside`
    says which way is across where the rope comes and goes by the same way.
    """
    back = direction(before - middle) + direction(after - middle)
    outer = -direction(back, aside)
    over = direction(across(before - after, outer), across(aside, outer))
    over = direction(across(over, outer))
    angles = np.linspace(0, np.pi, _TURN_STEPS + 1)[:, None]
    return middle + over * wide * np.cos(angles) + outer * deep * np.sin(angles)


def _cuts(line: Line) -> list[int]:
    """The rows at which the line is cut, both ends among them."""
    run = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    count = max(1, round(float(run[-1]) / _PIECE))
    wanted = np.linspace(0, float(run[-1]), count + 1)
    rows = {int(np.argmin(np.abs(run - each))) for each in wanted}
    return sorted(rows)
