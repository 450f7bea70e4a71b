"""Artwork in boxes: whole, in its own proportions, in the middle; and in frames with a border."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.layout.shapes import outlined
from handouts.model.drawing import Artwork, Drawing
from handouts.model.page import Path, Picture
from handouts.model.palette import PLAIN, Palette


def fitted(
    node: str | None, artwork: Artwork, x: float, y: float, width: float, height: float,
    *, mirrored: bool = False, palette: Palette = PLAIN,
) -> Picture:  # fmt: skip
    """The artwork as large as the box holds it. Artworks of one size get one scale."""
    across, down = artwork.size
    scale = min(width / across, height / down)
    across, down = across * scale, down * scale
    left, top = x + (width - across) / 2, y + (height - down) / 2
    return Picture(node, left, top, across, down, artwork, mirrored, palette)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a picture, in points; the border lies inside the frame's edge."""

    width: float
    height: float
    radius: float
    padding: float
    border: float
    line: str
    ground: str


def framed(
    node: str | None, artwork: Artwork, x: float, y: float, frame: Frame,
    *, mirrored: bool = False, palette: Palette = PLAIN,
) -> tuple[Path | Picture, ...]:  # fmt: skip
    """The artwork in its frame, back to front.

    It stands whole inside the padding; but a drawing that bleeds is a piece cut out of a larger
    picture, so it goes on up to the border, which is drawn over it: white around the cut would
    look like a mistake.
    """
    edge = outlined(x, y, frame.width, frame.height, frame.radius, frame.border)
    bleeds = isinstance(artwork, Drawing) and artwork.bleed > 0
    inset = frame.border if bleeds else frame.padding
    picture = fitted(
        node, artwork, x + inset, y + inset, frame.width - 2 * inset, frame.height - 2 * inset,
        mirrored=mirrored, palette=palette,
    )  # fmt: skip
    border = Path(None, edge, frame.ground, frame.line, frame.border)
    if not bleeds:
        return border, picture
    ground = Path(None, edge, frame.ground)
    return ground, replace(picture, clip=edge), replace(border, fill=None)
