"""Joints that are bent farther than they go, measured on a finished skeleton.

Angles are checked where they are written; this checks what contacts and reaches make of the joints
that they bend. Degrees in, as `ranges` has them; what is found is a Strain, in plain words.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from handouts.figures.ranges import RANGES, SIDES, Movement, Side
from handouts.figures.skeleton import OUTWARD, Skeleton
from handouts.figures.spoken import sided
from handouts.figures.vectors import Axes, Vector, vector


class Strain(Struct, frozen=True):
    """A joint (`right hip`) bent so many degrees in a way it does not go that far."""

    joint: str
    amount: float
    movement: Movement

    def __str__(self) -> str:
        ways = self.movement
        way, most = (ways.positive, ways.most) if self.amount > 0 else (ways.negative, ways.least)
        asked = abs(self.amount)
        return f"{self.joint} would need {asked:.0f}° of {way}; it goes to about {most:g}°"


_FREE: dict[str, tuple[float, ...]]
_FREE = {"hip": (5, 5, 15), "shoulder": (15, 15, 30), "ankle": (15, 10)}
"""Degrees beyond what may be written: a hinge chooses rotation for itself, and weight on the foot
brings the shin farther forward than the ankle goes without."""
_WRIST = Movement("bending", 100, "bending", 100)
"""Either way and sideways: a hand leant on goes farther back than by itself."""


def out_of_range(skeleton: Skeleton) -> tuple[Strain, ...]:
    """Hips, ankles, shoulders and wrists that are bent farther than they go."""
    return tuple(strain for side in SIDES for strain in _strains(skeleton, side))


def _strains(skeleton: Skeleton, side: Side) -> Iterator[Strain]:
    out = OUTWARD[side]
    bones = ("thigh", "shank", "foot", "upper_arm", "forearm", "hand")
    thigh, shank, sole, upper, forearm, palm = (skeleton.axes[f"{b}.{side}"] for b in bones)
    yield from _beyond("hip", side, [_angles(skeleton.axes["pelvis"].T @ thigh, out)])
    yield from _beyond("shoulder", side, _readings(skeleton.axes["thorax"].T @ upper, out))
    dorsiflexion, eversion, _ = _angles(shank.T @ sole, out)
    yield from _beyond("ankle", side, [np.array([dorsiflexion, -eversion])])
    bend = float(np.degrees(np.arccos(np.clip(forearm[:, 2] @ palm[:, 2], -1, 1))))
    if bend > _WRIST.most:
        yield Strain(sided("wrist", side), bend, _WRIST)


def _angles(turned: Axes, out: int) -> Vector:
    """Flexion, abduction and rotation that turn a bone so; abduction within 90°."""
    flexion = np.degrees(np.arctan2(-turned[0, 2], turned[2, 2]))
    abduction = out * np.degrees(np.arcsin(np.clip(-turned[1, 2], -1, 1)))
    rotation = -out * np.degrees(np.arctan2(turned[1, 0], turned[1, 1]))
    return vector(float(flexion), float(abduction), float(rotation))


def _readings(turned: Axes, out: int) -> list[Vector]:
    """The ways to write how an upper arm is turned: one that is lifted gets there by several."""
    flexion, abduction, rotation = _angles(turned, out)
    if abs(abduction) > 80:
        # Straight out, flexion and rotation turn about one axis: some share of each will do.
        return [vector(0, abduction, 0)]
    readings = [vector(flexion, abduction, rotation)]
    if turned[2, 2] < 0.1:  # above the level of the shoulder, or nearly
        readings.append(vector(flexion + 180, 180 - abduction, rotation + 180))
    return [vector((f + 120) % 360 - 120, a, (r + 180) % 360 - 180) for f, a, r in readings]


def _beyond(joint: str, side: Side, readings: list[Vector]) -> Iterator[Strain]:
    """The strains of the reading that has least of them."""
    movements = RANGES[joint]

    def excess(reading: Vector) -> list[float]:
        return [
            max(0.0, amount - way.most - way.slack - free, -amount - way.least - way.slack - free)
            for amount, way, free in zip(reading, movements, _FREE[joint], strict=True)
        ]

    best = min(readings, key=lambda reading: sum(excess(reading)))
    for amount, movement, over in zip(best, movements, excess(best), strict=True):
        if over > 0.01:
            yield Strain(sided(joint, side), float(amount), movement)
