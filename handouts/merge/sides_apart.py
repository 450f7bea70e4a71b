"""An entry with different doses left and right → the exercise twice, once for each side.

The sheet then has a tag, steps, pictures and a dose for each side: nobody has to find theirs in a
table of both.
"""

from __future__ import annotations

from typing import Literal

from handouts.merge.overlay import overlaid, unsaid
from handouts.merge.saying import Saying
from handouts.model.dose import DOSE_FIELDS, spelling_of
from handouts.model.prescription import Entry, Prescription

SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


def sides_apart(prescription: Prescription, saying: Saying) -> Prescription:
    """The prescription with an entry for each side where an entry has `left` and `right`. What the
    entry says of both holds for each that does not say otherwise; for one at least.
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
        both = [_of_one_side(entry, side) for side in SIDES]
        entries += both
        origins += ((index, side) for side in SIDES)
        for name in unsaid(entry, both, DOSE_FIELDS):
            key = spelling_of(name)
            saying.wrong(
                prescription.source("exercises", index, key),
                f"{key} would not be printed: left and right each say their own",
                f"take {key} out",
            )
    apart = prescription.model_copy(update={"exercises": tuple(entries)})
    apart.located(prescription.sources.with_items("exercises", origins))
    return apart


def _of_one_side(entry: Entry, side: Literal["left", "right"]) -> Entry:
    own = getattr(entry, side)
    dose = overlaid(own, entry.dose)
    fields = {name: getattr(dose, name) for name in DOSE_FIELDS}
    return entry.model_copy(update={**fields, "side": side, "left": None, "right": None})
