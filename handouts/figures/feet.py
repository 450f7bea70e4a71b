"""Feet, bare or shod, as hulls of balls below the ankle.

The heel's and the toes' balls are those on which `contact` sets a body down, so a sole that is
drawn here stands on the floor. The rest is measured from the ankle along the foot's own axes, in
cm at 170 cm: ahead, to the middle of the body, and up. Toes are bent up where `contact` bends them,
about a line across the ball of the foot; a shoe has its crease there.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, radians, sin

import numpy as np

from handouts.figures.body import ADULT
from handouts.figures.contact import toe_extension
from handouts.figures.ranges import Side
from handouts.figures.skeleton import OUTWARD, Skeleton
from handouts.figures.solids import Ball, Hull, Piece, chain, hull
from handouts.figures.vectors import Vector, vector

Local = tuple[float, float, float, float]
"""Ahead, to the middle of the body, up, and the radius of a ball there."""
Footprint = tuple[tuple[float, float], ...]
"""Points of a sole: ahead, to the middle of the body."""

ANKLE_RADIUS = 3.1
"""At 170 cm: as thick as the shank is to end."""
_SHIN = 4.5
"""How far up the shank the skin of the ankle goes, under the trousers."""

_SOLE = -6.63
"""The floor under a standing foot."""
_BALL = (ADULT.ball, ADULT.ball_radius - ADULT.ankle_height)
"""Ahead and up: the line about which the toes bend."""
_TOE: Local = (ADULT.forefoot, 0.0, ADULT.toe_radius - ADULT.ankle_height, ADULT.toe_radius)
"""The ball on which straight toes stand."""

_TALUS: Local = (0.6, 0.0, -0.9, 3.15)
_INSTEP: Local = (5.6, 0.5, -2.75, 2.5)
_OUTER_EDGE: Local = (4.6, -1.9, _SOLE + 2.0, 1.5)
_BALLS: tuple[Local, ...] = (
    (12.4, 2.3, _SOLE + 1.95, 1.95),
    (12.6, 0.6, _SOLE + 1.9, 1.8),
    (11.9, -1.0, _SOLE + 1.75, 1.7),
    (11.0, -2.4, _SOLE + 1.6, 1.55),
    (9.9, -3.3, _SOLE + 1.45, 1.4),
)
"""From the big toe's to the little toe's."""
_TOES: tuple[Local, ...] = (
    (17.2, 2.3, _SOLE + 1.3, 1.3),
    (17.1, 0.3, _SOLE + 1.0, 1.0),
    (16.1, -1.2, _SOLE + 0.95, 0.92),
    (14.9, -2.5, _SOLE + 0.9, 0.88),
    (13.4, -3.6, _SOLE + 0.85, 0.82),
)

_COLLAR: tuple[Local, ...] = ((-2.2, 0.0, 0.4, 2.5), (1.8, 0.0, 0.0, 2.75))
_HEEL_COUNTER: Local = (-3.5, 0.0, -2.3, 2.5)
_TONGUE: Local = (5.6, 0.3, -2.1, 2.4)
_VAMP: tuple[Local, ...] = ((11.2, 1.4, -3.4, 1.7), (10.2, -1.6, -3.6, 1.6))
_TOE_CAP: tuple[Local, ...] = ((15.9, 1.0, -3.9, 1.2), (14.9, -1.2, -3.9, 1.2))
_CREASE: tuple[Local, ...] = ((12.2, 1.4, -3.9, 1.65), (11.8, -1.6, -4.1, 1.55))
"""The upper over the ball of the foot, where a shoe bends."""
_FOOTPRINT: Footprint = (
    *((-6.1, 0.0), (-5.8, -1.3), (-5.0, -2.2), (-3.8, -2.7), (-2.0, -2.9), (5.0, -3.8)),
    *((9.5, -4.1), (11.8, -4.0), (13.9, -3.4), (16.0, -2.3), (17.4, -0.9), (18.1, 0.6)),
    *((17.9, 1.7), (16.8, 2.7), (14.8, 3.4), (11.5, 3.6), (-2.0, 2.9), (-3.8, 2.7)),
    *((-5.0, 2.2), (-5.8, 1.3)),
)
"""The outline of a shoe from the heel on: ahead, to the middle of the body."""
_ACROSS = ((ADULT.ball, -3.8), (ADULT.ball, 3.5))
"""Where the line about which the toes bend meets that outline."""
_MIDFOOT = 6.0
_TREAD = 0.9
"""Half the thickness of a shoe's sole."""
_WELT = 0.6
"""The radius of the upper's lower edge."""
_INSIDE = (0.95, 0.85)
"""That edge is the outline of the sole, made shorter and narrower by this."""
_SPRING = 0.5
"""How far the ends of a shoe's sole are off the floor."""


def foot(
    skeleton: Skeleton, side: Side, *, shod: bool, from_below: bool = False
) -> tuple[Piece, ...]:
    """The pieces of a foot from back to front, the lowest of the shank's skin with them.

    `from_below`: the sole looks to the eye, so that it hides the rest of the shoe.
    """
    joints, body = skeleton.joints, skeleton.body
    ankle = joints[f"ankle.{side}"]
    scale = body.scale
    up_the_shank = skeleton.axes[f"shank.{side}"][:, 2] * _SHIN * scale
    thick = ANKLE_RADIUS * scale
    shin = hull([(ankle, thick), (ankle + up_the_shank, thick)])
    if shod:
        upper, (rear, *toes) = _upper(skeleton, side), _sole(skeleton, side)
        if not from_below:
            return (Piece("skin", (shin,)), _rubber(rear, *toes), upper)
        # Bent toes are on the ground: under them no eye sees the sole.
        hidden = (_rubber(*toes),) if toes else ()
        return (Piece("skin", (shin,)), *hidden, upper, _rubber(rear))
    return (Piece("skin", (shin, *_bare(skeleton, side)), smoothing=0.6),)


