"""Cropped figures: what is drawn beyond the window, and that it fills the frames they print in."""

from __future__ import annotations

import functools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box
from test_pdf_content import pdf_of, pixels

from handouts.figures.draw import draw, drawing
from handouts.figures.framing import Window, bleed
from handouts.figures.layers import Layer
from handouts.figures.pose import Pose
from handouts.layout.contact_sheet import PANEL_HEIGHT, PANEL_WIDTH
from handouts.layout.pictures import Frame, framed
from handouts.layout.sheet_slot import COLUMN_1
from handouts.layout.theme import FOUR, THREE
from handouts.model.drawing import Drawing
from handouts.model.page import Picture
from handouts.model.palette import figure_palette
from handouts.pdf.form import form
from handouts.units import mm

WINDOW = Window(0, 0, 67, 56)
PALETTE = figure_palette("#1f7a73")
WHITE = (255, 255, 255)
SLOTS = [
    (frames, (COLUMN_1 - mm(2) * (frames - 1)) / frames, mm(height))
    for frames in (1, 2, 3)
    for scale in (FOUR, THREE)
    for height in (scale.frame_min_mm, scale.frame_max_mm)
]
PLACES = [*SLOTS, *((frames, PANEL_WIDTH, PANEL_HEIGHT) for frames in (1, 2, 3))]


def frame(width: float, height: float) -> Frame:
    return Frame(width, height, mm(1.5), mm(1), mm(0.25), "#808080", "#ffffff")


def points(drawn: Drawing) -> list[tuple[float, float]]:
    """All corners of all paths."""
    numbers = [float(word) for path in drawn.paths for word in path.data.split() if word[-1] < "a"]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@functools.cache
def at_the_waist(*, crop: bool = True) -> Drawing:
    """A person who stands before a wall, cut at thighs and, mostly, at the wall."""
    said: dict[str, Any] = {
        "base": "stand", "view": "side", "props": ["wall"], "frames": [{"elbow": 90}],
    }  # fmt: skip
    more = {"crop": {"at": "waist", "width": 60}} if crop else {}
    (only,) = draw(Pose.model_validate(said | more))
    return only


# ------------------------------------------------------------------ how much is drawn


@given(st.floats(20, 200), st.floats(20, 200), st.sampled_from(PLACES))
def test_window_and_bleed_reach_every_edge_of_every_frame(
    width: float, height: float, place: tuple[int, float, float]
) -> None:
    frames, across, down = place
    window = Window(0, 0, width, height)
    beyond = bleed(window, frames)
    empty = Drawing(width, height, (), max(beyond))
    _, picture, _ = framed(None, empty, 0, 0, frame(across, down))
    assert isinstance(picture, Picture)
    points_per_cm = picture.width / width
    assert picture.x - beyond[0] * points_per_cm <= mm(0.125)
    assert picture.y - beyond[1] * points_per_cm <= mm(0.125)


def test_a_whole_figure_has_no_bleed_and_a_cropped_one_has() -> None:
    assert at_the_waist(crop=False).bleed == 0
    cropped = at_the_waist()
    assert cropped.bleed > 0.5 * cropped.width


def test_nothing_farther_out_than_the_bleed_is_kept() -> None:
    cropped = at_the_waist()
    left, top, right, bottom = (
        min(x for x, _ in points(cropped)), min(y for _, y in points(cropped)),
        max(x for x, _ in points(cropped)), max(y for _, y in points(cropped)),
    )  # fmt: skip
    assert -cropped.bleed - 1 <= left < right <= cropped.width + cropped.bleed + 1
    assert -cropped.bleed - 1 <= top < 0
    assert cropped.height < bottom <= cropped.height + cropped.bleed + 1


def test_a_frame_still_packs_in_twelve_kilobytes() -> None:
    assert len(form(at_the_waist(), PALETTE).syntax) < 12_000


