"""Puts a skeleton on what bears it: floor, mat or seat. Moves it as a whole and bends nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handouts.figures.ranges import SIDES
from handouts.figures.skeleton import Skeleton
from handouts.figures.vectors import UP, Vector, level, vector

FLOOR = 0.0
SUNK = 0.5
"""Centimetres that flesh may be pressed into the floor."""
SEAT_HEIGHT = 45.0
"""A common chair's seat, in cm above the floor."""


@dataclass(frozen=True, slots=True)
class Touch:
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
    """Where the body can bear: buttocks, back, nape, shoulders, knees, heels, balls of the feet."""
    body, joints = skeleton.body, skeleton.joints
    torso = (
        Touch(
            f"spine.{row}",
            joints[f"spine.{row}"]
            + skeleton.axes[f"spine.{row}"] @ vector(ahead * body.height / 170, 0, 0),
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
        "toe": body.toe_radius,
    }
    return (*torso, nape, *_both_sides(skeleton, radii))


def _both_sides(skeleton: Skeleton, radii: dict[str, float]) -> Iterator[Touch]:
    for joint, radius in radii.items():
        for side in SIDES:
            name = f"{joint}.{side}"
            yield Touch(name, skeleton.joints[name], radius)


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
    """Lowered or lifted until it lies, kneels or stands on the floor or mat.

    `held_feet` (`R`, `L`) are set down by themselves afterwards, so their legs bear nothing yet.
    """
    legs = frozenset(f"{name}.{side}" for name in ("knee", "heel", "toe") for side in held_feet)
    return skeleton.moved(UP * (FLOOR - lowest(skeleton, legs).bottom))


def on_seat(skeleton: Skeleton, height: float = SEAT_HEIGHT) -> Skeleton:
    """Lowered or lifted until the lower buttock is on a seat at this height."""
    buttock = min(touch.bottom for touch in touches(skeleton) if touch.name.startswith("hip"))
    return skeleton.moved(UP * (height - buttock))


def pinned(skeleton: Skeleton, joint: str, before: Skeleton) -> Skeleton:
    """Moved along the floor until `joint` is above the spot where it was before."""
    return skeleton.moved(level(before.joints[joint] - skeleton.joints[joint]))
