"""An exercise as its author wrote it, and the library of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Struct, field
from pydantic import Field

from handouts.model.authored import Authored, Line, SchemaVersion, shaped
from handouts.model.dose import Amount, AmountField, Dose, Limits, PainField, parse_amount
from handouts.model.drawing import Artwork
from handouts.model.programme import Programmes

ExerciseId = Annotated[
    str,
    shaped(
        r"(?=.{1,60}$)[a-z0-9]+(-[a-z0-9]+)*",
        "up to 60 small letters and digits, with hyphens between words",
        "ql-stretch",
    ),
]
VideoCode = Annotated[
    str, shaped(r"[a-km-np-z2-9]{2,12}", "2 to 12 small letters and digits, no l 1 o 0", "q27r")
]
Sides = Literal["one", "both", "none"]
MOST_STEPS = 50
"""Beyond that it is no exercise; and the numbers of steps have room for two digits."""


MOST_PICTURES = 3
"""As many as stand side by side on a sheet."""


class PictureFile(Authored):
    """One of the clinic's own pictures, in the exercise's folder.

    `steps` are the steps that it shows. `side` is the side of the body that it shows: when the
    other one is prescribed the picture is mirrored; left out, it is printed as it is.
    """

    file: Line
    steps: AmountField | None = None
    side: Literal["left", "right"] | None = None


class Adjustment(Authored):
    """A question that a patient may have, and what to do then."""

    question: Line
    answer: Line


class Words(Authored):
    """What the patient reads; placeholders are still in it.

    `tempo` names the phases of the movement, in their order (lift, pause, lower), for a dose that
    counts them; `motion` is a verb for the movement ("bend"), for a dose in degrees.
    """

    title: Line
    clinical_name: Line | None = None
    side_label: Line | None = None
    purpose: Line | None = None
    feel: Line | None = None
    steps: tuple[Line, ...] = Field(min_length=1, max_length=MOST_STEPS)
    steps_short: tuple[Line, ...] | None = Field(default=None, min_length=1, max_length=MOST_STEPS)
    adjustments: tuple[Adjustment, ...] = ()
    cautions: tuple[Line, ...] = ()
    caution_short: Line | None = None
    alt: tuple[Line, ...] = ()
    tempo: tuple[Line, ...] = Field(default=(), max_length=4)
    motion: Line | None = None

    @property
    def digest(self) -> str:
        """A hash of the words as they are: what a review signs off."""
        return hashlib.sha256(self.model_dump_json(exclude_defaults=True).encode()).hexdigest()[:16]


class Exercise(Authored):
    """One exercise.yaml.

    `pose` is kept as it was written: what it means is the figure engine's, which printing never
    loads. It shows the right side.
    """

    schema_version: SchemaVersion = Field(default=1, alias="schema")
    id: ExerciseId
    code: VideoCode | None = None
    region: Line
    position: Line | None = None
    equipment: tuple[Line, ...] = ()
    sides: Sides
    muscles: tuple[Line, ...] = ()
    dose: Dose = Dose.model_construct()
    limits: Limits = Limits.model_construct()
    pain: PainField | None = None
    contraindications: tuple[Line, ...] = ()
    video: Line | None = None
    pose: dict[str, Any] | None = None
    pictures: tuple[PictureFile, ...] = Field(default=(), max_length=MOST_PICTURES)
    source_of_facts: Line | None = Field(default=None, alias="source")
    words: Words

    @property
    def steps_shown(self) -> tuple[Amount | None, ...]:
        """For each picture the steps that it shows, where its author says so."""
        if self.pose is None:
            return tuple(picture.steps for picture in self.pictures)
        return tuple(
            parse_amount(str(frame["steps"])) if "steps" in (frame or {}) else None
            for frame in self.pose["frames"]
        )

    @property
    def picture_count(self) -> int:
        """How many pictures there are, files or frames of the pose."""
        frames = (self.pose or {}).get("frames")
        return len(frames) if isinstance(frames, list) else len(self.pictures)


class Library(Struct, frozen=True):
    """The exercises that were read, and what belongs to them.

    `known`: the ids of all exercises there are, read or not. `pictures`: those of each exercise in
    order, photographs or drawn from its pose.
    `reviewed`: exercises whose words, as they are, a clinician here has signed off. `unreadable`:
    exercises whose Problems were told already; no handout is made of them. `conditions`: the words
    of the vocabulary for what may speak against an exercise.
    `positions`: the vocabulary's positions in its order. `programmes`: the reusable lists.
    """

    exercises: Mapping[str, Exercise]
    known: frozenset[str]
    pictures: Mapping[str, tuple[Artwork, ...]] = field(default_factory=dict)
    reviewed: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    positions: tuple[str, ...] = ()
    programmes: Programmes = field(default_factory=Programmes)
