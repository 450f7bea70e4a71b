"""The modules of a QR symbol → the content of a form XObject (ISO 32000-1 §8.10).

A unit is a module, y downwards; whoever places the form scales it. A code that sheets share is
drawn and packed once.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterator

from handouts.pdf.form import Form
from handouts.pdf.objects import SOME_EFFORT, Name, Value, packed_stream

_RUN = re.compile(rb"\x01+")


@functools.lru_cache(maxsize=1024)
def symbol(rows: tuple[bytes, ...]) -> Form:
    """One path, filled black, in which neighbouring modules are one rectangle: a viewer that
    smooths edges shows no seams, and there is nothing to resample.
    """
    rectangles = (f"{x} {y} {width} {height} re" for x, y, width, height in _rectangles(rows))
    content = "\n".join(["0 0 0 rg", *rectangles, "f"]).encode("ascii")
    side = len(rows)
    entries: dict[str, Value] = {
        "Type": Name("XObject"),
        "Subtype": Name("Form"),
        # A module wider all around: an edge that is cut off may be smoothed twice.
        "BBox": (-1, -1, side + 1, side + 1),
        "Resources": {},
    }
    digest = hashlib.sha256(content).hexdigest()[:24]
    return Form(packed_stream(content, entries, SOME_EFFORT), digest)


def _rectangles(rows: tuple[bytes, ...]) -> Iterator[tuple[int, int, int, int]]:
    """(column, row, width, height) of dark rectangles: runs, joined where the next row has them."""
    open_runs: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, b""]):
        going_on = {}
        for run in _RUN.finditer(row):
            span = run.span()
            going_on[span] = open_runs.pop(span, y)
        for (x, end), top in sorted(open_runs.items()):
            yield x, top, end - x, y - top
        open_runs = going_on
