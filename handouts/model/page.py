"""Pages: where everything goes. Points; the origin is the top left corner, y grows downwards.

A `Page` places blocks; a `Block` holds items in coordinates of its own, so that the same block can
stand anywhere. An item that says something carries the id of the node of the Handout that it shows;
an item whose `node` is None is decoration, which a screen reader passes over. Nodes of an exercise
are found within that, so that the same block shows any exercise with the same words.
"""

from __future__ import annotations

from msgspec import Struct

from handouts.model.drawing import Artwork, Outline
from handouts.model.palette import PLAIN, Palette


class Text(Struct, frozen=True):
    """A piece of one line in one weight, size and colour; its left end on the baseline.

    `text` is what is drawn; a line that goes on keeps its last space, so that readers do not join
    words. `spoken`, when given, is what is read aloud and copied in its place.
    """

    node: str | None
    x: float
    baseline: float
    text: str
    weight: int
    size: float
    colour: str
    spoken: str | None = None


class Path(Struct, frozen=True):
    """An outline, filled or stroked. `dash` is (on, off), empty for a solid line."""

    node: str | None
    outline: Outline
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    round_ends: bool = False
    spoken: str | None = None


class Picture(Struct, frozen=True):
    """Artwork that fills a box; `mirrored` swaps its left and right. A drawing's colours are those
    of the `palette`. With a `clip`, a drawing's bleed shows as well, as far as that outline.
    """

    node: str | None
    x: float
    y: float
    width: float
    height: float
    artwork: Artwork
    mirrored: bool = False
    palette: Palette = PLAIN
    clip: Outline | None = None


class QrCode(Struct, frozen=True):
    """A QR symbol. (x, y) is the top left of the dark modules; `rows[r][c]` is 1 where dark."""

    node: str | None
    x: float
    y: float
    module: float
    rows: tuple[bytes, ...]

    @property
    def side(self) -> float:
        return self.module * len(self.rows)


class Link(Struct, frozen=True):
    """A box that opens `url`; `node` is the Handout's code to which it belongs."""

    node: str
    x: float
    y: float
    width: float
    height: float
    url: str
    description: str


Item = Text | Path | Picture | QrCode | Link


class Block(Struct, frozen=True, eq=False):
    """Items that stay together, in a box of their own. A block is equal to itself alone, so that
    what is made of it can be kept without comparing its items.
    """

    width: float
    height: float
    items: tuple[Item, ...]


class Placed(Struct, frozen=True):
    """A block and where its top left corner stands on the page. `within`: the id of the exercise of
    whose nodes its items are; "" for all others.
    """

    block: Block
    x: float
    y: float
    within: str = ""


class Page(Struct, frozen=True):
    """One side of paper."""

    width: float
    height: float
    placed: tuple[Placed, ...]
