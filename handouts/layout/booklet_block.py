"""An exercise of a booklet as one block, in Half or Full form (page design, section 8).

Half: a main column beside a side column. Full, with several pictures: the header beside the code,
the pictures across the page, the steps beside what to feel and when to stop. A block that is longer
than a page goes on in a second part; booklet_stacking.py says when.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly, as_decoration, stacked
from handouts.layout.booklet_head import AXIS, MAIN, TEXT, header, second_header
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
from handouts.model.handout import ExerciseBlock, Frame, ListItem, Phrase
from handouts.model.page import Block, Path, Placed
from handouts.units import mm

SIDE_X = LIVE - SIDE
RULE, PADDING = mm(0.7), mm(4)
NUMERAL_COLUMN = mm(9)
ABOVE_DOSE, ABOVE_UNDER, GAP, ABOVE_ADJUSTMENTS = mm(3), mm(2), mm(4), mm(5)
ADJUSTMENT_GAP = mm(1)


@dataclass(frozen=True, slots=True)
class Form:
    """How the pictures of a block stand, in millimetres: how many in a row, from how high to how
    high; across the page, or in the main column. `step_gap`: white between two steps.
    """

    in_a_row: int
    least_mm: float
    most_mm: float
    step_gap_mm: float
    across: bool = False

    @property
    def width(self) -> float:
        """What the pictures share, in points."""
        return LIVE if self.across else MAIN


HALF = {0: Form(1, 0, 0, 1), 1: Form(1, 40, 70, 1), 2: Form(2, 30, 50, 1)}
"""By the number of pictures; with more there is only the Full form."""
FULL = {
    0: Form(1, 0, 0, 2),
    1: Form(1, 40, 70, 2),
    2: Form(2, 44, 72, 2, across=True),
    3: Form(3, 38, 56, 2, across=True),
}
FULL_OF_MORE = Form(2, 38, 50, 2, across=True)
STANDING_LEAST_MM = 34
"""The least height of two figures that are higher than wide, in Half form."""


@dataclass(frozen=True, slots=True)
class Part:
    """What one block says of an exercise: all of it, or a part. A part that is not the first
    repeats the side, and the pictures where it has steps.
    """

    exercise: ExerciseBlock
    steps: tuple[ListItem, ...]
    adjustments: tuple[Phrase, ...]
    with_note: bool
    number: int = 1

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def note(self) -> Phrase | None:
        return self.exercise.note if self.with_note else None

    @property
    def frames(self) -> tuple[Frame, ...]:
        """The pictures that it shows."""
        return self.exercise.frames if self.is_first or self.steps else ()

    @property
    def half_form(self) -> Form | None:
        """Its Half form, where it has one."""
        form = HALF.get(len(self.frames))
        sizes = [frame.artwork.size for frame in self.frames]
        if form and len(sizes) > 1 and any(down > across for across, down in sizes):
            return replace(form, least_mm=STANDING_LEAST_MM)
        return form

    @property
    def full_form(self) -> Form:
        """Its Full form, which every exercise has."""
        return FULL.get(len(self.frames), FULL_OF_MORE)


def whole(exercise: ExerciseBlock) -> Part:
    """All of an exercise."""
    return Part(exercise, exercise.steps, exercise.more.adjustments, with_note=True)


@dataclass(slots=True)
class _Column:
    """Blocks one under the other, each with the white above it; nothing above the first."""

    x: float
    y: float
    placed: list[Placed] = field(default_factory=list)

    def add(self, block: Block | None, gap: float) -> None:
        if block is None or not block.height:
            return
        self.y += gap if self.placed else 0.0
        self.placed.append(Placed(block, self.x, self.y))
        self.y += block.height


def block_of(part: Part, form: Form, frame_mm: float, colours: Colours, fonts: Fonts) -> Block:
    """The part with pictures `frame_mm` high. Raises HandoutError for a word, an address or a code
    that no column holds.
    """
    exercise, top = part.exercise, RULE + PADDING
    main, side = _Column(0.0, top), _Column(SIDE_X, top)
    code = code_block(exercise.code, fonts) if exercise.code and part.is_first else None
    _add_header(main, part, colours, fonts)
    side.add(code, 0)
    said = _Column(SIDE_X, side.y)
    shown = _pictures(part, form, frame_mm, colours, fonts)
    if shown and form.across:
        main.y = max(main.y, side.y)
    main.add(shown, GAP)
    if shown and form.across:
        said.y = main.y + GAP
    main.add(_steps(part.steps, form, colours, fonts), GAP)
    if code and exercise.code and not address_fits(exercise.code, fonts):
        main.add(address_line(exercise.code, fonts), GAP)
    main.add(_adjustments(part, colours, fonts), ABOVE_ADJUSTMENTS)
    for block in _told(part, fonts):
        said.add(block, GAP)
    noted = [_note(part.note, main, said, colours, fonts)] if part.note else []
    in_reading_order = [*main.placed, *said.placed, *noted, *side.placed]
    assembly = Assembly()
    rule = polyline((0, RULE / 2), (LIVE, RULE / 2))
    assembly.draw(Path(None, rule, stroke=colours.brand, line_width=RULE))
    for item in in_reading_order:
        assembly.place(item.block, item.x, item.y)
    return assembly.block(LIVE, max(item.y + item.block.height for item in in_reading_order))


def _add_header(main: _Column, part: Part, colours: Colours, fonts: Fonts) -> None:
    exercise = part.exercise
    if not part.is_first:
        head = second_header(exercise, colours, fonts)
        main.add(head if part.number == 2 else as_decoration(head), 0)
        return
    main.add(header(exercise, colours, fonts), 0)
    main.add(booklet_strip(exercise, MAIN, colours, fonts), ABOVE_DOSE)
    under = under_strip(exercise, MAIN, fonts, BODY_WITH_BLANKS)
    main.add(stacked(under, ABOVE_UNDER) if under else None, ABOVE_UNDER)


def _pictures(
    part: Part, form: Form, frame_mm: float, colours: Colours, fonts: Fonts
) -> Block | None:
    if not part.frames:
        return None
    block = pictures(part.frames, form.in_a_row, form.width, mm(frame_mm), colours, fonts)
    return block if part.is_first else as_decoration(block)


def _steps(steps: tuple[ListItem, ...], form: Form, colours: Colours, fonts: Fonts) -> Block | None:
    if not steps:
        return None
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


def _adjustments(part: Part, colours: Colours, fonts: Fonts) -> Block | None:
    """What to change; the heading stands over the first of them."""
    if not part.adjustments:
        return None
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


def _told(part: Part, fonts: Fonts) -> list[Block]:
    """What to feel, and when to stop."""
    exercise, more = part.exercise, part.exercise.more
    blocks: list[Block] = []
    if not part.is_first:
        return blocks
    if more.feel and more.feel_heading:
        blocks.append(feel_block(more.feel_heading, more.feel, fonts))
    if exercise.stop_box:
        blocks.append(stop_block(exercise.stop_box, fonts))
    return blocks


def _note(note: Phrase, main: _Column, side: _Column, colours: Colours, fonts: Fonts) -> Placed:
    """In the shorter of the two columns."""
    if side.y <= main.y:
        gap = GAP if side.placed else 0.0
        return Placed(note_beside(note, colours, fonts), SIDE_X, side.y + gap)
    return Placed(note_under(note, colours, fonts), 0.0, main.y + GAP)
