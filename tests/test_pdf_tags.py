"""The structure tree where not everything is placed, or placed in several pieces."""

from __future__ import annotations

import io

import pdf_checks
import pikepdf
import pytest
from msgspec.structs import replace
from test_pdf_render import (
    FONTS,
    HEIGHT,
    RED_BLUE,
    URL,
    WIDTH,
    exercise,
    phrase,
    placed,
    sample,
    text,
    with_items,
)

from handouts.model.handout import Handout
from handouts.model.page import Item, Link, Page, Picture, QrCode
from handouts.model.phrases import phrases
from handouts.pdf.render import render
from handouts.pdf.tags import outline
from handouts.qr import qr_rows


def tree_of(*items: Item, handout: Handout | None = None) -> str:
    data = render(with_items(*items), handout or sample(), FONTS)
    pdf_checks.assert_valid(data)
    return pdf_checks.structure_tree(data)


def test_every_phrase_but_the_furniture_has_an_element() -> None:
    handout = sample()
    elements = outline(handout)
    edge = {one.id for one in phrases(handout.furniture)}
    own = {one.id for one in phrases(replace(handout, exercises=()))}
    assert own - edge <= elements.frame.tags.keys()
    assert not edge & elements.frame.tags.keys()
    for one in handout.numbered:
        assert {said.id for said in phrases(one.block)} <= elements.part(one.id).tags.keys()


def test_what_is_not_placed_has_no_element() -> None:
    assert tree_of() == "Document\n  H1 Harbour\n"


def test_order_is_the_handouts_not_the_pages() -> None:
    tree = tree_of(text("patient", 30, 700, "second"), text("phone", 30, 800, "first"))
    assert tree == "Document\n  H1 Harbour\n  P first\n  P second\n"


def test_a_list_without_labels() -> None:
    tree = tree_of(
        text("e1.title", 30, 90, "Bridge"), text("e1.much1.body", 30, 100, "3 sets of 8 to 12")
    )
    assert '    L T="How much" None\n      LI\n        LBody 3 sets of 8 to 12\n' in tree


def test_a_title_with_its_number() -> None:
    tree = tree_of(
        text("e1.title", 30, 90, "1 "),
        Picture("e1.frame1", 100, 50, 200, 80, RED_BLUE),
        text("e1.title", 40, 90, "Bridge"),
    )
    assert "    H2 1 Bridge\n" in tree


def test_a_paragraph_on_two_pages_is_one() -> None:
    front = with_items(text("info1", 30, 80, "This sheet "), text("e1.step1.body", 30, 90, "Bend."))
    back = (text("info1", 30, 80, "is yours."), text("e1.step2.body", 30, 90, "Lift."))
    pages = (*front, Page(WIDTH, HEIGHT, placed(*back)))
    data = render(pages, sample(), FONTS)
    pdf_checks.assert_valid(data)
    tree = pdf_checks.structure_tree(data)
    assert "    P This sheet is yours.\n" in tree
    steps = "    L Decimal\n      LI\n        LBody Bend.\n      LI\n        LBody Lift.\n"
    assert steps in tree


def test_a_code_with_its_address_apart() -> None:
    described = "Watch the video"
    tree = tree_of(
        QrCode("e1.code", 400, 100, 2.5, qr_rows(URL)),
        Link("e1.code", 400, 100, 60, 60, URL, described),
        text("e1.url", 30, 300, "Video: example.org"),
        Link("e1.code", 30, 290, 90, 13, URL, described),
    )
    assert (
        f"    P\n      Link -> {URL} -> {URL}\n"
        f'        Figure Alt="Video: {URL}"\n        Span Video: example.org\n'
    ) in tree


def test_an_address_without_its_code() -> None:
    tree = tree_of(
        text("e1.url", 30, 300, "example.org"), Link("e1.code", 30, 290, 90, 13, URL, "Watch")
    )
    assert f"    P\n      Link -> {URL}\n        Span example.org\n" in tree


def test_links_of_one_code_on_two_pages() -> None:
    link = Link("e1.code", 30, 290, 90, 13, URL, "Watch")
    (front,) = with_items(link)
    back = Page(WIDTH, HEIGHT, placed(link))
    data = render((front, back, replace(back, placed=())), sample(), FONTS)
    pdf_checks.assert_valid(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert [len(page.get("/Annots", [])) for page in pdf.pages] == [1, 1, 0]


def test_links_are_annotations_that_print() -> None:
    data = render(with_items(Link("e1.code", 30, 290, 90, 13, URL, "Watch")), sample(), FONTS)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (note,) = pdf.pages[0].Annots
        assert str(note.A.URI) == URL
        assert str(note.Contents) == "Watch"
        assert int(note.F) == 4
        assert [int(edge) for edge in note.Border] == [0, 0, 0]


def test_two_nodes_of_one_name_are_a_bug() -> None:
    twin = replace(exercise("Twin"), side=phrase("title", "Twin"))
    with pytest.raises(ValueError, match="'title'"):
        tree_of(handout=replace(sample(), exercises=(twin,)))


def test_front_and_back_share_no_name_either() -> None:
    one = exercise("One")
    twin = replace(one, more=replace(one.more, title=phrase("title", "One")))
    with pytest.raises(ValueError, match="'title'"):
        tree_of(handout=replace(sample(), exercises=(twin,)))
