"""Artwork in boxes: whole, in its own proportions, in the middle."""

from __future__ import annotations

from handouts.model.drawing import Artwork
from handouts.model.page import Picture
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
