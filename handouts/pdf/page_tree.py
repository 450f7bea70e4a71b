"""Pages, and the tree of them that a file of many has (ISO 32000-1 §7.7.3)."""

from __future__ import annotations

from handouts.model.page import Page
from handouts.pdf.document import Document
from handouts.pdf.objects import Name, Reference, Value, numbers, written

_MOST_PAGES = 500


def page_syntax(
    page: Page, parent: Reference, resources: str, contents: Reference, more: str = ""
) -> bytes:
    """A page as an object; `resources` and `more` entries are in PDF syntax."""
    box = numbers(page.width, page.height)
    return (
        f"<</Type /Page /Parent {written(parent)} /MediaBox [0 0 {box}] /Resources {resources} "
        f"/Contents {written(contents)}{more}>>"
    ).encode("ascii")


class PageTree:
    """Nodes of some hundred pages under one root: a viewer finds a page by asking few of them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = document.reserve()
        self._nodes: list[Reference] = []
        self._pages: list[Reference] = []
        self._count = 0
        self.node = document.reserve()
        """The parent of the pages that are added next."""

    def add(self, pages: tuple[Reference, ...]) -> None:
        """Pages whose parent is `node`."""
        self._pages += pages
        if len(self._pages) >= _MOST_PAGES:
            self._end_node()
            self.node = self._document.reserve()

    def _end_node(self) -> None:
        count = len(self._pages)
        entries: dict[str, Value] = {"Type": Name("Pages"), "Parent": self._root}
        self._document.define(self.node, entries | {"Kids": self._pages, "Count": count})
        self._nodes.append(self.node)
        self._count += count
        self._pages = []

    def finish(self) -> tuple[Reference, int]:
        """The root, and how many pages there are."""
        if self._pages:
            self._end_node()
        entries: dict[str, Value] = {"Type": Name("Pages"), "Kids": self._nodes}
        self._document.define(self._root, entries | {"Count": self._count})
        return self._root, self._count
