"""A prescription and the programme that it names → Plan: one prescription with everything in it.

Which value wins: the entry's, the prescription's as a whole, the programme's entry's, the
programme's as a whole; what none of them says stays open, and is the exercise's default. `make`,
a batch and the clinician's summary all ask here, so that they say the same.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from handouts.errors import Problem, Source, nearest
from handouts.merge.overlay import overlaid
from handouts.merge.pairing import Pair, pairs_of
from handouts.merge.sides_apart import sides_apart
from handouts.model.authored import Sources, Step
from handouts.model.dose import DOSE_FIELDS, Dose
from handouts.model.exercise import Library
from handouts.model.prescription import Entry, Prescription
from handouts.model.programme import Programme, Programmes

Origin = Literal["entry", "prescription", "programme entry", "programme", "default"]

FIELDS = tuple(Entry.model_fields)


@dataclass(frozen=True, slots=True)
class Plan:
    """`prescription` names no programme any more and is in its final order.

    `provenance`: where the value of a field comes from, by the index of its entry and its name; a
    field that is not in it is the exercise's default, if that has one. `problems`: what keeps the
    plan from being printed.
    """

    prescription: Prescription
    provenance: Mapping[tuple[int, str], Origin]
    problems: tuple[Problem, ...] = ()

    def origin(self, index: int, field: str) -> Origin:
        """Which of the five the value of a field of entry number `index` (from 0) comes from."""
        return self.provenance.get((index, field), "default")


def planned(prescription: Prescription, library: Library) -> Plan:
    """The prescription as it is meant, its programme merged in and its exercises in order.

    Of a plan's own prescription it makes the same again. Each value keeps the place where it was
    written, in whichever file that is.
    """
    programme, problems = _programme(prescription, library)
    pairs: list[Pair] = []
    if not problems:
        pairs, problems = pairs_of(prescription, programme)
        problems += _unclear_sides(pairs, prescription, programme)
    if problems:
        return Plan(prescription, {}, (*problems, *unknown_exercises(prescription, library)))
    parts = [_part(pair, prescription, programme) for pair in pairs]
    order = prescription.order or (programme.order if programme else None)
    if order == "position":
        parts.sort(key=lambda part: _rank(part.entry, library))
    places = {
        path: place for path, place in prescription.places().items() if path[:1] != ("exercises",)
    }
    places["exercises",] = prescription.source("exercises")
    provenance: dict[tuple[int, str], Origin] = {}
    for index, part in enumerate(parts):
        places |= {("exercises", index, *path): place for path, place in part.places.items()}
        provenance |= {(index, name): origin for name, origin in part.origins.items()}
    whole = prescription.model_copy(
        update={
            "programme": None, "drop": (), "order": None,
            "exercises": tuple(part.entry for part in parts),
        }
    )  # fmt: skip
    whole.located(Sources(prescription.source().file, places))
    return _with_sides_apart(Plan(whole, provenance))


def _with_sides_apart(plan: Plan) -> Plan:
    """An entry with `left` and `right` is two; the values of both come from where its own did."""
    entries = plan.prescription.exercises
    owners = [at for at, entry in enumerate(entries) for _ in range(2 if entry.left else 1)]
    provenance = {
        (index, name): origin
        for index, owner in enumerate(owners)
        for (at, name), origin in plan.provenance.items()
        if at == owner
    }
    apart = sides_apart(plan.prescription)
    for index, owner in enumerate(owners):
        side = apart.exercises[index].side if entries[owner].left else None
        if side:
            own = getattr(entries[owner], side)
            written = {name for name in DOSE_FIELDS if getattr(own, name) is not None}
            origin = plan.origin(owner, side)
            provenance |= {(index, name): origin for name in written | {"side"}}
    return Plan(apart, provenance)


def exercises_of(prescription: Prescription, programmes: Programmes) -> frozenset[str]:
    """The ids of the exercises that the plan will hold, so that the library can read them."""
    programme = programmes.read.get(prescription.programme or "")
    listed = {entry.exercise for entry in programme.exercises} if programme else set()
    own = {entry.exercise for entry in prescription.exercises}
    return frozenset(own | (listed - set(prescription.drop)))


def unknown_exercises(prescription: Prescription, library: Library) -> tuple[Problem, ...]:
    """A Problem for each entry whose exercise the library does not know."""
    return tuple(
        Problem(
            prescription.source("exercises", index, "exercise"),
            f'there is no exercise "{entry.exercise}"',
            nearest(entry.exercise, library.known),
        )
        for index, entry in enumerate(prescription.exercises)
        if entry.exercise not in library.known
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """One entry that is whole, where each of its values was written, and whose it is."""

    entry: Entry
    places: Mapping[tuple[Step, ...], Source]
    origins: Mapping[str, Origin]


def _programme(
    prescription: Prescription, library: Library
) -> tuple[Programme | None, list[Problem]]:
    name, programmes = prescription.programme, library.programmes
    if name is None:
        if not prescription.drop:
            return None, []
        message = "drop takes exercises out of a programme, but none is named"
        hint = "write programme: and its name, or take drop out"
        return None, [Problem(prescription.source("drop"), message, hint)]
    source = prescription.source("programme")
    if name in programmes.read:
        return programmes.read[name], []
    if name in programmes.known:
        return None, [Problem(source, f"the programme {name} was not read", "see its own mistakes")]
    message = f'there is no programme "{name}"'
    return None, [Problem(source, message, nearest(name, programmes.known))]


def _unclear_sides(
    pairs: Sequence[Pair], prescription: Prescription, programme: Programme | None
) -> Iterator[Problem]:
    """One side here and doses for both there, or the other way round: neither is dropped unsaid."""
    for pair in pairs:
        if pair.own is None or pair.listed is None or programme is None:
            continue
        entry, base = prescription.exercises[pair.own], programme.exercises[pair.listed]
        if (entry.side and base.left) or (entry.left and base.side):
            said = "side" if entry.side else "left"
            yield Problem(
                prescription.source("exercises", pair.own, said),
                f"the programme gives {entry.exercise} "
                + ("doses for left and right" if base.left else f"side: {base.side}"),
                "write it as the programme does, or drop it and write it whole",
            )


def _part(pair: Pair, prescription: Prescription, programme: Programme | None) -> _Part:
    entry = None if pair.own is None else prescription.exercises[pair.own]
    base = programme.exercises[pair.listed] if programme and pair.listed is not None else None
    layers = list(_layers(entry, prescription, base, programme))
    dose = functools.reduce(overlaid, (layer for _, layer in layers))
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for name in DOSE_FIELDS:
        if getattr(dose, name) is not None:
            values[name] = getattr(dose, name)
            origins[name] = next(
                origin for origin, layer in layers if getattr(layer, name) is not None
            )
    for name in FIELDS:
        for origin, value in _said(name, entry, base):
            values[name], origins[name] = value, origin
            break
    if base:
        origins["exercise"] = "programme entry"
    whole = Entry.model_construct(None, **values)
    return _Part(whole, _places(pair, origins, prescription, programme), origins)


def _layers(
    entry: Entry | None, prescription: Prescription, base: Entry | None,
    programme: Programme | None,
) -> Iterator[tuple[Origin, Dose]]:  # fmt: skip
    """The doses that are laid over one another, from what wins to what loses."""
    yield "entry", entry.dose if entry else Dose.model_construct()
    yield "prescription", Dose.model_construct(frequency=prescription.frequency)
    if base is not None:
        yield "programme entry", base.dose
    if programme:
        yield "programme", Dose.model_construct(frequency=programme.frequency)


def _said(name: str, entry: Entry | None, base: Entry | None) -> Iterator[tuple[Origin, object]]:
    """What is said of one field beside the dose, from what wins to what loses."""
    if name in DOSE_FIELDS:
        return
    written: list[tuple[Origin, object]] = []
    if entry is not None:
        written.append(("entry", getattr(entry, name)))
    if base is not None:
        written.append(("programme entry", getattr(base, name)))
    open_value = Entry.model_fields[name].default
    yield from ((origin, value) for origin, value in written if value != open_value)


def _places(
    pair: Pair, origins: Mapping[str, Origin], prescription: Prescription,
    programme: Programme | None,
) -> dict[tuple[Step, ...], Source]:  # fmt: skip
    """Where the values of one entry were written, by their path in it."""
    places: dict[tuple[Step, ...], Source] = {}
    if programme and pair.listed is not None:
        places |= programme.places("exercises", pair.listed)
        if pair.own is None and "side" not in origins:  # it is the prescription that has to say it
            places["side",] = prescription.source("programme")
    if pair.own is not None:
        places |= prescription.places("exercises", pair.own)
    if origins.get("frequency") == "prescription":
        places["frequency",] = prescription.source("frequency")
    if programme and origins.get("frequency") == "programme":
        places["frequency",] = programme.source("frequency")
    return places


def _rank(entry: Entry, library: Library) -> int:
    """The place of the exercise's position in the vocabulary; last without one."""
    exercise = library.exercises.get(entry.exercise)
    position = exercise.position if exercise else None
    known = library.positions
    return known.index(position) if position in known else len(known)
