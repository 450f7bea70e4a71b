"""What has been projected: plane shapes with their paint, in picture centimetres, y up.

A colour is the name of a palette's colour, or a mix: `skin+pale/36` is skin, 36 % towards pale.
"""

from __future__ import annotations

from msgspec import Struct
from shapely.geometry.base import BaseGeometry


class Layer(Struct, frozen=True, eq=False):
    """One coat of paint. `weight` is a stroke's share of the drawing's usual line."""

    shape: BaseGeometry
    fill: str | None = None
    stroke: str | None = None
    weight: float = 1.0
    opacity: float = 1.0


def mixed(colour: str, towards: str, share: float) -> str:
    """`colour`, so much (0 to 1, in hundredths) towards another; mixes do not nest."""
    percent = round(100 * share)
    return f"{colour}+{towards}/{percent}" if percent and "+" not in colour else colour
