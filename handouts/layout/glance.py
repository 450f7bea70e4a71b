"""The table "At a glance", with the facts under it (page design, section 7.2)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from handouts.errors import HandoutError
from handouts.fonts import SEMIBOLD, Fonts
from handouts.layout.assembly import Assembly, as_decoration, stacked
from handouts.layout.booklet_type import BODY_WITH_BLANKS, section_heading
from handouts.layout.facts_strip import facts_strip
from handouts.layout.furniture import LIVE
from handouts.layout.pictures import fitted
from handouts.layout.shapes import feel_icon, move_icon, polyline
from handouts.layout.slot_title import badge, side_tag
from handouts.layout.text import Type, set_line, set_phrase
from handouts.layout.theme import HAIR, MUTED, Colours
from handouts.model.booklet import AtAGlance, Facts, GlanceRow, Legend
from handouts.model.handout import Phrase
from handouts.model.page import Block, Path
from handouts.model.palette import figure_palette
from handouts.units import mm

HEAD_ROW, HAIRLINE, ROW_ABOVE = mm(6.3), mm(0.25), mm(1.2)
UNDER_HEADING, ABOVE_FACTS = mm(2.5), mm(3)
LEGEND_ICON, LEGEND_GAP, ICON_GAP = mm(4.6), mm(4), mm(1.6)
AFTER_NAME, AFTER_MUCH = mm(1.5), mm(3.5)
"""White at the end of a column: "2 sets of 10 times" must not run on into "every second day"."""
PART_ENDS = ", "


class Form(Struct, frozen=True):
    """How the rows are set, in points: where columns begin (name, how much, how often), the white
    above and below what a row says, the badge, the least height of a row, and the size of the
    picture, where there is one.
    """

    columns: tuple[float, float, float]
    above: float
    badge: float
    numeral_size: float
    name: Type
    least: float
    picture: tuple[float, float] | None = None


def _with_pictures(width_mm: float, height_mm: float) -> Form:
    return Form(
        (mm(48), mm(107), mm(145)), ROW_ABOVE, mm(9), 15.5, Type(14, 17, SEMIBOLD),
        mm(height_mm) + 2 * ROW_ABOVE + HAIRLINE, (mm(width_mm), mm(height_mm)),
    )  # fmt: skip


LARGE, MEDIUM, SMALL = _with_pictures(34, 17.5), _with_pictures(30, 14.5), _with_pictures(30, 13.5)
NO_PICTURES = Form((mm(12), mm(96), mm(146)), mm(0.6), mm(7.4), 13, Type(13, 17, SEMIBOLD), mm(9.5))
_PICTURE_X, _PICTURE_COLUMN = mm(12), mm(36)


def at_a_glance(
    words: AtAGlance, facts: Facts | None, form: Form, rooms: tuple[float, float],
    colours: Colours, fonts: Fonts,
) -> list[Block]:  # fmt: skip
    """The table with the facts under it: one block, or one a page where it is longer. `rooms` are
    the heights of the first page's and of a further page's room.
    """
    head = _heading(words, colours, fonts)
    rows = [_row(row, form, colours, fonts) for row in words.rows]
    heads = _column_heads(words, form, colours, fonts)
    again = as_decoration(heads)
    foot = facts_strip(facts, colours, fonts) if facts else None
    foot_height = ABOVE_FACTS + foot.height if foot else 0.0
    blocks: list[Block] = []
    part = [head, heads]
    room = rooms[0]
    for at, row in enumerate(rows):
        after = foot_height if at == len(rows) - 1 else 0.0
        if len(part) > 1 and _height(part) + row.height + after > room:
            blocks.append(stacked(part, 0))
            part, room = [again], rooms[1]
        part.append(row)
    if foot:
        part += [Block(LIVE, ABOVE_FACTS, ()), foot]
    return [*blocks, stacked(part, 0)]


def _height(part: Sequence[Block]) -> float:
    return sum(block.height for block in part)


def _heading(words: AtAGlance, colours: Colours, fonts: Fonts) -> Block:
    assembly = Assembly()
    kind = section_heading(colours)
    title = set_phrase(words.heading, kind, LIVE, fonts)
    assembly.place(title.block(), 0, 0)
    if words.legend:
        legend = _legend(words.legend, fonts)
        # Both on one baseline: the legend's line is lower by half of what its own is less high.
        lower = (kind.leading - legend.height) / 2 + 0.312 * (kind.size - 12)
        assembly.place(legend, LIVE - legend.width, lower)
    return assembly.block(LIVE, title.height + UNDER_HEADING)


def _legend(words: Legend, fonts: Fonts) -> Block:
    """What arrow and patch mean, on one line."""
    assembly, x, kind = Assembly(), 0.0, Type(12, 14)
    for phrase, icon in ((words.lead, None), (words.move, move_icon), (words.feel, feel_icon)):
        if icon:
            x += LEGEND_GAP
            assembly.draw(*icon(x, (kind.leading - LEGEND_ICON) / 2, LEGEND_ICON))
            x += LEGEND_ICON + ICON_GAP
        line = set_line(phrase, kind, fonts)
        assembly.place(line.block(), x, 0)
        x += line.ink
    return assembly.block(x, kind.leading)


def _column_heads(words: AtAGlance, form: Form, colours: Colours, fonts: Fonts) -> Block:
    assembly = Assembly()
    kind = Type(12, 14, colour=MUTED)
    for phrase, x in zip(words.columns, (0.0, *form.columns[1:]), strict=True):
        assembly.place(set_line(phrase, kind, fonts).block(), x, 0)
    rule = polyline((0, HEAD_ROW), (LIVE, HEAD_ROW))
    assembly.draw(Path(None, rule, stroke=colours.brand, line_width=mm(0.35)))
    return assembly.block(LIVE, HEAD_ROW)


def _row(row: GlanceRow, form: Form, colours: Colours, fonts: Fonts) -> Block:
    name_x, much_x, often_x = form.columns
    name = _name(row, form, much_x - name_x - AFTER_NAME, fonts)
    much = _in_parts(row.how_much, often_x - much_x - AFTER_MUCH, fonts)
    often = _in_parts(row.how_often, LIVE - often_x, fonts)
    disc = badge(row.number, row.name.id, form.badge, form.numeral_size, colours, fonts)
    tallest = max(part.height for part in (name, much, often, disc))
    height = max(form.least, tallest + 2 * form.above + HAIRLINE)
    middle = (height - HAIRLINE) / 2
    assembly = Assembly()
    assembly.place(disc, 0, middle - disc.height / 2)
    if row.picture and form.picture:
        width, high = form.picture
        assembly.draw(
            fitted(
                None, row.picture.artwork,
                _PICTURE_X + (_PICTURE_COLUMN - width) / 2, middle - high / 2, width, high,
                mirrored=row.picture.mirrored,
                palette=figure_palette(colours.brand, band=row.picture.band),
            )
        )  # fmt: skip
    for part, x in ((name, name_x), (much, much_x), (often, often_x)):
        assembly.place(part, x, middle - part.height / 2)
    foot = height - HAIRLINE / 2
    line = polyline((0, foot), (LIVE, foot))
    assembly.draw(Path(None, line, stroke=HAIR, line_width=HAIRLINE))
    return assembly.block(LIVE, height)


def _in_parts(words: Phrase, width: float, fonts: Fonts) -> Block:
    """Broken after a comma where that takes no more lines: "Hold 30 seconds," and then "4 times in
    a row".
    """
    runs = tuple(
        run if run.text == PART_ENDS else replace(run, text=run.text.replace(" ", "\u00a0"))
        for run in words.runs
    )
    text = set_phrase(words, BODY_WITH_BLANKS, width, fonts)
    try:
        whole = set_phrase(Phrase(words.id, runs, words.source), BODY_WITH_BLANKS, width, fonts)
    except HandoutError:  # a part alone is wider
        return text.block()
    return (whole if len(whole.lines) <= len(text.lines) else text).block()


def _name(row: GlanceRow, form: Form, width: float, fonts: Fonts) -> Block:
    """The name, and the side under it; without pictures beside it, where there is room."""
    name = set_phrase(row.name, form.name, width, fonts)
    if row.side is None:
        return name.block()
    tag = side_tag(row.side, width, fonts)
    beside = name.ink + mm(3)
    if form.picture or beside + tag.width > width:
        return stacked([name.block(), tag], mm(0.6))
    assembly = Assembly()
    assembly.place(name.block(), 0, 0)
    assembly.place(tag, beside, (name.height - tag.height) / 2)
    return assembly.block(width, name.height)
