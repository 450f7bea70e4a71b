"""The first row of an exercise's slot: its number, title and tags."""

from __future__ import annotations

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, kept
from handouts.layout.shapes import circle, rounded
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import INK, WHITE, Colours, Scale
from handouts.model.handout import Phrase, Run
from handouts.model.page import Block, Path
from handouts.units import mm

TITLE_ROW = mm(143)
"""What columns 1 and 2 leave beside the code."""
DISC = mm(8)
"""Across the badge, which stands before the title."""


@kept
def badge(
    number: int, node: str, diameter: float, size: float, colours: Colours, fonts: Fonts
) -> Block:
    """The number of an exercise in a disc; it is read before the title, hence the space."""
    assembly = Assembly()
    radius = diameter / 2
    assembly.draw(Path(None, circle(radius, radius, radius), fill=colours.brand))
    words = Phrase(node, (Run(f"{number} "),))
    kind = Type(size, diameter, BOLD, WHITE)
    numeral = set_phrase(words, kind, diameter, fonts)
    assembly.place(numeral.block(), (diameter - numeral.ink) / 2, 0)
    return assembly.block(diameter, diameter)


@kept
def title_row(
    words: Phrase, side: Phrase | None, change: Phrase | None, draft: Phrase | None,
    scale: Scale, fonts: Fonts,
) -> Block:  # fmt: skip
    """The title after its badge, tags beside it where there is room, the Draft line under it."""
    assembly = Assembly()
    x, width = mm(11), TITLE_ROW - mm(11)
    kind = Type(scale.title_size, scale.title_leading, BOLD)
    title = set_phrase(words, kind, width, fonts)
    assembly.place(title.block(), x, max(0.0, (DISC - title.height) / 2))
    height = max(DISC, title.height)
    tags = [side_tag(side, mm(132), fonts)] if side else []
    tags += [change_tag(change, mm(132), fonts)] if change else []
    row, across = height, x + title.ink if len(title.lines) == 1 else TITLE_ROW
    y = 0.0
    for tag in tags:  # beside what stands before it, where there is room
        across += mm(3)
        if across + tag.width > TITLE_ROW:
            y, across, row = height + mm(0.6), x, tag.height
            height = y + tag.height
        assembly.place(tag, across, y + (row - tag.height) / 2)
        across += tag.width
    if draft:
        said = set_phrase(draft, Type(12, 14, SEMIBOLD), width, fonts)
        assembly.place(said.block(), x, height + mm(1))
        height += mm(1) + said.height
    return assembly.block(TITLE_ROW, height)


def side_tag(words: Phrase, width: float, fonts: Fonts) -> Block:
    """The side, white on ink: the one thing that must not be overlooked."""
    side, leading = mm(2.2), mm(5.4)
    text = set_phrase(words, Type(12, leading, SEMIBOLD, WHITE), width - 2 * side, fonts)
    assembly = Assembly()
    across = text.ink + 2 * side
    assembly.draw(Path(None, rounded(0, 0, across, text.height, mm(1)), fill=INK))
    assembly.place(text.block(), side, 0)
    return assembly.block(across, text.height)


@kept
def change_tag(words: Phrase, width: float, fonts: Fonts) -> Block:
    """That it is new or changed: quieter than the side, in an outline."""
    side, leading, line = mm(2.2), mm(5.4), mm(0.35)
    text = set_phrase(words, Type(12, leading, SEMIBOLD), width - 2 * side, fonts)
    assembly = Assembly()
    across, half = text.ink + 2 * side, line / 2
    outline = rounded(half, half, across - line, text.height - line, mm(1))
    assembly.draw(Path(None, outline, stroke=INK, line_width=line))
    assembly.place(text.block(), side, 0)
    return assembly.block(across, text.height)
