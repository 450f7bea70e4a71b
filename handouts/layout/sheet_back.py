"""The back of a sheet, part by part: pain guide, call boxes, more about each exercise, important
information (page design, section 6.2). paginate.py decides on which page each part stands.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.fonts import BOLD, Fonts
from handouts.layout.assembly import Assembly, kept, stacked
from handouts.layout.furniture import LIVE
from handouts.layout.guidance import ON_SHEET, Guidance
from handouts.layout.shapes import (
    feel_icon,
    go_icon,
    outlined,
    polyline,
    rounded,
    slow_icon,
    start_bar,
    stop_icon,
    top_bar,
)
from handouts.layout.text import Type, set_line, set_phrase
from handouts.layout.theme import GO, SLOW, SLOW_FILL, STOP, WHITE, Colours
from handouts.layout.write_in import dotted_lines
from handouts.model.handout import (
    MOST_BLOCKS,
    CallBox,
    ExerciseBlock,
    Information,
    ListItem,
    More,
    PainGuide,
    PainLevel,
    PainPanel,
    Phrase,
)
from handouts.model.page import Block, Path
from handouts.units import mm

COLUMN, COLUMN_GAP = mm(87), mm(6)
MOST_BULLETS_SIDE_BY_SIDE = 7
ITEM_GAP = mm(2.6)
MORE_DISC = mm(6)
_BODY = Type(12, 15, strong_weight=BOLD)
_PAIN: dict[PainLevel, tuple[str, str, Callable[..., tuple[Path, ...]]]] = {
    "go": (GO, GO, go_icon),
    "slow": (SLOW, SLOW_FILL, slow_icon),
    "stop": (STOP, STOP, stop_icon),
}
"""Border, bar and icon of each level; word and number tell them apart without colour."""


def _heading(words: Phrase, colours: Colours, fonts: Fonts) -> Block:
    """A section's heading across the page."""
    return set_phrase(words, Type(15, 18, BOLD, colours.brand_ink), LIVE, fonts).block()


@kept
def goal_line(words: Phrase, fonts: Fonts) -> Block:
    """What the exercises are for, in the clinician's words."""
    text = set_phrase(words, _BODY, LIVE, fonts)
    assembly = Assembly()
    assembly.place(text.block(), 0, 0)
    return assembly.block(LIVE, text.height + mm(1.6))


@kept
def ruled_heading(words: Phrase, colours: Colours, fonts: Fonts) -> Block:
    """A rule, and a section's heading under it."""
    assembly = Assembly()
    rule = polyline((0, 0), (LIVE, 0))
    assembly.draw(Path(None, rule, stroke=colours.brand, line_width=mm(0.7)))
    text = _heading(words, colours, fonts)
    assembly.place(text, 0, mm(2.4))
    return assembly.block(LIVE, mm(2.4) + text.height + mm(1.6))


@kept
def pain_guide(
    words: PainGuide, colours: Colours, fonts: Fonts, look: Guidance = ON_SHEET
) -> Block:
    """The three levels and what to do at each."""
    assembly = Assembly()
    kind = replace(look.heading, colour=colours.brand_ink)
    head = set_phrase(words.heading, kind, LIVE, fonts)
    assembly.place(head.block(), 0, 0)
    y = head.height + look.under_heading
    lead = set_phrase(words.lead, look.body, LIVE, fonts)
    rule = set_phrase(words.rule, look.strong, LIVE, fonts)
    assembly.place(lead.block(), 0, y)
    if lead.ink + mm(3) + rule.ink > LIVE:
        y += lead.height
    assembly.place(rule.block(to_end=True), 0, y)
    y += rule.height + look.under_lead
    width = mm(56)
    above, side, below = look.panel
    bodies = [
        set_phrase(panel.advice, look.body, width - 2 * side, fonts) for panel in words.panels
    ]
    height = above + look.panel_heading.leading + mm(1) + below
    height += max(body.height for body in bodies)
    for at, (panel, body) in enumerate(zip(words.panels, bodies, strict=True)):
        x = at * (width + COLUMN_GAP)
        assembly.place(_panel(panel, body.block(), width, height, look, fonts), x, y)
    return assembly.block(LIVE, y + height)


