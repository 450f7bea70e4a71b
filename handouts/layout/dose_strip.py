"""The dose strip of a sheet: two boxes, how much and how often (page design, sections 6.1 and 9).

The gap and the border between them stop "4 times" and "2 times a day" being read as one list.
"""

from __future__ import annotations

from handouts.errors import HandoutError
from handouts.fonts import SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, stacked
from handouts.layout.shapes import outlined, rounded
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import WHITE, Colours, Scale
from handouts.model.handout import DoseBox, ExerciseBlock
from handouts.model.page import Block, Path
from handouts.units import mm

PADDING = mm(2.0)
ABOVE_AND_BELOW = mm(2.27)
"""What two lines leave of the strip's 14.9 mm (or 16.7 mm): padding, shared above and below."""
GAP = mm(2)
SUNK = mm(0.4)
"""Big numerals rise above the middle of their line; this much lower they look centred."""
OFTEN_SHARES = (1.0, 0.8, 0.6, 0.5)
"""Of its natural width, what how often may take; the least high strip wins, the widest first."""


def dose_strip(
    exercise: ExerciseBlock, scale: Scale, colours: Colours, width: float, fonts: Fonts
) -> Block:
    """Both boxes, equally high; how often takes its own width, how much the rest."""
    kind = Type(
        scale.dose_size,
        scale.dose_leading,
        SEMIBOLD,
        colours.brand_ink,
        numeral_size=scale.numeral_size,
        word_size=scale.dose_word_size,
        blank_width=mm(11),
        blank_height=mm(5.9),
        blank_colour=colours.line,
    )
    natural = _widest(exercise.how_often, kind, width, fonts)
    strips = [
        _fitted(exercise, kind, width, often_width, fonts)
        for share in OFTEN_SHARES
        if (often_width := natural * share) <= width / 2
    ]
    much, often, often_width = min(
        filter(None, strips), key=lambda strip: max(strip[0].height, strip[1].height)
    )
    often_width += 2 * PADDING
    much_width = width - GAP - often_width
    height = max(much.height, often.height, 2 * kind.leading) + ABOVE_AND_BELOW
    assembly = Assembly()
    tinted = rounded(0, 0, much_width, height, mm(1.5))
    assembly.draw(Path(None, tinted, fill=colours.tint))
    border = mm(0.5)
    framed = outlined(width - often_width, 0, often_width, height, mm(1.5), border)
    assembly.draw(Path(None, framed, WHITE, colours.brand, border))
    assembly.place(much, PADDING, (height - much.height) / 2 + SUNK)
    assembly.place(often, width - often_width + PADDING, (height - often.height) / 2 + SUNK)
    return assembly.block(width, height)


def _fitted(
    exercise: ExerciseBlock, kind: Type, width: float, often_width: float, fonts: Fonts
) -> tuple[Block, Block, float] | None:
    """How much, how often, and the width that how often takes of at most `often_width`; None where
    a number and its unit are wider.
    """
    try:
        often_ink = _widest(exercise.how_often, kind, often_width, fonts)
        often = _lines(exercise.how_often, kind, often_ink, fonts)
        much_width = width - GAP - often_ink - 4 * PADDING
        return _lines(exercise.how_much, kind, much_width, fonts), often, often_ink
    except HandoutError:
        return None


def _widest(box: DoseBox, kind: Type, width: float, fonts: Fonts) -> float:
    """The widest line of the box's statements, none wider than `width`."""
    return max(set_phrase(line.body, kind, width, fonts).ink for line in box.lines)


def _lines(box: DoseBox, kind: Type, width: float, fonts: Fonts) -> Block:
    """The box's statements one under the other."""
    return stacked([set_phrase(line.body, kind, width, fonts).block() for line in box.lines], 0)
