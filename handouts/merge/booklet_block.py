"""An ExerciseBlock of a sheet → the same exercise as a booklet says it: all of it in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.merge.back import bulleted
from handouts.merge.booklet_words import BOOKLET_WORDS
from handouts.merge.saying import ExerciseSaying, Saying
from handouts.merge.stopping import cautions
from handouts.merge.wording import pain_line
from handouts.model.dose import Pain
from handouts.model.exercise import Exercise
from handouts.model.handout import DoseBox, ExerciseBlock, ListItem, Phrase, Run, StopBox


def in_full(
    block: ExerciseBlock, dose: tuple[DoseBox, DoseBox], steps: tuple[ListItem, ...],
    steps_shown: Sequence[str], feel: Phrase | None, stop: StopBox | None, saying: Saying,
) -> ExerciseBlock:  # fmt: skip
    """The block with the dose in cells, its steps in full, and a label on each of several pictures.

    `steps_shown` are the words before what a picture shows: "Step 1: ".
    """
    words, more = BOOKLET_WORDS[saying.lexicon.locale], block.more
    several = len(block.frames) > 1
    title = words.part_two.format(title=block.title.text)
    return replace(
        block,
        how_much=dose[0],
        how_often=dose[1],
        steps=steps,
        frames=tuple(
            replace(
                frame,
                alt=frame.alt if frame.alt.startswith(shown) else shown + frame.alt,
                label=shown.rstrip(":\u00a0 ") if several else "",
            )
            for frame, shown in zip(block.frames, steps_shown, strict=True)
        ),
        stop=None,
        stop_box=stop,
        code=block.code and replace(block.code, scan=saying.fixed("scan", words.scan_to_watch)),
        more=replace(
            more,
            title=saying.fixed(more.title.id, title, more.title.source),
            feel=feel,
            feel_heading=saying.fixed(f"{more.id}.feel-heading", words.feel_heading)
            if feel
            else None,
            stop=(),
        ),
    )


def stop_box(pain: Pain | None, exercise: Exercise, voice: ExerciseSaying) -> StopBox | None:
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
