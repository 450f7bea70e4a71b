"""A Pose → its Drawings: read this first, then scene.py and assemble.py.

A drawing's units are 1/20 pt at the size at which a sheet prints it; its paths are polylines in
whole units, since curves fitted to them took more room and were no smoother on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import shapely
from msgspec.structs import replace
from numpy.typing import NDArray
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from handouts.figures.framing import UNITS_PER_MM, Window, bleed
from handouts.figures.layers import Layer
from handouts.figures.pose import Pose
from handouts.figures.scene import pictures
from handouts.model.drawing import Drawing, DrawnPath

LINE_MM = 0.2
"""A line of weight 1 where the picture is printed smallest."""
_FINEST = 0.5
"""Units: corners nearer than this to the line without them are left out."""
_SMALLEST = 6
"""Units: a ring or line that is shorter is no more than a dot of dirt."""


def draw(pose: Pose) -> tuple[Drawing, ...]:
    """One drawing a frame, all of one size and scale. Raises HandoutError for what cannot be."""
    window, frames = pictures(pose)
    beyond = bleed(window, len(frames)) if pose.crop else (0.0, 0.0)
    return tuple(drawing(window, layers, beyond) for layers in frames)


def drawing(
    window: Window, layers: Iterable[Layer], beyond: tuple[float, float] = (0.0, 0.0)
) -> Drawing:
    """What the window shows of the layers, and so many cm more beside it, and above and below."""
    scale = UNITS_PER_MM / window.cm_per_mm
    kept = window.grown(*beyond)
    coats = (coat for layer in layers for coat in _cut(layer, kept))
    paths = (path for coat in coats for path in _path(coat, window, scale))
    sizes = (window.width, window.height, max(beyond))
    width, height, more = (round(size * scale) for size in sizes)
    return Drawing(width, height, tuple(paths), more)


def _cut(layer: Layer, kept: Window) -> Iterator[Layer]:
    """What can be seen of a layer. Where an area is cut, no stroke runs along the cut."""
    if layer.shape.is_empty or kept.holds(layer):
        yield layer
        return
    edges = box(kept.left, kept.bottom, kept.right, kept.top)
    if layer.fill:
        yield replace(layer, shape=layer.shape.intersection(edges), stroke=None)
    if layer.stroke:
        line = layer.shape.boundary if layer.shape.area else layer.shape
        yield replace(layer, shape=line.intersection(edges), fill=None)


def _path(layer: Layer, window: Window, scale: float) -> Iterator[DrawnPath]:
    shape = shapely.transform(
        layer.shape, lambda xy: (xy - (window.left, window.top)) * (scale, -scale)
    ).simplify(_FINEST, preserve_topology=False)
    rings = (_ring(points, closed=closed) for points, closed in _rings(shape))
    data = " ".join(ring for ring in rings if ring)
    if data:
        width = round(LINE_MM * UNITS_PER_MM * layer.weight) if layer.stroke else 0
        yield DrawnPath(data, layer.fill, layer.stroke, width, layer.opacity)


def _rings(shape: BaseGeometry) -> Iterator[tuple[NDArray[np.float64], bool]]:
    """The lines of a shape and whether each is closed; holes run the other way round."""
    match shape.geom_type:
        case "Polygon":
            if not shape.is_empty:
                turned = shapely.geometry.polygon.orient(Polygon(shape))
                for ring in (turned.exterior, *turned.interiors):
                    yield shapely.get_coordinates(ring), True
        case "LineString" | "LinearRing":
            yield shapely.get_coordinates(shape), bool(shapely.is_closed(shape))
        case "MultiLineString":
            merged = shapely.line_merge(shape)
            for part in shapely.get_parts(merged):
                yield shapely.get_coordinates(part), bool(shapely.is_closed(part))
        case "Point" | "MultiPoint":
            return
        case _:
            for part in shapely.get_parts(shape):
                yield from _rings(part)


def _ring(points: NDArray[np.float64], *, closed: bool) -> str:
    grid = np.rint(points).astype(int)
    if closed and len(grid) > 3:
        grid = grid[:-1]
    if len(grid) < 2 or np.abs(np.diff(grid, axis=0)).sum() < _SMALLEST:
        return ""
    (x, y), *others = grid.tolist()
    lines = [f"{x} {y} m", *(f"{x} {y} l" for x, y in others)]
    return " ".join([*lines, "h"] if closed else lines)
