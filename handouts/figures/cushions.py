"""What a body lies or leans on: mat, pillow, ball, foam roller, towel; each placed on its Site."""

from __future__ import annotations

import numpy as np
from msgspec.structs import replace

from handouts.figures.body import Body
from handouts.figures.props import Ball, Mat, Pillow, Roller, Towel
from handouts.figures.site import Furniture, Site
from handouts.figures.solids import ALWAYS, Hull, Part, Piece, hull
from handouts.figures.vectors import Axes, Vector, vector

_MAT_THICK, _MAT_EDGE = 2.0, 6.0
_PILLOW = (40.0, 60.0)
_PILLOW_HEIGHT = (5.0, 14.0)
_SINKS = 2.5
"""Cm that a head sinks into its pillow."""
_ROLLER_RADIUS, _ROLLER_LENGTH = 7.5, 45.0
_TOWEL_RADIUS, _TOWEL_LENGTH = 4.5, 40.0
_TRUNK = tuple(f"{joint}.{side}" for joint in ("hip", "shoulder", "knee", "ankle") for side in "RL")


def mat(name: str, said: Mat, site: Site) -> Furniture:
    """Under the body from end to end, longer than it is written where the body is longer."""
    low, high = -site.farthest(-site.ahead), site.farthest(site.ahead)
    right, left = site.along(_TRUNK, site.left)
    middle = site.ahead * (low + high) / 2 + site.left * (right + left) / 2
    origin = site.below(middle, said)
    half = max(said.length, high - low + 2 * _MAT_EDGE) / 2, said.width / 2
    slab = site.block("prop", origin, (-half[0], -half[1], -_MAT_THICK), (*half, 0))
    return Furniture((Part(name, (slab,), nearer=-2 * ALWAYS),), (slab,), {name: origin})


def pillow(name: str, said: Pillow, site: Site) -> Furniture:
    """As high as what lies on it: 60 across the body, 40 along it, thin at its rim."""
    point = site.spot(said.under)
    rests = said.under[0].anchor
    height = float(np.clip(point[2] - _flesh(rests, site.first.body) + _SINKS, *_PILLOW_HEIGHT))
    headwards = 4.0 if rests == "head" else 0.0
    origin = site.point(site.below(point, said), -headwards if site.lying else 0, 0, 0)
    balls = [
        (site.point(origin, x * (_PILLOW[0] / 2 - inset), y * (_PILLOW[1] / 2 - inset), r), r)
        for inset, r in ((2.3, 2.3), (6 + height / 2, height / 2))
        for x in (-1, 1)
        for y in (-1, 1)
    ]
    cushion = Part(name, (Piece("pillow", (hull(balls),), 0),), nearer=-ALWAYS)
    return Furniture((cushion,), (), {name: origin + vector(0, 0, height)})


def _flesh(rests: str, body: Body) -> float:
    """Cm from a place of the body to what it lies on."""
    radii = {
        "head": body.head_radius,
        **dict.fromkeys(("c7", "neck", "atlas"), body.nape_radius),
        **dict.fromkeys(("pelvis", "waist", "chest"), body.torso_radius),
        "hip": body.hip_radius,
        "shoulder": body.shoulder_radius,
        "heel": body.heel_radius,
        **dict.fromkeys(("elbow", "upper_arm"), body.elbow_radius),
        **dict.fromkeys(("wrist", "forearm"), body.wrist_radius),
        "hand": body.hand_radius,
    }
    return radii.get(rests.partition(".")[0], body.knee_radius)


def ball(name: str, said: Ball, site: Site) -> Furniture:
    """Under the pelvis of who sits on it, else under what was named, else behind the figure."""
    radius = said.size / 2
    spot = site.first.joints["pelvis"] if said.under is None else site.spot(said.under)
    origin = site.below(spot, said) - site.ahead * said.back
    centre = origin + vector(0, 0, radius)
    sphere = Part(name, (Piece("ball", (hull([(centre, radius)]),), 0),))
    half = 0.6 * radius
    solid = site.block("ball", centre, (-half, -half, -half), (half, half, half))
    return Furniture((sphere,), (solid,), {name: centre + vector(0, 0, radius)})


def roller(name: str, said: Roller, site: Site) -> Furniture:
    """On the floor across the body."""
    origin = site.below(site.spot(said.under), said)
    return _lying_cylinder(name, "roller", site, origin, _ROLLER_RADIUS, _ROLLER_LENGTH)


def towel(name: str, said: Towel, site: Site) -> Furniture:
    """Rolled, across the body; or flat, 40 × 30."""
    origin = site.below(site.spot(said.under), said)
    if said.form == "rolled":
        return _lying_cylinder(name, "towel", site, origin, _TOWEL_RADIUS, _TOWEL_LENGTH)
    cloth = site.block("towel", origin, (-15, -20, 0), (15, 20, 1.5))
    flat = Part(name, (cloth,), nearer=-ALWAYS)
    return Furniture((flat,), (), {name: origin + vector(0, 0, 1.5)})


def cylinder(centre: Vector, turned: Axes, radius: float, length: float, rim: float = 0.4) -> Hull:
    """A cylinder along the second of these axes, its edges rounded by `rim`; cm."""
    angles = np.linspace(0, 2 * np.pi, 18, endpoint=False)
    ring = (radius - rim) * np.column_stack([np.cos(angles), 0 * angles, np.sin(angles)])
    ends = [ring + vector(0, end * (length / 2 - rim), 0) for end in (-1, 1)]
    points = centre + np.concatenate(ends) @ turned.T
    return np.column_stack([points, np.full(len(points), rim)])


def _lying_cylinder(
    name: str, material: str, site: Site, origin: Vector, radius: float, length: float
) -> Furniture:
    """A roll across the body, and the round ends of it, which show that it is one."""
    centre = origin + vector(0, 0, radius)
    roll = Part(name, (Piece(material, (cylinder(centre, site.axes, radius, length),), 0),))
    ends = (
        Part(f"{name}.{side}", (Piece(material, (disc,), 0),))
        for side, out in (("left", 1), ("right", -1))
        for disc in [
            cylinder(site.point(centre, 0, out * length / 2, 0), site.axes, radius, 0.6, 0.3)
        ]
    )
    parts = tuple(replace(part, nearer=-ALWAYS) for part in (roll, *ends))
    half = 0.7 * radius
    solid = site.block(material, centre, (-half, -length / 2, -half), (half, length / 2, half))
    return Furniture(parts, (solid,), {name: centre + vector(0, 0, radius)})
