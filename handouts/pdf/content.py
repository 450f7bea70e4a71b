"""One page → its content stream, and what it shows of which node (ISO 32000-1 §14.6).

Items of a node stand in marked content with a number, which the structure tree refers to; all
others in artifacts. Neighbouring items of one node share one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from handouts.fonts import Fonts
from handouts.model.drawing import Drawing
from handouts.model.page import Item, Link, Page, Path, Picture, QrCode, Text
from handouts.pdf import operators
from handouts.pdf.form import form
from handouts.pdf.glyphs import GlyphUse, set_words
from handouts.pdf.lines import instead_of, text_line
from handouts.pdf.operators import Box, Origin, State


@dataclass(slots=True)
class Used:
    """What the pages of one document draw with."""

    glyphs: GlyphUse = field(default_factory=GlyphUse)
    pictures: dict[str, Picture] = field(default_factory=dict)
    """{name: the first picture of that artwork and palette}, in the order of first use."""

    def picture_name(self, picture: Picture) -> str:
        """Artwork that is shown again is held once, a drawing once for each palette."""
        art = picture.artwork
        if isinstance(art, Drawing):
            name = f"Fm{form(art, picture.palette).digest}"
        else:
            name = f"Im{art.digest[:24]}"
        self.pictures.setdefault(name, picture)
        return name


@dataclass(slots=True)
class PageContent:
    """A drawn page. `nodes[n]` is the node of marked content n; `boxes` how far each reaches."""

    operators: list[str] = field(default_factory=list)
    nodes: list[str] = field(default_factory=list)
    boxes: dict[str, Box] = field(default_factory=dict)
    links: list[tuple[Link, Box]] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)
    pictures: set[str] = field(default_factory=set)


def draw_page(page: Page, types: dict[str, str], fonts: Fonts, used: Used) -> PageContent:
    """`types` are the nodes of the Handout and their element's type.

    Raises ValueError for an item of a node that the Handout does not have.
    """
    drawing = _Drawing(types, fonts, used)
    for placed in page.placed:
        origin = Origin(placed.x, page.height - placed.y)
        for item in placed.block.items:
            drawing.add(item, origin)
    drawing.close()
    return drawing.content


class _Drawing:
    """A page being drawn."""

    def __init__(self, types: dict[str, str], fonts: Fonts, used: Used) -> None:
        self.content = PageContent()
        self._types = types
        self._fonts = fonts
        self._used = used
        self._state = State()
        self._open = False
        self._node: str | None = None

    def add(self, item: Item, origin: Origin) -> None:
        if item.node is not None and item.node not in self._types:
            kind = type(item).__name__  # not the item: it may say the patient's name
            raise ValueError(f"a {kind} on the page is of {item.node!r}, no node of the handout")
        if isinstance(item, Link):
            box = origin.box(item.x, item.y, item.width, item.height)
            self.content.links.append((item, box))
            return
        self._mark(item.node)
        spoken = item.spoken if isinstance(item, Text | Path) else None
        if spoken is not None:
            self.content.operators.append(instead_of(spoken))
        self.content.operators += self._drawn(item, origin)
        if spoken is not None:
            self.content.operators.append("EMC")

    def close(self) -> None:
        if self._open:
            self.content.operators.append("EMC")
            self._open = False

    def _mark(self, node: str | None) -> None:
        if self._open and node == self._node:
            return
        self.close()
        if node is None:
            self.content.operators.append("/Artifact BMC")
        else:
            number = len(self.content.nodes)
            self.content.operators.append(f"/{self._types[node]} <</MCID {number}>> BDC")
            self.content.nodes.append(node)
        self._open, self._node = True, node

    def _drawn(self, item: Text | Path | Picture | QrCode, origin: Origin) -> list[str]:
        match item:
            case Text():
                return self._text(item, origin)
            case Path():
                self._extend(item.node, operators.extent(item.outline, origin))
                return operators.path(item, origin, self._state)
            case Picture():
                box = origin.box(item.x, item.y, item.width, item.height)
                name = self._used.picture_name(item)
                self.content.pictures.add(name)
                if isinstance(item.artwork, Drawing):
                    art, cut = item.artwork, item.artwork.bleed > 0 and item.clip is None
                    shown = operators.drawing(name, box, art.size, mirrored=item.mirrored, cut=cut)
                else:
                    shown = operators.picture(name, box, mirrored=item.mirrored)
                if item.clip is None:
                    self._extend(item.node, box)
                    return [shown]
                self._extend(item.node, operators.extent(item.clip, origin))
                return operators.clipped(shown, item.clip, origin)
            case QrCode():
                box = origin.box(item.x, item.y, item.side, item.side)
                self._extend(item.node, box)
                return operators.qr_code(item.rows, item.module, box)

    def _text(self, item: Text, origin: Origin) -> list[str]:
        words = set_words(self._fonts, item.text, item.weight)
        self.content.fonts.update(piece.face.key for word in words for piece in word.pieces)
        advance = sum(word.advance for word in words) * item.size / 1000
        self._extend(item.node, origin.box(item.x, item.baseline - item.size, advance, item.size))
        at = origin.point(item.x, item.baseline)
        spoken = item.spoken is not None
        line = text_line(words, item.size, at, self._used.glyphs, spoken=spoken)
        return [*self._state.fill(item.colour), *line]

    def _extend(self, node: str | None, box: Box | None) -> None:
        """Make the box of a node hold this one too."""
        if node is None or box is None:
            return
        old = self.content.boxes.get(node, box)
        self.content.boxes[node] = (
            min(old[0], box[0]),
            min(old[1], box[1]),
            max(old[2], box[2]),
            max(old[3], box[3]),
        )
