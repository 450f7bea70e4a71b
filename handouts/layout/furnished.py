"""A body → Page: with its running header and its footer."""

from __future__ import annotations

from handouts.layout.desk import Body
from handouts.layout.furniture import Edges
from handouts.layout.theme import Theme
from handouts.model.page import Page
from handouts.units import mm


def page_of(
    body: Body, number: int, total: int, edges: Edges, theme: Theme, *, with_header: bool
) -> Page:
    """Page `number` of `total`."""
    left, paper = theme.left(number), theme.paper
    header = edges.header(left) if with_header else ()
    placed = (*header, *body, *edges.footer(number, total, left))
    return Page(mm(paper.width_mm), mm(paper.height_mm), placed)
