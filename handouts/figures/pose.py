"""The pose of an exercise as people write it: a base, and frames that each say what is new.

Angles are clinical, in degrees from the anatomical position, each joint's relative to its parent;
`ranges` says which way is positive. A joint takes one number or a list: `knee: 90`,
`hip.R: [45, 25, -35]` (flexion, abduction, rotation); what is left out is 0. `hip` means both
sides, `hip.R` and `hip.L` one; a side that is named wins. Angles outside a joint's range are
refused here, where their line is known. What a frame inherits is posture.py's.
"""

from __future__ import annotations

from math import isfinite
from typing import Annotated, Literal, cast

from pydantic import (
    BeforeValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)

from handouts.errors import InvalidValueError, nearest
from handouts.figures.anchors import Target, check_joint, parse_target
from handouts.figures.arrows import Arrow, Push, read_arrow
from handouts.figures.camera import VIEWS, Camera
from handouts.figures.face import Eyes, Hair
from handouts.figures.framing import Crop
from handouts.figures.hands import HandShape
from handouts.figures.held import HELD, Loop, Path
from handouts.figures.props import Prop
from handouts.figures.ranges import RANGES, SIDES, Side, check_range
from handouts.model.authored import Authored
from handouts.model.dose import AmountField

Base = Literal["stand", "sit", "kneel", "quad", "supine", "prone", "side.R", "side.L"]
"""How the body starts: `quad` on hands and knees, `side.R` lying on the right side."""

Angles = Annotated[
    tuple[float, ...],
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}}]}),
]
AnkleAngles = Angles | Literal["flat"]
Palm = Literal["down", "up", "ahead", "back", "right", "left", "free"]
FootContact = Literal["floor", "step", "stay", "free"]
HandContact = Literal["floor", "free"]
HeldPath = Annotated[
    Path | Loop | Literal["free"],
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Dumbbells = Annotated[
    tuple[Side, ...] | Literal["free"],
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["R", "L", "both", "free"]},
                {"type": "array", "items": {"enum": [*SIDES]}},
            ]
        }
    ),
]
Reach = Annotated[Target | Literal["free"], WithJsonSchema({"type": "string"})]


def _listed(written: object) -> object:
    """One word in place of a list of one."""
    return [written] if isinstance(written, str) else written


def _camera(written: object) -> object:
    """A view's name, or [azimuth, elevation] in degrees."""
    if isinstance(written, Camera):
        return written
    if isinstance(written, str):
        if written not in VIEWS:
            raise InvalidValueError(f'names an unknown view, "{written}"', nearest(written, VIEWS))
        return Camera(*VIEWS[written])
    try:
        azimuth, elevation = (float(str(angle)) for angle in cast("list[object]", written))
    except (TypeError, ValueError):
        raise InvalidValueError(
            "must be a name or two angles", "write side3, or [14, 9]: around, and above the floor"
        ) from None
    if not (isfinite(azimuth) and 0 <= elevation <= 90):
        raise InvalidValueError(
            "must be seen from 0° (level) to 90° (from above)", "write [14, 9], or side3"
        )
    return Camera(azimuth, elevation)


ViewName = Annotated[str, WithJsonSchema({"enum": list(VIEWS)})]
View = Annotated[Camera, BeforeValidator(_camera, tuple[float, float] | ViewName)]


class Frame(Authored):
    """What one picture says. Every key may be left out."""

    base: Base | None = None
    steps: AmountField | None = None
    """The steps of the exercise that the picture shows, `2-4`; nothing that is drawn."""
    glow: Annotated[
        tuple[str, ...], Field(max_length=3), BeforeValidator(_listed, tuple[str, ...] | str)
    ] = ()
    """Where the exercise is felt: names of zones.py."""
    arrow: Annotated[Arrow | None, BeforeValidator(read_arrow, Arrow | str | None)] = None
    push: Push | None = None
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
    swivel: Angles | None = None
    """How far the elbow of a reaching arm is turned out about the line from shoulder to hand."""
    swivel_right: Angles | None = Field(None, alias="swivel.R")
    swivel_left: Angles | None = Field(None, alias="swivel.L")
    forearm: Angles | None = None
    forearm_right: Angles | None = Field(None, alias="forearm.R")
    forearm_left: Angles | None = Field(None, alias="forearm.L")
    wrist: Angles | None = None
    wrist_right: Angles | None = Field(None, alias="wrist.R")
    wrist_left: Angles | None = Field(None, alias="wrist.L")

    fingers: HandShape | None = None
    fingers_right: HandShape | None = Field(None, alias="fingers.R")
    fingers_left: HandShape | None = Field(None, alias="fingers.L")
    foot: FootContact | None = None
    foot_right: FootContact | None = Field(None, alias="foot.R")
    foot_left: FootContact | None = Field(None, alias="foot.L")
    hand: HandContact | None = None
    hand_right: HandContact | None = Field(None, alias="hand.R")
    hand_left: HandContact | None = Field(None, alias="hand.L")
    reach_right: Reach | None = Field(None, alias="reach.R")
    reach_left: Reach | None = Field(None, alias="reach.L")
    palm_right: Palm | None = Field(None, alias="palm.R")
    """Where the palm of a reaching hand looks: it lies flat on what is there."""
    palm_left: Palm | None = Field(None, alias="palm.L")

    band: HeldPath | None = None
    """Elastic, from place to place, or round both `knees`."""
    strap: HeldPath | None = None
    """Does not stretch; `neck` is from hand to hand round the nape."""
    stick: HeldPath | None = None
    towel: HeldPath | None = None
    ball: HeldPath | None = None
    """Held between two places, or in one hand."""
    hook: Side | Literal["free"] | None = None
    """A massage stick over this shoulder, its knob at the back of the neck."""
    dumbbell: Dumbbells | None = None

    @field_validator("*", mode="before")
    @classmethod
    def _read(cls, written: object, info: ValidationInfo) -> object:
        joint = str(info.field_name).partition("_")[0]
        if joint in RANGES:
            return written if joint == "ankle" and written == "flat" else _angles(joint, written)
        if joint == "reach" and written != "free":
            return _target(written)
        if joint in HELD and written is not None and written != "free":
            return HELD[joint](written)
        return written

    @field_validator("pin")
    @classmethod
    def _known(cls, joint: str | None) -> str | None:
        return None if joint is None else check_joint(joint)

    def said(self) -> dict[str, object]:
        """What stands in this frame, by the key that was written, in the order of the fields."""
        drawn = self.model_fields_set - {"steps"}
        return {
            field.alias or name: getattr(self, name)
            for name, field in type(self).model_fields.items()
            if name in drawn
        }

    def keeps(self) -> tuple[str, ...]:
        """The keys that look back at the frame before."""
        return tuple(key for key, value in self.said().items() if key == "pin" or value == "stay")

    def key(self, name: str, side: str) -> str:
        """The key under which a value of one side was written: `foot.R`, or `foot` for both."""
        return key if (key := f"{name}.{side}") in self.said() else name


class Pose(Authored):
    """The pictures of one exercise, written for the right side; the left is the mirror image."""

    base: Base = "stand"
    view: View = Camera(*VIEWS["side3"])
    crop: Crop | None = None
    hair: Hair = "short"
    eyes: Eyes | None = None
    """Left out: open in who stands, sits or kneels, closed in who lies."""
    shoes: bool = False
    props: tuple[Prop, ...] = ()
    """What stands around the figure, placed by the first frame."""
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
