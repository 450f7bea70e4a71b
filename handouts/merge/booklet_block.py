"""An ExerciseBlock of a sheet → the same exercise as a booklet says it: all of it in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handouts.merge.saying import Saying
from handouts.model.handout import DoseBox, ExerciseBlock, ListItem, Phrase, StopBox


def in_full(
    block: ExerciseBlock, dose: tuple[DoseBox, DoseBox], steps: tuple[ListItem, ...],
    steps_shown: Sequence[str], feel: Phrase | None, stop: StopBox | None, saying: Saying,
) -> ExerciseBlock:  # fmt: skip
    """The block with the dose in cells, its steps in full, and a label on each of several pictures.

    `steps_shown` are the words before what a picture shows: "Step 1: ".
    """
    lexicon, more = saying.lexicon, block.more
    several = len(block.frames) > 1
    title = lexicon.part_two.format(title=block.title.text)
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
        code=block.code
        and replace(block.code, scan=saying.fixed(f"{block.id}.scan", lexicon.scan_to_watch)),
        more=replace(
            more,
            title=saying.fixed(more.title.id, title, more.title.source),
            feel=feel,
            feel_heading=saying.fixed(f"{more.id}.feel-heading", lexicon.feel_heading)
            if feel
            else None,
            stop=(),
        ),
    )
