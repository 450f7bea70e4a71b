"""What one block of a booklet says of an exercise, and the forms that its pictures may have (page
design, section 8).
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from handouts.layout.booklet_head import MAIN
from handouts.layout.furniture import LIVE
from handouts.model.handout import ExerciseBlock, Frame, ListItem, Numbered, Phrase


class Form(Struct, frozen=True):
    """How the pictures of a block stand, in millimetres: how many in a row, from how high to how
    high; across the page, or in the main column. `step_gap`: white between two steps.
    """

    in_a_row: int
    least_mm: float
    most_mm: float
    step_gap_mm: float
    across: bool = False

    @property
    def width(self) -> float:
        """What the pictures share, in points."""
        return LIVE if self.across else MAIN


HALF = {0: Form(1, 0, 0, 1), 1: Form(1, 40, 70, 1), 2: Form(2, 30, 50, 1)}
"""By the number of pictures; with more there is only the Full form."""
FULL = {
    0: Form(1, 0, 0, 2),
    1: Form(1, 40, 70, 2),
    2: Form(2, 44, 72, 2, across=True),
    3: Form(3, 38, 56, 2, across=True),
}
FULL_OF_MORE = Form(2, 38, 50, 2, across=True)
STANDING_LEAST_MM = 34
"""The least height of two figures that are higher than wide, in Half form."""


class Part(Struct, frozen=True):
    """What one block says of an exercise: all of it, or a part. A part that is not the first
    repeats the side, and the pictures where it has steps.
    """

    in_place: Numbered
    steps: tuple[ListItem, ...]
    adjustments: tuple[Phrase, ...]
    with_note: bool
    number: int = 1

    @property
    def exercise(self) -> ExerciseBlock:
        return self.in_place.block

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def note(self) -> Phrase | None:
        return self.exercise.note if self.with_note else None

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The pictures that it shows."""
        return self.exercise.frames if self.is_first or self.steps else ()

    @property
    def half_form(self) -> Form | None:
        """Its Half form, where it has one."""
        form = HALF.get(len(self.frames))
        sizes = [frame.artwork.size for frame in self.frames]
        if form and len(sizes) > 1 and any(down > across for across, down in sizes):
            return replace(form, least_mm=STANDING_LEAST_MM)
        return form

    @property
    def full_form(self) -> Form:
        """Its Full form, which every exercise has."""
        return FULL.get(len(self.frames), FULL_OF_MORE)


def whole(exercise: Numbered) -> Part:
    """All of an exercise."""
    block = exercise.block
    return Part(exercise, block.steps, block.more.adjustments, with_note=True)
