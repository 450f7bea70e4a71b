"""Forward kinematics: a Posture → a Skeleton whose pelvis is at the origin, touching nothing yet.

Each part is turned from its parent by its clinical angles, in their order: flexion about the left
axis, abduction or side-bending about the anterior one, rotation about the cranial one. `leg` and
`arm` place what hangs on a bone; reach.py uses them too, so that both kinds of pose are alike.
"""

from __future__ import annotations

import numpy as np

from handouts.figures.body import ADULT, Body
from handouts.figures.pose import Base
from handouts.figures.posture import Posture
from handouts.figures.ranges import SIDES, Side
from handouts.figures.skeleton import OUTWARD, Skeleton, skeleton
from handouts.figures.vectors import (
    UP,
    Axes,
    Vector,
    axes,
    direction,
    level,
    turn_x,
    turn_y,
    turn_z,
    vector,
)

_X, _Y, _Z = vector(1, 0, 0), vector(0, 1, 0), UP
_UPRIGHT = axes(_X, _Y, _Z)
BASES: dict[Base, Axes] = {
    "stand": _UPRIGHT,
    "sit": _UPRIGHT,
    "kneel": _UPRIGHT,
    "quad": axes(-_Z, _Y, _X),
    "supine": axes(_Z, _Y, -_X),
    "prone": axes(-_Z, -_Y, -_X),
    "side.R": axes(-_Y, _Z, -_X),
    "side.L": axes(_Y, -_Z, -_X),
}
"""The axes of the pelvis in each base. Who lies has the head at the left of the picture."""

SPINE_ROWS = 14
_BEND_HEIGHTS = np.array([0, 6, 17, 28, 37, 45]) / 52
_BEND_SHARES = np.array([0, 0.03, 0.40, 0.75, 0.95, 1])
"""Most of the trunk bends in the lumbar spine: share of its angles at a share of its height."""

NECK_LEAN = 17.0
"""Degrees that a neck leans forward when the head is held straight."""

Joints = dict[str, Vector]
Turned = dict[str, Axes]


def skeleton_of(posture: Posture, body: Body = ADULT) -> Skeleton:
    """The skeleton in this posture, angles only: contacts and reaches come after it."""
    forward, sideways, turned = posture.angles["tilt"]
    root = BASES[posture.base] @ turn_z(-turned)
    joints: Joints = {}
    parts: Turned = {"root": root, "pelvis": root @ turn_y(forward) @ turn_x(sideways)}
    _trunk(posture, body, joints, parts)
    _head(posture, body, joints, parts)
    for side in SIDES:
        _hang_leg(posture, body, side, joints, parts)
        _hang_arm(posture, body, side, joints, parts)
    return skeleton(body, joints, parts)


def _trunk(posture: Posture, body: Body, joints: Joints, parts: Turned) -> None:
    flexion, sideways, turned = posture.angles["spine"]

    def bent(share: float) -> Axes:
        bend = turn_y(share * flexion) @ turn_x(share * sideways) @ turn_z(-share * turned)
        return parts["pelvis"] @ bend

    heights = np.linspace(0, 1, SPINE_ROWS)
    shares = [float(share) for share in np.interp(heights, _BEND_HEIGHTS, _BEND_SHARES)]
    step = vector(0, 0, body.trunk / (SPINE_ROWS - 1))
    point = vector(0, 0, 0)
    for row, share in enumerate(shares):
        if row:
            point = point + bent((share + shares[row - 1]) / 2) @ step
        joints[f"spine.{row}"], parts[f"spine.{row}"] = point, bent(share)
    top = f"spine.{SPINE_ROWS - 1}"
    parts["thorax"] = parts[top]
    joints |= {"pelvis": joints["spine.0"], "waist": joints["spine.4"], "chest": joints["spine.9"]}
    joints["c7"] = joints[top] + parts["thorax"] @ vector(-3, 0, -1) * body.scale


def _head(posture: Posture, body: Body, joints: Joints, parts: Turned) -> None:
    flexion, sideways, turned = posture.angles["neck"]
    (nod,), (tuck,) = posture.angles["nod"], posture.angles["tuck"]
    glide = float(np.degrees(np.arcsin(tuck / body.neck)))
    thorax = parts["thorax"]
    # The lower neck does about half of what the head does; the rest is in the joints above it.
    lean = turn_y(NECK_LEAN + 0.55 * flexion - glide)
    parts["neck"] = thorax @ lean @ turn_x(0.6 * sideways) @ turn_z(-0.5 * turned)
    parts["head"] = thorax @ turn_y(flexion) @ turn_x(sideways) @ turn_z(-turned) @ turn_y(nod)
    joints["neck"] = joints["c7"] + parts["neck"] @ vector(0, 0, body.neck / 2)
    joints["atlas"] = joints["c7"] + parts["neck"] @ vector(0, 0, body.neck)
    offsets = {"head": (1.5, 0, 6), "vertex": (0, 0, 15.5), "nose": (12, 0, 3), "chin": (8, 0, -5)}
    for name, offset in offsets.items():
        scaled = vector(*offset) * body.skull_scale
        joints[name] = joints["atlas"] + parts["head"] @ scaled


