"""`handouts show`: one exercise as the patient reads it, and what clinicians need to know of it.

In: an exercise's id, a side, a clinic's folder. Out: text. The patient's words come from the same
merge as a sheet's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from handouts.errors import HandoutError, Problem, Source, nearest
from handouts.load.clinic import load_clinic
from handouts.load.library import (
    EXERCISE_FILE,
    content_folders,
    exercise_homes,
    load_reviews,
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

ANY_DAY = "2000-01-01"
"""A prescription has a date; none of the words that are shown here says it."""


def exercise_text(
    name: str, side: Literal["right", "left"] | None, clinic_folder: Path | None
) -> str:
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
        {
            "patient": {"id": "show"},
            "date": ANY_DAY,
            "exercises": [entry],
            "print": {"format": "sheet"},
        }
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
    roots = content_folders(clinic_folder)
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
