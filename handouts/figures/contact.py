"""Puts a skeleton on what bears it: floor, mat or seat. Moves it as a whole and bends only toes.

A foot that is pitched heel-up stands on its ball: the toes give way until they are level. How far
they are bent follows from where the foot is, so nothing but the joint `toe` need remember it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, atan2, degrees, hypot

from msgspec import Struct

from handouts.figures.ranges import SIDES, Side
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import UP, Vector, length, level, turn_y, vector

FLOOR = 0.0
SUNK = 0.5
"""Centimetres that flesh may be pressed into the floor."""
TOES_EXTEND = 70.0
"""Degrees that toes can be bent up: the first metatarsophalangeal joint, after the AAOS."""
_STIFF = 3.0
"""Degrees of pitch or bend that no eye sees: the toes stay straight."""
_STOOD_UP = 95.0
"""Degrees of pitch beyond which the sole looks up: the foot lies on its back, toes pointed."""
_ON_EDGE = 0.7
"""Sine of the roll beyond which a foot lies on its edge."""
_STEP_REACH = 36.0
"""Cm from the middle of a step to its corners, within which a foot is on it."""


class Touch(Struct, frozen=True):
    """A place where the flesh can bear: a ball about a point that moves with the skeleton."""

    name: str
    centre: Vector
    radius: float

    @property
    def bottom(self) -> float:
        return float(self.centre[2]) - self.radius


_TORSO = ((0, -3.4), (7, 0.4), (9, 0.8))
"""Rows of the spine, and how far before them (cm at 170 cm) the ball of the torso lies."""


def touches(skeleton: Skeleton) -> tuple[Touch, ...]:
    """Where the body can bear: buttocks, back, nape, shoulders, knees, heels, toes.

    Toes are bent up as far as they give: those of a pitched foot are as low as its ball.
    """
    body, joints = skeleton.body, skeleton.joints
    torso = (
        Touch(
            f"spine.{row}",
            joints[f"spine.{row}"]
            + skeleton.axes[f"spine.{row}"] @ vector(ahead * body.scale, 0, 0),
            body.torso_radius,
        )
        for row, ahead in _TORSO
    )
    nape = Touch("c7", joints["c7"], body.nape_radius)
    radii = {
        "hip": body.hip_radius,
        "shoulder": body.shoulder_radius,
        "knee": body.knee_radius,
        "heel": body.heel_radius,
    }
    toes = (
        Touch(f"toe.{side}", toe_at(skeleton, side, _most_bend(skeleton, side)), body.toe_radius)
        for side in SIDES
    )
    return (*torso, nape, *_both_sides(skeleton, radii), *toes)


def _both_sides(skeleton: Skeleton, radii: dict[str, float]) -> Iterator[Touch]:
    for joint, radius in radii.items():
        for side in SIDES:
            name = f"{joint}.{side}"
            yield Touch(name, skeleton.joints[name], radius)


def toe_at(skeleton: Skeleton, side: Side, extension: float) -> Vector:
    """Where the tip of the big toe is when the toes are bent up by so many degrees."""
    body, foot = skeleton.body, skeleton.axes[f"foot.{side}"]
    tip = vector(body.forefoot - body.ball, 0, body.toe_radius - body.ball_radius)
    return _ball(skeleton, side) + foot @ turn_y(-extension) @ tip


def toe_extension(skeleton: Skeleton, side: Side) -> float:
    """Degrees by which floor or step bend the toes: 0 in the air, the foot's pitch on its ball."""
    body, most = skeleton.body, _most_bend(skeleton, side)
    if not most:
        return 0.0
    ball, foot = _ball(skeleton, side), skeleton.axes[f"foot.{side}"]
    ground = _ground(skeleton, ball - UP * body.ball_radius)
    clear = toe_at(skeleton, side, 0.0)[2] - body.toe_radius >= ground
    # The tip swings about the ball, from the straight foot up to the ground or as far as it gives.
    ahead, up = body.forefoot - body.ball, body.toe_radius - body.ball_radius
    arm = hypot(ahead, up) * hypot(foot[2, 0], foot[2, 2])
    below = (float(ball[2]) - body.toe_radius - ground) / arm
    slope = degrees(asin(min(1.0, max(-1.0, below)))) + degrees(atan2(up, ahead))
    bend = min(_pitch(skeleton, side) - slope, most)
    return 0.0 if clear or bend < _STIFF else bend


