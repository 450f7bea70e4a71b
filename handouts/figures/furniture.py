"""The props of a pose → Furniture: what stands around the figure, placed once by its first frame.

The floor is at z = 0, where the figure touches it: a mat lies below, and a table on which one lies
has its top there and its legs below. Seats are here, walls in room.py, soft things in cushions.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any

from handouts.figures.cushions import ball, cylinder, mat, pillow, roller, towel
from handouts.figures.props import Chair, Prop, Seat, Step, Stool, Table
from handouts.figures.room import counter, door, doorway, wall
from handouts.figures.site import Furniture, Site, site_of
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import ALWAYS, Box, Part, Piece, chain
from handouts.figures.vectors import Vector, vector

_SEAT, _SEAT_THICK, _LEG = 42.0, 4.0, 3.0
_BEHIND = 15.0
"""Cm from the middle of the hips back to the rest of a chair that is sat on upright."""
_BACKREST = (14.0, 43.0)
"""Cm above the seat."""
_TABLE, _TABLE_THICK = (190.0, 66.0), 7.0


def furniture(props: Iterable[Prop], first: Skeleton) -> Furniture:
    """All that keeps its place, where the first frame's figure asks for it.

    Of two things of a kind the first has the anchors. Raises InvalidValueError where a prop is put
    under something that is not there.
    """
    site = site_of(first)
    parts: list[Part] = []
    surfaces: list[Box] = []
    anchors: dict[str, Vector] = {}
    names: list[str] = []
    for prop in props:
        names.append(prop.name)
        count = names.count(prop.name)
        name = prop.name if count == 1 else f"{prop.name}{count}"
        placed = _BUILDERS[prop.name](name, prop.thing, site)
        parts += placed.parts
        surfaces += placed.surfaces
        if count == 1:
            anchors |= placed.anchors
    return Furniture(tuple(parts), tuple(surfaces), MappingProxyType(anchors))


def _chair(name: str, said: Chair, site: Site) -> Furniture:
    """Its origin is on the floor in the middle of the seat's rear edge."""
    seat, half, top = said.height, _SEAT / 2, said.height + _BACKREST[1]
    origin = _seat_origin(said, site, _BEHIND)
    under = seat - _SEAT_THICK
    board = site.block("prop", origin, (0, -half, under), (_SEAT, half, seat))
    rest = site.block("prop", origin, (-3, 0.5 - half, seat + _BACKREST[0]), (0, half - 0.5, top))
    posts = [
        (f"{end}-{side}", (x, y, 0.0), (x + _LEG, y + _LEG, height))
        for end, x, height in (("rear", -3.0, top), ("front", _SEAT - 4, under))
        for side, y in (("left", half - _LEG), ("right", -half))
    ]
    parts = (
        *(
            Part(f"{name}.{at}", (site.block("prop", origin, low, high),))
            for at, low, high in posts
        ),
        Part(f"{name}.seat", (board,)),
        Part(f"{name}.back", (rest,)),
    )
    return Furniture(parts, (board, rest), {name: site.point(origin, -1.5, 0, top)})


def _stool(name: str, said: Stool, site: Site) -> Furniture:
    origin = site.point(_seat_origin(said, site, 0), 2, 0, 0)
    radius, thick = 17.0, 4.0
    middle = origin + vector(0, 0, said.height - thick / 2)
    upright = site.axes[:, [0, 2, 1]]
    board = Piece("prop", (cylinder(middle, upright, radius, thick),), 0)
    legs = [
        Part(
            f"{name}.{number}",
            (
                Piece(
                    "prop",
                    chain(
                        [
                            (site.point(origin, 10 * x, 10 * y, said.height - thick), 1.6),
                            (site.point(origin, 14 * x, 14 * y, 1.6), 1.6),
                        ]
                    ),
                    0,
                ),
            ),
        )
        for number, (x, y) in enumerate(((1, 1), (1, -1), (-1, 1), (-1, -1)))
    ]
    solid = site.block("prop", origin, (-12, -12, said.height - thick), (12, 12, said.height))
    top = origin + vector(0, 0, said.height)
    return Furniture((*legs, Part(f"{name}.seat", (board,))), (solid,), {name: top})


def _table(name: str, said: Table, site: Site) -> Furniture:
    """To lie on along its length; to sit on at its long edge, thighs two thirds on it."""
    long, wide = _TABLE
    if site.lying:
        top = 0.0
        low, high = site.along(("heel.R", "heel.L", "vertex"), site.ahead)
        middle = site.ahead * (low + high) / 2 + site.left * float(
            site.first.joints["pelvis"] @ site.left
        )
        origin, half = site.below(middle, said), (long / 2, wide / 2)
    else:
        top = said.height
        origin = site.point(_seat_origin(said, site, 0), 28 - wide / 2, 0, 0)
        half = (wide / 2, long / 2)
    foot, under = top - said.height, top - _TABLE_THICK
    board = site.block("prop", origin, (-half[0], -half[1], under), (*half, top))
    parts = [
        Part(f"{name}.{number}", (site.block("prop", origin, (x, y, foot), (x + 5, y + 5, under)),))
        for number, (x, y) in enumerate(
            (x, y) for x in (4 - half[0], half[0] - 9) for y in (4 - half[1], half[1] - 9)
        )
    ]
    slab = Part(f"{name}.top", (board,), nearer=-ALWAYS if site.lying else 0.0)
    parts = [Part(part.name, part.pieces, nearer=slab.nearer) for part in parts]
    return Furniture((*parts, slab), (board,), {name: site.point(origin, 0, 0, top)})


def _step(name: str, said: Step, site: Site) -> Furniture:
    """40 deep, 60 wide: before the toes, or with its middle under what was named."""
    if said.under is None:
        middle = float(site.first.joints["pelvis"] @ site.left)
        spot = site.ahead * (site.foot + 3 + 20) + site.left * middle
    else:
        spot = site.spot(said.under)
    origin = site.below(spot, said)
    block = site.block("prop", origin, (-20, -30, 0), (20, 30, said.height))
    top = origin + vector(0, 0, said.height)
    return Furniture((Part(name, (block,)),), (block,), {name: top})


def _seat_origin(said: Seat, site: Site, behind: float) -> Vector:
    """On the floor, `behind` cm behind the middle of the hips and what the seat stands back."""
    pelvis = site.below(site.first.joints["pelvis"], said)
    return site.point(pelvis, -behind - said.back, 0, 0)


_BUILDERS: dict[str, Callable[[str, Any, Site], Furniture]] = {
    "mat": mat,
    "pillow": pillow,
    "chair": _chair,
    "stool": _stool,
    "table": _table,
    "ball": ball,
    "wall": wall,
    "doorway": doorway,
    "door": door,
    "counter": counter,
    "step": _step,
    "roller": roller,
    "towel": towel,
}
