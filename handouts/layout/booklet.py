"""A booklet → Pages: a first page, exercise pages, a last page (page design, sections 7 to 11)."""

from __future__ import annotations

from handouts.layout.booklet_stacking import BLOCK_GAP, stacks
from handouts.layout.desk import NEXT_TOP, Body, Desk
from handouts.layout.furnished import page_of
from handouts.model.page import Page, Placed


def lay_out_booklet(desk: Desk) -> tuple[Page, ...]:
    """Every page of a booklet."""
    room = desk.live_bottom - NEXT_TOP
    bodies: list[Body] = []
    for stack in stacks(desk.handout.exercises, 0.0, room, desk):
        y, placed = NEXT_TOP, []
        for block in stack.blocks:
            placed.append(Placed(block, 0, y))
            y += block.height + BLOCK_GAP
        bodies.append(tuple(placed))
    return tuple(
        page_of(body, number, len(bodies), desk, with_header=number > 1)
        for number, body in enumerate(bodies, 1)
    )
