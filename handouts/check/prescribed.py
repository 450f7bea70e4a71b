"""Prescriptions and programmes as they would print, and the words that stand in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from handouts.check import printed, prose, said
from handouts.check.finding import Finding, as_findings, found
from handouts.check.jargon import Jargon
from handouts.errors import HandoutError, Problem
from handouts.fonts import Fonts, load_fonts
from handouts.load.clinic import load_clinic
from handouts.load.library import read_library
from handouts.load.prescription import load_prescription
from handouts.load.programme import read_programmes
from handouts.merge.plan import exercises_of
from handouts.merge.sides_apart import sides_apart
from handouts.model.clinic import Clinic
from handouts.model.dose import Side
from handouts.model.exercise import Library
from handouts.model.prescription import Prescription
from handouts.model.programme import Programme


def of_prescription(file: Path, folder: Path, jargon: Jargon) -> Iterator[Finding]:
    """One patient's, in a file of the clinic in `folder`."""
    try:
        prescription = load_prescription(file)
    except HandoutError as error:
        yield from as_findings("invalid", error.problems)
        return
    yield from prose.of_words(said.of_prescription(prescription), jargon)
    try:
        clinic = load_clinic(folder)
        library, problems = _library(prescription, folder)
    except HandoutError as error:
        yield from as_findings("invalid", error.problems)
        return
    yield from as_findings("invalid", problems)
    cannot = printed.problems_of(prescription, library, clinic, load_fonts())
    yield from as_findings("cannot-print", cannot)


def of_programme_file(name: str, folder: Path, jargon: Jargon) -> Iterator[Finding]:
    """One programme of the clinic in `folder`, for every side that it leaves open."""
    try:
        clinic = load_clinic(folder)
        library, problems = _library(_for_anybody(name, {}), folder)
    except HandoutError as error:
        yield from as_findings("invalid", error.problems)
        return
    yield from as_findings("invalid", problems)
    if programme := library.programmes.read.get(name):
        yield from of_programme(name, programme, library, clinic, load_fonts(), jargon)


def of_programme(
    name: str,
    programme: Programme,
    library: Library,
    clinic: Clinic,
    fonts: Fonts,
    jargon: Jargon,
) -> Iterator[Finding]:
    """The programme `name` of a library that has read it and its exercises."""
    yield from prose.of_words(said.of_programme(programme), jargon)
    twice = dict(_twice(programme))
    open_sides = [
        entry.exercise
        for entry in programme.exercises
        if entry.side is None
        and not entry.says_sides
        and (exercise := library.exercises.get(entry.exercise))
        and exercise.sides == "one"
    ]
    for at, exercise_id in twice.items():
        place = programme.source("exercises", at)
        if exercise_id in open_sides:
            message = f"{exercise_id} stands twice: no prescription could say the side of one"
            hint = "give each its side, or write it once"
            yield found("cannot-print", place, message, hint)
        else:
            message = f"{exercise_id} stands twice, and no side tells which is which"
            hint = "write it once; else a prescription can only take both, or drop both"
            yield found("exercise-twice", place, message, hint)
    unclear = {at for at, exercise_id in twice.items() if exercise_id in open_sides}
    library = _with_programme(library, name, _without(programme, unclear))
    for side in printed.EVERY_SIDE if open_sides else printed.EVERY_SIDE[:1]:
        prescription = _for_anybody(name, dict.fromkeys(open_sides, side))
        for problem in printed.problems_of(prescription, library, clinic, fonts):
            here = programme.source("exercises")
            at_place = (
                problem if problem.source.file else Problem(here, problem.message, problem.hint)
            )
            yield Finding("cannot-print", at_place)


def _for_anybody(programme: str, sides: Mapping[str, Side]) -> Prescription:
    """An invented prescription of a programme as it is, but for the sides that it leaves open."""
    entries = [{"exercise": exercise, "side": side} for exercise, side in sides.items()]
    written = {"patient": {"id": "check"}, "date": "2026-01-01", "programme": programme}
    return Prescription.model_validate({**written, **({"exercises": entries} if entries else {})})


def _library(prescription: Prescription, folder: Path) -> tuple[Library, Iterable[Problem]]:
    """What of the content a prescription needs, and what is wrong with that."""
    named = [prescription.programme] if prescription.programme else []
    programmes, unread = read_programmes(folder, named)
    library, problems = read_library(folder, exercises_of(prescription, programmes))
    return replace(library, programmes=programmes), (*unread, *problems)


def _twice(programme: Programme) -> Iterator[tuple[int, str]]:
    """Entries, by their index, whose exercise stands before them for the same side or for any."""
    for at, entry in enumerate(programme.exercises):
        before = programme.model_copy(update={"exercises": programme.exercises[: at + 1]})
        sides = [e.side for e in sides_apart(before).exercises if e.exercise == entry.exercise]
        if len(sides) > 1 and sorted(map(str, sides)) != ["left", "right"]:
            yield at, entry.exercise


def _without(programme: Programme, indices: Collection[int]) -> Programme:
    """The programme without some of its entries, the others where they were written."""
    kept = [at for at in range(len(programme.exercises)) if at not in indices]
    entries = tuple(programme.exercises[at] for at in kept)
    less = programme.model_copy(update={"exercises": entries})
    places = [programme.places("exercises", at) for at in kept]
    less.located(programme.sources.with_items("exercises", places))
    return less


def _with_programme(library: Library, name: str, programme: Programme) -> Library:
    known = library.programmes
    return replace(library, programmes=replace(known, read={**known.read, name: programme}))
