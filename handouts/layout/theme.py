"""Everything about the look that is data: paper, grid, colour tokens, type.

`theme_for` resolves it once for a clinic and a prescription; layout takes the `Theme`.
Measures in millimetres have `_mm` in their names, sizes of type are points. Source: the page design
specification; colour contrast as WCAG 2.2 §1.4.3 defines it.
"""

from __future__ import annotations

import functools

from msgspec import Struct

from handouts.model.clinic import Clinic, PrintOptions
from handouts.model.colour import hue_distance, mix, rgb
from handouts.model.prescription import Prescription
from handouts.units import PAPERS, Paper, PaperName, mm

INK, MUTED, HAIR, HAIR_MONO = "#1b2427", "#4b575b", "#c9d3d2", "#8a8a8a"
GO, SLOW, SLOW_FILL, STOP = "#1d7a3e", "#8a5a00", "#f5b52a", "#b3261e"
RULED, ARROW = "#7c898b", "#d9480f"
MARKER, WHITE, BLACK = "#6a1fc2", "#ffffff", "#000000"

LIVE_WIDTH_MM = 180.0
"""The width of the live area on every paper."""


class Colours(Struct, frozen=True, eq=False):
    """The clinic's brand colour as the page uses it; the other colours are fixed. Equal to itself
    alone, as what is laid out is kept by it: `brand_colours` makes one for each colour.
    """

    brand: str
    brand_ink: str
    tint: str
    line: str


class Scale(Struct, frozen=True, eq=False):
    """The type and measures of a sheet's front: one for four exercises, one for three or fewer.
    Equal to itself alone.
    """

    slot_top_mm: float
    title_size: float
    title_leading: float
    step_size: float
    step_leading: float
    step_width_mm: float
    step_gap_mm: float
    dose_size: float
    dose_leading: float
    numeral_size: float
    dose_word_size: float
    frame_min_mm: float
    frame_max_mm: float


FOUR = Scale(2.2, 16, 18, 12, 15, 64.5, 0.6, 13, 17.9, 17.5, 14, 24, 30)
THREE = Scale(3.0, 18, 20, 12.5, 16, 62.5, 1.0, 13.5, 20.4, 19, 13.5, 30, 44)


class Theme(Struct, frozen=True):
    """The look of one handout."""

    paper: Paper
    left_odd_mm: float
    left_even_mm: float
    colours: Colours

    def left_mm(self, page_number: int) -> float:
        """The left margin; with punched holes the binding side is the other on even pages."""
        return self.left_odd_mm if page_number % 2 else self.left_even_mm

    def left(self, page_number: int) -> float:
        """The same in points."""
        return mm(self.left_mm(page_number))


def theme_for(clinic: Clinic, prescription: Prescription) -> Theme:
    """The prescription's own print options win over the clinic's."""
    return theme_of(clinic, prescription.print_options(clinic))


def theme_of(clinic: Clinic, options: PrintOptions) -> Theme:
    """The same for what is nobody's prescription."""
    paper_name: PaperName = options.paper or "a4"
    punched = bool(options.hole_punch)
    paper = PAPERS[paper_name]
    margin = (paper.width_mm - LIVE_WIDTH_MM) / 2
    binding = {"a4": 20.0, "letter": 22.0}[paper_name] if punched else margin
    outer = paper.width_mm - LIVE_WIDTH_MM - binding
    return Theme(paper, binding, outer, brand_colours(clinic.colour))


@functools.lru_cache(maxsize=64)
def brand_colours(colour: str) -> Colours:
    """Tokens from the one brand colour: darkened until its text can be read on white."""
    near_stop = hue_distance(colour, STOP) < 20
    return Colours(
        brand=_darkened(colour, 4.5),
        brand_ink=INK if near_stop else _darkened(colour, 7.0),
        tint=mix(WHITE, colour, 0.08),
        line=mix(WHITE, colour, 0.35),
    )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _darkened(colour: str, wanted: float) -> str:
    for step in range(26):
        darker = mix(colour, BLACK, min(0.04 * step, 1.0))
        if contrast(darker, WHITE) >= wanted:
            return darker
    return BLACK


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel / 255) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
