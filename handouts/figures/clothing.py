"""A clothed body as Parts: T-shirt, trousers, bare arms; hands, feet and head are joined to it.

Cloth is flesh a little thicker, with hems, sleeves and cuffs as rings of tiny balls.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import cos, pi, sin

import numpy as np

from handouts.figures.flesh import buttocks, limb, trunk, trunk_point
from handouts.figures.hands import SMOOTHING
from handouts.figures.ranges import SIDES, Side
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import ALWAYS, Ball, Hull, Part, Piece, Weld, chain, hull
from handouts.figures.vectors import Axes, Vector, turn_y, vector

CLOTH = 0.5
"""How much thicker (cm) a shirt is than the body in it."""
SLEEVE_END = 0.44
"""Share of the upper arm that the sleeve covers."""
CUFF = 0.86
"""Share of the shank that the trousers cover."""

_DOWN_ARM = tuple(index / 6 for index in range(7))
_DOWN_THIGH = tuple(index / 8 for index in range(9))
_DOWN_CALF = tuple(0.8 * index / 7 for index in range(8))

FOLDED = 60.0
"""Degrees of hip flexion from which a thigh can lie before the shirt, if it is nearer."""


def trousers_and_shirt(skeleton: Skeleton) -> tuple[Part, Part]:
    """The parts `pelvis` and `torso`."""
    rows = trunk(skeleton)
    seat = buttocks(skeleton)
    pelvis = (
        hull((*rows[0], *seat)),
        hull((*rows[1], *seat)),
        hull((*seat, *rows[2])),
        *(hull((*lower, *upper)) for lower, upper in pairwise(rows[:5])),
    )
    hips = tuple(
        Weld(f"thigh.{side}", skeleton.joints[f"hip.{side}"], 16 * skeleton.body.scale)
        for side in SIDES
    )
    return Part("pelvis", (Piece("trousers", pelvis),), hips), _shirt(skeleton, rows)


def _shirt(skeleton: Skeleton, rows: Sequence[tuple[Ball, Ball]]) -> Part:
    cloth = [_thicker(row, CLOTH) for row in rows]
    hem = _hem(skeleton)
    k = skeleton.body.scale
    c7, thorax = skeleton.joints["c7"], skeleton.axes["thorax"]
    yoke = [(c7 + thorax @ vector(0.5, aside, 0.0) * k, 4.4 * k) for aside in (-2.0, 2.0)]
    shoulders = [(skeleton.joints[f"shoulder.{side}"], 4.7 * k) for side in SIDES]
    hulls: list[Hull] = [
        hull((*hem, *cloth[2])),
        *(hull((*lower, *upper)) for lower, upper in pairwise(cloth[2:])),
        hull((*rows[-1], *yoke)),
    ]
    for aside in (0, 1):
        hulls.append(hull((rows[-1][aside], shoulders[aside], rows[-2][aside])))
        hulls.append(hull((cloth[-4][aside], cloth[-3][aside], shoulders[aside])))
    welds = tuple(
        Weld(f"upper_arm.{side}", skeleton.joints[f"shoulder.{side}"], 9 * k) for side in SIDES
    )
    over_thighs = tuple(
        (f"thigh.{side}", ALWAYS if hip_flexion(skeleton, side) < FOLDED else 3.5) for side in SIDES
    )
    covers = (("neck", ALWAYS), ("pelvis", ALWAYS), *over_thighs)
    return Part("torso", (Piece("shirt", tuple(hulls)),), welds, covers=covers)


def neckline(skeleton: Skeleton) -> Part:
    """The part `neckline`: the skin that a T-shirt leaves bare below the throat."""
    edge = [
        (trunk_point(skeleton, 52 - 5.6 * sin(t), 2.8 + 2.4 * sin(t), 5.0 * cos(t)), 0.35)
        for t in (pi * step / 14 for step in range(15))
    ]
    edge += [
        (trunk_point(skeleton, 57, ahead, aside), 0.35)
        for ahead, aside in ((1.8, -3.6), (4.0, -1.6), (4.0, 1.6), (1.8, 3.6))
    ]
    throat = skeleton.joints["c7"] + skeleton.axes["thorax"] @ vector(5, 0, 0) * skeleton.body.scale
    return Part(
        "neckline",
        (Piece("skin", (hull(edge),), smoothing=0),),
        (Weld("neck", throat, 12 * skeleton.body.scale),),
        covers=(("torso", 1.5), ("neck", 1.5)),
    )


def _hem(skeleton: Skeleton) -> tuple[Ball, ...]:
    """The lower edge of the shirt, which follows the thighs when the hips are bent."""
    k = skeleton.body.scale
    axes = skeleton.axes["spine.2"]
    swing = -0.45 * float(np.clip(np.mean([hip_flexion(skeleton, s) for s in SIDES]), -15, 100))
    middle = skeleton.joints["spine.0"] + axes @ vector(-0.6, 0, 2.2) * k
    return ring(middle, axes @ turn_y(swing), (16.4 * k, 10.6 * k), (-0.7 * k, 0, -k), count=20)


def arm(skeleton: Skeleton, side: Side, hand: tuple[Hull, ...]) -> tuple[Part, Part]:
    """The parts `upper_arm` with its sleeve, and `forearm` with its hand."""
    k = skeleton.body.scale
    shoulder, elbow = skeleton.joints[f"shoulder.{side}"], skeleton.joints[f"elbow.{side}"]
    axes = skeleton.axes[f"upper_arm.{side}"]
    end = shoulder + (elbow - shoulder) * SLEEVE_END
    sleeve = hull(
        (
            (shoulder, 4.9 * k),
            (shoulder + (elbow - shoulder) * 0.2, 5.1 * k),
            *ring(end, axes, (5.3 * k, 5.3 * k), (0, 0, 0)),
        )
    )
    to_torso = Weld("torso", shoulder, 9 * k)
    upper = Part(
        f"upper_arm.{side}",
        (
            Piece("skin", chain(limb(skeleton, "upper_arm", side, _DOWN_ARM))),
            Piece("shirt", (sleeve,)),
        ),
        (Weld(f"forearm.{side}", elbow, 5 * k), to_torso),
        nearer=0.8,
    )
    forearm = chain(limb(skeleton, "forearm", side, _DOWN_ARM))
    lower = Part(
        f"forearm.{side}",
        (Piece("skin", (*forearm, *hand), smoothing=SMOOTHING),),
        (Weld(f"upper_arm.{side}", elbow, 5 * k),),
        nearer=0.8,
    )
    return upper, lower


def leg(skeleton: Skeleton, side: Side, foot: tuple[Piece, ...]) -> tuple[Part, Part]:
    """The parts `thigh`, and `shank` with its foot."""
    k = skeleton.body.scale
    hip, knee = skeleton.joints[f"hip.{side}"], skeleton.joints[f"knee.{side}"]
    ankle, axes = skeleton.joints[f"ankle.{side}"], skeleton.axes[f"shank.{side}"]
    thigh = Part(
        f"thigh.{side}",
        (Piece("trousers", chain(limb(skeleton, "thigh", side, _DOWN_THIGH))),),
        (Weld("pelvis", hip, 12 * k), Weld(f"shank.{side}", knee, 7 * k)),
    )
    cuff = ring(knee + (ankle - knee) * CUFF, axes, (3.9 * k, 3.9 * k), (-0.2 * k, 0, 0))
    calf = limb(skeleton, "shank", side, _DOWN_CALF)
    shank = Part(
        f"shank.{side}",
        (*foot, Piece("trousers", (*chain(calf), hull((calf[-1], *cuff))))),
        (Weld(f"thigh.{side}", knee, 7 * k),),
    )
    return thigh, shank


def hip_flexion(skeleton: Skeleton, side: Side) -> float:
    """Degrees between the thigh and a straight hip, seen from the side of the pelvis."""
    down = skeleton.axes["pelvis"].T @ -skeleton.axes[f"thigh.{side}"][:, 2]
    return float(np.degrees(np.arctan2(down[0], -down[2])))


def ring(
    middle: Vector,
    axes: Axes,
    half: tuple[float, float],
    offset: tuple[float, float, float],
    count: int = 14,
) -> tuple[Ball, ...]:
    """A thin elliptical edge of cloth: `half` its half-axes to the side and ahead, in cm."""
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    aside, ahead = half
    return tuple(
        (middle + axes @ (vector(ahead * np.sin(t), aside * np.cos(t), 0) + vector(*offset)), 0.4)
        for t in turns
    )


def _thicker(balls: Iterable[Ball], by: float) -> tuple[Ball, ...]:
    return tuple((centre, radius + by) for centre, radius in balls)
