"""What a figure holds or wears in one frame → Parts: band, strap, stick, hook, dumbbell, ball.

Their shape follows the skeleton. A rope's end at a hand runs through its grip; what stands between
the ends of a rope is gone round, on the side away from them. Lengths in cm.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np

from handouts.errors import InvalidValueError
from handouts.figures.anchors import Target
from handouts.figures.cushions import cylinder
from handouts.figures.hands import grip_axis
from handouts.figures.held import HANDS, Loop, Path
from handouts.figures.ranges import SIDES, Side
from handouts.figures.ropes import Line, rope, spline, straight, turn
from handouts.figures.skeleton import OUTWARD, Skeleton
from handouts.figures.solids import Part, Piece, chain, hull
from handouts.figures.vectors import UP, Vector, axes, direction, length, vector

_BAND, _STRAP, _TOWEL, _STICK, _HOOK, _KNOB = 1.3, 1.5, 2.2, 1.25, 1.25, 2.4
"""Radii."""
_STICK_LENGTH = 100.0
_UNDERFOOT = 0.6
"""Cm above the floor: the middle of a rope on which one stands."""
_BELL, _BELL_LENGTH, _BELL_WIDTH = 4.4, 20.0, 5.0
_BALLS = (3.0, 30.0)
"""Least and most radius of a ball that is held."""
_HAND_BALL = 9.0

_ROUND = {"neck": (5.4, 5.0), "toe": (5.0, 2.8), "knee": (6.2, 6.2), "ankle": (4.6, 4.6)}
"""Half axes of what a rope goes round: across its way, and along it; at 170 cm."""
_LOOPS = {
    "thighs": (("hip", "knee"), 0.62, 7.6),
    "knees": (("hip", "knee"), 0.86, 6.6),
    "ankles": (("knee", "ankle"), 0.86, 4.6),
    "feet": (("ankle", "toe"), 0.75, 5.0),
}
"""The bone that a loop is round, at what share of it, and its radius there at 170 cm."""

_OVER_THE_SHOULDER = (
    (-5.4, 1.5, 4.0),
    (-11, 6.5, 8),
    (-12, 12, 14),
    (-4, 15, 18.5),
    (9, 15, 14.5),
    (19, 12.5, 2),
    (27, 8, -20),
    (32, 4, -40),
)
"""The hook from its knob to its other end: ahead of C7, out to its side, up; at 170 cm."""


def held(said: Mapping[str, object], skeleton: Skeleton) -> tuple[Part, ...]:
    """The parts of all that this frame holds. Raises InvalidValueError for a prop that is not."""
    return tuple(part for key, value in said.items() for part in _HOLDS[key](value, skeleton))


def lines(said: Mapping[str, object], skeleton: Skeleton) -> dict[str, Line]:
    """The lines of `anchors.HELD_LINES` that hands may reach for, where they are held."""
    found: dict[str, Line] = {}
    if "hook" in said:
        found["hook"] = _hook_line(said["hook"], skeleton)
    if "stick" in said:
        found["stick"] = _stick_line(said["stick"], skeleton.among(found))
    return found


def grip(skeleton: Skeleton, target: Target) -> Vector:
    """Where a rope ends that a target names: in the middle of the grip, if that is a bare hand."""
    for side in SIDES:
        if target == Target(f"hand.{side}"):
            start, end = grip_axis(skeleton, side)
            return (start + end) / 2
    return skeleton.at(target)


def _band(said: Path | Loop, skeleton: Skeleton) -> tuple[Part, ...]:
    if isinstance(said, Loop):
        return rope("band", "band", _round_the_legs(said, skeleton), _BAND)
    return _rope("band", "band", said, skeleton, _BAND)


def _strap(said: Path, skeleton: Skeleton) -> tuple[Part, ...]:
    return _rope("strap", "strap", said, skeleton, _STRAP)


def _held_towel(said: Path, skeleton: Skeleton) -> tuple[Part, ...]:
    return _rope("held-towel", "towel", said, skeleton, _TOWEL)


def _rope(
    name: str, material: str, path: Path, skeleton: Skeleton, radius: float
) -> tuple[Part, ...]:
    """From end to end, straight between what it goes round."""
    points = [grip(skeleton, target) for target in path]
    bends = [
        points[0][None],
        *(
            _bend(path[number], points[number - 1 : number + 2], skeleton, radius)
            for number in range(1, len(path) - 1)
        ),
        points[-1][None],
    ]
    ways = [bends[0]]
    for one, other in pairwise(bends):
        ways += [straight(one[-1], other[0])[1:-1], other]
    line = np.concatenate(ways)
    line[:, 2] = np.maximum(line[:, 2], _UNDERFOOT)
    return rope(name, material, line, radius)


def _bend(target: Target, points: list[Vector], skeleton: Skeleton, radius: float) -> Line:
    """Round a part of the body; where a rope only passes a point, that point."""
    joint, _, side = target.anchor.partition(".")
    if joint not in _ROUND or target.share is not None or any(target.offset):
        return points[1][None]
    k = skeleton.body.scale
    wide, deep = (k * half + radius for half in _ROUND[joint])
    part = {"toe": f"foot.{side}", "knee": f"shank.{side}", "ankle": f"shank.{side}"}
    aside = skeleton.axes[part.get(joint, joint)][:, 1]
    return turn(points[0], points[1], points[2], aside, wide, deep)


def _round_the_legs(said: Loop, skeleton: Skeleton) -> Line:
    """A closed line round both legs, square to them; it begins at the back, where none sees."""
    (upper, lower), share, radius = _LOOPS[said.around]
    radius = radius * skeleton.body.scale + _BAND / 2
    tops = [skeleton.joints[f"{upper}.{side}"] for side in SIDES]
    ends = [skeleton.joints[f"{lower}.{side}"] for side in SIDES]
    right, left = (top + (end - top) * share for top, end in zip(tops, ends, strict=True))
    across = direction(left - right, skeleton.axes["pelvis"][:, 1])
    down = direction(sum((e - t for t, e in zip(tops, ends, strict=True)), vector(0, 0, 0)), -UP)
    front = direction(np.cross(across, down))
    angles = np.linspace(0, np.pi, 9)[:, None]
    round_left = left + radius * (across * np.sin(angles) - front * np.cos(angles))
    round_right = right + radius * (front * np.cos(angles) - across * np.sin(angles))
    back = (round_right[-1] + round_left[0]) / 2
    return np.concatenate([[back], round_left, round_right, [back]])


def _stick(said: Path, skeleton: Skeleton) -> tuple[Part, ...]:
    return rope("stick", "wood", _stick_line(said, skeleton), _STICK)


def _stick_line(said: Any, skeleton: Skeleton) -> Line:
    """Straight through both places, as far beyond the one as beyond the other."""
    start, end = (grip(skeleton, target) for target in said)
    if length(end - start) < 1:
        raise InvalidValueError("has both ends in one place", "name two places that lie apart")
    middle, along = (start + end) / 2, direction(end - start)
    half = max(_STICK_LENGTH, length(end - start) + 8) / 2
    return straight(middle - along * half, middle + along * half)


def _hook(said: Side, skeleton: Skeleton) -> tuple[Part, ...]:
    return rope("hook", "wood", _hook_line(said, skeleton), _HOOK, knob=_KNOB)


def _hook_line(said: Any, skeleton: Skeleton) -> Line:
    out = OUTWARD[said]
    k = skeleton.body.scale
    start, thorax = skeleton.joints["c7"], skeleton.axes["thorax"]
    return spline([start + thorax @ vector(x, out * y, z) * k for x, y, z in _OVER_THE_SHOULDER])


def _dumbbell(said: tuple[Side, ...], skeleton: Skeleton) -> tuple[Part, ...]:
    """A bar through the grip of each of these hands, and a weight at both ends of it."""
    parts: list[Part] = []
    for side in said:
        start, end = grip_axis(skeleton, side)
        middle, along = (start + end) / 2, direction(end - start)
        far = _BELL_LENGTH / 2 - _BELL_WIDTH / 2
        bar = chain([(middle - along * far, 1.4), (middle + along * far, 1.4)])
        parts.append(Part(f"dumbbell.{side}", (Piece("metal", bar, 0),)))
        aside = direction(np.cross(along, UP), np.cross(along, vector(1, 0, 0)))
        turned = axes(aside, along, np.cross(aside, along))
        parts += [
            Part(
                f"dumbbell-{end_name}.{side}",
                (
                    Piece(
                        "metal",
                        (cylinder(middle + along * far * way, turned, _BELL, _BELL_WIDTH, 1.2),),
                        0,
                    ),
                ),
            )
            for end_name, way in (("little-finger", -1), ("thumb", 1))
        ]
    return tuple(parts)


def _ball(said: Path, skeleton: Skeleton) -> tuple[Part, ...]:
    """Between two places of the body it is as large as they leave it; in one hand, on the palm."""
    if len(said) == 2:
        centre, radius = _between(said, skeleton)
    else:
        side: Side = "R" if said[0] == HANDS["R"] else "L"
        palm = skeleton.axes[f"hand.{side}"][:, 1] * -OUTWARD[side]
        radius = _HAND_BALL
        centre = skeleton.at(said[0]) + palm * (radius + skeleton.body.hand_radius)
    return (Part("held-ball", (Piece("ball", (hull([(centre, radius)]),), 0),)),)


def _between(said: Path, skeleton: Skeleton) -> tuple[Vector, float]:
    """The middle and the radius of a ball between the flesh at two places."""
    first, second = (skeleton.at(target) for target in said)
    flesh = [_flesh(target, skeleton) for target in said]
    least, most = _BALLS
    room = (length(second - first) - sum(flesh)) / 2
    if room > most:
        raise InvalidValueError(
            f"would be {2 * room:.0f} cm wide between these places; one that is held is up to "
            f"{2 * most:.0f} cm",
            "bring the two places closer together",
        )
    if room < least:  # what is squeezed flat is drawn beside the first place
        return first + direction(second - first, UP) * (flesh[0] + least), least
    return (first + second) / 2, room


def _flesh(target: Target, skeleton: Skeleton) -> float:
    radii = {"knee": skeleton.body.knee_radius, "hand": skeleton.body.hand_radius, "ankle": 4.0}
    return radii.get(target.anchor.partition(".")[0], 0.0)


_HOLDS: dict[str, Callable[[Any, Skeleton], tuple[Part, ...]]] = {
    "band": _band,
    "strap": _strap,
    "stick": _stick,
    "hook": _hook,
    "dumbbell": _dumbbell,
    "towel": _held_towel,
    "ball": _ball,
}
