"""figure.json: the drawings of an exercise's pose, compiled once and read at print time.

It lies beside exercise.yaml and is written by `handouts figure` alone. It says of which pose it was
drawn, so that a pose that was changed since never prints as it was; and it carries a checksum of
the drawings. The same pose and drawings give the same bytes, one path a line.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from handouts.model.drawing import Drawing, DrawnPath
from handouts.model.palette import is_colour

FIGURE_FILE = "figure.json"
FORMAT = 2
"""Raised when what a pose means, or how this file is written, changes: all are drawn anew then."""
MAX_BYTES = 8_000_000
_OF_DATA = b"0123456789 .-mlch"


class DamagedFigureError(ValueError):
    """The file is not as `handouts figure` writes it."""


class Figure(Struct, frozen=True):
    """The drawings of a pose, all of one size and bleed.

    `steps` says for each which steps it shows, as it was written ("2-4"); "" where it does not.
    """

    pose_digest: str
    drawings: tuple[Drawing, ...]
    steps: tuple[str, ...]


def digest_of(pose: Mapping[str, Any]) -> str:
    """What identifies a pose: its values as they were written, not their order or layout."""
    canonical = json.dumps([FORMAT, pose], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def figure_bytes(figure: Figure) -> bytes:
    """The file of a figure. Raises ValueError for drawings of several sizes."""
    ((width, height, bleed),) = {(*drawing.size, drawing.bleed) for drawing in figure.drawings}
    head = {
        "format": FORMAT,
        "pose": figure.pose_digest,
        "drawn": _checksum(figure),
        "width": _plain(width),
        "height": _plain(height),
        "bleed": _plain(bleed),
    }
    frames = (
        f'{{"steps":{json.dumps(steps)},"paths":[\n{_lines(drawing.paths)}\n]}}'
        for steps, drawing in zip(figure.steps, figure.drawings, strict=True)
    )
    start = json.dumps(head, separators=(",", ":"))[:-1]
    return f'{start},"frames":[{",".join(frames)}]}}\n'.encode("ascii")


def read_figure(path: Path) -> Figure:
    """Raises FileNotFoundError, and DamagedFigureError for what this program did not write."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return figure_from(data)


def figure_from(data: bytes) -> Figure:
    """The figure in the bytes of a file. Raises DamagedFigureError."""
    if len(data) > MAX_BYTES:
        raise DamagedFigureError("it is too large")
    try:
        tree = json.loads(data)
        if tree["format"] != FORMAT:
            raise DamagedFigureError("another version of handouts wrote it")
        width, height = _length(tree["width"]), _length(tree["height"])
        bleed = _bleed(tree["bleed"])
        figure = Figure(
            str(tree["pose"]),
            tuple(
                Drawing(width, height, _paths(frame["paths"]), bleed) for frame in tree["frames"]
            ),
            tuple(str(frame["steps"]) for frame in tree["frames"]),
        )
        whole = tree["drawn"] == _checksum(figure)
    except DamagedFigureError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise DamagedFigureError("it is not as it was written") from None
    if not whole or not figure.drawings:
        raise DamagedFigureError("it is not as it was written")
    return figure


def _checksum(figure: Figure) -> str:
    said = [*(drawing.digest for drawing in figure.drawings), *figure.steps]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:24]


def _lines(paths: Sequence[DrawnPath]) -> str:
    return ",\n".join(
        json.dumps(
            [path.data, path.fill, path.stroke, _plain(path.line_width), _plain(path.opacity)],
            separators=(",", ":"),
        )
        for path in paths
    )


def _plain(length: float) -> float | int:
    """Whole numbers without a point."""
    return int(length) if length == int(length) else length


def _paths(written: Sequence[Sequence[Any]]) -> tuple[DrawnPath, ...]:
    """Paths whose data can stand in a page as it is: nothing but numbers and steps."""
    if not written:
        return ()
    data, fills, strokes, line_widths, opacities = zip(*written, strict=True)
    if not all(colour is None or is_colour(colour) for colour in {*fills, *strokes}):
        raise DamagedFigureError("it has a colour that this version does not know")
    if (
        "".join(data).encode().translate(None, _OF_DATA)
        or not all(0 <= width < math.inf for width in set(line_widths))
        or not all(0 <= opacity <= 1 for opacity in set(opacities))
    ):
        raise DamagedFigureError("it is not as it was written")
    return tuple(map(DrawnPath, data, fills, strokes, line_widths, opacities))


def _length(value: float) -> float:
    if not 0 < value < math.inf:
        raise DamagedFigureError("it has no size")
    return value


def _bleed(value: float) -> float:
    if not 0 <= value < math.inf:
        raise DamagedFigureError("it is not as it was written")
    return value
