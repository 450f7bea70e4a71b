"""Each check fails on a file that is broken on purpose: a check that cannot fail checks nothing."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable
from typing import Any

import pdf_checks
import pikepdf
import pytest
from pikepdf import Array, Name, Pdf
from test_pdf_render import sample_pdf

Break = Callable[[Pdf], object]


@functools.cache
def sound() -> bytes:
    return sample_pdf()


def find(pdf: Pdf, kind: str) -> Any:
    return next(e for e in pdf_checks.elements(pdf) if pdf_checks.kind(e) == kind)


def drop(holder: Any, key: str) -> None:
    if key in holder:
        del holder[key]


def put(holder: Any, key: str, value: Any) -> None:
    holder[key] = value


def rewrite(pdf: Pdf, old: str, new: str) -> None:
    """Changes the first match of a pattern in the content of the first page."""
    stream = pdf.pages[0].Contents
    before = stream.read_bytes().decode("latin-1")
    after = re.sub(old, new, before, count=1, flags=re.DOTALL)
    assert after != before
    stream.write(after.encode("latin-1"))


def swap_parent_tree(pdf: Pdf) -> None:
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    owners[0], owners[1] = owners[1], owners[0]


def lose_annotation(pdf: Pdf) -> None:
    link = find(pdf, "Link")
    link.K = Array([kid for kid in link.K if kid.get("/Type") != Name.OBJR])


def lead_annotation_astray(pdf: Pdf) -> None:
    pdf.pages[0].Annots[0].StructParent = int(pdf.pages[0].Annots[2].StructParent)


def forget_glyph(pdf: Pdf) -> None:
    stream = next(iter(pdf.pages[0].Resources.Font.values())).ToUnicode
    stream.write(re.sub(rb"<0020> <.*?>\n", b"", stream.read_bytes()))


def forget_widths(pdf: Pdf) -> None:
    descendant = next(iter(pdf.pages[0].Resources.Font.values())).DescendantFonts[0]
    descendant.W = Array([1, Array([200])])


STRUCTURAL: dict[str, tuple[str, Break]] = {
    "number twice": (
        "marked_content_faults",
        lambda pdf: rewrite(pdf, r"<</MCID 1>>", "<</MCID 0>>"),
    ),
    "number in no element": ("marked_content_faults", lambda pdf: find(pdf, "P").K.clear()),
    "number in two elements": ("marked_content_faults", lambda pdf: find(pdf, "P").K.append(0)),
    "number on no page": ("marked_content_faults", lambda pdf: find(pdf, "P").K.append(999)),
    "another tag": ("tag_faults", lambda pdf: rewrite(pdf, "/H1 <<", "/P <<")),
    "parent tree out of order": ("parent_tree_faults", swap_parent_tree),
    "parent tree too short": (
        "parent_tree_faults",
        lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Nums[1].pop(),
    ),
    "next key is taken": (
        "parent_tree_faults",
        lambda pdf: put(pdf.Root.StructTreeRoot, "/ParentTreeNextKey", 2),
    ),
    "page without its number": (
        "parent_tree_faults",
        lambda pdf: drop(pdf.pages[0].obj, "/StructParents"),
    ),
    "wrong parent": ("parent_faults", lambda pdf: put(find(pdf, "LI"), "/P", find(pdf, "H1"))),
    "figure without alternative": ("figure_faults", lambda pdf: drop(find(pdf, "Figure"), "/Alt")),
    "figure without box": ("figure_faults", lambda pdf: drop(find(pdf, "Figure"), "/A")),
    "figure off the page": (
        "figure_faults",
        lambda pdf: put(find(pdf, "Figure").A, "/BBox", Array([0, 0, 10, 9999])),
    ),
    "link without annotation": ("link_faults", lose_annotation),
    "annotation leads astray": ("link_faults", lead_annotation_astray),
    "annotation on another page": (
        "link_faults",
        lambda pdf: put(pdf.pages[1].obj, "/Annots", pdf.pages[0].Annots),
    ),
    "annotation without words": (
        "link_faults",
        lambda pdf: drop(pdf.pages[0].Annots[0], "/Contents"),
    ),
    "text outside marked content": (
        "unmarked_faults",
        lambda pdf: rewrite(pdf, r"/H1 <<.*?BDC\n(.*?)\nEMC", r"\1"),
    ),
    "artifact inside an element": (
        "unmarked_faults",
        lambda pdf: rewrite(pdf, r"MCID 0>> BDC", "MCID 0>> BDC /Artifact BMC 0 0 1 1 re f EMC"),
    ),
    "marked content open": (
        "unmarked_faults",
        lambda pdf: rewrite(pdf, r"EMC\nQ$", "Q"),
    ),
    "glyph without text": ("font_faults", forget_glyph),
    "glyph without width": ("font_faults", forget_widths),
    "notdef": ("font_faults", lambda pdf: rewrite(pdf, r"\[\(..", "[(\0\0")),
}


@pytest.mark.parametrize("fault", STRUCTURAL)
def test_structural_check_can_fail(fault: str) -> None:
    name, break_it = STRUCTURAL[fault]
    check = getattr(pdf_checks, name)
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        assert check(pdf) == []
        break_it(pdf)
        assert check(pdf) != []


def skip_heading(pdf: Pdf) -> None:
    for element in pdf_checks.elements(pdf):
        if pdf_checks.kind(element) == "H2":
            element.S = Name.H4


def drop_from_fonts(key: str) -> Break:
    def break_it(pdf: Pdf) -> None:
        for font in pdf.pages[0].Resources.Font.values():
            for holder in (font, font.DescendantFonts[0].FontDescriptor):
                drop(holder, key)

    return break_it


VALIDATOR: dict[str, Break] = {
    "no marks": lambda pdf: drop(pdf.Root, "/MarkInfo"),
    "no language": lambda pdf: drop(pdf.Root, "/Lang"),
    "title not displayed": lambda pdf: drop(pdf.Root, "/ViewerPreferences"),
    "no metadata": lambda pdf: drop(pdf.Root, "/Metadata"),
    "no output intent": lambda pdf: drop(pdf.Root, "/OutputIntents"),
    "no parent tree": lambda pdf: drop(pdf.Root.StructTreeRoot, "/ParentTree"),
    "no tab order": lambda pdf: drop(pdf.pages[0].obj, "/Tabs"),
    "heading level left out": skip_heading,
    "no ToUnicode": drop_from_fonts("/ToUnicode"),
    "font not embedded": drop_from_fonts("/FontFile2"),
    "list item in a paragraph": lambda pdf: put(find(pdf, "L"), "/S", Name.P),
    "annotation not printed": lambda pdf: drop(pdf.pages[0].Annots[0], "/F"),
    "annotation without a number": lambda pdf: drop(pdf.pages[0].Annots[0], "/StructParent"),
    "colours for printing plates": lambda pdf: rewrite(pdf, r"\S+ \S+ \S+ rg", "0 0 0 1 k"),
}


@pytest.mark.parametrize("fault", VALIDATOR)
def test_validator_sees(fault: str) -> None:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        VALIDATOR[fault](pdf)
        broken = io.BytesIO()
        pdf.save(broken)
    assert pdf_checks.validator_faults(sound()) == []
    assert pdf_checks.validator_faults(broken.getvalue()) != []


def test_a_fault_is_said() -> None:
    with pikepdf.open(io.BytesIO(sound())) as pdf:
        drop(find(pdf, "Figure"), "/Alt")
        broken = io.BytesIO()
        pdf.save(broken)
    with pytest.raises(AssertionError, match="a Figure has no Alt"):
        pdf_checks.assert_valid(broken.getvalue())
