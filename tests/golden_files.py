"""Golden files: what was looked at and found right. `pytest --update-golden` writes them anew.

A failure leaves what came out, and for pictures the difference, in tests/failures/.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import PIL.Image
import PIL.ImageChops
import pytest

HERE = Path(__file__).parent
GOLDEN, FAILURES = HERE / "golden", HERE / "failures"
MOST_DIFFERENT = 0.002
"""Share of pixels that may differ by more than a shade: edges, between versions of a renderer."""


def compare_text(name: str, actual: str, config: pytest.Config) -> None:
    path = GOLDEN / name
    if config.getoption("--update-golden"):
        path.write_text(actual, encoding="utf-8", newline="\n")
    expected = path.read_text(encoding="utf-8")
    if actual != expected:
        _keep(name).write_text(actual, encoding="utf-8", newline="\n")
    assert actual == expected


def in_64_colours(picture: PIL.Image.Image) -> PIL.Image.Image:
    return picture.quantize(64, dither=PIL.Image.Dither.NONE)


def compare_picture(
    name: str,
    actual: PIL.Image.Image,
    config: pytest.Config,
    folder: Path = GOLDEN,
    packed: Callable[[PIL.Image.Image], PIL.Image.Image] = in_64_colours,
) -> None:
    """`packed` gives the picture the few colours with which it is kept."""
    path = folder / name
    if config.getoption("--update-golden"):
        packed(actual).save(path, optimize=True)
    expected = PIL.Image.open(path).convert("RGB")
    assert actual.size == expected.size
    difference = PIL.ImageChops.difference(actual.convert("RGB"), expected).convert("L")
    histogram = difference.histogram()
    share = sum(histogram[64:]) / (actual.width * actual.height)
    if share > MOST_DIFFERENT:
        actual.save(_keep(name))
        difference.save(_keep(f"difference-{name}"))
    assert share <= MOST_DIFFERENT


def _keep(name: str) -> Path:
    FAILURES.mkdir(exist_ok=True)
    return FAILURES / name
