"""PDF syntax of values."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest
from PIL import Image, ImageCms

from handouts.pdf.icc import srgb_profile
from handouts.pdf.objects import (
    LITTLE_EFFORT,
    MOST_EFFORT,
    SOME_EFFORT,
    Name,
    Reference,
    Value,
    number,
    packed,
    packed_pieces,
    text_string,
    written,
)


@pytest.mark.parametrize(
    ("value", "syntax"),
    [
        (Name("Page"), "/Page"),
        (True, "true"),
        (7, "7"),
        (12_345_678_901, "12345678901"),
        (b"\0\xff", "<00ff>"),
        ((False, 0.005), "[false 0.01]"),
        (Reference(3), "3 0 R"),
        ({"K": [Reference(3), 0.5], "T": "a"}, "<</K [3 0 R 0.5] /T (a)>>"),
        ((), "[]"),
    ],
)
def test_syntax(value: Value, syntax: str) -> None:
    assert written(value) == syntax


@pytest.mark.parametrize(
    ("value", "syntax"),
    [
        (0.004, "0"),
        (-0.001, "0"),
        (1e-9, "0"),
        (12.0, "12"),
        (841.89, "841.89"),
        (-3.456, "-3.46"),
        (1_234_567.0, "1234567"),
    ],
)
def test_numbers(value: float, syntax: str) -> None:
    assert number(value) == syntax


@pytest.mark.parametrize("text", ["", "a (b) \\c", "ế 8–12", "line\r\nbreak", "\U0001f9b5", "þÿ"])
def test_text_strings_are_read_back(text: str) -> None:
    syntax = text_string(text)
    assert syntax.isascii()
    assert str(pikepdf.Object.parse(syntax.encode())) == text


@pytest.mark.parametrize("effort", [LITTLE_EFFORT, SOME_EFFORT, MOST_EFFORT])
@pytest.mark.parametrize("data", [b"", b"a", b"0 0 m 10 0 l S\n" * 9000, bytes(range(256)) * 300])
def test_what_is_packed_is_unpacked_by_any_reader(data: bytes, effort: int) -> None:
    assert zlib.decompress(packed(data, effort)) == data
    pieces = [data[at : at + 1000] for at in range(0, len(data), 1000)]
    assert zlib.decompress(packed_pieces(pieces)) == data


def test_colours_of_the_profile_are_srgb() -> None:
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile()))
    reference = ImageCms.createProfile("sRGB")
    turn = ImageCms.buildTransform(ours, reference, "RGB", "RGB")
    for colour in [(0, 0, 0), (1, 2, 3), (10, 200, 30), (128, 128, 128), (255, 0, 64)]:
        shown = Image.new("RGB", (1, 1), colour)
        ImageCms.applyTransform(shown, turn, inPlace=True)
        assert shown.getpixel((0, 0)) == pytest.approx(colour, abs=1)
    assert ImageCms.getProfileDescription(ours).strip() == "sRGB"
