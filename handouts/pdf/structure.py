"""Outline and drawn pages → structure tree, link annotations and parent tree
(ISO 32000-1 §14.7, ISO 14289-1 §7).

There are hundreds of elements in a file: they come as a list, and are written in one go.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from handouts.model.page import Link
from handouts.pdf.content import Node, PageContent
from handouts.pdf.document import Document
from handouts.pdf.elements import Outline, Row
from handouts.pdf.objects import Reference, numbers, text_string, written
from handouts.pdf.operators import Box

_PRINTED = 4  # the annotation flag that PDF/A asks for (ISO 19005-2 §6.3.2)


@dataclass(frozen=True, slots=True)
class Structure:
    """The root of the tree, and the annotations of each page."""

    root: Reference
    annotations: tuple[tuple[Reference, ...], ...]


def write_structure(
    document: Document,
    outline: Outline,
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
        self._linked = [
            (page, document.reserve(), one)
            for page, content in enumerate(contents)
            for one in content.links
        ]
        self._marks: defaultdict[str, dict[str, list[tuple[int, int]]]] = defaultdict(dict)
        for page, content in enumerate(contents):
            for mark, (exercise, node) in enumerate(content.nodes):
                self._marks[exercise].setdefault(node, []).append((page, mark))
        self._links: dict[Node, list[tuple[int, Reference]]] = {}
        for page, annotation, one in self._linked:
            self._links.setdefault(one.node, []).append((page, annotation))

    def write(self, outline: Outline) -> Structure:
        root = self._document.reserve()
        shown = self._shown(outline)
        first = self._document.reserve_many(shown.count(True))
        ahead = itertools.accumulate(shown, initial=first)
        references = [f"{number} 0 R" for number in ahead]
        self._document.put_all(first, self._elements(outline, shown, references, written(root)))
        # The parent tree leads from a page's marked content, and from a link, to its element.
        owners = _owners(outline, references, lambda row: row.node)
        parents: list[str] = []
        for page, content in enumerate(self._contents):
            syntax = f"[{' '.join(map(owners.__getitem__, content.nodes))}]"
            parents.append(f"{page} {written(self._document.add_syntax(syntax))}")
        owners = _owners(outline, references, lambda row: row.links_of)
        for key, (_, annotation, one) in enumerate(self._linked, start=len(self._pages)):
            self._document.put(annotation, _annotation(one.link, one.box, key).encode("ascii"))
            parents.append(f"{key} {owners[one.node]}")
        tree = written(self._document.add_syntax(f"<</Nums [{' '.join(parents)}]>>"))
        keys = len(self._pages) + len(self._linked)
        trees = f"/ParentTree {tree} /ParentTreeNextKey {keys}"
        syntax = f"<</Type /StructTreeRoot /K [{references[0]}] {trees}>>"
        self._document.put(root, syntax.encode("ascii"))
        annotations = tuple(
            tuple(annotation for on, annotation, _ in self._linked if on == page)
            for page in range(len(self._pages))
        )
        return Structure(root, annotations)

    def _shown(self, outline: Outline) -> list[bool]:
        """Which rows have something placed at or under them."""
        shown = [False] * outline.count
        for exercise, first, under, branch in reversed(outline.hung):
            marks = self._marks[exercise]
            for at in range(len(branch.rows) - 1, -1, -1):
                row = branch.rows[at]
                here = shown[first + at] or row.keep or row.node in marks
                if here or (row.links_of and (exercise, row.links_of) in self._links):
                    shown[first + at] = True
                    above = under if row.parent < 0 else first + row.parent
                    if above >= 0:
                        shown[above] = True
        return shown

    def _elements(
        self, outline: Outline, shown: list[bool], references: list[str], root: str
    ) -> Iterator[str]:
        """The rows that are shown, in PDF syntax."""
        heads: list[str] = []
        kids: list[list[str]] = [[] for _ in shown]
        annotations: dict[int, list[str]] = {}
        for exercise, first, under, branch in outline.hung:
            marks = self._marks[exercise]
            for at, row in enumerate(branch.rows, first):
                if not shown[at]:
                    heads.append("")
                    continue
                above = under if row.parent < 0 else first + row.parent
                parent = root
                if above >= 0:
                    parent = references[above]
                    kids[above].append(references[at])
                said = row.said
                if row.node in marks:
                    placed = marks[row.node]
                    home = placed[0][0]
                    kids[at] += self._content(placed, home)
                    said = f" /Pg {self._pages[home]}{said}"
                    if row.type == "Figure":
                        box = self._contents[home].figures[exercise, row.node]
                        said += f" /A <</O /Layout /Placement /Block /BBox [{numbers(*box)}]>>"
                if row.links_of:
                    annotations[at] = self._objects(self._links.get((exercise, row.links_of), ()))
                heads.append(f"<</Type /StructElem /S /{row.type} /P {parent}{said}")
        for at, head in enumerate(heads):
            if head:
                yield f"{head} /K [{' '.join([*kids[at], *annotations.get(at, ())])}]>>"

    def _content(self, placed: list[tuple[int, int]], home: int) -> Iterator[str]:
        """Marked content of an element, whose own page is `home`."""
        for page, mark in placed:
            if page == home:
                yield str(mark)
            else:
                yield f"<</Type /MCR /Pg {self._pages[page]} /MCID {mark}>>"

    def _objects(self, links: Iterable[tuple[int, Reference]]) -> list[str]:
        return [
            f"<</Type /OBJR /Pg {self._pages[page]} /Obj {written(annotation)}>>"
            for page, annotation in links
        ]


def _owners(
    outline: Outline, references: list[str], owned: Callable[[Row], str | None]
) -> dict[Node, str]:
    """The reference of each row that owns a node, by that node."""
    return {
        (exercise, node): references[at]
        for exercise, first, _, branch in outline.hung
        for at, row in enumerate(branch.rows, first)
        if (node := owned(row))
    }


def _annotation(link: Link, box: Box, key: int) -> str:
    said, url = text_string(link.description), text_string(link.url)
    return (
        f"<</Type /Annot /Subtype /Link /Rect [{numbers(*box)}] /Border [0 0 0] /F {_PRINTED} "
        f"/Contents {said} /A <</Type /Action /S /URI /URI {url}>> /StructParent {key}>>"
    )
