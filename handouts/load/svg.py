"""SVG file → Drawing. The only code that knows svgelements.

Shapes with plain fills and strokes: what a logo is made of. Text, pictures and gradients inside an
SVG are Problems, so that no part of a logo silently disappears.
"""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import svgelements as svg

from handouts.errors import HandoutError, Problem, Source
from handouts.model.drawing import Drawing, Outline, Segment, Shape

MAX_BYTES = 1_000_000
DRAWN = frozenset(
    {
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
        "title", "desc", "metadata",
    }
)  # fmt: skip
NOT_DRAWN = frozenset(
    {
        "style", "class", "opacity", "fill-opacity", "stroke-opacity", "fill-rule", "clip-path",
        "mask", "filter", "visibility", "display", "stroke-dasharray",
    }
)  # fmt: skip


def read_svg(path: Path, source: Source) -> Drawing:
    """The drawing in a file. Raises HandoutError, with `source` as its place."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if len(text) > MAX_BYTES or "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise _refused(source, path, "is too large or declares entities")
    if found := _not_drawn(text):
        raise _refused(source, path, f"uses {found}")
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
    width, height = float(tree.width), float(tree.height)
    if not _inside(shapes, width, height):
        raise _refused(source, path, "draws outside its own box")
    return Drawing(width, height, shapes)


def _not_drawn(text: str) -> str:
    """The first element or attribute that a Drawing cannot show as it is meant; "" for none."""
    try:
        root = ET.fromstring(text)  # noqa: S314  # entities were refused before
    except ET.ParseError:
        return "what is no XML"
    if not {"viewBox", "width"} & set(root.keys()):
        return "neither viewBox nor width"
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name not in DRAWN or (name == "svg" and element is not root):
            return f"<{name}>"
        for attribute, value in element.items():
            key = attribute.rpartition("}")[2]
            if key in NOT_DRAWN or "url(" in value:
                return key
    return ""


def _inside(shapes: tuple[Shape, ...], width: float, height: float) -> bool:
    """Nothing is drawn more than a hair's breadth outside the picture's own box."""
    slack = 0.02 * max(width, height)
    return all(
        -slack <= x <= width + slack and -slack <= y <= height + slack
        for shape in shapes
        for step in shape.outline
        for x, y in zip(step[1::2], step[2::2], strict=True)
    )


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
