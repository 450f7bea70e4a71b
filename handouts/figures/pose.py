"""The pose of an exercise as people write it: a base, and frames that each say what is new.

Angles are clinical, in degrees from the anatomical position, each joint's relative to its parent;
`ranges` says which way is positive. A joint takes one number or a list: `knee: 90`,
`hip.R: [45, 25, -35]` (flexion, abduction, rotation); what is left out is 0. `hip` means both
sides, `hip.R` and `hip.L` one; a side that is named wins. Angles outside a joint's range are
refused here, where their line is known. What a frame inherits is posture.py's.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from handouts.errors import InvalidValueError
from handouts.figures.anchors import Target, check_joint, parse_target
from handouts.figures.ranges import RANGES, SIDES, check_range
from handouts.model.authored import Authored
from handouts.model.dose import AmountField

Base = Literal["stand", "sit", "kneel", "quad", "supine", "prone", "side.R", "side.L"]
"""How the body starts: `quad` on hands and knees, `side.R` lying on the right side."""

Angles = Annotated[
    tuple[float, ...],
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]}),
]
AnkleAngles = Angles | Literal["flat"]
FootContact = Literal["floor", "stay", "free"]
HandContact = Literal["floor", "free"]
Reach = Annotated[Target | Literal["free"], WithJsonSchema({"type": "string"})]


class Frame(Authored):
    """What one picture says. Every key may be left out."""

    NOT_YET: ClassVar[frozenset[str]] = frozenset({"arrow", "band", "glow", "hook", "push"})

    steps: AmountField | None = None
    """The steps of the exercise that the picture shows, `2-4`; nothing that is drawn."""
    base: Base | None = None
    tilt: Angles | None = None
    """The whole body from its base: [forward, to the right, turned to the right]."""
    spine: Angles | None = None
    neck: Angles | None = None
    nod: Angles | None = None
    tuck: Angles | None = None
    """How far the head glides back, in cm."""
    pin: str | None = None
    """The joint that stands above the same spot of the floor as in the frame before."""

    hip: Angles | None = None
    hip_right: Angles | None = Field(None, alias="hip.R")
    hip_left: Angles | None = Field(None, alias="hip.L")
    knee: Angles | None = None
    knee_right: Angles | None = Field(None, alias="knee.R")
    knee_left: Angles | None = Field(None, alias="knee.L")
    ankle: AnkleAngles | None = None
    ankle_right: AnkleAngles | None = Field(None, alias="ankle.R")
    ankle_left: AnkleAngles | None = Field(None, alias="ankle.L")
    shoulder: Angles | None = None
    shoulder_right: Angles | None = Field(None, alias="shoulder.R")
    shoulder_left: Angles | None = Field(None, alias="shoulder.L")
    shrug: Angles | None = None
    """How far the shoulder is lifted, in cm."""
    shrug_right: Angles | None = Field(None, alias="shrug.R")
    shrug_left: Angles | None = Field(None, alias="shrug.L")
    elbow: Angles | None = None
    elbow_right: Angles | None = Field(None, alias="elbow.R")
    elbow_left: Angles | None = Field(None, alias="elbow.L")
    forearm: Angles | None = None
    forearm_right: Angles | None = Field(None, alias="forearm.R")
    forearm_left: Angles | None = Field(None, alias="forearm.L")
    wrist: Angles | None = None
    wrist_right: Angles | None = Field(None, alias="wrist.R")
    wrist_left: Angles | None = Field(None, alias="wrist.L")

    foot: FootContact | None = None
    foot_right: FootContact | None = Field(None, alias="foot.R")
    foot_left: FootContact | None = Field(None, alias="foot.L")
    hand: HandContact | None = None
    hand_right: HandContact | None = Field(None, alias="hand.R")
    hand_left: HandContact | None = Field(None, alias="hand.L")
    reach_right: Reach | None = Field(None, alias="reach.R")
    reach_left: Reach | None = Field(None, alias="reach.L")

    @field_validator("*", mode="before")
    @classmethod
    def _read(cls, written: object, info: ValidationInfo) -> object:
        joint = str(info.field_name).partition("_")[0]
        if joint in RANGES:
            return written if joint == "ankle" and written == "flat" else _angles(joint, written)
        if joint == "reach" and written != "free":
            return _target(written)
        return written

    @field_validator("pin")
    @classmethod
    def _known(cls, joint: str | None) -> str | None:
        return None if joint is None else check_joint(joint)

    @model_validator(mode="after")
    def _one_thing_for_each_hand(self) -> Self:
        said = self.said()
        for side in SIDES:
            rivals = {"wrist", "wrist." + side, "hand", "hand." + side} & said.keys()
            if f"reach.{side}" in said and (rivals := {r for r in rivals if said[r] != "free"}):
                raise InvalidValueError(
                    f"has reach.{side} and {min(rivals)}, but a reaching hand goes straight to "
                    "its target",
                    f"take {min(rivals)} out",
                )
        return self

    def said(self) -> dict[str, object]:
        """What stands in this frame, by the key that was written."""
        fields = type(self).model_fields
        drawn = self.model_fields_set - {"steps"}
        return {fields[name].alias or name: getattr(self, name) for name in drawn}

    def keeps(self) -> tuple[str, ...]:
        """The keys that look back at the frame before."""
        return tuple(key for key, value in self.said().items() if key == "pin" or value == "stay")

    def key(self, name: str, side: str) -> str:
        """The key under which a value of one side was written: `foot.R`, or `foot` for both."""
        return key if (key := f"{name}.{side}") in self.said() else name


class Pose(Authored):
    """The pictures of one exercise, written for the right side; the left is the mirror image."""

    NOT_YET: ClassVar[frozenset[str]] = frozenset(
        {"crop", "eyes", "hair", "props", "shoes", "title", "view"}
    )

    base: Base = "stand"
    frames: tuple[Frame, ...] = Field(min_length=1)


def _angles(joint: str, written: object) -> tuple[float, ...]:
    """One number or a list, as many as the joint moves ways; what is left out is 0."""
    movements = RANGES[joint]
    listed = written if isinstance(written, list | tuple) else [written]
    try:
        numbers = tuple(float(str(number)) for number in listed)
    except ValueError:
        numbers = ()
    if not 1 <= len(numbers) <= len(movements):
        names = ", ".join(movement.positive for movement in movements)
        wanted = "a number" if len(movements) == 1 else f"up to {len(movements)} numbers"
        raise InvalidValueError(f"must be {wanted}: {names}", "write 45, or a list such as [45, 0]")
    numbers += (0.0,) * (len(movements) - len(numbers))
    check_range(joint, numbers)
    return numbers


def _target(written: object) -> Target:
    if isinstance(written, Target):
        return written
    if not isinstance(written, str):
        raise InvalidValueError("must be words such as knee.L+[-3,0,8]", "write it in quotes")
    return parse_target(written)
