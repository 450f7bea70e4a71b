"""Colours as `#rrggbb` in sRGB: mixing them, and how far apart their hues are."""

from __future__ import annotations

import colorsys

Rgb = tuple[int, int, int]
NO_HUE = 360.0
"""Further than any two hues are: what a grey is from every colour."""


def rgb(colour: str) -> Rgb:
    """Red, green and blue from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """`one`, so much (0 to 1) of the way to `other`, channel by channel."""
    channels = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a * (1 - share) + b * share):02x}" for a, b in channels)


def hue(colour: str) -> float | None:
    """Degrees from red; None for greys, which have no hue."""
    turn, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in rgb(colour)))
    return None if saturation < 0.05 else turn * 360


def hue_distance(one: str | float, other: str | float) -> float:
    """Degrees between two hues, each that of a colour or itself in degrees."""
    first, second = (hue(side) if isinstance(side, str) else side for side in (one, other))
    if first is None or second is None:
        return NO_HUE
    apart = abs(first - second)
    return min(apart, 360 - apart)
