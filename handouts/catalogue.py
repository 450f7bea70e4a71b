"""`handouts list`: what exercises there are, in the shipped library and a clinic's folder.

In: what to look for. Out: what was found, as a table or JSON.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.load.library import (
    EXERCISE_FILE,
    content_folders,
    exercise_homes,
    load_vocabulary,
    read_library,
)
from handouts.model.exercise import Exercise, Library

HEADINGS = ("ID", "Title", "Region", "Position", "Equipment", "Sides", "Words")
GAP = 2
"""Spaces between two columns."""


class Wanted(Struct, frozen=True):
    """What to look for: every word, and each of the others that is not None."""

    words: tuple[str, ...] = ()
    region: str | None = None
    equipment: str | None = None
    position: str | None = None


class Found(Struct, frozen=True):
    """An exercise, whether its words are signed off, and its file."""

    exercise: Exercise
    reviewed: bool
    file: Path

    @property
    def row(self) -> tuple[str, ...]:
        """Its cells under HEADINGS."""
        one = self.exercise
        words = "reviewed" if self.reviewed else "draft"
        equipment = ", ".join(one.equipment)
        return (
            one.id, one.words.title, one.region, one.position or "", equipment, one.sides, words
        )  # fmt: skip


def find(wanted: Wanted, clinic_folder: Path | None) -> tuple[list[Found], list[Problem]]:
    """The exercises that match, by id, and what is wrong: files that cannot be read, or no match.

    Raises HandoutError for a region, position or piece of equipment that the vocabulary has not.
    """
    roots = content_folders(clinic_folder)
    _check_vocabulary(wanted, roots[-1])
    library, unreadable = read_library(clinic_folder)
    homes = exercise_homes(*roots)
    found = [
        Found(exercise, name in library.reviewed, homes[name] / EXERCISE_FILE)
        for name, exercise in sorted(library.exercises.items())
        if _matches(exercise, wanted)
    ]
    return found, [*unreadable, *([] if found else [_no_match(wanted, library)])]


def table(found: Sequence[Found], width: int | None = None) -> str:
    """One exercise a row; cells are broken to keep within `width` letters, where it is given."""
    rows = [HEADINGS, *(one.row for one in found)]
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    least = [max(len(word) for cell in column for word in (cell.split() or [""]))
             for column in columns]  # fmt: skip
    room = None if width is None else width - GAP * (len(widths) - 1)
    while room is not None and sum(widths) > room and widths != least:
        breakable = [at for at in range(len(widths)) if widths[at] > least[at]]
        widths[max(breakable, key=lambda at: widths[at])] -= 1
    return "\n".join(line for row in rows for line in _lines(row, widths))


def as_json(found: Sequence[Found]) -> str:
    """The same for programs: a list with an object for each exercise."""
    return json.dumps(
        [
            {
                "id": one.exercise.id,
                "title": one.exercise.words.title,
                "clinical_name": one.exercise.words.clinical_name,
                "region": one.exercise.region,
                "position": one.exercise.position,
                "equipment": one.exercise.equipment,
                "sides": one.exercise.sides,
                "muscles": one.exercise.muscles,
                "reviewed": one.reviewed,
                "file": str(one.file),
            }
            for one in found
        ],
        ensure_ascii=False,
        indent=2,
    )


def _check_vocabulary(wanted: Wanted, folder: Path) -> None:
    vocabulary = load_vocabulary(folder)
    asked = (
        ("--region", wanted.region, "regions"),
        ("--equipment", wanted.equipment, "equipment"),
        ("--position", wanted.position, "positions"),
    )
    wrong = [
        Problem(Source(f"handouts list {option}"), f'"{word}" is not in the vocabulary\'s {kind}',
                nearest(word.lower(), vocabulary[kind]))
        for option, word, kind in asked
        if word is not None and word.casefold() not in map(str.casefold, vocabulary[kind])
    ]  # fmt: skip
    if wrong:
        raise HandoutError(wrong)


def _matches(exercise: Exercise, wanted: Wanted) -> bool:
    def among(word: str | None, said: Sequence[str]) -> bool:
        return word is None or word.casefold() in (each.casefold() for each in said)

    return (
        among(wanted.region, [exercise.region])
        and among(wanted.equipment, exercise.equipment)
        and among(wanted.position, [exercise.position or ""])
        and all(_says(exercise, word) for word in wanted.words)
    )


def _says(exercise: Exercise, word: str) -> bool:
    return any(word.casefold() in name.casefold() for name in _names(exercise))


def _names(exercise: Exercise) -> tuple[str, ...]:
    """What words are looked for in."""
    words = exercise.words
    return (exercise.id, words.title, words.clinical_name or "", *exercise.muscles)


def _no_match(wanted: Wanted, library: Library) -> Problem:
    """Which word is in no exercise, and what is like it; or that nothing has all that is asked."""
    every = library.exercises.values()
    for word in wanted.words:
        if not any(_says(exercise, word) for exercise in every):
            known = {name for exercise in every for name in _names(exercise)}
            single = {part.casefold() for name in known for part in re.findall(r"\w{4,}", name)}
            hint = nearest(word.casefold(), single | set(library.exercises))
            return Problem(Source("handouts list"), f'no exercise is named "{word}"', hint)
    return Problem(Source("handouts list"), "no exercise has all of this", "ask for less")


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    broken = [
        textwrap.wrap(cell, width, break_on_hyphens=False, break_long_words=False)
        for cell, width in zip(cells, widths, strict=True)
    ]
    for at in range(max(map(len, broken))):
        parts = (
            (lines[at] if at < len(lines) else "").ljust(width + GAP)
            for lines, width in zip(broken, widths, strict=True)
        )
        yield "".join(parts).rstrip()
