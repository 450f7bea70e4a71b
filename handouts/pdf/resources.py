"""What the pages of a document draw with → its objects, and each page's own share of them."""

from __future__ import annotations

from handouts.pdf.content import PageContent, Used
from handouts.pdf.document import Document
from handouts.pdf.embed import embed_font, embed_shown
from handouts.pdf.objects import Reference, written


class Resources:
    """The fonts and pictures of the document, and which of them a page needs."""

    def __init__(self, document: Document, used: Used) -> None:
        fonts = (
            (face.key, embed_font(document, face, texts))
            for face, texts in used.glyphs.texts.items()
        )
        pictures = ((name, embed_shown(document, shown)) for name, shown in used.pictures.items())
        self._fonts = [(key, _entry(key, font)) for key, font in fonts]
        self._pictures = [(name, _entry(name, shown)) for name, shown in pictures]

    def of(self, content: PageContent) -> str:
        """The resource dictionary of a page, in PDF syntax (ISO 32000-1 §7.8.3)."""
        fonts = [entry for key, entry in self._fonts if key in content.fonts]
        shown = [entry for name, entry in self._pictures if name in content.pictures]
        kinds = (("Font", fonts), ("XObject", shown))
        held = (f"/{kind} <<{' '.join(entries)}>>" for kind, entries in kinds if entries)
        return f"<<{' '.join(held)}>>"


def _entry(name: str, shown: Reference) -> str:
    return f"/{name} {written(shown)}"
