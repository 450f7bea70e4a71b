"""Finished sheets → one PDF for the printer, each on a fresh sheet of paper.

    Document    writes while it grows               document.py
    CopiedSheet         one sheet's objects, renumbered     copied_sheet.py

It keeps what a sheet says to a screen reader: each is a Part of one structure tree, and the file is
PDF/UA-1 and PDF/A-2a as they are. What a sheet carries to be made again is left behind.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from handouts.pdf.bookmarks import Bookmark, write_bookmarks
from handouts.pdf.copied_sheet import CopiedSheet, SharedObjects, opened
from handouts.pdf.document import Document
from handouts.pdf.metadata import catalog_entries, write_info
from handouts.pdf.objects import Name, Reference, Value
from handouts.pdf.page_tree import PageTree


class Item(Struct, frozen=True):
    """A PDF of ours, on disk or in memory. `bookmark` is what its bookmark says, "" for none."""

    pdf: Path | bytes
    bookmark: str = ""


class Chapter(Struct, frozen=True):
    """Items in the order of their pages, asked for once; `bookmark`, if any, is what theirs stand
    under.
    """

    items: Iterable[Item]
    bookmark: str = ""


class Cover(Struct, frozen=True):
    """What the file says of itself; nothing of a patient. `note` is a line at its very top."""

    title: str
    author: str
    language: str
    note: str


def combine(chapters: Iterable[Chapter], cover: Cover, file: BinaryIO) -> int:
    """Writes the PDF and returns the number of its pages.

    An item with an odd number of pages gets a blank one after it, as large as its last: printed on
    both sides, the next begins on a fresh sheet. What items have in common, such as figures, is in
    the file once. The same items give the same bytes. No more than one is in memory at a time.

    Raises HandoutError for an item that is no sheet of ours, or no longer whole.
    """
    combined = _Combined(Document(file.write, cover.note))
    for chapter in chapters:
        combined.add(chapter)
    return combined.finish(cover)


class _Combined:
    """The file in the making, and what stands at its end."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._shared = SharedObjects(document)
        self._top = document.reserve()
        self._pages = PageTree(document)
        self._parts: list[Reference] = []
        self._leaves: list[Reference] = []
        self._next_key = 0
        self._bookmarks: list[Bookmark] = []

    def add(self, chapter: Chapter) -> None:
        first: Reference | None = None
        marks: list[Bookmark] = []
        for item in chapter.items:
            page = self._add(item)
            first = first or page
            if item.bookmark:
                marks.append(Bookmark(item.bookmark, page))
        if chapter.bookmark and first:
            marks = [Bookmark(chapter.bookmark, first, tuple(marks))]
        self._bookmarks += marks

    def _add(self, item: Item) -> Reference:
        """The first page of the item."""
        node = self._pages.node
        with opened(item.pdf) as source:
            sheet = CopiedSheet(source, self._document, self._shared, self._next_key)
            pages = sheet.copy_pages(node)
            if len(pages) % 2:
                pages += (self._blank(node, sheet.last_box),)
            part, leaf = sheet.copy_structure(self._top, item.bookmark)
            self._next_key = sheet.next_key
        self._pages.add(pages)
        self._parts.append(part)
        self._leaves.append(leaf)
        return pages[0]

    def _blank(self, node: Reference, box: tuple[float, ...]) -> Reference:
        return self._document.add(
            {"Type": Name("Page"), "Parent": node, "MediaBox": box, "Resources": {}}
        )

    def finish(self, cover: Cover) -> int:
        document = self._document
        tree, count = self._pages.finish()
        catalog: dict[str, Value] = {
            "Type": Name("Catalog"),
            "Pages": tree,
            "StructTreeRoot": self._structure(),
            **catalog_entries(document, cover, pdfa_part=2),
        }
        if self._bookmarks:
            outlines = write_bookmarks(document, self._bookmarks)
            catalog |= {"Outlines": outlines, "PageMode": Name("UseOutlines")}
        document.finish(document.add(catalog), write_info(document, cover))
        return count

    def _structure(self) -> Reference:
        """One Document whose Parts are the items, and the tree that leads from pages to them."""
        document, root = self._document, self._document.reserve()
        element: dict[str, Value] = {"Type": Name("StructElem"), "S": Name("Document")}
        document.define(self._top, element | {"P": root, "K": self._parts})
        document.define(
            root,
            {
                "Type": Name("StructTreeRoot"),
                "K": [self._top],
                "ParentTree": document.add({"Kids": self._leaves}),
                "ParentTreeNextKey": self._next_key,
            },
        )
        return root
