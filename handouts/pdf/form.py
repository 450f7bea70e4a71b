"""Drawing + palette → the content of a form XObject (ISO 32000-1 §8.10): colours and operators.

The path data of a drawing is in PDF syntax already, so only its paint is written here. Coordinates
stay the drawing's own, y downwards; whoever places the form turns and scales it.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator

from msgspec import Struct

from handouts.model.drawing import Drawing
from handouts.model.palette import Palette
from handouts.pdf.objects import SOME_EFFORT, Name, Value, number, packed_stream
from handouts.pdf.operators import rgb

KEPT = 256
"""Forms kept between documents, some 50 KB each with their drawings: what is printed in a day."""


class Form(Struct, frozen=True):
    """What a drawing or a code is in any document: a stream object in PDF syntax. `digest` tells
    forms that look different apart.
    """

    syntax: bytes
    digest: str


@functools.lru_cache(maxsize=KEPT)
def form(drawing: Drawing, palette: Palette) -> Form:
    """The form of a drawing in these colours. Raises ValueError for a colour that is none."""
    content, bleed = "\n".join(_operators(drawing, palette)), drawing.bleed
    opacities = sorted({path.opacity for path in drawing.paths} | {1.0})
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        "BBox": (-bleed, -bleed, drawing.width + bleed, drawing.height + bleed),
        "Resources": {"ExtGState": {_state(share)[1:]: _opacity(share) for share in opacities}},
    }
    digest = hashlib.sha256(f"{drawing.digest} {palette}".encode()).hexdigest()[:24]
    return Form(packed_stream(content.encode("ascii"), entries, SOME_EFFORT), digest)


def _operators(drawing: Drawing, palette: Palette) -> Iterator[str]:
    """The paths with their paint; what is set already is not set again."""
    used = {colour for path in drawing.paths for colour in (path.fill, path.stroke)}
    colours = {colour: _rgb(colour, palette) for colour in used if colour}
    yield "1 J 1 j [] 0 d"  # whatever the page drew before
    seen, filled, stroked, wide = 1.0, "", "", -1.0
    for path in drawing.paths:
        fill, stroke = path.fill, path.stroke
        if fill is None and stroke is None:
            continue
        if seen != (seen := path.opacity):
            yield f"{_state(seen)} gs"
        if fill is not None and filled != (filled := colours[fill]):
            yield f"{filled} rg"
        if stroke is not None:
            if stroked != (stroked := colours[stroke]):
                yield f"{stroked} RG"
            if wide != (wide := path.line_width):
                yield f"{number(wide)} w"
        yield path.data
        yield "S" if fill is None else "f" if stroke is None else "B"


@functools.lru_cache(maxsize=1024)
def _rgb(expression: str, palette: Palette) -> str:
    """Kept: drawings share most of their colours, and mixing one takes long."""
    return rgb(palette.resolved(expression))


def _state(opacity: float) -> str:
    return f"/G{round(100 * opacity)}"


def _opacity(share: float) -> Value:
    return {"Type": Name("ExtGState"), "ca": share, "CA": share}
