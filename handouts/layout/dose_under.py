"""What stands under the dose strip: the line of short sentences, the table of phases (page design,
sections 6.1 and 9).
"""

from __future__ import annotations

from handouts.fonts import SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.shapes import polyline
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import HAIR
from handouts.model.handout import DoseTable, PhaseRow, Phrase
from handouts.model.page import Block, Path
from handouts.units import mm

_BODY = Type(12, 15, blank_width=mm(11))
_WHEN = Type(12, 15, SEMIBOLD)
WHEN_SHARE = 0.4
"""Of the table's width, what its first column takes."""
COLUMN_GAP = mm(2)
ROW = mm(6)
HAIRLINE = mm(0.25)


def under_strip(
    words: Phrase | None, phases: DoseTable | None, width: float, fonts: Fonts, line: Type = _BODY
) -> list[Block]:
    """The line, in its type, and the table, those of the two that there are."""
    blocks = []
    if words:
        blocks.append(set_phrase(words, line, width, fonts).block())
    if phases:
        blocks.append(_table(phases, width, fonts))
    return blocks


def _table(table: DoseTable, width: float, fonts: Fonts) -> Block:
    """A row for each phase, hairlines between them."""
    assembly, y = Assembly(), 0.0
    for row in table.rows:
        if y:
            rule = polyline((0, y), (width, y))
            assembly.draw(Path(None, rule, stroke=HAIR, line_width=HAIRLINE))
        block = _row(row, width, fonts)
        assembly.place(block, 0, y)
        y += block.height
    return assembly.block(width, y)


def _row(row: PhaseRow, width: float, fonts: Fonts) -> Block:
    when_width = WHEN_SHARE * width
    when = set_phrase(row.when, _WHEN, when_width - COLUMN_GAP, fonts)
    dose = set_phrase(row.dose, _BODY, width - when_width, fonts)
    above = (ROW - _BODY.leading) / 2
    assembly = Assembly()
    assembly.place(when.block(), 0, above)
    assembly.place(dose.block(), when_width, above)
    return assembly.block(width, max(when.height, dose.height) + 2 * above)
