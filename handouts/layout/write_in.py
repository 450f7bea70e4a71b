"""Places to write by hand."""

from __future__ import annotations

from handouts.layout.assembly import Assembly, kept
from handouts.layout.shapes import polyline
from handouts.layout.theme import INK
from handouts.model.page import Block, Path
from handouts.units import mm


@kept
def dotted_lines(title: Block, count: int, apart: float, width: float) -> Block:
    """The title, and under it so many lines, `apart` from each other, in points."""
    assembly = Assembly()
    assembly.place(title, 0, 0)
    y = title.height
    for _ in range(count):
        y += apart
        rule = polyline((0, y), (width, y))
        assembly.draw(Path(None, rule, None, INK, mm(0.4), (0.01, mm(0.9)), round_ends=True))
    return assembly.block(width, y + mm(0.4))
