"""Putting blocks together: each block has coordinates of its own and moves as a whole."""

from __future__ import annotations

import functools

from msgspec.structs import replace

from handouts.layout.shapes import moved
from handouts.model.page import Block, Item, Link, Path, Picture, QrCode, Text

kept = functools.lru_cache(maxsize=1024)
"""For a function that makes a block of words: sheets share most of theirs. The node is part of the
key, as the items carry it.
"""


class Assembly:
    """A block in the making."""

    def __init__(self) -> None:
        self._items: list[Item] = []

    def draw(self, *items: Item) -> None:
        """Add items that are in this block's coordinates already."""
        self._items += items

    def place(self, block: Block, x: float, y: float) -> None:
        """Add a block with its top left corner at (x, y)."""
        self._items += (shifted(item, x, y) for item in block.items) if x or y else block.items

    def block(self, width: float, height: float) -> Block:
        return Block(width, height, tuple(self._items))


def shifted(item: Item, dx: float, dy: float) -> Item:
    """The item moved by (dx, dy)."""
    match item:
        case Text(node, x, baseline, text, weight, size, colour, spoken):
            return Text(node, x + dx, baseline + dy, text, weight, size, colour, spoken)
        case Path(node, outline, fill, stroke, line_width, dash, round_ends, spoken):
            there = moved(outline, dx, dy)
            return Path(node, there, fill, stroke, line_width, dash, round_ends, spoken)
        case Picture(clip=tuple() as clip):
            return replace(item, x=item.x + dx, y=item.y + dy, clip=moved(clip, dx, dy))
        case _:
            return replace(item, x=item.x + dx, y=item.y + dy)


def stacked(blocks: list[Block], gap: float) -> Block:
    """The blocks one under the other."""
    assembly, y, width = Assembly(), 0.0, 0.0
    for block in blocks:
        y += gap if y else 0.0
        assembly.place(block, 0, y)
        y += block.height
        width = max(width, block.width)
    return assembly.block(width, y)


@kept
def as_decoration(block: Block) -> Block:
    """The block as a screen reader should pass it over: it has heard the same words before."""
    items = [_unheard(item) for item in block.items if not isinstance(item, Link)]
    return Block(block.width, block.height, tuple(items))


def _unheard(item: Text | Path | Picture | QrCode) -> Item:
    match item:
        case Text(_, x, baseline, text, weight, size, colour, spoken):
            return Text(None, x, baseline, text, weight, size, colour, spoken)
        case _:
            return replace(item, node=None)
