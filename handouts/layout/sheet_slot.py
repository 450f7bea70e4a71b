"""A slot of a sheet's front: one exercise (page design, section 6.1).

A slot's height is that of what it says; `SlotParts.block` then takes the extra white that the page
has to share, above the stop line.
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.errors import HandoutError, Problem
from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly
from handouts.layout.dose_strip import dose_strip
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import circle, polyline, rounded, stop_icon
from handouts.layout.text import Paragraph, Type, set_line, set_phrase
from handouts.layout.theme import (
    HAIR,
    INK,
    STOP,
    WHITE,
    Colours,
    Scale,
)
from handouts.model.handout import Code, ExerciseBlock, Frame, ListItem, Phrase, Run
from handouts.model.page import Block, Link, Path, Picture, QrCode
from handouts.qr import QUIET_ZONE_MODULES, qr_rows
from handouts.units import mm

COLUMN_1, COLUMN_2, COLUMN_3 = mm(73), mm(70), mm(35)
COLUMN_2_X, COLUMN_3_X = mm(74), mm(145)
GAP = mm(1.8)
SLOT_FOOT = mm(2.0)
CODE_ROOM = COLUMN_3 + mm(1)
"""Column 3 and the gap before it, which is white as well."""
MODULE, SMALLEST_MODULE = mm(1.0), mm(0.8)


@dataclass(frozen=True, slots=True)
class SlotParts:
    """A slot but for the white that the page gives it: the parts and where they stand."""

    upper: Block
    stop: Block | None
    stop_y: float
    note: Block | None
    colours: Colours

    @property
    def height(self) -> float:
        note = GAP + self.note.height if self.note else 0.0
        stop = self.stop.height if self.stop else 0.0
        return max(self.upper.height, self.stop_y + stop) + note + SLOT_FOOT

    def block(self, white: float) -> Block:
        """The slot, `white` points higher than it must be."""
        assembly = Assembly()
        rule = polyline((0, 0), (LIVE, 0))
        assembly.draw(Path(None, rule, stroke=self.colours.brand, line_width=mm(0.5)))
        assembly.place(self.upper, 0, 0)
        if self.stop:
            assembly.place(self.stop, COLUMN_2_X, self.stop_y + white)
        if self.note:
            assembly.place(self.note, 0, self.height - SLOT_FOOT - self.note.height + white)
        return assembly.block(LIVE, self.height + white)


def slot(
    exercise: ExerciseBlock, steps: tuple[ListItem, ...], frame_height: float, scale: Scale,
    colours: Colours, fonts: Fonts,
) -> SlotParts:  # fmt: skip
    """One exercise. `steps` are those of its steps that stand on the front."""
    assembly = Assembly()
    title = _title(exercise, scale, colours, fonts)
    y = mm(scale.slot_top_mm)
    assembly.place(title, 0, y)
    y += title.height + GAP
    first = y
    if exercise.frames:
        pictures = _pictures(exercise.frames, frame_height)
        assembly.place(pictures, 0, y)
        y += pictures.height + GAP
    strip = dose_strip(exercise, scale, colours, COLUMN_1, fonts)
    assembly.place(strip, 0, y)
    left_foot = y + strip.height
    listed = _steps(steps, scale, colours, fonts)
    assembly.place(listed, COLUMN_2_X + mm(0.5), first)
    right_foot = first + listed.height
    if exercise.code:
        code, address = _code(exercise.code, fonts)
        assembly.place(code, LIVE - code.width, mm(4))
        code_foot = mm(4) + code.height
        if address:
            right_foot = max(right_foot, code_foot) + mm(1.0)
            assembly.place(address, COLUMN_2_X + mm(0.5), right_foot)
            right_foot += address.height
        else:
            right_foot = max(right_foot, code_foot)
    stop = _stop_line(exercise.stop, fonts) if exercise.stop else None
    stop_y = right_foot
    if stop:
        stop_y = max(right_foot + mm(1.4), left_foot - stop.height)
    upper = assembly.block(LIVE, max(left_foot, right_foot))
    note = _note(exercise.note, scale, colours, fonts) if exercise.note else None
    return SlotParts(upper, stop, stop_y, note, colours)


def badge(
    number: int, node: str | None, diameter: float, size: float, colours: Colours, fonts: Fonts
) -> Block:
    """The number of an exercise in a disc; it is read before the title, hence the space."""
    assembly = Assembly()
    radius = diameter / 2
    assembly.draw(Path(None, circle(radius, radius, radius), fill=colours.brand))
    words = Phrase(node or "", (Run(f"{number} "),))
    kind = Type(size, diameter, BOLD, WHITE)
    numeral = set_phrase(words, kind, diameter, fonts)
    assembly.place(numeral.block(), (diameter - numeral.ink) / 2, 0)
    return assembly.block(diameter, diameter)


def _title(exercise: ExerciseBlock, scale: Scale, colours: Colours, fonts: Fonts) -> Block:
    assembly = Assembly()
    disc = mm(8)
    assembly.place(badge(exercise.number, exercise.title.id, disc, 14, colours, fonts), 0, 0)
    x, width = mm(11), mm(143) - mm(11)
    kind = Type(scale.title_size, scale.title_leading, BOLD)
    title = set_phrase(exercise.title, kind, width, fonts)
    assembly.place(title.block(), x, max(0.0, (disc - title.height) / 2))
    height = max(disc, title.height)
    if exercise.side:
        tag = side_tag(exercise.side, mm(132), fonts)
        beside = x + title.ink + mm(3)
        if len(title.lines) == 1 and beside + tag.width <= mm(143):
            assembly.place(tag, beside, (height - tag.height) / 2)
        else:
            assembly.place(tag, x, height + mm(0.6))
            height += mm(0.6) + tag.height
    if exercise.draft:
        draft = set_phrase(exercise.draft, Type(12, 14, SEMIBOLD), width, fonts)
        assembly.place(draft.block(), x, height + mm(1))
        height += mm(1) + draft.height
    return assembly.block(mm(143), height)


def side_tag(words: Phrase, width: float, fonts: Fonts) -> Block:
    """The side, white on ink: the one thing that must not be overlooked."""
    side, leading = mm(2.2), mm(5.4)
    text = set_phrase(words, Type(12, leading, SEMIBOLD, WHITE), width - 2 * side, fonts)
    assembly = Assembly()
    across = text.ink + 2 * side
    assembly.draw(Path(None, rounded(0, 0, across, text.height, mm(1)), fill=INK))
    assembly.place(text.block(), side, 0)
    return assembly.block(across, text.height)


def _pictures(frames: tuple[Frame, ...], height: float) -> Block:
    """The frames side by side across column 1, each picture whole inside its frame."""
    assembly = Assembly()
    gap, padding = mm(2), mm(1)
    width = (COLUMN_1 - gap * (len(frames) - 1)) / len(frames)
    for at, frame in enumerate(frames):
        x = at * (width + gap)
        border = rounded(x, 0, width, height, mm(1.5))
        assembly.draw(Path(None, border, WHITE, HAIR, mm(0.25)))
        room, image = (width - 2 * padding, height - 2 * padding), frame.image
        scale = min(room[0] / image.width_px, room[1] / image.height_px)
        across, down = image.width_px * scale, image.height_px * scale
        left, top = x + (width - across) / 2, (height - down) / 2
        assembly.draw(Picture(frame.id, left, top, across, down, image, frame.mirrored))
    return assembly.block(COLUMN_1, height)


def _steps(steps: tuple[ListItem, ...], scale: Scale, colours: Colours, fonts: Fonts) -> Block:
    assembly = Assembly()
    numeral = Type(scale.step_size + 1, scale.step_leading, BOLD, colours.brand_ink)
    body = Type(scale.step_size, scale.step_leading)
    y, gap = 0.0, mm(scale.step_gap_mm)
    for step in steps:
        y += gap if y else 0.0
        label = Phrase(step.label.id, (Run(step.label.text + " "),))
        text = set_phrase(step.body, body, mm(scale.step_width_mm), fonts)
        number = set_phrase(label, numeral, mm(9), fonts)
        assembly.place(number.block(), 0, y)
        assembly.place(text.block(), mm(5), y)
        y += text.height
    return assembly.block(COLUMN_2, y)


def _code(code: Code, fonts: Fonts) -> tuple[Block, Block | None]:
    """The symbol with its address, and the address apart where it is wider than the column."""
    rows = qr_rows(code.url)
    side_modules = len(rows) + QUIET_ZONE_MODULES
    module = min(MODULE, CODE_ROOM / side_modules)
    if module < SMALLEST_MODULE:
        raise HandoutError(
            [
                Problem(
                    code.source,
                    f"the address has {len(code.url)} letters: its code would be too fine to scan",
                    "use a short link of at most 28 characters",
                )
            ]
        )
    assembly = Assembly()
    side = module * len(rows)
    assembly.draw(QrCode(code.id, COLUMN_3 - side, 0, module, rows))
    kind = Type(12, 14)
    quiet = QUIET_ZONE_MODULES * module
    height = side + quiet
    apart: Block | None = None
    address = set_line(code.address, kind, fonts)
    if address.ink <= CODE_ROOM:
        assembly.place(address.block(), COLUMN_3 - address.ink, height)
        height += address.height
        assembly.draw(
            Link(code.id, COLUMN_3 - max(side, address.ink), 0, max(side, address.ink), height,
                 code.url, code.alt)
        )  # fmt: skip
    else:
        assembly.draw(Link(code.id, COLUMN_3 - side, 0, side, side, code.url, code.alt))
        apart = _address_line(code, kind, fonts)
    return assembly.block(COLUMN_3, height), apart


def _address_line(code: Code, kind: Type, fonts: Fonts) -> Block:
    """The line "Video: example.org/…", unbroken across columns 2 and 3."""
    runs = (Run(code.lead, "strong"), Run(code.address.text))
    width = LIVE - COLUMN_2_X - mm(0.5)
    line = set_line(Phrase(code.address.id, runs, code.address.source), kind, fonts)
    if line.ink > width:
        raise HandoutError(
            [Problem(code.source, "the address does not fit on one line", "use a short link")]
        )
    assembly = Assembly()
    assembly.place(line.block(), 0, 0)
    assembly.draw(Link(code.id, 0, 0, line.ink, line.height, code.url, code.alt))
    return assembly.block(width, line.height)


def _stop_line(words: Phrase, fonts: Fonts) -> Block:
    icon, gap, inset = mm(5), mm(2.2), mm(0.5)
    width = LIVE - COLUMN_2_X - inset - icon - gap
    kind = Type(12, 15, strong_weight=BOLD, strong_colour=STOP)
    text = set_phrase(words, kind, width, fonts)
    assembly = Assembly()
    height = max(text.height, icon)
    assembly.draw(*stop_icon(inset, (height - icon) / 2, icon))
    assembly.place(text.block(), inset + icon + gap, (height - text.height) / 2)
    return assembly.block(LIVE - COLUMN_2_X, height)


def _note(words: Phrase, scale: Scale, colours: Colours, fonts: Fonts) -> Block:
    above, side, below = mm(0.6), mm(2.5), mm(0.9)
    kind = Type(
        scale.step_size, scale.step_leading, strong_weight=BOLD, strong_colour=colours.brand_ink
    )
    text: Paragraph = set_phrase(words, kind, LIVE - 2 * side, fonts)
    height = text.height + above + below
    assembly = Assembly()
    assembly.draw(Path(None, rounded(0, 0, LIVE, height, mm(1.5)), fill=colours.tint))
    assembly.place(text.block(), side, above)
    return assembly.block(LIVE, height)
