"""Outline and drawn pages → structure tree, link annotations and parent tree
(ISO 32000-1 §14.7, ISO 14289-1 §7).
"""

from __future__ import annotations

from dataclasses import dataclass

from handouts.model.page import Link
from handouts.pdf.content import PageContent
from handouts.pdf.document import Document
from handouts.pdf.objects import Reference, numbers, text_string, written
from handouts.pdf.operators import Box
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
        self._pages = tuple(map(written, pages))
        self._marks: dict[str | None, list[tuple[int, int]]] = {}
        self._links: dict[str | None, list[tuple[int, Reference]]] = {}
        self._owner: dict[str, str] = {}
        self._link_owner: dict[str, str] = {}

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
        top = self._element(outline, written(root))
        # The parent tree leads from a page's marked content, and from a link, to its element.
        parents: list[str] = []
        for page, content in enumerate(self._contents):
            owners = " ".join(map(self._owner.__getitem__, content.nodes))
            parents.append(f"{page} {written(self._document.add_syntax(f'[{owners}]'))}")
        for key, (_, annotation, link, box) in enumerate(linked, start=len(self._pages)):
            self._document.put(annotation, _annotation(link, box, key).encode("ascii"))
            parents.append(f"{key} {self._link_owner[link.node]}")
        tree = written(self._document.add_syntax(f"<</Nums [{' '.join(parents)}]>>"))
        keys = len(self._pages) + len(linked)
        trees = f"/ParentTree {tree} /ParentTreeNextKey {keys}"
        syntax = f"<</Type /StructTreeRoot /K [{top}] {trees}>>"
        self._document.put(root, syntax.encode("ascii"))
        annotations = tuple(
            tuple(annotation for on, annotation, _, _ in linked if on == page)
            for page in range(len(self._pages))
        )
        return Structure(root, annotations)

    def _is_placed(self, element: Element) -> bool:
        if element.node in self._marks or element.links_of in self._links:
            return True
        return any(map(self._is_placed, element.kids))

    def _element(self, element: Element, parent: str) -> str:
        """Adds an element and those under it; returns the reference to it, in PDF syntax. There are
        hundreds in a file, hence no dictionaries on the way.
        """
        reference = self._document.reserve()
        me = f"{reference.number} 0 R"
        home, kids = None, []
        if element.node:
            self._owner[element.node] = me
            for page, mark in self._marks.get(element.node, ()):
                home = page if home is None else home
                if page == home:
                    kids.append(str(mark))
                else:
                    kids.append(f"<</Type /MCR /Pg {self._pages[page]} /MCID {mark}>>")
        kids += [self._element(kid, me) for kid in element.kids if kid.keep or self._is_placed(kid)]
        if element.links_of:
            self._link_owner[element.links_of] = me
            kids += [
                f"<</Type /OBJR /Pg {self._pages[page]} /Obj {written(annotation)}>>"
                for page, annotation in self._links.get(element.links_of, ())
            ]
        said = "" if home is None else f" /Pg {self._pages[home]}"
        if element.title is not None:
            said += f" /T {text_string(element.title)}"
        if element.alt is not None:
            said += f" /Alt {text_string(element.alt)}"
        attributes = self._attributes(element, home)
        if attributes:
            said += f" /A {attributes}"
        syntax = f"<</Type /StructElem /S /{element.type} /P {parent}{said} /K [{' '.join(kids)}]>>"
        self._document.put(reference, syntax.encode("ascii"))
        return me

    def _attributes(self, element: Element, home: int | None) -> str:
        """Standard attributes (ISO 32000-1 §14.8.5) in PDF syntax. The box of a figure is that on
        its first page.
        """
        if element.numbering:
            return f"<</O /List /ListNumbering /{element.numbering}>>"
        if element.scope:
            spans = f" /ColSpan {element.columns}" if element.columns > 1 else ""
            return f"<</O /Table /Scope /{element.scope}{spans}>>"
        if element.type == "Figure" and element.node and home is not None:
            box = self._contents[home].figures[element.node]
            return f"<</O /Layout /Placement /Block /BBox [{numbers(*box)}]>>"
        return ""


def _annotation(link: Link, box: Box, key: int) -> str:
    said, url = text_string(link.description), text_string(link.url)
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{numbers(*box)}] /Border [0 0 0] /F {_PRINTED} "
        f"/Contents {said} /A <</Type /Action /S /URI /URI {url}>> /StructParent {key}>>"
    )
