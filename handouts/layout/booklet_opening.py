"""The top of a booklet's first page: clinic, title, patient (page design, section 7.1)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from msgspec.structs import replace

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, stacked
from handouts.layout.booklet_head import MAIN
from handouts.layout.booklet_side import SIDE
from handouts.layout.desk import Desk
from handouts.layout.furniture import LIVE, mark
from handouts.layout.line_breaks import break_units
from handouts.layout.pictures import fitted
from handouts.layout.shapes import polyline, rounded
from handouts.layout.text import Type, set_line, set_phrase
from handouts.layout.theme import MUTED, Colours
from handouts.model.booklet import Cell, Opening
from handouts.model.drawing import Artwork
from handouts.model.handout import Phrase, Run
from handouts.model.page import Block, Path
from handouts.units import mm

LOGO, WIDEST_LOGO = mm(14), mm(50)
WIDE = 2.0
"""How much wider than high a logo is that holds the clinic's name."""
BESIDE_LOGO = mm(4)
SIDE_X = LIVE - SIDE
ABOVE_RULE, RULE = mm(4), mm(0.7)
CELLS = (mm(43), mm(38), mm(43), mm(56))
CELL_SIDE, CELL_ABOVE = mm(4), mm(2.6)
_SMALL = Type(11, 14, colour=MUTED)
_LABEL, _VALUE = Type(12, 14, colour=MUTED), Type(13, 16, SEMIBOLD, blank_width=mm(30))


def opening(words: Opening, desk: Desk, under_rule: float) -> Block:
    """All of it; `under_rule` is the white between the clinic's rule and the title."""
    colours, fonts = desk.colours, desk.fonts
    assembly = Assembly()
    clinic = _clinic(words, desk)
    assembly.place(clinic, 0, 0)
    y = clinic.height + ABOVE_RULE + RULE / 2
    rule = polyline((0, y), (LIVE, y))
    assembly.draw(Path(None, rule, stroke=colours.brand, line_width=RULE))
    y += RULE / 2 + under_rule
    title = set_phrase(words.title, Type(29, 31, BOLD, colours.brand_ink), LIVE, fonts)
    assembly.place(title.block(), 0, y)
    y += title.height
    if words.goal:
        goal = set_phrase(words.goal, Type(14, 18), LIVE, fonts)
        y += mm(1.5)
        assembly.place(goal.block(), 0, y)
        y += goal.height
    patient = _cells(words.patient, colours, fonts)
    y += mm(5)
    assembly.place(patient, 0, y)
    y += patient.height
    if words.changes:
        changes = set_phrase(words.changes, Type(13, 17, strong_weight=BOLD), LIVE, fonts)
        y += mm(3)
        assembly.place(changes.block(), 0, y)
        y += changes.height
    return assembly.block(LIVE, y)


def _clinic(words: Opening, desk: Desk) -> Block:
    """Logo and name left, how to reach the clinic right. A wide logo stands for the name."""
    colours, fonts = desk.colours, desk.fonts
    artwork = desk.handout.logo
    is_wide = artwork is not None and artwork.size[0] > WIDE * artwork.size[1]
    if artwork is not None and is_wide:
        logo = _wide_logo(words.logo, artwork)
    else:
        logo = mark(artwork, words.clinic.text, LOGO, colours, fonts)
    beside = logo.width + BESIDE_LOGO
    name = Type(17, 19, BOLD, colours.brand_ink)
    named = [] if is_wide else [(words.clinic, name)]
    named += [(words.tagline, _SMALL)] if words.tagline else []
    reached = [
        (line, kind)
        for line, kind in (
            (words.phone, Type(12.5, 16, BOLD)), (words.web, _SMALL), (words.address, _SMALL),
        )
        if line
    ]  # fmt: skip
    middle = stacked(
        [set_phrase(line, kind, MAIN - beside, fonts).block() for line, kind in named], 0
    )
    side = stacked([set_phrase(line, kind, SIDE, fonts).block() for line, kind in reached], 0)
    height = max(logo.height, middle.height, side.height)
    assembly = Assembly()
    assembly.place(logo, 0, (height - logo.height) / 2)
    assembly.place(middle, beside, (height - middle.height) / 2)
    assembly.place(side, SIDE_X, 0)
    return assembly.block(LIVE, height)


def _wide_logo(node: str, artwork: Artwork) -> Block:
    across, down = artwork.size
    width = min(WIDEST_LOGO, LOGO * across / down)
    assembly = Assembly()
    assembly.draw(fitted(node, artwork, 0, 0, width, LOGO))
    return assembly.block(width, LOGO)


def _cells(cells: tuple[Cell, ...], colours: Colours, fonts: Fonts) -> Block:
    """For whom, when, by whom, until when: a value that is not known is a line to write on."""
    inside, x, height = Assembly(), 0.0, 0.0
    widths = _widths(cells, fonts)
    for cell, width in zip(cells, widths, strict=True):
        room = width - 2 * CELL_SIDE
        label = set_phrase(cell.label, _LABEL, room, fonts)
        value = set_phrase(cell.value, replace(_VALUE, blank_width=room), room, fonts)
        inside.place(label.block(), x + CELL_SIDE, CELL_ABOVE)
        inside.place(value.block(), x + CELL_SIDE, CELL_ABOVE + label.height)
        height = max(height, label.height + value.height)
        x += width
    assembly = Assembly()
    box = rounded(0, 0, LIVE, height + 2 * CELL_ABOVE, mm(1.5))
    assembly.draw(Path(None, box, fill=colours.tint))
    for divided in accumulate(widths[:-1]):
        divider = polyline((divided, CELL_ABOVE), (divided, CELL_ABOVE + height))
        assembly.draw(Path(None, divider, stroke=colours.line, line_width=mm(0.25)))
    assembly.place(inside.block(LIVE, height), 0, 0)
    return assembly.block(LIVE, height + 2 * CELL_ABOVE)


def _widths(cells: tuple[Cell, ...], fonts: Fonts) -> tuple[float, ...]:
    """Those of the design where all values are on one line; else what each needs with an equal
    share of the rest. Where that is too much, each has room for its longest word, and so much more
    as it needs more.
    """
    needed = [
        max(_ink(words, fonts) for words in (cell.label, cell.value)) + 2 * CELL_SIDE
        for cell in cells
    ]
    rest = LIVE - sum(needed)
    if all(need <= width for need, width in zip(needed, CELLS, strict=True)):
        return CELLS
    if rest >= 0:
        return tuple(need + rest / len(needed) for need in needed)
    least = [
        max(_ink(words, fonts) for words in _words(cell.label, cell.value)) + 2 * CELL_SIDE
        for cell in cells
    ]
    share = (LIVE - sum(least)) / (sum(needed) - sum(least))
    return tuple(low + share * (need - low) for low, need in zip(least, needed, strict=True))


def _words(*phrases: Phrase) -> Iterator[Phrase]:
    """What of the phrases is never broken, piece by piece."""
    for phrase in phrases:
        for unit in break_units(phrase.text) or [""]:
            yield Phrase(phrase.id, (Run(unit),))


def _ink(words: Phrase, fonts: Fonts) -> float:
    """How wide they are as a value; a label is never wider."""
    return set_line(words, _VALUE, fonts).ink
