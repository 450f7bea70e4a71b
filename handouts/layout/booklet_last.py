"""The parts of a booklet's last page: chart, questions, information (page design, section 11).
layout/booklet.py stacks them.
"""

from __future__ import annotations

from handouts.errors import HandoutError, Problem
from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.booklet_head import MAIN
from handouts.layout.booklet_opening import SIDE_X
from handouts.layout.booklet_side import SIDE
from handouts.layout.booklet_type import HEADING, section_heading
from handouts.layout.chart_grid import chart
from handouts.layout.desk import NEXT_TOP, Desk
from handouts.layout.furniture import LIVE
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import Colours
from handouts.layout.write_in import dotted_lines
from handouts.model.booklet import Aside, Booklet
from handouts.model.handout import Information, Phrase
from handouts.model.page import Block
from handouts.units import mm

SECTION_GAP = mm(6.5)
"""The white between two parts of the last page."""
FEWEST_LINES, MOST_LINES, LINE = 2, 8, mm(9.5)
_SMALL = Type(12, 15.5)


def last_page_parts(booklet: Booklet, desk: Desk) -> tuple[Block, ...]:
    """The chart (a block a page where it is longer), lines to write questions on, the important
    information beside the next visit: each a whole block of live width. As many lines as fill the
    page.
    """
    colours, fonts, words = desk.colours, desk.fonts, desk.handout
    page = desk.live_bottom - NEXT_TOP
    charts = chart(booklet.chart, page, colours, fonts) if booklet.chart else []
    version = words.furniture.version
    about = Aside(
        booklet.this_handout.id, booklet.this_handout.heading,
        (*booklet.this_handout.lines, version),
    )  # fmt: skip
    told = _information(words.information, (booklet.next_visit, about), colours, fonts)
    if told.height > page:
        source = words.information.paragraphs[0].source
        message = "disclaimer.full takes more than a page"
        raise HandoutError([Problem(source, message, "write it shorter")])
    heading = set_phrase(words.questions_heading, section_heading(colours), LIVE, fonts).block()
    below = told.height + SECTION_GAP
    used = sum(one.height + SECTION_GAP for one in charts[-1:])
    count = _lines_that_fit(page - used - heading.height - below)
    if count < FEWEST_LINES:  # not under the chart: on a page of their own
        count = _lines_that_fit(page - heading.height - below)
    return (*charts, dotted_lines(heading, max(count, FEWEST_LINES), LINE, LIVE), told)


def _lines_that_fit(room: float) -> int:
    return min(MOST_LINES, int(room / LINE))


def _information(
    words: Information, asides: tuple[Aside, ...], colours: Colours, fonts: Fonts
) -> Block:
    """The full disclaimer, and beside it what to know of the next visit and of this handout."""
    assembly = Assembly()
    title = set_phrase(words.heading, section_heading(colours), MAIN, fonts)
    assembly.place(title.block(), 0, 0)
    y = title.height
    for number, paragraph in enumerate(words.paragraphs):
        y += mm(1.5) if number else mm(1)
        text = set_phrase(paragraph, _SMALL, MAIN, fonts)
        assembly.place(text.block(), 0, y)
        y += text.height
    side_y = 0.0
    for aside in asides:
        side_y += mm(4) if side_y else 0.0
        side_y = _say(aside.heading, HEADING, side_y, assembly, fonts)
        for line in aside.lines:
            side_y = _say(line, _SMALL, side_y, assembly, fonts)
    return assembly.block(LIVE, max(y, side_y))


def _say(words: Phrase, kind: Type, y: float, assembly: Assembly, fonts: Fonts) -> float:
    """Sets words into the side column, and says where they end."""
    text = set_phrase(words, kind, SIDE, fonts)
    assembly.place(text.block(), SIDE_X, y)
    return y + text.height
