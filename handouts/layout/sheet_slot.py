"""A slot of a sheet's front: one exercise (page design, section 6.1).

A slot's height is that of what it says and of its pictures; `Slot.placed` then takes the extra
white that the page has to share, above the stop line.
"""

from __future__ import annotations

import functools

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import HandoutError, Problem
from handouts.fonts import BOLD, Fonts
from handouts.layout.assembly import Assembly, kept, stacked
from handouts.layout.dose_strip import dose_strip
from handouts.layout.dose_under import under_strip
from handouts.layout.furniture import LIVE
from handouts.layout.pictures import Frame as PictureFrame
from handouts.layout.pictures import framed
from handouts.layout.shapes import polyline, rounded, stop_icon
from handouts.layout.slot_title import DISC, badge, title_row
from handouts.layout.text import Type, set_line, set_phrase
from handouts.layout.theme import HAIR, STOP, WHITE, Colours, Scale
from handouts.model.handout import (
    MOST_BLOCKS,
    Code,
    DoseBox,
    DoseTable,
    ExerciseBlock,
    Frame,
    ListItem,
    Phrase,
    Run,
)
from handouts.model.page import Block, Link, Path, Placed, QrCode
from handouts.model.palette import figure_palette
from handouts.qr import QUIET_ZONE_MODULES, qr_rows
from handouts.units import mm

COLUMN_1, COLUMN_2, COLUMN_3 = mm(72.5), mm(70), mm(35)
COLUMN_2_X, INSET, STEP_NUMBER = mm(74), mm(0.5), mm(5)
ADDRESS = Type(12, 14)
GAP, ABOVE_STOP, UNDER_STRIP = mm(1.8), mm(1.4), mm(1)
MOST_ABOVE_STOP = mm(8)
"""White between steps and stop line: with more it would not look like theirs."""
CLEAR_OF_ADDRESS = mm(2)
SLOT_FOOT = mm(2.0)
CODE_ROOM = COLUMN_3 + mm(1)
"""Column 3 and the gap before it, which is white as well."""
MODULE, SMALLEST_MODULE = mm(1.0), mm(0.8)


class Slot(Struct, frozen=True):
    """One exercise's parts but its number, and but for what the page decides: how high its pictures
    are, and how much white it takes. Each part is a block that the next sheet with the same words
    takes again. Measures are points from the slot's top edge.
    """

    title: Block
    title_y: float
    frames: tuple[Frame, ...]
    brand: str
    dose: Block
    steps: Block
    stop: Block | None
    note: Block | None
    code: Block
    under_title: float
    """Where the pictures and the steps begin."""
    dose_foot: float
    """Where the dose ends without pictures over it."""
    right_foot: float
    """Where the steps and the code have ended."""
    least: float
    """Where all but the dose and the note has ended at the earliest."""
    below: float
    """What the note takes, and the white under the slot."""

    def height(self, pictures: float) -> float:
        """How high the slot is at least, with pictures so high."""
        over = pictures + GAP if self.frames else 0.0
        return max(self.dose_foot + over, self.least) + self.below

    def placed(
        self, start: Block, exercise: str, x: float, y: float, pictures: float, white: float
    ) -> list[Placed]:
        """The parts in reading order after its `start`, their nodes within the `exercise`; the
        slot's top left corner at (x, y), `white` points higher than it must be.
        """
        under_title = y + self.under_title
        over = pictures + GAP if self.frames else 0.0
        dose_foot = self.dose_foot + over
        shown = self.title
        if self.frames:
            shown = _over_pictures(self.title, self.frames, pictures, self.brand)
        placed = [
            Placed(start, x, y, exercise),
            Placed(shown, x, y + self.title_y, exercise),
            Placed(self.dose, x, under_title + over, exercise),
            Placed(self.steps, x + COLUMN_2_X + INSET, under_title, exercise),
        ]
        if self.stop:
            stop_y = max(self.right_foot + ABOVE_STOP, dose_foot - self.stop.height)
            stop_y += min(white, MOST_ABOVE_STOP)
            placed.append(Placed(self.stop, x + COLUMN_2_X, y + stop_y, exercise))
        if self.note:
            note_y = max(dose_foot, self.least) + GAP + white
            placed.append(Placed(self.note, x, y + note_y, exercise))
        placed.append(Placed(self.code, x, y, exercise))
        return placed


