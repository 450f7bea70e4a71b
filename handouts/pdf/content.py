"""One page → its content stream, and what it shows of which node (ISO 32000-1 §14.6).

Each block stands where the page places it, as drawn.py has drawn it.
"""

from __future__ import annotations

import functools
import itertools
from operator import attrgetter

from msgspec import Struct, field

from handouts.fonts import Fonts
from handouts.model.drawing import Image
from handouts.model.page import Link, Page
from handouts.pdf.drawn import Drawn, draw, drawn
from handouts.pdf.elements import Outline
from handouts.pdf.form import Form
from handouts.pdf.glyphs import GlyphUse
from handouts.pdf.objects import numbers
from handouts.pdf.operators import Box, around, moved

Node = tuple[str, str]
"""A node of the Handout: the exercise in which it is, "" for none, and its id there."""


class Used(Struct):
    """What the pages of one document draw with."""

    glyphs: GlyphUse = field(default_factory=GlyphUse)
    pictures: dict[str, Form | Image] = field(default_factory=dict)
    """Artwork and codes by name, in the order of first use."""


class PlacedLink(Struct, frozen=True):
    """A link of an exercise, and its box on the page."""

    within: str
    link: Link
    box: Box


class PageContent(Struct):
    """A drawn page. `marked` are its marked contents in the order of their numbers: nodes, with the
    exercise in which they are. `boxes`: how far each node with a picture reaches.
    """

    operators: bytes = b""
    marked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    boxes: dict[Node, Box] = field(default_factory=dict)
    links: list[PlacedLink] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)


def draw_page(page: Page, outline: Outline, fonts: Fonts, used: Used) -> PageContent:
    """What the page shows; its marked contents are numbered as they come.

    Raises ValueError for an item of a node that the outline does not have.
    """
    content, shown, tags = PageContent(), list[bytes](), list[bytes]()
    for within, group in itertools.groupby(page.placed, attrgetter("within")):
        nodes: list[str] = []
        for placed in group:
            block = drawn(placed.block, fonts)
            if not used.glyphs.takes(block.glyphs):
                block = draw(placed.block, fonts, used.glyphs)
            x, y = placed.x, page.height - placed.y
            shown += (_moved_to(x, y), block.operators)
            nodes += block.nodes
            content.fonts |= block.fonts
            if block.pictures or block.links:
                used.pictures.update(block.pictures)  # one that is there keeps its place
                _add_pictures(block, within, x, y, content)
        try:
            tags += map(outline.part(within).tags.__getitem__, nodes)
        except KeyError as error:
            raise ValueError(f"the page shows {error}, which the handout does not have") from error
        if nodes:
            content.marked.append((within, tuple(nodes)))
    content.operators = b"\n".join(shown) % (*itertools.chain(*zip(tags, itertools.count())),)
    return content


@functools.lru_cache(maxsize=4096)
def _moved_to(x: float, y: float) -> bytes:
    """Begins a block. Kept: sheets have their blocks at the same places."""
    return f"q 1 0 0 1 {numbers(x, y)} cm".encode("ascii")


def _add_pictures(block: Drawn, within: str, x: float, y: float, content: PageContent) -> None:
    """What a block has of pictures, codes and links, and where."""
    content.pictures.update(block.pictures)
    for node, box in block.boxes:
        there, before = moved(box, x, y), content.boxes.get((within, node))
        content.boxes[within, node] = around(before, there) if before else there
    for link, box in block.links:
        content.links.append(PlacedLink(within, link, moved(box, x, y)))
