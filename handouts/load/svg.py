"""SVG file → Drawing. The only code that knows svgelements.

Shapes with plain fills and strokes: what a logo is made of. Text, pictures and gradients inside an
SVG are Problems, so that no part of a logo silently disappears.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import svgelements as svg

from handouts.errors import HandoutError, Problem, Source
from handouts.model.drawing import Drawing, DrawnPath

_Point = tuple[float, float]
_Step = tuple[str, tuple[_Point, ...]]

MAX_BYTES = 1_000_000
LONG_SIDE = 1000.0
"""The longer side of a drawing, in its own units: a hundredth of one is finer than print."""
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
        shapes = [element for element in tree.elements() if isinstance(element, svg.Shape)]
        drawn = [(steps, shape) for shape in shapes if (steps := _steps(shape))]
        widths = [float(shape.stroke_width or 1.0) for _, shape in drawn]
    except (ValueError, TypeError, KeyError, AttributeError, SyntaxError, RecursionError):
        raise _refused(source, path, "cannot be read") from None
    if not drawn or not tree.width or not tree.height:
        raise _refused(source, path, "holds no shapes")
    points = [point for steps, _ in drawn for _, ends in steps for point in ends]
    lengths = [tree.width, tree.height, *widths, *(length for point in points for length in point)]
    if not all(isinstance(length, int | float) and math.isfinite(length) for length in lengths):
        raise _refused(source, path, "has lengths that are not plain numbers")
    width, height = float(tree.width), float(tree.height)
    if not _inside(points, width, height):
        raise _refused(source, path, "draws outside its own box")
    scale = LONG_SIDE / max(width, height)
    paths = (
        DrawnPath(
            _data(steps, scale), _colour(shape.fill), _colour(shape.stroke), stroke_width * scale
        )
        for (steps, shape), stroke_width in zip(drawn, widths, strict=True)
    )
    return Drawing(width * scale, height * scale, tuple(paths))


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


def _inside(points: Iterable[_Point], width: float, height: float) -> bool:
    """Nothing is drawn more than a hair's breadth outside the picture's own box."""
    slack = 0.02 * max(width, height)
    return all(-slack <= x <= width + slack and -slack <= y <= height + slack for x, y in points)


def _steps(shape: Any) -> list[_Step]:
    """Operators with their points; none where nothing is painted."""
    if _colour(shape.fill) is None and _colour(shape.stroke) is None:
        return []
    path = svg.Path(shape)
    path.approximate_arcs_with_cubics()
    steps: list[_Step] = []
    for segment in path:
        match segment:
            case svg.Move(end=end):
                steps.append(("m", (_at(end),)))
            case svg.Close():
                steps.append(("h", ()))
            case svg.Line(end=end):
                steps.append(("l", (_at(end),)))
            case svg.QuadraticBezier(start=start, control=control, end=end):
                one, two = start + (control - start) * (2 / 3), end + (control - end) * (2 / 3)
                steps.append(("c", (_at(one), _at(two), _at(end))))
            case svg.CubicBezier(control1=one, control2=two, end=end):
                steps.append(("c", (_at(one), _at(two), _at(end))))
    return steps


def _at(point: Any) -> _Point:
    return point.x, point.y


def _data(steps: Iterable[_Step], scale: float) -> str:
    """The steps as a DrawnPath writes them."""
    words: list[str] = []
    for operator, ends in steps:
        words += (f"{round(length * scale, 2) + 0.0:g}" for end in ends for length in end)
        words.append(operator)
    return " ".join(words)


def _colour(colour: Any) -> str | None:
    if colour is None or colour.value is None or colour.alpha == 0:
        return None
    return f"#{colour.red:02x}{colour.green:02x}{colour.blue:02x}"


def _refused(source: Source, path: Path, reason: str) -> HandoutError:
    message = f"the logo {path.name} {reason}"
    return HandoutError([Problem(source, message, "save it as plain paths, or as PNG")])
