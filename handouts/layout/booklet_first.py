"""The parts of a booklet's first page, and how its table is set so that they fit (page design,
section 7). layout/booklet.py stacks them; those that the page does not hold stand on the next.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.layout.booklet_opening import opening
from handouts.layout.desk import FIRST_TOP, NEXT_TOP, Desk
from handouts.layout.glance import LARGE, MEDIUM, NO_PICTURES, SMALL, Form, at_a_glance
from handouts.layout.guidance import IN_BOOKLET
from handouts.layout.sheet_back import call_boxes, pain_guide
from handouts.model.booklet import Booklet
from handouts.model.page import Block
from handouts.units import PAPERS, mm

LETTER_HEIGHT = PAPERS["letter"].height_mm


def section_gap(desk: Desk) -> float:
    """The white between two parts of the first page, in points."""
    return mm(5 if _is_short(desk) else 6.5)


def first_page_parts(booklet: Booklet, desk: Desk) -> tuple[Block, ...]:
    """Clinic and patient, at a glance, pain guide, call boxes: each a whole block of live width."""
    words, colours, fonts, gap = desk.handout, desk.colours, desk.fonts, section_gap(desk)
    top = opening(booklet.opening, desk, mm(4.5 if _is_short(desk) else 6))
    guide = pain_guide(words.pain_guide, colours, fonts, IN_BOOKLET)
    calls = call_boxes(words.call_us, words.emergency, colours, fonts, IN_BOOKLET)
    if booklet.at_a_glance is None:
        return top, guide, calls
    first = desk.live_bottom - FIRST_TOP - top.height - gap
    rooms = (first, desk.live_bottom - NEXT_TOP)
    tables = [
        at_a_glance(booklet.at_a_glance, booklet.facts, form, rooms, colours, fonts)
        for form in _forms(len(booklet.at_a_glance.rows), desk)
    ]
    return top, *_chosen(tables, (guide, calls), first, gap), guide, calls


def _chosen(
    tables: Sequence[list[Block]], others: tuple[Block, ...], room: float, gap: float
) -> list[Block]:
    """The largest table beside which the page holds all of the others; where none leaves room for
    all, the largest beside which it holds as many as it can.
    """
    for count in range(len(others), -1, -1):
        beside = sum(gap + block.height for block in others[:count])
        for table in tables:
            if len(table) == 1 and table[0].height + beside <= room:
                return table
    return tables[-1]


def _forms(count: int, desk: Desk) -> tuple[Form, ...]:
    """How so many rows may be set: what is larger first, without pictures last."""
    if _is_short(desk):
        return (MEDIUM, NO_PICTURES) if count <= 3 else (NO_PICTURES,)
    if count <= 3:
        return LARGE, SMALL, NO_PICTURES
    return (SMALL, NO_PICTURES) if count == 4 else (NO_PICTURES,)


def _is_short(desk: Desk) -> bool:
    """US Letter has less room for the same."""
    return desk.theme.paper.height_mm <= LETTER_HEIGHT
