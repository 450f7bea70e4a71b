"""A prescription and the programme that it names → Plan: one prescription with everything in it.

Which value wins: the entry's, the prescription's as a whole, the programme's entry's, the
programme's as a whole; what none of them says stays open, and is the exercise's default. `make`,
a batch and the clinician's summary all ask here, so that they say the same.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct

from handouts.errors import Problem, Source, nearest
from handouts.merge.kept import lost_beside_changes, lost_beside_sides
from handouts.merge.overlay import Said, at_each_phase, joined, said_by, settled_by_phases
from handouts.merge.pairing import Pair, both_sided, pairs_of
from handouts.merge.sides_apart import said_for_no_side, said_of_one_side, sides_apart
from handouts.model.authored import Step
from handouts.model.dose import DOSE_FIELDS, dose_of
from handouts.model.exercise import Library
from handouts.model.prescription import MOST_EXERCISES, Entry, Prescription
from handouts.model.programme import Programme, Programmes

Origin = Literal["entry", "prescription", "programme entry", "programme", "default"]

_HOW_DOSES_ARE_WRITTEN = {*DOSE_FIELDS, "left", "right", "in_short"}
OTHER_FIELDS = tuple(name for name in Entry.model_fields if name not in _HOW_DOSES_ARE_WRITTEN)
"""What an entry says beside its dose, however that was written."""
_DEFAULTS = {name: Entry.model_fields[name].default for name in OTHER_FIELDS}
_Places = Mapping[Step, Mapping[tuple[Step, ...], Source]]
"""For each entry, by its index, where its values were written, by their path in it."""
_NO_ENTRY = Entry.model_construct(exercise="")


class Plan(Struct, frozen=True):
    """`prescription` names no programme any more and is in its final order.

    `origins`: for each entry, where the value of a field comes from, by its name; a field that is
    not in it is the exercise's default, if that has one. None: all that is said its entry says.
    `problems`: what keeps the plan from being printed.
    """

    prescription: Prescription
    origins: tuple[Mapping[str, Origin], ...] | None
    problems: tuple[Problem, ...] = ()

    def origin(self, index: int, field: str) -> Origin:
        """Which of the five the value of a field of entry number `index` (from 0) comes from."""
        if self.origins is not None:
            return self.origins[index].get(field, "default")
        said = getattr(self.prescription.exercises[index], field)
        return "entry" if said != _DEFAULTS.get(field) else "default"


def planned(prescription: Prescription, library: Library) -> Plan:
    """The prescription as it is meant, its programme merged in and its exercises in order.

    Of a plan's own prescription it makes the same again. Each value keeps the place where it was
    written, in whichever file that is.
    """
    if _is_whole(prescription):
        return Plan(prescription, None)
    programme, problems = _programme(prescription, library)
    problems = [
        *said_for_no_side(prescription), *lost_beside_sides(prescription, library), *problems
    ]  # fmt: skip
    if programme or prescription.programme is None:
        problems += said_of_one_side(prescription, both_sided(prescription, programme))
    prescription = sides_apart(prescription)
    pairs: list[Pair] = []
    if not problems:
        pairs, problems = pairs_of(prescription, programme)
        if programme:
            problems += lost_beside_changes(prescription, programme, pairs, library)
    if problems:
        return Plan(prescription, (), (*problems, *unknown_exercises(prescription, library)))
    parts = [_part(pair, prescription, programme) for pair in pairs]
    order = prescription.order or (programme.order if programme else None)
    if order == "position":
        parts.sort(key=lambda part: _rank(part.entry, library))
    entries = tuple(part.entry for part in parts)
    origins = tuple(part.origins for part in parts)
    if programme is None and all(map(operator.is_, entries, prescription.exercises)):
        if prescription.order is not None:
            prescription = prescription.model_copy(update={"order": None})
        return Plan(prescription, origins)
    whole = prescription.model_copy(
        update={"programme": None, "drop": (), "order": None, "exercises": entries}
    )
    own = _written(prescription)
    listed = _written(programme) if programme else {}
    places = [_places(part, own, listed, prescription, programme) for part in parts]
    whole.located(prescription.sources.with_items("exercises", places))
    return Plan(whole, origins)


def _is_whole(prescription: Prescription) -> bool:
    """All that it says of an exercise stands in one entry, in its place and in full, as in most
    prescriptions: there is nothing to join, and nothing that could get lost.
    """
    return (
        prescription.programme is None
        and not prescription.drop
        and prescription.order is None
        and prescription.frequency is None
        and 0 < len(prescription.exercises) <= MOST_EXERCISES
        and not any(
            entry.says_sides or entry.in_short is not None for entry in prescription.exercises
        )
    )


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


class _Part(Struct, frozen=True):
    """One entry that is whole, of which two it is made, and whose each of its values is."""

    entry: Entry
    pair: Pair
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
        read = programmes.read[name]
        wrong = [*said_for_no_side(read), *said_of_one_side(read, ())]
        return sides_apart(read), [*wrong, *lost_beside_sides(read, library)]
    if name in programmes.known:
        return None, [Problem(source, f"the programme {name} was not read", "see its own mistakes")]
    message = f'there is no programme "{name}"'
    return None, [Problem(source, message, nearest(name, programmes.known))]


def _part(pair: Pair, prescription: Prescription, programme: Programme | None) -> _Part:
    entry = None if pair.own is None else prescription.exercises[pair.own]
    base = programme.exercises[pair.listed] if programme and pair.listed is not None else None
    said, origins = Said(), dict[str, Origin]()
    for origin, layer in _layers(entry, prescription, base, programme):
        said = joined(said, layer) if said else layer
        origins = dict.fromkeys(said, origin) | origins
    if "phases" in said:
        for name in _said_in_vain(said, origins):
            del said[name], origins[name]
    values: dict[str, Any] = {}
    written: tuple[tuple[Origin, Entry | None], ...] = (
        ("programme entry", base), ("entry", entry)
    )  # fmt: skip
    for origin, one in written:
        for name, default in _DEFAULTS.items() if one else ():
            if (value := getattr(one, name)) != default:
                values[name], origins[name] = value, origin
    if base:
        origins["exercise"] = "programme entry"
    if entry and entry.in_short is None and set(origins.values()) == {"entry"}:
        return _Part(entry, pair, origins)
    return _Part(_NO_ENTRY.model_copy(update=values | said), pair, origins)


def _said_in_vain(said: Said, origins: Mapping[str, Origin]) -> list[str]:
    """What lies under phases that each say their own, which win."""
    dose, vain = dose_of(said), list[str]()
    for name in sorted(settled_by_phases(dose)):
        without = dose.model_copy(update={name: None})
        lies_under = name in said and origins[name] != origins["phases"]
        if lies_under and at_each_phase(without) == at_each_phase(dose):
            dose = without
            vain.append(name)
    return vain


def _layers(
    entry: Entry | None, prescription: Prescription, base: Entry | None,
    programme: Programme | None,
) -> Iterator[tuple[Origin, Said]]:  # fmt: skip
    """The doses that lie one under the other, from what wins to what loses."""
    if entry:
        yield "entry", said_by(entry)
    if prescription.frequency is not None:
        yield "prescription", {"frequency": prescription.frequency}
    if base:
        yield "programme entry", said_by(base)
    if programme and programme.frequency is not None:
        yield "programme", {"frequency": programme.frequency}


def _places(
    part: _Part, own: _Places, listed: _Places, prescription: Prescription,
    programme: Programme | None,
) -> dict[tuple[Step, ...], Source]:  # fmt: skip
    """Where the values of one entry were written, by their path in it."""
    places: dict[tuple[Step, ...], Source] = {}
    pair, origins = part.pair, part.origins
    if programme and pair.listed is not None:
        places |= listed[pair.listed]
        if pair.own is None and "side" not in origins:  # it is the prescription that has to say it
            places["side",] = prescription.source("programme")
    if pair.own is not None:
        places |= own[pair.own]
    if origins.get("frequency") == "prescription":
        places["frequency",] = prescription.source("frequency")
    if programme and origins.get("frequency") == "programme":
        places["frequency",] = programme.source("frequency")
    return places


def _written(where: Prescription | Programme) -> _Places:
    """The places of each entry. What it says in short stands where `dose:` does."""
    places = where.sources.of_items("exercises")
    for index, entry in enumerate(where.exercises):
        if entry.in_short:
            short = where.source("exercises", index, "dose")
            places[index] = {(name,): short for name in entry.in_short} | places[index]
    return places


def _rank(entry: Entry, library: Library) -> int:
    """The place of the exercise's position in the vocabulary; last without one."""
    exercise = library.exercises.get(entry.exercise)
    position = exercise.position if exercise else None
    known = library.positions
    return known.index(position) if position in known else len(known)