@functools.lru_cache(maxsize=2 * MOST_BLOCKS)
def slot(exercise: ExerciseBlock, steps: int, scale: Scale, colours: Colours, fonts: Fonts) -> Slot:
    """One exercise. `steps` is how many of its steps stand on the front. Kept in both scales."""
    title = title_row(exercise.title, exercise.side, exercise.change, exercise.draft, scale, fonts)
    dose = _dose(
        exercise.how_much, exercise.how_often, exercise.under_dose, exercise.phases,
        scale, colours, fonts,
    )  # fmt: skip
    code = _code_column(exercise.code, fonts)
    said = _steps(exercise.steps[:steps], _step_width(code, scale), scale, colours, fonts)
    stop = _stop(code.apart, exercise.stop, fonts)
    note = _note(exercise.note, scale, colours, fonts) if exercise.note else None
    title_y = mm(scale.slot_top_mm)
    under_title = title_y + title.height + GAP
    right_foot = max(under_title + said.height, code.block.height)
    return Slot(
        title=title,
        title_y=title_y,
        frames=exercise.frames,
        brand=colours.brand,
        dose=dose,
        steps=said,
        stop=stop,
        note=note,
        code=code.block,
        under_title=under_title,
        dose_foot=under_title + dose.height,
        right_foot=right_foot,
        least=right_foot + (ABOVE_STOP + stop.height if stop else 0.0),
        below=(GAP + note.height if note else 0.0) + SLOT_FOOT,
    )


@kept
def slot_start(number: int, title: str, title_y: float, colours: Colours, fonts: Fonts) -> Block:
    """The line above a slot, and its number; `title` is the node with which that is read."""
    assembly = Assembly()
    line = polyline((0, 0), (LIVE, 0))
    assembly.draw(Path(None, line, stroke=colours.brand, line_width=mm(0.5)))
    assembly.place(badge(number, title, DISC, 14, colours, fonts), 0, title_y)
    return assembly.block(LIVE, title_y + DISC)


def lines_of_steps(
    exercise: ExerciseBlock, scale: Scale, fonts: Fonts
) -> tuple[tuple[ListItem, int], ...]:
    """Each step of an exercise, and how many lines it takes on a sheet's front."""
    width = _step_width(_code_column(exercise.code, fonts), scale)
    kind = _step_type(scale)
    return tuple(
        (step, len(set_phrase(step.body, kind, width, fonts).lines)) for step in exercise.steps
    )


@kept
def _dose(
    much: DoseBox, often: DoseBox, under: Phrase | None, phases: DoseTable | None, scale: Scale,
    colours: Colours, fonts: Fonts,
) -> Block:  # fmt: skip
    strip = dose_strip(much, often, scale, colours, COLUMN_1, fonts)
    return stacked([*strip, *under_strip(under, phases, COLUMN_1, fonts)], UNDER_STRIP)


@kept
def _over_pictures(title: Block, frames: tuple[Frame, ...], height: float, brand: str) -> Block:
    """The title, and under it the frames side by side across column 1."""
    assembly, gap, y = Assembly(), mm(2), title.height + GAP
    assembly.place(title, 0, 0)
    width = (COLUMN_1 - gap * (len(frames) - 1)) / len(frames)
    look = PictureFrame(width, height, mm(1.5), mm(1), mm(0.25), HAIR, WHITE)
    for at, frame in enumerate(frames):
        palette = figure_palette(brand, band=frame.band)
        assembly.draw(
            *framed(
                frame.id, frame.artwork, at * (width + gap), y, look,
                mirrored=frame.mirrored, palette=palette,
            )
        )  # fmt: skip
    return assembly.block(title.width, y + height)


@kept
def _steps(
    steps: tuple[ListItem, ...], width: float, scale: Scale, colours: Colours, fonts: Fonts
) -> Block:
    assembly = Assembly()
    numeral = Type(scale.step_size + 1, scale.step_leading, BOLD, colours.brand_ink)
    body = _step_type(scale)
    y, gap = 0.0, mm(scale.step_gap_mm)
    for step in steps:
        y += gap if y else 0.0
        text = set_phrase(step.body, body, width, fonts)
        assembly.place(set_line(step.label, numeral, fonts).block(), 0, y)
        assembly.place(text.block(), STEP_NUMBER, y)
        y += text.height
    return assembly.block(COLUMN_2, y)


def _step_type(scale: Scale) -> Type:
    return Type(scale.step_size, scale.step_leading)


class _CodeColumn(Struct, frozen=True):
    """What stands in column 3, and how far an address reaches into the page from its end. `apart`:
    a code whose address is too wide for that.
    """

    block: Block
    reach: float
    apart: Code | None


