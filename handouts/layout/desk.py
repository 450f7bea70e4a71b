"""What the laying out of one handout shares: its words, look, fonts, and the room on a page."""

from __future__ import annotations

from msgspec import Struct, field

from handouts.fonts import Fonts
from handouts.layout.assembly import as_decoration
from handouts.layout.furniture import ABOVE_HAIRLINE, Edges, edges
from handouts.layout.theme import Colours, Theme
from handouts.model.handout import Handout
from handouts.model.page import Block, Placed
from handouts.units import mm

FRONT_TOP, BACK_TOP = mm(10.5), mm(18.5)
FIRST_TOP, NEXT_TOP = mm(12), mm(20)
"""Of a booklet: where the first page begins, and the others."""
BOOKLET_FOOT = mm(2.7)
"""White above the hairline of a booklet's footer."""

Body = tuple[Placed, ...]
"""What stands on a page between header and footer."""


def desk_for(handout: Handout, theme: Theme, fonts: Fonts) -> Desk:
    """The desk of a handout whose pages have not begun."""
    return Desk(handout, theme, fonts, edges(handout, theme, fonts))


class Desk(Struct, frozen=True):
    """One handout being laid out.

    `heard` holds a node of each block that a page shows already.
    """

    handout: Handout
    theme: Theme
    fonts: Fonts
    edges: Edges
    heard: set[str] = field(default_factory=set)

    @property
    def colours(self) -> Colours:
        return self.theme.colours

    @property
    def live_bottom(self) -> float:
        return self.edges.footer_y - (BOOKLET_FOOT if self.handout.booklet else ABOVE_HAIRLINE)

    def once(self, block: Block, node: str) -> Block:
        """The block with that node, or decoration where it stands on an earlier page: what every
        sheet repeats is read aloud once.
        """
        if node in self.heard:
            return as_decoration(block)
        self.heard.add(node)
        return block
