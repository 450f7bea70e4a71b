"""Drawings in a PDF: their colours, what shines through, where they stand, and held once."""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Iterator
from typing import Any

import pdf_checks
import pikepdf
import pytest
from drawn import CROPPED, HALVES, realistic
from test_pdf_content import content, pdf_of, pixels
from test_pdf_render import HEIGHT

from handouts.layout.shapes import rounded
from handouts.model.drawing import Drawing, DrawnPath, Outline
from handouts.model.page import Path, Picture
from handouts.model.palette import figure_palette
from handouts.pdf.form import form

TEAL, RED = figure_palette("#1f7a73"), figure_palette("#b3261e")
WHOLE = "0 0 m 100 0 l 100 80 l 0 80 l h"


def drawing(*paths: DrawnPath) -> Drawing:
    return Drawing(100, 80, paths)


def shown(drawn: Drawing, *, mirrored: bool = False) -> Any:
    """The pixels of a page with the drawing from (100, 50), twice as large as its units."""
    item = Picture("e1.frame1", 100, 50, 200, 160, drawn, mirrored=mirrored, palette=TEAL)
    return pixels(pdf_of(item))


def colour(token: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(TEAL.resolved(token)[1:]))


@contextlib.contextmanager
def forms(data: bytes) -> Iterator[list[Any]]:
    """The XObjects of the first page, as long as the file is open."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield [entry for _, entry in sorted(pdf.pages[0].Resources.XObject.items())]


def test_a_drawing_fills_its_box_the_right_way_up() -> None:
    top = drawing(DrawnPath("0 0 m 100 0 l 100 20 l 0 20 l h", "shirt"))
    page = shown(top)
    assert page.getpixel((110, 60)) == page.getpixel((290, 85)) == colour("shirt")
    assert page.getpixel((110, 100)) == page.getpixel((98, 60)) == (255, 255, 255)


@pytest.mark.parametrize(("mirrored", "left", "right"), [
    (False, "shirt", "trousers"), (True, "trousers", "shirt"),
])  # fmt: skip
def test_a_mirrored_drawing_swaps_left_and_right(mirrored: bool, left: str, right: str) -> None:
    page = shown(HALVES, mirrored=mirrored)
    assert page.getpixel((110, 100)) == colour(left)
    assert page.getpixel((290, 100)) == colour(right)
    assert page.getpixel((97, 100)) == page.getpixel((303, 100)) == (255, 255, 255)


def test_what_lies_outside_the_box_is_clipped() -> None:
    page = shown(drawing(DrawnPath("-50 20 m 150 20 l 150 40 l -50 40 l h", "arrow", "arrow", 6)))
    assert page.getpixel((110, 110)) == colour("arrow")
    assert page.getpixel((90, 110)) == page.getpixel((310, 110)) == (255, 255, 255)


OVAL: Outline = rounded(60, 30, 280, 220, 40)
"""Larger than the picture's box on every side."""


@pytest.mark.parametrize(("mirrored", "left", "right"), [
    (False, "shirt", "trousers"), (True, "trousers", "shirt"),
])  # fmt: skip
def test_a_bleed_shows_as_far_as_its_clip(mirrored: bool, left: str, right: str) -> None:
    item = Picture("e1.frame1", 100, 50, 200, 160, CROPPED, mirrored, TEAL, OVAL)
    page = pixels(pdf_of(item))
    for x, token in ((62, left), (198, left), (202, right), (337, right)):
        assert page.getpixel((x, 130)) == colour(token)
    assert page.getpixel((150, 32)) == page.getpixel((150, 247)) == colour(left)
    corners = [(62, 32), (337, 32), (62, 247), (337, 247)]
    beside = [(57, 130), (342, 130), (200, 27), (200, 252)]
    assert {page.getpixel(at) for at in corners + beside} == {(255, 255, 255)}


def test_a_bleed_ends_where_it_says_though_the_clip_goes_on() -> None:
    narrow = Drawing(100, 80, CROPPED.paths, bleed=5)
    page = pixels(pdf_of(Picture("e1.frame1", 100, 50, 200, 160, narrow, False, TEAL, OVAL)))
    assert page.getpixel((92, 130)) == colour("shirt")
    assert page.getpixel((87, 130)) == page.getpixel((313, 130)) == (255, 255, 255)


def test_a_bleed_does_not_show_without_a_clip() -> None:
    page = shown(CROPPED)
    assert page.getpixel((102, 130)) == colour("shirt")
    assert page.getpixel((97, 130)) == page.getpixel((303, 130)) == (255, 255, 255)
    assert page.getpixel((150, 47)) == page.getpixel((150, 213)) == (255, 255, 255)


