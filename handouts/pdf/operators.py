"""Shapes → content-stream operators (ISO 32000-1 §8). Points; y grows upwards here.

A block's own coordinates grow downwards from its top left corner, which is the origin here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator

from handouts.model.drawing import Outline
from handouts.model.page import Path
from handouts.pdf.objects import number, numbers

Box = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def box_of(x: float, y: float, width: float, height: float) -> Box:
    """What has its top left corner at (x, y), y downwards."""
    return x, -y - height, x + width, -y


def moved(box: Box, x: float, y: float) -> Box:
    """The box with its origin at (x, y)."""
    left, bottom, right, top = box
    return left + x, bottom + y, right + x, top + y


def around(one: Box, other: Box) -> Box:
    """The box that holds both."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


class State:
    """The graphics state as far as it is known, so that only changes are written."""

    def __init__(self) -> None:
        self._fill = ""
        self._known = {"width": "1 w", "dash": "[] 0 d", "ends": "0 J 0 j"}

    def fill(self, colour: str) -> list[str]:
        if colour == self._fill:
            return []
        self._fill = colour
        return [f"{rgb(colour)} rg"]

    def stroke(self, path: Path, colour: str) -> list[str]:
        """Ends that are round have round corners beside them."""
        dash = " ".join(map(number, path.dash))
        return [
            *self._change("stroke", f"{rgb(colour)} RG"),
            *self._change("width", f"{number(path.line_width)} w"),
            *self._change("dash", f"[{dash}] 0 d"),
            *self._change("ends", "1 J 1 j" if path.round_ends else "0 J 0 j"),
        ]

    def _change(self, what: str, operator: str) -> list[str]:
        if self._known.get(what) == operator:
            return []
        self._known[what] = operator
        return [operator]


@functools.lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """`#rrggbb` as three numbers from 0 to 1."""
    return " ".join(f"{round(byte / 255, 4):g}" for byte in bytes.fromhex(colour[1:]))


def path(item: Path, state: State) -> list[str]:
    """An outline with its paint. Without any it is walked, and shows nothing."""
    before = state.fill(item.fill) if item.fill else []
    if item.stroke:
        before += state.stroke(item, item.stroke)
    paint = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
    return [*before, _walked(item.outline), paint[bool(item.fill), bool(item.stroke)]]


def clipped(drawn: str, outline: Outline) -> list[str]:
    """What `drawn` paints, but only inside the outline."""
    return ["q", _walked(outline), "W n", drawn, "Q"]


@functools.lru_cache(maxsize=1024)
def _walked(outline: Outline) -> str:
    """The steps of an outline, y upwards. Kept: frames and boxes come in few sizes."""
    return "\n".join(_steps(outline))


def _steps(outline: Outline) -> Iterator[str]:
    for step in outline:
        match step:
            case ("M", x, y):
                yield f"{numbers(x, -y)} m"
            case ("L", x, y):
                yield f"{numbers(x, -y)} l"
            case ("C", x1, y1, x2, y2, x3, y3):
                yield f"{numbers(x1, -y1, x2, -y2, x3, -y3)} c"
            case _:
                yield "h"


def extent(outline: Outline) -> Box | None:
    """The box around the points of an outline; the bends of a curve stay inside it."""
    points = [point for step in outline for point in zip(step[1::2], step[2::2], strict=True)]
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), -max(ys), max(xs), -min(ys)


def picture(name: str, box: Box, *, mirrored: bool) -> str:
    """An image XObject fitted into a box; mirrored, its unit square runs from right to left."""
    left, bottom, right, top = box
    start, width = (right, left - right) if mirrored else (left, right - left)
    return f"q {numbers(width, 0, 0, top - bottom, start, bottom)} cm /{name} Do Q"


def drawing(name: str, box: Box, size: tuple[float, float], *, mirrored: bool, cut: bool) -> str:
    """A form XObject of that size, whose y grows downwards, fitted into a box; what it has beyond
    that size shows unless it is `cut`.
    """
    left, bottom, right, top = box
    across, down = (right - left) / size[0], (top - bottom) / size[1]
    start = right if mirrored else left
    scaled = f"{-across if mirrored else across:.6f} 0 0 {-down:.6f}"
    edge = f" 0 0 {numbers(*size)} re W n" if cut else ""
    return f"q {scaled} {numbers(start, top)} cm{edge} /{name} Do Q"
