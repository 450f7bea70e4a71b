"""A booklet → Pages: a first page, exercise pages, a last page (page design, sections 7 to 11).

A section of the first or the last page stays whole, and moves to the next page where it does not
fit. The exercises begin on the page of the first sections only where the first fits there whole.
"""

from __future__ import annotations

from msgspec.structs import replace

from handouts.errors import HandoutError, Problem
from handouts.layout.booklet_first import first_page
from handouts.layout.booklet_last import SECTION_GAP, last_page_parts
from handouts.layout.booklet_notes import notes_block
from handouts.layout.booklet_stacking import BLOCK_GAP, Stack, stacks
from handouts.layout.desk import FIRST_TOP, NEXT_TOP, Desk
from handouts.layout.furnished import page_of
from handouts.model.booklet import Booklet
from handouts.model.handout import Handout, Phrase
from handouts.model.page import Block, Page, Placed
from handouts.model.phrases import phrases


class _Sheets:
    """The pages of a booklet being filled from the top, one after the other."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.bodies, self.y = desk, [list[Placed]()], FIRST_TOP

    @property
    def margin(self) -> float:
        """The left margin of this page."""
        return self.desk.theme.left(len(self.bodies))

    @property
    def left(self) -> float:
        """What is left of this page, after the gap between two blocks."""
        return self.desk.live_bottom - self.y - (BLOCK_GAP if self.bodies[-1] else 0.0)

    def turn(self) -> None:
        """Go on with the next page, if this one has something on it."""
        if self.bodies[-1]:
            self.bodies.append([])
            self.y = NEXT_TOP

    def add(self, block: Block, gap: float, within: str = "") -> None:
        """The block under what is there, or on the next page."""
        self.y += gap if self.bodies[-1] else 0.0
        if self.y + block.height > self.desk.live_bottom:
            self.turn()
        if self.y + block.height > self.desk.live_bottom:
            raise _too_long(block, self.desk.handout)
        self.bodies[-1].append(Placed(block, self.margin, self.y, within))
        self.y += block.height


def lay_out_booklet(booklet: Booklet, desk: Desk) -> tuple[Page, ...]:
    """Every page of a booklet. Raises HandoutError for what is longer than a page."""
    sheets = _Sheets(desk)
    opening = first_page(booklet, desk)
    for part in opening.parts:
        sheets.add(part, opening.gap)
    first, *others = stacks(
        desk.handout.numbered, sheets.left, desk.live_bottom - NEXT_TOP, desk,
        from_page_1=len(sheets.bodies) == 1,
    )  # fmt: skip
    _add_stack(sheets, first)
    for stack in others:
        sheets.turn()
        _add_stack(sheets, stack)
        if len(stack.blocks) == 1:
            _add_notes(booklet.notes, sheets)
    sheets.turn()
    for part in last_page_parts(booklet, desk):
        sheets.add(part, SECTION_GAP)
    pages = [tuple(body) for body in sheets.bodies if body]
    return tuple(
        page_of(body, number, len(pages), desk.edges, desk.theme, with_header=number > 1)
        for number, body in enumerate(pages, 1)
    )


def _add_stack(sheets: _Sheets, stack: Stack) -> None:
    for exercise, block in stack.blocks:
        sheets.add(block, BLOCK_GAP, exercise)


def _add_notes(heading: Phrase | None, sheets: _Sheets) -> None:
    """At the foot of the page, where there is room."""
    if heading is None:
        return
    desk = sheets.desk
    notes = notes_block(heading, desk.live_bottom - sheets.y, desk.fonts)
    if notes:
        foot = desk.live_bottom - notes.height
        sheets.bodies[-1].append(Placed(desk.once(notes, heading.id), sheets.margin, foot))


def _too_long(section: Block, handout: Handout) -> HandoutError:
    """Said of the longest of its words."""
    shown = {item.node for item in section.items}
    words = [one for one in phrases(replace(handout, exercises=())) if one.id in shown]
    source = max(words, key=lambda phrase: len(phrase.text)).source
    return HandoutError([Problem(source, "takes more than a page", "write less there")])
