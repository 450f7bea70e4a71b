"""One block → its operators, the same wherever it stands (ISO 32000-1 §8 and §14.6).

Its top left corner is the origin. Only the types of its elements and the numbers of its marked
content are left open, so that sheets with the same block draw it once.

Items of a node stand in marked content with a number, which the structure tree refers to; all
others in artifacts. Neighbouring items of one node share one.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping

from msgspec import Struct

from handouts.fonts import Fonts
from handouts.model.drawing import Drawing, Image
from handouts.model.page import Block, Item, Link, Path, Picture, QrCode, Text
from handouts.pdf import operators
from handouts.pdf.form import Form, form
from handouts.pdf.glyphs import GlyphUse
from handouts.pdf.lines import instead_of, line_of
from handouts.pdf.operators import Box, State, box_of
from handouts.pdf.symbol import symbol

_MARK = "/%b <</MCID %d>> BDC"


class Drawn(Struct, frozen=True):
    """A block in operators, which take the tag and the number of its marked content for each of the
    `nodes`; the last ends what placed them.

    `boxes` say how far each node with a picture or a code reaches, y upwards; links come with
    theirs. `pictures` are artwork and codes, by name.
    """

    operators: bytes
    nodes: tuple[str, ...]
    boxes: tuple[tuple[str, Box], ...]
    links: tuple[tuple[Link, Box], ...]
    glyphs: GlyphUse
    fonts: frozenset[str]
    pictures: Mapping[str, Form | Image]


@functools.lru_cache(maxsize=3072)
def drawn(block: Block, fonts: Fonts) -> Drawn:
    """The block as it is drawn where no other was before."""
    return draw(block, fonts, GlyphUse())


def draw(block: Block, fonts: Fonts, glyphs: GlyphUse) -> Drawn:
    """The block, in a document whose glyphs so far read as `glyphs` says; those of the block are
    noted there.
    """
    figures = {item.node for item in block.items if isinstance(item, (Picture, QrCode))}
    drawing = _Drawing(fonts, glyphs, figures)
    for item in block.items:
        drawing.add(item)
    return drawing.drawn()


class _Drawing:
    """A block being drawn."""

    def __init__(self, fonts: Fonts, glyphs: GlyphUse, figures: Collection[str | None]) -> None:
        self._fonts = fonts
        self._figures = figures
        self._glyphs = glyphs
        self._state = State()
        self._operators: list[str] = []
        self._nodes: list[str] = []
        self._boxes: dict[str, Box] = {}
        self._links: list[tuple[Link, Box]] = []
        self._faces: set[str] = set()
        self._pictures: dict[str, Form | Image] = {}
        self._open = False
        self._node: str | None = None

    def drawn(self) -> Drawn:
        self._close()
        return Drawn(
            "\n".join([*self._operators, "Q"]).encode("latin-1"), tuple(self._nodes),
            tuple(self._boxes.items()), tuple(self._links), self._glyphs,
            frozenset(self._faces), self._pictures,
        )  # fmt: skip

    def add(self, item: Item) -> None:
        if isinstance(item, Link):
            box = box_of(item.x, item.y, item.width, item.height)
            self._links.append((item, box))
            return
        if not self._open or item.node != self._node:
            self._mark(item.node)
        match item:
            case Text():
                self._show(self._text(item), item.spoken)
            case Path():
                self._show(self._path(item), item.spoken)
            case Picture():
                self._show(self._picture(item))
            case QrCode():
                self._show(self._code(item))

    def _show(self, shown: list[str], spoken: str | None = None) -> None:
        if spoken is None:
            self._operators += shown
        else:
            self._operators += (instead_of(spoken), *shown, "EMC")

    def _close(self) -> None:
        if self._open:
            self._operators.append("EMC")
            self._open = False

    def _mark(self, node: str | None) -> None:
        self._close()
        if node is None:
            self._operators.append("/Artifact BMC")
        else:
            self._operators.append(_MARK)
            self._nodes.append(node)
        self._open, self._node = True, node

    def _path(self, item: Path) -> list[str]:
        if item.node in self._figures:
            self._extend(item.node, operators.extent(item.outline))
        return operators.path(item, self._state)

    def _picture(self, item: Picture) -> list[str]:
        """Artwork that is shown again is held once, a drawing once for each palette."""
        box = box_of(item.x, item.y, item.width, item.height)
        art = item.artwork
        if isinstance(art, Drawing):
            name, cut = self._form(form(art, item.palette)), art.bleed > 0 and item.clip is None
            shown = operators.drawing(name, box, art.size, mirrored=item.mirrored, cut=cut)
        else:
            name = f"Im{art.digest[:24]}"
            self._pictures[name] = art
            shown = operators.picture(name, box, mirrored=item.mirrored)
        if item.clip is None:
            self._extend(item.node, box)
            return [shown]
        self._extend(item.node, operators.extent(item.clip))
        return operators.clipped(shown, item.clip)

    def _code(self, item: QrCode) -> list[str]:
        box, side = box_of(item.x, item.y, item.side, item.side), len(item.rows)
        self._extend(item.node, box)
        name = self._form(symbol(item.rows))
        return [operators.drawing(name, box, (side, side), mirrored=False, cut=False)]

    def _form(self, shown: Form) -> str:
        name = f"Fm{shown.digest}"
        self._pictures[name] = shown
        return name

    def _text(self, item: Text) -> list[str]:
        line = line_of(item, self._fonts, self._glyphs)
        self._faces |= line.faces
        if item.node in self._figures:
            top = item.baseline - item.size
            self._extend(item.node, box_of(item.x, top, line.advance, item.size))
        return self._state.fill(item.colour) + line.at(item.x, -item.baseline)

    def _extend(self, node: str | None, box: Box | None) -> None:
        """Make the box of a node hold this one too."""
        if node is not None and box is not None:
            self._boxes[node] = operators.around(self._boxes.get(node, box), box)