@kept
def _code_column(code: Code | None, fonts: Fonts) -> _CodeColumn:
    """The symbol in column 3, and its address under it where the column is wide enough."""
    assembly = Assembly()
    if code is None:
        return _CodeColumn(assembly.block(LIVE, 0), 0.0, None)
    address = set_line(code.address, ADDRESS, fonts)
    beside = address.ink <= CODE_ROOM
    symbol, top = code_symbol(code), mm(4)
    foot = top + symbol.side + QUIET_ZONE_MODULES * symbol.module
    across = symbol.side
    assembly.draw(replace(symbol, x=LIVE - symbol.side, y=top))
    if beside:
        across = max(across, address.ink)
        assembly.place(address.block(), LIVE - address.ink, foot)
        foot += address.height
    link = Link(code.id, LIVE - across, top, across, foot - top, code.url, code.alt)
    assembly.draw(link)
    block = assembly.block(LIVE, foot)
    return _CodeColumn(block, address.ink, None) if beside else _CodeColumn(block, 0.0, code)


def _step_width(code: _CodeColumn, scale: Scale) -> float:
    """The steps' column, narrower where it would run into the address beside it."""
    width = mm(scale.step_width_mm)
    if not code.reach:
        return width
    return min(width, LIVE - code.reach - CLEAR_OF_ADDRESS - COLUMN_2_X - INSET - STEP_NUMBER)


def code_symbol(code: Code, room: float = CODE_ROOM) -> QrCode:
    """The QR symbol, its modules as large as the column lets them be: `room` is for the dark ones
    and the quiet zone on one side. Raises HandoutError.
    """
    rows = qr_rows(code.url)
    module = min(MODULE, room / (len(rows) + QUIET_ZONE_MODULES))
    if module < SMALLEST_MODULE:
        message = f"the address has {len(code.url)} letters: its code would be too fine to scan"
        hint = "use a short link of at most 28 characters"
        raise HandoutError([Problem(code.source, message, hint)])
    return QrCode(code.id, 0, 0, module, rows)


@kept
def _stop(address: Code | None, words: Phrase | None, fonts: Fonts) -> Block | None:
    """When to stop; above it the address, where it is too wide for the column of the code."""
    parts = [_address_line(address, fonts)] if address else []
    if words:
        parts.append(_stop_line(words, fonts))
    return stacked(parts, mm(1)) if parts else None


def _address_line(code: Code, fonts: Fonts) -> Block:
    """The line "Video: example.org/…", unbroken across columns 2 and 3."""
    runs = (Run(code.lead, "strong"), Run(code.address.text))
    x = INSET + STEP_NUMBER
    line = set_line(Phrase(code.address.id, runs, code.address.source), ADDRESS, fonts)
    if line.ink > LIVE - COLUMN_2_X - x:
        raise HandoutError(
            [Problem(code.source, "the address does not fit on one line", "use a short link")]
        )
    assembly = Assembly()
    assembly.place(line.block(), x, 0)
    assembly.draw(Link(code.id, x, 0, line.ink, line.height, code.url, code.alt))
    return assembly.block(LIVE - COLUMN_2_X, line.height)


def _stop_line(words: Phrase, fonts: Fonts) -> Block:
    icon, gap = mm(5), mm(2.2)
    width = LIVE - COLUMN_2_X - INSET - icon - gap
    kind = Type(12, 15, strong_weight=BOLD, strong_colour=STOP)
    text = set_phrase(words, kind, width, fonts)
    assembly = Assembly()
    height = max(text.height, icon)
    assembly.draw(*stop_icon(INSET, (height - icon) / 2, icon))
    assembly.place(text.block(), INSET + icon + gap, (height - text.height) / 2)
    return assembly.block(LIVE - COLUMN_2_X, height)


@kept
def _note(words: Phrase, scale: Scale, colours: Colours, fonts: Fonts) -> Block:
    above, side, below = mm(0.6), mm(2.5), mm(0.9)
    kind = Type(
        scale.step_size, scale.step_leading, strong_weight=BOLD, strong_colour=colours.brand_ink
    )
    text = set_phrase(words, kind, LIVE - 2 * side, fonts)
    height = text.height + above + below
    assembly = Assembly()
    assembly.draw(Path(None, rounded(0, 0, LIVE, height, mm(1.5)), fill=colours.tint))
    assembly.place(text.block(), side, above)
    return assembly.block(LIVE, height)
