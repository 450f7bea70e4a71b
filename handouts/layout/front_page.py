"""How many exercises a front holds, how high their pictures are, where the white goes.

The rule (page design, section 6.1): four exercises at the smallest pictures, else three, else
fewer; three or fewer in larger type where that holds, so that large type never costs a sheet.
Then pictures grow while the page holds, and what is left is shared as white.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.errors import HandoutError, Problem
from handouts.layout.desk import FRONT_TOP, Body, Desk
from handouts.layout.furniture import mark
from handouts.layout.sheet_head import head
from handouts.layout.sheet_slot import SlotParts, slot
from handouts.layout.theme import FOUR, THREE, Scale
from handouts.model.handout import ExerciseBlock, ListItem
from handouts.model.page import Placed
from handouts.units import mm

MOST_ON_A_SHEET = 4
FRAME_STEP_MM = 2.0
MOST_WHITE = mm(20)
"""What a slot takes of the white that is left; the rest stays at the foot of the page."""

Steps = tuple[ListItem, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """A laid-out front. For each of its exercises, the steps that went to the back."""

    body: Body
    late_steps: tuple[Steps, ...]


def front_page(exercises: Sequence[ExerciseBlock], desk: Desk) -> Front:
    """The front with as many of the exercises as one page holds."""
    words = desk.handout.head
    logo = mark(desk.handout.logo, words.clinic.text, mm(11), desk.colours, desk.fonts)
    if words.changes and words.changes.id in desk.heard:
        words = replace(words, changes=None)  # they stand on the first page
    top = head(words, logo, desk.colours, desk.fonts)
    room = desk.live_bottom - FRONT_TOP - top.height
    slots, late_steps = _fullest(exercises, room, desk)
    white = min((room - _height(slots)) / len(slots), MOST_WHITE)
    placed = [Placed(desk.once(top), 0, FRONT_TOP)]
    y = FRONT_TOP + top.height
    for parts in slots:
        block = parts.block(white)
        placed.append(Placed(block, 0, y))
        y += block.height
    return Front(tuple(placed), late_steps)


def _fullest(
    exercises: Sequence[ExerciseBlock], room: float, desk: Desk
) -> tuple[tuple[SlotParts, ...], tuple[Steps, ...]]:
    for count in range(min(MOST_ON_A_SHEET, len(exercises)), 0, -1):
        chosen = exercises[:count]
        for scale in (FOUR,) if count == MOST_ON_A_SHEET else (THREE, FOUR):
            highest_mm = FOUR.frame_max_mm if count == MOST_ON_A_SHEET else THREE.frame_max_mm
            slots = _grown(chosen, scale, highest_mm, room, desk)
            if _height(slots) <= room:
                return slots, ((),) * count
    return _one_long_exercise(exercises[0], room, desk)


def _grown(
    exercises: Sequence[ExerciseBlock], scale: Scale, highest_mm: float, room: float, desk: Desk
) -> tuple[SlotParts, ...]:
    """The slots with the highest pictures that the page holds, all alike; at least the lowest."""
    steps = [exercise.steps for exercise in exercises]
    frame_mm = scale.frame_min_mm
    slots = _slots(exercises, steps, frame_mm, scale, desk)
    while frame_mm + FRAME_STEP_MM <= highest_mm:
        frame_mm += FRAME_STEP_MM
        higher = _slots(exercises, steps, frame_mm, scale, desk)
        if _height(higher) > room:
            break
        slots = higher
    return slots


def _one_long_exercise(
    exercise: ExerciseBlock, room: float, desk: Desk
) -> tuple[tuple[SlotParts, ...], tuple[Steps, ...]]:
    """An exercise that fills more than a page: its last steps go to the back."""
    for kept in range(len(exercise.steps) - 1, 0, -1):
        slots = _slots([exercise], [exercise.steps[:kept]], THREE.frame_min_mm, THREE, desk)
        if _height(slots) <= room:
            return slots, (exercise.steps[kept:],)
    said = (exercise.steps[0].body, exercise.stop, exercise.note, exercise.under_dose)
    longest = max((part for part in said if part is not None), key=lambda part: len(part.text))
    raise HandoutError(
        [
            Problem(
                longest.source,
                f'"{exercise.title.text}" takes more than a page',
                "shorten its cautions, its note or its first step",
            )
        ]
    )


def _slots(
    exercises: Sequence[ExerciseBlock], steps: Sequence[Steps], frame_mm: float, scale: Scale,
    desk: Desk,
) -> tuple[SlotParts, ...]:  # fmt: skip
    return tuple(
        slot(exercise, shown, mm(frame_mm), scale, desk.colours, desk.fonts)
        for exercise, shown in zip(exercises, steps, strict=True)
    )


def _height(slots: Sequence[SlotParts]) -> float:
    return sum(parts.height for parts in slots)
