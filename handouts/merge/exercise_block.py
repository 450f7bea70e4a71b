"""One entry of a prescription, with its exercise → ExerciseBlock."""

from __future__ import annotations

import operator
import re
from dataclasses import replace
from typing import Literal

from handouts.errors import Source
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
from handouts.merge.lexicon import Lexicon
from handouts.merge.overlay import at_each_phase, shared_by_all, varied
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import ExerciseSaying, Saying
from handouts.merge.stopping import stop_in_full, stop_line
from handouts.merge.templates import names_in
from handouts.merge.wording import prose_values, range_in_words
from handouts.model.clinic import Clinic, PrintFormat
from handouts.model.dose import DOSE_FIELDS, Amount, Dose, Range, Side
from handouts.model.exercise import Exercise, Library
from handouts.model.handout import ExerciseBlock, Frame, ListItem, More, Phrase, Run
from handouts.model.palette import band_colour
from handouts.model.prescription import Entry, Prescription


def exercise_block(
    index: int, exercise: Exercise, prescription: Prescription, library: Library, clinic: Clinic,
    saying: Saying,
) -> ExerciseBlock:  # fmt: skip
    """What the sheet says of entry number `index` (from 0).

    Words of the dose may bear the places of an earlier prescription: `forget_blocks` mends that.
    """
    entry = prescription.exercises[index]
    anchors = exercise, clinic, library.pictures.get(exercise.id), saying.lexicon
    key = (
        *map(id, anchors), prints_as_draft(exercise.id, library, clinic),
        _format(prescription, clinic), prescription.frequency, *_asked(entry),
    )  # fmt: skip
    block = _BEFORE.find(key)
    if block is None:
        told = len(saying.problems)
        block = _block(index, exercise, prescription, library, clinic, saying)
        if len(saying.problems) == told:
            _BEFORE.keep(key, block, anchors)
    if entry.note is None:
        return block
    check_note(prescribed_dose(entry, prescription, exercise), prescription, index, saying)
    lead = saying.lexicon.note.format(name=prescription.clinician or clinic.name)
    note = saying.led("note", lead, entry.note, prescription.source("exercises", index, "note"))
    return replace(block, note=note)


_BEFORE = SaidBefore()
_alone = operator.attrgetter("side", "accept", *(n for n in DOSE_FIELDS if n != "phases"))


def forget_blocks() -> None:
    """Every block is made anew next time, with the places of its own prescription."""
    _BEFORE.forget()


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
    voice = _exercise_saying(dose, entry.side, exercise, saying)
    of_both = _of_both_sides(voice, entry.side, exercise)

    def say(name: str, template: str | None, *path: str | int) -> Phrase | None:
        if template is None:
            return None
        source = exercise.source("words", *path)
        text = of_both.filled(template, source, str(path[0]))
        return Phrase(name, (Run(text),), source)

    title_source = exercise.source("words", "title")
    title_run = Run(voice.filled(words.title, title_source, "title"))
    draft = None
    if prints_as_draft(exercise.id, library, clinic):
        draft = saying.fixed("draft", lexicon.draft)
    shared = shared_by_all(dose)
    much, often = strip(dose, entry.side, written, saying)
    on_sheet, steps_in_full = _steps(entry.side, exercise, voice)
    block = ExerciseBlock(
        title=Phrase("title", (title_run,), title_source),
        side=_side_tag(entry.side, exercise, voice),
        change=None,
        draft=draft,
        frames=_frames(entry, shared, exercise, library, voice),
        how_much=much,
        how_often=often,
        under_dose=line_under(dose, words, written, saying),
        phases=table_of_phases(dose, entry.side, words, written, saying),
        steps=on_sheet,
        stop=stop_line(shared.pain, exercise, of_both),
        note=None,
        code=video_code(exercise, clinic, saying),
        more=More(
            id="more",
            title=Phrase("more.title", (title_run,), title_source),
            purpose=say("purpose", words.purpose, "purpose"),
            feel=_feel(exercise, of_both),
            stop=stop_in_full(shared.pain, exercise, of_both),
            adjustments_heading=saying.fixed("adjustments", lexicon.adjustments),
            adjustments=(
                *_adjustments(exercise, of_both),
                *changes(dose, words, prescription, index, saying),
            ),
        ),
        steps_continued=saying.fixed("continued", lexicon.steps_continued),
        region=exercise.region,
    )
    if _format(prescription, clinic) != "booklet":
        return block
    from handouts.merge.booklet_block import in_full, stop_box  # a sheet must not wait for it

    return in_full(
        block,
        cells(dose, entry.side, written, saying),
        steps_in_full,
        [_steps_shown(steps, lexicon) for steps in exercise.steps_shown],
        say("feel", words.feel, "feel"),
        stop_box(shared.pain, exercise, of_both),
        saying,
    )


