"""What stands at the edge of every page: running header and footer (page design, section 5)."""

from __future__ import annotations

from msgspec import Struct

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, as_decoration, kept
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
HEADER_Y, NAME_X = mm(10.5), mm(7)
"""Of the running header: where it begins, and the clinic's name in it."""
MOST_PATIENT = LIVE - NAME_X
FOOTER_TOP, SIDE_X, SIDE = mm(2), mm(124), mm(56)
"""Of the footer: white under its hairline, where its second column stands and how wide it is."""
_SMALL, _CALL = Type(10, 12.6, colour=MUTED), Type(12, 14.4, BOLD)
_DRAFT, _WHO = Type(10, 12.6, SEMIBOLD), Type(10.5, 13, colour=MUTED)


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


class Edges(Struct, frozen=True):
    """What the pages of one document have at their edges: blocks that all of them share, and the
    number of each. `footer_y` is the hairline of the footer on the page; `number_y` is under it.
    """

    clinic: Block
    patient: Block
    disclaimer_and_call: Block
    version: Block
    draft: Block | None
    page_of: str
    number_y: float
    footer_y: float
    fonts: Fonts

    def header(self, left: float) -> tuple[Placed, ...]:
        """Clinic left, patient right, on a page with that left margin."""
        return (
            Placed(self.clinic, left, HEADER_Y),
            Placed(self.patient, left + LIVE - self.patient.width, HEADER_Y + mm(0.4)),
        )

    def footer(self, page: int, pages: int, left: float) -> tuple[Placed, ...]:
        """The footer of page `page` of `pages`: the number stands beside the version."""
        x, y = left + SIDE_X, self.footer_y + self.number_y
        number = _page_number(self.page_of, page, pages, self.fonts)
        placed = (
            Placed(self.disclaimer_and_call, left, self.footer_y),
            Placed(number, x, y),
            Placed(self.version, x, y),
        )
        if self.draft is None:
            return placed
        return *placed, Placed(self.draft, x, y + _version_row(self.version))


def edges(handout: Handout | Summary, theme: Theme, fonts: Fonts) -> Edges:
    """Running header and footer. The footer has a hairline, the short disclaimer, phone, page and
    version; with more lines it begins higher, on every page alike.
    """
    words = handout.furniture
    shared, number_y = _disclaimer_and_call(words.disclaimer, words.call, fonts)
    version = _beside(words.version, _SMALL, fonts, to_end=True)
    draft = _beside(words.draft, _DRAFT, fonts) if words.draft else None
    foot = number_y + _version_row(version) + (draft.height if draft else 0.0)
    who = _one_line(words.running_patient, _WHO, fonts)
    return Edges(
        clinic=_running_clinic(handout, who.ink, theme.colours, fonts),
        patient=as_decoration(who.block(to_end=True)),
        disclaimer_and_call=shared,
        version=version,
        draft=draft,
        page_of=words.page_of,
        number_y=number_y,
        footer_y=mm(theme.paper.height_mm) - FOOT - max(shared.height, foot),
        fonts=fonts,
    )


def _running_clinic(
    handout: Handout | Summary, patient: float, colours: Colours, fonts: Fonts
) -> Block:
    """The clinic's name gives way where the patient's words are wide: it is shortened, with a dot
    at its end, for the whole name stands on the first page.
    """
    clinic = handout.furniture.running_clinic
    tile = mark(handout.logo, clinic.text, mm(5), colours, fonts)
    kind = Type(10.5, 13, SEMIBOLD, colours.brand_ink)
    name = _shortened(clinic, kind, LIVE - NAME_X - patient - mm(4), fonts)
    return _clinic(tile, name, kind, fonts)


@kept
def _clinic(tile: Block, name: Phrase | None, kind: Type, fonts: Fonts) -> Block:
    assembly = Assembly()
    assembly.place(tile, 0, mm(0.3))
    if name:
        assembly.place(set_line(name, kind, fonts).block(), NAME_X, mm(0.4))
    return as_decoration(assembly.block(LIVE, mm(6)))


def _one_line(words: Phrase, kind: Type, fonts: Fonts) -> Paragraph:
    """On one line where it is not wider than the page; a very long name takes more."""
    line = set_line(words, kind, fonts)
    return line if line.width <= MOST_PATIENT else set_phrase(words, kind, MOST_PATIENT, fonts)


def _shortened(name: Phrase, kind: Type, width: float, fonts: Fonts) -> Phrase | None:
    """As many whole words of the name as one line takes."""
    if fonts.width(name.text, kind.weight, kind.size) <= width:
        return name
    words = name.text.split(" ")
    for count in range(len(words) - 1, 0, -1):
        text = " ".join(words[:count]) + " …"
        if fonts.width(text, kind.weight, kind.size) <= width:
            return Phrase(name.id, (Run(text),), name.source)
    return None


@kept
def _disclaimer_and_call(disclaimer: Phrase, call: Phrase, fonts: Fonts) -> tuple[Block, float]:
    """Both under their hairline, and where the call ends."""
    assembly = Assembly()
    assembly.draw(Path(None, polyline((0, 0), (LIVE, 0)), stroke=HAIR, line_width=mm(0.25)))
    main = set_phrase(disclaimer, _SMALL, mm(118), fonts)
    assembly.place(main.block(), 0, FOOTER_TOP)
    beside = set_phrase(call, _CALL, SIDE, fonts)
    assembly.place(beside.block(), SIDE_X, FOOTER_TOP)
    block = as_decoration(assembly.block(LIVE, FOOTER_TOP + main.height))
    return block, FOOTER_TOP + beside.height


def _version_row(version: Block) -> float:
    """How high the row of page number and version is."""
    return max(_SMALL.leading, version.height)


@kept
def _page_number(words: str, page: int, pages: int, fonts: Fonts) -> Block:
    count = Phrase("", (Run(words.format(page=page, pages=pages)),))
    return _beside(count, _SMALL, fonts)


@kept
def _beside(words: Phrase, kind: Type, fonts: Fonts, *, to_end: bool = False) -> Block:
    return as_decoration(set_phrase(words, kind, SIDE, fonts).block(to_end=to_end))
