"""The dose strip of a sheet: two boxes, how much and how often (page design, sections 6.1 and 9).

The gap and the border between them stop "4 times" and "2 times a day" being read as one list.
"""

from __future__ import annotations

from handouts.errors import HandoutError
from handouts.fonts import SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, stacked
from handouts.layout.shapes import outlined, polyline, rounded
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import WHITE, Colours, Scale
from handouts.model.handout import DoseBox
from handouts.model.page import Block, Path
from handouts.units import mm

PADDING = mm(2.0)
ABOVE_AND_BELOW = mm(2.27)
"""What two lines leave of the strip's 14.9 mm (or 16.7 mm): padding, shared above and below."""
GAP = mm(2)
BORDER = mm(0.5)
SUNK = mm(0.4)
"""Big numerals rise above the middle of their line; this much lower they look centred."""
MOST_LINES = 3
DIVIDER_ROOM, DIVIDER_SHORT = mm(4), mm(0.8)
OFTEN_SHARES = (1.0, 0.8, 0.6, 0.5)
"""Of its natural width, what how often may take; the least high strip wins, the widest first."""

Strip = tuple[Block, Block, float]
"""How much and how often side by side, and the width that how often takes."""


def dose_strip(
    how_much: DoseBox, how_often: DoseBox, scale: Scale, colours: Colours, width: float,
    fonts: Fonts,
) -> list[Block]:  # fmt: skip
    """Both boxes, equally high; how often takes its own width, how much the rest. Only where a
    value is too wide for that do they stand one above the other: every value prints. A box without
    lines is left out.
    """
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
    if not (how_much.lines and how_often.lines):
        return _one_above_the_other(how_much, how_often, kind, colours, width, fonts)
    strip = _least_high(how_much, how_often, kind, colours, width, fonts)
    if strip is None:
        return _one_above_the_other(how_much, how_often, kind, colours, width, fonts)
    much, often, often_width = strip
    often_width += 2 * PADDING
    much_width = width - GAP - often_width
    height = max(much.height, often.height, 2 * kind.leading) + ABOVE_AND_BELOW
    assembly = Assembly()
    assembly.place(_tinted(much, much_width, height, colours), 0, 0)
    assembly.place(_framed(often, often_width, height, colours), width - often_width, 0)
    return [assembly.block(width, height)]


def _one_above_the_other(
    how_much: DoseBox, how_often: DoseBox, kind: Type, colours: Colours, width: float, fonts: Fonts
) -> list[Block]:
    """Boxes as wide as the strip, where a long value leaves no room side by side or only one of
    the two has something to say.
    """
    boxes = []
    for box, drawn in ((how_much, _tinted), (how_often, _framed)):
        if box.lines:
            content = _lines(box, kind, width - 2 * PADDING, colours, fonts)
            boxes.append(drawn(content, width, content.height + ABOVE_AND_BELOW, colours))
    return boxes


def _tinted(content: Block, width: float, height: float, colours: Colours) -> Block:
    assembly = Assembly()
    box = rounded(0, 0, width, height, mm(1.5))
    assembly.draw(Path(None, box, fill=colours.tint))
    assembly.place(content, PADDING, (height - content.height) / 2 + SUNK)
    return assembly.block(width, height)


def _framed(content: Block, width: float, height: float, colours: Colours) -> Block:
    assembly = Assembly()
    box = outlined(0, 0, width, height, mm(1.5), BORDER)
    assembly.draw(Path(None, box, WHITE, colours.brand, BORDER))
    assembly.place(content, PADDING, (height - content.height) / 2 + SUNK)
    return assembly.block(width, height)


def _least_high(
    how_much: DoseBox, how_often: DoseBox, kind: Type, colours: Colours, width: float, fonts: Fonts
) -> Strip | None:
    """The least high of the strips that there can be. A narrower how often makes it lower only
    while how much is the higher of the two, and has lines to gain.
    """
    natural = _widest(how_often, kind, width - 2 * PADDING, fonts)
    count = len(how_much.lines)
    least = kind.leading * count if count <= MOST_LINES else 0.0
    strips: list[Strip] = []
    for share in OFTEN_SHARES:
        often_width = natural * share
        if often_width > width / 2:
            continue
        strip = _side_by_side(how_much, how_often, kind, colours, width, often_width, fonts)
        if strip is None:
            continue
        strips.append(strip)
        much, often, _ = strip
        if much.height <= max(often.height, least):
            break
    return min(strips, key=lambda strip: max(strip[0].height, strip[1].height), default=None)


def _side_by_side(
    how_much: DoseBox,
    how_often: DoseBox,
    kind: Type,
    colours: Colours,
    width: float,
    often_width: float,
    fonts: Fonts,
) -> Strip | None:
    """The strip with how often at most `often_width` wide; None where a number and its unit are
    wider.
    """
    try:
        often_ink = _widest(how_often, kind, often_width, fonts)
        often = _lines(how_often, kind, often_ink, colours, fonts)
        much_width = width - GAP - often_ink - 4 * PADDING
        return _lines(how_much, kind, much_width, colours, fonts), often, often_ink
    except HandoutError:
        return None


def _widest(box: DoseBox, kind: Type, width: float, fonts: Fonts) -> float:
    """The widest line of the box's statements, none wider than `width`."""
    return max(set_phrase(line.body, kind, width, fonts).ink for line in box.lines)


def _lines(box: DoseBox, kind: Type, width: float, colours: Colours, fonts: Fonts) -> Block:
    """The box's statements one under the other; of more than three, those that fit side by side,
    with a divider between them.
    """
    said = [set_phrase(line.body, kind, width, fonts) for line in box.lines]
    if len(said) <= MOST_LINES:
        return stacked([paragraph.block() for paragraph in said], 0)
    assembly, x, y, row = Assembly(), 0.0, 0.0, 0.0
    for paragraph in said:
        if x and (x + DIVIDER_ROOM + paragraph.ink > width or row > paragraph.height):
            x, y = 0.0, y + row
        if x:
            middle, half = x + DIVIDER_ROOM / 2, kind.leading / 2 - DIVIDER_SHORT
            foot, top = y + kind.leading / 2 + half - SUNK, y + kind.leading / 2 - half - SUNK
            rule = polyline((middle, top), (middle, foot))
            assembly.draw(Path(None, rule, stroke=colours.line, line_width=mm(0.25)))
            x += DIVIDER_ROOM
        assembly.place(paragraph.block(), x, y)
        x, row = x + paragraph.ink, paragraph.height
    return assembly.block(width, y + row)
