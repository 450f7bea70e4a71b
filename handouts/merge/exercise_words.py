"""What a sheet says of an exercise in its author's words: all of its block but the dose.

Kept by the exercise and the clinic themselves, the side, and of the dose what placeholders name,
the pain at which to stop and the band: the same for most doses. Numbers in it are compared with
each dose anew.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import InvalidValueError, Source
from handouts.merge.addresses import video_code
from handouts.merge.lexicon import Lexicon
from handouts.merge.overlay import at_each_phase, shared_by_all, varied
from handouts.merge.said_before import SaidBefore
from handouts.merge.saying import ExerciseSaying, Numbered, Saying, compare
from handouts.merge.stopping import stop_in_full, stop_line
from handouts.merge.templates import names_in, placeholders_in
from handouts.merge.wording import prose_values, range_in_words
from handouts.model.clinic import Clinic
from handouts.model.dose import Amount, Dose, PlainDose, Range, Side
from handouts.model.drawing import Artwork
from handouts.model.exercise import Adjustment, Exercise, Words
from handouts.model.handout import Code, Frame, ListItem, More, Phrase, Run, StopBox
from handouts.model.palette import band_colour


class ExerciseWords(Struct, frozen=True):
    """The parts of an exercise's block that hold for many doses."""

    title: Phrase
    side: Phrase | None
    draft: Phrase | None
    frames: tuple[Frame, ...]
    steps: tuple[ListItem, ...]
    stop: Phrase | None
    code: Code | None
    more: More
    steps_continued: Phrase
    stop_box: StopBox | None = None


_BEFORE = SaidBefore[tuple[ExerciseWords, tuple[Numbered, ...]]]()
"""With the sentences that have a number which a dose may contradict."""
_NAMED = SaidBefore[tuple[str, ...]](1000)
"""By exercise."""


def exercise_words(
    dose: Dose, side: Side | None, exercise: Exercise, pictures: tuple[Artwork, ...],
    clinic: Clinic, saying: Saying, *, draft: bool, booklet: bool,
) -> ExerciseWords:  # fmt: skip
    """The exercise's own words, with what of its dose and side stands in them. `draft`: nobody has
    signed them off.
    """
    anchors, shared = (exercise, pictures, clinic, saying.lexicon), shared_by_all(dose)
    named = _NAMED.once((exercise,), (), lambda: _fields_named(exercise.words))
    values = (
        side, draft, booklet, shared.pain, band_colour(shared.load),
        varied(dose).intersection(named), *[getattr(dose, name) for name in named],
    )  # fmt: skip
    kept = _BEFORE.find(anchors, values)
    if kept is not None:
        said, numbered = kept
        if numbered:
            compare(numbered, at_each_phase(dose), saying)
        return said
    told, voice = len(saying.problems), _voice_of(dose, side, exercise, saying)
    said = _words(shared, side, exercise, pictures, clinic, voice, draft=draft, booklet=booklet)
    if len(saying.problems) == told:
        _BEFORE.keep(anchors, values, (said, tuple(dict.fromkeys(voice.numbered))))
    return said


def _words(
    dose: Dose, side: Side | None, exercise: Exercise, pictures: tuple[Artwork, ...],
    clinic: Clinic, voice: ExerciseSaying, *, draft: bool, booklet: bool,
) -> ExerciseWords:  # fmt: skip
    """`dose` is that of all phases."""
    of_both, saying = _of_both_sides(voice, side, exercise), voice.saying
    words, source = exercise.words, exercise.source("words", "title")
    title = saying.fixed("title", voice.filled(words.title, source, "title"), source)
    on_sheet, in_full = _steps(side, exercise, voice)
    as_sheet = ExerciseWords(
        title=title,
        side=_side_tag(side, exercise, voice),
        draft=saying.fixed("draft", saying.lexicon.draft) if draft else None,
        frames=_frames(dose, side, exercise, pictures, voice),
        steps=on_sheet,
        stop=stop_line(dose.pain, exercise, of_both),
        more=More(
            id="more",
            title=dataclasses.replace(title, id="more.title"),
            stop=stop_in_full(dose.pain, exercise, of_both),
            purpose=one_phrase("purpose", words.purpose, exercise, of_both),
            feel=_feel(exercise, of_both),
            adjustments_heading=saying.fixed("adjustments", saying.lexicon.adjustments),
            adjustments=_adjustments(exercise, of_both),
        ),
        steps_continued=saying.fixed("continued", saying.lexicon.steps_continued),
        code=video_code(exercise, clinic, saying),
    )
    if not booklet:
        return as_sheet
    from handouts.merge.booklet_block import as_booklet  # a sheet must not wait for it

    return as_booklet(as_sheet, in_full, dose.pain, exercise, of_both)


def _fields_named(words: Words) -> tuple[str, ...]:
    """The fields of a dose that they name. A placeholder that cannot be read is a Problem later."""
    names = {name for text in _texts(words) for name in _in(text)}
    return tuple(field for field in PlainDose.model_fields if f"dose.{field}" in names)


def _texts(part: object) -> Iterator[str]:
    """Every text in a part of the words."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, Words | Adjustment):
        for _, value in part:
            yield from _texts(value)


def _in(template: str) -> frozenset[str]:
    try:
        return placeholders_in(template)
    except InvalidValueError:
        return frozenset()


def _voice_of(dose: Dose, side: Side | None, exercise: Exercise, saying: Saying) -> ExerciseSaying:
    """What the placeholders in an exercise's words stand for."""
    values = prose_values(dose, saying.lexicon, varied(dose))
    absent = dict(_not_prescribed(saying.lexicon))
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


@functools.lru_cache(maxsize=16)
def _not_prescribed(lexicon: Lexicon) -> Mapping[str, str]:
    """Why a value of the dose may be missing."""
    return {f"dose.{name}": f"no {name} is prescribed" for name in lexicon.blank_in_prose}


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
    dose: Dose, side: Side | None, exercise: Exercise, pictures: tuple[Artwork, ...],
    voice: ExerciseSaying,
) -> tuple[Frame, ...]:  # fmt: skip
    prescribed = "left" if side == "left" else "right"
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
            zip(pictures, _shown(exercise, voice), strict=True)
        )
    )


def _label(exercise: Exercise, at: int, lexicon: Lexicon) -> str:
    """Which steps a picture shows, before what it shows; "" where the sheet's steps have other
    numbers than the steps in full, which the author counted.
    """
    words = exercise.words
    if len(words.steps_short or words.steps) != len(words.steps):
        return ""
    return steps_in_words(exercise.steps_shown[at], lexicon)


def steps_in_words(steps: Amount | None, lexicon: Lexicon) -> str:
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


def one_phrase(
    key: str, template: str | None, exercise: Exercise, voice: ExerciseSaying
) -> Phrase | None:
    """What stands at one key of the words, without a lead-in."""
    if template is None:
        return None
    source = exercise.source("words", key)
    return voice.saying.fixed(key, voice.filled(template, source, key), source)


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
