"""Where props are put: the first picture's figure, and the directions of the floor it is on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from handouts.figures.anchors import Target
from handouts.figures.contact import touches
from handouts.figures.props import Thing
from handouts.figures.ranges import SIDES
from handouts.figures.skeleton import Skeleton
from handouts.figures.solids import Box, Part
from handouts.figures.vectors import UP, Axes, Vector, axes, direction, level, vector

_TOES = 6.0
"""Cm at 170 cm: the toes before the ball of the big toe."""
_KNUCKLES = 2.9
"""Cm at 170 cm: how much farther a fist goes from the middle of the palm than the palm does."""


class Furniture(Struct, frozen=True, eq=False):
    """What keeps its place in all pictures of an exercise."""

    parts: tuple[Part, ...] = ()
    surfaces: tuple[Box, ...] = ()
    """What is solid: nothing of the body can be inside."""
    anchors: Mapping[str, Vector] = field(default_factory=dict)
    """The points that `anchors.THINGS` name."""


class Site(Struct, frozen=True, eq=False):
    """Directions along the floor: `ahead` is before who stands, and footwards of who lies."""

    first: Skeleton
    ahead: Vector
    left: Vector
    lying: bool

    @property
    def axes(self) -> Axes:
        return axes(self.ahead, self.left, UP)

    def below(self, point: Vector, thing: Thing) -> Vector:
        """The point of the floor under this one, shifted as the thing asks."""
        return level(point) + vector(*thing.shift, 0)

    def spot(self, under: tuple[Target, ...]) -> Vector:
        """The point that was named, or the middle between both sides' points."""
        middle: Vector = np.mean([self.first.at(target) for target in under], axis=0)
        return middle

    def farthest(self, towards: Vector) -> float:
        """How far the body goes in a direction from the world's origin, in cm."""
        first = self.first
        reach = [float(touch.centre @ towards) + touch.radius for touch in touches(first)]
        reach.append(float(first.joints["head"] @ towards) + first.body.head_radius)
        for side in SIDES:
            elbow = float(first.joints[f"elbow.{side}"] @ towards)
            reach.append(elbow + first.body.elbow_radius)
            fingers = -first.axes[f"hand.{side}"][:, 2]
            knuckles = _KNUCKLES * first.body.scale * max(0.0, float(fingers @ towards))
            hand = float(first.joints[f"hand.{side}"] @ towards)
            reach.append(hand + first.body.hand_radius + knuckles)
        return max(*reach, replace(self, ahead=towards).foot)

    @property
    def foot(self) -> float:
        """How far the feet go ahead, to the toes' tips or the heels, in cm."""
        first, towards = self.first, self.ahead
        toes = _TOES * first.body.scale
        reach = []
        for side in SIDES:
            toe = first.joints[f"toe.{side}"] + first.axes[f"foot.{side}"][:, 0] * toes
            heel = float(first.joints[f"heel.{side}"] @ towards) + first.body.heel_radius
            reach += [float(toe @ towards), heel]
        return max(reach)

    def along(self, names: tuple[str, ...], towards: Vector) -> tuple[float, float]:
        """Least and most of these joints in a direction, in cm; without their flesh."""
        places = [float(self.first.joints[name] @ towards) for name in names]
        return min(places), max(places)

    def block(
        self, material: str, origin: Vector, low: tuple[float, ...], high: tuple[float, ...]
    ) -> Box:
        """A box between two corners, in cm from `origin`: ahead, left, up."""
        size = np.subtract(high, low)
        middle = origin + self.axes @ (np.add(high, low) / 2)
        return Box(material, middle, size, self.axes)

    def point(self, origin: Vector, ahead: float, left: float, up: float) -> Vector:
        return origin + self.axes @ vector(ahead, left, up)


def site_of(first: Skeleton) -> Site:
    """The directions of the floor, from how the body lies, kneels or stands on it."""
    root = first.axes["root"]
    upright = abs(float(root[2, 2])) > 0.5
    if upright:
        ahead = direction(level(root[:, 0]))
    else:
        footwards = direction(level(-root[:, 2]))
        # The mirror image of a picture keeps what is right of it there.
        ahead = footwards if footwards[0] >= -1e-9 else -footwards
    return Site(first, ahead, np.cross(UP, ahead), not upright)
