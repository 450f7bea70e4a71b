"""The type of a booklet (page design, section 2): sizes and leading in points."""

from __future__ import annotations

from handouts.fonts import BOLD, SEMIBOLD
from handouts.layout.text import Type
from handouts.layout.theme import MUTED, STOP, Colours
from handouts.units import mm

TITLE, LONG_TITLE = Type(20, 23, BOLD), Type(17, 20, BOLD)
BODY = Type(13, 17)
BODY_WITH_BLANKS = Type(13, 17, blank_width=mm(11))
STRONG = Type(13, 17, SEMIBOLD)
STOP_HEADING = Type(13, 17, BOLD, STOP)
HEADING = Type(13, 17, BOLD)
NOTES_HEADING = Type(13, 17, SEMIBOLD, MUTED)
FRAME_LABEL = Type(12, 16, SEMIBOLD)
SCAN = Type(12.5, 15, BOLD)
DRAFT = Type(12, 14, SEMIBOLD)


def section_heading(colours: Colours) -> Type:
    """The heading of a section of the first or the last page."""
    return Type(17, 20, BOLD, colours.brand_ink)


def step_number(colours: Colours) -> Type:
    """The numeral before a step."""
    return Type(15, 17, BOLD, colours.brand_ink)


def brand_heading(colours: Colours) -> Type:
    """A heading inside a block, in the clinic's colour; of a note, run in."""
    return Type(13, 17, BOLD, colours.brand_ink)


def run_in(colours: Colours) -> Type:
    """A paragraph whose lead-in is such a heading."""
    return Type(13, 17, strong_weight=BOLD, strong_colour=colours.brand_ink)
