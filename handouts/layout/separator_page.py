"""Separator → Pages: one for a group, its numbers as large as they fit; more for a very long list.

Dark bands at head and foot, and no picture: nobody takes it for a part of a patient's sheet.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.errors import HandoutError
from handouts.fonts import BOLD, REGULAR, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, as_decoration, stacked
from handouts.layout.furniture import LIVE, mark
from handouts.layout.legibility import unprintable
from handouts.layout.shapes import polyline, rounded
from handouts.layout.text import Paragraph, Type, set_line, set_phrase
from handouts.layout.theme import INK, MUTED, WHITE, Theme
from handouts.model.handout import Phrase
from handouts.model.page import Block, Page, Path, Placed
from handouts.model.separator import Separator
from handouts.units import mm

EDGE = mm(10.5)
_GAP = mm(6)
_LOGO = mm(14)
_HEADINGS = (40, 32, 26, 20, 15, 12)
_NUMBERS = (24, 20, 17, 14, 12, 10)


def lay_out_separator(separator: Separator, theme: Theme, fonts: Fonts) -> tuple[Page, ...]:
    """Its pages, nearly always one. Raises HandoutError for what cannot be printed."""
    problems = unprintable(separator, fonts)
    if problems:
        raise HandoutError(problems)
    head = _head(separator, theme, fonts)
    foot = _band(mm(6))
    foot_y = mm(theme.paper.height_mm) - EDGE - foot.height
    top = EDGE + head.height + _GAP
    pages = []
    for number, list_ in enumerate(_lists(separator.numbers, foot_y - _GAP - top, fonts), 1):
        left = theme.left(number)
        placed = (
            Placed(head if number == 1 else as_decoration(head), left, EDGE),
            Placed(list_, left, top),
            Placed(foot, left, foot_y),
        )
        pages.append(Page(mm(theme.paper.width_mm), mm(theme.paper.height_mm), placed))
    return tuple(pages)


def _head(words: Separator, theme: Theme, fonts: Fonts) -> Block:
    """For whom the page is, then whose sheets follow: large, to be read across a desk."""
    colours = theme.colours
    lines = [set_phrase(line, Type(18, 24, SEMIBOLD), LIVE, fonts).block() for line in words.lines]
    heading = _largest(words.heading, colours.brand_ink, LIVE, fonts).block()
    site = words.site and set_phrase(words.site, Type(18, 24, colour=MUTED), LIVE, fonts).block()
    rule = Assembly()
    rule.draw(Path(None, polyline((0, 0), (LIVE, 0)), stroke=colours.brand, line_width=mm(0.7)))
    whose = stacked([heading, *([site] if site else []), *lines], mm(1))
    parts = [_notice(words.notice, fonts), _clinic(words, theme, fonts), whose]
    return stacked([*parts, rule.block(LIVE, mm(0.7))], _GAP)


def _band(height: float) -> Block:
    band = Assembly()
    band.draw(Path(None, rounded(0, 0, LIVE, height, mm(1.5)), fill=INK))
    return band.block(LIVE, height)


def _notice(words: Phrase, fonts: Fonts) -> Block:
    text = set_phrase(words, Type(20, 26, BOLD, WHITE), LIVE - mm(10), fonts)
    band = _band(text.height + mm(6))
    assembly = Assembly()
    assembly.place(band, 0, 0)
    assembly.place(text.block(), mm(5), mm(3))
    return assembly.block(LIVE, band.height)


def _clinic(words: Separator, theme: Theme, fonts: Fonts) -> Block:
    assembly = Assembly()
    assembly.place(mark(words.logo, words.clinic.text, _LOGO, theme.colours, fonts), 0, 0)
    room = LIVE - _LOGO - mm(4)
    name = set_phrase(words.clinic, Type(18, 22, BOLD), room, fonts)
    height = max(name.height, _LOGO)
    assembly.place(name.block(), _LOGO + mm(4), (height - name.height) / 2)
    return assembly.block(LIVE, height)


def _largest(words: Phrase, colour: str, width: float, fonts: Fonts) -> Paragraph:
    """In the largest size in which no word is wider than its place."""
    kinds = [Type(size, size * 1.15, BOLD, colour) for size in _HEADINGS]
    fitting = (
        kind
        for kind in kinds
        if max(fonts.width(word, BOLD, kind.size) for word in words.text.split()) <= width
    )
    return set_phrase(words, next(fitting, kinds[-1]), width, fonts)


def _lists(numbers: Sequence[Phrase], height: float, fonts: Fonts) -> list[Block]:
    """The numbers in columns, in the largest size that takes one page; a block a page."""
    widest = max((fonts.width(number.text, REGULAR, 1) for number in numbers), default=0.0)
    for size in _NUMBERS:
        kind = Type(size, size * 1.4)
        width = widest * size + _GAP
        columns = max(1, int((LIVE + _GAP) // width))
        rows = int(height // kind.leading)
        if len(numbers) <= columns * rows:
            break
    full = columns * rows
    parts = [numbers[at : at + full] for at in range(0, len(numbers), full)] or [()]
    return [_columns(part, kind, rows, width, fonts) for part in parts]


def _columns(numbers: Sequence[Phrase], kind: Type, rows: int, width: float, fonts: Fonts) -> Block:
    """Down the first column, then the next: the order of the pile."""
    assembly = Assembly()
    for at, number in enumerate(numbers):
        column, row = divmod(at, rows)
        line = set_line(number, kind, fonts)
        assembly.place(line.block(), column * width, row * kind.leading)
    return assembly.block(LIVE, rows * kind.leading)
