"""Pages: where everything goes. Points; the origin is the top left corner, y grows downwards.

A `Page` places blocks; a `Block` holds items in coordinates of its own, so that the same block can
stand anywhere. An item that says something carries the id of the node of the Handout that it shows;
an item whose `node` is None is decoration, which a screen reader passes over. Nodes of an exercise
are found within that, so that the same block shows any exercise with the same words.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.drawing import Artwork, Outline
from handouts.model.palette import PLAIN, Palette


@dataclass(frozen=True, slots=True)
class Text:
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


@dataclass(frozen=True, slots=True)
class Path:
    """An outline, filled or stroked. `dash` is (on, off), empty for a solid line."""

    node: str | None
    outline: Outline
    fill: str | None = None
    stroke: str | None = None
    line_width: float = 0.0
    dash: tuple[float, ...] = ()
    round_ends: bool = False
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
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


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR symbol. (x, y) is the top left of the dark modules; `rows[r][c]` is 1 where dark."""

    node: str | None
    x: float
    y: float
    module: float
    rows: tuple[bytes, ...]

    @property
    def side(self) -> float:
        return self.module * len(self.rows)


@dataclass(frozen=True, slots=True)
class Link:
    """A box that opens `url`; `node` is the Handout's code to which it belongs."""

    node: str
    x: float
    y: float
    width: float
    height: float
    url: str
    description: str


Item = Text | Path | Picture | QrCode | Link


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """Items that stay together, in a box of their own. A block is equal to itself alone, so that
    what is made of it can be kept without comparing its items.
    """

    width: float
    height: float
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where its top left corner stands on the page. `within`: the id of the exercise of
    whose nodes its items are; "" for all others.
    """

    block: Block
    x: float
    y: float
    within: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One side of paper."""

    width: float
    height: float
    placed: tuple[Placed, ...]
