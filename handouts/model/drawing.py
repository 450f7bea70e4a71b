"""Drawings: paths and pixels that a page can show. No file, no PDF."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Segment = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
"""One step of an outline: move, line, cubic curve or close. y grows downwards."""

Outline = tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """One outline with its paint. Colours are `#rrggbb`; None leaves fill or stroke out."""

    outline: Outline
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector picture: shapes in a box of its own units, origin top left."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Image:
    """A raster picture, ready to embed: grey or RGB, no alpha, upright.

    `data` holds the bytes of a baseline JPEG ("jpeg") or zlib-packed rows ("flate", 8 bits a
    sample); `digest` identifies them and stands for them in comparisons.
    """

    width_px: int
    height_px: int
    colours: Literal["grey", "rgb"]
    packing: Literal["jpeg", "flate"]
    digest: str
    data: bytes = field(repr=False, compare=False)


Artwork = Drawing | Image
