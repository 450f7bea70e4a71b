"""An entry with different doses left and right → the exercise twice, once for each side.

The sheet then has a tag, steps, pictures and a dose for each side: nobody has to find theirs in a
table of both.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from handouts.merge.overlay import overlaid
from handouts.model.dose import DOSE_FIELDS
from handouts.model.prescription import Entry, Prescription
from handouts.model.programme import Programme

ListT = TypeVar("ListT", Prescription, Programme)

SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


def sides_apart(prescription: ListT) -> ListT:
    """The prescription or programme with an entry for each side where an entry has `left` and
    `right`. What the entry says of both holds for each that does not say otherwise.
    """
    if all(entry.left is None for entry in prescription.exercises):
        return prescription
    entries: list[Entry] = []
    origins: list[tuple[int, str | None]] = []
    for index, entry in enumerate(prescription.exercises):
        if entry.left is None:
            entries.append(entry)
            origins.append((index, None))
            continue
        for side in SIDES:
            entries.append(_of_one_side(entry, side))
            origins.append((index, side))
    apart = prescription.model_copy(update={"exercises": tuple(entries)})
    apart.located(prescription.sources.with_items("exercises", origins))
    return apart


def _of_one_side(entry: Entry, side: Literal["left", "right"]) -> Entry:
    own = getattr(entry, side)
    dose = overlaid(own, entry.dose)
    fields = {name: getattr(dose, name) for name in DOSE_FIELDS}
    return entry.model_copy(update={**fields, "side": side, "left": None, "right": None})