def _format(prescription: Prescription, clinic: Clinic) -> PrintFormat | None:
    return prescription.print.format or clinic.print.format


def prints_as_draft(exercise: str, library: Library, clinic: Clinic) -> bool:
    """Nobody here has signed off the words of that exercise, and this clinic wants it."""
    return clinic.review == "required" and exercise not in library.reviewed


def _exercise_saying(
    dose: Dose, side: Side | None, exercise: Exercise, saying: Saying
) -> ExerciseSaying:
    values = prose_values(dose, saying.lexicon, varied(dose))
    absent = {
        f"dose.{name}": f"no {name} is prescribed"
        for name in saying.lexicon.blank_in_prose
        if f"dose.{name}" not in values
    }
    if exercise.sides == "one":
        # "each" and "alternate" describe the right side first; a last step says the other.
        shown = "left" if side == "left" else "right"
        other = "right" if shown == "left" else "left"
        values |= {"side": saying.lexicon.sides[shown], "side.other": saying.lexicon.sides[other]}
    else:
        absent |= dict.fromkeys(
            ("side", "side.other"), "the exercise says sides: " + exercise.sides
        )
    values |= {"exercise.id": exercise.id}
    return ExerciseSaying(saying, at_each_phase(dose), values, absent)


def _of_both_sides(voice: ExerciseSaying, side: Side | None, exercise: Exercise) -> ExerciseSaying:
    """How what holds for both sides is said: the steps show one side first, the rest names none."""
    if exercise.sides != "one" or side not in {"each", "alternate"}:
        return voice
    either, other = voice.saying.lexicon.either_side
    return replace(voice, values={**voice.values, "side": either, "side.other": other})


def _side_tag(side: Side | None, exercise: Exercise, voice: ExerciseSaying) -> Phrase | None:
    lexicon, label = voice.saying.lexicon, exercise.words.side_label
    if exercise.sides != "one":
        return None
    if label is None or side == "alternate":
        words = {"each": lexicon.both_in_turn, "alternate": lexicon.taking_turns}.get(str(side))
        words = words or lexicon.one_side.format(side=voice.values["side"])
        return voice.saying.fixed("side", words)
    source = exercise.source("words", "side_label")
    words = voice.filled(label, source, "side_label")
    if words and not re.search(rf"\b{re.escape(voice.values['side'])}\b", words):
        voice.saying.wrong(source, "side_label does not say the side", "write {{ side }} in it")
    if side == "each":
        words = lexicon.one_then_other.format(label=words)
    return voice.saying.fixed("side", words, source)


def _frames(
    entry: Entry, dose: Dose, exercise: Exercise, library: Library,
    voice: ExerciseSaying,
) -> tuple[Frame, ...]:  # fmt: skip
    prescribed = "left" if entry.side == "left" else "right"
    return tuple(
        Frame(
            id=f"frame{at + 1}",
            artwork=artwork,
            alt=_label(exercise, at, voice.saying.lexicon)
            + voice.filled(exercise.words.alt[at], exercise.source("words", "alt", at), "alt"),
            mirrored=exercise.sides == "one" and shown not in {None, prescribed},
            band=band_colour(dose.load),
            source=source,
        )
        for at, (artwork, (shown, source)) in enumerate(
            zip(library.pictures.get(exercise.id, ()), _shown(exercise, voice), strict=True)
        )
    )


