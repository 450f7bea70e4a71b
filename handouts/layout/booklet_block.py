"""An exercise of a booklet as one block, in Half or Full form (page design, section 8).

Half: a main column beside a side column. Full, with several pictures: the header beside the code,
the pictures across the page, the steps beside what to feel and when to stop. A block that is longer
than a page goes on in a second part; booklet_stacking.py says when.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly, as_decoration
from handouts.layout.booklet_head import AXIS, MAIN, TEXT, header, second_header
from handouts.layout.booklet_part import Form, Part
from handouts.layout.booklet_pictures import GAP as PICTURE_GAP
from handouts.layout.booklet_pictures import pictures
from handouts.layout.booklet_side import (
    SIDE,
    address_fits,
    address_line,
    code_block,
    feel_block,
    note_beside,
    note_under,
    stop_block,
)
from handouts.layout.booklet_strip import booklet_strip
from handouts.layout.booklet_type import BODY, BODY_WITH_BLANKS, brand_heading, step_number
from handouts.layout.dose_under import under_strip
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import polyline
from handouts.layout.text import set_line, set_phrase
from handouts.layout.theme import Colours
from handouts.model.handout import ListItem
from handouts.model.page import Block, Path, Placed
from handouts.units import mm

SIDE_X = LIVE - SIDE
RULE, PADDING = mm(0.7), mm(4)
NUMERAL_COLUMN = mm(9)
ABOVE_DOSE, ABOVE_UNDER, GAP, ABOVE_ADJUSTMENTS = mm(3), mm(2), mm(4), mm(5)
ADJUSTMENT_GAP = mm(1)


Above = tuple[Block, float]
"""A block, and the white above it."""


class SetPart(Struct, frozen=True):
    """A part whose words are set: only the height of its pictures is open. `head` and `below` stand
    in the main column above and below them, `told` in the side column.
    """

    part: Part
    form: Form
    colours: Colours
    fonts: Fonts
    head: tuple[Above, ...]
    below: tuple[Above, ...]
    code: Block | None
    told: tuple[Block, ...]
    notes: tuple[Block, Block] | None
    """The note as it stands in the side column, and under the main one."""

    def height(self, frame_mm: float) -> float:
        """How high the block is with pictures so high."""
        rows = -(-len(self.part.frames) // self.form.in_a_row)
        across = mm(frame_mm) * rows + PICTURE_GAP * max(0, rows - 1)
        return _foot(self._placed(Block(self.form.width, across, ())))

    def block(self, frame_mm: float) -> Block:
        """The block with pictures so high."""
        frames, form = self.part.frames, self.form
        shown = Block(0.0, 0.0, ())
        if frames:
            size = form.in_a_row, form.width, mm(frame_mm)
            shown = pictures(frames, *size, self.colours, self.fonts)
        placed = self._placed(shown if self.part.is_first else as_decoration(shown))
        assembly = Assembly()
        rule = polyline((0, RULE / 2), (LIVE, RULE / 2))
        assembly.draw(Path(None, rule, stroke=self.colours.brand, line_width=RULE))
        for item in placed:
            assembly.place(item.block, item.x, item.y)
        return assembly.block(LIVE, _foot(placed))

    def _placed(self, shown: Block) -> list[Placed]:
        """All of it in reading order, the pictures as `shown`."""
        top = RULE + PADDING
        main, side = _Column(0.0, top), _Column(SIDE_X, top)
        for block, gap in self.head:
            main.add(block, gap)
        if self.code:
            side.add(self.code, 0)
        said = _Column(SIDE_X, side.y)
        across = self.form.across and shown.height
        main.y = max(main.y, side.y) if across else main.y
        main.add(shown, GAP)
        said.y = main.y + GAP if across else said.y
        for block, gap in self.below:
            main.add(block, gap)
        for block in self.told:
            said.add(block, GAP)
        noted = []
        if self.notes and said.y <= main.y:
            noted = [Placed(self.notes[0], SIDE_X, said.y + (GAP if said.placed else 0.0))]
        elif self.notes:
            noted = [Placed(self.notes[1], 0.0, main.y + GAP)]
        return [*main.placed, *said.placed, *noted, *side.placed]


class _Column(Struct):
    """Blocks one under the other, each with the white above it; nothing above the first."""

    x: float
    y: float
    placed: list[Placed] = field(default_factory=list)

    def add(self, block: Block, gap: float) -> None:
        if not block.height:
            return
        self.y += gap if self.placed else 0.0
        self.placed.append(Placed(block, self.x, self.y))
        self.y += block.height


def _foot(placed: Sequence[Placed]) -> float:
    return max(item.y + item.block.height for item in placed)


def set_part(part: Part, form: Form, colours: Colours, fonts: Fonts) -> SetPart:
    """The words of a part in their places. Raises HandoutError for a word, an address or a code
    that no column holds.
    """
    exercise = part.exercise
    code = exercise.code if part.is_first else None
    below = [(_steps(part.steps, form, colours, fonts), GAP)] if part.steps else []
    if code and not address_fits(code, fonts):
        below.append((address_line(code, fonts), GAP))
    if part.adjustments:
        below.append((_adjustments(part, colours, fonts), ABOVE_ADJUSTMENTS))
    notes = None
    if part.note:
        notes = note_beside(part.note, colours, fonts), note_under(part.note, colours, fonts)
    return SetPart(
        part=part,
        form=form,
        colours=colours,
        fonts=fonts,
        head=tuple(_head(part, colours, fonts)),
        below=tuple(below),
        code=code_block(code, fonts) if code else None,
        told=tuple(_told(part, fonts)),
        notes=notes,
    )


def _head(part: Part, colours: Colours, fonts: Fonts) -> Iterator[Above]:
    exercise = part.exercise
    if not part.is_first:
        again = second_header(part.in_place, colours, fonts)
        yield again if part.number == 2 else as_decoration(again), 0
        return
    yield header(part.in_place, colours, fonts), 0
    strip = booklet_strip(exercise, MAIN, colours, fonts)
    if strip:
        yield strip, ABOVE_DOSE
    for block in under_strip(exercise.under_dose, exercise.phases, MAIN, fonts, BODY_WITH_BLANKS):
        yield block, ABOVE_UNDER


def _steps(steps: tuple[ListItem, ...], form: Form, colours: Colours, fonts: Fonts) -> Block:
    assembly, y = Assembly(), 0.0
    kind = step_number(colours)
    for at, step in enumerate(steps):
        y += mm(form.step_gap_mm) if at else 0.0
        number = set_line(step.label, kind, fonts)
        text = set_phrase(step.body, BODY, TEXT, fonts)
        assembly.place(number.block(), (NUMERAL_COLUMN - number.ink) / 2, y)
        assembly.place(text.block(), AXIS, y)
        y += text.height
    return assembly.block(MAIN, y)


def _adjustments(part: Part, colours: Colours, fonts: Fonts) -> Block:
    """What to change; the heading stands over the first of them."""
    more, assembly, y = part.exercise.more, Assembly(), 0.0
    if part.adjustments[0] is more.adjustments[0]:
        heading = set_phrase(more.adjustments_heading, brand_heading(colours), TEXT, fonts)
        assembly.place(heading.block(), AXIS, 0)
        y = heading.height
    for at, words in enumerate(part.adjustments):
        y += ADJUSTMENT_GAP if at else 0.0
        text = set_phrase(words, BODY_WITH_BLANKS, TEXT, fonts)
        assembly.place(text.block(), AXIS, y)
        y += text.height
    return assembly.block(MAIN, y)


def _told(part: Part, fonts: Fonts) -> Iterator[Block]:
    """What to feel, and when to stop."""
    exercise, more = part.exercise, part.exercise.more
    if not part.is_first:
        return
    if more.feel and more.feel_heading:
        yield feel_block(more.feel_heading, more.feel, fonts)
    if exercise.stop_box:
        yield stop_block(exercise.stop_box, fonts)
