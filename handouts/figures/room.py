"""Walls, doors and counters: what a figure leans on or holds on to; each placed on its Site.

A wall is a piece of a room: a panel with its skirting board, and the floor before it.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from handouts.figures.props import Boundary, Counter, Door, Doorway, Wall
from handouts.figures.site import Furniture, Site
from handouts.figures.solids import ALWAYS, Part
from handouts.figures.vectors import UP, Vector, vector

_WALL = (150.0, 2.0)
"""Width, thickness: so thin that it does not read as a slab that stands in the room."""
_FLOOR = 25.0
"""Cm of floor that are seen behind the figure, so that wall and floor make a room."""
_SKIRTING = (1.5, 9.0)
_OPENING, _JAMB, _HEAD = 80.0, (8.0, 12.0), 196.0
_COUNTER = (100.0, 50.0, 4.0)
_FREE = 12.0
"""Cm before the toes that a counter begins."""


class _Front(Struct, frozen=True, eq=False):
    """A plane that faces the figure: a Site whose `ahead` goes on into the wall."""

    site: Site
    origin: Vector
    """On the floor, opposite the pelvis."""


def _front(said: Boundary, site: Site, near: float | None) -> _Front:
    """The plane at its distance; `near` (from toes, heels, feet) stands in for one left out."""
    towards = {
        "front": site.ahead,
        "back": -site.ahead,
        "left": site.left,
        "right": -site.left,
    }[said.side]
    faced = Site(site.first, towards, np.cross(UP, towards), site.lying)
    away = said.away if said.away is not None else near
    far = site.farthest(towards) if away is None else faced.foot + away
    across = float(site.first.joints["pelvis"] @ faced.left)
    return _Front(faced, faced.below(towards * far + faced.left * across, said))


def wall(name: str, said: Wall, site: Site) -> Furniture:
    front = _front(said, site, None)
    at, faced = front.origin, front.site
    wide, thick = _WALL
    half = wide / 2
    deep, tall = _SKIRTING
    panel = faced.block("prop", at, (0, -half, 0), (thick, half, said.height))
    board = faced.block("prop", at, (-deep, -half, 0), (0, half, tall))
    near = faced.farthest(-faced.ahead) + float(at @ faced.ahead) + _FLOOR
    floor = faced.block("prop+pale/60", at, (-near, -half, -0.8), (thick, half, 0))
    parts = (
        Part(f"{name}.floor", (floor,), nearer=-3 * ALWAYS),
        Part(name, (panel,), nearer=-2 * ALWAYS),
        Part(f"{name}.skirting", (board,), nearer=-1.5 * ALWAYS),
    )
    return Furniture(parts, (panel,), {name: at})


def doorway(name: str, said: Doorway, site: Site) -> Furniture:
    """An open doorway, 80 wide; the figure is before it or, with little or less `away`, in it."""
    front = _front(said, site, None)
    at, faced = front.origin, front.site
    wide, deep = _JAMB
    half = _OPENING / 2
    jambs = {
        side: faced.block("wood", at, (0, low, 0), (deep, low + wide, _HEAD))
        for side, low in (("L", half), ("R", -half - wide))
    }
    head = faced.block("wood", at, (0, -half - wide, _HEAD), (deep, half + wide, _HEAD + wide))
    parts = (
        *(Part(f"{name}-jamb.{side}", (jamb,)) for side, jamb in jambs.items()),
        Part(f"{name}-head", (head,)),
    )
    anchors = {
        "door": at,
        "door.L": faced.point(at, 0, half, 0),
        "door.R": faced.point(at, 0, -half, 0),
    }
    return Furniture(parts, tuple(jambs.values()), anchors)


def door(name: str, said: Door, site: Site) -> Furniture:
    frame = doorway(name, Doorway(**dict(said)), site)
    front = _front(said, site, None)
    at, faced = front.origin, front.site
    half = _OPENING / 2
    leaf = faced.block("prop", at, (1, -half, 0.5), (5, half, _HEAD))
    handle = faced.block("metal", at, (-4, -half + 5, 102), (1, -half + 17, 105))
    parts = (
        Part(name, (leaf,), nearer=-2 * ALWAYS),
        *frame.parts,
        Part(f"{name}.handle", (handle,)),
    )
    return Furniture(parts, (*frame.surfaces, leaf), frame.anchors)


def counter(name: str, said: Counter, site: Site) -> Furniture:
    """A worktop on its cupboard; its anchor is the middle of the near edge, on top."""
    front = _front(said, site, _FREE)
    at, faced = front.origin, front.site
    wide, deep, thick = _COUNTER
    half, under = wide / 2, said.height - thick
    top = faced.block("wood", at, (0, -half, under), (deep, half, said.height))
    cupboard = faced.block("prop", at, (3, 2 - half, 8), (deep, half - 2, under))
    base = faced.block("prop", at, (9, 2 - half, 0), (deep, half - 2, 8))
    parts = (
        Part(f"{name}.base", (base,)),
        Part(f"{name}.cupboard", (cupboard,)),
        Part(name, (top,)),
    )
    return Furniture(parts, (top, cupboard), {name: at + vector(0, 0, said.height)})
