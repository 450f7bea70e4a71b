"""A Pose → Postures: one for each picture, with everything said that a frame leaves out.

A frame inherits what the frame before it said. What is new cancels what cannot hold with it:
a new angle of hip or knee ends an inherited foot contact, one of shoulder, elbow or wrist an
inherited hand contact or reach; reach and hand contact end each other, a reach the angle of its
wrist too, and with a reach its palm ends. What nobody said is the base's.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from msgspec import Struct

from handouts.figures.anchors import Target
from handouts.figures.hands import HandShape
from handouts.figures.held import HELD, gripped
from handouts.figures.pose import Base, Frame, Palm, Pose
from handouts.figures.ranges import RANGES, SIDED, SIDES, Side

_PAIRED = (*SIDED, "foot", "hand", "fingers", "palm")

_CANCELS = {
    "hip": ("foot",),
    "knee": ("foot",),
    "shoulder": ("hand", "reach"),
    "elbow": ("hand", "reach"),
    "hand": ("reach",),
    "reach": ("hand", "wrist"),
    "wrist": ("hand", "reach"),
}

_EVERY_BASE: dict[str, object] = {"shoulder": (2.0, 9.0, 0.0), "elbow": (12.0,)}
_OF_BASE: dict[Base, dict[str, object]] = {
    "stand": {},
    "sit": {"hip": (85.0, 6.0, 0.0), "knee": (85.0,), "foot": "floor"},
    "kneel": {"knee": (90.0,), "ankle": (-60.0, 0.0)},
    "quad": {  # thighs upright; the shoulders higher than the hips, as arms are longer
        "tilt": (-12.0, 0.0, 0.0),
        "hip": (78.0, 0.0, 0.0),
        "knee": (90.0,),
        "ankle": (-60.0, 0.0),
        "shoulder": (78.0, 0.0, 0.0),
        "elbow": (0.0,),
    },
    "supine": {  # buttocks are thicker than back and heels: the body lies tilted a little, at rest
        "tilt": (-4.0, 0.0, 0.0),
        "hip": (-9.0, 0.0, 0.0),
        "ankle": (-18.0, 0.0),
        "neck": (-4.0, 0.0, 0.0),
        "nod": (4.0,),
        "shoulder": (-11.0, 12.0, 0.0),
        "elbow": (4.0,),
        "forearm": (60.0,),
    },
    "prone": {"ankle": (-50.0, 0.0)},
    "side.R": {"ankle": (-18.0, 0.0)},
    "side.L": {"ankle": (-18.0, 0.0)},
}


class Posture(Struct, frozen=True):
    """One picture's pose. Keys name a side (`hip.R`), but those of the trunk and head."""

    base: Base
    angles: Mapping[str, tuple[float, ...]]
    """Every joint of `RANGES`; degrees, or cm for shrug and tuck."""
    flat: frozenset[str]
    """The ankles (`ankle.R`) that keep the sole level instead of an angle."""
    contacts: Mapping[str, str]
    """`foot.R`: floor, step or stay; `hand.R`: floor."""
    reaches: Mapping[str, Target]
    """`reach.R`."""
    palms: Mapping[Side, Palm]
    """Where the palm of a reaching hand looks; else it goes on in line with its forearm."""
    fingers: Mapping[Side, HandShape]
    """How each hand is closed; left out, one on the floor is flat, one that holds a thing grips
    it, and any other is relaxed."""
    held: Mapping[str, object]
    """What is held or worn, by the keys of `held.HELD`, as those are read."""
    pin: str | None = None


def postures(pose: Pose) -> tuple[Posture, ...]:
    """One for each frame of the pose, each after the one before it."""
    held: dict[str, object] = {"base": pose.base}
    found = []
    for frame in pose.frames:
        new = _each_side(frame.said())
        ended = {f"{name}.{key[-1]}" for key in new for name in _CANCELS.get(key[:-2], ())}
        held = _with_reaches({k: v for k, v in held.items() if k not in ended} | new)
        found.append(_posture(held, frame))
    return tuple(found)


def _with_reaches(held: dict[str, object]) -> dict[str, object]:
    """Without the palms of hands that reach for nothing any more."""
    idle = {f"palm.{s}" for s in SIDES if not isinstance(held.get(f"reach.{s}"), Target)}
    return {key: value for key, value in held.items() if key not in idle}


def _each_side(said: Mapping[str, object]) -> dict[str, object]:
    """`knee` becomes `knee.R` and `knee.L`, unless that side is named."""
    both = {f"{n}.{side}": v for n, v in said.items() if n in _PAIRED for side in SIDES}
    return both | {name: value for name, value in said.items() if name not in _PAIRED}


def _posture(held: Mapping[str, object], frame: Frame) -> Posture:
    base = cast("Base", held["base"])
    usual = _each_side(_EVERY_BASE) | _each_side(_OF_BASE[base])
    for side in SIDES:
        if {f"hip.{side}", f"knee.{side}"} & held.keys():
            usual.pop(f"foot.{side}", None)
    everything = {k: v for k, v in (usual | dict(held)).items() if v is not None and v != "free"}
    contacts = {k: str(v) for k, v in everything.items() if k.startswith(("foot.", "hand."))}
    level_by_contact = {
        f"ankle.{side}"
        for side in SIDES
        if f"foot.{side}" in contacts and f"ankle.{side}" not in held
    }
    flat = {key for key, value in everything.items() if value == "flat"} | level_by_contact
    return Posture(
        base=base,
        angles=MappingProxyType(
            {
                key: cast("tuple[float, ...]", everything.get(key, (0.0,) * len(RANGES[joint])))
                if key not in flat
                else (0.0,) * len(RANGES[joint])
                for joint in RANGES
                for key in (_sided(joint) if joint in SIDED else (joint,))
            }
        ),
        flat=frozenset(flat),
        contacts=MappingProxyType(contacts),
        reaches=MappingProxyType(
            {key: value for key, value in everything.items() if isinstance(value, Target)}
        ),
        palms=MappingProxyType(
            {
                side: cast("Palm", everything[f"palm.{side}"])
                for side in SIDES
                if f"palm.{side}" in everything
            }
        ),
        fingers=MappingProxyType({side: _fingers(everything, side) for side in SIDES}),
        held=MappingProxyType({key: v for key, v in everything.items() if key in HELD}),
        pin=frame.pin,
    )


def _fingers(everything: Mapping[str, object], side: Side) -> HandShape:
    flat = {f"hand.{side}", f"palm.{side}"} & everything.keys()
    usual = "palm" if flat else "grip" if side in gripped(everything) else "relaxed"
    return cast("HandShape", everything.get(f"fingers.{side}", usual))


def _sided(name: str) -> tuple[str, ...]:
    return tuple(f"{name}.{side}" for side in SIDES)