def _panel(
    panel: PainPanel, advice: Block, width: float, height: float, look: Guidance, fonts: Fonts
) -> Block:
    border, bar, icon = _PAIN[panel.level]
    above, side, _ = look.panel
    row = look.panel_heading.leading
    assembly = Assembly()
    assembly.draw(
        Path(None, rounded(0, 0, width, height, mm(1)), WHITE),
        Path(None, top_bar(0, 0, width, mm(1.6), mm(1)), fill=bar),
        Path(None, outlined(0, 0, width, height, mm(1), mm(0.35)), None, border, mm(0.35)),
        *icon(side, above + (row - look.icon) / 2, look.icon),
    )
    start = side + look.icon + mm(2.6)
    text = set_phrase(panel.heading, look.panel_heading, width - start - mm(1.4), fonts)
    assembly.place(text.block(), start, above)
    assembly.place(advice, side, above + row + mm(1))
    return assembly.block(width, height)


@kept
def call_boxes(
    call_us: CallBox, emergency: CallBox, colours: Colours, fonts: Fonts,
    look: Guidance = ON_SHEET,
) -> Block:  # fmt: skip
    """Side by side and equally high; with many bullets one above the other."""
    boxes = ((call_us, colours.brand, False), (emergency, STOP, True))
    if max(len(box.bullets) for box, _, _ in boxes) > MOST_BULLETS_SIDE_BY_SIDE:
        return stacked(
            [
                _call_box(words, colour, LIVE, 0, look, fonts, urgent=urgent)
                for words, colour, urgent in boxes
            ],
            mm(4),
        )
    natural = [
        _call_box(words, colour, COLUMN, 0, look, fonts, urgent=urgent)
        for words, colour, urgent in boxes
    ]
    height = max(block.height for block in natural)
    assembly = Assembly()
    for at, (words, colour, urgent) in enumerate(boxes):
        box = _call_box(words, colour, COLUMN, height, look, fonts, urgent=urgent)
        assembly.place(box, at * (COLUMN + COLUMN_GAP), 0)
    return assembly.block(LIVE, height)


def _call_box(
    words: CallBox, colour: str, width: float, least: float, look: Guidance, fonts: Fonts, *,
    urgent: bool,
) -> Block:  # fmt: skip
    """Heading, bullets and what to do out of hours; at least `least` high."""
    inside = Assembly()
    above, side, below = look.box
    left, right = mm(1.6) + side, side
    room = width - left - right
    y = above
    indent = mm(7) if urgent else 0.0
    if urgent:
        inside.draw(*stop_icon(left, y + mm(0.65), mm(5)))
    title = set_phrase(words.heading, Type(15, 18, BOLD), room - indent, fonts)
    inside.place(title.block(), left + indent, y)
    y += title.height + look.under_box_heading
    for item in words.bullets:
        line = bullet(item, look.body, room, fonts)
        inside.place(line, left, y)
        y += line.height + look.bullet_gap
    if words.closed:
        closed = set_phrase(words.closed, replace(look.body, strong_weight=BOLD), room, fonts)
        y += mm(2.4) - look.bullet_gap
        inside.place(closed.block(), left, y)
        y += closed.height
    height = max(y + below, least)
    assembly = Assembly()
    assembly.draw(
        Path(None, rounded(0, 0, width, height, mm(1)), WHITE),
        Path(None, start_bar(0, 0, mm(1.6), height, mm(1)), fill=colour),
        Path(None, outlined(0, 0, width, height, mm(1), mm(0.35)), None, colour, mm(0.35)),
    )
    assembly.place(inside.block(width, height), 0, 0)
    return assembly.block(width, height)


def bullet(item: ListItem, kind: Type, width: float, fonts: Fonts) -> Block:
    """An item of a list after its bullet."""
    assembly = Assembly()
    label = set_line(item.label, kind, fonts)
    text = set_phrase(item.body, kind, width - mm(4), fonts)
    assembly.place(label.block(), 0, 0)
    assembly.place(text.block(), mm(4), 0)
    return assembly.block(width, text.height)


@functools.lru_cache(maxsize=MOST_BLOCKS)
def more_item(
    exercise: ExerciseBlock, late_steps: tuple[ListItem, ...], colours: Colours, fonts: Fonts
) -> Block:
    """What the back says of one exercise, after its number. `late_steps` found no room on the
    front.
    """
    return _more_item(exercise.more, exercise.steps_continued, late_steps, colours, fonts)


