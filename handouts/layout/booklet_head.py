"""The header of an exercise in a booklet: badge, title, side and purpose (page design, 8.1)."""

from __future__ import annotations

from handouts.errors import HandoutError
from handouts.fonts import Fonts
from handouts.layout.assembly import Assembly, as_decoration
from handouts.layout.booklet_type import BODY, DRAFT, LONG_TITLE, TITLE
from handouts.layout.slot_title import badge, change_tag, side_tag
from handouts.layout.text import set_phrase
from handouts.layout.theme import Colours
from handouts.model.handout import ExerciseBlock, Numbered, Phrase, Run
from handouts.model.page import Block
from handouts.units import mm

MAIN, AXIS = mm(118), mm(12)
TEXT = MAIN - AXIS
BADGE = mm(9)
MOST_TITLE_LINES = 2
AFTER_TAG = mm(2.2)
LEAST_BESIDE = mm(25)
"""Less room than this beside the tag, and the purpose begins on the next line."""


def header(in_place: Numbered, colours: Colours, fonts: Fonts) -> Block:
    """Badge and title; under it the Draft line, and the side with what the exercise is for."""
    exercise, assembly = in_place.block, Assembly()
    y = _titled(assembly, in_place.number, exercise.title, colours, fonts)
    if exercise.draft:
        draft = set_phrase(exercise.draft, DRAFT, TEXT, fonts)
        assembly.place(draft.block(), AXIS, y + mm(1))
        y += mm(1) + draft.height
    y = _side_and_purpose(assembly, exercise, exercise.more.purpose, y, fonts)
    return assembly.block(MAIN, y)


def second_header(in_place: Numbered, colours: Colours, fonts: Fonts) -> Block:
    """Over what had to go on to the next page; the side is shown again."""
    exercise, assembly = in_place.block, Assembly()
    y = _titled(assembly, in_place.number, exercise.more.title, colours, fonts)
    again = Assembly()
    y = _side_and_purpose(again, exercise, None, y, fonts)
    assembly.place(as_decoration(again.block(MAIN, y)), 0, 0)
    return assembly.block(MAIN, y)


def _titled(
    assembly: Assembly, number: int, words: Phrase, colours: Colours, fonts: Fonts
) -> float:
    """Badge and title placed; returns where they end."""
    assembly.place(badge(number, words.id, BADGE, 15.5, colours, fonts), 0, 0)
    title = set_phrase(words, TITLE, TEXT, fonts)
    if len(title.lines) > MOST_TITLE_LINES:
        title = set_phrase(words, LONG_TITLE, TEXT, fonts)
    top = max(0.0, (BADGE - title.kind.leading) / 2)
    assembly.place(title.block(), AXIS, top)
    return max(BADGE, top + title.height)


def _side_and_purpose(
    assembly: Assembly, exercise: ExerciseBlock, purpose: Phrase | None, y: float, fonts: Fonts
) -> float:
    tags = [side_tag(exercise.side, TEXT, fonts)] if exercise.side else []
    tags += [change_tag(exercise.change, TEXT, fonts)] if exercise.change else []
    if not tags and purpose is None:
        return y
    y += mm(1)
    beside = 0.0
    for tag in tags:
        if beside and beside + tag.width > TEXT:
            y, beside = y + BODY.leading, 0.0
        assembly.place(tag, AXIS + beside, y + max(0.0, (BODY.leading - tag.height) / 2))
        beside += tag.width + AFTER_TAG
        if tag.height > BODY.leading:
            y, beside = y + tag.height, 0.0
    if beside and (purpose is None or TEXT - beside < LEAST_BESIDE):
        y, beside = y + BODY.leading, 0.0
    if purpose is None:
        return y
    block = _indented(purpose, beside, fonts)
    assembly.place(block, AXIS, y)
    return y + block.height


def _indented(words: Phrase, indent: float, fonts: Fonts) -> Block:
    """The words, the first line `indent` shorter than the others."""
    if not indent:
        return set_phrase(words, BODY, TEXT, fonts).block()
    assembly = Assembly()
    try:
        whole = set_phrase(words, BODY, TEXT - indent, fonts)
        first = "".join(piece.text for piece in whole.lines[0].pieces)
    except HandoutError:  # a word that is too wide there
        first = ""
    rest = words.text[len(first) :]
    y = 0.0
    for text, x in ((first, indent), (rest, 0.0)):
        if text:
            part = Phrase(words.id, (Run(text),), words.source)
            lines = set_phrase(part, BODY, TEXT - x, fonts)
            assembly.place(lines.block(), x, y)
            y += lines.height
        elif x:
            y += BODY.leading
    return assembly.block(TEXT, y)
