"""Pictures, paths and codes: what a page shows, by its pixels, and to whom it belongs."""

from __future__ import annotations

import io
from typing import Any

import pdf_checks
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace
from test_pdf_render import FONTS, HEIGHT, RED_BLUE, URL, WIDTH, sample, text, with_items

from handouts.model.drawing import Image, Outline
from handouts.model.page import Block, Item, Link, Page, Path, Picture, Placed, QrCode
from handouts.pdf.render import render
from handouts.pdf.symbol import _rectangles
from handouts.qr import qr_rows

MM = 72 / 25.4
SQUARE: Outline = (("M", 100, 100), ("L", 200, 100), ("L", 200, 200), ("L", 100, 200), ("Z",))


def pdf_of(*items: Item) -> bytes:
    data = render(with_items(*items), sample(), FONTS)
    pdf_checks.assert_valid(data)
    return data


def pixels(data: bytes, scale: float = 1.0) -> Any:
    return pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil().convert("RGB")


def content(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return str(pdf.pages[0].Contents.read_bytes().decode("latin-1"))


def test_a_picture_fills_its_box() -> None:
    shown = pixels(pdf_of(Picture("e1.frame1", 100, 50, 200, 80, RED_BLUE)))
    assert shown.getpixel((110, 60)) == (255, 0, 0)
    assert shown.getpixel((290, 120)) == (0, 0, 255)
    assert shown.getpixel((98, 60)) == shown.getpixel((110, 132)) == (255, 255, 255)


def test_a_mirrored_picture_swaps_left_and_right() -> None:
    shown = pixels(pdf_of(Picture("e1.frame1", 100, 50, 200, 80, RED_BLUE, mirrored=True)))
    assert shown.getpixel((110, 60)) == (0, 0, 255)
    assert shown.getpixel((290, 120)) == (255, 0, 0)
    assert shown.getpixel((98, 60)) == (255, 255, 255)


def test_box_of_a_figure_holds_all_its_parts() -> None:
    data = pdf_of(
        Picture("e1.frame1", 200, 200, 50, 50, RED_BLUE),
        Picture("e1.frame1", 150, 100, 50, 50, RED_BLUE),
        Path("e1.frame1", (("M", 300, 150), ("L", 310, 290)), stroke="#000000"),
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (figure,) = (e for e in pdf_checks.elements(pdf) if pdf_checks.kind(e) == "Figure")
        box = [150, HEIGHT - 290, 310, HEIGHT - 100]
        assert list(map(float, figure.A.BBox)) == pytest.approx(box, abs=0.01)


def test_a_jpeg_and_a_grey_picture() -> None:
    from PIL import Image as Raster

    packed = io.BytesIO()
    Raster.new("L", (16, 16), 128).save(packed, "jpeg")
    grey = Image(16, 16, "grey", "jpeg", "grey", packed.getvalue())
    shown = pixels(pdf_of(Picture("e1.frame1", 100, 50, 50, 50, grey)))
    assert shown.getpixel((120, 70)) == pytest.approx((128, 128, 128), abs=2)


def test_a_qr_code_is_read_from_its_pixels() -> None:
    data = pdf_of(QrCode("e1.code", 100, 100, 0.8 * MM, qr_rows(URL)), link_to(URL))
    (found,) = zxingcpp.read_barcodes(pixels(data, 150 / 72))
    assert found.text == URL


def test_each_module_is_where_it_belongs() -> None:
    rows = qr_rows(URL)
    shown = pixels(pdf_of(QrCode("e1.code", 100, 50, 4, rows), link_to(URL)))
    dark = tuple(
        bytes(shown.getpixel((102 + 4 * x, 52 + 4 * y)) == (0, 0, 0) for x in range(len(rows)))
        for y in range(len(rows))
    )
    assert dark == rows


def test_a_code_that_is_shown_again_is_held_once_and_each_has_its_box() -> None:
    one = QrCode("e1.code", 100, 50, 3, qr_rows(URL))
    larger = QrCode("e1.code", 100, 250, 4, qr_rows(URL))
    data = pdf_of(one, larger, link_to(URL))
    assert [code.text for code in zxingcpp.read_barcodes(pixels(data, 2))] == [URL, URL]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages[0].Resources.XObject) == 1
        (figure,) = (e for e in pdf_checks.elements(pdf) if pdf_checks.kind(e) == "Figure")
        box = [100, HEIGHT - 250 - larger.side, 100 + larger.side, HEIGHT - 50]
        assert list(map(float, figure.A.BBox)) == pytest.approx(box, abs=0.01)


def link_to(url: str) -> Link:
    return Link("e1.code", 100, 100, 60, 60, url, "Watch the video")


@pytest.mark.parametrize("url", ["https://a.de/b", URL, "https://example.org/" + "x" * 80])
def test_rectangles_are_the_dark_modules_each_once(url: str) -> None:
    rows = qr_rows(url)
    covered = [
        (x + dx, y + dy)
        for x, y, width, height in _rectangles(rows)
        for dx in range(width)
        for dy in range(height)
    ]
    dark = [(x, y) for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark]
    assert sorted(covered) == sorted(dark)
    assert len(set(covered)) == len(covered)


def test_a_path_is_filled_and_stroked() -> None:
    shown = pixels(pdf_of(Path(None, SQUARE, fill="#00ff00", stroke="#800000", line_width=10)))
    assert shown.getpixel((150, 150)) == (0, 255, 0)
    assert shown.getpixel((100, 150)) == (128, 0, 0)
    assert shown.getpixel((90, 150)) == (255, 255, 255)


def test_a_dash_ends_with_its_path() -> None:
    line: Outline = (("M", 100.0, 300.0), ("L", 200.0, 300.0))
    data = pdf_of(
        Path(None, line, stroke="#000000", line_width=2, dash=(0, 4), round_ends=True),
        Path(None, SQUARE, stroke="#000000", line_width=2),
        Path(None, SQUARE, stroke="#000000", line_width=2),
    )
    drawn = content(data)
    assert drawn.count("[0 4] 0 d") == drawn.count("[] 0 d") == 1
    assert drawn.count("1 J 1 j") == drawn.count("0 J 0 j") == 1
    assert drawn.count("2 w") == 1


def test_a_path_can_speak() -> None:
    arrow = Path("patient", SQUARE, fill="#000000", spoken="then")
    data = pdf_of(text("patient", 30, 60, "sit "), arrow, text("patient", 60, 60, " stand"))
    assert pdf_checks.structure_tree(data).splitlines()[2] == "  P sit then stand"


def test_neighbours_of_one_node_share_their_marks() -> None:
    data = pdf_of(
        text("e1.note", 30, 60, "Sam "),
        Link("e1.code", 0, 0, 1, 1, URL, "Watch"),
        text("e1.note", 60, 60, "Doe"),
        Path(None, SQUARE, fill="#eeeeee"),
        text(None, 30, 800, "footer"),
        text("e1.note", 60, 80, ", 17"),
    )
    drawn = content(data)
    assert drawn.count("/Artifact BMC") == 1
    assert drawn.count("/P <</MCID") == 2
    assert "  P Sam Doe, 17\n" in pdf_checks.structure_tree(data)


def test_a_block_is_moved_with_all_that_is_in_it() -> None:
    items = with_items(
        Path(None, SQUARE, fill="#ff0000"),
        Picture("e1.frame1", 0, 0, 50, 40, RED_BLUE),
        link_to(URL),
    )
    there = (replace(placed, x=200, y=300) for placed in items[0].placed)
    page = Page(WIDTH, HEIGHT, (*there, Placed(Block(0, 0, ()), 0, 0)))
    data = render((page,), sample(), FONTS)
    pdf_checks.assert_valid(data)
    shown = pixels(data)
    assert shown.getpixel((350, 450)) == (255, 0, 0)
    assert shown.getpixel((205, 305)) == (255, 0, 0)
    assert shown.getpixel((245, 335)) == (0, 0, 255)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (figure,) = (e for e in pdf_checks.elements(pdf) if pdf_checks.kind(e) == "Figure")
        box = [200, HEIGHT - 340, 250, HEIGHT - 300]
        assert list(map(float, figure.A.BBox)) == pytest.approx(box, abs=0.01)
        link = [300, HEIGHT - 460, 360, HEIGHT - 400]
        rect = pdf.pages[0].Annots[0].Rect
        assert list(map(float, rect)) == pytest.approx(link, abs=0.01)


def test_an_item_of_no_node_is_a_bug() -> None:
    with pytest.raises(ValueError, match="'nobody'") as raised:
        pdf_of(text("nobody", 30, 60, "Sam Doe"))
    assert "Sam" not in str(raised.value)
    with pytest.raises(ValueError, match="'nobody'"):
        pdf_of(Link("nobody", 0, 0, 1, 1, URL, "Watch"))
