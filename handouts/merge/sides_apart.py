"""An entry with different doses left and right → the exercise twice, once for each side.

The sheet then has a tag, steps, pictures and a dose for each side: nobody has to find theirs in a
table of both.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Literal, TypeVar

from handouts.errors import Problem, Source
from handouts.merge.overlay import overlaid, unsaid
from handouts.model.authored import Step
from handouts.model.dose import DOSE_FIELDS, Dose, spelling_of
from handouts.model.prescription import Entry, Prescription
from handouts.model.programme import Programme

ListT = TypeVar("ListT", Prescription, Programme)

SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


def sides_apart(listed: ListT) -> ListT:
    """The prescription or programme with an entry for each side where an entry has `left` or
    `right`. What the entry says of both holds for each that does not say otherwise.
    """
    if not any(entry.says_sides for entry in listed.exercises):
        return listed
    entries: list[Entry] = []
    places: list[Mapping[tuple[Step, ...], Source]] = []
    for index, entry in enumerate(listed.exercises):
        written = listed.places("exercises", index)
        if not entry.says_sides:
            entries.append(entry)
            places.append(written)
            continue
        entries += (_of_one_side(entry, side) for side in SIDES)
        places += ({**written, **listed.places("exercises", index, side)} for side in SIDES)
    apart = listed.model_copy(update={"exercises": tuple(entries)})
    apart.located(listed.sources.with_items("exercises", places))
    return apart


def said_for_no_side(listed: Prescription | Programme) -> tuple[Problem, ...]:
    """A Problem for each value beside `left` and `right` that both of them say anew."""
    return tuple(
        Problem(
            listed.source("exercises", index, spelling_of(name)),
            f"{spelling_of(name)} would not be printed: left and right each say their own",
            f"take {spelling_of(name)} out",
        )
        for index, entry in enumerate(listed.exercises)
        if entry.says_sides
        for name in unsaid(entry, [_of_one_side(entry, side) for side in SIDES], DOSE_FIELDS)
    )


def said_of_one_side(listed: Prescription | Programme, both: Container[str]) -> tuple[Problem, ...]:
    """A Problem for each entry with `left` or `right` alone, but of the exercises in `both`, which
    a programme has for either side: there the other side stays as it is.
    """
    return tuple(
        Problem(
            listed.source("exercises", index),
            f"{entry.exercise} says {said} and not {other}",
            f"add {other}:, or write side: {said}",
        )
        for index, entry in enumerate(listed.exercises)
        if entry.says_sides
        for said, other in (SIDES, SIDES[::-1])
        if getattr(entry, said) is not None
        and getattr(entry, other) is None
        and entry.exercise not in both
    )


def _of_one_side(entry: Entry, side: Literal["left", "right"]) -> Entry:
    dose = overlaid(getattr(entry, side) or Dose(), entry)
    fields = {name: getattr(dose, name) for name in DOSE_FIELDS}
    return entry.model_copy(update={**fields, "side": side, "left": None, "right": None})
