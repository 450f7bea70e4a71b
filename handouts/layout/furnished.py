"""A body → Page: with its running header and its footer."""

from __future__ import annotations

from handouts.layout.desk import HEADER_Y, Body
from handouts.layout.furniture import Edges
from handouts.layout.theme import Theme
from handouts.model.page import Page
from handouts.units import mm


def page_of(
    body: Body, number: int, total: int, edges: Edges, theme: Theme, *, with_header: bool
) -> Page:
    """Page `number` of `total`."""
    left, paper = mm(theme.left_mm(number)), theme.paper
    header = edges.header.at(left, HEADER_Y) if with_header else ()
    footer = edges.footer_of(number, total).at(left, edges.footer_y)
    placed = (*header, *(item.moved(left, 0) for item in body), *footer)
    return Page(mm(paper.width_mm), mm(paper.height_mm), placed)
