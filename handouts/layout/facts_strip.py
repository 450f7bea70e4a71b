"""The facts under "At a glance": how long a day takes, what is needed (page design, 7.2)."""

from __future__ import annotations

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.booklet_type import BODY, STRONG
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import outlined, polyline, rounded
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import INK, WHITE, Colours
from handouts.model.booklet import Facts
from handouts.model.handout import Phrase
from handouts.model.page import Block, Path
from handouts.units import mm

LEAST_STRIP, STRIP_SIDE, STRIP_ABOVE, DIVIDER_SHORT = mm(14), mm(4), mm(1), mm(2.5)
BOX, BOX_GAP, ITEM_GAP = mm(4), mm(1.8), mm(5)


def facts_strip(words: Facts, colours: Colours, fonts: Fonts) -> Block:
    """How long a day takes, and what to have at hand."""
    time = _time(words.minutes, colours, fonts) if words.minutes else None
    need_x = STRIP_SIDE + (time.width + 2 * STRIP_SIDE if time else 0.0)
    need = _need(words, LIVE - need_x - STRIP_SIDE, fonts)
    height = max(LEAST_STRIP, need.height + 2 * STRIP_ABOVE)
    assembly = Assembly()
    assembly.draw(Path(None, rounded(0, 0, LIVE, height, mm(1.5)), fill=colours.tint))
    if time:
        assembly.place(time, STRIP_SIDE, (height - time.height) / 2)
        x = need_x - STRIP_SIDE
        divider = polyline((x, DIVIDER_SHORT), (x, height - DIVIDER_SHORT))
        assembly.draw(Path(None, divider, stroke=colours.line, line_width=mm(0.25)))
    assembly.place(need, need_x, (height - need.height) / 2)
    return assembly.block(LIVE, height)


def _time(words: Phrase, colours: Colours, fonts: Fonts) -> Block:
    """The number, large, between its words."""
    kinds = (STRONG, Type(25, 34, BOLD, colours.brand_ink), Type(12, 13, SEMIBOLD))
    assembly, x, height = Assembly(), 0.0, kinds[1].leading
    for run, kind in zip(words.runs, kinds, strict=True):
        part = set_phrase(Phrase(words.id, (run,), words.source), kind, LIVE, fonts)
        assembly.place(part.block(), x, (height - part.height) / 2)
        x += part.ink + mm(2)
    return assembly.block(x - mm(2), height)


def _need(words: Facts, width: float, fonts: Fonts) -> Block:
    """A heading over the things, each with a box to tick; as many lines as they take."""
    assembly = Assembly()
    heading = set_phrase(words.need, STRONG, width, fonts)
    assembly.place(heading.block(), 0, 0)
    x, y = 0.0, heading.height
    for item in words.items:
        text = set_phrase(item.body, BODY, width - BOX - BOX_GAP, fonts)
        if x and x + BOX + BOX_GAP + text.ink > width:
            x, y = 0.0, y + BODY.leading
        box = outlined(x, y + (BODY.leading - BOX) / 2, BOX, BOX, mm(0.8), mm(0.35))
        assembly.draw(Path(None, box, WHITE, INK, mm(0.35)))
        assembly.place(text.block(), x + BOX + BOX_GAP, y)
        x += BOX + BOX_GAP + text.ink + ITEM_GAP
        y += text.height - BODY.leading
    return assembly.block(width, y + (BODY.leading if words.items else 0.0))