# ------------------------------------------------------------------ how it is cut


def test_a_layer_that_is_wholly_seen_is_not_touched() -> None:
    layer = Layer(box(10, 10, 20, 20), "skin", "line")
    for beyond in ((5.0, 5.0), (0.0, 0.0)):
        (path,) = drawing(WINDOW, [layer], beyond).paths
        assert (path.fill, path.stroke) == ("skin", "line")


def test_an_area_is_cut_at_the_bleed_as_an_area() -> None:
    (path,) = drawing(WINDOW, [Layer(box(-90, 20, 30, 30), "skin")], (30, 5)).paths
    assert (path.fill, path.stroke) == ("skin", None)
    assert path.data.endswith("h")
    xs = [float(word) for word in path.data.split() if word[-1] < "a"][::2]
    assert min(xs) == pytest.approx(-30 / 67 * 33.5 * 20 * 72 / 25.4, abs=1)


@pytest.mark.parametrize("layers", [
    [Layer(box(-90, 20, 30, 30), "skin", "line")],
    [Layer(box(-90, 20, 30, 30), stroke="line")],
    [Layer(box(-90, 20, 30, 30).boundary, stroke="line")],
    [Layer(box(-90, 20, 30, 30).exterior, stroke="line")],
], ids=["filled and stroked", "stroked", "a line", "a ring"])  # fmt: skip
def test_no_stroke_runs_along_the_cut(layers: list[Layer]) -> None:
    paths = drawing(WINDOW, layers, (30, 5)).paths
    (stroked,) = (path for path in paths if path.stroke)
    assert stroked.fill is None
    assert "h" not in stroked.data
    assert stroked.data.count("m") == 1  # there and back in one piece, its corners round
    first, *_, last = points(Drawing(1, 1, (stroked,)))
    assert first[0] == last[0] < -100
    assert first[1] != last[1]
    assert [path.fill for path in paths if path.fill] == ["skin"] * bool(layers[0].fill)


def test_what_lies_wholly_outside_is_left_out() -> None:
    outside = [
        Layer(Point(300, 20).buffer(5), "skin", "line"),
        Layer(LineString([(300, 0), (300, 9)]), stroke="line"),
    ]
    assert drawing(WINDOW, outside, (30, 5)).paths == ()


# ------------------------------------------------------------------ on paper


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("width", "height"), [(72.5, 24), (72.5, 44), (35.25, 30), (35.25, 44)])
def test_a_cut_body_goes_on_to_the_border_and_nothing_lies_outside(
    width: float, height: float, mirrored: bool
) -> None:
    """Four pixels a point. The thighs reach the lower border, the wall the upper one, and nothing
    but the rounded border itself is painted at its corners and beyond."""
    around = frame(mm(width), mm(height))
    items = framed(
        "e1.frame1", at_the_waist(), 100, 100, around, mirrored=mirrored, palette=PALETTE
    )
    page = pixels(pdf_of(*items), 4)
    left, top = 400, 400
    right, bottom = round(400 + 4 * mm(width)), round(400 + 4 * mm(height))
    inside = 4  # the border is 2.8 pixels wide
    for y in (top + inside, bottom - inside):
        row = {page.getpixel((x, y)) for x in range(left + 20, right - 20)}
        assert row - {WHITE}, f"nothing reaches the border at {y}"
    feet = {page.getpixel((x, bottom - inside)) for x in range(left + 20, right - 20)}
    assert tuple(bytes.fromhex(PALETTE.resolved("trousers")[1:])) in feet
    outside = [(x, y) for x in range(left - 40, right + 40) for y in (top - 2, bottom + 2)]
    outside += [(x, y) for y in range(top - 40, bottom + 40) for x in (left - 2, right + 2)]
    outside += [(x, y) for x in (left + 2, right - 3) for y in (top + 2, bottom - 3)]
    assert {page.getpixel(at) for at in outside} == {WHITE}
