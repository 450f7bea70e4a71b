"""What the pages of a document draw with → its objects, and each page's own share of them."""

from __future__ import annotations

from handouts.pdf.content import PageContent, Used
from handouts.pdf.document import Document
from handouts.pdf.embed import embed_font, embed_shown
from handouts.pdf.objects import Reference, Value


class Resources:
    """The fonts and pictures of the document, and which of them a page needs."""

    def __init__(self, document: Document, used: Used) -> None:
        self._fonts: dict[str, Reference] = {
            face.key: embed_font(document, face, texts) for face, texts in used.glyphs.texts.items()
        }
        self._pictures: dict[str, Reference] = {
            name: embed_shown(document, shown) for name, shown in used.pictures.items()
        }

    def of(self, content: PageContent) -> Value:
        fonts = {key: value for key, value in self._fonts.items() if key in content.fonts}
        shown = {name: value for name, value in self._pictures.items() if name in content.pictures}
        resources = {"Font": fonts, "XObject": shown}
        return {kind: entries for kind, entries in resources.items() if entries}
