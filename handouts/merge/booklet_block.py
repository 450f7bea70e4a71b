"""What a sheet says of an exercise → the same as a booklet says it: all of it in one place."""

from __future__ import annotations

import dataclasses

from msgspec.structs import replace

from handouts.merge.back import bulleted
from handouts.merge.booklet_words import BOOKLET_WORDS
from handouts.merge.exercise_words import ExerciseWords, one_phrase, steps_in_words
from handouts.merge.saying import ExerciseSaying
from handouts.merge.stopping import cautions
from handouts.merge.wording import pain_line
from handouts.model.dose import Pain
from handouts.model.exercise import Exercise
from handouts.model.handout import ListItem, Phrase, Run, StopBox


def as_booklet(
    said: ExerciseWords, steps: tuple[ListItem, ...], pain: Pain | None, exercise: Exercise,
    voice: ExerciseSaying,
) -> ExerciseWords:  # fmt: skip
    """A sheet's words with these `steps` in full, and a label on each of several pictures. `voice`
    is that of both sides.
    """
    saying, more = voice.saying, said.more
    words, several = BOOKLET_WORDS[saying.lexicon.locale], len(said.frames) > 1
    feel = one_phrase("feel", exercise.words.feel, exercise, voice)
    return replace(
        said,
        steps=steps,
        frames=tuple(
            dataclasses.replace(
                frame,
                alt=frame.alt if frame.alt.startswith(shown) else shown + frame.alt,
                label=shown.rstrip(":\u00a0 ") if several else "",
            )
            for frame, amount in zip(said.frames, exercise.steps_shown, strict=True)
            for shown in [steps_in_words(amount, saying.lexicon)]
        ),
        stop=None,
        stop_box=_stop_box(pain, exercise, voice),
        code=said.code
        and dataclasses.replace(said.code, scan=saying.fixed("scan", words.scan_to_watch)),
        more=replace(
            more,
            title=saying.fixed(
                more.title.id, words.part_two.format(title=said.title.text), more.title.source
            ),
            feel=feel,
            feel_heading=saying.fixed(f"{more.id}.feel-heading", words.feel_heading)
            if feel
            else None,
            stop=(),
        ),
    )


def _stop_box(pain: Pain | None, exercise: Exercise, voice: ExerciseSaying) -> StopBox | None:
    """The pain line, and every caution as a bullet."""
    lexicon, lead = voice.saying.lexicon, pain_line(pain, voice.saying.lexicon)
    told = cautions(exercise, voice)
    if not lead and not told:
        return None
    heading = BOOKLET_WORDS[lexicon.locale].stop_if
    return StopBox(
        id="stop",
        pain=Phrase("stop.pain", (Run(lead, "strong"),)) if lead else None,
        heading=voice.saying.fixed("stop.heading", heading) if told else None,
        cautions=bulleted("stop", told),
    )
