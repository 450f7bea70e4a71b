"""The props of a pose as people write them: `mat`, `{chair: {back: 9}}`; lengths in cm.

They are said once for all frames, and furniture.py says where each is to stand. What is held or
worn is a key of a frame, since its shape follows the body: held.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema, model_validator

from handouts.errors import InvalidValueError, nearest
from handouts.figures.anchors import BONES, HELD_LINES, JOINTS, THINGS, Target, parse_target
from handouts.figures.ranges import SIDES
from handouts.model.authored import Authored

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

SEAT_HEIGHT = 45.0
"""A common chair's seat, in cm above the floor."""


def _number(written: object) -> float:
    try:
        return float(str(written))
    except ValueError:
        raise InvalidValueError("must be a number of cm", "write 45") from None


def _cm(least: float, most: float) -> BeforeValidator:
    def read(written: object) -> float:
        number = _number(written)
        if not least <= number <= most:
            raise InvalidValueError(
                f"must be from {least:g} to {most:g} cm", f"write {min(max(number, least), most):g}"
            )
        return number

    return BeforeValidator(read)


def _shift(written: object) -> tuple[float, float]:
    if not isinstance(written, list | tuple) or len(written) != 2:
        raise InvalidValueError(
            "must be two numbers: cm to the picture's right, cm away from the viewer",
            "write [-5, 0]",
        )
    x, y = written
    return _number(x), _number(y)


def _spot(written: object) -> tuple[Target, ...]:
    """One target; two for the name of a joint or bone without its side: the middle between them."""
    if not isinstance(written, str):
        raise InvalidValueError("must be words such as knee.R", "write one value after the colon")
    try:
        target = parse_target(written)
    except InvalidValueError:
        name, at, share = written.partition("@")
        pair = tuple(f"{name}.{side}" for side in SIDES)
        if not set(pair) <= {*JOINTS, *BONES}:
            raise
        return tuple(parse_target(f"{each}{at}{share}") for each in pair)
    if target.anchor in (*THINGS, *HELD_LINES):
        raise InvalidValueError(
            f"names the {target.anchor}, and must be a place on the body",
            "write head or knee.R; shift moves the thing from there",
        )
    return (target,)


Shift = Annotated[tuple[float, float], BeforeValidator(_shift)]
Spot = Annotated[tuple[Target, ...], BeforeValidator(_spot), WithJsonSchema({"type": "string"})]
RoomSide = Literal["front", "back", "left", "right"]
Back = Annotated[float, _cm(-15, 40)]


class Thing(Authored):
    """Anything that keeps its place in all pictures."""

    shift: Shift = (0.0, 0.0)
    """How far from its usual place: to the picture's right, and away from the viewer."""


class Mat(Thing):
    length: Annotated[float, _cm(60, 300)] = 180.0
    width: Annotated[float, _cm(40, 200)] = 60.0


class Pillow(Thing):
    under: Spot = (Target("head"),)


class Seat(Thing):
    back: Back = 0.0
    """How far forward on it one sits: the seat stands back by so much."""


class Chair(Seat):
    height: Annotated[float, _cm(25, 70)] = SEAT_HEIGHT


class Stool(Seat):
    height: Annotated[float, _cm(25, 70)] = SEAT_HEIGHT


class Table(Seat):
    """A treatment table or bed: to lie on, or to sit on its long edge."""

    height: Annotated[float, _cm(35, 100)] = 50.0


class Ball(Seat):
    size: Annotated[float, _cm(15, 85)] = 55.0
    under: Spot | None = None

    @property
    def height(self) -> float:
        """Of who sits on it, which flattens it."""
        return 0.92 * self.size


class Boundary(Thing):
    """What stands upright on one side of the figure."""

    side: RoomSide = "front"
    away: Annotated[float, _cm(0, 200)] | None = None
    """From the toes (front), the heels (back) or the foot of that side; else as near as can be."""


class Wall(Boundary):
    height: Annotated[float, _cm(100, 320)] = 195.0
    """Higher for a picture that cuts the wall's upper edge off."""


class Doorway(Boundary):
    away: Annotated[float, _cm(-20, 200)] | None = None


class Door(Boundary):
    """A closed door in its frame: bands are fastened to it."""


class Counter(Boundary):
    height: Annotated[float, _cm(60, 130)] = 90.0


class Step(Thing):
    height: Annotated[float, _cm(5, 45)] = 15.0
    under: Spot | None = None


class Roller(Thing):
    under: Spot = (Target("chest"),)


class Towel(Thing):
    under: Spot = (Target("neck"),)
    form: Literal["rolled", "flat"] = "rolled"


class Prop(Authored):
    """One thing of a picture: its name alone, or its name and what is special about it."""

    mat: Mat | None = None
    pillow: Pillow | None = None
    chair: Chair | None = None
    stool: Stool | None = None
    table: Table | None = None
    ball: Ball | None = None
    wall: Wall | None = None
    doorway: Doorway | None = None
    door: Door | None = None
    counter: Counter | None = None
    step: Step | None = None
    roller: Roller | None = None
    towel: Towel | None = None

    @model_validator(mode="before")
    @classmethod
    def _read(cls, written: Any) -> Any:
        if isinstance(written, str):
            if written not in cls.model_fields:
                raise InvalidValueError(
                    f'names an unknown prop, "{written}"', nearest(written, cls.model_fields)
                )
            return {written: {}}
        if not isinstance(written, dict) or len(written) != 1:
            raise InvalidValueError(
                "must be one prop, by its name or with its options",
                "write chair, or {chair: {height: 50}}",
            )
        return {name: {} if said is None else said for name, said in written.items()}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"enum": list(cls.model_fields)}, handler(schema)]}

    @property
    def name(self) -> str:
        (name,) = self.model_fields_set
        return name

    @property
    def thing(self) -> Thing:
        thing: Thing = getattr(self, self.name)
        return thing


def seat_height(props: tuple[Prop, ...]) -> float:
    """Where who sits bears, in cm above the floor: the first seat, else the mat, else a chair's."""
    things = [prop.thing for prop in props]
    for thing in things:
        if isinstance(thing, Chair | Stool | Table | Ball):
            return thing.height
    return 0.0 if any(isinstance(thing, Mat) for thing in things) else SEAT_HEIGHT


def step_height(props: tuple[Prop, ...]) -> float | None:
    """The top of the first step, in cm above the floor; None where there is none."""
    steps = (prop.thing for prop in props)
    return next((step.height for step in steps if isinstance(step, Step)), None)
