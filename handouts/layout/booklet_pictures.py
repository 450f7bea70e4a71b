"""The pictures of an exercise in a booklet, in frames that say which steps they show (8.3).

All pictures of an exercise have one scale.
"""

from __future__ import annotations

from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly, as_decoration
from handouts.layout.booklet_type import FRAME_LABEL
from handouts.layout.pictures import Frame as PictureFrame
from handouts.layout.pictures import framed, one_scale
from handouts.layout.shapes import rounded
from handouts.layout.text import set_line
from handouts.layout.theme import HAIR, WHITE, Colours
from handouts.model.handout import Frame, Phrase, Run
from handouts.model.page import Block, Path
from handouts.model.palette import figure_palette
from handouts.units import mm

GAP = mm(6)
LABEL_BAND = mm(6.5)
"""What a label takes from the top of its frame, down to below its descenders."""
LABEL_X, LABEL_Y, LABEL_GROUND = mm(2), mm(1.4), mm(1)


def scale_of(frames: tuple[Frame, ...], in_a_row: int, width: float, height: float) -> float:
    """At what scale the figures then stand."""
    return one_scale([frame.artwork for frame in frames], _look(frames, in_a_row, width, height))


def pictures(
    frames: tuple[Frame, ...], in_a_row: int, width: float, height: float, colours: Colours,
    fonts: Fonts,
) -> Block:  # fmt: skip
    """The frames in rows of `in_a_row` across `width`, each `height` high."""
    look, scale = _look(frames, in_a_row, width, height), scale_of(frames, in_a_row, width, height)
    assembly, y = Assembly(), 0.0
    for at, frame in enumerate(frames):
        row, column = divmod(at, in_a_row)
        x, y = column * (look.width + GAP), row * (height + GAP)
        palette = figure_palette(colours.brand, band=frame.band)
        assembly.draw(
            *framed(
                frame.id, frame.artwork, x, y, look,
                mirrored=frame.mirrored, palette=palette, largest=scale,
            )
        )  # fmt: skip
        if frame.label:
            # Its words stand in the picture's alternative, which is read in its place.
            label = set_line(Phrase("", (Run(frame.label),), frame.source), FRAME_LABEL, fonts)
            # A picture that fills its frame goes on behind the label.
            left, across = x + LABEL_X - LABEL_GROUND, label.ink + 2 * LABEL_GROUND
            ground = rounded(left, y + LABEL_GROUND, across, label.height, LABEL_GROUND)
            assembly.draw(Path(None, ground, fill=WHITE))
            assembly.place(as_decoration(label.block()), x + LABEL_X, y + LABEL_Y)
    return assembly.block(width, y + height)


def _look(frames: tuple[Frame, ...], in_a_row: int, width: float, height: float) -> PictureFrame:
    across = (width - GAP * (in_a_row - 1)) / in_a_row
    band = LABEL_BAND if any(frame.label for frame in frames) else 0.0
    return PictureFrame(across, height, mm(1.5), mm(2), mm(0.25), HAIR, WHITE, band)
