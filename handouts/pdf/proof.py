"""One Page → a plain PDF to look at: no tags, for nothing in it is meant for a patient."""

from __future__ import annotations

import io

from handouts.fonts import Fonts
from handouts.model.page import Page
from handouts.pdf.content import Used, draw_page
from handouts.pdf.document import Document
from handouts.pdf.metadata import PRODUCER
from handouts.pdf.objects import Name
from handouts.pdf.resources import Resources


def render_proof(page: Page, title: str, fonts: Fonts) -> bytes:
    """The page with all of its items as decoration. The same page gives the same bytes."""
    used = Used()
    content = draw_page(page, {}, fonts, used)
    file = io.BytesIO()
    document = Document(file)
    catalog, tree = document.reserve(), document.reserve()
    side = document.add(
        {
            "Type": Name("Page"),
            "Parent": tree,
            "MediaBox": (0, 0, page.width, page.height),
            "Resources": Resources(document, used).of(content),
            "Contents": document.add_packed("\n".join(content.operators).encode("ascii"), {}),
        }
    )
    document.define(tree, {"Type": Name("Pages"), "Kids": [side], "Count": 1})
    document.define(catalog, {"Type": Name("Catalog"), "Pages": tree})
    document.finish(catalog, document.add({"Title": title, "Producer": PRODUCER}))
    return file.getvalue()
