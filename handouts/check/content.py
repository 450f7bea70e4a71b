"""`handouts check`: what is wrong or weak in a clinic's folder, or in one file of it.

In: a path. Out: findings in order. It reads what printing reads, by the same code.
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from handouts.check import (
    addresses,
    amounts,
    brand,
    completeness,
    prescribed,
    printed,
    prose,
    said,
    translations,
)
from handouts.check.finding import Finding, as_findings, in_order
from handouts.check.jargon import Jargon, jargon_of
from handouts.check.scope import Scope, scope_of
from handouts.errors import HandoutError, Problem
from handouts.fonts import Fonts, load_fonts
from handouts.load.clinic import load_clinic
from handouts.load.exercise_pictures import read_pictures
from handouts.load.library import EXERCISE_FILE, exercise_homes, read_library, shared_codes
from handouts.load.plain_words import read_plain_words
from handouts.load.programme import programme_files, read_programmes
from handouts.load.translations import translated_exercises
from handouts.load.validation import validate
from handouts.load.yaml_source import read_yaml
from handouts.model.clinic import Clinic
from handouts.model.exercise import Exercise, Library
from handouts.places import shipped_content


def check(path: Path | None = None, *, online: bool = False) -> tuple[Finding, ...]:
    """Everything that is wrong or weak in what lies at `path`.

    None: the clinic's folder that the command runs in or under, or the shipped content in a
    checkout. Raises HandoutError where there is nothing to check.
    """
    scope = scope_of(path)
    plain, problems = read_plain_words(scope.folder)
    jargon = jargon_of(plain)
    if scope.prescription:
        found = prescribed.of_prescription(scope.prescription, scope.folder, jargon)
    elif scope.programme:
        found = prescribed.of_programme_file(scope.programme, scope.folder, jargon)
    else:
        found = _of_content(scope, jargon, online=online)
    return tuple(in_order([*as_findings("invalid", problems), *found]))


def _of_content(scope: Scope, jargon: Jargon, *, online: bool) -> Iterator[Finding]:
    """A clinic's own files, or those of one exercise; what is shipped is not the clinic's."""
    fonts, clinic, whole = load_fonts(), None, scope.exercise is None
    try:
        clinic = load_clinic(scope.folder)
    except HandoutError as error:
        yield from as_findings("invalid", error.problems if whole else ())
    if clinic and whole:
        yield from brand.of_clinic(clinic)
        yield from prose.of_words(said.of_clinic(clinic), jargon)
    homes = exercise_homes(scope.folder)
    translated: Collection[str] = translated_exercises(scope.folder)
    if scope.exercise is not None:
        translated = {scope.exercise}
        homes = {name: home for name, home in homes.items() if name == scope.exercise}
    try:
        library, problems = read_library(scope.folder)
    except HandoutError as error:
        yield from as_findings("invalid", error.problems)
        return
    where = clinic or load_clinic(shipped_content())
    areas = [scope.folder] if whole else list(homes.values())
    codes = [one for one in shared_codes(library.exercises) if _lies_in(areas, one)]
    yield from as_findings("shared-code", codes)
    # The clinic's address and words print with every exercise, the shipped ones as well.
    shown = {name: one for name, one in library.exercises.items() if whole or name in homes}
    unread = dict(_unread(homes, shown))
    yield from _of_own(homes, {**shown, **unread}, unread, jargon)
    read = {**library.exercises, **unread}
    yield from translations.of_folder(scope.folder, translated, read, library.known)
    for exercise in unread.values():
        shown[exercise.id] = exercise.model_copy(update={"pose": None, "pictures": ()})
    library = replace(library, exercises=shown, unreadable=frozenset())
    for exercise in shown.values():
        sides = printed.EVERY_SIDE if exercise.id in homes else printed.EVERY_SIDE[:1]
        on_paper = printed.of_exercise(exercise, library, where, fonts, sides)
        yield from (one for one in on_paper if _lies_in(areas, one.problem))
    if whole:
        yield from _of_programmes(scope.folder, library, where, fonts, jargon)
    yield from as_findings("invalid", (one for one in problems if _lies_in(areas, one)))
    if online and clinic:
        yield from addresses.of_addresses(addresses.of_exercises(shown.values(), clinic))


def _unread(homes: Mapping[str, Path], shown: Collection[str]) -> Iterator[tuple[str, Exercise]]:
    """Exercises that are not in the library, perhaps for their pictures alone."""
    for name in homes.keys() - set(shown):
        with contextlib.suppress(HandoutError):  # told with the library's Problems
            yield name, validate(Exercise, read_yaml(homes[name] / EXERCISE_FILE))


def _of_own(
    homes: Mapping[str, Path], exercises: Mapping[str, Exercise], unread: Mapping[str, Exercise],
    jargon: Jargon,
) -> Iterator[Finding]:  # fmt: skip
    """The words of a folder's own exercises, and pictures of those that are unread."""
    for name, exercise in unread.items():
        yield from as_findings("picture", read_pictures(exercise, homes[name])[1])
    for name in homes:
        if name in exercises:
            yield from _of_words(exercises[name], jargon)


def _of_programmes(
    folder: Path, library: Library, clinic: Clinic, fonts: Fonts, jargon: Jargon
) -> Iterator[Finding]:
    """The programmes of a folder. Exercises that are not in the library are told already."""
    own = programme_files(folder)
    programmes, problems = read_programmes(folder, own)
    yield from as_findings("invalid", problems)
    unreadable = library.known - library.exercises.keys()
    library = replace(library, programmes=programmes, unreadable=unreadable)
    for name, programme in programmes.read.items():
        yield from prescribed.of_programme(name, programme, library, clinic, fonts, jargon)


def _of_words(exercise: Exercise, jargon: Jargon) -> Iterator[Finding]:
    words = tuple(said.of_exercise(exercise))
    yield from prose.of_words(words, jargon)
    yield from prose.of_whole(words)
    yield from completeness.of_exercise(exercise)
    for one in words:
        yield from amounts.of_words(one, exercise.dose)


def _lies_in(areas: Iterable[Path], problem: Problem) -> bool:
    return any(Path(problem.source.file).is_relative_to(area) for area in areas)
