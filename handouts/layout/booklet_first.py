"""The parts of a booklet's first page, and how they are set so that they fit (page design, section
7). layout/booklet.py stacks them; those that the page does not hold stand on the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from handouts.layout.booklet_opening import opening
from handouts.layout.desk import FIRST_TOP, NEXT_TOP, Desk
from handouts.layout.glance import LARGE, MEDIUM, NO_PICTURES, SMALL, Form, at_a_glance
from handouts.layout.guidance import IN_BOOKLET
from handouts.layout.sheet_back import call_boxes, pain_guide
from handouts.model.booklet import AtAGlance, Booklet
from handouts.model.page import Block
from handouts.units import PAPERS, mm

LETTER_HEIGHT = PAPERS["letter"].height_mm


class FirstPage(Struct, frozen=True):
    """Clinic and patient, at a glance, pain guide, call boxes: each a whole block of live width,
    with the white between two of them.
    """

    parts: tuple[Block, ...]
    gap: float

    @property
    def height(self) -> float:
        return sum(part.height for part in self.parts) + self.gap * (len(self.parts) - 1)


class _Spacing(Struct, frozen=True):
    """White between the parts, and between the clinic's rule and the title."""

    gap: float
    under_rule: float


ROOMY, TIGHT = _Spacing(mm(6.5), mm(6)), _Spacing(mm(5), mm(4.5))


def first_page(booklet: Booklet, desk: Desk) -> FirstPage:
    """The first way, from the roomiest on, in which the page holds all of it; where none does, in
    which it holds all but the call boxes, then all but the pain guide as well.
    """
    words, colours, fonts = desk.handout, desk.colours, desk.fonts
    guidance = (
        pain_guide(words.pain_guide, colours, fonts, IN_BOOKLET),
        call_boxes(words.call_us, words.emergency, colours, fonts, IN_BOOKLET),
    )
    ways = [*_ways(booklet, desk)]
    for count in range(len(guidance), -1, -1):
        for top, table, gap in ways:
            held = FirstPage((top, *table, *guidance[:count]), gap)
            if len(table) < 2 and held.height <= desk.live_bottom - FIRST_TOP:
                return FirstPage((top, *table, *guidance), gap)
    top, table, gap = ways[-1]
    return FirstPage((top, *table, *guidance), gap)


def _ways(booklet: Booklet, desk: Desk) -> Iterator[tuple[Block, list[Block], float]]:
    """Head and table in each form of the table, roomy and tight; and the gap between them."""
    short = desk.theme.paper.height_mm <= LETTER_HEIGHT
    spacings = (TIGHT,) if short else (ROOMY, TIGHT)
    glance = booklet.at_a_glance
    for form in _forms(glance, short=short) if glance else (NO_PICTURES,):
        for spacing in spacings:
            top = opening(booklet.opening, desk, spacing.under_rule)
            below = desk.live_bottom - FIRST_TOP - top.height - spacing.gap
            rooms = (below, desk.live_bottom - NEXT_TOP)
            table = (
                at_a_glance(glance, booklet.facts, form, rooms, desk.colours, desk.fonts)
                if glance
                else []
            )
            yield top, table, spacing.gap


def _forms(glance: AtAGlance, *, short: bool) -> tuple[Form, ...]:
    """How its rows may be set, on a page that is `short` (Letter) or not; the largest first."""
    count = len(glance.rows)
    if not any(row.picture for row in glance.rows):
        return (NO_PICTURES,)
    if short:
        return (MEDIUM, NO_PICTURES) if count <= 3 else (NO_PICTURES,)
    if count <= 3:
        return LARGE, SMALL, NO_PICTURES
    return (SMALL, NO_PICTURES) if count == 4 else (NO_PICTURES,)
