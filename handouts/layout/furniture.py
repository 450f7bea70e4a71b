"""What stands at the edge of every page: running header and footer (page design, section 5)."""

from __future__ import annotations

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, as_decoration
from handouts.layout.pictures import fitted
from handouts.layout.shapes import polyline, rounded
from handouts.layout.text import Paragraph, Type, set_line, set_phrase
from handouts.layout.theme import HAIR, LIVE_WIDTH_MM, MUTED, WHITE, Colours
from handouts.model.drawing import Artwork
from handouts.model.handout import Furniture, Handout, Phrase, Run
from handouts.model.page import Block, Path
from handouts.model.summary import Summary
from handouts.units import mm

LIVE = mm(LIVE_WIDTH_MM)
FOOT = mm(10.775)
"""From the end of the last text line to the edge of the paper."""
ABOVE_HAIRLINE = mm(1.3)
"""White between the live area and the footer's hairline."""
MOST_PATIENT = LIVE - mm(7)
_SMALL = Type(10, 12.6, colour=MUTED)


def mark(logo: Artwork | None, clinic: str, size: float, colours: Colours, fonts: Fonts) -> Block:
    """The clinic's logo in a square, or a tile with its initial; decoration beside the name."""
    assembly = Assembly()
    if logo is not None:
        assembly.draw(fitted(None, logo, 0, 0, size, size))
        return assembly.block(size, size)
    assembly.draw(Path(None, rounded(0, 0, size, size, size * 0.18), fill=colours.brand))
    initial = Phrase("", (Run(clinic[:1].upper()),))
    letter = set_line(initial, Type(size * 0.62, size, BOLD, WHITE), fonts)
    assembly.place(as_decoration(letter.block()), (size - letter.ink) / 2, 0)
    return assembly.block(size, size)


def running_header(handout: Handout | Summary, colours: Colours, fonts: Fonts) -> Block:
    """Clinic left, patient right. The clinic's name gives way first: it is shortened, with a dot
    at its end, for the whole name stands on the first page.
    """
    assembly, words = Assembly(), handout.furniture
    assembly.place(mark(handout.logo, words.running_clinic.text, mm(5), colours, fonts), 0, mm(0.3))
    patient = _one_line(words.running_patient, Type(10.5, 13, colour=MUTED), fonts)
    assembly.place(patient.block(to_end=True), LIVE - patient.width, mm(0.4))
    kind = Type(10.5, 13, SEMIBOLD, colours.brand_ink)
    room = LIVE - mm(7) - patient.ink - mm(4)
    name = _shortened(words.running_clinic, kind, room, fonts)
    if name:
        clinic = set_phrase(name, kind, room, fonts)
        assembly.place(clinic.block(), mm(7), mm(0.4))
    return as_decoration(assembly.block(LIVE, max(mm(6), patient.height)))


def _one_line(words: Phrase, kind: Type, fonts: Fonts) -> Paragraph:
    """On one line where it is not wider than the page; a very long name takes more."""
    line = set_line(words, kind, fonts)
    return line if line.width <= MOST_PATIENT else set_phrase(words, kind, MOST_PATIENT, fonts)


def _shortened(name: Phrase, kind: Type, width: float, fonts: Fonts) -> Phrase | None:
    """As many whole words of the name as one line takes."""
    words = name.text.split(" ")
    for count in range(len(words), 0, -1):
        text = " ".join(words[:count]) + ("" if count == len(words) else " …")
        if fonts.width(text, kind.weight, kind.size) <= width:
            return Phrase(name.id, (Run(text),), name.source)
    return None


def footer(words: Furniture, page: int, pages: int, fonts: Fonts) -> Block:
    """Hairline, short disclaimer, phone, page and version; as high as its words need."""
    assembly = Assembly()
    assembly.draw(Path(None, polyline((0, 0), (LIVE, 0)), stroke=HAIR, line_width=mm(0.25)))
    y = mm(2)
    main = set_phrase(words.disclaimer, _SMALL, mm(118), fonts)
    assembly.place(main.block(), 0, y)
    side_x, side = mm(124), mm(56)
    call = set_phrase(words.call, Type(12, 14.4, BOLD), side, fonts)
    assembly.place(call.block(), side_x, y)
    side_y = y + call.height
    count = Phrase("", (Run(words.page_of.format(page=page, pages=pages)),))
    numbered = set_phrase(count, _SMALL, side, fonts)
    version = set_phrase(words.version, _SMALL, side, fonts)
    assembly.place(numbered.block(), side_x, side_y)
    assembly.place(version.block(to_end=True), side_x, side_y)
    side_y += numbered.height
    if words.draft:
        draft = set_phrase(words.draft, Type(10, 12.6, SEMIBOLD), side, fonts)
        assembly.place(draft.block(), side_x, side_y)
        side_y += draft.height
    return as_decoration(assembly.block(LIVE, max(y + main.height, side_y)))
