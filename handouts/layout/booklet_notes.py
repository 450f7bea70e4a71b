"""Lines to write on at the foot of a page with one exercise (page design, section 10.3)."""

from __future__ import annotations

from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.booklet_type import NOTES_HEADING
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import polyline
from handouts.layout.text import set_phrase
from handouts.layout.theme import INK
from handouts.model.handout import Phrase
from handouts.model.page import Block, Path
from handouts.units import mm

LEAST_ROOM = mm(28)
APART, CLEAR, ABOVE = mm(9), mm(2), mm(2)
MOST_LINES = 4
"""With more it would look as if the patient had to write so much."""


def notes_block(heading: Phrase, room: float, fonts: Fonts) -> Block | None:
    """The heading and as many lines as the room holds; the block ends at its foot, 2 mm of white
    included. None where there is too little room.
    """
    if room < LEAST_ROOM:
        return None
    title = set_phrase(heading, NOTES_HEADING, LIVE, fonts)
    lines = min(MOST_LINES, int((room - ABOVE - title.height - CLEAR) / APART))
    assembly, y = Assembly(), title.height
    assembly.place(title.block(), 0, 0)
    for _ in range(lines):
        y += APART
        rule = polyline((0, y), (LIVE, y))
        assembly.draw(Path(None, rule, None, INK, mm(0.4), (0.01, mm(0.9)), round_ends=True))
    return assembly.block(LIVE, y + CLEAR)
