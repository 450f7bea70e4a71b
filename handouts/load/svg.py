"""SVG file → Drawing. The only code that knows svgelements.

Shapes with plain fills and strokes: what a logo is made of. Text, pictures and gradients inside an
SVG are Problems, so that no part of a logo silently disappears.
"""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import svgelements as svg

from handouts.errors import HandoutError, Problem, Source
from handouts.model.drawing import Drawing, Outline, Segment, Shape

MAX_BYTES = 1_000_000


def read_svg(path: Path, source: Source) -> Drawing:
    """The drawing in a file. Raises HandoutError, with `source` as its place."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if len(text) > MAX_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _refused(source, path, "is too large or declares entities")
    for element in ("<text", "<image", "Gradient", "<style", "<script"):
        if element in text:
            raise _refused(source, path, f"uses {element.strip('<')}")
    try:
        tree = svg.SVG.parse(io.StringIO(text), reify=True)
        shapes = tuple(
            shape
            for element in tree.elements()
            if isinstance(element, svg.Shape)
            for shape in _shape(element)
        )
    except (ValueError, TypeError, KeyError, AttributeError, SyntaxError, RecursionError):
        raise _refused(source, path, "cannot be read") from None
    if not shapes or not tree.width or not tree.height:
        raise _refused(source, path, "holds no shapes")
    lengths = [value for shape in shapes for step in shape.outline for value in step[1:]]
    lengths += [tree.width, tree.height, *(shape.line_width for shape in shapes)]
    if not all(isinstance(length, int | float) and math.isfinite(length) for length in lengths):
        raise _refused(source, path, "has lengths that are not plain numbers")
    return Drawing(float(tree.width), float(tree.height), shapes)


def _shape(element: Any) -> list[Shape]:
    outline = _outline(svg.Path(element))
    fill, stroke = _colour(element.fill), _colour(element.stroke)
    if not outline or (fill is None and stroke is None):
        return []
    width = float(element.stroke_width or 1.0) if stroke else 0.0
    return [Shape(outline, fill, stroke, width)]


def _outline(path: Any) -> Outline:
    outline: list[Segment] = []
    path.approximate_arcs_with_cubics()
    for segment in path:
        match segment:
            case svg.Move():
                outline.append(("M", segment.end.x, segment.end.y))
            case svg.Close():
                outline.append(("Z",))
            case svg.Line():
                outline.append(("L", segment.end.x, segment.end.y))
            case svg.QuadraticBezier(start=start, control=control, end=end):
                one, two = start + (control - start) * (2 / 3), end + (control - end) * (2 / 3)
                outline.append(("C", one.x, one.y, two.x, two.y, end.x, end.y))
            case svg.CubicBezier(control1=one, control2=two, end=end):
                outline.append(("C", one.x, one.y, two.x, two.y, end.x, end.y))
    return tuple(outline)


def _colour(colour: Any) -> str | None:
    if colour is None or colour.value is None or colour.alpha == 0:
        return None
    return f"#{colour.red:02x}{colour.green:02x}{colour.blue:02x}"


def _refused(source: Source, path: Path, reason: str) -> HandoutError:
    message = f"the logo {path.name} {reason}"
    return HandoutError([Problem(source, message, "save it as plain paths, or as PNG")])
