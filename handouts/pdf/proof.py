"""One Page → a plain PDF to look at: no tags, for nothing in it is meant for a patient."""

from __future__ import annotations

from handouts.fonts import Fonts
from handouts.model.page import Page
from handouts.pdf.content import Used, draw_page
from handouts.pdf.document import Document
from handouts.pdf.elements import Outline, part
from handouts.pdf.metadata import PRODUCER
from handouts.pdf.objects import Name
from handouts.pdf.page_tree import page_syntax
from handouts.pdf.resources import Resources

_NO_ELEMENTS = Outline(part(), {})


def render_proof(page: Page, title: str, fonts: Fonts) -> bytes:
    """The page with all of its items as decoration. The same page gives the same bytes."""
    used = Used()
    content = draw_page(page, _NO_ELEMENTS, fonts, used)
    pieces: list[bytes] = []
    document = Document(pieces.append)
    catalog, tree = document.reserve(), document.reserve()
    side = document.reserve()
    resources = Resources(document, used).of(content)
    contents = document.add_packed(content.operators, {})
    document.put(side, page_syntax(page, tree, resources, contents))
    document.define(tree, {"Type": Name("Pages"), "Kids": [side], "Count": 1})
    document.define(catalog, {"Type": Name("Catalog"), "Pages": tree})
    document.finish(catalog, document.add({"Title": title, "Producer": PRODUCER}))
    return b"".join(pieces)
