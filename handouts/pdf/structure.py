"""Outline and drawn pages → structure tree, link annotations and parent tree
(ISO 32000-1 §14.7, ISO 14289-1 §7).
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.page import Link
from handouts.pdf.content import PageContent
from handouts.pdf.objects import Name, Reference, Value
from handouts.pdf.operators import Box
from handouts.pdf.reportlab_document import Document
from handouts.pdf.tags import Element

_PRINTED = 4  # the annotation flag that PDF/A asks for (ISO 19005-2 §6.3.2)


@dataclass(frozen=True, slots=True)
class Structure:
    """The root of the tree, and the annotations of each page."""

    root: Reference
    annotations: tuple[tuple[Reference, ...], ...]


def write_structure(
    document: Document,
    outline: Element,
    contents: tuple[PageContent, ...],
    pages: tuple[Reference, ...],
) -> Structure:
    """Adds every element of which something is placed. `pages[n]` shows `contents[n]`.

    Page n has StructParents n; the links follow, in the order of the pages.
    """
    return _Tree(document, contents, pages).write(outline)


class _Tree:
    """A structure tree being written. Marks and links are found by their node, in page order."""

    def __init__(
        self,
        document: Document,
        contents: tuple[PageContent, ...],
        pages: tuple[Reference, ...],
    ) -> None:
        self._document = document
        self._contents = contents
        self._pages = pages
        self._marks: dict[str | None, list[tuple[int, int]]] = {}
        self._links: dict[str | None, list[tuple[int, Reference]]] = {}
        self._owner: dict[str, Reference] = {}
        self._link_owner: dict[str, Reference] = {}

    def write(self, outline: Element) -> Structure:
        linked = [
            (page, self._document.reserve(), link, box)
            for page, content in enumerate(self._contents)
            for link, box in content.links
        ]
        for page, content in enumerate(self._contents):
            for mark, node in enumerate(content.nodes):
                self._marks.setdefault(node, []).append((page, mark))
        for page, annotation, link, _ in linked:
            self._links.setdefault(link.node, []).append((page, annotation))

        root = self._document.reserve()
        top = self._element(outline, root)
        # The parent tree leads from a page's marked content, and from a link, to its element.
        parents: list[Value] = []
        for page, content in enumerate(self._contents):
            owners = [self._owner[node] for node in content.nodes]
            parents += [page, self._document.add(owners)]
        for key, (_, annotation, link, box) in enumerate(linked, start=len(self._pages)):
            self._document.define(annotation, _annotation(link, box, key))
            parents += [key, self._link_owner[link.node]]
        self._document.define(
            root,
            {
                "Type": Name("StructTreeRoot"),
                "K": [top],
                "ParentTree": self._document.add({"Nums": parents}),
                "ParentTreeNextKey": len(self._pages) + len(linked),
            },
        )
        annotations = tuple(
            tuple(annotation for on, annotation, _, _ in linked if on == page)
            for page in range(len(self._pages))
        )
        return Structure(root, annotations)

    def _is_placed(self, element: Element) -> bool:
        return (
            element.node in self._marks
            or element.links_of in self._links
            or any(map(self._is_placed, element.kids))
        )

    def _element(self, element: Element, parent: Reference) -> Reference:
        me = self._document.reserve()
        marks = self._marks.get(element.node, [])
        links = self._links.get(element.links_of, [])
        if element.node:
            self._owner[element.node] = me
        if element.links_of:
            self._link_owner[element.links_of] = me
        home = marks[0][0] if marks else None
        kids: list[Value] = [
            mark if page == home else {"Type": Name("MCR"), "Pg": self._pages[page], "MCID": mark}
            for page, mark in marks
        ]
        kids += [self._element(kid, me) for kid in element.kids if kid.keep or self._is_placed(kid)]
        kids += [self._linked(*link) for link in links]
        entries: dict[str, Value] = {
            "Type": Name("StructElem"),
            "S": Name(element.type),
            "P": parent,
        }
        if home is not None:
            entries["Pg"] = self._pages[home]
        if element.title is not None:
            entries["T"] = element.title
        if element.alt is not None:
            entries["Alt"] = element.alt
        attributes = self._attributes(element, marks)
        if attributes:
            entries["A"] = attributes
        self._document.define(me, {**entries, "K": kids})
        return me

    def _linked(self, page: int, annotation: Reference) -> Value:
        return {"Type": Name("OBJR"), "Pg": self._pages[page], "Obj": annotation}

    def _attributes(self, element: Element, marks: list[tuple[int, int]]) -> dict[str, Value]:
        """Standard attributes (ISO 32000-1 §14.8.5). The box of a figure is that on its
        first page.
        """
        if element.numbering:
            return {"O": Name("List"), "ListNumbering": Name(element.numbering)}
        if element.scope:
            spans = {"ColSpan": element.columns} if element.columns > 1 else {}
            return {"O": Name("Table"), "Scope": Name(element.scope), **spans}
        if element.type == "Figure" and element.node and marks:
            box = self._contents[marks[0][0]].boxes[element.node]
            return {"O": Name("Layout"), "Placement": Name("Block"), "BBox": box}
        return {}


def _annotation(link: Link, box: Box, key: int) -> Value:
    return {
        "Type": Name("Annot"),
        "Subtype": Name("Link"),
        "Rect": box,
        "Border": [0, 0, 0],
        "F": _PRINTED,
        "Contents": link.description,
        "A": {"Type": Name("Action"), "S": Name("URI"), "URI": link.url},
        "StructParent": key,
    }
