"""Drawings: paths and pixels that a page can show. No file, no PDF."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

Segment = (
    tuple[Literal["M", "L"], float, float]
    | tuple[Literal["C"], float, float, float, float, float, float]
    | tuple[Literal["Z"]]
)
"""One step of an outline: move, line, cubic curve or close. y grows downwards."""

Outline = tuple[Segment, ...]
"""A shape that layout makes itself, step by step."""


class DrawnPath(Struct, frozen=True):
    """One coat of paint.

    `data` are numbers with their operators behind them, as PDF and PostScript write them:
    `10 20 m 30 40 l 1 2 3 4 5 6 c h`. A hole runs the other way round than what it is cut from
    (the winding number decides what is filled). A colour is an expression of model/palette.py;
    None leaves fill or stroke out. Ends and corners of strokes are round. `opacity` counts in
    hundredths, from 0 to 1.
    """

    data: str
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A vector picture: paths from back to front in a box of its own units, origin top left.

    So many units beyond the box, on every side, are its `bleed`: shown where its frame has room.
    What lies farther out is never shown. Figures count in whole units, 1/20 pt at the size at which
    they print on a sheet. `digest` identifies what is shown and stands for it in comparisons.
    """

    width: float
    height: float
    paths: tuple[DrawnPath, ...] = field(repr=False, compare=False)
    bleed: float = 0.0
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        said = "\n".join(
            [
                f"{path.data} {_paint(path.fill, path.stroke, path.line_width, path.opacity)}"
                for path in self.paths
            ]
        )
        box = f"{self.width:g} {self.height:g} {self.bleed:g}"
        digest = hashlib.sha256(f"{box}\n{said}".encode()).hexdigest()
        object.__setattr__(self, "digest", digest[:24])

    @property
    def size(self) -> tuple[float, float]:
        return self.width, self.height


@functools.lru_cache(maxsize=1024)
def _paint(fill: str | None, stroke: str | None, line_width: float, opacity: float) -> str:
    """How a path is painted, in a digest. Kept: drawings have few paints."""
    return f"{fill} {stroke} {line_width:g} {opacity:g}"


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

    @property
    def size(self) -> tuple[float, float]:
        return self.width_px, self.height_px


Artwork = Drawing | Image
