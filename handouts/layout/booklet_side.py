"""What stands beside an exercise in a booklet: code, feel, stop, note (page design, 8.6 to 8.9)."""

from __future__ import annotations

from msgspec.structs import replace

from handouts.errors import HandoutError, Problem
from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.booklet_head import AXIS, MAIN
from handouts.layout.booklet_type import (
    BODY,
    HEADING,
    SCAN,
    STOP_HEADING,
    STRONG,
    brand_heading,
    run_in,
)
from handouts.layout.shapes import feel_icon, outlined, rounded, start_bar, stop_icon
from handouts.layout.sheet_back import bullet
from handouts.layout.sheet_slot import ADDRESS, code_symbol
from handouts.layout.text import set_line, set_phrase
from handouts.layout.theme import STOP, WHITE, Colours
from handouts.model.handout import Code, Phrase, Run, StopBox
from handouts.model.page import Block, Link, Path
from handouts.qr import QUIET_ZONE_MODULES
from handouts.units import mm

SIDE = mm(56)
ICON, ICON_GAP = mm(5), mm(2)
SCAN_GAP, SCAN_WIDTH = mm(4), mm(27)
AFTER_ADDRESS = mm(3)
RADIUS = mm(1)


def address_fits(code: Code, fonts: Fonts) -> bool:
    """The address stands under its code; else it is a line of its own under the steps."""
    return set_line(code.address, ADDRESS, fonts).ink <= SIDE


def code_block(code: Code, fonts: Fonts) -> Block:
    """The symbol, its dark modules in the corner; what to do beside it or under it, the address
    under it. Raises HandoutError for one that is too fine to scan.
    """
    assembly, symbol = Assembly(), code_symbol(code, SIDE)
    assembly.draw(symbol)
    foot = symbol.side + QUIET_ZONE_MODULES * symbol.module
    across, y = symbol.side, foot
    scan_x = symbol.side + SCAN_GAP
    scan = set_phrase(code.scan, SCAN, SIDE, fonts) if code.scan else None
    beside = scan and scan.ink <= min(SCAN_WIDTH, SIDE - scan_x) + mm(0.5)
    if scan and beside:
        assembly.place(scan.block(), scan_x, (symbol.side - scan.height) / 2)
    if address_fits(code, fonts):
        address = set_line(code.address, ADDRESS, fonts)
        assembly.place(address.block(), 0, y)
        across, y = max(across, address.ink), y + address.height
    assembly.draw(Link(code.id, 0, 0, across, y, code.url, code.alt))
    if scan and not beside:
        assembly.place(scan.block(), 0, y)
        y += scan.height
    return assembly.block(SIDE, y + AFTER_ADDRESS)


def address_line(code: Code, fonts: Fonts) -> Block:
    """The line "Video: example.org/…", unbroken under the steps. Raises HandoutError."""
    runs = (Run(code.lead, "strong"), Run(code.address.text))
    line = set_line(Phrase(code.address.id, runs, code.address.source), ADDRESS, fonts)
    if line.ink > MAIN - AXIS:
        raise HandoutError(
            [Problem(code.source, "the address does not fit on one line", "use a short link")]
        )
    assembly = Assembly()
    assembly.place(line.block(), AXIS, 0)
    assembly.draw(Link(code.id, AXIS, 0, line.ink, line.height, code.url, code.alt))
    return assembly.block(MAIN, line.height)


def feel_block(heading: Phrase, words: Phrase, fonts: Fonts) -> Block:
    """What the patient should feel, and where."""
    assembly = Assembly()
    assembly.draw(*feel_icon(0, (HEADING.leading - ICON) / 2, ICON))
    x = ICON + ICON_GAP
    title = set_phrase(heading, HEADING, SIDE - x, fonts)
    body = set_phrase(words, BODY, SIDE, fonts)
    assembly.place(title.block(), x, 0)
    assembly.place(body.block(), 0, title.height)
    return assembly.block(SIDE, title.height + body.height)


def stop_block(box: StopBox, fonts: Fonts) -> Block:
    """The pain at which to stop, then every caution; the icon stands before the first of them."""
    above, start, below = mm(2), mm(1.6 + 2.5), mm(2.4)
    room = SIDE - start - mm(2.5)
    inside, y = Assembly(), above
    inside.draw(*stop_icon(start, y + (HEADING.leading - ICON) / 2, ICON))
    x = start + ICON + ICON_GAP
    if box.pain:
        pain = set_phrase(box.pain, STRONG, room - ICON - ICON_GAP, fonts)
        inside.place(pain.block(), x, y)
        y += pain.height + (mm(1) if box.heading else 0.0)
        x = start
    if box.heading:
        title = set_phrase(box.heading, STOP_HEADING, start + room - x, fonts)
        inside.place(title.block(), x, y)
        y += title.height
    for item in box.cautions:
        caution = bullet(item, BODY, room, fonts)
        inside.place(caution, start, y)
        y += caution.height
    height = y + below
    assembly = Assembly()
    assembly.draw(
        Path(None, rounded(0, 0, SIDE, height, RADIUS), WHITE),
        Path(None, start_bar(0, 0, mm(1.6), height, RADIUS), fill=STOP),
        Path(None, outlined(0, 0, SIDE, height, RADIUS, mm(0.35)), None, STOP, mm(0.35)),
    )
    assembly.place(inside.block(SIDE, height), 0, 0)
    return assembly.block(SIDE, height)


def note_beside(note: Phrase, colours: Colours, fonts: Fonts) -> Block:
    """The clinician's note in the side column: its lead-in is a heading."""
    lead, *words = note.runs
    heading = replace(lead, voice="plain")
    above, side, below = mm(2), mm(3), mm(2.4)
    title = set_phrase(_part(note, heading), brand_heading(colours), SIDE - 2 * side, fonts)
    body = set_phrase(_part(note, *words), BODY, SIDE - 2 * side, fonts)
    height = above + title.height + body.height + below
    assembly = Assembly()
    assembly.draw(Path(None, rounded(0, 0, SIDE, height, mm(1.5)), fill=colours.tint))
    assembly.place(title.block(), side, above)
    assembly.place(body.block(), side, above + title.height)
    return assembly.block(SIDE, height)


def note_under(note: Phrase, colours: Colours, fonts: Fonts) -> Block:
    """The same under the steps, run in."""
    above, side, below = mm(2), mm(3), mm(2.4)
    text = set_phrase(note, run_in(colours), MAIN - 2 * side, fonts)
    height = above + text.height + below
    assembly = Assembly()
    assembly.draw(Path(None, rounded(0, 0, MAIN, height, mm(1.5)), fill=colours.tint))
    assembly.place(text.block(), side, above)
    return assembly.block(MAIN, height)


def _part(whole: Phrase, *runs: Run) -> Phrase:
    return Phrase(whole.id, runs, whole.source)
