"""Which exercises of a booklet share a page, how high their pictures are, what goes on to the next
page (page design, section 10).

Nothing is shrunk or cut: a block that is longer than a page in its Full form goes on in a second
part, its steps whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import HandoutError, Problem
from handouts.layout.booklet_block import SetPart, set_part
from handouts.layout.booklet_part import Form, Part, whole
from handouts.layout.booklet_pictures import scale_of
from handouts.layout.desk import Desk
from handouts.model.handout import ExerciseBlock, Numbered
from handouts.model.page import Block
from handouts.units import mm

BLOCK_GAP = mm(7)
FRAME_STEP_MM = 2.0


class Stack(Struct, frozen=True):
    """The exercises of one page, from its top: of each its id, and what the page says of it."""

    blocks: tuple[tuple[str, Block], ...]


class _Set(Struct, frozen=True):
    """A part as it is set, its pictures so high."""

    words: SetPart
    frame_mm: float

    @property
    def height(self) -> float:
        return self.words.height(self.frame_mm)

    @property
    def scale(self) -> float:
        """How large the figures are; without pictures there is nothing to grow."""
        frames, form = self.words.part.frames, self.words.form
        height = mm(self.frame_mm)
        return scale_of(frames, form.in_a_row, form.width, height) if frames else 0.0


def stacks(
    exercises: Sequence[Numbered], first_room: float, room: float, desk: Desk,
    *, from_page_1: bool,
) -> tuple[Stack, ...]:  # fmt: skip
    """The pages of the exercises. The first of them holds `first_room` and takes exercises that fit
    whole, page 1 only in Half form, or none; the others hold `room`.

    Raises HandoutError for an exercise of which no page holds even one step.
    """
    waiting = [whole(exercise) for exercise in exercises]
    on_first = _halves(waiting, first_room, desk)
    if not on_first and not from_page_1:
        full = _set(waiting[0], waiting[0].full_form, desk)
        on_first = [full] if full.height <= first_room else []
    pages = [_grown(on_first, first_room)]
    waiting = waiting[len(on_first) :]
    while waiting:
        halves = _halves(waiting, room, desk)
        if len(halves) > 1:
            pages.append(_grown(halves, room))
            waiting = waiting[len(halves) :]
            continue
        part, rest = _split(waiting[0], room, desk)
        pages.append(_grown([part], room))
        waiting = [*rest, *waiting[1:]]
    return tuple(pages)


def _halves(parts: Sequence[Part], room: float, desk: Desk) -> list[_Set]:
    """As many of the next parts as fit in Half form, with the smallest pictures."""
    chosen: list[_Set] = []
    for part in parts:
        form = part.half_form
        if form is None:
            break
        candidate = _set(part, form, desk)
        if _height([*chosen, candidate]) > room:
            break
        chosen.append(candidate)
    return chosen


def _split(part: Part, room: float, desk: Desk) -> tuple[_Set, list[Part]]:
    """The part in Full form, or as much of it as a page holds, and what is left: first what to
    change and the note go on, then the last steps. In Half form the side column is higher: that
    holds more cautions.
    """
    for shown, rest in _ways(part):
        full, half = shown.full_form, shown.half_form
        for form in (full, half) if half and full.across else (full,):
            candidate = _set(shown, form, desk)
            if candidate.height <= room:
                return candidate, rest
    raise _too_long(part.exercise)


def _ways(part: Part) -> list[tuple[Part, list[Part]]]:
    """Ever less of a part, each with what then goes on."""
    after = replace(part, number=part.number + 1)
    steps, changes = part.steps, part.adjustments
    ways: list[tuple[Part, list[Part]]] = [(part, [])]
    if not part.is_first:
        for kept in range(len(changes), -1 if steps else 0, -1):
            shown = replace(part, adjustments=changes[:kept], with_note=False)
            ways.append((shown, [replace(after, steps=(), adjustments=changes[kept:])]))
    else:
        shown = replace(part, adjustments=(), with_note=False)
        ways.append((shown, [replace(after, steps=())]))
    for kept in range(len(steps) - 1, 0, -1):
        shown = replace(part, steps=steps[:kept], adjustments=(), with_note=False)
        ways.append((shown, [replace(after, steps=steps[kept:])]))
    return ways


def _grown(chosen: Sequence[_Set], room: float) -> Stack:
    """The pictures as high as the page lets them be, the smallest figures first."""
    sets, growing = list(chosen), set(range(len(chosen)))
    while growing:
        at = min(growing, key=lambda at: sets[at].scale)
        smaller = sets[at]
        sets[at] = replace(smaller, frame_mm=smaller.frame_mm + FRAME_STEP_MM)
        too_high = sets[at].frame_mm > smaller.words.form.most_mm or _height(sets) > room
        if too_high or sets[at].scale <= smaller.scale:  # as wide as the frame already
            sets[at] = smaller
            growing.remove(at)
    return Stack(tuple((one.words.part.in_place.id, one.words.block(one.frame_mm)) for one in sets))


def _set(part: Part, form: Form, desk: Desk) -> _Set:
    """With the smallest pictures."""
    return _Set(set_part(part, form, desk.colours, desk.fonts), form.least_mm)


def _height(sets: Sequence[_Set]) -> float:
    return sum(one.height for one in sets) + BLOCK_GAP * max(0, len(sets) - 1)


def _too_long(exercise: ExerciseBlock) -> HandoutError:
    stop = exercise.stop_box.cautions if exercise.stop_box else ()
    said = [step.body for step in exercise.steps] + [caution.body for caution in stop]
    said += [part for part in (exercise.note, exercise.more.feel, exercise.under_dose) if part]
    longest = max(said, key=lambda phrase: len(phrase.text))
    message = f'"{exercise.title.text}" takes more than a page'
    return HandoutError([Problem(longest.source, message, "shorten its cautions, note or steps")])
