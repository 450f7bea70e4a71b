"""Inverse kinematics of two bones: a foot that stays, a hand that reaches. Refuses what is too far.

A limb bends towards a side of its own: knees to the front of the body, elbows down and out. A
target farther than the straight limb, or nearer than the fully bent one, raises InvalidValueError
that says by how many centimetres it is missed; nothing is ever stretched to get there.
"""

from __future__ import annotations

from math import cos, radians, sin, sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from handouts.errors import InvalidValueError
from handouts.figures.anchors import HELD_LINES
from handouts.figures.contact import FLOOR
from handouts.figures.hands import grip_axis
from handouts.figures.kinematics import arm, leg, shoulder_at
from handouts.figures.pose import Palm
from handouts.figures.posture import Posture
from handouts.figures.ranges import RANGES, SLACK, Side
from handouts.figures.skeleton import OUTWARD, Skeleton
from handouts.figures.vectors import (
    UP,
    Axes,
    Vector,
    across,
    axes,
    direction,
    length,
    level,
    vector,
)

TOLERANCE = 0.1
"""Centimetres that a hand or foot may miss its target by: nobody sees less."""

_TRIES = 4
"""Times that a fist is aimed anew, as it turns round its stick: then it is nearer than 0.5 cm."""


class Hinge(Struct, frozen=True):
    """Two bones about one joint, such as thigh and shank about the knee; cm and degrees."""

    upper: float
    lower: float
    most_flexion: float

    @property
    def farthest(self) -> float:
        return self.upper + self.lower

    @property
    def nearest(self) -> float:
        return self.span(self.most_flexion)

    def span(self, flexion: float) -> float:
        """From end to end when the joint is bent by so many degrees."""
        bend = 2 * self.upper * self.lower * cos(radians(flexion))
        return sqrt(self.upper**2 + self.lower**2 + bend)

    def bent(self, start: Vector, target: Vector, towards: Vector) -> tuple[Vector, Vector]:
        """Where the joint and the end come to be; the joint lies `towards` that direction."""
        wanted = length(target - start)
        distance = min(max(wanted, self.nearest), self.farthest)
        if abs(wanted - distance) > TOLERANCE:
            far = "far" if wanted > distance else "near"
            raise InvalidValueError(
                f"cannot get there: the target is {abs(wanted - distance):.1f} cm too {far}",
                "bend or lean the body, or choose another target",
            )
        along = direction(target - start, towards)
        aside = direction(across(towards, along), across(UP, along), across(vector(1, 0, 0), along))
        run = (self.upper**2 + distance**2 - self.lower**2) / (2 * distance)
        rise = sqrt(max(0.0, self.upper**2 - run**2))
        return start + along * run + aside * rise, start + along * distance


def foot_down(
    skeleton: Skeleton, posture: Posture, side: Side, before: Skeleton | None, ground: float = FLOOR
) -> Skeleton:
    """The leg bent so that the foot is on the ground (cm), or stays where it was before."""
    body = skeleton.body
    hip, root = skeleton.joints[f"hip.{side}"], skeleton.axes["root"]
    hinge = Hinge(body.thigh, body.shank, _most("knee"))
    if posture.contacts[f"foot.{side}"] == "stay" and before is not None:
        target = before.joints[f"ankle.{side}"]
    else:
        span = hinge.span(posture.angles[f"knee.{side}"][0])
        drop = float(hip[2]) - ground - body.ankle_height
        ahead = direction(level(root[:, 0] - root[:, 2]), level(root[:, 0]), vector(1, 0, 0))
        target = hip + ahead * sqrt(max(0.0, span**2 - drop**2)) - UP * drop
    knee, ankle = hinge.bent(hip, target, root[:, 0])
    left = skeleton.axes["pelvis"][:, 1]
    thigh, shank = _hinged(hip, knee, ankle, left)
    return skeleton.changed(*leg(posture, body, side, hip, thigh, shank))


def hand_to(skeleton: Skeleton, posture: Posture, side: Side) -> Skeleton:
    """The arm bent so that the hand is at its target: in line with its forearm, or palm on it."""
    target = skeleton.at(posture.reaches[f"reach.{side}"])
    body = skeleton.body
    if side not in posture.palms:
        hinge = Hinge(body.upper_arm, body.forearm + body.palm, _most("elbow"))
        placed = _arm_to(skeleton, posture, side, hinge, target)
        anchor = posture.reaches[f"reach.{side}"].anchor
        if anchor not in HELD_LINES or posture.fingers[side] != "grip":
            return placed
        aim, line = target, skeleton.props[anchor]
        for _ in range(_TRIES):
            start, end = grip_axis(placed, side)
            aim = aim + target - (start + end) / 2
            placed = _arm_to(skeleton, posture, side, hinge, aim)
            placed = _round_the_stick(placed, side, line, target)
        return placed
    into = palm_direction(skeleton, posture.palms[side])
    along = across(direction(target - skeleton.joints[f"shoulder.{side}"]), into)
    fingers = direction(
        along * (length(along) > 0.4), across(UP, into), skeleton.axes["root"][:, 0]
    )
    return _palm_to(skeleton, posture, side, target, into, fingers)


