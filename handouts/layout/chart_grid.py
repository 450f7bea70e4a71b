"""The two-week chart: a row for each exercise, boxes for each day (page design, section 11)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from handouts.fonts import BOLD, SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, as_decoration, stacked
from handouts.layout.booklet_type import BODY, section_heading
from handouts.layout.furniture import LIVE
from handouts.layout.shapes import circle, outlined, polyline
from handouts.layout.text import Type, set_line, set_phrase
from handouts.layout.theme import HAIR, INK, MUTED, RULED, WHITE, Colours
from handouts.model.booklet import CHART_DAYS, WEEK, Chart, ChartRow, ChartWeek
from handouts.model.handout import Phrase
from handouts.model.page import Block, Path
from handouts.units import mm

LABEL, DAY = mm(47), mm(9.5)
NAME_X, LABEL_GAP = mm(6), mm(2)
WEEK_ROW, DAY_ROW = mm(6), mm(11.4)
HAIRLINE, WEEK_RULE = mm(0.25), mm(0.35)
BOX, BOX_GAP, COUNT_BOX, PAIN_BOX = mm(6.4), mm(1.1), mm(8), mm(7.4)
BOX_RADIUS, REST_DOT = mm(0.8), mm(1.4)
ABOVE_AND_BELOW = mm(1.25)
LEAD_WIDTH = mm(145)
_NAME = Type(12.5, 15, SEMIBOLD)
_DETAIL = Type(12, 14, colour=MUTED, blank_width=mm(11))


def chart(words: Chart, room: float, colours: Colours, fonts: Fonts) -> list[Block]:
    """The chart under its heading: one block, or one a page where it is higher than `room`. No row
    is split, and the days head each of the blocks.
    """
    heads = _heads(words.weeks, colours, fonts)
    above = _heading(words, colours, fonts)
    rows = [_row(row, colours, fonts) for row in words.rows]
    rows.append(_row(words.worst_pain, colours, fonts, is_pain=True))
    blocks: list[Block] = []
    part = [heads]
    for row in rows:
        before = 0.0 if blocks else above.height
        if len(part) > 1 and before + sum(one.height for one in part) + row.height > room:
            blocks.append(_ruled(part, colours))
            part = [as_decoration(heads)]
        part.append(row)
    blocks.append(_ruled(part, colours))
    return [stacked([above, blocks[0]], 0), *blocks[1:]]


def _heading(words: Chart, colours: Colours, fonts: Fonts) -> Block:
    assembly = Assembly()
    rule = polyline((0, mm(0.35)), (LIVE, mm(0.35)))
    assembly.draw(Path(None, rule, stroke=colours.brand, line_width=mm(0.7)))
    y = mm(0.7) + mm(4)
    title = set_phrase(words.heading, section_heading(colours), LIVE, fonts)
    assembly.place(title.block(), 0, y)
    y += title.height + mm(1)
    lead = set_phrase(words.lead, BODY, LEAD_WIDTH, fonts)
    assembly.place(lead.block(), 0, y)
    return assembly.block(LIVE, y + lead.height + mm(3))


def _heads(weeks: Sequence[ChartWeek], colours: Colours, fonts: Fonts) -> Block:
    """The weeks, and under them the days with their dates."""
    assembly = Assembly()
    week_type = Type(12, 14, SEMIBOLD, colours.brand_ink, blank_width=mm(30))
    day_type = Type(12, 13.5, strong_weight=SEMIBOLD)
    for at, week in enumerate(weeks):
        x = LABEL + at * WEEK * DAY
        heading = set_line(week.heading, week_type, fonts)
        middle = x + (WEEK * DAY - heading.ink) / 2
        assembly.place(heading.block(), middle, (WEEK_ROW - heading.height) / 2)
        rule = polyline((x, WEEK_ROW), (x + WEEK * DAY, WEEK_ROW))
        assembly.draw(Path(None, rule, stroke=colours.brand, line_width=WEEK_RULE))
        for number, day in enumerate(week.days):
            top = WEEK_ROW + (DAY_ROW - len(day.runs) * day_type.leading) / 2
            for run in day.runs:
                line = set_line(Phrase(day.id, (run,), day.source), day_type, fonts)
                left = x + number * DAY + (DAY - line.ink) / 2
                assembly.place(line.block(), left, top)
                top += line.height
    return _underlined(assembly, WEEK_ROW + DAY_ROW)


def _underlined(assembly: Assembly, height: float) -> Block:
    foot = height - HAIRLINE / 2
    line = polyline((0, foot), (LIVE, foot))
    assembly.draw(Path(None, line, stroke=HAIR, line_width=HAIRLINE))
    return assembly.block(LIVE, height)


def _ruled(part: list[Block], colours: Colours) -> Block:
    """The rows under one another, with the rule between the weeks."""
    rows = stacked(part, 0)
    x = LABEL + CHART_DAYS / 2 * DAY
    rule = Path(None, polyline((x, 0), (x, rows.height)), None, colours.brand, WEEK_RULE)
    return replace(rows, items=(*rows.items, rule))


def _row(row: ChartRow, colours: Colours, fonts: Fonts, *, is_pain: bool = False) -> Block:
    label = _label(row, colours, fonts)
    days = [_pain_box() if is_pain else _boxes(cell.boxes) for cell in row.cells]
    tallest = max(part.height for part in (label, *days))
    height = tallest + 2 * ABOVE_AND_BELOW + HAIRLINE
    assembly = Assembly()
    assembly.place(label, 0, (height - HAIRLINE - label.height) / 2)
    for number, day in enumerate(days):
        left = LABEL + number * DAY + (DAY - day.width) / 2
        assembly.place(day, left, (height - HAIRLINE - day.height) / 2)
    return _underlined(assembly, height)


def _label(row: ChartRow, colours: Colours, fonts: Fonts) -> Block:
    assembly = Assembly()
    if row.number:
        kind = replace(_NAME, weight=BOLD, colour=colours.brand_ink)
        number = set_phrase(row.number, kind, NAME_X, fonts)
        assembly.place(number.block(), 0, 0)
    room = LABEL - NAME_X - LABEL_GAP
    name = set_phrase(row.name, _NAME, room, fonts)
    detail = set_phrase(row.detail, _DETAIL, room, fonts)
    assembly.place(name.block(), NAME_X, 0)
    assembly.place(detail.block(), NAME_X, name.height)
    return assembly.block(LABEL, name.height + detail.height)


def _boxes(count: int | None) -> Block:
    """A box for each time; a dot where it is not done; one to write in where nobody knows."""
    if count is None:
        return _box(COUNT_BOX, INK, mm(0.35))
    if count == 0:
        assembly = Assembly()
        middle = REST_DOT / 2
        assembly.draw(Path(None, circle(middle, middle, middle), fill=RULED))
        return assembly.block(REST_DOT, REST_DOT)
    return stacked([_box(BOX, INK, mm(0.35))] * count, BOX_GAP)


def _pain_box() -> Block:
    return _box(PAIN_BOX, RULED, mm(0.25))


def _box(side: float, line: str, width: float) -> Block:
    assembly = Assembly()
    edge = outlined(0, 0, side, side, BOX_RADIUS, width)
    assembly.draw(Path(None, edge, WHITE, line, width))
    return assembly.block(side, side)
