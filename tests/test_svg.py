"""Pages as SVG: well formed, and every number where the Page has it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from drawn import CROPPED, HALVES

from handouts.model.drawing import Drawing, DrawnPath
from handouts.model.page import Block, Item, Link, Page, Path, Picture, Placed, Text
from handouts.model.palette import figure_palette
from handouts.svg import path_data, svg_of

SVG = "{http://www.w3.org/2000/svg}"


def element(item: Item) -> ET.Element:
    """The one element of a page that holds this item, its block at (10, 20)."""
    page = Page(100, 80, (Placed(Block(50, 50, (item,)), 10, 20),))
    (only,) = ET.fromstring(svg_of(page))
    return only


def test_steps_have_their_letters_before_their_numbers() -> None:
    assert (
        path_data("10 20 m 30 -40.5 l 1 2 3 4 5 6 c h 7 8 m") == "M10 20L30 -40.5C1 2 3 4 5 6ZM7 8"
    )


def test_the_page_is_as_large_as_it_is() -> None:
    root = ET.fromstring(svg_of(Page(100, 80.25, ())))
    assert (root.tag, root.get("width"), root.get("viewBox")) == (
        f"{SVG}svg",
        "100pt",
        "0 0 100 80.25",
    )


def test_a_path_stands_where_its_block_does() -> None:
    outline = (("M", 1, 2), ("L", 3.5, 4), ("C", 1, 2, 3, 4, 5, 6), ("Z",))
    drawn = element(Path(None, outline, "#ff0000", "#00ff00", 0.7))
    assert drawn.get("d") == "M11 22L13.5 24C11 22 13 24 15 26Z"
    assert (drawn.get("fill"), drawn.get("stroke")) == ("#ff0000", "#00ff00")
    assert drawn.get("stroke-width") == "0.7"


def test_words_are_escaped() -> None:
    said = element(Text(None, 1, 2, "<1 & 2> ", 700, 12, "#102030"))
    assert (said.text, said.get("x"), said.get("y")) == ("<1 & 2> ", "11", "22")
    assert (said.get("font-weight"), said.get("fill")) == ("700", "#102030")


def test_a_drawing_keeps_its_own_units_in_a_frame_that_clips() -> None:
    palette = figure_palette("#1f7a73")
    frame = element(Picture(None, 1, 2, 50, 40, HALVES, palette=palette))
    assert (frame.get("x"), frame.get("width"), frame.get("viewBox")) == ("11", "50", "0 0 100 80")
    assert frame.get("overflow") == "hidden"
    (group,) = frame
    assert [path.get("fill") for path in group] == [
        palette.resolved("shirt"), palette.resolved("trousers"),
    ]  # fmt: skip
    assert group.get("stroke-linecap") == group.get("stroke-linejoin") == "round"
    assert group.get("transform") is None


def test_a_mirrored_drawing_is_turned_inside_its_frame() -> None:
    palette = figure_palette("#1f7a73")
    (group,) = element(Picture(None, 0, 0, 50, 40, HALVES, mirrored=True, palette=palette))
    assert group.get("transform") == "translate(100 0) scale(-1 1)"


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_drawing_that_bleeds_is_clipped_by_its_frame(mirrored: bool) -> None:
    clip = (("M", 0, 0), ("L", 60, 0), ("L", 60, 50), ("Z",))
    picture = Picture(None, 1, 2, 50, 40, CROPPED, mirrored, figure_palette("#1f7a73"), clip)
    page = Page(100, 80, (Placed(Block(50, 50, (picture, picture)), 10, 20),))
    root = ET.fromstring(svg_of(page))
    paths, groups = root.findall(f"{SVG}clipPath"), root.findall(f"{SVG}g")
    names = [path.get("id") for path in paths]
    assert len(set(names)) == 2
    assert [group.get("clip-path") for group in groups] == [f"url(#{name})" for name in names]
    assert [path.get("d") for (path,) in paths] == ["M10 20L70 20L70 70Z"] * 2
    ((frame,), _) = groups
    assert frame.get("viewBox") == "-80 -80 260 240"
    assert [frame.get(key) for key in ("x", "y", "width", "height")] == ["-29", "-18", "130", "120"]
    turned = "translate(100 0) scale(-1 1)"  # about the middle of the box, bleed or not
    assert frame[0].get("transform") == (turned if mirrored else None)


def test_a_bleed_does_not_show_without_a_clip() -> None:
    frame = element(Picture(None, 1, 2, 50, 40, CROPPED, palette=figure_palette("#1f7a73")))
    assert (frame.get("x"), frame.get("viewBox")) == ("11", "0 0 100 80")


def test_strokes_and_what_shines_through() -> None:
    drawing = Drawing(10, 10, (DrawnPath("0 0 m 9 9 l", None, "#000000", 1.5, 0.25),))
    ((path,),) = element(Picture(None, 0, 0, 10, 10, drawing))
    assert (path.get("fill"), path.get("stroke"), path.get("opacity")) == (
        "none",
        "#000000",
        "0.25",
    )


def test_what_an_svg_cannot_show_is_a_bug() -> None:
    with pytest.raises(ValueError, match="Link"):
        element(Link("node", 0, 0, 1, 1, "https://example.org", "Watch"))