def _bare(skeleton: Skeleton, side: Side) -> tuple[Hull, ...]:
    joints, body = skeleton.joints, skeleton.body
    heel: Ball = (joints[f"heel.{side}"], body.heel_radius)
    bend = toe_extension(skeleton, side)
    talus, instep, edge = _balls(skeleton, side, _TALUS, _INSTEP, _OUTER_EDGE)
    balls = _balls(skeleton, side, *_BALLS)
    toe, *toes = _balls(skeleton, side, *_extended((_TOE, *_TOES), bend))
    ankle: Ball = (joints[f"ankle.{side}"], ANKLE_RADIUS * body.scale)
    return (
        hull([ankle, talus, heel]),
        hull([talus, heel, edge, instep]),
        hull([talus, instep, balls[0], balls[1]]),
        hull([instep, edge, *balls]),
        hull([*balls[:3], toe]),
        *(one for pair in zip(balls, toes, strict=True) for one in chain(pair)),
    )


def _upper(skeleton: Skeleton, side: Side) -> Piece:
    collar = _balls(skeleton, side, *_COLLAR)
    counter, tongue = _balls(skeleton, side, _HEEL_COUNTER, _TONGUE)
    vamp, cap = _balls(skeleton, side, *_VAMP), _balls(skeleton, side, *_TOE_CAP)
    edge = _edge(_FOOTPRINT)
    hind = _balls(skeleton, side, *(ball for ball in edge if ball[0] < 6))
    fore = _balls(skeleton, side, *(ball for ball in edge if ball[0] > 4))
    rear = (hull([*collar, counter, *hind]), hull([collar[1], tongue, *hind]))
    bend = toe_extension(skeleton, side)
    if not bend:
        straight = (hull([tongue, *vamp, *fore[:2], fore[-1]]), hull([*vamp, *cap, *fore]))
        return Piece("shoe", (*rear, *straight))
    before, after, bent = _creased(edge, _edge(_ACROSS), bend)
    middle = _balls(skeleton, side, *_CREASE, *(ball for ball in before if ball[0] > 4))
    toes = _balls(skeleton, side, *_CREASE, *after, *_extended(_TOE_CAP, bend))
    crease = _balls(skeleton, side, *_CREASE, *bent)
    return Piece("shoe", (*rear, hull([tongue, *vamp, *middle]), hull(crease), hull(toes)))


def _sole(skeleton: Skeleton, side: Side) -> tuple[Hull, ...]:
    """The sole of a shoe; of a bent one what is behind the toes, and then the toes'."""
    outline, bend = _tread(_FOOTPRINT), toe_extension(skeleton, side)
    pieces = _creased(outline, _tread(_ACROSS), bend) if bend else (outline,)
    return tuple(hull(_balls(skeleton, side, *balls)) for balls in pieces)


def _rubber(*hulls: Hull) -> Piece:
    return Piece("sole", hulls, smoothing=0.0)


def _creased(
    outline: list[Local], across: list[Local], bend: float
) -> tuple[list[Local], list[Local], list[Local]]:
    """The part of a shoe's outline that is behind the toes, the bent part, and what joins them."""
    before = [*(ball for ball in outline if ball[0] < ADULT.ball), *across]
    after = [*(ball for ball in outline if ball[0] >= ADULT.ball), *across]
    joint = [ball for share in (0.0, 0.5, 1.0) for ball in _extended(across, share * bend)]
    return before, _extended(after, bend), joint


def _extended(balls: Iterable[Local], bend: float) -> list[Local]:
    """These balls of the toes when the toes are bent up by so many degrees."""
    ahead, up = _BALL
    c, s = cos(radians(bend)), sin(radians(bend))
    return [
        (ahead + (x - ahead) * c - (z - up) * s, y, up + (x - ahead) * s + (z - up) * c, radius)
        for x, y, z, radius in balls
    ]


def _edge(footprint: Footprint) -> list[Local]:
    """The upper's lower edge."""
    return _outline(footprint, 2 * _TREAD + _WELT / 2, _WELT, _INSIDE)


def _tread(footprint: Footprint) -> list[Local]:
    return _outline(footprint, _TREAD, _TREAD, (1.0, 1.0))


def _outline(
    footprint: Footprint, up: float, radius: float, shares: tuple[float, float]
) -> list[Local]:
    """Balls round the shoe `up` from the floor, rising a little to its ends."""
    long, broad = shares
    return [
        (
            _MIDFOOT + (ahead - _MIDFOOT) * long,
            inwards * broad,
            _SOLE + up + _SPRING * max(0.0, (ahead - 13) / 5, (-3 - ahead) / 3),
            radius,
        )
        for ahead, inwards in footprint
    ]


def _balls(skeleton: Skeleton, side: Side, *local: Local) -> list[Ball]:
    return [(_world(skeleton, side, x, y, z), r * skeleton.body.scale) for x, y, z, r in local]


def _world(skeleton: Skeleton, side: Side, ahead: float, inwards: float, up: float) -> Vector:
    turned = skeleton.axes[f"foot.{side}"]
    offset = turned @ vector(ahead, -OUTWARD[side] * inwards, up)
    return np.asarray(skeleton.joints[f"ankle.{side}"] + offset * skeleton.body.scale)