def _label(exercise: Exercise, at: int, lexicon: Lexicon) -> str:
    """Which steps a picture shows, before what it shows; "" where the sheet's steps have other
    numbers than the steps in full, which the author counted.
    """
    words = exercise.words
    if len(words.steps_short or words.steps) != len(words.steps):
        return ""
    return _steps_shown(exercise.steps_shown[at], lexicon)


def _steps_shown(steps: Amount | None, lexicon: Lexicon) -> str:
    """Such as "Steps 2 to 4: "; "" where the author does not say."""
    if not isinstance(steps, Range):
        return ""
    form = lexicon.step_shown if steps.low == steps.high else lexicon.steps_shown
    return form.format(steps=range_in_words(steps, lexicon))


def _shown(
    exercise: Exercise, voice: ExerciseSaying
) -> list[tuple[Literal["left", "right"] | None, Source]]:
    """For each picture the side that it shows, and its place. A pose is of the right side."""
    if exercise.pose is not None:
        places = (exercise.source("pose", "frames", at) for at in range(exercise.picture_count))
        return [("right", place) for place in places]
    for at, picture in enumerate(exercise.pictures):
        if picture.side is None and "side" in names_in(exercise.words.alt[at]):
            voice.saying.wrong(
                exercise.source("pictures", at),
                "alt names the side, but the picture does not say which side it shows",
                "write side: right (or left) beside its file",
            )
    return [
        (picture.side, exercise.source("pictures", at, "file"))
        for at, picture in enumerate(exercise.pictures)
    ]


def _steps(
    side: Side | None, exercise: Exercise, voice: ExerciseSaying
) -> tuple[tuple[ListItem, ...], tuple[ListItem, ...]]:
    """A sheet's steps, `steps_short` or `steps` without them; and those in full. Both are filled,
    so that neither hides a mistake.
    """
    words, lexicon = exercise.words, voice.saying.lexicon
    all_of_it = _filled_steps("steps", words.steps, exercise, voice)
    in_short = _filled_steps("steps_short", words.steps_short or (), exercise, voice)
    last: list[tuple[str, Source]] = []
    if exercise.sides == "one" and side in {"each", "alternate"}:
        other = lexicon.then_other_side if side == "each" else lexicon.then_change_sides
        last.append((other, Source("")))
    return _numbered([*(in_short or all_of_it), *last]), _numbered([*all_of_it, *last])


def _numbered(said: list[tuple[str, Source]]) -> tuple[ListItem, ...]:
    return tuple(
        ListItem(
            f"step{number}",
            Phrase(f"step{number}.label", (Run(f"{number} "),), source),
            Phrase(f"step{number}.body", (Run(step),), source),
        )
        for number, (step, source) in enumerate(said, 1)
    )


def _filled_steps(
    key: str, written: tuple[str, ...], exercise: Exercise, voice: ExerciseSaying
) -> list[tuple[str, Source]]:
    sources = [exercise.source("words", key, at) for at in range(len(written))]
    return [
        (voice.filled(step, source, f"step {number}"), source)
        for number, (step, source) in enumerate(zip(written, sources, strict=True), 1)
    ]


def _feel(exercise: Exercise, voice: ExerciseSaying) -> Phrase | None:
    if exercise.words.feel is None:
        return None
    source = exercise.source("words", "feel")
    text = voice.filled(exercise.words.feel, source, "feel")
    return voice.saying.led("feel", voice.saying.lexicon.feel, text, source)


def _adjustments(exercise: Exercise, voice: ExerciseSaying) -> tuple[Phrase, ...]:
    phrases = []
    for at, adjustment in enumerate(exercise.words.adjustments):
        place = ("words", "adjustments", at)
        ask, answer = exercise.source(*place, "question"), exercise.source(*place, "answer")
        lead = voice.filled(adjustment.question, ask, "question")
        text = voice.filled(adjustment.answer, answer, "answer")
        phrases.append(voice.saying.led(f"adjustment{at + 1}", f"{lead} ", text, answer))
    return tuple(phrases)
