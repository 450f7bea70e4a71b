"""The head of a sheet's front: clinic, patient, and how to use the sheet (page design, 6.1)."""

from __future__ import annotations

from msgspec import Struct

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, kept
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import rounded
from handouts.layout.text import Type, set_line, set_phrase
from handouts.layout.theme import MUTED, Colours
from handouts.model.handout import Head, Phrase
from handouts.model.page import Block, Path, Placed
from handouts.units import mm

WIDEST_VISIT, BELOW = mm(108), mm(1.6)
_NAME, _NUMBER = Type(14, 17, BOLD, strong_weight=BOLD), Type(12, 17, colour=MUTED)
_LINE, _CHANGES = Type(12, 15), Type(12, 15, strong_weight=BOLD)


class SheetHead(Struct, frozen=True):
    """Blocks from the head's top left corner, and how high it is. They are apart, since sheets
    share all but what names the patient.
    """

    placed: tuple[Placed, ...]
    height: float


def head(words: Head, logo: Block, colours: Colours, fonts: Fonts) -> SheetHead:
    """Clinic and patient, and under them the bar that says how to use the sheet: what every front
    begins with.
    """
    named = _clinic(words.clinic, words.phone, logo, colours, fonts)
    beside_name, beside_phone = (LIVE - end - mm(5) for end in named.ends)
    beside_phone = min(beside_phone, WIDEST_VISIT)
    least = min(beside_name, beside_phone)
    who = _who(words.patient, words.number, beside_name, least, fonts)
    visit = _visit(words.physio, words.next_visit, beside_phone, least, fonts)
    bar = _instruction_bar(words.scan, words.turn_over, colours.tint, fonts)
    bar_y = max(who.height + visit.height, named.block.height) + mm(1.6)
    placed = (
        Placed(named.block, 0, 0),
        Placed(who, LIVE - who.width, 0),
        Placed(visit, LIVE - visit.width, who.height),
        Placed(bar, 0, bar_y),
    )
    return SheetHead(placed, bar_y + bar.height + BELOW)


def with_changes(top: SheetHead, changes: Phrase, fonts: Fonts) -> SheetHead:
    """The head, and under it what is not as on an earlier sheet."""
    words = set_phrase(changes, _CHANGES, LIVE - mm(6), fonts)
    y = top.height - BELOW + mm(1)
    under = Placed(words.block(), mm(3), y)
    return SheetHead((*top.placed, under), y + words.height + BELOW)


class _Clinic(Struct, frozen=True):
    """Logo, name and phone, and where the name and the phone end."""

    block: Block
    ends: tuple[float, float]


@kept
def _clinic(name: Phrase, phone: Phrase, logo: Block, colours: Colours, fonts: Fonts) -> _Clinic:
    left, widest = mm(14), mm(76)
    above = set_phrase(name, Type(15, 17, BOLD, colours.brand_ink), widest, fonts)
    below = set_phrase(phone, Type(13, 16, BOLD), widest, fonts)
    assembly = Assembly()
    assembly.place(logo, 0, mm(0.3))
    assembly.place(above.block(), left, 0)
    assembly.place(below.block(), left, above.height)
    height = max(above.height + below.height, logo.height)
    return _Clinic(assembly.block(LIVE, height), (left + above.ink, left + below.ink))


@kept
def _who(patient: Phrase, number: Phrase, width: float, least: float, fonts: Fonts) -> Block:
    """The patient's name, number and date: 2 mm apart, for the name is big."""
    return _at_the_end((patient, _NAME), (number, _NUMBER), mm(2), width, least, fonts)


@kept
def _visit(physio: Phrase, next_visit: Phrase, width: float, least: float, fonts: Fonts) -> Block:
    return _at_the_end((physio, _LINE), (next_visit, _LINE), 0.0, width, least, fonts)


def _at_the_end(
    start: tuple[Phrase, Type], end: tuple[Phrase, Type], gap: float, width: float, least: float,
    fonts: Fonts,
) -> Block:  # fmt: skip
    """Two phrases flush with the end edge: a space between them, or `gap` points where that is
    more. A row that is wider than `width` becomes two, the second `least` wide at most.
    """
    one, other = set_line(*start, fonts), set_line(*end, fonts)
    kind = other.kind
    gap = max(fonts.advance(" ", kind.weight, kind.size), gap)
    assembly = Assembly()
    across = one.ink + gap + other.ink
    if across <= width:
        assembly.place(one.block(), 0, 0)
        assembly.place(other.block(), one.width + gap, 0)
        return assembly.block(across, max(one.height, other.height))
    one, other = set_phrase(*start, width, fonts), set_phrase(*end, least, fonts)
    across = max(one.width, other.width)
    assembly.place(one.block(to_end=True), across - one.width, 0)
    assembly.place(other.block(to_end=True), across - other.width, one.height)
    return assembly.block(across, one.height + other.height)


@kept
def _instruction_bar(
    scan_words: Phrase | None, turn_over: Phrase, tint: str, fonts: Fonts
) -> Block:
    kind = Type(12, 15, SEMIBOLD)
    side, above, below = mm(3), mm(0.6), mm(0.8)
    assembly = Assembly()
    height = kind.leading + above + below
    assembly.draw(Path(None, rounded(0, 0, LIVE, height, mm(1.5)), fill=tint))
    if scan_words:
        scan = set_phrase(scan_words, kind, LIVE - 2 * side, fonts)
        assembly.place(scan.block(), side, above)
    turn = set_phrase(turn_over, kind, LIVE - 2 * side, fonts)
    assembly.place(turn.block(to_end=scan_words is not None), side, above)
    return assembly.block(LIVE, height)
