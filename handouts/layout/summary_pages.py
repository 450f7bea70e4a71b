"""Summary → Pages: one column, a section in one piece, the notice on every page."""

from __future__ import annotations

from handouts.errors import HandoutError, Problem
from handouts.fonts import BOLD, Fonts
from handouts.layout.assembly import Assembly, stacked
from handouts.layout.desk import BACK_TOP
from handouts.layout.furnished import page_of
from handouts.layout.furniture import ABOVE_HAIRLINE, LIVE, edges
from handouts.layout.legibility import unprintable
from handouts.layout.shapes import outlined, polyline, start_bar
from handouts.layout.text import Type, set_phrase
from handouts.layout.theme import STOP, Colours, Theme
from handouts.model.handout import Phrase
from handouts.model.page import Block, Page, Path, Placed
from handouts.model.summary import Summary, SummarySection
from handouts.units import mm

GAP = mm(3)
_BODY = Type(12, 15)


def lay_out_summary(summary: Summary, theme: Theme, fonts: Fonts) -> tuple[Page, ...]:
    """Every page of the record. Raises HandoutError for what cannot be printed."""
    problems = unprintable(summary, fonts)
    if problems:
        raise HandoutError(problems)
    shared = edges(summary, theme, fonts)
    blocks = _blocks(summary, theme.colours, fonts)
    bodies = _bodies(blocks, theme, shared.footer_y - ABOVE_HAIRLINE)
    return tuple(
        page_of(tuple(body), number, len(bodies), shared, theme, with_header=True)
        for number, body in enumerate(bodies, 1)
    )


def _blocks(summary: Summary, colours: Colours, fonts: Fonts) -> list[tuple[Block, Phrase]]:
    """What the pages hold, in order, each with the phrase that a Problem would point at."""
    head = stacked([_notice(summary.notice, fonts), _title(summary.heading, colours, fonts)], GAP)
    sections = [
        (_section(section, colours, fonts), _longest(section)) for section in summary.sections
    ]
    return [(head, summary.heading), *sections]


def _bodies(blocks: list[tuple[Block, Phrase]], theme: Theme, bottom: float) -> list[list[Placed]]:
    bodies: list[list[Placed]] = []
    y = bottom
    for block, longest in blocks:
        if BACK_TOP + block.height > bottom:
            hint = "shorten it: a section of the summary stands on one page"
            raise HandoutError([Problem(longest.source, "takes more than a page", hint)])
        if y + GAP + block.height > bottom:
            bodies.append([])
            y = BACK_TOP - GAP
        bodies[-1].append(Placed(block, theme.left(len(bodies)), y + GAP))
        y += GAP + block.height
    return bodies


def _notice(words: Phrase, fonts: Fonts) -> Block:
    """In a box that nobody takes for a part of the patient's sheet."""
    assembly = Assembly()
    text = set_phrase(words, Type(15, 18, BOLD), LIVE - mm(8), fonts)
    height = text.height + mm(3)
    assembly.draw(
        Path(None, start_bar(0, 0, mm(1.6), height, mm(1)), fill=STOP),
        Path(None, outlined(0, 0, LIVE, height, mm(1), mm(0.35)), None, STOP, mm(0.35)),
    )
    assembly.place(text.block(), mm(4.6), mm(1.5))
    return assembly.block(LIVE, height)


def _title(words: Phrase, colours: Colours, fonts: Fonts) -> Block:
    return set_phrase(words, Type(18, 22, BOLD, colours.brand_ink), LIVE, fonts).block()


def _section(section: SummarySection, colours: Colours, fonts: Fonts) -> Block:
    rule = Assembly()
    line = polyline((0, 0), (LIVE, 0))
    rule.draw(Path(None, line, stroke=colours.line, line_width=mm(0.25)))
    kind = Type(13, 17, BOLD, colours.brand_ink)
    heading = set_phrase(section.heading, kind, LIVE, fonts)
    lines = [set_phrase(words, _BODY, LIVE, fonts).block() for words in section.lines]
    return stacked([rule.block(LIVE, mm(1.2)), heading.block(), *lines], 0)


def _longest(section: SummarySection) -> Phrase:
    return max(section.lines, key=lambda words: len(words.text))