def _most_bend(skeleton: Skeleton, side: Side) -> float:
    """Degrees that bring the toes level, or near it; 0 unless the sole looks down, heel up."""
    pitch = _pitch(skeleton, side)
    rolled = abs(skeleton.axes[f"foot.{side}"][2, 1]) > _ON_EDGE
    return 0.0 if rolled or not _STIFF < pitch < _STOOD_UP else min(pitch, TOES_EXTEND)


def _pitch(skeleton: Skeleton, side: Side) -> float:
    """Degrees that the foot is tipped on to its toes; 0 where it is flat."""
    foot = skeleton.axes[f"foot.{side}"]
    return degrees(atan2(-foot[2, 0], foot[2, 2]))


def _ball(skeleton: Skeleton, side: Side) -> Vector:
    """The middle of the ball of the foot, about which the toes bend."""
    body = skeleton.body
    ahead = vector(body.ball, 0, body.ball_radius - body.ankle_height)
    at: Vector = skeleton.joints[f"ankle.{side}"] + skeleton.axes[f"foot.{side}"] @ ahead
    return at


def _ground(skeleton: Skeleton, sole: Vector) -> float:
    """The height (cm) of what is under this point of a sole: the floor or a step."""
    step = skeleton.props.get("step")
    if step is None or sole[2] < step[2] - 2 * SUNK:
        return FLOOR
    return float(step[2]) if length(level(sole - step)) < _STEP_REACH else FLOOR


def lowest(skeleton: Skeleton, without: frozenset[str] = frozenset()) -> Touch:
    """The touch nearest the ground, but for those named in `without`."""
    bearing = (touch for touch in touches(skeleton) if touch.name not in without)
    return min(bearing, key=lambda touch: touch.bottom)


def sunk(skeleton: Skeleton) -> tuple[Touch, ...]:
    """What is in the floor by more than the eye forgives: head and arms too, which never bear."""
    body = skeleton.body
    radii = {"elbow": body.elbow_radius, "wrist": body.wrist_radius, "hand": body.hand_radius}
    head = Touch("head", skeleton.joints["head"], body.head_radius)
    everything = (*touches(skeleton), head, *_both_sides(skeleton, radii))
    return tuple(touch for touch in everything if touch.bottom < FLOOR - SUNK)


def on_floor(skeleton: Skeleton, held_feet: frozenset[str] = frozenset()) -> Skeleton:
    """Lowered or lifted until it lies, kneels or stands on the floor or mat, toes bent by it.

    `held_feet` (`R`, `L`) are set down by themselves afterwards, so their legs bear nothing yet.
    """
    legs = frozenset(f"{name}.{side}" for name in ("knee", "heel", "toe") for side in held_feet)
    down = skeleton.moved(UP * (FLOOR - lowest(skeleton, legs).bottom))
    return with_toes_bent(down)


def with_toes_bent(skeleton: Skeleton) -> Skeleton:
    """With the joint `toe` of each foot where what is under it bends the toes to."""
    bends = {side: toe_extension(skeleton, side) for side in SIDES}
    toes = {f"toe.{side}": toe_at(skeleton, side, bend) for side, bend in bends.items() if bend}
    return skeleton.changed(toes, {}) if toes else skeleton


def on_seat(skeleton: Skeleton, height: float) -> Skeleton:
    """Lowered or lifted until the lower buttock is on a seat at this height."""
    buttock = min(touch.bottom for touch in touches(skeleton) if touch.name.startswith("hip"))
    return skeleton.moved(UP * (height - buttock))


def pinned(skeleton: Skeleton, joint: str, before: Skeleton) -> Skeleton:
    """Moved along the floor until `joint` is above the spot where it was before."""
    return skeleton.moved(level(before.joints[joint] - skeleton.joints[joint]))
