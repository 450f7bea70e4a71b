"""Palettes: what the colours of a drawing are on one clinic's paper.

A drawing says `shirt`, not a colour, so that one drawing serves every clinic and every printer. A
colour expression is `#rrggbb`, a token, or a mix: `skin+pale/36` is skin, 36 % of the way to pale.
Black and white carries no meaning that colour alone carries elsewhere (page design, section 3).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from msgspec import Struct

from handouts.model.colour import hue_distance, mix
from handouts.model.dose import Load

WHITE = "#ffffff"
LINE = "#26313f"
MARKER_HUE, NEAR_MARKER = 268, 30
SHIRT_BESIDE_MARKER = "#7f9aa0"
"""A shirt on which the violet marker shows, where the brand's colour would swallow it."""

_FIXED = {
    "skin": "#f2cdb2",
    "trousers": "#56657c",
    "hair": "#4a3a33",
    "shoe": "#e9e6df",
    "sole": WHITE,
    "mouth": "#a8594a",
    "line": LINE,
    "pale": "#dbe4e6",
    "shade": "#1d2b3a",
    "pillow": WHITE,
    "band": "#e0a100",
    "strap": "#7f93ad",
    "wood": "#c39a6b",
    "metal": "#aab4bc",
    "towel": "#f0e4c8",
    "ball": "#7fa3c7",
    "roller": "#5c6f86",
    "arrow": "#d9480f",
    "marker": "#6a1fc2",
    "casing": WHITE,
}
_MONO = {
    "skin": WHITE,
    "shirt": "#d4d4d4",
    "trousers": "#efefef",
    "hair": "#555555",
    "shoe": WHITE,
    "sole": WHITE,
    "mouth": "#1a1a1a",
    "line": "#1a1a1a",
    "pale": WHITE,
    "shade": "#777777",
    "prop": "#f2f2f2",
    "prop-line": "#8a8a8a",
    "pillow": WHITE,
    "band": "#bdbdbd",
    "strap": "#cfcfcf",
    "wood": "#dddddd",
    "metal": "#c8c8c8",
    "towel": "#f5f5f5",
    "ball": "#e2e2e2",
    "roller": "#c4c4c4",
    "arrow": "#000000",
    "marker": "#000000",
    "casing": WHITE,
}
TOKENS = frozenset(_MONO)
"""The names that a drawing may call its colours by."""

BAND_COLOURS: Mapping[str, str] = {
    "tan": "#d8b98a",
    "beige": "#d8b98a",
    "white": "#f4f4f2",
    "pink": "#e58bab",
    "yellow": "#f0c419",
    "orange": "#ee8a2a",
    "red": "#c9302c",
    "green": "#3f9142",
    "blue": "#2f6db5",
    "purple": "#7d5ba6",
    "black": "#2b2b2b",
    "grey": "#9aa0a6",
    "gray": "#9aa0a6",
    "silver": "#b9bec4",
    "gold": "#c9a227",
}
"""Elastic bands by the word that a load names them with. Muted: they lie beside the arrow."""

_HEX_DIGITS = frozenset("0123456789abcdef")


class Palette(Struct, frozen=True):
    """The colours by their tokens, as pairs: equal palettes paint alike."""

    colours: tuple[tuple[str, str], ...] = ()

    def resolved(self, expression: str) -> str:
        """The expression as `#rrggbb`. Raises ValueError for what is no colour here."""
        if not is_colour(expression):
            raise ValueError(f"{expression!r} is no colour")
        one, mixed, rest = expression.partition("+")
        other, _, percent = rest.partition("/")
        colour = self._named(one)
        return mix(colour, self._named(other), int(percent) / 100) if mixed else colour

    def _named(self, name: str) -> str:
        if name.startswith("#"):
            return name
        for token, colour in self.colours:
            if token == name:
                return colour
        raise ValueError(f"the palette has no {name!r}")


PLAIN = Palette()
"""For drawings that say their colours themselves, such as a logo."""


@functools.lru_cache(maxsize=256)
def is_colour(expression: str) -> bool:
    """Can a figure's palette read it?"""
    one, mixed, rest = expression.partition("+")
    other, _, percent = rest.partition("/")
    whole = percent.isascii() and percent.isdecimal() and int(percent) <= 100
    return _is_name(one) and (not mixed or (_is_name(other) and whole))


def _is_name(name: str) -> bool:
    return name in TOKENS or (
        len(name) == 7 and name[0] == "#" and _HEX_DIGITS.issuperset(name[1:])
    )


@functools.lru_cache(maxsize=64)
def figure_palette(brand: str, *, mono: bool = False, band: str | None = None) -> Palette:
    """The colours of figures for a clinic's brand colour.

    `band` is the colour of the elastic band that is prescribed; on black-and-white paper it is
    grey as every band is, and words say which one.
    """
    if mono:
        return _palette(_MONO)
    near = hue_distance(brand, MARKER_HUE) <= NEAR_MARKER
    colours = _FIXED | {
        "shirt": SHIRT_BESIDE_MARKER if near else mix(brand, WHITE, 0.22),
        "prop": mix(brand, WHITE, 0.8),
        "prop-line": mix(brand, LINE, 0.45),
    }
    return _palette(colours | ({"band": band} if band else {}))


def band_colour(load: Load | None) -> str | None:
    """The colour of the band that this load is; None where it names no band's colour."""
    if load is None or not load.words.endswith(" band"):
        return None
    named = (BAND_COLOURS.get(word) for word in load.words.split())
    return next((colour for colour in named if colour), None)


def _palette(colours: Mapping[str, str]) -> Palette:
    return Palette(tuple(sorted(colours.items())))
