"""Artwork in boxes: whole, in its own proportions, in the middle; and in frames with a border."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.shapes import outlined
from handouts.model.drawing import Artwork, Drawing
from handouts.model.page import Path, Picture
from handouts.model.palette import PLAIN, Palette


def fitted(
    node: str | None, artwork: Artwork, x: float, y: float, width: float, height: float,
    *, mirrored: bool = False, palette: Palette = PLAIN, largest: float = math.inf,
) -> Picture:  # fmt: skip
    """The artwork as large as the box holds it, at most at the scale `largest`. Artworks of one
    size get one scale.
    """
    across, down = artwork.size
    scale = min(width / across, height / down, largest)
    across, down = across * scale, down * scale
    left, top = x + (width - across) / 2, y + (height - down) / 2
    return Picture(node, left, top, across, down, artwork, mirrored, palette)


class Frame(Struct, frozen=True):
    """What stands around a picture, in points; the border lies inside the frame's edge. `above`:
    room for a label over the picture.
    """

    width: float
    height: float
    radius: float
    padding: float
    border: float
    line: str
    ground: str
    above: float = 0.0

    def room(self, artwork: Artwork) -> tuple[float, float, float]:
        """Where the artwork stands: from the frame's edge, and how wide and how high at most."""
        inset = self.border if _bleeds(artwork) else self.padding
        return inset, self.width - 2 * inset, self.height - 2 * inset - self.above


def one_scale(artworks: Sequence[Artwork], frame: Frame) -> float:
    """The largest scale at which each of them fits into such a frame."""
    scales = []
    for artwork in artworks:
        _, width, height = frame.room(artwork)
        scales.append(min(width / artwork.size[0], height / artwork.size[1]))
    return min(scales)


def _bleeds(artwork: Artwork) -> bool:
    return isinstance(artwork, Drawing) and artwork.bleed > 0


def framed(
    node: str | None, artwork: Artwork, x: float, y: float, frame: Frame,
    *, mirrored: bool = False, palette: Palette = PLAIN, largest: float = math.inf,
) -> tuple[Path | Picture, ...]:  # fmt: skip
    """The artwork in its frame, back to front.

    It stands whole inside the padding; but a drawing that bleeds is a piece cut out of a larger
    picture, so it goes on up to the border, which is drawn over it: white around the cut would
    look like a mistake.
    """
    edge = outlined(x, y, frame.width, frame.height, frame.radius, frame.border)
    inset, width, height = frame.room(artwork)
    picture = fitted(
        node, artwork, x + inset, y + inset + frame.above, width, height,
        mirrored=mirrored, palette=palette, largest=largest,
    )  # fmt: skip
    border = Path(None, edge, frame.ground, frame.line, frame.border)
    if not _bleeds(artwork):
        return border, picture
    ground = Path(None, edge, frame.ground)
    return ground, replace(picture, clip=edge), replace(border, fill=None)
