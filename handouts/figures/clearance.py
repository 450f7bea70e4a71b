"""What a pose cannot be: flesh inside furniture or other flesh, joints strained (strain.py).

Flesh is many balls, in world centimetres; a depth is how
far two surfaces overlap. Soft things press into each other a little: that much is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import product

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from handouts.errors import Problem, Source
from handouts.figures.feet import foot
from handouts.figures.flesh import buttocks, limb, trunk
from handouts.figures.hands import HandShape, hand
from handouts.figures.head import SKULL, neck, placed
from handouts.figures.ranges import SIDES, Side
from handouts.figures.site import Furniture
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Box, Hull, Part, Piece, hull
from handouts.figures.spoken import sided
from handouts.figures.strain import out_of_range
from handouts.figures.vectors import Vector


class Clash(Struct, frozen=True):
    """Two things in the same place, in plain words, and how deep in cm."""

    one: str
    other: str
    depth: float

    def __str__(self) -> str:
        return f"{self.one} goes {self.depth:.1f} cm into the {self.other}"


class Solid(Struct, frozen=True, eq=False):
    """A block of furniture by its name in plain words: `chair's back`."""

    name: str
    box: Box


# In the order of what moves: the first of two is said to go into the second.
_KINDS: dict[str, tuple[str, float, float]] = {
    "finger": ("arm", 3.5, 0.0),
    "hand": ("arm", 1.0, 1.5),
    "forearm": ("arm", 1.5, 1.0),
    "upper arm": ("arm", 1.5, 1.3),
    "foot": ("leg", 1.0, 0.8),
    "lower leg": ("leg", 2.0, 1.2),
    "thigh": ("leg", 3.0, 1.5),
    "head": ("head", 1.0, 0.5),
    "neck": ("neck", 1.5, 0.8),
    "trunk": ("trunk", 3.0, 2.0),
}
"""The sections of a body: limb; cm that it gives to furniture; its share of giving to flesh."""
_SOFT = {"mat": 1.5}
"""Cm that a thing gives by itself."""
_ORDER = tuple(_KINDS)
_UNPAIRED = ("head", "neck", "trunk")
_PAIRED = tuple(f"{side} {kind}" for kind in _ORDER[1:-3] for side in ("right", "left"))
_SECTIONS = (*_PAIRED, *_UNPAIRED)
_BONES = {"thigh": "thigh", "lower leg": "shank", "upper arm": "upper_arm", "forearm": "forearm"}
_DOWN = np.linspace(0, 1, 17).tolist()
"""Shares of a bone: the flesh of a limb is a ball at each."""

_ALLOWED: dict[frozenset[str], float] = {
    frozenset({"hand"}): 2.0,  # folded hands, but not one through the other
    frozenset({"upper arm", "trunk"}): 4.0,  # squeezed against the side of the chest
    frozenset({"thigh", "trunk"}): 5.0,  # pulled to the belly
    frozenset({"foot", "trunk"}): 4.0,  # buttocks on the heels
}
"""Cm of overlap of two kinds, where that is not what both give together."""

_BEYOND = {("upper arm", "trunk"): 0.55, ("upper arm", "neck"): 0.3, ("thigh", "trunk"): 0.4}
"""Sections that meet at a joint, of which only what is so far down the limb can clash."""

_POST = 6.0
"""Cm: what stands upright and is no thicker is a leg of furniture."""


def solids_of(furniture: Furniture) -> tuple[Solid, ...]:
    """All that is solid with its name: the surfaces, and the legs of chairs and tables."""
    pieces = (piece for part in furniture.parts for piece in part.pieces)
    posts = [piece for piece in pieces if isinstance(piece, Box) and _is_post(piece)]
    found = {id(box): box for box in (*furniture.surfaces, *posts)}
    return tuple(Solid(_plain_name(box, furniture.parts), box) for box in found.values())


def through_furniture(
    skeleton: Skeleton, solids: Iterable[Solid], fingers: Mapping[Side, HandShape] | None = None
) -> tuple[Clash, ...]:
    """Each section of the body inside a solid. Fingers count where their shapes are given."""
    balls = dict(_balls(skeleton))
    for side, shape in (fingers or {}).items():
        balls[sided("finger", side)] = np.vstack(hand(skeleton, side, shape)[1:])
    everything, starts = _together(balls)
    worst: dict[tuple[str, str], float] = {}
    for solid in solids:
        depths = np.maximum.reduceat(_depths(everything, solid.box), starts)
        for section, depth in zip(balls, depths, strict=True):
            key = (section, solid.name)
            gives = _KINDS[_kind(section)][1] + _SOFT.get(solid.name, 0.0)
            if depth > max(gives, worst.get(key, 0.0)):
                worst[key] = float(depth)
    return tuple(Clash(*names, depth) for names, depth in worst.items())


def through_body(skeleton: Skeleton) -> tuple[Clash, ...]:
    """Each two sections of the body that are in the same place."""
    sections = _balls(skeleton)
    balls, starts = _together(sections)
    centres, radii = balls[:, :3], balls[:, 3]
    squares = (centres**2).sum(axis=1)
    apart = np.sqrt(np.maximum(0, squares[:, None] + squares - 2 * centres @ centres.T))
    counted, allowed = _rules(tuple(len(each) for each in sections.values()))
    depths = np.where(counted, radii[:, None] + radii - apart, -np.inf)
    worst = np.maximum.reduceat(np.maximum.reduceat(depths, starts, axis=0), starts, axis=1)
    return tuple(
        Clash(_SECTIONS[one], _SECTIONS[other], float(worst[one, other]))
        for one, other in np.argwhere(worst > allowed)
    )


def problems_of(
    skeleton: Skeleton,
    solids: Iterable[Solid],
    source: Source,
    fingers: Mapping[Side, HandShape],
) -> tuple[Problem, ...]:
    """Everything about this figure that cannot be, at the place of its frame."""
    things = _deepest(through_furniture(skeleton, solids, fingers))
    flesh = _deepest(through_body(skeleton))
    return (
        *(Problem(source, str(clash), _AWAY) for clash in things),
        *(Problem(source, str(clash), _APART[_kind(clash.one)]) for clash in flesh),
        *(Problem(source, str(s), _EASIER[_kind(s.joint)]) for s in out_of_range(skeleton)),
    )


_AWAY = "move the furniture (shift; back for a seat, away for a wall), or bend the body off it"
_APART = {
    "hand": "a reach aims the middle of the palm: end it on the skin, with an offset as in "
    "knee.R+[0,0,8], or write shoulder and elbow in its stead",
    **dict.fromkeys(
        ("forearm", "upper arm"), "turn the elbow (swivel: 60 or -60), or move the hand farther off"
    ),
    **dict.fromkeys(("foot", "lower leg"), "change the hip (abduction second) or the knee"),
    "thigh": "bend hip or spine less, or abduct a hip (its second number)",
    **dict.fromkeys(("head", "neck"), "bend the neck or the spine less"),
}
"""What to change, by the kind of what goes into another section."""
_EASIER = {
    "hip": "write another hip and knee, tilt the body less, or let the foot be free",
    "ankle": "bend the knee less, bring the foot forward, or write ankle as an angle",
    "shoulder": "turn the elbow (swivel: 60 or -60), or bring the target before the body",
    "wrist": "bring the shoulder back over the hand, or let the hand be free",
}


@lru_cache(maxsize=1)
def _balls(skeleton: Skeleton) -> dict[str, Hull]:
    """The balls of each section, in the order of `_SECTIONS`."""
    found: dict[str, Hull] = {}
    for kind, side in product(_KINDS, SIDES):
        if kind in _BONES:
            found[sided(kind, side)] = hull(limb(skeleton, _BONES[kind], side, _DOWN))
        elif kind == "hand":
            found[sided(kind, side)] = hand(skeleton, side, "relaxed")[0]  # palm, no fingers
        elif kind == "foot":
            (bare,) = foot(skeleton, side, shod=False)
            found[sided(kind, side)] = np.vstack(bare.hulls)
    skull = placed(skeleton, SKULL)
    one, other = np.triu_indices(len(skull))
    found["head"] = (skull[one] + skull[other]) / 2  # what is between two balls of a hull is in it
    (throat,) = (piece for piece in neck(skeleton).pieces if isinstance(piece, Piece))
    found["neck"] = np.vstack(throat.hulls)
    rows = (*trunk(skeleton), buttocks(skeleton))
    right, left = (hull(row[at] for row in rows) for at in (0, 1))
    found["trunk"] = np.vstack([right + (left - right) * t for t in np.linspace(0, 1, 5)])
    return found


def _together(balls: Mapping[str, Hull]) -> tuple[Hull, NDArray[np.intp]]:
    """All balls, and where each section's start."""
    sizes = [len(each) for each in balls.values()]
    return np.vstack(list(balls.values())), np.cumsum([0, *sizes[:-1]])


