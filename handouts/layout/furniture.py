"""What stands at the edge of every page: running header and footer (page design, section 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, Parts, as_decoration, kept
from handouts.layout.pictures import fitted
from handouts.layout.shapes import polyline, rounded
from handouts.layout.text import Paragraph, Type, set_line, set_phrase
from handouts.layout.theme import HAIR, LIVE_WIDTH_MM, MUTED, WHITE, Colours, Theme
from handouts.model.drawing import Artwork
from handouts.model.handout import Handout, Phrase, Run
from handouts.model.page import Block, Path, Placed
from handouts.model.summary import Summary
from handouts.units import mm

LIVE = mm(LIVE_WIDTH_MM)
FOOT = mm(10.775)
"""From the end of the last text line to the edge of the paper."""
ABOVE_HAIRLINE = mm(1.3)
"""White between the live area and the footer's hairline."""
MOST_PATIENT = LIVE - mm(7)
FOOTER_TOP, SIDE_X, SIDE = mm(2), mm(124), mm(56)
"""Of the footer: white under its hairline, where its second column stands and how wide it is."""
_SMALL, _CALL = Type(10, 12.6, colour=MUTED), Type(12, 14.4, BOLD)
_DRAFT = Type(10, 12.6, SEMIBOLD)


def mark(logo: Artwork | None, clinic: str, size: float, colours: Colours, fonts: Fonts) -> Block:
    """The clinic's logo in a square, or a tile with its initial; decoration beside the name."""
    return _mark(logo, clinic[:1].upper(), size, colours.brand, fonts)


@kept
def _mark(logo: Artwork | None, letter_of: str, size: float, brand: str, fonts: Fonts) -> Block:
    assembly = Assembly()
    if logo is not None:
        assembly.draw(fitted(None, logo, 0, 0, size, size))
        return assembly.block(size, size)
    assembly.draw(Path(None, rounded(0, 0, size, size, size * 0.18), fill=brand))
    initial = Phrase("", (Run(letter_of),))
    letter = set_line(initial, Type(size * 0.62, size, BOLD, WHITE), fonts)
    assembly.place(as_decoration(letter.block()), (size - letter.ink) / 2, 0)
    return assembly.block(size, size)


@dataclass(frozen=True, slots=True)
class Edges:
    """What the pages of one document have at their edges: blocks that all of them share, and the
    number of each. `footer_y` is the hairline of the footer on the page, `number` where that stands
    in the footer, (x, y).
    """

    header: Parts
    footer: Parts
    footer_y: float
    page_of: str
    number: tuple[float, float]
    fonts: Fonts

    def footer_of(self, page: int, pages: int) -> Parts:
        count = Phrase("", (Run(self.page_of.format(page=page, pages=pages)),))
        numbered = Placed(_beside(count, _SMALL, self.fonts), *self.number)
        shared, *others = self.footer.placed
        return replace(self.footer, placed=(shared, numbered, *others))


def edges(handout: Handout | Summary, theme: Theme, fonts: Fonts) -> Edges:
    """Running header and footer. The footer has a hairline, the short disclaimer, phone, page and
    version; with more lines it begins higher, on every page alike.
    """
    words = handout.furniture
    shared = _disclaimer_and_call(words.disclaimer, words.call, fonts)
    y = FOOTER_TOP + set_phrase(words.call, _CALL, SIDE, fonts).height
    number = SIDE_X, y
    version = _beside(words.version, _SMALL, fonts, to_end=True)
    placed = [Placed(shared, 0, 0), Placed(version, SIDE_X, y)]
    y += max(_SMALL.leading, version.height)
    if words.draft:
        draft = _beside(words.draft, _DRAFT, fonts)
        placed.append(Placed(draft, SIDE_X, y))
        y += draft.height
    footer = Parts(LIVE, max(shared.height, y), tuple(placed))
    header = _running_header(handout, theme.colours, fonts)
    footer_y = mm(theme.paper.height_mm) - FOOT - footer.height
    return Edges(header, footer, footer_y, words.page_of, number, fonts)


def _running_header(handout: Handout | Summary, colours: Colours, fonts: Fonts) -> Parts:
    """Clinic left, patient right. The clinic's name gives way first: it is shortened, with a dot
    at its end, for the whole name stands on the first page.
    """
    words = handout.furniture
    tile = mark(handout.logo, words.running_clinic.text, mm(5), colours, fonts)
    who = _one_line(words.running_patient, Type(10.5, 13, colour=MUTED), fonts)
    patient = as_decoration(who.block(to_end=True))
    kind = Type(10.5, 13, SEMIBOLD, colours.brand_ink)
    name = _shortened(words.running_clinic, kind, LIVE - mm(7) - who.ink - mm(4), fonts)
    placed = (
        Placed(_clinic(tile, name, kind, fonts), 0, 0),
        Placed(patient, LIVE - who.width, mm(0.4)),
    )
    return Parts(LIVE, max(mm(6), who.height), placed)


@kept
def _clinic(tile: Block, name: Phrase | None, kind: Type, fonts: Fonts) -> Block:
    assembly = Assembly()
    assembly.place(tile, 0, mm(0.3))
    if name:
        assembly.place(set_line(name, kind, fonts).block(), mm(7), mm(0.4))
    return as_decoration(assembly.block(LIVE, mm(6)))


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


@kept
def _disclaimer_and_call(disclaimer: Phrase, call: Phrase, fonts: Fonts) -> Block:
    assembly = Assembly()
    assembly.draw(Path(None, polyline((0, 0), (LIVE, 0)), stroke=HAIR, line_width=mm(0.25)))
    main = set_phrase(disclaimer, _SMALL, mm(118), fonts)
    assembly.place(main.block(), 0, FOOTER_TOP)
    assembly.place(set_phrase(call, _CALL, SIDE, fonts).block(), SIDE_X, FOOTER_TOP)
    return as_decoration(assembly.block(LIVE, FOOTER_TOP + main.height))


@kept
def _beside(words: Phrase, kind: Type, fonts: Fonts, *, to_end: bool = False) -> Block:
    return as_decoration(set_phrase(words, kind, SIDE, fonts).block(to_end=to_end))
