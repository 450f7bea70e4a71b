"""What is prescribed of each exercise, beside what the handout says of it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.merge.dosing import prescribed_dose
from handouts.model.dose import Dose
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import ExerciseBlock, Numbered
from handouts.model.prescription import Entry, Prescription


class Prescribed(Struct, frozen=True):
    """Entry number `index` (from 0) with its exercise and dose, and what the handout says of it."""

    index: int
    entry: Entry
    exercise: Exercise
    dose: Dose
    block: ExerciseBlock

    @property
    def in_place(self) -> Numbered:
        return Numbered(self.index + 1, self.block)

    @property
    def name(self) -> str:
        """The exercise as patients find it: its number and its title."""
        return f"{self.in_place.number} {self.block.title.text}"


def all_prescribed(
    prescription: Prescription, blocks: Sequence[ExerciseBlock], library: Library
) -> list[Prescribed]:
    """In the order of the handout. `prescription` is a plan's, and `blocks` has one for each of its
    exercises: nothing was found wrong with them.
    """
    return [
        Prescribed(index, entry, exercise, prescribed_dose(entry, prescription, exercise), block)
        for index, (entry, block) in enumerate(zip(prescription.exercises, blocks, strict=True))
        for exercise in [library.exercises[entry.exercise]]
    ]
