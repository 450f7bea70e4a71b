"""The parts of a body in plain words, as Problems name them: `right foot`, `back`, `neck`."""

from __future__ import annotations

from handouts.figures.ranges import Side

_SIDES: dict[str, str] = {"R": "right", "L": "left"}
_PLAIN = {"toe": "foot", "heel": "foot", "hip": "buttock", "spine": "back", "c7": "neck"}
"""What a point of a skeleton belongs to, where that is not its own name."""


def sided(part: str, side: Side) -> str:
    """`foot`, `R` → `right foot`."""
    return f"{_SIDES[side]} {part}"


def spoken(point: str) -> str:
    """The part of the body at a point of the skeleton: `toe.R` → `right foot`."""
    name, _, detail = point.partition(".")
    plain = _PLAIN.get(name, name)
    return f"{_SIDES[detail]} {plain}" if detail in _SIDES else plain