def _hang_leg(posture: Posture, body: Body, side: Side, joints: Joints, parts: Turned) -> None:
    out = OUTWARD[side]
    flexion, abduction, rotation = posture.angles[f"hip.{side}"]
    hip = joints["pelvis"] + parts["pelvis"] @ vector(0, out * body.hip_half, 0)
    thigh = parts["pelvis"] @ turn_y(-flexion) @ turn_x(out * abduction) @ turn_z(-out * rotation)
    shank = thigh @ turn_y(posture.angles[f"knee.{side}"][0])
    joints[f"hip.{side}"] = hip
    placed, turned = leg(posture, body, side, hip, thigh, shank)
    joints |= placed
    parts |= turned


def leg(
    posture: Posture, body: Body, side: Side, hip: Vector, thigh: Axes, shank: Axes
) -> tuple[Joints, Turned]:
    """Joints and axes of a leg below the hip, whose thigh and shank are turned like this."""
    knee = hip + thigh @ vector(0, 0, -body.thigh)
    ankle = knee + shank @ vector(0, 0, -body.shank)
    if f"ankle.{side}" in posture.flat:
        ahead = direction(level(shank[:, 0]) * (abs(shank[2, 0]) < 0.98), level(-shank[:, 2]), _X)
        foot = axes(ahead, np.cross(UP, ahead), UP)
    else:
        dorsiflexion, inversion = posture.angles[f"ankle.{side}"]
        foot = shank @ turn_y(-dorsiflexion) @ turn_x(-OUTWARD[side] * inversion)
    toe = vector(body.forefoot, 0, body.toe_radius - body.ankle_height)
    heel = vector(-body.hindfoot, 0, body.heel_radius - body.ankle_height)
    points = {"knee": knee, "ankle": ankle, "toe": ankle + foot @ toe, "heel": ankle + foot @ heel}
    turned = {"thigh": thigh, "shank": shank, "foot": foot}
    return _of(side, points), _of(side, turned)


def shoulder_at(
    posture: Posture, body: Body, side: Side, joints: Joints, parts: Turned, down_the_arm: Vector
) -> Vector:
    """The shoulder joint, which rises with the arm: from 40° of elevation, as the scapula turns."""
    cosine = float(np.clip(-down_the_arm @ parts["thorax"][:, 2], -1, 1))
    elevation = float(np.degrees(np.arccos(cosine)))
    k = body.scale
    up = max(0.0, elevation - 40) / 140 + posture.angles[f"shrug.{side}"][0] / (6 * k)
    offset = vector(
        -1.4 * k,
        OUTWARD[side] * (body.shoulder_half - 2 * k * up),
        body.shoulder_drop * (up - 1),
    )
    return joints[f"spine.{SPINE_ROWS - 1}"] + parts["thorax"] @ offset


def _hang_arm(posture: Posture, body: Body, side: Side, joints: Joints, parts: Turned) -> None:
    out = OUTWARD[side]
    flexion, abduction, rotation = posture.angles[f"shoulder.{side}"]
    upper = parts["thorax"] @ turn_y(-flexion) @ turn_x(out * abduction) @ turn_z(-out * rotation)
    lower = upper @ turn_y(-posture.angles[f"elbow.{side}"][0])
    shoulder = shoulder_at(posture, body, side, joints, parts, -upper[:, 2])
    joints[f"shoulder.{side}"] = shoulder
    placed, turned = arm(posture, body, side, shoulder, upper, lower)
    joints |= placed
    parts |= turned


def arm(
    posture: Posture, body: Body, side: Side, shoulder: Vector, upper: Axes, lower: Axes
) -> tuple[Joints, Turned]:
    """Joints and axes of an arm below the shoulder, whose upper arm and forearm are turned so."""
    out = OUTWARD[side]
    elbow = shoulder + upper @ vector(0, 0, -body.upper_arm)
    wrist = elbow + lower @ vector(0, 0, -body.forearm)
    flexion, deviation = posture.angles[f"wrist.{side}"]
    pronated = lower @ turn_z(-out * posture.angles[f"forearm.{side}"][0])
    hand = pronated @ turn_x(-out * flexion) @ turn_y(-deviation)
    points = {"elbow": elbow, "wrist": wrist, "hand": wrist + hand @ vector(0, 0, -body.palm)}
    return _of(side, points), _of(side, {"upper_arm": upper, "forearm": lower, "hand": hand})


def _of(side: Side, named: dict[str, Vector]) -> dict[str, Vector]:
    return {f"{name}.{side}": value for name, value in named.items()}
