"""Where a hand may reach: `knee.L`, `shank.R@0.25`, `wall+[0,10,140]`, `hook@0.8`, as a Target."""

from __future__ import annotations

import re

from msgspec import Struct

from handouts.errors import InvalidValueError, nearest
from handouts.figures.ranges import SIDES

BONES = {
    f"{bone}.{side}": (f"{upper}.{side}", f"{lower}.{side}")
    for bone, upper, lower in (
        ("thigh", "hip", "knee"),
        ("shank", "knee", "ankle"),
        ("upper_arm", "shoulder", "elbow"),
        ("forearm", "elbow", "wrist"),
    )
    for side in SIDES
}
"""The joints at the upper and lower end of each bone."""

_PAIRED = ("hip", "knee", "ankle", "heel", "toe", "shoulder", "elbow", "wrist", "hand")
JOINTS = (
    *("pelvis", "waist", "chest", "c7", "neck", "atlas", "head", "vertex", "nose", "chin"),
    *(f"{joint}.{side}" for joint in _PAIRED for side in SIDES),
)
"""The points of a skeleton that a pose may name."""

THINGS = (
    *("mat", "pillow", "chair", "stool", "table", "ball", "wall", "counter", "step", "roller"),
    *("towel", "door", "door.R", "door.L"),
)
"""The points of props that a pose may name; where on them each lies is furniture.py's."""
HELD_LINES = ("hook", "stick")
"""Held props that hands may reach for, at a share of their length."""

_NUMBER = r"\s*[-+]?\d+(?:\.\d+)?\s*"
_TARGET = re.compile(
    rf"(?P<anchor>[a-z_0-9]+(?:\.[A-Z])?)(?:@(?P<share>\d(?:\.\d+)?))?"
    rf"(?:\s*\+\s*\[(?P<offset>{_NUMBER},{_NUMBER},{_NUMBER})\])?"
)


class Target(Struct, frozen=True):
    """A joint, a prop, or a share of the way down a bone or along a stick, and cm from there.

    The centimetres are along world axes.
    """

    anchor: str
    share: float | None = None
    offset: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def __str__(self) -> str:
        share = "" if self.share is None else f"@{self.share:g}"
        offset = ",".join(f"{cm:g}" for cm in self.offset) if any(self.offset) else ""
        return f"{self.anchor}{share}" + (f"+[{offset}]" if offset else "")


def check_joint(name: str) -> str:
    """The name, if a skeleton has that joint. Raises InvalidValueError with the nearest names."""
    if name not in JOINTS:
        raise InvalidValueError(f'names an unknown joint, "{name}"', nearest(name, JOINTS))
    return name


def parse_target(text: str) -> Target:
    """Raises InvalidValueError for another form, an unknown joint or an unknown bone."""
    match = _TARGET.fullmatch(text.strip())
    if not match:
        raise InvalidValueError(
            f'must be a place and how far from it, got "{text}"', "write knee.L or knee.L+[-3,0,8]"
        )
    x, y, z = (float(cm) for cm in (match["offset"] or "0,0,0").split(","))
    anchor = match["anchor"]
    if match["share"] is None:
        if anchor in HELD_LINES:
            raise InvalidValueError(f"does not say where on the {anchor}", f"write {anchor}@0.5")
        if anchor not in (*JOINTS, *THINGS):
            raise InvalidValueError(
                f'names an unknown place, "{anchor}"', nearest(anchor, (*JOINTS, *THINGS))
            )
        return Target(anchor, None, (x, y, z))
    if anchor not in (*BONES, *HELD_LINES):
        raise InvalidValueError(
            f'names an unknown bone or stick, "{anchor}"', nearest(anchor, (*BONES, *HELD_LINES))
        )
    if float(match["share"]) > 1:
        line = anchor if anchor in HELD_LINES else "bone"
        raise InvalidValueError(f"goes beyond the end of the {line}", "write a share from 0 to 1")
    return Target(match["anchor"], float(match["share"]), (x, y, z))
