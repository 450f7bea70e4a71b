"""One entry of a prescription, with its exercise → ExerciseBlock."""

from __future__ import annotations

import operator

from msgspec.structs import replace

from handouts.merge.dose_block import changes, line_under, strip, table_of_phases
from handouts.merge.dosing import (
    check_amount,
    check_limits,
    check_note,
    check_pain,
    check_phases,
    check_side,
    check_tempo,
    every_dose,
    prescribed_dose,
)
from handouts.merge.exercise_words import exercise_words
from handouts.merge.saying import Saying
from handouts.model.clinic import Clinic, PrintFormat
from handouts.model.dose import DOSE_FIELDS
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import ExerciseBlock
from handouts.model.prescription import Entry, Prescription


def exercise_block(
    index: int, exercise: Exercise, prescription: Prescription, library: Library, clinic: Clinic,
    saying: Saying,
) -> ExerciseBlock:  # fmt: skip
    """What the sheet says of entry number `index` (from 0).

    Words of the dose bear the places of the first prescription of those that `saying.before` knows.
    """
    entry = prescription.exercises[index]
    anchors = exercise, clinic, library.pictures.get(exercise.id), saying.lexicon
    values = (
        prints_as_draft(exercise.id, library, clinic), _format(prescription, clinic),
        prescription.frequency, *_asked(entry),
    )  # fmt: skip
    block = saying.before.blocks.find(anchors, values)
    if block is None:
        told = len(saying.problems)
        block = _block(index, exercise, prescription, library, clinic, saying)
        if len(saying.problems) == told:
            saying.before.blocks.keep(anchors, values, block)
    if entry.note is None:
        return block
    check_note(prescribed_dose(entry, prescription, exercise), prescription, index, saying)
    lead = saying.lexicon.note.format(name=prescription.clinician or clinic.name)
    note = saying.led("note", lead, entry.note, prescription.source("exercises", index, "note"))
    return replace(block, note=note)


_alone = operator.attrgetter("side", "accept", *(n for n in DOSE_FIELDS if n != "phases"))


def _asked(entry: Entry) -> tuple[object, ...]:
    """All that a block says of its entry but the note, which is the patient's own."""
    phases = entry.phases.items() if entry.phases else ()
    return *_alone(entry), *phases


def _block(
    index: int, exercise: Exercise, prescription: Prescription, library: Library, clinic: Clinic,
    saying: Saying,
) -> ExerciseBlock:  # fmt: skip
    entry, written = prescription.exercises[index], prescription.source("exercises", index)
    dose = prescribed_dose(entry, prescription, exercise)
    told = every_dose(dose)
    check_side(exercise, prescription, index, saying)
    check_amount(told, written, saying)
    check_phases(dose, prescription, index, saying)
    check_tempo(told, exercise, prescription, index, saying)
    check_limits(told, exercise, prescription, index, saying)
    check_pain(exercise, clinic, prescription, index, saying)
    booklet = _format(prescription, clinic) == "booklet"
    said = exercise_words(
        dose, entry.side, exercise, library.pictures.get(exercise.id, ()), clinic, saying,
        draft=prints_as_draft(exercise.id, library, clinic), booklet=booklet,
    )  # fmt: skip
    much, often = strip(dose, entry.side, written, saying, in_cells=booklet)
    later, words = changes(dose, exercise.words, prescription, index, saying), exercise.words
    more = replace(said.more, adjustments=(*said.more.adjustments, *later)) if later else said.more
    return ExerciseBlock(
        title=said.title,
        side=said.side,
        change=None,
        draft=said.draft,
        frames=said.frames,
        how_much=much,
        how_often=often,
        under_dose=line_under(dose, words, written, saying),
        phases=table_of_phases(dose, entry.side, words, written, saying),
        steps=said.steps,
        stop=said.stop,
        note=None,
        code=said.code,
        more=more,
        steps_continued=said.steps_continued,
        region=exercise.region,
        stop_box=said.stop_box,
    )


def _format(prescription: Prescription, clinic: Clinic) -> PrintFormat | None:
    return prescription.print.format or clinic.print.format


def prints_as_draft(exercise: str, library: Library, clinic: Clinic) -> bool:
    """Nobody here has signed off the words of that exercise, and this clinic wants it."""
    return clinic.review == "required" and exercise not in library.reviewed
