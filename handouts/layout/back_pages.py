"""The backs of the sheets, and further pages for what they cannot hold.

The rule (page design, section 6.2): the pain guide and the call boxes stand on every back; of what
is too long the important information moves on first, then the exercises from the last backwards.
They move to the back of the next sheet where there is one: a page of its own would cost paper.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.errors import HandoutError, Problem, Source
from handouts.fonts import Fonts
from handouts.layout import sheet_back
from handouts.layout.assembly import kept, stacked
from handouts.layout.desk import BACK_TOP, Body, Desk
from handouts.layout.front_page import Steps
from handouts.layout.sheet_back import ITEM_GAP
from handouts.layout.slot_title import badge
from handouts.layout.theme import Colours
from handouts.model.handout import Numbered, Phrase
from handouts.model.page import Block, Placed
from handouts.units import mm

SECTION_GAP, INFORMATION_GAP = mm(4), mm(3.5)


class Pending(Struct, frozen=True):
    """An exercise whose item on the back is not placed yet, and its steps that the front had no
    room for.
    """

    exercise: Numbered
    late_steps: Steps


class _Side:
    """Page number `page`, being filled from the top."""

    def __init__(self, desk: Desk, page: int) -> None:
        self.desk, self.left = desk, desk.theme.left(page)
        self.placed, self.y = list[Placed](), BACK_TOP

    def holds(self, height: float, gap: float) -> bool:
        return self.y + (gap if self.placed else 0) + height <= self.desk.live_bottom

    def add(self, block: Block, gap: float) -> None:
        self.y += gap if self.placed else 0
        self.placed.append(Placed(block, self.left, self.y))
        self.y += block.height


def back_page(pending: Sequence[Pending], desk: Desk, page: int) -> tuple[Body, Sequence[Pending]]:
    """The back of one sheet, page number `page`, and what it has no room for of the exercises'
    items: that stays for the back of the next sheet, or for `last_pages`.
    """
    colours, fonts, words = desk.colours, desk.fonts, desk.handout
    side = _Side(desk, page)
    guide = sheet_back.pain_guide(words.pain_guide, colours, fonts)
    side.add(desk.once(guide, words.pain_guide.heading.id), 0)
    boxes = sheet_back.call_boxes(words.call_us, words.emergency, colours, fonts)
    if not side.holds(boxes.height, SECTION_GAP):
        longer = max(words.call_us, words.emergency, key=lambda box: len(box.bullets))
        source = longer.bullets[-1].body.source
        raise _too_long(source, "the call boxes take", "write fewer or shorter lines")
    side.add(desk.once(boxes, words.call_us.heading.id), SECTION_GAP)
    rest = _add_items(pending, side)
    _add_information(side)
    return tuple(side.placed), rest


def last_pages(pending: Sequence[Pending], desk: Desk, page: int) -> list[Body]:
    """Further pages for what no back held, the important information last; the first of them is
    page number `page`.
    """
    bodies: list[Body] = []
    while pending or desk.handout.information.heading.id not in desk.heard:
        side = _Side(desk, page + len(bodies))
        rest = _add_items(pending, side)
        if pending and len(rest) == len(pending):
            title = pending[0].exercise.block.title
            raise _too_long(title.source, f'the back of "{title.text}" takes', "shorten its words")
        pending = rest
        if not pending and not _add_information(side) and not side.placed:
            source = desk.handout.information.paragraphs[0].source
            raise _too_long(source, "disclaimer.full takes", "write it shorter")
        bodies.append(tuple(side.placed))
    return bodies


def _add_items(pending: Sequence[Pending], side: _Side) -> Sequence[Pending]:
    """Add as many items as the page holds, under their heading; returns the rest."""
    desk, heading = side.desk, side.desk.handout.more_heading
    if heading is None:
        raise TypeError("a booklet has no backs")
    goal = None if heading.id in desk.heard else desk.handout.goal
    head = _section_head(heading, goal, desk.colours, desk.fonts)
    items = [
        sheet_back.more_item(one.exercise.block, one.late_steps, desk.colours, desk.fonts)
        for one in pending
    ]
    for count in range(len(pending), 0, -1):
        columns = sheet_back.in_two_columns([item.height for item in items[:count]], ITEM_GAP)
        if not side.holds(head.height + columns.height, SECTION_GAP):
            continue
        side.add(desk.once(head, heading.id), SECTION_GAP)
        for one, item, (x, y) in zip(pending, items, columns.places, strict=False):
            _place_item(one.exercise, item, side, side.left + x, side.y + y)
        top = side.y + columns.height - columns.white + ITEM_GAP
        side.y += columns.height
        if count == len(pending):
            _add_questions(side, columns.white_x, top, columns.white - ITEM_GAP)
        return pending[count:]
    return pending


@kept
def _section_head(heading: Phrase, goal: Phrase | None, colours: Colours, fonts: Fonts) -> Block:
    """The heading, and the patient's goal where it is not said yet."""
    lines = [sheet_back.ruled_heading(heading, colours, fonts)]
    lines += [sheet_back.goal_line(goal, fonts)] if goal else []
    return stacked(lines, 0)


def _place_item(exercise: Numbered, item: Block, side: _Side, x: float, y: float) -> None:
    colours, fonts = side.desk.colours, side.desk.fonts
    node = exercise.block.more.title.id
    number = badge(exercise.number, node, sheet_back.MORE_DISC, 12, colours, fonts)
    side.placed += Placed(number, x, y, exercise.id), Placed(item, x, y, exercise.id)


def _add_information(side: _Side) -> bool:
    """The full disclaimer, where the page holds it; said once in a handout."""
    desk = side.desk
    words = desk.handout.information
    if words.heading.id in desk.heard:
        return False
    block = sheet_back.information(words, desk.colours, desk.fonts)
    if not side.holds(block.height, INFORMATION_GAP):
        return False
    side.add(desk.once(block, words.heading.id), INFORMATION_GAP)
    room = desk.live_bottom - side.y - SECTION_GAP
    _add_questions(side, 0, side.y + SECTION_GAP, room)
    return True


def _add_questions(side: _Side, x: float, y: float, room: float) -> None:
    """Lines to write on, once in a handout, only where they fit whole."""
    heading, desk = side.desk.handout.questions_heading, side.desk
    if heading.id in desk.heard:
        return
    lines = sheet_back.questions(heading, room, desk.colours, desk.fonts)
    if lines:
        side.placed.append(Placed(desk.once(lines, heading.id), side.left + x, y))


def _too_long(source: Source, what: str, hint: str) -> HandoutError:
    return HandoutError([Problem(source, f"{what} more than a page", hint)])
