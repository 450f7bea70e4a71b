"""Outline and drawn pages → structure tree, link annotations and parent tree
(ISO 32000-1 §14.7, ISO 14289-1 §7).

There are hundreds of elements in a file: they are gathered in a list, and written in one go.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from handouts.model.page import Link
from handouts.pdf.content import Node, PageContent
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


@dataclass(slots=True)
class _Row:
    """An element of the tree: its node, and which rows are its parent and its kids."""

    element: Element
    node: Node
    linked: Node
    parent: int
    kids: list[int]


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
        self._linked = [
            (page, document.reserve(), one)
            for page, content in enumerate(contents)
            for one in content.links
        ]
        self._marks: defaultdict[Node, list[tuple[int, int]]] = defaultdict(list)
        for page, content in enumerate(contents):
            for mark, node in enumerate(content.nodes):
                self._marks[node].append((page, mark))
        self._links: defaultdict[Node, list[tuple[int, Reference]]] = defaultdict(list)
        for page, annotation, one in self._linked:
            self._links[one.node].append((page, annotation))
        self._rows: list[_Row] = []

    def write(self, outline: Element) -> Structure:
        root = self._document.reserve()
        self._gather(outline, "", 0)
        rows = self._rows
        first = self._document.reserve_many(len(rows))
        self._document.put_all(first, self._syntax(first, root))
        # The parent tree leads from a page's marked content, and from a link, to its element.
        owners = {row.node: f"{number} 0 R" for number, row in enumerate(rows, first)}
        link_owners = {row.linked: f"{number} 0 R" for number, row in enumerate(rows, first)}
        parents: list[str] = []
        for page, content in enumerate(self._contents):
            syntax = f"[{' '.join(map(owners.__getitem__, content.nodes))}]"
            parents.append(f"{page} {written(self._document.add_syntax(syntax))}")
        for key, (_, annotation, one) in enumerate(self._linked, start=len(self._pages)):
            self._document.put(annotation, _annotation(one.link, one.box, key).encode("ascii"))
            parents.append(f"{key} {link_owners[one.node]}")
        tree = written(self._document.add_syntax(f"<</Nums [{' '.join(parents)}]>>"))
        keys = len(self._pages) + len(self._linked)
        trees = f"/ParentTree {tree} /ParentTreeNextKey {keys}"
        syntax = f"<</Type /StructTreeRoot /K [{first} 0 R] {trees}>>"
        self._document.put(root, syntax.encode("ascii"))
        annotations = tuple(
            tuple(annotation for on, annotation, _ in self._linked if on == page)
            for page in range(len(self._pages))
        )
        return Structure(root, annotations)

    def _gather(self, element: Element, within: str, parent: int) -> None:
        """Add a row for the element and those under it, where something of them is placed; the
        document itself always.
        """
        rows, at = self._rows, len(self._rows)
        within = element.within or within
        node, linked = (within, element.node or ""), (within, element.links_of or "")
        row = _Row(element, node, linked, parent, [])
        rows.append(row)
        for kid in element.kids:
            begun = len(rows)
            self._gather(kid, within, at)
            if len(rows) > begun:
                row.kids.append(begun)
        shown = node in self._marks or linked in self._links or row.kids or element.keep
        if at and not shown:
            del rows[at:]

    def _syntax(self, first: int, root: Reference) -> Iterator[str]:
        """Each row in PDF syntax, row 0 with the number `first`."""
        for row in self._rows:
            element, node = row.element, row.node
            home, kids = None, []
            for page, mark in self._marks.get(node, ()):
                home = page if home is None else home
                if page == home:
                    kids.append(str(mark))
                else:
                    kids.append(f"<</Type /MCR /Pg {self._pages[page]} /MCID {mark}>>")
            kids += [f"{first + kid} 0 R" for kid in row.kids]
            if element.links_of:
                kids += [
                    f"<</Type /OBJR /Pg {self._pages[page]} /Obj {written(annotation)}>>"
                    for page, annotation in self._links.get(row.linked, ())
                ]
            said = "" if home is None else f" /Pg {self._pages[home]}"
            if element.title is not None:
                said += f" /T {text_string(element.title)}"
            if element.alt is not None:
                said += f" /Alt {text_string(element.alt)}"
            said += self._attributes(element, node, home)
            parent = root.number if row is self._rows[0] else first + row.parent
            yield (
                f"<</Type /StructElem /S /{element.type} /P {parent} 0 R{said} "
                f"/K [{' '.join(kids)}]>>"
            )

    def _attributes(self, element: Element, node: Node, home: int | None) -> str:
        """Standard attributes (ISO 32000-1 §14.8.5) in PDF syntax. The box of a figure is that on
        its first page.
        """
        if element.numbering:
            return f" /A <</O /List /ListNumbering /{element.numbering}>>"
        if element.scope:
            spans = f" /ColSpan {element.columns}" if element.columns > 1 else ""
            return f" /A <</O /Table /Scope /{element.scope}{spans}>>"
        if element.type == "Figure" and element.node and home is not None:
            box = self._contents[home].figures[node]
            return f" /A <</O /Layout /Placement /Block /BBox [{numbers(*box)}]>>"
        return ""


def _annotation(link: Link, box: Box, key: int) -> str:
    said, url = text_string(link.description), text_string(link.url)
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{numbers(*box)}] /Border [0 0 0] /F {_PRINTED} "
        f"/Contents {said} /A <</Type /Action /S /URI /URI {url}>> /StructParent {key}>>"
    )
