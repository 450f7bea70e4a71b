"""How far each joint goes, and the words for it. An angle is 0 in the anatomical position.

Signs: the first word of a movement is its positive direction. Source, where no other is named:
American Academy of Orthopaedic Surgeons, *Joint Motion* (1965), the norms of its tables.
A norm is a mean, so a pose may go `SLACK` beyond it, as many healthy people do.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from handouts.errors import InvalidValueError

Side = Literal["R", "L"]
SIDES: tuple[Side, Side] = ("R", "L")
OTHER: dict[Side, Side] = {"R": "L", "L": "R"}

SLACK = 10.0
"""Degrees beyond the norm that are still drawn."""


class Movement(Struct, frozen=True):
    """One way of moving a joint: so far in its positive direction, so far in the other."""

    positive: str
    most: float
    negative: str
    least: float
    unit: Literal["°", " cm"] = "°"
    slack: float = SLACK

    def allows(self, amount: float) -> bool:
        return -self.least - self.slack <= amount <= self.most + self.slack


_TRUNK = ("side-bending to the right", "side-bending to the left")
_TURN = ("turning to the right", "turning to the left")
_ROTATION = ("internal rotation", "external rotation")

RANGES: dict[str, tuple[Movement, ...]] = {
    "hip": (
        Movement("flexion", 120, "extension", 30),
        Movement("abduction", 45, "adduction", 30),
        Movement(_ROTATION[0], 45, _ROTATION[1], 45),
    ),
    "knee": (Movement("flexion", 135, "extension", 0),),
    "ankle": (
        Movement("dorsiflexion", 20, "plantar flexion", 50),
        Movement("inversion", 35, "eversion", 15),
    ),
    "shoulder": (
        Movement("flexion", 180, "extension", 60, slack=0),
        Movement("abduction", 180, "adduction", 50, slack=0),
        Movement(_ROTATION[0], 70, _ROTATION[1], 90),
    ),
    "elbow": (Movement("flexion", 150, "extension", 0),),
    "forearm": (Movement("pronation", 80, "supination", 80),),
    "wrist": (
        Movement("flexion", 80, "extension", 70),
        Movement("radial deviation", 20, "ulnar deviation", 30),
    ),
    "swivel": (Movement("turning the elbow out", 90, "turning it in", 90, slack=0),),
    "shrug": (Movement("lifting", 5, "lowering", 1, " cm", 0),),  # drawn, no norm
    "spine": (  # thoracic and lumbar together
        Movement("flexion", 80, "extension", 30),
        Movement(_TRUNK[0], 35, _TRUNK[1], 35),
        Movement(_TURN[0], 45, _TURN[1], 45),
    ),
    "neck": (
        Movement("flexion", 45, "extension", 45),
        Movement(_TRUNK[0], 45, _TRUNK[1], 45),
        Movement(_TURN[0], 60, _TURN[1], 60),
    ),
    # White and Panjabi (1990): 25° at C0-C1 and 20° at C1-C2, both ways together.
    "nod": (Movement("flexion", 22.5, "extension", 22.5, slack=0),),
    "tuck": (Movement("gliding back", 4, "gliding forward", 4, " cm", 0),),  # drawn, no norm
    "tilt": (  # of the whole body from its base; not a joint
        Movement("tilting forward", 180, "tilting back", 180, slack=0),
        Movement("tilting to the right", 180, "tilting to the left", 180, slack=0),
        Movement(_TURN[0], 180, _TURN[1], 180, slack=0),
    ),
}

SIDED = ("hip", "knee", "ankle", "shoulder", "elbow", "swivel", "forearm", "wrist", "shrug")
"""What the body has on the right and on the left."""


def check_range(joint: str, amounts: tuple[float, ...]) -> None:
    """Raises InvalidValueError that says joint, angle and range for the first that is too far."""
    for movement, amount in zip(RANGES[joint], amounts, strict=True):
        if not movement.allows(amount):
            unit = movement.unit
            asked = movement.positive if amount > 0 else movement.negative
            limit = movement.most if amount > 0 else movement.least
            raise InvalidValueError(
                f"asks for {abs(amount):g}{unit} of {asked}; the {joint} goes from "
                f"{movement.least:g}{unit} of {movement.negative} to "
                f"{movement.most:g}{unit} of {movement.positive}",
                f"write {limit if amount > 0 else -limit:g}, or move another joint as well",
            )
