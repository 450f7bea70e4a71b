"""Handout → Pages. A sheet is a front with up to four exercises and a back; more make more sheets.
A booklet is laid out in booklet.py.

Nothing is cut, shrunk or condensed: what does not fit moves on by the rules of front_page.py and
back_pages.py, or is a Problem.
"""

from __future__ import annotations

from collections.abc import Sequence

from handouts.errors import HandoutError
from handouts.fonts import Fonts
from handouts.layout.back_pages import Pending, back_page, last_pages
from handouts.layout.desk import Body, Desk, desk_for
from handouts.layout.front_page import front_page, heads
from handouts.layout.furnished import page_of
from handouts.layout.legibility import unprintable
from handouts.layout.theme import Theme
from handouts.model.handout import Handout
from handouts.model.page import Page


def lay_out(handout: Handout, theme: Theme, fonts: Fonts) -> tuple[Page, ...]:
    """Every page of the handout. Raises HandoutError for what cannot be printed."""
    problems = unprintable(handout, fonts)
    if problems:
        raise HandoutError(problems)
    desk = desk_for(handout, theme, fonts)
    if handout.booklet is not None:
        from handouts.layout.booklet import lay_out_booklet  # a sheet must not wait for it

        return lay_out_booklet(handout.booklet, desk)
    return _lay_out_sheets(handout, desk)


def _lay_out_sheets(handout: Handout, desk: Desk) -> tuple[Page, ...]:
    bodies: list[Body] = []
    tops = heads(desk)
    rest = handout.numbered
    pending: Sequence[Pending] = ()
    while rest:
        front = front_page(rest, next(tops), desk, len(bodies) + 1)
        here, rest = rest[: len(front.late_steps)], rest[len(front.late_steps) :]
        pending = [*pending, *map(Pending, here, front.late_steps)]
        back, pending = back_page(pending, desk, len(bodies) + 2)
        bodies += [front.body, back]
    in_sheets = len(bodies)
    bodies += last_pages(pending, desk, in_sheets + 1)
    return tuple(
        page_of(
            body,
            number,
            len(bodies),
            desk.edges,
            desk.theme,
            with_header=number % 2 == 0 or number > in_sheets,
        )
        for number, body in enumerate(bodies, 1)
    )
