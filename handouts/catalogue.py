"""`handouts list` and `handouts show`: what exercises there are, and one as the patient reads it.

In: the shipped library and a clinic's folder. Out: what was found, as text. The words of `show` are
those of a sheet: they come from the same merge.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.load.clinic import load_clinic
from handouts.load.library import (
    EXERCISE_FILE,
    exercise_homes,
    load_reviews,
    load_vocabulary,
    read_library,
)
from handouts.merge.lexicon import ENGLISH
from handouts.merge.merge import merge
from handouts.merge.wording import prose_values
from handouts.model.authored import Sources
from handouts.model.clinic import Clinic
from handouts.model.dose import Dose, Limits, Reps
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import DoseBox, ExerciseBlock, Phrase
from handouts.model.prescription import Prescription
from handouts.places import shipped_content

HEADINGS = ("ID", "Title", "Region", "Position", "Equipment", "Sides", "Words")
GAP = 2
"""Spaces between two columns."""
ANY_DAY = "2000-01-01"
"""A prescription has a date; none of the words that are shown here says it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: every word, and each of the others that is not None."""

    words: tuple[str, ...] = ()
    region: str | None = None
    equipment: str | None = None
    position: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
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
    roots = _roots(clinic_folder)
    _check_vocabulary(wanted, roots[-1])
    library, unreadable = read_library(clinic_folder)
    homes = exercise_homes(*roots)
    found = [
        Found(exercise, name in library.reviewed, homes[name] / EXERCISE_FILE)
        for name, exercise in library.exercises.items()
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


def show(name: str, side: Literal["right", "left"] | None, clinic_folder: Path | None) -> str:
    """One exercise with its default dose as its sheet says it, then what clinicians need to know.

    Without a side, an exercise that has sides is shown for the right. Raises HandoutError.
    """
    library, problems = read_library(clinic_folder, [name])
    if name not in library.known:
        message, hint = f'there is no exercise "{name}"', nearest(name, library.known)
        raise HandoutError([Problem(Source("handouts show"), message, hint)])
    if problems:
        raise HandoutError(problems)
    exercise = library.exercises[name]
    if side and exercise.sides != "one":
        message = f"{name} is not done on one side at a time"
        raise HandoutError([Problem(Source("handouts show --side"), message, "leave --side out")])
    if exercise.sides == "one":
        side = side or "right"
    clinic = load_clinic(clinic_folder or shipped_content())
    if clinic_folder is None:  # the addresses of the invented clinic are nobody's
        clinic = clinic.model_copy(update={"video": None})
    block = _as_printed(exercise, side, library, clinic)
    facts = _facts(exercise, block, library, clinic_folder)
    return "\n".join([*_patients_words(exercise, block), "", *facts])


def _roots(clinic_folder: Path | None) -> list[Path]:
    return [shipped_content(), *([clinic_folder] if clinic_folder else [])]


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


def _as_printed(
    exercise: Exercise, side: str | None, library: Library, clinic: Clinic
) -> ExerciseBlock:
    """The exercise as a sheet says it where nothing but the side is prescribed."""
    entry = {"exercise": exercise.id} | ({"side": side} if side else {})
    named = set(re.findall(r"\{\{\s*dose\.(\w+)", exercise.words.model_dump_json()))
    for name in named & set(Dose.model_fields):
        if getattr(exercise.dose, name) is None:  # the words need a value: a place to write one
            entry[name] = "blank kg" if name == "load" else "blank"
    prescription = Prescription.model_validate(
        {"patient": {"id": "show"}, "date": ANY_DAY, "exercises": [entry]}
    )
    prescription.located(Sources("handouts show"))
    return merge(prescription, library, clinic).exercises[0]


def _patients_words(exercise: Exercise, block: ExerciseBlock) -> Iterator[str]:
    yield _plain(block.title)
    if exercise.words.clinical_name:
        yield exercise.words.clinical_name
    for phrase in (block.draft, block.side, block.more.purpose):
        if phrase:
            yield _plain(phrase)
    yield ""
    for step in block.steps:
        yield f"  {_plain(step.label)} {_plain(step.body)}"
    yield ""
    yield _dose(block.how_much)
    yield _dose(block.how_often)
    for phrase in (*block.more.stop, block.more.feel):
        if phrase:
            yield _plain(phrase)
    if block.more.adjustments:
        yield _plain(block.more.adjustments_heading)
        yield from (f"  {_plain(phrase)}" for phrase in block.more.adjustments)


def _facts(
    exercise: Exercise, block: ExerciseBlock, library: Library, clinic_folder: Path | None
) -> Iterator[str]:
    """What stands on no sheet: a name and its value a line, further values under it."""
    roots = _roots(clinic_folder)
    signed = [
        f"reviewed by {review.by}, {review.profession}, {review.date}"
        for root in roots
        for review in load_reviews(root)
        if (review.exercise, review.words) == (exercise.id, exercise.words.digest)
    ]
    facts: dict[str, Sequence[str]] = {
        "id": [exercise.id],
        "code": [exercise.code or "none"],
        "region": [exercise.region],
        "position": [exercise.position or "any"],
        "equipment": [", ".join(exercise.equipment) or "none"],
        "sides": [exercise.sides],
        "muscles": [", ".join(exercise.muscles) or "not said"],
        "limits": list(_limits(exercise.limits)) or ["none"],
        "not with": exercise.contraindications or ["none named"],
        "video": [block.code.url if block.code else "none without a clinic's address"],
        "pictures": [_pictures(exercise, len(library.pictures[exercise.id]))],
        "words": signed[-1:] or ["draft: signed off by nobody here"],
        "source": [exercise.source_of_facts or "not said"],
        "file": [str(exercise_homes(*roots)[exercise.id] / EXERCISE_FILE)],
    }
    for name, lines in facts.items():
        for at, line in enumerate(lines):
            yield f"{'' if at else name:11}{line}"


def _limits(limits: Limits) -> Iterator[str]:
    reps = Reps(limits.reps) if limits.reps is not None else None
    dose = Dose.model_construct(
        sets=limits.sets, reps=reps, hold=limits.hold, rest=limits.rest, duration=limits.duration
    )
    for name, words in prose_values(dose, ENGLISH).items():
        yield f"{name.removeprefix('dose.')}: {_spaced(words)}"


def _pictures(exercise: Exercise, count: int) -> str:
    if not count:
        return "none"
    return f"{count}, drawn from its pose" if exercise.pose is not None else f"{count}, of its own"


def _dose(box: DoseBox) -> str:
    return f"{box.name}: " + ", ".join(_plain(line.body) for line in box.lines)


def _plain(phrase: Phrase) -> str:
    """As it is printed; a box to write in is a line."""
    return _spaced("".join("____" if run.voice == "blank" else run.text for run in phrase.runs))


def _spaced(words: str) -> str:
    return " ".join(words.split())