def _round_the_stick(
    skeleton: Skeleton, side: Side, line: NDArray[np.float64], target: Vector
) -> Skeleton:
    """The hand turned about its forearm until a stick can run through its fist."""
    nearest = int(np.argmin(np.linalg.norm(line - target, axis=1)))
    ends = line[min(nearest + 1, len(line) - 1)] - line[max(nearest - 1, 0)]
    hand = skeleton.axes[f"hand.{side}"]
    along = across(ends, hand[:, 2])
    if length(along) < 0.2 * length(ends):
        return skeleton  # the stick goes on in line with the forearm: no turn lets it through
    thumbwards = direction(along) * (1.0 if along @ hand[:, 0] >= 0 else -1.0)
    turned = axes(thumbwards, np.cross(hand[:, 2], thumbwards), hand[:, 2])
    return skeleton.changed({}, {f"hand.{side}": turned})


def palm_direction(skeleton: Skeleton, palm: Palm) -> Vector:
    """The direction in the world in which a palm looks; ahead, back and sides are the base's."""
    root = skeleton.axes["root"]
    return {
        "down": -UP,
        "up": UP,
        "ahead": root[:, 0],
        "back": -root[:, 0],
        "left": root[:, 1],
        "right": -root[:, 1],
    }[palm]


def hand_down(skeleton: Skeleton, posture: Posture, side: Side) -> Skeleton:
    """The arm bent so that the palm lies on the floor below the shoulder, fingers headwards."""
    thorax, root = skeleton.axes["thorax"], skeleton.axes["root"]
    fingers = direction(level(thorax[:, 2]) * (abs(thorax[2, 2]) < 0.95), level(root[:, 0]))
    below = level(skeleton.joints[f"shoulder.{side}"]) + UP * FLOOR
    target = below + fingers * skeleton.body.palm
    return _palm_to(skeleton, posture, side, target, -UP, fingers)


def _palm_to(
    skeleton: Skeleton, posture: Posture, side: Side, target: Vector, into: Vector, fingers: Vector
) -> Skeleton:
    """The arm bent so that the palm lies on `target`, looking `into` it, fingers that way."""
    body, out = skeleton.body, OUTWARD[side]
    hinge = Hinge(body.upper_arm, body.forearm, _most("elbow"))
    wrist = target - into * body.wrist_radius - fingers * body.palm
    placed = _arm_to(skeleton, posture, side, hinge, wrist)
    hand = axes(np.cross(-into * out, -fingers), -into * out, -fingers)
    at = placed.joints[f"wrist.{side}"] + fingers * body.palm
    return placed.changed({f"hand.{side}": at}, {f"hand.{side}": hand})


def _arm_to(
    skeleton: Skeleton, posture: Posture, side: Side, hinge: Hinge, target: Vector
) -> Skeleton:
    body, thorax = skeleton.body, skeleton.axes["thorax"]
    joints, parts = dict(skeleton.joints), dict(skeleton.axes)
    hanging = shoulder_at(posture, body, side, joints, parts, -thorax[:, 2])
    lifted = direction(target - hanging, -thorax[:, 2])
    shoulder = shoulder_at(posture, body, side, joints, parts, lifted)
    towards = _swivelled(
        thorax @ vector(-0.5, OUTWARD[side] * 0.6, -1),
        direction(target - shoulder, -thorax[:, 2]),
        posture.angles[f"swivel.{side}"][0] * OUTWARD[side],
    )
    elbow, end = hinge.bent(shoulder, target, towards)
    upper, lower = _hinged(shoulder, elbow, end, thorax[:, 1], flexes_forward=True)
    placed, turned = arm(posture, body, side, shoulder, upper, lower)
    return skeleton.changed({f"shoulder.{side}": shoulder, **placed}, turned)


def _swivelled(towards: Vector, about: Vector, degrees: float) -> Vector:
    """A direction turned about a line (Rodrigues' rotation)."""
    turn = radians(degrees)
    aside = across(towards, about)
    return aside * cos(turn) + np.cross(about, aside) * sin(turn)


def _hinged(
    start: Vector, joint: Vector, end: Vector, left: Vector, *, flexes_forward: bool = False
) -> tuple[Axes, Axes]:
    """Axes of the two bones, which share the axis of the joint between them as their left one."""
    up_first, up_second = direction(start - joint), direction(joint - end)
    bend = np.cross(up_first, up_second) * (-1 if flexes_forward else 1)
    straight = length(bend) < 1e-3
    axis = direction(across(left, up_first), across(vector(1, 0, 0), up_first))
    axis = axis if straight else direction(bend)
    upper = axes(np.cross(axis, up_first), axis, up_first)
    second = direction(across(axis, up_second))
    return upper, axes(np.cross(second, up_second), second, up_second)


def _most(joint: str) -> float:
    return RANGES[joint][0].most + SLACK
