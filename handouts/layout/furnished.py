"""A body → Page: with its running header and its footer."""

from __future__ import annotations

from handouts.layout.desk import HEADER_Y, Body, Desk
from handouts.layout.furniture import footer_parts, running_header
from handouts.model.page import Page, Placed
from handouts.units import mm


def page_of(body: Body, number: int, total: int, desk: Desk, *, with_header: bool) -> Page:
    """Page `number` of `total`."""
    left = mm(desk.theme.left_mm(number))
    furniture, paper = desk.handout.furniture, desk.theme.paper
    placed = [item.moved(left, 0) for item in body]
    if with_header:
        header = running_header(desk.handout, desk.colours, desk.fonts)
        placed.insert(0, Placed(header, left, HEADER_Y))
    placed += footer_parts(furniture, number, total, desk.fonts).at(left, desk.footer_y)
    return Page(mm(paper.width_mm), mm(paper.height_mm), tuple(placed))
