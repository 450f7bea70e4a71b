"""Structure trees of any outline and any pages: what is shown is owned by its element, and by no
other, wherever it stands. Stencils are kept from one example to the next, as between sheets.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.model.page import Link
from handouts.pdf.content import PageContent, PlacedLink
from handouts.pdf.document import Document
from handouts.pdf.elements import HOOK, Element, Outline, part
from handouts.pdf.objects import Name
from handouts.pdf.structure import write_structure

FRONT = ("title", "figure", "step1", "step2", "100 %")
BACK = ("more", "feel")
FRAME = ("clinic", "patient", "questions")
BOX = (1.0, 2.0, 3.0, 4.0)


def outline_of(exercises: list[str]) -> Outline:
    steps = tuple(Element("LI", (Element("LBody", node=node),)) for node in FRONT[2:])
    front = Element(
        "Sect",
        (
            Element("H2", node="title"),
            Element("Figure", node="figure", alt="100 % up (%d)", links_of="figure"),
            Element("L", steps, title="50 %"),
        ),
    )
    back = Element("Sect", (Element("H3", node="more"), Element("P", node="feel")))
    frame = Element(
        "Document",
        (
            Element("H1", node="clinic"),
            HOOK,
            Element("P", node="patient"),
            Element("Sect", (Element("H2", node="questions"), HOOK)),
        ),
        keep=True,
    )
    return Outline(part(frame), {name: part(front, back) for name in exercises})


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[str], tuple[PageContent, ...]]:
    """Up to four exercises, and what up to four pages show of them and of the rest."""
    exercises = [f"e{number}" for number in range(1, draw(st.integers(0, 4)) + 1)]
    contents = []
    for _ in range(draw(st.integers(1, 4))):
        content = PageContent()
        for within in draw(st.lists(st.sampled_from(["", *exercises]), max_size=5)):
            nodes = FRONT + BACK if within else FRAME
            chosen = draw(st.lists(st.sampled_from(nodes), min_size=1, max_size=6))
            content.marked.append((within, tuple(chosen)))
            if "figure" in chosen:
                content.boxes[within, "figure"] = BOX
                if draw(st.booleans()):
                    link = Link("figure", 0, 0, 1, 1, "https://example.org", "Watch")
                    content.links.append(PlacedLink(within, link, BOX))
        contents.append(content)
    return exercises, tuple(contents)


def written(exercises: list[str], contents: tuple[PageContent, ...]) -> pikepdf.Pdf:
    file = io.BytesIO()
    document = Document(file.write)
    catalog, tree = document.reserve(), document.reserve()
    sides = tuple(document.reserve() for _ in contents)
    structure = write_structure(document, outline_of(exercises), contents, sides)
    for side, notes in zip(sides, structure.annotations, strict=True):
        page = {"Type": Name("Page"), "Parent": tree, "MediaBox": (0, 0, 9, 9)}
        document.define(side, {**page, "Annots": notes})
    document.define(tree, {"Type": Name("Pages"), "Kids": sides, "Count": len(sides)})
    entries = {"Type": Name("Catalog"), "Pages": tree, "StructTreeRoot": structure.root}
    document.define(catalog, entries)
    document.finish(catalog, document.add({}))
    return pikepdf.open(io.BytesIO(file.getvalue()), attempt_recovery=False)


def marks_of(element: Any) -> list[tuple[Any, int]]:
    """(page object, number) of each marked content that an element holds itself."""
    found = []
    for kid in element.K:
        if isinstance(kid, int):
            found.append((element.Pg.objgen, kid))
        elif "/MCID" in kid:
            found.append((kid.Pg.objgen, int(kid.MCID)))
    return found


def under(element: Any) -> Iterator[Any]:
    """The element and all under it; each says rightly what it hangs in."""
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.StructElem:
            assert kid.P.objgen == element.objgen
            yield from under(kid)


@given(pages())
def test_what_is_shown_is_owned_by_its_element(
    shown: tuple[list[str], tuple[PageContent, ...]],
) -> None:
    exercises, contents = shown
    with written(exercises, contents) as pdf:
        root = pdf.Root.StructTreeRoot
        elements = list(under(root.K[0]))
        owned = [mark for element in elements for mark in marks_of(element)]
        assert len(owned) == len(set(owned))
        owners = pikepdf.NumberTree(root.ParentTree)
        outline = outline_of(exercises)
        element_of: dict[tuple[str, str], Any] = {}
        for number, content in enumerate(contents):
            page, listed = pdf.pages[number].obj.objgen, list(owners[number])
            nodes = [(within, node) for within, chosen in content.marked for node in chosen]
            assert len(listed) == len(nodes)
            for mark, (within, node) in enumerate(nodes):
                element = listed[mark]
                assert str(element.S)[1:].encode() == outline.part(within).tags[node]
                assert (page, mark) in marks_of(element)
                element_of.setdefault((within, node), element.objgen)
                assert element_of[within, node] == element.objgen
        assert len(set(element_of.values())) == len(element_of)
        assert len(owned) == sum(len(chosen) for page in contents for _, chosen in page.marked)
        holders = [element for element in elements if marks_of(element)]
        assert len(holders) == len(element_of)
        assert int(root.ParentTreeNextKey) == len(contents) + sum(len(c.links) for c in contents)


@given(pages())
def test_links_belong_to_the_element_of_their_code(
    shown: tuple[list[str], tuple[PageContent, ...]],
) -> None:
    exercises, contents = shown
    with written(exercises, contents) as pdf:
        owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        for page in pdf.pages:
            for note in page.Annots:
                owner = owners[int(note.StructParent)]
                held = [(kid.Obj.objgen, kid.Pg.objgen) for kid in owner.K if is_link(kid)]
                assert (note.objgen, page.obj.objgen) in held
                assert str(owner.Alt) == "100 % up (%d)"


def is_link(kid: Any) -> bool:
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == pikepdf.Name.OBJR


def test_exercises_hang_in_their_order_first_all_fronts_then_all_backs() -> None:
    content = PageContent(
        marked=[("e2", ("more", "title")), ("", ("clinic", "questions")), ("e1", FRONT + BACK)],
        boxes={("e1", "figure"): BOX},
    )
    with written(["e1", "e2", "e3"], (content,)) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        assert [str(one.S) for one in document.K] == ["/H1", "/Sect", "/Sect", "/Sect"]
        first, second, questions = list(document.K)[1:]
        assert [str(one.S) for one in first.K] == ["/H2", "/Figure", "/L"]
        assert [str(one.S) for one in second.K] == ["/H2"]
        assert [str(one.S) for one in questions.K] == ["/H2", "/Sect", "/Sect"]
        assert str(first.K[2].T) == "50 %"


def test_a_link_of_what_is_no_code_is_a_bug() -> None:
    link = PlacedLink("e1", Link("step1", 0, 0, 1, 1, "https://example.org", "Watch"), BOX)
    content = PageContent(marked=[("e1", ("step1",))], links=[link])
    with pytest.raises(ValueError, match="'step1'"):
        written(["e1"], (content,))
