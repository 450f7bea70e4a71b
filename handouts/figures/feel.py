"""The "feel" marker: a hatched patch that says where an exercise is felt (PAGE.md, section 3).

In: a patch and what it lies on, in picture cm, and how many cm a millimetre of paper shows.
Out: Layers, fills only, so that stripes and outline keep their thickness on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely.affinity import rotate
from shapely.geometry import MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

from handouts.errors import InvalidValueError
from handouts.figures.layers import Layer
from handouts.figures.outline import SeenPart

LONGER_MM, SHORTER_MM = 3.6, 2.2
"""The least extents on paper of a patch with room for them."""
STRIPE_MM, EVERY_MM, OUTLINE_MM, RIM_MM = 0.38, 0.90, 0.30, 0.38
"""Tuned by eye from PAGE.md's 0.48, 1.05, 0.45, 0.55, which leave no white on a thin limb."""
INSET_MM = 0.13
"""So far inside its host the marker stays, so that the body keeps its own line."""

_LEAST_SHARE, _SHORTEST_MM, _THINNEST_MM = 0.25, 1.2, 0.45
"""Below these it is a speck at the body's edge, and refused."""
_STEP_MM, _MOST_GROWTH_MM = 0.1, 1.5
_CORNER_MM, _SLIVER_MM = 0.25, 0.08


_NOWHERE = Polygon()


def feel_marker(
    patch: BaseGeometry, host: BaseGeometry, cm_per_mm: float, kept_off: BaseGeometry = _NOWHERE
) -> tuple[Layer, ...]:
    """Rim and white ground, stripes, outline: from back to front, all of it on the host.

    A patch that grows leaves `kept_off` free, but for its rim. Raises InvalidValueError where the
    host leaves too little of it.
    """
    mm = cm_per_mm
    ground = host.buffer(-INSET_MM * mm)
    shape = _grown(patch, ground.difference(kept_off), mm)
    covered = patch.intersection(host).area < _LEAST_SHARE * patch.area
    longer, shorter = extents(shape)
    if covered or longer < _SHORTEST_MM * mm or shorter < _THINNEST_MM * mm:
        raise InvalidValueError(
            "where it is felt is hidden by another part of the body",
            "choose another view, or move what is before it",
        )
    inside = shape.buffer(-OUTLINE_MM * mm)
    return (
        Layer(shape.buffer(RIM_MM * mm).intersection(ground), "casing"),
        Layer(_stripes(inside, mm), "marker"),
        Layer(shape.difference(inside), "marker"),
    )


def uncovered(hosts: Iterable[str], painted: Sequence[SeenPart]) -> BaseGeometry:
    """What can be seen of the parts with these names, of all parts from back to front."""
    names = frozenset(hosts)
    free: BaseGeometry = Polygon()
    for seen in painted:
        host = seen.part.name in names
        free = free.union(seen.outline) if host else free.difference(seen.outline)
    return free


def extents(shape: BaseGeometry) -> tuple[float, float]:
    """The longer and the shorter side of the narrowest box around a shape, however turned."""
    around = shapely.minimum_rotated_rectangle(shape)
    if not isinstance(around, Polygon) or around.is_empty:
        return 0.0, 0.0
    first, second, third = np.array(around.exterior.coords)[:3]
    sides = np.linalg.norm(second - first), np.linalg.norm(third - second)
    return float(max(sides)), float(min(sides))


def _grown(patch: BaseGeometry, ground: BaseGeometry, mm: float) -> BaseGeometry:
    """The patch on its ground, larger by as little as makes it large enough, or as it has room."""
    shape = patch
    narrower = 0.0
    for by in np.arange(0, _MOST_GROWTH_MM, _STEP_MM) * mm:
        shape = _largest(patch.buffer(float(by)).intersection(ground))
        longer, shorter = extents(shape)
        # On a limb it soon fills the width; from there on it would only grow along.
        has_room = shorter > narrower + 0.3 * _STEP_MM * mm
        if longer >= LONGER_MM * mm and (shorter >= SHORTER_MM * mm or not has_room):
            break
        narrower = shorter
    corner = _CORNER_MM * mm
    rounded = _largest(shape.buffer(-corner).buffer(corner))
    return shape if rounded.is_empty else rounded


def _largest(shape: BaseGeometry) -> BaseGeometry:
    pieces: Sequence[BaseGeometry] = getattr(shape, "geoms", [shape])
    return max(pieces, key=lambda piece: float(piece.area), default=shape)


def _stripes(inside: BaseGeometry, mm: float) -> BaseGeometry:
    """45° stripes over `inside`, one of them through its middle, without slivers."""
    if inside.is_empty:
        return MultiPolygon()
    middle = inside.centroid
    left, low, right, top = inside.bounds
    reach = float(np.hypot(right - left, top - low))
    half, every = STRIPE_MM * mm / 2, EVERY_MM * mm
    count = int(reach / every) + 1
    bars = [
        box(middle.x - reach, middle.y + at - half, middle.x + reach, middle.y + at + half)
        for at in np.arange(-count, count + 1) * every
    ]
    stripes = rotate(MultiPolygon(bars), 45, origin=middle).intersection(inside)
    sliver = _SLIVER_MM * mm
    return stripes.buffer(-sliver).buffer(sliver, join_style="mitre").intersection(inside)