@kept
def _more_item(
    more: More, continued: Phrase, late_steps: tuple[ListItem, ...], colours: Colours, fonts: Fonts
) -> Block:
    assembly = Assembly()
    left = mm(8.2)
    room = COLUMN - left
    title = set_phrase(more.title, Type(13, 16, BOLD), room, fonts)
    assembly.place(title.block(), left, max(0.0, (MORE_DISC - title.height) / 2))
    y = max(MORE_DISC, title.height)
    gap, brand = mm(0.5), Type(12, 15, BOLD, colours.brand_ink)
    stop = Type(12, 15, strong_weight=BOLD, strong_colour=STOP)

    def say(words: Phrase, kind: Type) -> None:
        nonlocal y
        text = set_phrase(words, kind, room, fonts)
        y += gap
        assembly.place(text.block(), left, y)
        y += text.height

    if late_steps:
        say(continued, brand)
        for step in late_steps:
            text = set_phrase(step.body, Type(12, 15), room - mm(5), fonts)
            number = set_phrase(step.label, brand, mm(5), fonts)
            y += gap
            assembly.place(number.block(), left, y)
            assembly.place(text.block(), left + mm(5), y)
            y += text.height
    if more.purpose:
        say(more.purpose, _BODY)
    if more.feel:
        assembly.draw(*feel_icon(mm(0.7), y + gap + mm(0.35), mm(4.6)))
        say(more.feel, _BODY)
    if more.stop:
        assembly.draw(*stop_icon(mm(0.7), y + gap + mm(0.35), mm(4.6)))
    for caution in more.stop:
        say(caution, stop)
    if more.adjustments:
        say(more.adjustments_heading, brand)
    for adjustment in more.adjustments:
        say(adjustment, _BODY)
    return assembly.block(COLUMN, y)


class Columns(Struct, frozen=True):
    """Where the blocks of two columns stand, (x, y) of each; how high the columns are, and how much
    white the shorter one has at its foot.
    """

    places: tuple[tuple[float, float], ...]
    height: float
    white: float
    white_x: float


def in_two_columns(heights: Sequence[float], gap: float) -> Columns:
    """Blocks of these heights in order, broken where the higher of the columns is least high."""
    if not heights:
        return Columns((), 0.0, 0.0, 0.0)

    def height(part: Sequence[float]) -> float:
        return sum(part) + gap * max(0, len(part) - 1)

    broken = [(height(heights[:end]), height(heights[end:])) for end in range(1, len(heights) + 1)]
    first, second = min(broken, key=max)
    end = broken.index((first, second)) + 1
    places: list[tuple[float, float]] = []
    for x, column in ((0.0, heights[:end]), (COLUMN + COLUMN_GAP, heights[end:])):
        y = 0.0
        for one in column:
            places.append((x, y))
            y += one + gap
    shorter_x = 0.0 if first < second else COLUMN + COLUMN_GAP
    return Columns(tuple(places), max(first, second), abs(first - second), shorter_x)


@kept
def information(words: Information, colours: Colours, fonts: Fonts) -> Block:
    """The full disclaimer in two columns, paragraphs whole."""
    head = ruled_heading(words.heading, colours, fonts)
    kind = Type(12, 14.5)
    paragraphs = [set_phrase(text, kind, COLUMN, fonts).block() for text in words.paragraphs]
    columns = in_two_columns([block.height for block in paragraphs], mm(1))
    assembly = Assembly()
    for block, place in zip(paragraphs, columns.places, strict=True):
        assembly.place(block, *place)
    return stacked([head, assembly.block(LIVE, columns.height)], 0)


def questions(words: Phrase, room: float, colours: Colours, fonts: Fonts) -> Block | None:
    """A heading with two or three dotted lines to write on, where they fit; else nothing."""
    title = _questions_heading(words, colours, fonts)
    lines = min(3, int((room - title.height) / mm(8)))
    return dotted_lines(title, lines, mm(8), COLUMN) if lines >= 2 else None


@kept
def _questions_heading(words: Phrase, colours: Colours, fonts: Fonts) -> Block:
    return set_phrase(words, Type(13, 17, BOLD, colours.brand_ink), COLUMN, fonts).block()
