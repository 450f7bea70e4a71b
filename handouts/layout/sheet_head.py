"""The head of a sheet's front: clinic, patient, and how to use the sheet (page design, 6.1)."""

from __future__ import annotations

from dataclasses import dataclass

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, Parts, kept
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import rounded
from handouts.layout.text import Paragraph, Type, set_line, set_phrase
from handouts.layout.theme import MUTED, Colours
from handouts.model.handout import Head, Phrase
from handouts.model.page import Block, Path, Placed
from handouts.units import mm

WIDEST_VISIT = mm(108)


def head(words: Head, logo: Block, colours: Colours, fonts: Fonts) -> Parts:
    """Clinic and patient, and under them the bar that says how to use the sheet. The parts are
    apart, since sheets share all but what names the patient.
    """
    named = _clinic(words.clinic, words.phone, logo, colours, fonts)
    placed = [Placed(named.block, 0, 0)]
    beside_name, beside_phone = (LIVE - end - mm(5) for end in named.ends)
    y = 0.0
    for row in _who(words, beside_name, min(beside_phone, WIDEST_VISIT), fonts):
        x = LIVE - sum(part.width for part in row) - _gap(row, fonts) * (len(row) - 1)
        for part in row:
            placed.append(Placed(_said(part, to_end=True), x, y))
            x += part.width + _gap(row, fonts)
        y += max(part.height for part in row)
    y = max(y, named.block.height) + mm(1.6)
    bar = _instruction_bar(words.scan, words.turn_over, colours.tint, fonts)
    placed.append(Placed(bar, 0, y))
    y += bar.height
    if words.changes:
        changes = set_phrase(words.changes, Type(12, 15, strong_weight=BOLD), LIVE - mm(6), fonts)
        y += mm(1)
        placed.append(Placed(changes.block(), mm(3), y))
        y += changes.height
    return Parts(LIVE, y + mm(1.6), tuple(placed))


@dataclass(frozen=True, slots=True)
class _Clinic:
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


def _who(
    words: Head, first_width: float, second_width: float, fonts: Fonts
) -> list[list[Paragraph]]:
    """Patient, number and date; physio and next visit. A row that is too long becomes two."""
    line = Type(12, 15)
    patient = words.patient, Type(14, 17, BOLD, strong_weight=BOLD)
    rows = (
        (patient, (words.number, Type(12, 17, colour=MUTED)), first_width),
        ((words.physio, line), (words.next_visit, line), second_width),
    )
    placed: list[list[Paragraph]] = []
    for start, end, width in rows:
        pair = [set_line(*start, fonts), set_line(*end, fonts)]
        if sum(paragraph.ink for paragraph in pair) + _gap(pair, fonts) <= width:
            placed.append(pair)
        else:
            least = min(first_width, second_width)
            placed += [[set_phrase(*start, width, fonts)], [set_phrase(*end, least, fonts)]]
    return placed


@kept
def _said(part: Paragraph, *, to_end: bool = False) -> Block:
    return part.block(to_end=to_end)


def _gap(row: list[Paragraph], fonts: Fonts) -> float:
    """Between the parts of a row of the head: a space of the text at its end, at least 2 mm after
    the big name.
    """
    kind = row[-1].kind
    return max(fonts.advance(" ", kind.weight, kind.size), mm(2) if row[0].kind.size > 12 else 0)


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
