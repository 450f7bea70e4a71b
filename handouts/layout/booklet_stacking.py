"""Which exercises of a booklet share a page, how high their pictures are, what goes on to the next
page (page design, section 10).

Nothing is shrunk or cut: a block that is longer than a page in its Full form goes on in a second
part, its steps whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handouts.errors import HandoutError, Problem
from handouts.layout.booklet_block import Form, Part, block_of, whole
from handouts.layout.booklet_pictures import scale_of
from handouts.layout.desk import Desk
from handouts.model.handout import ExerciseBlock
from handouts.model.page import Block
from handouts.units import mm

BLOCK_GAP = mm(7)
FRAME_STEP_MM = 2.0


@dataclass(frozen=True, slots=True)
class Stack:
    """The exercises of one page, from its top: blocks, and what they take with the gaps between."""

    blocks: tuple[Block, ...]

    @property
    def height(self) -> float:
        return _height(self.blocks)


@dataclass(frozen=True, slots=True)
class _Set:
    """A part as it is set, its pictures so high."""

    part: Part
    form: Form
    frame_mm: float
    block: Block


def stacks(
    exercises: Sequence[ExerciseBlock], first_room: float, room: float, desk: Desk
) -> tuple[Stack, ...]:
    """The pages of the exercises. The first of them holds `first_room`, and takes only exercises in
    Half form that fit whole, or none; the others hold `room`.

    Raises HandoutError for an exercise of which no page holds even one step.
    """
    waiting = [whole(exercise) for exercise in exercises]
    on_first = _halves(waiting, first_room, desk)
    pages = [_grown(on_first, first_room, desk)]
    waiting = waiting[len(on_first) :]
    while waiting:
        halves = _halves(waiting, room, desk)
        if len(halves) > 1:
            pages.append(_grown(halves, room, desk))
            waiting = waiting[len(halves) :]
            continue
        part, rest = _split(waiting[0], room, desk)
        pages.append(_grown([part], room, desk))
        waiting = [*rest, *waiting[1:]]
    return tuple(pages)


def _halves(parts: Sequence[Part], room: float, desk: Desk) -> list[_Set]:
    """As many of the next parts as fit in Half form, with the smallest pictures."""
    chosen: list[_Set] = []
    for part in parts:
        form = part.half_form
        if form is None:
            break
        candidate = _set(part, form, form.least_mm, desk)
        if _height([*(one.block for one in chosen), candidate.block]) > room:
            break
        chosen.append(candidate)
    return chosen


def _split(part: Part, room: float, desk: Desk) -> tuple[_Set, list[Part]]:
    """The part in Full form, or as much of it as a page holds, and what is left: first what to
    change and the note go on, then the last steps.
    """
    for shown, rest in _ways(part):
        form = shown.full_form
        candidate = _set(shown, form, form.least_mm, desk)
        if candidate.block.height <= room:
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


def _grown(chosen: Sequence[_Set], room: float, desk: Desk) -> Stack:
    """The pictures as high as the page lets them be, the smallest figures first."""
    sets, done = list(chosen), set[int]()
    while len(done) < len(sets):
        at = min((at for at in range(len(sets)) if at not in done), key=lambda at: _scale(sets[at]))
        one = sets[at]
        higher_mm = one.frame_mm + FRAME_STEP_MM
        if higher_mm > one.form.most_mm:
            done.add(at)
            continue
        higher = _set(one.part, one.form, higher_mm, desk)
        others = [other.block for index, other in enumerate(sets) if index != at]
        if _height([*others, higher.block]) > room:
            done.add(at)
        else:
            sets[at] = higher
    return Stack(tuple(one.block for one in sets))


def _set(part: Part, form: Form, frame_mm: float, desk: Desk) -> _Set:
    return _Set(part, form, frame_mm, block_of(part, form, frame_mm, desk.colours, desk.fonts))


def _scale(one: _Set) -> float:
    """How large the figures are; without pictures there is nothing to grow."""
    frames, form = one.part.frames, one.form
    return scale_of(frames, form.in_a_row, form.width, mm(one.frame_mm)) if frames else 0.0


def _height(blocks: Sequence[Block]) -> float:
    gaps = BLOCK_GAP * max(0, len(blocks) - 1)
    return sum(block.height for block in blocks) + gaps


def _too_long(exercise: ExerciseBlock) -> HandoutError:
    stop = exercise.stop_box.cautions if exercise.stop_box else ()
    said = [step.body for step in exercise.steps] + [caution.body for caution in stop]
    said += [part for part in (exercise.note, exercise.more.feel, exercise.under_dose) if part]
    longest = max(said, key=lambda phrase: len(phrase.text))
    message = f'"{exercise.title.text}" takes more than a page'
    return HandoutError([Problem(longest.source, message, "shorten its cautions, note or steps")])
