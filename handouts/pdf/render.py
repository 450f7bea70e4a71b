"""Pages → bytes: a tagged PDF 1.7, PDF/UA-1 and PDF/A-2a at once (3a with an attachment).

    outline(handout)    what there is to say, in reading order     tags.py
    draw_page(page)     what is shown where, marked by node        content.py
    write_structure()   the outline, with what was shown           structure.py
    embed, metadata     fonts, pictures; what the file says of itself

It decides nothing. The same pages, handout, attachment and font files give the same bytes, in any
process and after any other document. On another kind of processor ISA-L may pack what is the same
into other bytes.
"""

from __future__ import annotations

from handouts.fonts import Fonts
from handouts.model.handout import Handout
from handouts.model.page import Page
from handouts.model.separator import Separator
from handouts.model.summary import Summary
from handouts.pdf.attachment import Attachment, attachment_entries
from handouts.pdf.content import Used, draw_page
from handouts.pdf.document import Document
from handouts.pdf.metadata import catalog_entries, write_info
from handouts.pdf.objects import LITTLE_EFFORT, Name, written
from handouts.pdf.page_tree import page_syntax
from handouts.pdf.resources import Resources
from handouts.pdf.structure import write_structure
from handouts.pdf.tags import outline


def render(
    pages: tuple[Page, ...],
    handout: Handout | Summary | Separator,
    fonts: Fonts,
    attached: Attachment | None = None,
) -> bytes:
    """The PDF that shows `pages`, tagged as the `handout` that they were laid out from.

    `fonts` must be those that the pages were measured with. Raises ValueError for an item of a
    node that the handout does not have, and for a character without a glyph: both are bugs
    of the phases before.
    """
    elements, used = outline(handout), Used()
    contents = tuple(draw_page(page, elements, fonts, used) for page in pages)

    pieces: list[bytes] = []
    document = Document(pieces.append)
    catalog, tree = document.reserve(), document.reserve()
    sides = tuple(document.reserve() for _ in pages)
    structure = write_structure(document, elements, contents, sides)
    resources = Resources(document, used)
    for number, (side, page, content) in enumerate(zip(sides, pages, contents, strict=True)):
        drawn = document.add_packed(content.operators, {}, LITTLE_EFFORT)
        more = f" /StructParents {number} /Tabs /S"
        if annotations := structure.annotations[number]:
            more += f" /Annots {written(annotations)}"
        document.put(side, page_syntax(page, tree, resources.of(content), drawn, more))
    document.define(tree, {"Type": Name("Pages"), "Kids": sides, "Count": len(sides)})
    document.define(
        catalog,
        {
            "Type": Name("Catalog"),
            "Pages": tree,
            "StructTreeRoot": structure.root,
            **catalog_entries(document, handout, pdfa_part=3 if attached else 2),
            **(attachment_entries(document, attached) if attached else {}),
        },
    )
    document.finish(catalog, write_info(document, handout))
    return b"".join(pieces)
