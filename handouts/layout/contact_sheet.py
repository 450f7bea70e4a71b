"""The pictures of some exercises on one page of its own size, to look at: `handouts figure -o`.

Each exercise is a row of panels, one a frame, under its title; rows are filled like lines of text.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.fonts import BOLD, Fonts
from handouts.layout.assembly import Assembly, as_decoration
from handouts.layout.pictures import Frame, framed
from handouts.layout.slot_title import badge
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import BLACK, HAIR, HAIR_MONO, INK, WHITE, Colours
from handouts.model.colour import mix
from handouts.model.drawing import Drawing
from handouts.model.handout import Phrase, Run
from handouts.model.page import Block, Page, Placed
from handouts.model.palette import figure_palette
from handouts.units import mm

PANEL_WIDTH, PANEL_HEIGHT = mm(64), mm(48)
MARGIN, GAP, APART, PADDING = mm(8), mm(3), mm(8), mm(1.5)
BADGE = mm(6)
MOST_PANELS = 4
"""In a row; an exercise has three at most."""


class Shown(Struct, frozen=True):
    """One exercise's pictures. `band`: the colour of its elastic band, if it says one."""

    title: str
    drawings: tuple[Drawing, ...]
    mirrored: bool = False
    band: str | None = None


class Look(Struct, frozen=True):
    """The clinic's colours, or black and white."""

    colours: Colours
    mono: bool = False

    @property
    def panel(self) -> str:
        return WHITE if self.mono else mix(WHITE, self.colours.brand, 0.06)

    @property
    def badge(self) -> Colours:
        return replace(self.colours, brand=BLACK) if self.mono else self.colours

    @property
    def title(self) -> Type:
        return Type(13, 16, BOLD, BLACK if self.mono else INK)

    @property
    def hairline(self) -> str:
        return HAIR_MONO if self.mono else HAIR


def contact_sheet(exercises: Sequence[Shown], look: Look, fonts: Fonts) -> Page:
    """One page, as large as its pictures; nothing on it is read aloud."""
    placed: list[Placed] = []
    width, y = 0.0, MARGIN
    for row in _rows(exercises):
        blocks = [_exercise(shown, look, fonts) for shown in row]
        height, x = max(block.height for block in blocks), MARGIN
        for block in blocks:  # titles of two lines push their own panels down, not others' up
            placed.append(Placed(block, x, y + height - block.height))
            x += block.width + APART
        width = max(width, x - APART)
        y += height + APART
    return Page(width + MARGIN, y - APART + MARGIN, tuple(placed))


def _rows(exercises: Sequence[Shown]) -> list[list[Shown]]:
    rows: list[list[Shown]] = []
    room = 0
    for shown in exercises:
        if len(shown.drawings) > room:
            rows.append([])
            room = MOST_PANELS
        rows[-1].append(shown)
        room -= len(shown.drawings)
    return rows


def _exercise(shown: Shown, look: Look, fonts: Fonts) -> Block:
    assembly, count = Assembly(), len(shown.drawings)
    width = count * PANEL_WIDTH + (count - 1) * GAP
    title = set_phrase(Phrase("title", (Run(shown.title),)), look.title, width, fonts)
    assembly.place(title.block(), 0, 0)
    top = title.height + mm(1.5)
    palette = figure_palette(look.colours.brand, mono=look.mono, band=shown.band)
    panel = Frame(
        PANEL_WIDTH, PANEL_HEIGHT, mm(2.5), PADDING, mm(0.25), look.hairline, look.panel
    )  # fmt: skip
    for number, drawing in enumerate(shown.drawings, 1):
        x = (number - 1) * (PANEL_WIDTH + GAP)
        assembly.draw(
            *framed(None, drawing, x, top, panel, mirrored=shown.mirrored, palette=palette)
        )
        if count > 1:
            disc = badge(number, "number", BADGE, 11, look.badge, fonts)
            assembly.place(disc, x + mm(2), top + mm(2))
    return as_decoration(assembly.block(width, top + PANEL_HEIGHT))
