"""One entry of a prescription, with its exercise → ExerciseBlock."""

from __future__ import annotations

import operator
from dataclasses import replace

from handouts.merge.addresses import video_code
from handouts.merge.dose_block import cells, changes, line_under, strip, table_of_phases
from handouts.merge.dosing import (
    check_amount,
    check_limits,
    check_note,
    check_pain,
    check_phases,
    check_side,
    check_tempo,
    prescribed_dose,
)
from handouts.merge.exercise_words import (
    exercise_words,
    of_both_sides,
    one_phrase,
    steps_in_words,
    voice_of,
)
from handouts.merge.overlay import shared_by_all
from handouts.merge.saying import Saying
from handouts.model.clinic import Clinic, PrintFormat
from handouts.model.dose import DOSE_FIELDS
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import ExerciseBlock, More
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
    block = saying.before.find(anchors, values)
    if block is None:
        told = len(saying.problems)
        block = _block(index, exercise, prescription, library, clinic, saying)
        if len(saying.problems) == told:
            saying.before.keep(anchors, values, block)
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
    entry = prescription.exercises[index]
    place = ("exercises", index)
    written = prescription.source(*place)
    words, lexicon = exercise.words, saying.lexicon
    dose = prescribed_dose(entry, prescription, exercise)
    check_side(entry, exercise, prescription.source(*place, "side"), saying)
    check_amount(dose, written, saying)
    check_phases(dose, prescription, index, saying)
    check_tempo(dose, exercise, prescription.source(*place, "tempo"), saying)
    check_limits(dose, exercise, prescription, index, saying)
    check_pain(exercise, clinic, prescription, index, saying)
    voice = voice_of(dose, entry.side, exercise, saying)
    draft = None
    if prints_as_draft(exercise.id, library, clinic):
        draft = saying.fixed("draft", lexicon.draft)
    shared = shared_by_all(dose)
    much, often = strip(dose, entry.side, written, saying)
    pictures = library.pictures.get(exercise.id, ())
    said = exercise_words(shared, entry.side, exercise, pictures, voice)
    block = ExerciseBlock(
        title=said.title,
        side=said.side,
        change=None,
        draft=draft,
        frames=said.frames,
        how_much=much,
        how_often=often,
        under_dose=line_under(dose, words, written, saying),
        phases=table_of_phases(dose, entry.side, words, written, saying),
        steps=said.steps,
        stop=said.stop,
        note=None,
        code=video_code(exercise, clinic, saying),
        more=More(
            id="more",
            title=replace(said.title, id="more.title"),
            purpose=said.purpose,
            feel=said.feel,
            stop=said.stop_in_full,
            adjustments_heading=saying.fixed("adjustments", lexicon.adjustments),
            adjustments=(
                *said.adjustments,
                *changes(dose, words, prescription, index, saying),
            ),
        ),
        steps_continued=saying.fixed("continued", lexicon.steps_continued),
        region=exercise.region,
    )
    if _format(prescription, clinic) != "booklet":
        return block
    from handouts.merge.booklet_block import in_full, stop_box  # a sheet must not wait for it

    of_both = of_both_sides(voice, entry.side, exercise)
    return in_full(
        block,
        cells(dose, entry.side, written, saying),
        said.steps_in_full,
        [steps_in_words(steps, lexicon) for steps in exercise.steps_shown],
        one_phrase("feel", words.feel, exercise, of_both),
        stop_box(shared.pain, exercise, of_both),
        saying,
    )


def _format(prescription: Prescription, clinic: Clinic) -> PrintFormat | None:
    return prescription.print.format or clinic.print.format


def prints_as_draft(exercise: str, library: Library, clinic: Clinic) -> bool:
    """Nobody here has signed off the words of that exercise, and this clinic wants it."""
    return clinic.review == "required" and exercise not in library.reviewed
