"""Outlines and icons, in points. Icons are drawn on a square of 24 units (page design, 4).

Outlines come in few sizes and many blocks, which share them.
"""

from __future__ import annotations

import functools

from handouts.layout.theme import GO, INK, MARKER, SLOW, SLOW_FILL, STOP, WHITE
from handouts.model.drawing import Outline, Segment
from handouts.model.page import Path

_ROUND = 0.5522847498  # the control points of a quarter circle as a cubic curve


def rectangle(x: float, y: float, width: float, height: float) -> Outline:
    return polygon((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def polygon(*points: tuple[float, float]) -> Outline:
    first, *rest = points
    return (("M", *first), *(("L", *point) for point in rest), ("Z",))


def polyline(*points: tuple[float, float]) -> Outline:
    first, *rest = points
    return (("M", *first), *(("L", *point) for point in rest))


@functools.lru_cache(maxsize=512)
def rounded(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """A rectangle with round corners."""
    right, bottom, k = x + width, y + height, radius * (1 - _ROUND)
    return (
        ("M", x + radius, y),
        ("L", right - radius, y),
        ("C", right - k, y, right, y + k, right, y + radius),
        ("L", right, bottom - radius),
        ("C", right, bottom - k, right - k, bottom, right - radius, bottom),
        ("L", x + radius, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - radius),
        ("L", x, y + radius),
        ("C", x, y + k, x + k, y, x + radius, y),
        ("Z",),
    )


def outlined(
    x: float, y: float, width: float, height: float, radius: float, line: float
) -> Outline:
    """A rounded rectangle whose stroke, `line` wide, stays inside the box."""
    return rounded(x + line / 2, y + line / 2, width - line, height - line, radius)


def circle(x: float, y: float, radius: float) -> Outline:
    """A circle about (x, y)."""
    return rounded(x - radius, y - radius, 2 * radius, 2 * radius, radius)


def top_bar(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """A bar inside the top of a rounded box: round above, straight below."""
    right, k = x + width, radius * (1 - _ROUND)
    return (
        ("M", x, y + height),
        ("L", x, y + radius),
        ("C", x, y + k, x + k, y, x + radius, y),
        ("L", right - radius, y),
        ("C", right - k, y, right, y + k, right, y + radius),
        ("L", right, y + height),
        ("Z",),
    )


def start_bar(x: float, y: float, width: float, height: float, radius: float) -> Outline:
    """A bar inside the start edge of a rounded box: round outside, straight inside."""
    bottom, k = y + height, radius * (1 - _ROUND)
    return (
        ("M", x + width, y),
        ("L", x + width, bottom),
        ("L", x + radius, bottom),
        ("C", x + k, bottom, x, bottom - k, x, bottom - radius),
        ("L", x, y + radius),
        ("C", x, y + k, x + k, y, x + radius, y),
        ("Z",),
    )


@functools.lru_cache(maxsize=512)
def moved(outline: Outline, dx: float, dy: float, scale: float = 1.0) -> Outline:
    """The outline scaled about its origin, then moved."""

    def move(segment: Segment) -> Segment:
        match segment:
            case ("M", x, y):
                return ("M", x * scale + dx, y * scale + dy)
            case ("L", x, y):
                return ("L", x * scale + dx, y * scale + dy)
            case ("C", a, b, c, d, x, y):
                return (
                    "C",
                    a * scale + dx, b * scale + dy, c * scale + dx, d * scale + dy,
                    x * scale + dx, y * scale + dy,
                )  # fmt: skip
        return segment

    return tuple(move(segment) for segment in outline)


def _icon(x: float, y: float, size: float, *paths: Path) -> tuple[Path, ...]:
    scale = size / 24
    return tuple(
        Path(
            None, moved(path.outline, x, y, scale), path.fill, path.stroke,
            path.line_width * scale, (), path.round_ends,
        )
        for path in paths
    )  # fmt: skip


def go_icon(x: float, y: float, size: float) -> tuple[Path, ...]:
    """A disc with a check: keep going."""
    check = polyline((6.5, 12.4), (10.3, 16.3), (17.5, 8.3))
    return _icon(
        x, y, size,
        Path(None, circle(12, 12, 11), fill=GO),
        Path(None, check, stroke=WHITE, line_width=2.8, round_ends=True),
    )  # fmt: skip


def slow_icon(x: float, y: float, size: float) -> tuple[Path, ...]:
    """A triangle with an exclamation mark: do less."""
    return _icon(
        x, y, size,
        Path(None, polygon((12, 1.6), (23.2, 22), (0.8, 22)), SLOW_FILL, SLOW, 1.2),
        Path(None, polyline((12, 8.6), (12, 14.6)), stroke=INK, line_width=2.5, round_ends=True),
        Path(None, circle(12, 18.5, 1.5), fill=INK),
    )  # fmt: skip


def stop_icon(x: float, y: float, size: float) -> tuple[Path, ...]:
    """An octagon with a bar: stop."""
    corners = (
        (7.4, 1), (16.6, 1), (23, 7.4), (23, 16.6), (16.6, 23), (7.4, 23), (1, 16.6), (1, 7.4),
    )  # fmt: skip
    return _icon(
        x, y, size,
        Path(None, polygon(*corners), fill=STOP),
        Path(None, polyline((7.2, 12), (16.8, 12)), stroke=WHITE, line_width=3.2, round_ends=True),
    )  # fmt: skip


def feel_icon(x: float, y: float, size: float) -> tuple[Path, ...]:
    """A hatched disc, the look of the patch in the pictures: feel it here."""
    stripes = (((5.2, 13.2), (13.2, 5.2)), ((6.6, 17.4), (17.4, 6.6)), ((10.8, 18.8), (18.8, 10.8)))
    return _icon(
        x, y, size,
        Path(None, circle(12, 12, 9.4), WHITE, MARKER, 2.4),
        *(Path(None, polyline(*ends), stroke=MARKER, line_width=2.5) for ends in stripes),
    )  # fmt: skip
