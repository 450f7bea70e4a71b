"""Bookmarks → the outline of a file (ISO 32000-1 §12.3.3)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from handouts.pdf.document import Document
from handouts.pdf.objects import Name, Reference, Value


class Bookmark(Struct, frozen=True):
    """A line of the outline, the page that it opens, and what stands under it."""

    title: str
    page: Reference
    under: tuple[Bookmark, ...] = ()


def write_bookmarks(document: Document, bookmarks: Sequence[Bookmark]) -> Reference:
    """The outline. What stands under a bookmark is folded away until it is opened."""
    outline = document.reserve()
    ends = _write(document, bookmarks, outline)
    document.define(outline, {"Type": Name("Outlines"), "Count": len(bookmarks), **ends})
    return outline


def _write(
    document: Document, bookmarks: Sequence[Bookmark], parent: Reference
) -> dict[str, Value]:
    """First and Last of what stands under `parent`, which are in the file now."""
    references = [document.reserve() for _ in bookmarks]
    neighbours = [None, *references, None]
    for at, (bookmark, mine) in enumerate(zip(bookmarks, references, strict=True)):
        before, after = neighbours[at], neighbours[at + 2]
        entries: dict[str, Value] = {
            "Title": bookmark.title,
            "Parent": parent,
            "Dest": [bookmark.page, Name("Fit")],
        }
        if before:
            entries["Prev"] = before
        if after:
            entries["Next"] = after
        if bookmark.under:
            entries["Count"] = -len(bookmark.under)
            entries |= _write(document, bookmark.under, mine)
        document.define(mine, entries)
    return {"First": references[0], "Last": references[-1]}
