"""The modules of a QR symbol → the content of a form XObject (ISO 32000-1 §8.10).

A unit is a module, y downwards; whoever places the form scales it. A code that sheets share is
drawn and packed once.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator, Sequence

from handouts.pdf.form import Form
from handouts.pdf.objects import SOME_EFFORT, Name, Value, packed_stream

Rows = tuple[tuple[bool, ...], ...]


@functools.lru_cache(maxsize=1024)
def symbol(rows: Rows) -> Form:
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


def _rectangles(rows: Rows) -> Iterator[tuple[int, int, int, int]]:
    """(column, row, width, height) of dark rectangles: runs, joined where the next row has them."""
    open_runs: dict[tuple[int, int], int] = {}
    for y, row in enumerate([*rows, ()]):
        runs = set(_runs(row))
        for x, width in sorted(open_runs.keys() - runs):
            top = open_runs.pop((x, width))
            yield x, top, width, y - top
        for run in runs:
            open_runs.setdefault(run, y)


def _runs(row: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """(first column, width) of each run of dark modules."""
    start = None
    for x, dark in enumerate((*row, False)):
        if dark and start is None:
            start = x
        elif not dark and start is not None:
            yield start, x - start
            start = None