def test_the_box_of_a_clipped_figure_is_what_shows_of_it() -> None:
    item = Picture("e1.frame1", 100, 50, 200, 160, CROPPED, False, TEAL, OVAL)
    with pikepdf.open(io.BytesIO(pdf_of(item))) as pdf:
        (box,) = [one.A.BBox for one in pdf_checks.elements(pdf) if "/A" in one]
        assert [round(float(edge)) for edge in box] == [
            60,
            round(HEIGHT) - 250,
            340,
            round(HEIGHT) - 30,
        ]


def test_half_of_what_lies_behind_shines_through() -> None:
    over = DrawnPath(WHOLE, "#000000", opacity=0.5)
    after = DrawnPath("0 60 m 100 60 l 100 80 l 0 80 l h", "#0000ff")
    page = shown(drawing(DrawnPath(WHOLE, "#ffffff"), over, after))
    assert page.getpixel((200, 100)) == pytest.approx((128, 128, 128), abs=2)
    assert page.getpixel((200, 190)) == (0, 0, 255)


def test_a_hole_that_runs_the_other_way_round_stays_open() -> None:
    hole = "40 20 m 40 60 l 60 60 l 60 20 l h"
    page = shown(drawing(DrawnPath(f"{WHOLE} {hole}", "shirt")))
    assert page.getpixel((200, 130)) == (255, 255, 255)
    assert page.getpixel((120, 130)) == colour("shirt")


def test_strokes_are_round_and_whole_whatever_the_page_drew_before() -> None:
    dashed: Outline = (("M", 10.0, 10.0), ("L", 90.0, 10.0))
    line = drawing(DrawnPath("20 40 m 80 40 l", None, "#000000", 20))
    data = pdf_of(
        Path("e1.frame1", dashed, stroke="#ff0000", line_width=1, dash=(3, 9)),
        Picture("e1.frame1", 100, 50, 200, 160, line),
    )
    page = pixels(data)
    assert {page.getpixel((x, 130)) for x in range(130, 270)} == {(0, 0, 0)}
    assert page.getpixel((122, 130))[0] < 200  # the round end
    assert page.getpixel((122, 112)) == (255, 255, 255)  # and no square one


def test_one_drawing_in_one_palette_is_held_once_and_in_two_twice() -> None:
    at = [Picture("e1.frame1", x, 50, 50, 40, HALVES, palette=TEAL) for x in (100, 200)]
    red = Picture("e1.frame1", 300, 50, 50, 40, HALVES, mirrored=True, palette=RED)
    with forms(pdf_of(*at)) as one, forms(pdf_of(*at, red)) as two:
        assert (len(one), len(two)) == (1, 2)


def test_the_form_says_its_box_and_its_transparency() -> None:
    shade = drawing(DrawnPath(WHOLE, "shade", opacity=0.1))
    with forms(pdf_of(Picture("e1.frame1", 0, 0, 50, 40, shade, palette=TEAL))) as (entry,):
        assert entry.Subtype == "/Form"
        assert list(entry.BBox) == [0, 0, 100, 80]
        state = entry.Resources.ExtGState.G10
        assert float(state.ca) == float(state.CA) == 0.1


def test_a_path_without_paint_is_not_walked() -> None:
    unpainted = drawing(DrawnPath(WHOLE))
    with forms(pdf_of(Picture("e1.frame1", 0, 0, 50, 40, unpainted))) as (entry,):
        assert b" m" not in entry.read_bytes()


def test_the_page_itself_only_places_the_form() -> None:
    drawn = content(pdf_of(Picture("e1.frame1", 100, 50, 190, 140, realistic(), palette=TEAL)))
    assert "0.100000 0 0 -0.100000 100 -50 cm /Fm" in drawn
    assert len(drawn) < 500


def test_a_colour_that_is_none_is_a_bug() -> None:
    with pytest.raises(ValueError, match="'skn'"):
        form(drawing(DrawnPath(WHOLE, "skn")), TEAL)


def test_a_figure_of_three_thousand_points_is_placed_in_a_millisecond() -> None:
    least = {}
    for name, make in {"new": form.__wrapped__, "kept": form}.items():
        times = []
        for _ in range(20):
            drawn = realistic()
            start = time.perf_counter()
            make(drawn, TEAL)
            times.append(time.perf_counter() - start)
        least[name] = min(times)
    assert least["new"] < 0.003  # 0.5 ms where nothing else runs
    assert least["kept"] < 0.0005
