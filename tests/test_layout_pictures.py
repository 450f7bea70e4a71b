"""Pictures in their frames: whole, in proportion, in the middle, one scale for equal sizes."""

from __future__ import annotations

import pytest
from drawn import CROPPED, HALVES
from hypothesis import given
from hypothesis import strategies as st
from test_pdf_render import RED_BLUE

from handouts.layout.assembly import Assembly
from handouts.layout.pictures import Frame, fitted, framed
from handouts.layout.shapes import moved, outlined
from handouts.model.drawing import Artwork, Drawing
from handouts.model.page import Path, Picture
from handouts.model.palette import figure_palette

lengths = st.floats(1, 2000)


@pytest.mark.parametrize("artwork", [HALVES, RED_BLUE])
def test_a_drawing_and_a_photograph_are_placed_alike(artwork: Artwork) -> None:
    placed = fitted("node", artwork, 10, 20, 100, 90)
    across, down = artwork.size
    assert placed.width == 100
    assert placed.height == pytest.approx(100 * down / across)
    assert placed.x == 10
    assert placed.y + placed.height / 2 == pytest.approx(20 + 45)


@given(lengths, lengths, lengths, lengths)
def test_it_is_whole_in_proportion_and_in_the_middle(
    across: float, down: float, width: float, height: float
) -> None:
    placed = fitted(None, Drawing(across, down, ()), 5, 7, width, height)
    assert placed.width / across == pytest.approx(placed.height / down)
    assert max(placed.width / width, placed.height / height) == pytest.approx(1)
    assert placed.x - 5 == pytest.approx(5 + width - placed.x - placed.width, abs=1e-6)
    assert placed.y - 7 == pytest.approx(7 + height - placed.y - placed.height, abs=1e-6)


def test_palette_and_side_go_with_it() -> None:
    palette = figure_palette("#1f7a73")
    placed = fitted("node", HALVES, 0, 0, 10, 10, mirrored=True, palette=palette)
    assert (placed.node, placed.mirrored, placed.palette) == ("node", True, palette)


FRAME = Frame(200, 90, 6, padding=4, border=1, line="#cccccc", ground="#ffffff")


@pytest.mark.parametrize("artwork", [HALVES, RED_BLUE])
def test_a_whole_picture_stands_inside_the_padding_on_its_bordered_ground(artwork: Artwork) -> None:
    border, picture = framed("node", artwork, 10, 20, FRAME, mirrored=True)
    edge = outlined(10, 20, 200, 90, 6, 1)
    assert border == Path(None, edge, "#ffffff", "#cccccc", 1)
    assert picture == fitted("node", artwork, 14, 24, 192, 82, mirrored=True)


def test_a_cropped_picture_fills_its_frame_up_to_the_border_that_is_drawn_over_it() -> None:
    ground, picture, border = framed("node", CROPPED, 10, 20, FRAME, mirrored=True)
    assert isinstance(picture, Picture)
    edge = outlined(10, 20, 200, 90, 6, 1)
    assert ground == Path(None, edge, "#ffffff")
    assert border == Path(None, edge, None, "#cccccc", 1)
    assert (picture.clip, picture.mirrored) == (edge, True)
    assert (picture.y, picture.height) == (21, 88)
    assert picture.x + picture.width / 2 == pytest.approx(110)


def test_a_clip_moves_with_its_picture() -> None:
    inner, outer = Assembly(), Assembly()
    inner.draw(*framed("node", CROPPED, 0, 0, FRAME))
    outer.place(inner.block(200, 90), 30, 40)
    before, after = (one.block(200, 90).items[1] for one in (inner, outer))
    assert isinstance(before, Picture)
    assert isinstance(after, Picture)
    assert before.clip is not None
    assert after.clip == moved(before.clip, 30, 40)
