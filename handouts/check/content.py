"""`handouts check`: what is wrong or weak in a clinic's folder, an exercise or a prescription.

In: a path. Out: findings in order. It reads what printing reads, by the same code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from handouts.check import addresses, amounts, brand, completeness, printed, prose, said
from handouts.check.finding import Finding, found, in_order
from handouts.check.scope import Scope, scope_of
from handouts.errors import HandoutError, Problem, Source
from handouts.fonts import load_fonts
from handouts.layout.paginate import lay_out
from handouts.layout.theme import theme_for
from handouts.load.clinic import load_clinic
from handouts.load.exercise_pictures import read_pictures
from handouts.load.library import EXERCISE_FILE, exercise_homes, read_library, shared_codes
from handouts.load.prescription import load_prescription
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.merge.merge import merge
from handouts.model.exercise import Exercise
from handouts.places import shipped_content

_LANGUAGE_FILE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*\.yaml")


def check(path: Path | None = None, *, online: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong or weak in what lies at `path`.

    None: the clinic's folder that the command runs in or under, or the shipped content in a
    checkout. Raises HandoutError where there is nothing to check.
    """
    scope = scope_of(path)
    if scope.prescription:
        return tuple(in_order(_of_prescription(scope.prescription, scope.folder)))
    return tuple(in_order(_of_content(scope, online=online)))


def _of_content(scope: Scope, *, online: bool) -> Iterator[Finding]:
    """A clinic's own files, or those of one exercise; what is shipped is not the clinic's."""
    fonts, clinic, whole = load_fonts(), None, scope.exercise is None
    try:
        clinic = load_clinic(scope.folder)
    except HandoutError as error:
        yield from _as_findings("invalid", error.problems if whole else ())
    if clinic and whole:
        yield from brand.of_clinic(clinic)
        yield from prose.of_words(said.of_clinic(clinic))
    homes = exercise_homes(scope.folder)
    if scope.exercise is not None:
        homes = {scope.exercise: homes[scope.exercise]}
    try:
        library, problems = read_library(scope.folder)
    except HandoutError as error:
        yield from _as_findings("invalid", error.problems)
        return
    where = clinic or load_clinic(shipped_content())
    areas = [scope.folder] if whole else list(homes.values())
    codes = [one for one in shared_codes(library.exercises) if _lies_in(areas, one)]
    yield from _as_findings("shared-code", codes)
    # The clinic's address and words print with every exercise, the shipped ones as well.
    shown = {name: one for name, one in library.exercises.items() if whole or name in homes}
    for name, home in homes.items():
        exercise = shown.get(name)
        if exercise is None and (exercise := _unread(home)):
            yield from _as_findings("picture", read_pictures(exercise, home)[1])
            shown[exercise.id] = exercise.model_copy(update={"pose": None, "pictures": ()})
        yield from _translations(home)
        if exercise:
            yield from _of_words(exercise)
    library = replace(library, exercises=shown, unreadable=frozenset())
    for exercise in shown.values():
        sides = printed.EVERY_SIDE if exercise.id in homes else printed.EVERY_SIDE[:1]
        on_paper = printed.of_exercise(exercise, library, where, fonts, sides)
        yield from (one for one in on_paper if _lies_in(areas, one.problem))
    yield from _as_findings("invalid", (one for one in problems if _lies_in(areas, one)))
    if online and clinic:
        yield from addresses.of_addresses(addresses.of_exercises(shown.values(), clinic))


def _unread(home: Path) -> Exercise | None:
    """An exercise that is not in the library, perhaps for its pictures alone."""
    try:
        return validate(Exercise, read_yaml(home / EXERCISE_FILE))
    except HandoutError:  # told with the library's Problems
        return None


def _of_words(exercise: Exercise) -> Iterator[Finding]:
    words = tuple(said.of_exercise(exercise))
    yield from prose.of_words(words)
    yield from prose.of_whole(words)
    yield from completeness.of_exercise(exercise)
    for one in words:
        yield from amounts.of_words(one, exercise.dose)


def _translations(home: Path) -> Iterator[Finding]:
    for file in sorted(home.glob("*.yaml")):
        if _LANGUAGE_FILE.fullmatch(file.name):
            message = "translations are not supported yet: this one is not printed"
            yield found("not-supported-yet", Source(str(file)), message)


def _of_prescription(file: Path, folder: Path) -> Iterator[Finding]:
    """A prescription as it would print, and the words that stand in it."""
    try:
        prescription = load_prescription(file)
    except HandoutError as error:
        yield from _as_findings("invalid", error.problems)
        return
    yield from prose.of_words(said.of_prescription(prescription))
    try:
        clinic = load_clinic(folder)
        wanted = {entry.exercise for entry in prescription.exercises}
        library, problems = read_library(folder, wanted)
    except HandoutError as error:
        yield from _as_findings("invalid", error.problems)
        return
    yield from _as_findings("invalid", problems)
    try:
        handout = merge(prescription, library, clinic)
        lay_out(handout, theme_for(clinic, prescription), load_fonts())
    except HandoutError as error:
        yield from _as_findings("cannot-print", error.problems)


def _as_findings(name: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    return (Finding(name, problem) for problem in problems)


def _lies_in(areas: Iterable[Path], problem: Problem) -> bool:
    return any(Path(problem.source.file).is_relative_to(area) for area in areas)
