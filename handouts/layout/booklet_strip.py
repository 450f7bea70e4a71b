"""The dose strip of a booklet: a cell for each value, in two boxes (page design, section 9).

In one row beside each other where they fit, else with the unit under the number, else in more rows:
a cell is never shrunk, and no unit is broken where it may not be.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.errors import HandoutError
from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly, stacked
from handouts.layout.booklet_cells import INLINE, STACKED, Form, SetCell, set_cell
from handouts.layout.shapes import outlined, polyline, rounded
from handouts.layout.theme import WHITE, Colours
from handouts.model.handout import ExerciseBlock, ListItem
from handouts.model.page import Block, Path
from handouts.units import mm

GAP = mm(2.4)
BORDER = mm(0.5)
RADIUS = mm(1.5)
DIVIDER_SHORT = mm(2.5)
MOST_IN_A_ROW = 6

Cells = tuple[ListItem, ...]


class _Row(Struct, frozen=True):
    """The cells that stand beside each other: how much, how often."""

    much: Cells
    often: Cells


def booklet_strip(
    exercise: ExerciseBlock, width: float, colours: Colours, fonts: Fonts
) -> Block | None:
    """Both boxes, as wide as the column; how often takes its own width, how much the rest. A box
    without cells is left out; without either there is no strip.
    """
    much, often = exercise.how_much.lines, exercise.how_often.lines
    if not much and not often:
        return None
    whole = _Row(much, often)
    if len(much) + len(often) <= MOST_IN_A_ROW:
        for form in (INLINE, STACKED):
            if row := _row(whole, form, width, colours, fonts):
                return row
    for count in range(2, len(much) + len(often)):
        rows = [
            _row(row, INLINE, width, colours, fonts) or _row(row, STACKED, width, colours, fonts)
            for row in _split(whole, count)
        ]
        if all(rows):
            return stacked([row for row in rows if row], GAP)
    alone = [*(_Row((cell,), ()) for cell in much), *(_Row((), (cell,)) for cell in often)]
    return stacked([_wide(row, width, colours, fonts) for row in alone], GAP)


def _split(whole: _Row, count: int) -> list[_Row]:
    """The cells in `count` balanced rows, in their order, the longer ones first."""
    cells = [*((cell, True) for cell in whole.much), *((cell, False) for cell in whole.often)]
    each, longer = divmod(len(cells), count)
    rows, at = [], 0
    for number in range(count):
        end = at + each + (number < longer)
        part = cells[at:end]
        rows.append(
            _Row(
                tuple(cell for cell, is_much in part if is_much),
                tuple(cell for cell, is_much in part if not is_much),
            )
        )
        at = end
    return rows


def _row(row: _Row, form: Form, width: float, colours: Colours, fonts: Fonts) -> Block | None:
    """The cells beside each other, equally high; None where they do not fit."""
    try:
        much = [set_cell(cell, form, form.widest, colours, fonts) for cell in row.much]
        often = [set_cell(cell, form, form.widest, colours, fonts) for cell in row.often]
    except HandoutError:
        return None
    return _boxes(much, often, form, width, colours)


def _wide(row: _Row, width: float, colours: Colours, fonts: Fonts) -> Block:
    """One cell across the strip. Raises HandoutError for a word wider than that."""
    room = width - 2 * INLINE.often_padding
    much = [set_cell(cell, INLINE, room, colours, fonts) for cell in row.much]
    often = [set_cell(cell, INLINE, room, colours, fonts) for cell in row.often]
    block = _boxes(much, often, INLINE, width, colours)
    if block is None:
        much = [set_cell(cell, STACKED, room, colours, fonts) for cell in row.much]
        often = [set_cell(cell, STACKED, room, colours, fonts) for cell in row.often]
        block = _boxes(much, often, STACKED, width, colours)
    if block is None:
        raise ValueError("a cell is wider than it was set to be")
    return block


def _boxes(
    much: Sequence[SetCell], often: Sequence[SetCell], form: Form, width: float, colours: Colours
) -> Block | None:
    often_width = sum(cell.width + form.often_before + form.often_padding for cell in often)
    much_width = sum(cell.width + form.before + form.padding for cell in much)
    gap = GAP if much and often else 0.0
    spare = width - gap - often_width - much_width
    if spare < 0:
        return None
    if not much:
        often_width = width
    height = max(form.height, *(cell.height + form.above + form.below for cell in (*much, *often)))
    assembly = Assembly()
    if much:
        box = rounded(0, 0, width - gap - often_width, height, RADIUS)
        assembly.draw(Path(None, box, fill=colours.tint))
        _fill(assembly, much, 0, spare / len(much), form, height, colours)
    if often:
        x = width - often_width
        box = outlined(x, 0, often_width, height, RADIUS, BORDER)
        assembly.draw(Path(None, box, WHITE, colours.brand, BORDER))
        share = 0.0 if much else spare / len(often)
        _fill(assembly, often, x, share, form.for_often, height, colours)
    return assembly.block(width, height)


def _fill(
    assembly: Assembly, cells: Sequence[SetCell], x: float, share: float, form: Form,
    height: float, colours: Colours,
) -> None:  # fmt: skip
    """Each cell in its natural width and its share of the rest; dividers between them."""
    for at, cell in enumerate(cells):
        if at:
            rule = polyline((x, DIVIDER_SHORT), (x, height - DIVIDER_SHORT))
            assembly.draw(Path(None, rule, stroke=colours.line, line_width=mm(0.25)))
        block = cell.block(height, form)
        assembly.place(block, x + form.before, 0)
        x += form.before + cell.width + form.padding + share
