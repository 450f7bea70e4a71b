"""A booklet → Pages: a first page, exercise pages, a last page (page design, sections 7 to 11)."""

from __future__ import annotations

from handouts.layout.desk import Desk
from handouts.layout.furnished import page_of
from handouts.model.page import Page


def lay_out_booklet(desk: Desk) -> tuple[Page, ...]:
    """Every page of a booklet."""
    return (page_of((), 1, 1, desk, with_header=False),)
