"""One page → its content stream, and what it shows of which node (ISO 32000-1 §14.6).

Each block stands where the page places it, as drawn.py has drawn it.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

from handouts.fonts import Fonts
from handouts.model.drawing import Image
from handouts.model.page import Block, Link, Page, Placed
from handouts.pdf.drawn import Drawn, draw, drawn
from handouts.pdf.form import Form
from handouts.pdf.glyphs import GlyphUse
from handouts.pdf.operators import Box, Origin, around

Types = Mapping[str, Mapping[str, str]]
"""{exercise, or "" for what is of none: {node: type of the element with its content}}."""
Node = tuple[str, str]
"""A node of the Handout: the exercise in which it is, "" for none, and its id there."""


_NONE: Mapping[str, str] = {}


@dataclass(slots=True)
class Used:
    """What the pages of one document draw with."""

    glyphs: GlyphUse = field(default_factory=GlyphUse)
    pictures: dict[str, Form | Image] = field(default_factory=dict)
    """Artwork and codes by name, in the order of first use."""

    def drawn(self, block: Block, fonts: Fonts) -> Drawn:
        """The block as this document draws it; what it draws with is noted."""
        found = drawn(block, fonts)
        if not self.glyphs.takes(found.glyphs):
            found = draw(block, fonts, self.glyphs)
        for name, picture in found.pictures.items():
            self.pictures.setdefault(name, picture)
        return found


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link, the code to which it belongs, and its box on the page."""

    link: Link
    node: Node
    box: Box


@dataclass(slots=True)
class PageContent:
    """A drawn page. `nodes[n]` is the node of marked content n; `figures` how far each reaches."""

    operators: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    figures: dict[Node, Box] = field(default_factory=dict)
    links: list[PlacedLink] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)


def draw_page(page: Page, types: Types, fonts: Fonts, used: Used) -> PageContent:
    """`types` are the nodes of the Handout and their element's type.

    Raises ValueError for an item of a node that the Handout does not have.
    """
    content = PageContent()
    for placed in page.placed:
        block, here = used.drawn(placed.block, fonts), types.get(placed.within, _NONE)
        try:
            _add(block, placed, page.height, here, content)
        except KeyError as error:
            raise _no_node(placed.block, here) from error
    return content


def _add(
    block: Drawn, placed: Placed, height: float, types: Mapping[str, str], content: PageContent
) -> None:
    x, y = placed.x, height - placed.y
    content.operators.append(block.at(x, y, types, len(content.nodes)))
    content.nodes += zip(itertools.repeat(placed.within), block.nodes)
    content.fonts |= block.fonts
    if block.pictures or block.links:
        _add_figures(block, placed.within, Origin(x, y), types, content)


def _add_figures(
    block: Drawn, within: str, origin: Origin, types: Mapping[str, str], content: PageContent
) -> None:
    """What a block has of pictures, codes and links, and where."""
    content.pictures.update(block.pictures)
    for node, box in block.boxes:
        if types[node] == "Figure":
            there = origin.moved(box)
            whole = content.figures.get((within, node), there)
            content.figures[within, node] = around(whole, there)
    for link in block.links:
        types[link.node]
        box = origin.box(link.x, link.y, link.width, link.height)
        content.links.append(PlacedLink(link, (within, link.node), box))


def _no_node(block: Block, types: Mapping[str, str]) -> ValueError:
    """The kind of an item, not what it says: that may be the patient's name."""
    item = next(i for i in block.items if i.node is not None and i.node not in types)
    kind = type(item).__name__
    return ValueError(f"a {kind} on the page is of {item.node!r}, no node of the handout")
