"""How many exercises a front holds, how high their pictures are, where the white goes.

The rule (page design, section 6.1): four exercises at the smallest pictures, else three, else
fewer; three or fewer in larger type where that holds, so that large type never costs a sheet.
Then pictures grow while the page holds, and what is left is shared as white.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from msgspec import Struct

from handouts.errors import HandoutError, Problem
from handouts.layout.assembly import as_decoration
from handouts.layout.desk import FRONT_TOP, Body, Desk
from handouts.layout.furniture import mark
from handouts.layout.sheet_head import SheetHead, head, with_changes
from handouts.layout.sheet_slot import Slot, slot, slot_start
from handouts.layout.theme import FOUR, THREE, Scale
from handouts.model.handout import ExerciseBlock, ListItem, Numbered
from handouts.model.page import Placed
from handouts.units import mm

MOST_ON_A_SHEET = 4
FRAME_STEP_MM = 2.0
MOST_WHITE = mm(20)
"""What a slot takes of the white that is left; the rest stays at the foot of the page."""

Steps = tuple[ListItem, ...]


class Front(Struct, frozen=True):
    """A laid-out front. For each of its exercises, the steps that went to the back."""

    body: Body
    late_steps: tuple[Steps, ...]


class _Slots(Struct, frozen=True):
    """The exercises of a front, how high the pictures of all of them are, and how high it all is
    with those.
    """

    slots: tuple[Slot, ...]
    pictures: float
    height: float


def heads(desk: Desk) -> Iterator[SheetHead]:
    """What each front begins with, one after the other. The first says what has changed; the others
    are not read aloud again.
    """
    words, colours, fonts = desk.handout.head, desk.colours, desk.fonts
    if words is None:
        raise TypeError("a booklet has no front")
    logo = mark(desk.handout.logo, words.clinic.text, mm(11), colours, fonts)
    top = head(words, logo, colours, fonts)
    yield with_changes(top, words.changes, fonts) if words.changes else top
    again = [Placed(as_decoration(part.block), part.x, part.y) for part in top.placed]
    yield from itertools.repeat(SheetHead(tuple(again), top.height))


def front_page(exercises: Sequence[Numbered], top: SheetHead, desk: Desk, page: int) -> Front:
    """The front with as many of the exercises as one page holds under its head; it is page number
    `page`.
    """
    left = desk.theme.left(page)
    room = desk.live_bottom - FRONT_TOP - top.height
    chosen, late_steps = _fullest(exercises, room, desk)
    white = min((room - chosen.height) / len(chosen.slots), MOST_WHITE)
    placed = [Placed(part.block, left + part.x, FRONT_TOP + part.y) for part in top.placed]
    y = FRONT_TOP + top.height
    for exercise, one in zip(exercises, chosen.slots, strict=False):
        title = exercise.block.title.id
        start = slot_start(exercise.number, title, one.title_y, desk.colours, desk.fonts)
        placed += one.placed(start, exercise.id, left, y, chosen.pictures, white)
        y += one.height(chosen.pictures) + white
    return Front(tuple(placed), late_steps)


def _fullest(
    exercises: Sequence[Numbered], room: float, desk: Desk
) -> tuple[_Slots, tuple[Steps, ...]]:
    for count in range(min(MOST_ON_A_SHEET, len(exercises)), 0, -1):
        for scale in (FOUR,) if count == MOST_ON_A_SHEET else (THREE, FOUR):
            highest_mm = FOUR.frame_max_mm if count == MOST_ON_A_SHEET else THREE.frame_max_mm
            slots = tuple(
                [_slot(one.block, len(one.block.steps), scale, desk) for one in exercises[:count]]
            )
            chosen = _highest(slots, scale, highest_mm, room)
            if chosen:
                return chosen, ((),) * count
    return _one_long_exercise(exercises[0].block, room, desk)


def _highest(
    slots: tuple[Slot, ...], scale: Scale, highest_mm: float, room: float
) -> _Slots | None:
    """The slots with the highest pictures that the page holds, all alike; None where it does not
    hold the lowest.
    """
    steps = int((highest_mm - scale.frame_min_mm) / FRAME_STEP_MM)
    for step in range(steps, -1, -1):
        pictures = mm(scale.frame_min_mm + step * FRAME_STEP_MM)
        height = sum([one.height(pictures) for one in slots])
        if height <= room:
            return _Slots(slots, pictures, height)
    return None


def _one_long_exercise(
    block: ExerciseBlock, room: float, desk: Desk
) -> tuple[_Slots, tuple[Steps, ...]]:
    """An exercise that fills more than a page: its last steps go to the back."""
    for kept in range(len(block.steps) - 1, 0, -1):
        part = _slot(block, kept, THREE, desk)
        chosen = _highest((part,), THREE, THREE.frame_min_mm, room)
        if chosen:
            return chosen, (block.steps[kept:],)
    said = (block.steps[0].body, block.stop, block.note, block.under_dose)
    longest = max((part for part in said if part is not None), key=lambda part: len(part.text))
    raise HandoutError(
        [
            Problem(
                longest.source,
                f'"{block.title.text}" takes more than a page',
                "shorten its cautions, its note or its first step",
            )
        ]
    )


def _slot(exercise: ExerciseBlock, steps: int, scale: Scale, desk: Desk) -> Slot:
    return slot(exercise, steps, scale, desk.colours, desk.fonts)