@cache
def _rules(sizes: tuple[int, ...]) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which two balls can clash, and cm allowed to two sections of so many balls each."""
    shares = [np.linspace(0, 1, size) for size in sizes]
    starts = np.cumsum([0, *sizes])
    counted = np.zeros((starts[-1], starts[-1]), dtype=np.bool_)
    allowed = np.zeros((len(sizes), len(sizes)))
    for i, one in enumerate(_SECTIONS):
        for j, other in enumerate(_SECTIONS[i + 1 :], i + 1):
            kinds = _kind(one), _kind(other)
            same_body = one.split()[0] == other.split()[0] or kinds[1] in _UNPAIRED
            if not (same_body and _joined(*kinds)):
                rows = shares[i] >= _BEYOND.get(kinds, 0.0)
                counted[starts[i] : starts[i + 1], starts[j] : starts[j + 1]] = rows[:, None]
            give = sum(_KINDS[kind][2] for kind in kinds)
            allowed[i, j] = _ALLOWED.get(frozenset(kinds), give)
    return counted, allowed


def _depths(balls: Hull, box: Box) -> Vector:
    """How deep each ball is in a box; negative outside."""
    beyond = np.abs((balls[:, :3] - box.centre) @ box.axes) - box.size / 2
    outside = np.linalg.norm(np.maximum(beyond, 0), axis=1)
    depths: Vector = balls[:, 3] - outside - np.minimum(beyond.max(axis=1), 0)
    return depths


def _joined(one: str, other: str) -> bool:
    """Neighbours do not clash, since the angle of their joint keeps them apart."""
    if one in _UNPAIRED:
        return other in _UNPAIRED
    return _KINDS[one][0] == _KINDS[other][0] and _ORDER.index(other) - _ORDER.index(one) == 1


def _deepest(clashes: Iterable[Clash]) -> list[Clash]:
    """Of all that one limb does to another, or to one thing, what is worst."""
    found: dict[tuple[str, ...], Clash] = {}
    for clash in sorted(clashes, key=lambda clash: -clash.depth):
        found.setdefault((_limb(clash.one), _limb(clash.other)), clash)
    return list(found.values())


def _limb(name: str) -> str:
    """`right hand` → `right arm`; a thing is its own."""
    kind = _kind(name)
    return name.replace(kind, _KINDS[kind][0]) if kind in _KINDS else name


def _kind(section: str) -> str:
    return section.removeprefix("right ").removeprefix("left ")


def _is_post(box: Box) -> bool:
    wide, deep, high = box.size
    return bool(max(wide, deep) <= _POST < high)


def _plain_name(box: Box, parts: Iterable[Part]) -> str:
    """What is drawn where this box is: `chair2.back` → `chair's back`, `wall` → `wall`."""

    def distance(part: Part) -> float:
        if any(piece is box for piece in part.pieces):
            return -1.0
        middles = [
            piece.centre if isinstance(piece, Box) else np.vstack(piece.hulls)[:, :3].mean(axis=0)
            for piece in part.pieces
        ]
        return float(np.linalg.norm(np.mean(middles, axis=0) - box.centre))

    thing, *rest = min(parts, key=distance).name.replace("-", ".").split(".")
    thing = thing.rstrip("0123456789")
    detail = "leg" if _is_post(box) else rest[0] if rest else ""
    return f"{thing}'s {detail}" if detail.islower() else thing
