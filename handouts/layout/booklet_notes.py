"""Lines to write on at the foot of a page with one exercise (page design, section 10.3)."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.fonts import Fonts
from handouts.layout.booklet_type import NOTES_HEADING
from handouts.layout.furniture import LIVE
from handouts.layout.text import set_phrase
from handouts.layout.write_in import dotted_lines
from handouts.model.handout import Phrase
from handouts.model.page import Block
from handouts.units import mm

LEAST_ROOM = mm(28)
APART, ABOVE, CLEAR = mm(9), mm(2), mm(2)
MOST_LINES = 4
"""With more it would look as if the patient had to write so much."""


def notes_block(heading: Phrase, room: float, fonts: Fonts) -> Block | None:
    """The heading, as many lines as the room holds, and 2 mm of white. None where there is too
    little room.
    """
    if room < LEAST_ROOM:
        return None
    title = set_phrase(heading, NOTES_HEADING, LIVE, fonts)
    lines = min(MOST_LINES, int((room - ABOVE - title.height - CLEAR) / APART))
    block = dotted_lines(title.block(), lines, APART, LIVE)
    return replace(block, height=block.height + CLEAR)
