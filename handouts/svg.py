"""A Page → SVG: lines, text and drawings, as they stand. It decides nothing.

Text stays text, in the font of the sheets where the reader has it. Points; y grows downwards, as on
the Page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from handouts.model.drawing import Drawing, DrawnPath, Outline
from handouts.model.page import Item, Page, Path, Picture, Text
from handouts.model.palette import Palette

FONT_FAMILY = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Helvetica, Arial, sans-serif"
_STEP = re.compile(r"([^mlch]*)([mlch])")
_LETTERS = {"m": "M", "l": "L", "c": "C", "h": "Z"}


def svg_of(page: Page) -> bytes:
    """The page as an SVG file. Raises ValueError for pictures in pixels, codes and links."""
    width, height = _number(page.width), _number(page.height)
    box = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {box}>']
    items = ((item, placed) for placed in page.placed for item in placed.block.items)
    for number, (item, placed) in enumerate(items):
        if isinstance(item, Picture) and item.clip is not None:
            clip = _outline(item.clip, placed.x, placed.y)
            lines.append(f'<clipPath id="frame{number}"><path d="{clip}"/></clipPath>')
            lines.append(f'<g clip-path="url(#frame{number})">')
            lines += (*_element(item, placed.x, placed.y), "</g>")
        else:
            lines += _element(item, placed.x, placed.y)
    return "\n".join([*lines, "</svg>\n"]).encode()


def _element(item: Item, x: float, y: float) -> Iterator[str]:
    match item:
        case Path():
            ends = ' stroke-linecap="round" stroke-linejoin="round"' if item.round_ends else ""
            paint = _paint(item.fill, item.stroke, item.line_width)
            yield f'<path d="{_outline(item.outline, x, y)}"{paint}{ends}/>'
        case Text():
            at = f'x="{_number(x + item.x)}" y="{_number(y + item.baseline)}"'
            font = f'font-family="{FONT_FAMILY}" font-weight="{item.weight}"'
            size = f'font-size="{_number(item.size)}" fill="{item.colour}"'
            yield f'<text {at} {font} {size} xml:space="preserve">{escape(item.text)}</text>'
        case Picture(artwork=Drawing() as drawing):
            yield from _drawing(item, drawing, x, y)
        case _:
            raise ValueError(f"a {type(item).__name__} cannot stand in an SVG of ours")


def _drawing(item: Picture, drawing: Drawing, x: float, y: float) -> Iterator[str]:
    """A picture in a frame of its own units, as large as its bleed, which clips it."""
    bleed = 0.0 if item.clip is None else drawing.bleed
    left, top = bleed * item.width / drawing.width, bleed * item.height / drawing.height
    place = f'x="{_number(x + item.x - left)}" y="{_number(y + item.y - top)}"'
    width, height = _number(item.width + 2 * left), _number(item.height + 2 * top)
    shown = (-bleed, -bleed, drawing.width + 2 * bleed, drawing.height + 2 * bleed)
    box = f'viewBox="{" ".join(map(_number, shown))}"'
    yield f'<svg {place} width="{width}" height="{height}" {box} overflow="hidden">'
    across = _number(drawing.width)
    turned = f' transform="translate({across} 0) scale(-1 1)"' if item.mirrored else ""
    yield f'<g stroke-linecap="round" stroke-linejoin="round"{turned}>'
    for path in drawing.paths:
        yield _path(path, item.palette)
    yield "</g></svg>"


def _path(path: DrawnPath, palette: Palette) -> str:
    fill, stroke = (
        None if colour is None else palette.resolved(colour) for colour in (path.fill, path.stroke)
    )
    clear = "" if path.opacity == 1 else f' opacity="{path.opacity:g}"'
    return f'<path d="{path_data(path.data)}"{_paint(fill, stroke, path.line_width)}{clear}/>'


def path_data(data: str) -> str:
    """Steps as SVG writes them, the letter before its numbers: `10 20 m h` becomes `M10 20Z`."""
    return _STEP.sub(lambda step: _LETTERS[step[2]] + step[1].strip(), data)


def _outline(outline: Outline, x: float, y: float) -> str:
    return "".join(
        step[0] + " ".join(_number(at + (y if n % 2 else x)) for n, at in enumerate(step[1:]))
        for step in outline
    )


def _paint(fill: str | None, stroke: str | None, line_width: float) -> str:
    line = f' stroke="{stroke}" stroke-width="{_number(line_width)}"' if stroke else ""
    return f' fill="{fill or "none"}"{line}'


def _number(length: float) -> str:
    return f"{round(length, 3) + 0.0:.9g}"
